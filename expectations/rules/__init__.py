"""Measurements behind hand-written expectations: pure functions from tables to one row per key.

They measure; what is tolerated stands in the contract that names them.
"""

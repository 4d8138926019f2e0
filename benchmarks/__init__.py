"""Whole commands timed from outside, functions of the crosswalk inside one process; nothing here is a test."""

"""`rebalance convert` and `rebalance vintage`: a user's own sheet, read, understood, brought to other borders.

Weights and arithmetic are `assets/geography/`; nothing here knows of a build.
"""

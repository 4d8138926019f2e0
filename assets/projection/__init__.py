"""Cohorts and their ratios, on which projections and scenarios stand."""

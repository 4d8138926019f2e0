"""Cohorts carried on into the years to come, on which indicators, projections and scenarios stand."""

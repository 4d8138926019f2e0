"""Dagster's side: assets, checks, jobs, resources, the event log."""

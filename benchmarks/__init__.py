"""Whole commands timed from outside, medians of several runs; nothing here is a test."""

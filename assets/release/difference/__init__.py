"""What two releases differ in: their columns, their rows by key, their values. Pure functions of two release folders.

How a release is found by name, and what is printed, is in `pipelines/`. Today's contracts play no part here: keys and columns
are read from each release's own `datapackage.json`, and rows from its Parquet files.
"""

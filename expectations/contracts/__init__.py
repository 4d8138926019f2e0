"""One table contract a file, named like its table. Shared columns are in `expectations/columns.py`."""

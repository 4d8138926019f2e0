"""The files of a release for other tools: Parquet, CSV, map tiles, and what describes and cites them.

One module per kind of file; `write.py` makes them all. The DuckDB file, the GeoPackage and the maps have rooms of their own.
"""

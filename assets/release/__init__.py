"""What is handed out: the DuckDB file, the GeoPackage, maps, Data Docs and the manifest, published by rename."""

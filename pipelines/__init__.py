"""When and where things run: Dagster definitions, planning, the command line. No tables are made here."""

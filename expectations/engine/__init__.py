"""How contracts are held: suites, runner, reports, Data Docs, DDL."""

"""A build from start to end outside Dagster's UI: homes, what is stale, tables made, suites run, a release published."""

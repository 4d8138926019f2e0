"""The code location `rebalance.definitions` for a Dagster deployment, wherever the code lies; looked up as in `cli.py`."""

import importlib

defs = importlib.import_module("pipelines.definitions").defs

"""Provenance of every raw file, collected from the raw tables that read them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.lake.asset import collector
from expectations.contracts.provenance import SOURCE_FILE_TABLE
from expectations.contracts.registry import all_contracts

RAW_TABLES = tuple(name for name, c in all_contracts().items() if c.schema == "raw" and c is not SOURCE_FILE_TABLE)


@collector(contract=SOURCE_FILE_TABLE, after=RAW_TABLES)
def source_file(provenance: list[dict[str, Any]]) -> pd.DataFrame:
    """Raw files with digest, licence and declarations. One row per physical file."""
    return pd.DataFrame(provenance, columns=list(SOURCE_FILE_TABLE.column_names))

"""Reading the fact tables in `assets/reference/tables/`: text stays text, empty cells stay empty."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

TABLES = Path(__file__).parent / "tables"


def fact_file(name: str) -> Path:
    """Path of a fact table."""
    return TABLES / f"{name}.csv"


def read_facts(name: str) -> pd.DataFrame:
    """A fact table as strings, None where a cell is empty; the contract casts the types."""
    frame = pd.read_csv(fact_file(name), dtype=str, keep_default_na=False, encoding="utf-8")
    return frame.astype(object).where(frame != "", None)

"""A JSON collection of local finance by local government; only fiscal independence is read.

Expenditure by field and incentives of the same document are left out: it does not say what their keys mean.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, region_codes
from assets.reading.json_file import read_json
from assets.reading.source_file import SourceFile
from expectations.contracts.sido_figures import LOCAL_FINANCE

SERIES = {"pre": "fiscal_independence_before_reform", "post": "fiscal_independence_after_reform"}


@source(contract=LOCAL_FINANCE)
def local_finance(file: SourceFile) -> pd.DataFrame:
    """Fiscal independence (percent). One row per local government and year; `source_row` counts local governments."""
    units = _units(file, read_json(file))
    records = [record for row, (code, unit) in enumerate(units.items(), start=1) for record in _records(file, code, unit, row)]
    table = pd.DataFrame(records, columns=["region_code", "year", *SERIES, "source_row"])
    rows = table["source_row"]
    table["region_code"] = region_codes(file, table["region_code"], rows, (5,), "a MOIS code of five digits")
    for item, column in SERIES.items():
        table[column] = numbers(file, table.pop(item), rows, absent=("",), minimum=0, maximum=100)
    table["year"] = numbers(file, table["year"], rows, minimum=1990, maximum=2100, whole=True)
    refuse_repeats(file, table, ("region_code", "year"))
    return table.assign(source_file=file.name)


def _units(file: SourceFile, document: Any) -> dict[str, Any]:
    units = document.get("by_code") if isinstance(document, dict) else None
    if not isinstance(units, dict) or not units:
        raise file.error("no by_code", "a record per local government")
    return units


def _records(file: SourceFile, code: str, unit: Any, row: int) -> list[tuple[Any, ...]]:
    series = unit.get("fi") if isinstance(unit, dict) else None
    series = series if isinstance(series, dict) else {}
    if missing := [name for name in ("years", *SERIES) if not isinstance(series.get(name), list)]:
        raise file.error(f"no {', '.join(missing)} in fi of {code}", "years, pre and post", row)
    lengths = {name: len(series[name]) for name in ("years", *SERIES)}
    if len(set(lengths.values())) > 1:
        raise file.error(f"{lengths} values for {code}", "one for each year", row, "Is it cut off?")
    return [(code, year, pre, post, row) for year, pre, post in zip(series["years"], series["pre"], series["post"], strict=True)]

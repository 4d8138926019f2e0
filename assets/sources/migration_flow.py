"""Flows between sigungu as one JSON document: parameters of the request, and a record per origin and destination."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import (
    numbers,
    refuse_repeats,
    require_columns,
    require_form,
)
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_json
from expectations.contracts.flows import MIGRATION_FLOW

FIELDS = ("ori", "des", "flow")
# What the table holds; a document asked with another age or sex would be taken for all persons.
ASKED = {"counterpartyUnit": "sgg", "ageGroup": "", "gender": ""}


@source(contract=MIGRATION_FLOW)
def migration_flow(file: SourceFile) -> pd.DataFrame:
    """Registered moves (persons) of one year. One row per origin and destination with at least one."""
    document = read_json(file)
    year = _year(file, document)
    flows = pd.DataFrame(document["data"])
    require_columns(file, flows, FIELDS)
    rows = pd.Series(range(1, len(flows) + 1))
    for field in ("ori", "des"):
        require_form(file, flows[field], rows, r"\d{5}", f"a MOIS code of five digits in {field}")
    origin, destination = flows["ori"].astype(str), flows["des"].astype(str)
    table = pd.DataFrame(
        {
            "year": year,
            "origin_code": origin,
            "destination_code": destination,
            "moves": numbers(file, flows["flow"], rows, minimum=1, whole=True),
            "is_within": origin == destination,
            "source_file": file.name,
            "source_row": rows,
        }
    )
    refuse_repeats(file, table, ("year", "origin_code", "destination_code"))
    return table


def _year(file: SourceFile, document: object) -> int:
    """The one year that was asked for; SourceError for another shape, selection or number of records."""
    if not isinstance(document, dict) or not document.get("data") or not isinstance(document.get("params"), dict):
        raise file.error("a document without params and data", "params, count and data")
    params = document["params"]
    for name, value in ASKED.items():
        if params.get(name) != value:
            raise file.error(f"{name} {params.get(name)!r}", f"{value!r}: sigungu, all ages, both sexes", remedy="Ask again.")
    if params.get("yearFrom") != params.get("yearTo") or not isinstance(params.get("yearFrom"), int):
        raise file.error(f"years {params.get('yearFrom')} to {params.get('yearTo')}", "one year", remedy="Ask a year at a time.")
    if document.get("count") != len(document["data"]):
        raise file.error(f"{len(document['data'])} records", f"the {document.get('count')} of its count", remedy="Is it cut off?")
    return int(params["yearFrom"])

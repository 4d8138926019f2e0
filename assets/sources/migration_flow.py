"""Flows between sigungu as one JSON document: parameters of the request, and a record per origin and destination."""

from __future__ import annotations

import re

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import (
    A_YEAR,
    numbers,
    refuse_repeats,
    region_codes,
    require_columns,
)
from assets.reading.json_file import read_json
from assets.reading.source_file import SourceFile
from expectations.contracts.flows import MIGRATION_FLOW

FIELDS = ("ori", "des", "flow")
# What the table holds; a document asked with another age or sex would be taken for all persons.
ASKED = {"counterpartyUnit": "sgg", "ageGroup": "", "gender": ""}


@source(contract=MIGRATION_FLOW)
def migration_flow(file: SourceFile) -> pd.DataFrame:
    """Registered moves (persons) of one year. One row per origin and destination with at least one."""
    document = read_json(file)
    year = _year(file, document)
    for row, record in enumerate(document["data"], start=1):
        if not isinstance(record, dict):
            raise file.error(f"{record!r:.40}", f"a record of {', '.join(FIELDS)}", row)
    flows = pd.DataFrame(document["data"])
    require_columns(file, flows, FIELDS)
    rows = pd.Series(range(1, len(flows) + 1))
    origin, destination = (
        region_codes(file, flows[field], rows, (5,), f"a MOIS code of five digits in {field}") for field in ("ori", "des")
    )
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
    kinds = {"params": dict, "data": list}
    if not isinstance(document, dict) or not all(isinstance(document.get(p), kind) and document[p] for p, kind in kinds.items()):
        raise file.error("a document without params and data", "params, count and a list of data")
    params = document["params"]
    for name, value in ASKED.items():
        if params.get(name) != value:
            raise file.error(f"{name} {params.get(name)!r}", f"{value!r}: sigungu, all ages, both sexes", remedy="Ask again.")
    if params.get("yearFrom") != params.get("yearTo") or not re.fullmatch(A_YEAR, str(params.get("yearFrom"))):
        raise file.error(f"years {params.get('yearFrom')} to {params.get('yearTo')}", "one year", remedy="Ask a year at a time.")
    if document.get("count") != len(document["data"]):
        raise file.error(f"{len(document['data'])} records", f"the {document.get('count')} of its count", remedy="Is it cut off?")
    return int(params["yearFrom"])

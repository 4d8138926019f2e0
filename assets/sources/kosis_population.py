"""KOSIS OpenAPI answers of table DT_1B04005N: registered population by sigungu, sex and 5-year age."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.io.asset import source
from assets.io.source_file import SourceFile
from assets.io.tabular import counts, read_kosis_json
from expectations.contracts.kosis_population import KOSIS_POPULATION

TABLE_ID = "DT_1B04005N"
SEXES = {"T3": "male", "T4": "female"}
OLDEST = 100
FIELDS = ("C1", "C1_NM", "C2", "ITM_ID", "PRD_DE", "DT")


@source(contract=KOSIS_POPULATION)
def kosis_population(file: SourceFile) -> pd.DataFrame:
    """Registered population (persons) of one or more Decembers. One row per sigungu, sex, age group, year."""
    if file.vintage is None:
        raise file.error("no vintage declared", "the day whose codes the file has", remedy="Declare `vintage` in the catalogue.")
    records = read_kosis_json(file, TABLE_ID)
    _require_columns(file, records)
    _refuse_unknown(file, records, "PRD_DE", {str(year) for year in range(1990, 2100)})
    _refuse_unknown(file, records, "ITM_ID", set(SEXES))
    _refuse_unknown(file, records, "C2", {str(age) for age in range(0, OLDEST + 1, 5)})
    numbers, _ = counts(file, records["DT"], records["source_row"])
    ages = records["C2"].astype("int64")
    table = pd.DataFrame(
        {
            "region_code": records["C1"],
            "region_name": records["C1_NM"].str.strip(),
            "vintage": file.vintage,
            "reference_date": [dt.date(int(year), 12, 31) for year in records["PRD_DE"]],
            "sex": records["ITM_ID"].map(SEXES),
            "age_from": ages,
            "age_to": (ages + 4).where(ages < OLDEST),
            "population": pd.array(numbers, dtype="Int64"),
            "source_file": file.name,
            "source_row": records["source_row"],
        }
    )
    _refuse_duplicates(file, table)
    return table


def _require_columns(file: SourceFile, records: pd.DataFrame) -> None:
    missing = [c for c in FIELDS if c not in records.columns]
    if missing:
        raise file.error(f"no field {', '.join(missing)}", f"the fields of {TABLE_ID}")
    for column in FIELDS:
        empty = records.index[records[column].isna()]
        if len(empty):
            raise file.error(f"no {column}", f"the fields of {TABLE_ID}", int(empty[0]) + 1)


def _refuse_unknown(file: SourceFile, records: pd.DataFrame, column: str, known: set[str]) -> None:
    wrong = records[~records[column].isin(known)]
    if len(wrong):
        first = wrong.iloc[0]
        raise file.error(f"{column} {first[column]!r}", _some(known), int(first["source_row"]))


def _some(known: set[str]) -> str:
    names = sorted(known)
    return f"one of {', '.join(names)}" if len(names) <= 30 else f"one of {names[0]} to {names[-1]}"


def _refuse_duplicates(file: SourceFile, table: pd.DataFrame) -> None:
    repeated = table[table.duplicated(["region_code", "reference_date", "sex", "age_from"])]
    if len(repeated):
        row = repeated.iloc[0]
        raise file.error(
            f"{row['region_code']} {row['sex']} {row['age_from']} again", "each unit, sex and age once", int(row["source_row"])
        )

"""KOSIS answers of DT_1B04005N as published: every record kept, every odd one named with its row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from assets.sources.kosis_population import kosis_population
from expectations.errors import SourceError
from tests.publisher_files import declared, kosis_record, write_kosis_json


def read(tmp_path: Path, *records: dict[str, str]) -> pd.DataFrame:
    path = write_kosis_json(tmp_path / "2024.json", list(records))
    return kosis_population(declared(path, "kosis_population", encoding="utf-8"))


def test_record_becomes_a_row_with_its_file_and_number(tmp_path: Path) -> None:
    table = read(
        tmp_path, kosis_record("11110", " 종로구", "1234", sex="T3", age=20), kosis_record("11110", "종로구", 56, age=100)
    )
    first, oldest = table.to_dict("records")
    assert (first["region_code"], first["region_name"], first["population"]) == ("11110", "종로구", 1234)
    assert (first["reference_date"], first["sex"], first["age_from"], first["age_to"]) == (dt.date(2024, 12, 31), "male", 20, 24)
    assert (first["source_file"], first["source_row"], oldest["source_row"]) == ("2024.json", 1, 2)
    assert oldest["sex"] == "female" and oldest["age_from"] == 100 and pd.isna(oldest["age_to"])


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("DT", "-3", "row 2: found the negative count -3"),
        ("DT", "X", "row 2: found `X` instead of a number"),
        ("DT", "-", "row 2: found `-` instead of a number"),
        ("ITM_ID", "T2", "row 2: found ITM_ID 'T2'; expected one of T3, T4"),
        ("C2", "003", "row 2: found C2 '003'"),
        ("TBL_ID", "DT_1B040A3", "row 2: found another table's record"),
        ("PRD_DE", "2024.12", "row 2: found .*2024.12"),
    ],
)
def test_odd_record_is_refused_with_its_row(tmp_path: Path, field: str, value: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, kosis_record("11110", "종로구", 1), kosis_record("11140", "중구", 1) | {field: value})


def test_same_unit_sex_and_age_twice_is_refused(tmp_path: Path) -> None:
    record = kosis_record("11110", "종로구", 1)
    with pytest.raises(SourceError, match="row 3: found 11110 female 20 again"):
        read(tmp_path, record, record | {"C2": "25"}, record)


@pytest.mark.parametrize("field", ["C1", "C2", "ITM_ID", "PRD_DE", "DT"])
def test_field_that_the_answer_lacks_is_named(tmp_path: Path, field: str) -> None:
    with pytest.raises(SourceError, match=f"found no field {field}; expected the fields of DT_1B04005N"):
        read(tmp_path, {k: v for k, v in kosis_record("11110", "종로구", 1).items() if k != field})


def test_field_that_one_record_lacks_is_refused_with_its_row(tmp_path: Path) -> None:
    record = kosis_record("11140", "중구", 1)
    with pytest.raises(SourceError, match="row 2"):
        read(tmp_path, kosis_record("11110", "종로구", 1), {k: v for k, v in record.items() if k != "PRD_DE"})

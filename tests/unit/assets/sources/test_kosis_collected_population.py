"""The keyed document of one month: a region is its code, its name and two lists of 21 figures."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.kosis_collected_population import BANDS, kosis_collected_population
from domain.errors import SourceError
from expectations.rules.sums import collected_ages_add_up
from tests.publisher_files import declared

JONGNO: dict[str, Any] = {"name": " 종로구", "m": [1] * 21, "f": [2] * 21, "total": 63}


def read(tmp_path: Path, regions: dict[str, Any], **meta: Any) -> pd.DataFrame:
    path = tmp_path / "pop.json"
    document = {"meta": {"date": "2026-02", "bands": BANDS} | meta, "regions": regions}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return kosis_collected_population(declared(path, "kosis_collected_population", encoding="utf-8"))


def test_region_becomes_a_row_a_sex_at_the_months_end(tmp_path: Path) -> None:
    table = read(tmp_path, {"11110": JONGNO}).set_index("sex")
    assert table["population"].to_dict() == {"total": 63, "male": 21, "female": 42}
    assert table.loc["total", "age_20"] == 3 and set(table["region_name"]) == {"종로구"}
    assert set(table["reference_date"]) == {dt.date(2026, 2, 28)}


def test_total_that_ages_do_not_make_shows_as_a_difference(tmp_path: Path) -> None:
    assert collected_ages_add_up(read(tmp_path, {"11110": JONGNO | {"total": 64}}))["difference"].tolist() == [2]


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        (JONGNO | {"m": [1] * 20}, "row 1: found m of 11110 without 21 figures"),
        (JONGNO | {"m": [-1] * 21}, "row 1: found the negative count -1"),
        ({"name": "종로구"}, "row 1: found no total, m, f of 11110"),
        ([], "row 1: found no fields of 11110"),
    ],
)
def test_odd_region_is_refused_with_its_row(tmp_path: Path, unit: Any, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, {"11110": unit})


def test_other_bands_month_or_code_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="expected five-year groups"):
        read(tmp_path, {"11110": JONGNO}, bands=["0-9"])
    with pytest.raises(SourceError, match="found date '2026-13' in meta"):
        read(tmp_path, {"11110": JONGNO}, date="2026-13")
    with pytest.raises(SourceError, match="row 1: found code '1111'"):
        read(tmp_path, {"1111": JONGNO})

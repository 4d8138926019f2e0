"""Fiscal independence under two definitions: side by side, never joined."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.sources.local_finance import local_finance
from domain.errors import SourceError
from expectations.contracts.sido_figures import LOCAL_FINANCE
from tests.frames import result
from tests.publisher_files import declared

JONGNO = {"fi": {"years": [2013, 2014], "pre": [59.38, 56.45], "post": [None, 45.89]}}


def read(tmp_path: Path, units: Any) -> pd.DataFrame:
    path = tmp_path / "finance.json"
    path.write_text(json.dumps({"meta": {}, "by_code": units}), encoding="utf-8")
    return result(LOCAL_FINANCE, local_finance(declared(path, "local_finance", encoding="utf-8")))


def test_definitions_before_and_after_the_reform_stand_side_by_side(tmp_path: Path) -> None:
    before, after = read(tmp_path, {"11110": JONGNO}).to_dict("records")
    assert (before["year"], before["fiscal_independence_before_reform"]) == (2013, 59.38)
    assert pd.isna(before["fiscal_independence_after_reform"])
    assert (after["fiscal_independence_before_reform"], after["fiscal_independence_after_reform"]) == (56.45, 45.89)


@pytest.mark.parametrize(
    ("series", "message"),
    [
        ({"years": [2013, 2014], "pre": [59.38], "post": [None, 45.89]}, r"row 2: found .*'pre': 1.* values for 11140"),
        ({"years": [2014], "pre": ["많음"], "post": [45.89]}, "row 2: found '많음'; expected a number from 0 to 100"),
        ({"years": [2014], "pre": [101.5], "post": [45.89]}, "row 2: found '101.5'; expected a number from 0 to 100"),
        ({"years": ["작년"], "pre": [1], "post": [1]}, "row 2: found '작년'; expected a whole number"),
        ({"years": [2014, 2014], "pre": [1, 1], "post": [1, 1]}, "row 2: found 11140 2014 again"),
        ({"years": [2014], "pre": [1]}, "row 2: found no post in fi of 11140"),
    ],
)
def test_odd_series_is_named_with_its_unit(tmp_path: Path, series: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, {"11110": JONGNO, "11140": {"fi": series}})


def test_code_of_another_length_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 1: found '11'; expected a MOIS code of five digits"):
        read(tmp_path, {"11": JONGNO})


@pytest.mark.parametrize("units", [{}, None, []])
def test_document_without_units_is_refused(tmp_path: Path, units: Any) -> None:
    with pytest.raises(SourceError, match="found no by_code"):
        read(tmp_path, units)


def test_text_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "finance.json"
    path.write_bytes('{"by_code": "종로"}'.encode("cp949"))
    with pytest.raises(SourceError, match="row 1: found byte 0xc1 that is no utf-8"):
        local_finance(declared(path, "local_finance", encoding="utf-8"))

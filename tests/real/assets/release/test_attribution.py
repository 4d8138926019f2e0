"""Whose figures and borders: worked out from the raw files behind a table, in one line a language."""

from __future__ import annotations

import datetime as dt

from assets.release.attribution import Attribution
from tests.conftest import Built


def test_lines_of_the_real_files(real: Built) -> None:
    whose = Attribution(real.home.lake, "1.0")
    assert whose.line(whose.tables_of("apartment_price.gap_to_seoul"), "2024-12-31", borders=whose.borders).en == (
        "Data: Korea Real Estate Board (KOGL type 1), 2024-12-31 · Borders: 통계청 SGIS / vuski admdongkor "
        "(CC BY 4.0; SGIS boundaries KOGL type 1), 2025-12-31 · Rebalance 1.0"
    )
    assert "OECD (OECD terms and conditions)" in whose.data(["oecd_rank"]).en
    assert "SGIS terms of use" in whose.borders_of([dt.date(2023, 7, 1)]).en

"""Sheets: what a map of layers whose rows replace each other in time shows."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pytest

from assets.release.geopackage.layout import newest_span


def drawn(span: tuple[str, str] | None, *days: dt.date) -> Any:
    return SimpleNamespace(layer=SimpleNamespace(span=span), rows=gpd.GeoDataFrame({"shown_from": list(days)}))


@pytest.mark.parametrize(
    ("span", "days", "newest"),
    [
        (("shown_from", "shown_to"), (dt.date(2010, 12, 31), dt.date(2026, 7, 1), dt.date(2020, 12, 31)), "2026-07-01"),
        (("shown_from", "shown_to"), (), ""),
        (("designated_from", "designated_until"), (dt.date(2018, 4, 5),), ""),
        (None, (dt.date(2018, 4, 5),), ""),
    ],
)
def test_a_sheet_shows_the_newest_span_of_rows_that_replace_each_other(
    span: tuple[str, str] | None, days: tuple[dt.date, ...], newest: str
) -> None:
    assert newest_span(drawn(span, *days)) == newest

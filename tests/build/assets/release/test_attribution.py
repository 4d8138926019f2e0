"""Whose figures and borders: worked out from the raw files behind a table, in one line a language."""

from __future__ import annotations

from assets.release.attribution import Attribution, short_publisher
from tests.conftest import Built


def test_borders_are_those_of_the_reference_vintage(schematic: Built) -> None:
    lake = schematic.home.lake
    day = str(lake.frame("reference_region")["reference_vintage"].iloc[0])
    borders = Attribution(lake).borders
    boundary, derived = lake.frame("boundary"), lake.frame("derived_boundary")
    days = {day, *derived.loc[derived["vintage"].astype(str) == day, "base_vintage"].astype(str)}
    files = boundary.loc[boundary["vintage"].astype(str).isin(days) & (boundary["level"] == "sigungu"), "source_file"]
    read = lake.frame("source_file")
    publishers = set(read.loc[read["file"].isin(files), "publisher"])
    assert publishers and borders.en.endswith(day)
    assert all(short_publisher(publisher).en in borders.en for publisher in publishers)

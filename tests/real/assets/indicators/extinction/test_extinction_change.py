"""The change of the index is that of young women and of old people, nothing left over; entries and exits explain the counts."""

from __future__ import annotations

from expectations.rules.extinction import spans_add_up
from tests.conftest import Built
from tests.unit.assets.indicators.extinction.test_extinction_change import day


def test_real_index_fell_by_a_fifth_for_want_of_the_young_and_four_by_ageing(real: Built) -> None:
    table = real.home.lake.frame("extinction_change")
    nation = table[(table["region_id"] == "nation") & (table["span"] == "whole")].iloc[0]
    assert (nation["from_date"], nation["to_date"], nation["missing_units"]) == (day(1995), day(2025), 0)
    assert round(nation["youth_loss"], 4) == -0.3733 and round(nation["ageing"], 4) == -1.4030
    sums = spans_add_up(table).set_index(["level", "region_id"])
    assert len(sums.loc["sigungu"]) == 229 and sums.notna().all().all() and sums.max().max() < 1e-9


def test_real_entries_and_exits_of_each_year(real: Built) -> None:
    table = real.home.lake.frame("extinction_movement")
    years = table[(table["span"] == "consecutive") & table["in_keis"]]
    counted = years.groupby([years["to_date"].map(lambda d: d.year), "movement"]).size().unstack(fill_value=0)
    assert counted["entered"].tolist() == [55, 3, 3, 6, 6, 4, 2, 1, 4, 3, 6, 9, 5, 6, 8, 7, 9, 12]
    assert counted["left"].to_dict() == {year: int(year in (2016, 2020)) for year in range(2008, 2026)}
    assert set(years["movement"]) == {"entered", "left"}, "no unit is unknown in any year"

"""OECD regions: keyed on their identifier since names are empty; what is known to be wrong is marked."""

from __future__ import annotations

import pytest

from expectations.rules.concentration import gdp_per_head_agrees
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_korea_has_seven_large_regions_and_half_its_people_in_one() -> None:
    table = real_table("oecd_tl2")
    korea = table[(table["country"] == "KOR") & (table["year"] == 2020)].set_index("region_id")
    assert sorted(korea.index) == [f"KR0{n}" for n in range(1, 8)]
    assert korea["population"].sum() == 51_780_579 and korea["gdp"].sum() == 2_145_380
    assert korea.loc["KR01", "population"] / korea["population"].sum() == pytest.approx(0.5013, abs=1e-4)


def test_real_file_is_whole_and_agrees_with_itself() -> None:
    table = real_table("oecd_tl2")
    assert table["region_id"].nunique() == 388 and table["country"].nunique() == 29
    assert set(table.groupby("region_id").size()) == {21}
    assert set(table.loc[table["region_name"].isna(), "region_id"]) == {"BE100", "NO08", "NO09", "NO0A"}
    assert gdp_per_head_agrees(table)["ratio"].between(0.9, 1.1).all()

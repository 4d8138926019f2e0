"""Value added and workers of sido: parts once, nothing shared out to a sido that was divided off later."""

from __future__ import annotations

import pytest

from assets.panel.sido_product import PART_OF_BEFORE
from expectations.contracts.value_added import ACTIVITIES
from expectations.contracts.workers import SECTIONS
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_first_years_are_those_of_the_real_file_and_parts_sum_to_the_printed_whole() -> None:
    table = real_table("kosis_grdp")
    table = table[table["item"] == "명목"]
    printed = table[(table["activity_name"] == "광업") & table["value"].notna()].groupby("region_name")["year"].min()
    late = {name: int(year) for name, year in printed.items() if year > 1985}
    names = {"gwangju": "광주광역시", "daejeon": "대전광역시", "ulsan": "울산광역시", "sejong": "세종특별자치시"}
    assert late == {names[unit]: year for unit, (_, year) in PART_OF_BEFORE.items()}
    nation = table[(table["region_name"] == "전국") & (table["year"] == 2023)].set_index("activity_name")["value"]
    assert abs(nation[list(ACTIVITIES)].sum() - nation["총부가가치(기초가격)"]) < 20


def test_sections_of_the_real_survey_are_all_known() -> None:
    table = real_table("kosis_establishments")
    assert set(table["industry_code"]) - {"0"} == set(SECTIONS)

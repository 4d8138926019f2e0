"""The KOSIS spreadsheet of households: sigungu below their sido, gu below their city, repeated names kept apart by row."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.reference.units import region
from expectations.rules.names import gu_equal_city, household_names, units_equal_sido
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_households_are_as_printed() -> None:
    table = real_table("kosis_households").set_index(["source_row", "reference_date"])["households"]
    assert table[(1, dt.date(2000, 12, 31))] == 15_765_275 and table[(1, dt.date(2024, 12, 31))] == 24_118_928
    assert table[(3, dt.date(2000, 12, 31))] == 69_935  # Jongno-gu


def test_real_households_add_up_at_every_level_and_are_of_known_units() -> None:
    table = real_table("kosis_households")
    assert set(units_equal_sido(table)["difference"]) == {0}
    assert set(gu_equal_city(table)["difference"]) == {0}
    assert set(household_names(table, region())["verdict"]) == {"known"}
    assert table["row_kind"].value_counts().floordiv(25).to_dict() == {
        "nation": 1,
        "sido": 17,
        "sigungu": 244,
        "gu": 39,
        "branch_office": 15,
    }


def test_the_first_of_three_ojeong_gu_has_the_figures_of_wonmi_gu() -> None:
    """Bucheon had three gu until 2016; the sheet prints Ojeong-gu for two of them."""
    table = real_table("kosis_households")
    bucheon = table[(table["city_name"] == "부천시") & (table["reference_date"] == dt.date(2015, 12, 31))].dropna(
        subset="households"
    )
    assert bucheon["region_name"].tolist() == ["오정구", "소사구", "오정구"] and bucheon["households"].sum() == 327_617
    assert bucheon["households"].iloc[0] == 169_862

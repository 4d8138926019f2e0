"""Residents and areas of eup-myeon-dong: both codes in a row, ages unfolded, repeated and absent units told."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.geography.vintage import detect
from assets.reference.units import region
from expectations.rules.emd import emd_ages_add_up, emd_sigungu_missing
from tests.real_files import real_table
from tests.unit.assets.sources.test_emd_population import DAY_2017, DAY_2020

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_residents_of_2020_are_51_62_million() -> None:
    table = real_table("emd_population")
    total = table[table["age_from"].isna()].groupby("reference_date")["population"].agg(["sum", "size"])
    assert total.loc[DAY_2020].tolist() == [51_620_326, 3493]
    assert total.loc[DAY_2017].tolist() == [51_294_913, 3476]
    assert (emd_ages_add_up(table)["difference"] == 0).all()


def test_real_file_of_2017_lacks_sejong_and_that_is_counted() -> None:
    missing = emd_sigungu_missing(real_table("emd_population"), region()).set_index("reference_date")
    assert missing["unknown_codes"].tolist() == [0, 0]
    assert missing.loc[DAY_2017, ["missing_units", "missing"]].tolist() == [1, "sejong-si"]
    assert missing.loc[DAY_2020, "missing_units"] == 0


@pytest.mark.parametrize(("day", "until"), [(DAY_2017, "2018-07-01"), (DAY_2020, "2023-06-11")])
def test_real_codes_are_of_the_declared_day_in_both_schemes(day: dt.date, until: str) -> None:
    table = real_table("emd_population")
    units = table[table["reference_date"] == day].drop_duplicates("source_row")
    for column, scheme in (("kostat_code", "kostat7"), ("mois_code", "mois")):
        fit = detect(units[column], region(), best=1)[0]
        assert (fit.scheme, fit.mismatches, str(fit.valid_to)) == (scheme, 0, until)
        assert fit.valid_from <= day


def test_real_areas_have_gunnae_myeon_of_paju_twice() -> None:
    table = real_table("emd_density")
    twice = table[table["is_repeated"]]
    assert set(twice["emd_name"]) == {"군내면"} and twice["population"].tolist() == [0, 565]
    assert table["population"].sum() == 51_620_891
    once = table.drop_duplicates("mois_code")["area_km2"].sum()
    assert once == pytest.approx(100_364.2, abs=0.1)

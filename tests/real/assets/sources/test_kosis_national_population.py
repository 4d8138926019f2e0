"""The nation by age on one sheet: three series told apart by the catalogue, open ages only where nobody is left out."""

from __future__ import annotations

import pytest

from expectations.rules.sums import cohorts_grow_older
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_sheet_is_three_series() -> None:
    table = real_table("kosis_national_population")
    years = table.groupby("population_concept")["year"].agg(["min", "max", "nunique"])
    assert years.loc["census"].tolist() == [1925, 1990, 13]
    assert years.loc["mid_year_registration"].tolist() == [1993, 2022, 30]
    assert years.loc["projection"].tolist() == [2023, 2070, 48]
    sums = table.groupby("year")["population"].sum()
    assert (sums[1925], sums[2022], sums[2023], sums[2070]) == (19_020_030, 51_259_142, 51_558_034, 37_655_867)
    followed = cohorts_grow_older(table)["survived"]
    assert len(followed) == 1768 and (followed.min(), followed.max()) == pytest.approx((0.871, 1.118), abs=5e-4)

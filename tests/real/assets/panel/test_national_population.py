"""The nation by year in broad ages: a year printed without its oldest has no sum, and series are held apart."""

from __future__ import annotations

import pytest

from expectations.rules.sums import series_lie_beside_the_register
from tests.real_files import real_table
from tests.unit.assets.panel.test_national_population import sums

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_years_are_each_of_their_own_series() -> None:
    raw, sheet = real_table("kosis_national_population"), real_table("kosis_sido_population")
    table = sums(*raw.to_dict("records"))
    assert table.loc[1993:1999, "population"].isna().all() and table["population"].notna().sum() == 13 + 23 + 48
    measured = series_lie_beside_the_register(table.reset_index(), sheet).set_index("year")
    assert (measured.index.min(), measured.index.max()) == (2001, 2024) and not measured["outside"].any()
    difference = measured["difference"]
    assert difference.loc[2001:2009].abs().max() < 3e-7
    assert (difference.loc[2010:2022].min(), difference.loc[2010:2022].max()) == pytest.approx((-0.01014, -0.00528), abs=5e-6)
    assert difference.loc[2023:].tolist() == pytest.approx([0.00342, 0.00446], abs=5e-6)

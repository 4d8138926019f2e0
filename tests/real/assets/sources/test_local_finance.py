"""Fiscal independence under two definitions: side by side, never joined."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.reference.units import region
from expectations.rules.history import local_governments_only
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_figures_are_of_the_226_local_governments_from_2010() -> None:
    table = real_table("local_finance")
    verdicts = local_governments_only(table, region())
    assert len(verdicts) == 226 and set(verdicts["verdict"]) == {"known"}
    assert (table["year"].min(), table["year"].max(), len(table)) == (2010, 2025, 3587)


def test_real_median_falls_in_2014_only_by_joining_the_definitions() -> None:
    medians = real_table("local_finance").groupby("year").median(numeric_only=True)
    before, after = medians["fiscal_independence_before_reform"], medians["fiscal_independence_after_reform"]
    assert before[2013] == pytest.approx(24.15) and before[2014] == pytest.approx(24.07)
    assert pd.isna(after[2013]) and after[2014] == pytest.approx(17.96)

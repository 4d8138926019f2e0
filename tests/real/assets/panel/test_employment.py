"""Names without codes become units of the day of the survey; rates are computed again from counts."""

from __future__ import annotations

import datetime as dt

from tests.conftest import Built


def test_real_young_people_work_more_in_the_capital_region_and_sejong_is_not_surveyed(real: Built) -> None:
    table = real.home.lake.frame("employment_rate")
    newest = table[table["reference_date"] == dt.date(2024, 12, 31)].set_index(["level", "region_id"])
    young = newest["employment_rate_15_29"].round(1)
    assert (young["capital_rest", "capital"], young["capital_rest", "rest"], young["nation", "nation"]) == (44.8, 40.1, 42.7)
    assert newest.loc[("nation", "nation"), "missing_units"] == 1 and ("sido", "sejong") not in newest.index
    assert len(newest.loc["sigungu"]) == 228
    early = table[table["reference_date"] == dt.date(2013, 6, 30)]
    assert "nation" not in set(early["level"]) and (early["level"] == "sigungu").sum() == 154

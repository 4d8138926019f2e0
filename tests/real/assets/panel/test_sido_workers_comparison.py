"""The sido's own tables beside the national ones: every difference listed, what counts alike told from what does not."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.panel import workers as module
from assets.panel.workers import sido_workers_comparison
from assets.reference.units import read_facts, region
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS, KOSIS_SIDO_INDUSTRY, KOSIS_SIGUNGU_ESTABLISHMENTS
from expectations.contracts.units import REGION
from expectations.contracts.workers import SIDO_WORKERS_COMPARISON
from expectations.rules.workers import exchanged_sections, unknown_differences
from tests.frames import relation, result
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def real() -> pd.DataFrame:
    names = ("kosis_sigungu_establishments", "kosis_sido_industry", "kosis_establishments")
    contracts = (KOSIS_SIGUNGU_ESTABLISHMENTS, KOSIS_SIDO_INDUSTRY, KOSIS_ESTABLISHMENTS)
    tables = [relation(c, *real_table(n).to_dict("records")) for n, c in zip(names, contracts, strict=True)]
    return result(SIDO_WORKERS_COMPARISON, sido_workers_comparison(*tables, relation(REGION, *region().to_dict("records"))))


def test_real_manufacturing_of_2017_to_2019_equals_the_sido_table_but_for_two_known_differences() -> None:
    table = real()
    rows = table[(table["section"] == "C") & (table["comparability"] == "same") & (table["compared_with"] == "DT_1K52C01")]
    # 16 sido with sections, and Sejong lacks 2019; Seoul has no gu to be summed.
    assert len(rows) == 16 * 3 - 1 and set(rows.loc[rows["workers_summed"].isna(), "unit_id"]) == {"seoul"}
    odd = rows[rows["workers_difference"] != 0].set_index(["unit_id", "reference_date"])
    assert odd["workers_difference"].to_dict() == {("gwangju", dt.date(2017, 12, 31)): 431, ("jeju", dt.date(2018, 12, 31)): 149}
    assert odd["workers_difference_percent"].round(2).tolist() == [0.50, 1.23] and odd["known"].all()
    # Every other cell that counts alike agrees to the person, or differs by a declared number.
    assert unknown_differences(table).empty and (table["comparability"] == "same").sum() == 1322
    assert table["known"].sum() == len(read_facts(module.FACTS))
    assert set(exchanged_sections(table)["workers"]) == {0}

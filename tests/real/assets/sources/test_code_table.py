"""Code tables of the ministry: each layout is known by its head, codes keep their ten digits, days are days."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_publishers_tables_have_the_rows_that_they_print() -> None:
    legal = real_table("legal_dong_code")
    assert legal.groupby("table_date").size().to_dict() == {dt.date(2026, 3, 1): 20_570, dt.date(2026, 5, 31): 50_099}
    assert int(legal["in_force"].sum()) == 20_570 + 20_560
    assert len(real_table("admin_dong_code")) == 21_818 and len(real_table("renumbered_code")) == 27
    assert real_table("region_code")["code"].nunique() == 256
    assert pd.notna(legal.loc[legal["source_file"].str.endswith(".xlsx"), "created"]).all()

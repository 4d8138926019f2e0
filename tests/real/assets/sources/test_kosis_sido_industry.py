"""DT_1K52C01: sections read from names and held against divisions, sections, kinds and sido against their wholes."""

from __future__ import annotations

import pytest

from assets.sources.activity_workers import kosis_sido_industry
from tests.places import DATA
from tests.publisher_files import declared
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_table_is_as_printed() -> None:
    table = real_table("kosis_sido_industry")
    assert len(table) == 18 * 20 * 4 * 7
    whole = table[table["kind_name"] == "계"].set_index(["region_name", "section", "year"])
    assert whole.loc[("전국", "total", 2019), "workers"] == 22_723_272 and whole.loc[("경기", "C", 2019), "workers"] == 1_321_095
    assert whole["workers"].notna().all()
    assert table["workers_status"].value_counts().to_dict() == {
        "reported": 9768, "suppressed": 180, "not_existing": 105, "missing": 27
    }  # fmt: skip


def test_all_four_real_files_have_the_same_table() -> None:
    real_table("kosis_sido_industry")
    paths = sorted((DATA / "tables" / "establishments_sigungu").glob("*업종총괄_*.xlsx"))
    tables = [kosis_sido_industry(declared(path, encoding="utf-8")).drop(columns="source_file") for path in paths]
    assert len(tables) == 4 and all(table.equals(tables[0]) for table in tables)

"""The KOSIS spreadsheet of all moves by sigungu: sigungu below their sido, ended units at zero, sums held against each other."""

from __future__ import annotations

import pytest

from assets.reference.units import region
from expectations.rules.moves import moves_of_the_sido_sheet, sigungu_make_the_sido
from expectations.rules.names import mover_names
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_moves_add_up_and_are_those_of_the_sheet_of_sido() -> None:
    table = real_table("kosis_sigungu_moves")
    assert table.drop_duplicates("source_row")["row_kind"].value_counts().to_dict() == {"sigungu": 254, "sido": 17}
    sums = sigungu_make_the_sido(table)
    assert len(sums) == 17 * 9 and not sums[["in_difference", "out_difference"]].to_numpy().any()
    against = moves_of_the_sido_sheet(table, real_table("kosis_sido_migration"))
    assert len(against) == 17 * 9 and not against[["in_difference", "out_difference"]].to_numpy().any()
    assert set(mover_names(table, region())["verdict"]) == {"known"}


def test_a_city_with_gu_is_one_row() -> None:
    table = real_table("kosis_sigungu_moves").drop_duplicates("source_row")
    gu = table[table["region_name"].str.endswith("구")]
    assert set(gu["sido_name"].str[-3:]) == {"특별시", "광역시"} and len(gu) == 70

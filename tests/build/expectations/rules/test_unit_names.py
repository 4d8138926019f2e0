"""A name printed beside a code is one that its unit bears or bore, in any form; names of other rows are told with their own."""

from __future__ import annotations

import numpy as np
import pytest

from expectations.rules.unit_names import printed_names
from tests.conftest import Built
from tests.unit.expectations.rules.test_unit_names import region


@pytest.mark.parametrize(("moved", "told"), [(0, 0), (1, 252)])
def test_names_of_all_units_one_row_off_are_told_and_those_in_place_are_not(schematic: Built, moved: int, told: int) -> None:
    table = schematic.home.lake.geoframe("boundary")
    rolled = table.assign(name_ko=np.roll(table["name_ko"], moved))
    found = printed_names(rolled, region())
    assert (found["verdict"] != "its own").sum() == told
    assert found["source_row"].is_monotonic_increasing


def test_names_of_one_sido_one_row_off_are_told(schematic: Built) -> None:
    table = schematic.home.lake.geoframe("boundary")
    chungnam = table["code"].str.startswith("44")
    table.loc[chungnam, "name_ko"] = np.roll(table.loc[chungnam, "name_ko"], 1)
    found = printed_names(table, region())
    assert set(found.loc[found["verdict"] != "its own", "code"]) == set(table.loc[chungnam, "code"])

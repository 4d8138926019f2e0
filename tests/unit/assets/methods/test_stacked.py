"""Parts below each other, also none."""

from __future__ import annotations

import pandas as pd

from assets.methods.stacked import stacked


def test_parts_stand_in_their_order_with_rows_numbered_anew() -> None:
    parts = (pd.DataFrame({"a": [number]}, index=[7]) for number in (2, 1))
    assert stacked(parts, ["a"]).to_dict() == {"a": {0: 2, 1: 1}}


def test_no_part_is_a_table_with_its_columns_and_no_rows() -> None:
    table = stacked([], ("a", "b"))
    assert list(table.columns) == ["a", "b"] and table.empty

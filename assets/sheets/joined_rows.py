"""Rows of one unit that are parts of it, joined when their user says so: counts added up, rates averaged by the weight.

Rows that are not said to be parts are refused by `identified.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from assets.sheets.numbers import Numbers
from assets.sheets.request import Request
from assets.sheets.units import Rows


def joined_rows(
    parts: Sequence[Rows], numbers: Mapping[str, Numbers], request: Request
) -> tuple[list[Rows], dict[str, Numbers], list[str]]:
    """Each unit (and `by`) once, in the place of its first row, and what to tell.

    A sum is empty when a part of it is; so is an average, and one of several parts without a weight.
    """
    first = pd.concat([_first(rows.table, request.by) for rows in parts])
    several = first.index[first != first.index]
    if not len(several):
        return list(parts), dict(numbers), []
    found = {}
    for column, number in numbers.items():
        if column in request.rates:
            weight = numbers[request.weight].values if request.weight else None
            found[column] = Numbers(_average(number.restored(number.values).astype("float64"), weight, first), None)
        else:
            found[column] = replace(number, values=_sum(number.values, first))
    tables = [replace(part, table=part.table[(first[part.table.index] == part.table.index).to_numpy()]) for part in parts]
    keys = pd.concat([part.keys[part.table.index] for part in parts])
    rows = f"{len(several):,} row{'' if len(several) == 1 else 's'}"
    told = f"joined: {rows} with the first of their unit, such as {keys[several].iloc[0]}"
    return tables, found, [told]


def _first(table: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """For each row the first of its unit and `by`."""
    rows = pd.Series(table.index, table.index)
    return rows.groupby([table[column] for column in ("unit_id", *by)], dropna=False).transform("first")


def _sum(values: pd.Series, first: pd.Series) -> pd.Series:
    return values.groupby(first).sum(min_count=1).where(~values.isna().groupby(first).any())


def _average(values: pd.Series, weight: pd.Series | None, first: pd.Series) -> pd.Series:
    alone = values.groupby(first).first().where(values.groupby(first).size() == 1)
    if weight is None:
        return alone
    return alone.fillna(_sum(values * weight, first) / _sum(weight.where(values.notna()), first))

"""Has a period the units of the one before, and each unit as many rows as the others? A file cut at the end of a line has not.

One measure for raw tables in which no printed total would tell; contracts attach it with `whole_periods`. Files of one period in
which all is cut alike are noticed by `at_least` of the catalogue, or against the last release.
"""

from __future__ import annotations

import inspect

import pandas as pd

from expectations.contract import Expect, Rule, Severity

# By how much publishers' numbers of units move from period to period: at most 0.5 % where borders change.
MOST = 0.05
WHY_UNITS = "units of the period before are not there, or were not; get the file of the smaller period again, it may be cut"
WHY_ROWS = "some units have fewer rows than the others of the period; get the file again, it may be cut"
COLUMNS = ["units", "units_before", "change", "uneven_units", "uneven", "source_file"]
_LISTED = 5


def whole_periods(
    table: str, *, period: tuple[str, ...], unit: tuple[str, ...], grows: float = MOST, uneven: Severity | None = "error"
) -> Rule:
    """The rule for one raw table: `period` are its columns of time, `unit` those that name a unit, whatever is printed of it.

    `grows` is the share by which units may become more from a period to the next; `uneven` how severe a unit with fewer rows
    than most is, None where the publisher leaves rows out.
    """

    def measure(**tables: pd.DataFrame) -> pd.DataFrame:
        return units_by_period(tables[table], period=period, unit=unit)

    # The runner reads from the signature which table a rule measures.
    parameter = inspect.Parameter(table, inspect.Parameter.KEYWORD_ONLY)
    measure.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]
    bounds = {"column": "change", "min_value": -MOST, "max_value": grows}
    expect = [Expect("expect_column_values_to_be_between", bounds, why=WHY_UNITS)]
    if uneven:
        none = {"column": "uneven_units", "min_value": 0, "max_value": 0}
        expect.append(Expect("expect_column_values_to_be_between", none, uneven, WHY_ROWS))
    return Rule(name="whole_periods", measure=measure, key=(*period, "units", "uneven"), expect=tuple(expect))


def units_by_period(table: pd.DataFrame, *, period: tuple[str, ...], unit: tuple[str, ...]) -> pd.DataFrame:
    """Per period: how many units, how many before, the `change` as a share of these, and units with fewer rows than most.

    The first period has no change. `uneven` names the first few of the `uneven_units`.
    """
    levels = list(range(len(period)))
    units = table.groupby([*period, *unit], dropna=False).agg(rows=("source_file", "size"), file=("source_file", "first"))
    units["fewer"] = units["rows"] < units.groupby(level=levels)["rows"].transform("median")
    found = units.groupby(level=levels).agg(units=("rows", "size"), uneven_units=("fewer", "sum"), source_file=("file", "first"))
    before = found["units"].shift()
    found = found.assign(units_before=before, change=found["units"] / before - 1, uneven="").rename_axis(list(period))
    for key, fewer in units[units["fewer"]].groupby(level=levels):
        names = [" ".join(map(str, one[len(period) :])) for one in fewer.index[:_LISTED]]
        found.loc[key, ["uneven", "source_file"]] = [", ".join(names), fewer["file"].iloc[0]]
    return found.reset_index()[[*period, *COLUMNS]]

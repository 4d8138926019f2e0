"""Are the figures of a period those of an older one, under a new date? A copy looks sound by every other rule.

One measure for every raw table with periods; contracts attach it with `copied_period`.
"""

from __future__ import annotations

import inspect

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.contract import Expect, Rule

# Fewer figures may be alike by chance.
FEWEST = 10
# What publishers print stays below: half of the figures of two half-years, a quarter of two months, a tenth of two years.
ALL_BUT_A_SLIP, MOST = 0.9, 0.7
WHY = (
    "figures of an older period under a new date; take the period's own figures, or take the file out of the catalogue until "
    "they are published"
)
WHY_PART = "most figures are those of an older period; hold the file against its publisher's"
COLUMNS = ["copied_from", "compared_figures", "equal_figures", "equal_share", "source_file"]


def copied_period(table: str, *, period: tuple[str, ...], unit: tuple[str, ...], figures: tuple[str, ...]) -> Rule:
    """The rule for one raw table: `period` are its columns of time, `unit` what else tells its cells apart.

    An error where nine in ten figures of a period are those of an older one, since a copy with a slip is a copy; a warning
    where most are.
    """

    def measure(**tables: pd.DataFrame) -> pd.DataFrame:
        return periods_alike(tables[table], period=period, unit=unit, figures=figures)

    # The runner reads from the signature which table a rule measures.
    parameter = inspect.Parameter(table, inspect.Parameter.KEYWORD_ONLY)
    measure.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]
    bound = {"column": "equal_share", "min_value": 0, "strict_max": True}
    return Rule(
        name="copied_period",
        measure=measure,
        key=(*period, "copied_from", "equal_figures", "compared_figures"),
        expect=(
            Expect("expect_column_values_to_be_between", bound | {"max_value": ALL_BUT_A_SLIP}, why=WHY),
            Expect("expect_column_values_to_be_between", bound | {"max_value": MOST}, "warning", why=WHY_PART),
        ),
    )


def periods_alike(
    table: pd.DataFrame, *, period: tuple[str, ...], unit: tuple[str, ...], figures: tuple[str, ...]
) -> pd.DataFrame:
    """Per period that has an older one: the older one it is most like, figures that both have, and how many are equal.

    A figure that is 0 in both tells nothing and is not compared. Periods with fewer than 10 figures to compare have no row.
    """
    known = table.dropna(subset=list(figures), how="all")
    number, count = _numbered(known, period)
    cell, cells = _numbered(known, unit)
    by_figure = np.full((count, len(figures), cells), np.nan)
    for place, figure in enumerate(figures):
        by_figure[number, place, cell] = known[figure].to_numpy("float64", na_value=np.nan)
    values = by_figure.reshape(count, len(figures) * cells)
    names = list(known.groupby(number)[[*period, "source_file"]].first().itertuples(index=False, name=None))
    rows = []
    for late in range(1, count):
        compared, equal = _alike(values[:late], values[late])
        share = np.where(compared >= FEWEST, equal / np.maximum(compared, 1), -1.0)
        early = int(share.argmax())
        if share[early] >= 0:
            *newer, file = names[late]
            older = "/".join(str(value) for value in names[early][:-1])
            rows.append((*newer, older, int(compared[early]), int(equal[early]), float(share[early]), file))
    return pd.DataFrame(rows, columns=[*period, *COLUMNS])


def _numbered(table: pd.DataFrame, columns: tuple[str, ...]) -> tuple[npt.NDArray[np.intp], int]:
    """The place of each row among the distinct values of `columns` in order, and how many these are."""
    place = np.zeros(len(table), dtype=np.intp)
    for column in columns:
        codes, known = pd.factorize(table[column], sort=True)
        place = place * (len(known) + 1) + codes + 1
    distinct, numbers = np.unique(place, return_inverse=True)
    return numbers, len(distinct)


def _alike(older: npt.NDArray[np.float64], newer: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
    """How many figures of each older period can be compared with those of the newer one, and how many are equal."""
    both = ~np.isnan(older) & ~np.isnan(newer) & ~((older == 0) & (newer == 0))
    return both.sum(axis=1), (both & (older == newer)).sum(axis=1)

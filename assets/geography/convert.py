"""Taking figures from one geography to another with crosswalk weights.

Counts are summed and stay whole; rates are never summed; flows within a divided unit stay apart; what
lacks a part is empty, not small. How weights come about is `crosswalk.py`, how whole numbers are divided
`apportion.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from assets.methods.apportion import share_out
from domain.errors import ContractError

WEIGHT_TOLERANCE = 1e-9
# What a unit without a row means: `missing` where every unit has one, `zero` where rows of nothing are left out.
Absent = Literal["missing", "zero"]


def check_weights(crosswalk: pd.DataFrame) -> None:
    """ContractError unless the weights of every source are none below 0, one a target, and sum to 1 within 1e-9."""
    weight = crosswalk["weight"]
    if not (weight >= 0).all():
        raise ContractError(f"crosswalk: weight {float(weight[~(weight >= 0)].iloc[0])}, expected 0 or more")
    if (repeated := crosswalk.duplicated(["from_unit_id", "to_unit_id"])).any():
        first = crosswalk[repeated].iloc[0]
        raise ContractError(f"crosswalk: {first['from_unit_id']} to {first['to_unit_id']} twice, expected once")
    sums = weight.groupby(crosswalk["from_unit_id"]).sum()
    wrong = sums[(sums - 1).abs() > WEIGHT_TOLERANCE]
    if len(wrong):
        raise ContractError(f"crosswalk: weights of {wrong.index[0]} sum to {float(wrong.iloc[0])!r}, expected 1")


def convert_counts(
    table: pd.DataFrame, crosswalk: pd.DataFrame, *, by: Sequence[str], counts: Sequence[str], absent: Absent = "missing"
) -> pd.DataFrame:
    """Extensive columns on the target units, summed; each source's whole numbers are conserved exactly.

    `table` has `unit_id`, the columns `by` that are kept apart (date, sex, age) and `counts`, one row each.
    A divided whole number is shared out by largest remainder, so parts are whole and their sum is the
    number; each column and cell for itself, so that divided parts need not add up to a divided total.

    A sum that lacks a part would be too small and look right. So a cell is empty where any of its sources
    is empty or, with `absent="missing"`, has no row beside others of the same `by`; every source of the
    crosswalk counts, so give all that live. `missing_sources` says how many lack (of the column that lacks
    most). `absent="zero"` is for tables that leave out rows of nothing. `interpolated` is True where any
    part came from a division.

    Raises ContractError for wrong weights, a source without weights, or two rows for one cell.
    """
    parts = _parts(table, crosswalk, by)
    columns = list(counts)
    for column in columns:
        parts[column] = _shared_out(parts, column)
    cells = parts.groupby(["to_unit_id", *by], sort=True, dropna=False)
    known = cells[columns].count()
    missing = known.rsub(_expected(cells.size(), crosswalk, absent), axis=0)
    summed = cells[columns].sum().where(missing == 0)
    return _answer(summed, ~cells["exact"].all(), missing.max(axis=1))


def convert_rates(
    table: pd.DataFrame,
    crosswalk: pd.DataFrame,
    *,
    by: Sequence[str],
    rates: Sequence[str],
    denominator: str | None,
    absent: Absent = "missing",
) -> pd.DataFrame:
    """Intensive columns on the target units: averaged with `denominator` as weight, never summed.

    A divided source hands its rate to each part. Without a denominator a rate is carried over only where
    the target has one source; where several meet it is empty. It is empty too where the rate or the
    denominator of any source is missing (as in `convert_counts`); a source whose denominator is 0 has
    no say. `interpolated` is True where a source was divided or several were averaged.

    Raises ContractError as `convert_counts` does.
    """
    parts = _parts(table, crosswalk, by)
    cells = parts.groupby(["to_unit_id", *by], sort=True, dropna=False)
    keys = [parts[key] for key in ("to_unit_id", *by)]
    sources = cells.size()
    expected = _expected(sources, crosswalk, absent)
    mass = parts["weight"] * (parts[denominator].astype("float64") if denominator else 1.0)
    found, missing = {}, {}
    for rate in rates:
        known = mass.notna() & (parts[rate].notna() | (mass == 0))
        missing[rate] = expected - known.groupby(keys, sort=True, dropna=False).sum()
        speaks = (mass > 0) & parts[rate].notna()
        weighed = (parts[rate].astype("float64") * mass).where(speaks).groupby(keys, sort=True, dropna=False).sum()
        total = weighed / mass.where(speaks).groupby(keys, sort=True, dropna=False).sum()
        found[rate] = total.where((missing[rate] == 0) & ((sources == 1) | bool(denominator)))
    return _answer(pd.DataFrame(found), ~cells["exact"].all() | (sources > 1), pd.DataFrame(missing).max(axis=1))


def convert_flows(flows: pd.DataFrame, crosswalk: pd.DataFrame, *, count: str = "moves", by: Sequence[str] = ()) -> pd.DataFrame:
    """Origin-destination counts on the target units, with what cannot be told kept apart.

    `flows` has `from_unit_id`, `to_unit_id`, `by` and `count`, one row each; a pair without a row had no
    moves. `kind` is `between` two units, `within` one, or `undivided`: moves inside an old unit that is
    now several, of which nobody knows whether they crossed the new border. Their row bears the old unit
    on both sides. Counts are conserved; a cell with an empty source is empty, and `missing_sources` says
    how many are.

    Raises ContractError as `convert_counts` does.
    """
    check_weights(crosswalk)
    pair = ["from_unit_id", "to_unit_id"]
    _require_known(set(flows["from_unit_id"]) | set(flows["to_unit_id"]), crosswalk)
    _require_one_row(flows, [*pair, *by])
    ways = crosswalk[[*pair, "weight", "exact"]]
    divided = set(crosswalk.loc[crosswalk["from_unit_id"].duplicated(keep=False), "from_unit_id"])
    inside = (flows["from_unit_id"] == flows["to_unit_id"]) & flows["from_unit_id"].isin(divided)
    moved = flows.loc[~inside, [*pair, *by, count]].assign(cell=range((~inside).sum()))
    start = ways.set_axis(["from_unit_id", "new_from", "weight_from", "exact_from"], axis=1)
    end = ways.set_axis(["to_unit_id", "new_to", "weight_to", "exact_to"], axis=1)
    parts = moved.merge(start, on="from_unit_id").merge(end, on="to_unit_id")
    parts = parts.assign(
        weight=parts["weight_from"] * parts["weight_to"],
        exact=parts["exact_from"] & parts["exact_to"],
        to_unit_id=parts["new_from"] + ">" + parts["new_to"],
    )
    parts[count] = _shared_out(parts, count)
    cells = parts.groupby(["new_from", "new_to", *by], sort=True, dropna=False)
    missing = cells.size() - cells[count].count()
    told = _answer(cells[[count]].sum().where(missing.eq(0), axis=0), ~cells["exact"].all(), missing)
    told = told.rename(columns={"new_from": "from_unit_id", "new_to": "to_unit_id"})
    told["kind"] = np.where(told["from_unit_id"] == told["to_unit_id"], "within", "between")
    kept = flows.loc[inside, [*pair, *by, count]].assign(kind="undivided", interpolated=False)
    kept["missing_sources"] = kept[count].isna().astype("int64")
    return pd.concat([told, kept], ignore_index=True)[[*pair, "kind", *by, count, "interpolated", "missing_sources"]]


def _parts(table: pd.DataFrame, crosswalk: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """One row per row of the table and target of its unit; `cell` numbers the rows of the table."""
    check_weights(crosswalk)
    _require_known(set(table["unit_id"]), crosswalk)
    _require_one_row(table, ["unit_id", *by])
    ways = crosswalk[["from_unit_id", "to_unit_id", "weight", "exact"]]
    return table.assign(cell=range(len(table))).merge(ways, left_on="unit_id", right_on="from_unit_id").drop(columns="unit_id")


def _shared_out(parts: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    numbers, weights = parts[column].to_numpy("float64", na_value=np.nan), parts["weight"].to_numpy("float64")
    return share_out(numbers, weights, parts["cell"].to_numpy(), parts["to_unit_id"].to_numpy(str))


def _require_known(units: set[str], crosswalk: pd.DataFrame) -> None:
    if lost := sorted(units - set(crosswalk["from_unit_id"])):
        raise ContractError(f"crosswalk has no weights for {', '.join(lost[:10])}")


def _require_one_row(table: pd.DataFrame, keys: list[str]) -> None:
    if (repeated := table.duplicated(keys)).any():
        first = table.loc[repeated, keys].iloc[0].to_dict()
        raise ContractError(f"two rows for {first}, expected one; their figures would count twice")


def _expected(sources: pd.Series, crosswalk: pd.DataFrame, absent: Absent) -> pd.Series:
    """How many sources each cell should have, given how many have a row."""
    if absent == "zero":
        return sources
    expected = crosswalk.groupby("to_unit_id").size().reindex(sources.index.get_level_values("to_unit_id"))
    return pd.Series(expected.to_numpy(), index=sources.index)


def _answer(figures: pd.DataFrame, interpolated: pd.Series, missing: pd.Series) -> pd.DataFrame:
    table = figures.assign(interpolated=interpolated, missing_sources=missing.astype("int64"))
    converted: pd.DataFrame = table.reset_index().rename(columns={"to_unit_id": "unit_id"})
    return converted

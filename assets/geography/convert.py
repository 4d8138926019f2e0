"""Taking figures from one geography to another with crosswalk weights.

Counts are summed and stay whole; rates are never summed; flows within a divided unit stay apart.
How weights come about is `crosswalk.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from expectations.errors import ContractError

WEIGHT_TOLERANCE = 1e-9


def check_weights(crosswalk: pd.DataFrame) -> None:
    """ContractError unless the weights of every source are positive and sum to 1 within 1e-9."""
    sums = crosswalk.groupby("from_unit_id")["weight"].sum()
    wrong = sums[(sums - 1).abs() > WEIGHT_TOLERANCE]
    if len(wrong) or (crosswalk["weight"] < 0).any():
        name, value = (wrong.index[0], wrong.iloc[0]) if len(wrong) else ("a source", crosswalk["weight"].min())
        raise ContractError(f"crosswalk: weights of {name} sum to {value!r}, expected 1")


def convert_counts(table: pd.DataFrame, crosswalk: pd.DataFrame, *, by: Sequence[str], counts: Sequence[str]) -> pd.DataFrame:
    """Extensive columns on the target units, summed; each source's whole numbers are conserved exactly.

    `table` has `unit_id`, the columns `by` that are kept apart (date, sex, age) and `counts`. A divided
    whole number is shared out by largest remainder, so parts are whole and their sum is the number.
    `interpolated` is True where any part came from a division. Empty counts stay empty unless another
    source adds to the same cell. Raises ContractError for a source without weights.
    """
    check_weights(crosswalk)
    lost = sorted(set(table["unit_id"]) - set(crosswalk["from_unit_id"]))
    if lost:
        raise ContractError(f"crosswalk has no weights for {', '.join(lost[:10])}")
    parts = table.merge(crosswalk[["from_unit_id", "to_unit_id", "weight", "exact"]], left_on="unit_id", right_on="from_unit_id")
    keys = ["from_unit_id", *by]
    for column in counts:
        parts[column] = _shared_out(parts, keys, column)
    summed = parts.groupby(["to_unit_id", *by], sort=True, dropna=False)[list(counts)].sum(min_count=1)
    divided = ~parts.groupby(["to_unit_id", *by], sort=True, dropna=False)["exact"].all()
    converted: pd.DataFrame = summed.assign(interpolated=divided).reset_index().rename(columns={"to_unit_id": "unit_id"})
    return converted


def _shared_out(parts: pd.DataFrame, keys: list[str], column: str) -> pd.Series:
    """`column` times weight; whole numbers divided by largest remainder, ties to the first target by name."""
    raw = parts[column].astype("float64") * parts["weight"]
    if not _whole(parts[column]):
        return raw
    floor = np.floor(raw + WEIGHT_TOLERANCE)
    groups = [parts[key] for key in keys]
    left = (parts[column].astype("float64") - floor.groupby(groups, dropna=False).transform("sum")).round()
    order = parts.assign(rest=floor - raw).sort_values(["rest", "to_unit_id"], kind="stable")
    rank = order.groupby([order[key] for key in keys], dropna=False).cumcount().reindex(parts.index)
    shared: pd.Series = floor + (rank < left).astype("float64")
    return shared


def _whole(values: pd.Series) -> bool:
    known = values.dropna().astype("float64")
    return bool((known == known.round()).all())


def convert_rates(
    table: pd.DataFrame, crosswalk: pd.DataFrame, *, by: Sequence[str], rates: Sequence[str], denominator: str | None
) -> pd.DataFrame:
    """Intensive columns on the target units: averaged with `denominator` as weight, never summed.

    Without a denominator a rate is carried over only where the target is one whole or divided source;
    where several sources meet it is left empty. `interpolated` is True where a source was divided or
    several were averaged.
    """
    check_weights(crosswalk)
    parts = table.merge(crosswalk[["from_unit_id", "to_unit_id", "weight", "exact"]], left_on="unit_id", right_on="from_unit_id")
    group = ["to_unit_id", *by]
    sources = parts.groupby(group, sort=True, dropna=False)["from_unit_id"].transform("nunique")
    mass = parts["weight"] * (parts[denominator].astype("float64") if denominator else 1.0)
    found = {}
    for rate in rates:
        usable = parts[rate].notna() & (mass > 0) & ((sources == 1) | bool(denominator))
        weighed = (parts[rate].astype("float64") * mass).where(usable)
        keyed = [parts[key] for key in group]
        # A rate known for only some of the sources that meet is not the rate of the whole.
        complete = usable.groupby(keyed, sort=True, dropna=False).all()
        total = weighed.groupby(keyed, sort=True, dropna=False).sum() / mass.groupby(keyed, sort=True, dropna=False).sum()
        found[rate] = total.where(complete)
    flag = (~parts["exact"] | (sources > 1)).groupby([parts[key] for key in group], sort=True, dropna=False).any()
    return pd.DataFrame(found).assign(interpolated=flag).reset_index().rename(columns={"to_unit_id": "unit_id"})


def convert_flows(flows: pd.DataFrame, crosswalk: pd.DataFrame, *, count: str = "moves") -> pd.DataFrame:
    """Origin-destination counts on the target units, with what cannot be told kept apart.

    `flows` has `from_unit_id`, `to_unit_id` and `count`. `kind` is `between` two units, `within` one, or
    `undivided`: moves inside an old unit that is now several, of which nobody knows whether they
    crossed the new border. Their row bears the old unit on both sides. Counts are conserved.
    """
    check_weights(crosswalk)
    ways = crosswalk[["from_unit_id", "to_unit_id", "weight"]]
    divided = set(ways.loc[ways["from_unit_id"].duplicated(keep=False), "from_unit_id"])
    inside = (flows["from_unit_id"] == flows["to_unit_id"]) & flows["from_unit_id"].isin(divided)
    kept = flows.loc[inside, ["from_unit_id", "to_unit_id", count]].assign(kind="undivided")
    moved = flows[~inside].reset_index(drop=True).assign(flow=lambda f: f.index)
    start = ways.rename(columns={"from_unit_id": "old_from", "to_unit_id": "new_from", "weight": "weight_from"})
    end = ways.rename(columns={"from_unit_id": "old_to", "to_unit_id": "new_to", "weight": "weight_to"})
    parts = moved.merge(start, left_on="from_unit_id", right_on="old_from").merge(end, left_on="to_unit_id", right_on="old_to")
    parts["weight"] = parts["weight_from"] * parts["weight_to"]
    parts["to_unit_id"] = parts["new_from"] + ">" + parts["new_to"]
    parts[count] = _shared_out(parts, ["flow"], count)
    summed = pd.DataFrame(parts.groupby(["new_from", "new_to"], as_index=False, sort=True)[count].sum())
    summed = summed.rename(columns={"new_from": "from_unit_id", "new_to": "to_unit_id"})
    summed["kind"] = np.where(summed["from_unit_id"] == summed["to_unit_id"], "within", "between")
    return pd.concat([summed, kept], ignore_index=True)

"""What moved the extinction-risk index between two dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from assets.lake.asset import asset
from assets.panel.region_sums import KNOWN, named, region_sums, whole_counts
from expectations.contracts.extinction import EXTINCTION_CHANGE, EXTINCTION_MOVEMENT

# Spans between the dates of a series: each to the next, by term of local government, the whole.
#
# How a series changes from first to last figure of a term is in `series.py`; spans here cut the whole series
# without overlap or gap, so that what is additive adds up.


@dataclass(frozen=True)
class Span:
    """From one date of a series to a later one; `term` for spans of kind `term`."""

    kind: str
    first: dt.date
    last: dt.date
    term: int | None = None


def consecutive(dates: Sequence[dt.date]) -> list[Span]:
    """From each date to the next; `dates` are sorted."""
    return [Span("consecutive", first, last) for first, last in pairwise(dates)]


def whole(dates: Sequence[dt.date]) -> list[Span]:
    """From the first date to the last, when these are two."""
    return [Span("whole", dates[0], dates[-1])] if len(dates) > 1 else []


def terms(dates: Sequence[dt.date], local_government_term: pd.DataFrame) -> list[Span]:
    """The whole, cut at the last date before each term begins; the first and last term may be covered in part."""
    cuts: dict[dt.date, int] = {}
    known = local_government_term.sort_values("term")
    for begin, term in zip(known["begins"].tolist(), known["term"].tolist(), strict=True):
        before = [date for date in dates if date < begin]
        start = before[-1] if before else dates[0] if dates else None
        if start is not None and start < dates[-1]:
            cuts[start] = term
    ends = [*sorted(cuts), *dates[-1:]]
    return [Span("term", first, last, cuts[first]) for first, last in pairwise(ends)]


# What moved the extinction-risk index: loss of young women or ageing, and which units crossed the line.
#
# The index itself is `risk.py`. Since I = F / P65, the change of ln I is that of ln F minus that of
# ln P65: exact, with nothing left over, and additive over time (logarithmic decomposition of a ratio).

WOMEN, ELDERS, INDEX = "women_20_39", "population_65_over", "risk_index"
REGION = ["level", "region_id"]
# Spans run from year's end to year's end; a month between is a figure, and no end of a span.
DECEMBER = 12


@asset(contract=EXTINCTION_CHANGE)
def extinction_change(
    extinction_risk: pd.DataFrame,
    region_member: pd.DataFrame,
    reference_region: pd.DataFrame,
    local_government_term: pd.DataFrame,
) -> pd.DataFrame:
    """Effects of young women and of ageing, log points. One row per region and span between two of its dates.

    A sigungu has the spans of which it is known at both ends. Regions above are sums of the sigungu known
    on every date, so that no unit enters or leaves a sum and spans add up.
    """
    units = extinction_risk.loc[extinction_risk["level"] == "sigungu", ["region_id", "reference_date", WOMEN, ELDERS]]
    units = units[pd.to_datetime(units["reference_date"]).dt.month == DECEMBER]
    dates = sorted(units["reference_date"].unique())
    always = units.groupby("region_id")["reference_date"].transform("size") == len(dates)
    known = units[always].rename(columns={"region_id": "unit_id"})
    sums = region_sums(known, region_member, counts=[WOMEN, ELDERS], of="population")
    own = units.assign(level="sigungu", missing_units=0, **{f"{KNOWN}{name}": units[name] for name in (WOMEN, ELDERS)})
    figures = pd.concat([own, sums[sums["level"] != "sigungu"]], ignore_index=True)
    spans = [*consecutive(dates), *terms(dates, local_government_term), *whole(dates)]
    if not spans:
        return pd.DataFrame(columns=list(EXTINCTION_CHANGE.column_names))
    return named(pd.concat([_effects(figures, span) for span in spans], ignore_index=True), reference_region)


@asset(contract=EXTINCTION_MOVEMENT)
def extinction_movement(
    extinction_risk: pd.DataFrame, population_coverage: pd.DataFrame, reference_region: pd.DataFrame
) -> pd.DataFrame:
    """Entries, exits and unknown units. One row per sigungu and span in which it moved or is not known at both ends."""
    registered = population_coverage[population_coverage["population_concept"] == "registration"]
    registered = registered[pd.to_datetime(registered["reference_date"]).dt.month == DECEMBER]
    dates = sorted(registered["reference_date"].unique())
    figures = extinction_risk.loc[extinction_risk["level"] == "sigungu", ["region_id", "reference_date", INDEX, "at_risk"]]
    units = reference_region[reference_region["level"] == "sigungu"]
    units = units[["region_id", "name_ko", "name_en", "sido_ko", "in_keis"]]
    spans = [*consecutive(dates), *whole(dates)]
    if not spans:
        return pd.DataFrame(columns=list(EXTINCTION_MOVEMENT.column_names))
    moved = pd.concat([_movements(units, figures, span) for span in spans], ignore_index=True)
    return moved.rename(columns={"region_id": "unit_id"})


def _effects(figures: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Both ends side by side with the effects; regions known at both ends."""
    of_known = {f"{KNOWN}{name}": name for name in (WOMEN, ELDERS)}
    figures = figures.drop(columns=[WOMEN, ELDERS]).rename(columns=of_known)
    both = _at(figures, span.first, [WOMEN, ELDERS, "missing_units"], "_from").join(
        _at(figures, span.last, [WOMEN, ELDERS], "_to"), how="inner"
    )
    both = both.rename(columns={"missing_units_from": "missing_units"}).astype("float64").reset_index()
    for end in ("from", "to"):
        both[f"{INDEX}_{end}"] = both[f"{WOMEN}_{end}"] / both[f"{ELDERS}_{end}"].where(lambda x: x > 0)
    youth = _log_ratio(both[f"{WOMEN}_to"], both[f"{WOMEN}_from"])
    old = _log_ratio(both[f"{ELDERS}_to"], both[f"{ELDERS}_from"])
    change = _log_ratio(both[f"{INDEX}_to"], both[f"{INDEX}_from"])
    counts = [f"{name}_{end}" for name in (WOMEN, ELDERS) for end in ("from", "to")]
    return whole_counts(both, counts).assign(
        span=span.kind, term=span.term, from_date=span.first, to_date=span.last,
        log_index_change=change, youth_loss=youth, ageing=-old, youth_share=youth / change.where(change != 0),
    )  # fmt: skip


def _log_ratio(last: pd.Series, first: pd.Series) -> pd.Series:
    """ln(last / first); empty where either is 0 or missing."""
    return pd.Series(np.log((last / first.where(first > 0)).where(last > 0)), index=last.index)


def _movements(units: pd.DataFrame, figures: pd.DataFrame, span: Span) -> pd.DataFrame:
    columns = [INDEX, "at_risk"]
    table = units
    for date, end in ((span.first, "_from"), (span.last, "_to")):
        of_day = figures[figures["reference_date"] == date].set_index("region_id")[columns]
        table = table.join(of_day.add_suffix(end), on="region_id")
    before, after = table["at_risk_from"].astype("boolean"), table["at_risk_to"].astype("boolean")
    kind = pd.Series(pd.NA, index=table.index, dtype="object")
    kind[before.isna() | after.isna()] = "unknown"
    kind[(~before & after).fillna(False)] = "entered"
    kind[(before & ~after).fillna(False)] = "left"
    table = table.assign(span=span.kind, from_date=span.first, to_date=span.last, movement=kind)
    return table[kind.notna()]


def _at(figures: pd.DataFrame, date: dt.date, columns: list[str], suffix: str) -> pd.DataFrame:
    return figures[figures["reference_date"] == date].set_index(REGION)[columns].add_suffix(suffix)

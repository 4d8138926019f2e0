"""Published births, fertility and marriages beside ours; how a reproduction is written is said in `reproductions.py`."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.indicators.gathered.reproductions import Ours, reproduces


@reproduces("births", None)
def births(published: Any, kosis_births: pd.DataFrame) -> Ours | None:
    """Births of the nation in a year."""
    row = _printed_for(published, kosis_births)
    reason = "printed in thousands"
    return Ours(float(row["births"]), published.period_to, "raw.kosis_births", reason, explains=500) if row is not None else None


@reproduces("tfr", None)
def fertility(published: Any, kosis_births: pd.DataFrame, fertility_rate: pd.DataFrame) -> Ours | None:
    """Births per woman, as the sheet of sido has them; for a year that it lacks, the mean of sigungu weighted by their women."""
    row = _printed_for(published, kosis_births)
    if row is None:
        return _weighted_fertility(published, kosis_births, fertility_rate)
    reason = "provisional in the sheet" if row["is_provisional"] else ""
    return Ours(float(row["total_fertility_rate"]), published.period_to, "raw.kosis_births", reason, explains=0.01)


def _weighted_fertility(published: Any, kosis_births: pd.DataFrame, fertility_rate: pd.DataFrame) -> Ours | None:
    """With the largest difference of such means to the sheet in the years that have both, which is what the method explains."""
    rates = fertility_rate[fertility_rate["region_id"] == published.region].dropna(subset=["total_fertility_rate"])
    ours = dict(zip((day.year for day in rates["reference_date"]), rates["total_fertility_rate"], strict=True))
    here = rates[rates["reference_date"] == published.period_to]
    if here.empty:
        return None
    sheet = kosis_births[kosis_births["region_name"] == _PRINTED_NAMES.get(published.region)]
    printed = dict(zip(sheet["year"], sheet["total_fertility_rate"], strict=True))
    both = sorted(year for year, rate in printed.items() if year in ours and pd.notna(rate))
    apart = max((abs(ours[year] - printed[year]) for year in both), default=0.0)
    reason = f"such means lay up to {apart:.4f} from the printed rates of {both[0]} to {both[-1]}" if both else ""
    return Ours(
        float(here["total_fertility_rate"].iloc[0]), published.period_to, "mart.fertility_rate", reason, explains=float(apart),
        differs="a mean of the rates of sigungu weighted by their women, not births over women",
    )  # fmt: skip


_PRINTED_NAMES = {"nation": "전국", "seoul": "서울특별시"}


def _printed_for(published: Any, kosis_births: pd.DataFrame) -> pd.Series | None:
    """The row of the published figure's region and year, where it has both figures."""
    name = _PRINTED_NAMES.get(published.region)
    rows = kosis_births[(kosis_births["region_name"] == name) & (kosis_births["year"] == published.period_to.year)]
    rows = rows.dropna(subset=["births", "total_fertility_rate"])
    return rows.iloc[0] if len(rows) else None


@reproduces("marriages", None)
def marriages(published: Any, kosis_marriages: pd.DataFrame) -> Ours | None:
    """Marriages of the nation in the twelve months of a year."""
    nation = kosis_marriages[kosis_marriages["region_name"] == "전국"].dropna(subset=["marriages"])
    counts = nation.loc[pd.to_datetime(nation["month"]).dt.year == published.period_to.year, "marriages"]
    if len(counts) != 12:
        return None
    return Ours(float(counts.sum()), published.period_to, "raw.kosis_marriages", "printed in hundreds", explains=50)

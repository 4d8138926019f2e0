"""The few numbers that the summary, the manifest and the README of a release open with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from assets.io.lake import Lake


@dataclass(frozen=True)
class Headline:
    """One number with the sentence that it stands in; `value` is exact, `text` as printed."""

    name: str
    value: float | int | str
    text: str

    def record(self) -> dict[str, Any]:
        """As the manifest has it."""
        return asdict(self)


def headlines(lake: Lake) -> list[Headline]:
    """National population, capital share and crossover, units at risk; only those the lake has figures for."""
    found = []
    concentration = lake.relation("capital_concentration")
    share = _row(concentration.order("reference_date DESC"))
    if share:
        found.append(
            Headline(
                "national_population",
                share["national_population"],
                f"{share['national_population']:,} people were registered on {share['reference_date']}",
            )
        )
        found.append(
            Headline(
                "capital_share",
                share["capital_share"],
                f"{share['capital_share']:.3%} of them in the capital region, {share['margin']:+,} persons against the rest",
            )
        )
    crossing = _row(concentration.filter("crossover").order("reference_date"))
    if crossing:
        found.append(
            Headline(
                "crossover",
                str(crossing["reference_date"]),
                f"the capital region passed one half in {crossing['reference_date']:%B %Y}: "
                f"{crossing['capital_share']:.3%}, {crossing['margin']:+,} persons",
            )
        )
    risk = _row(lake.relation("at_risk_count").filter("unit_set = 'keis'").order("reference_date DESC"))
    if risk:
        missing = f", {risk['missing_units']} missing ({risk['missing_names']})" if risk["missing_units"] else ", none missing"
        found.append(
            Headline(
                "at_risk_units",
                risk["at_risk"],
                f"{risk['at_risk']} of {risk['units']} municipalities at risk of extinction "
                f"on {risk['reference_date']} (KEIS set{missing})",
            )
        )
    return found


def _row(relation: duckdb.DuckDBPyRelation) -> dict[str, Any] | None:
    """The first row by column name."""
    row = relation.limit(1).fetchone()
    return dict(zip(relation.columns, row, strict=True)) if row else None

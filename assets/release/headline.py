"""The few numbers that the summary, the manifest and the README of a release open with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from assets.io.lake import Lake
from assets.io.session import session


@dataclass(frozen=True)
class Headline:
    """One number with the sentence that it stands in; `value` is exact, `text` as printed."""

    name: str
    value: float | int | str
    text: str

    def record(self) -> dict[str, Any]:
        return asdict(self)


def headlines(lake: Lake) -> list[Headline]:
    """National population, capital share and crossover, units at risk; only those the lake has figures for."""
    found = []
    share = _row(lake.relation("capital_concentration"), "ORDER BY reference_date DESC LIMIT 1")
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
    crossing = _row(lake.relation("capital_concentration"), "WHERE crossover ORDER BY reference_date LIMIT 1")
    if crossing:
        found.append(
            Headline(
                "crossover",
                str(crossing["reference_date"]),
                f"the capital region passed one half in {crossing['reference_date']:%B %Y}: {crossing['capital_share']:.3%}, {crossing['margin']:+,} persons",
            )
        )
    risk = _row(lake.relation("at_risk_count"), "WHERE unit_set = 'keis' ORDER BY reference_date DESC LIMIT 1")
    if risk:
        missing = f", {risk['missing_units']} missing ({risk['missing_names']})" if risk["missing_units"] else ", none missing"
        found.append(
            Headline(
                "at_risk_units",
                risk["at_risk"],
                f"{risk['at_risk']} of {risk['units']} municipalities at risk of extinction on {risk['reference_date']} (KEIS set{missing})",
            )
        )
    return found


def _row(relation: duckdb.DuckDBPyRelation, tail: str) -> dict[str, Any] | None:
    session()
    found = relation.query("kept", f"SELECT * FROM kept {tail}")
    row = found.fetchone()
    return dict(zip(found.columns, row, strict=True)) if row else None

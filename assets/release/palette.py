"""The one definition of map colours: class, Korean and English legend text, colour.

Diverging RdYlBu of ColorBrewer (Brewer 2003), readable with the common colour-vision deficiencies.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MapClass:
    """One class of a map's legend."""

    value: str
    ko: str
    en: str
    colour: str


RISK = (
    MapClass("high_risk", "소멸고위험 (<0.2)", "high risk", "#d7191c"),
    MapClass("entering_risk", "소멸위험진입 (0.2–0.5)", "entering risk", "#fdae61"),
    MapClass("caution", "주의 (0.5–1.0)", "caution", "#ffffbf"),
    MapClass("normal", "보통 (1.0–1.5)", "normal", "#abd9e9"),
    MapClass("low_risk", "소멸저위험 (≥1.5)", "low risk", "#2c7bb6"),
)
NO_DATA = MapClass("no_data", "자료 없음", "no data", "#cccccc")
OUTLINE = "#555555"
SINGLE = "#8fb8de"

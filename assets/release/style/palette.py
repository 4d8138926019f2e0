"""The one definition of map colours: classes with Korean and English legend text, and the ramps that graduated maps take.

Colours are ColorBrewer's (Brewer 2003), chosen for the common colour-vision deficiencies. Limits of graduated classes
come from the figures (`classes.py`); which column a layer is drawn by is in `themes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.risk import CLASS_KO, RISK_CLASSES


@dataclass(frozen=True)
class MapClass:
    """One class of a map's legend; numeric classes hold `lower <= value < upper`, None is open."""

    value: str
    ko: str
    en: str
    colour: str
    lower: float | None = None
    upper: float | None = None


_RISK_COLOURS = ("#d7191c", "#fdae61", "#ffffbf", "#abd9e9", "#2c7bb6")


def _risk_classes() -> Iterator[MapClass]:
    """The classes of `domain/risk.py` with their bounds in the Korean label."""
    bounds = [bound for bound, _ in RISK_CLASSES]
    for (lower, name), upper, colour in zip(RISK_CLASSES, [*bounds[1:], None], _RISK_COLOURS, strict=True):
        said = f"≥{lower}" if upper is None else f"{lower}–{upper}" if lower else f"<{upper}"
        yield MapClass(name, f"{CLASS_KO[name]} ({said})", name.replace("_", " "), colour, lower or None, upper)


RISK = tuple(_risk_classes())
CLUSTERS = (
    MapClass("low-low", "낮음-낮음: 위험 군집", "low among low: cluster at risk", "#d7191c"),
    MapClass("high-low", "높음-낮음: 위험 속 섬", "high among low", "#fdae61"),
    MapClass("low-high", "낮음-높음", "low among high", "#abd9e9"),
    MapClass("high-high", "높음-높음", "high among high", "#2c7bb6"),
    MapClass("not significant", "유의하지 않음", "not significant", "#eeeeee"),
)
RUST_STATES = (
    MapClass("hollowed", "공동화 (일자리 25% 이상 감소)", "hollowed: 25 % or more of jobs lost", "#a6611a"),
    MapClass("eroded", "약화 (10–25% 감소)", "eroded: 10–25 % lost", "#dfc27d"),
    MapClass("intact", "유지 (10% 미만 감소)", "intact: less than 10 % lost", "#80cdc1"),
    MapClass("unknown", "거점, 일자리 자료 없음", "hub, jobs not known", "#9e9ac8"),
    MapClass("no_hub", "제조업 거점 아님", "no manufacturing hub", "#f7f7f7"),
    MapClass("not_known", "거점 여부를 알 수 없음", "not known whether a hub", "#bdbdbd"),
)
CRISIS = (
    MapClass("industrial_crisis", "산업위기대응특별지역", "industrial crisis", "#1f78b4"),
    MapClass("industrial_crisis_preemptive", "산업위기선제대응지역", "industrial crisis, preemptive", "#a6cee3"),
    MapClass("employment_crisis", "고용위기지역", "employment crisis", "#ff7f00"),
    MapClass("employment_crisis_preemptive", "고용위기선제대응지역", "employment crisis, preemptive", "#fdbf6f"),
)
BOUNDARY_CHANGES = (
    MapClass("new", "새 단위", "new unit", "#d95f02"),
    MapClass("extent", "면적 변동", "gained or gave ground", "#fdae61"),
    MapClass("transferred", "시도 변경", "moved to another sido", "#7570b3"),
    MapClass("renamed", "이름 변경", "renamed", "#1b9e77"),
    MapClass("recoded", "코드 변경", "recoded only", "#a6cee3"),
    MapClass("same", "변화 없음", "as before", "#f0f0f0"),
    MapClass("first", "첫 기준일", "oldest vintage", "#d9d9d9"),
)
NO_DATA = MapClass("no_data", "자료 없음", "no data", "#cccccc")
OUTLINE = "#555555"
SINGLE = "#8fb8de"
LINE = "#54278f"
DESIGNATED = "#cbb994"

# Light to dark; low to high.
SEQUENTIAL = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
# Below the neutral value, and above it; each from the middle outwards.
BELOW = ("#fee0b6", "#f1a340", "#b35806")
ABOVE = ("#d8daeb", "#998ec3", "#542788")

# Lines of the eight 5+3 groups in charts (ColorBrewer Dark2, its grey lighter for dark screens).
MEGAREGIONS = {
    "capital": "#e7298a",
    "southeast": "#1b9e77",
    "daegu_gyeongbuk": "#d95f02",
    "central": "#7570b3",
    "southwest": "#66a61e",
    "gangwon": "#a6761d",
    "jeonbuk": "#e6ab02",
    "jeju": "#888888",
    "rest": "#1b9e77",
}

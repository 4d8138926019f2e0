"""What is measured of a region, each with its unit: what is concentrated, and what a scenario tells."""

from __future__ import annotations

# What is concentrated: Korean, English, unit, source, and what to know of it.
MEASURES = {
    "population": ("주민등록인구", "Registered population", "persons", "core.sido_population; sigungu core.population", ""),
    "youth": (
        "20-34세 주민등록인구", "Registered population aged 20-34", "persons", "core.population (registration)",
        "laws and releases say 19-34; ages come in groups of five, so that 19 is left out",
    ),
    "grdp": (
        "지역내총생산", "Gross regional domestic product", "million KRW", "core.sido_figure_reported",
        "current market prices; Ulsan and Gyeongnam until 1997, Sejong and Chungnam until 2012 cannot be told apart and are "
        "empty",
    ),
    "employed": (
        "취업자", "Employed persons by residence", "persons", "core.sido_figure_reported",
        "yearly mean of the labour force survey; Sejong and Chungnam cannot be told apart until 2016",
    ),
    "jobs": (
        "종사자", "Workers of establishments by place of work", "persons", "core.sido_figure_reported",
        "survey of all establishments, since 2021",
    ),
    "establishments": ("사업체", "Establishments", "establishments", "core.sido_figure_reported", "of any size, since 2021"),
}  # fmt: skip
# What a scenario tells of a region in a year, and its unit; those in `COMPARED` also as a difference from the trend.
_TOLD = {
    "population": "persons",
    "population_share": "ratio",
    "youth": "persons",
    "youth_share": "ratio",
    "risk_index": "women per person",
    "at_risk_units": "units",
    "at_risk_share": "ratio",
    "at_risk_probability": "ratio",
}
COMPARED = ("population", "population_share", "youth", "youth_share", "risk_index", "at_risk_units")
# What a share of retention may be asked to hold in the regions that retain: none of these has a ceiling as a count of units has.
HELD = ("youth", "youth_share", "population_share", "risk_index")
SCENARIO_MEASURES = (
    _TOLD
    | {f"{name}_difference": _TOLD[name] for name in COMPARED}
    | {f"retention_to_hold_{name}": "ratio" for name in HELD}
    | {f"{name}_{end}": _TOLD[name] for name in HELD for end in ("wanted", "without_retention", "at_full_retention")}
    | {"retention_needed": "ratio"}
    | {f"at_risk_units_{end}": "units" for end in ("wanted", "without_retention", "at_full_retention", "at_retention")}
)

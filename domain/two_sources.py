"""Figures that two sources have: which, how far they may lie apart, and why.

What lies further apart than is known fails the build. Figures that two rows of one source have are the rules of its table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """One figure of two sources; the first is held against the second.

    `apart` is how far the first may lie from the second: in `unit`, or as a share of the second where `relative`. `why` says
    what sets them apart and how far they were found to lie.
    """

    ko: str
    en: str
    unit: str
    source: str
    other_source: str
    apart: float
    why: str
    relative: bool = False


_SURVEYS = "two samples: one drawn for sigungu, in April and October, one for sido, all the year; up to 3.9 points since 2013"

PAIRS = {
    "employment_rate_15_over": Pair(
        "15세 이상 고용률", "Employment rate, 15 and over", "percent", "core.employment (sum of sigungu)",
        "raw.kosis_labour_force", 4.5, _SURVEYS,
    ),
    "employment_rate_15_64": Pair(
        "15-64세 고용률", "Employment rate, 15-64", "percent", "core.employment (sum of sigungu)",
        "raw.kosis_labour_force", 4.5, _SURVEYS,
    ),
    "employed_residents": Pair(
        "취업자", "Employed residents", "thousand persons", "raw.kosis_employment_industry", "raw.kosis_employment_age",
        0.5001, "whole thousands beside tenths",
    ),
    "total_fertility_rate": Pair(
        "합계출산율", "Total fertility rate", "births per woman", "mart.fertility_rate (weighted)", "raw.kosis_births",
        0.03, "groups of five years of age, and women of the year's two ends; up to 0.02",
    ),
    "births": Pair(
        "출생아 수", "Births", "births", "mart.fertility_rate (implied by rates)", "raw.kosis_births",
        0.02, "registered women of the year's two ends for those of its middle; up to 1.3 %", relative=True,
    ),
    "population": Pair(
        "주민등록인구", "Registered population", "persons", "core.population (sum of sigungu)", "core.sido_population",
        0, "one register: nothing, where neither was shared out over a change of borders",
    ),
    "net_moves": Pair(
        "순이동", "Net moves", "persons", "core.sigungu_moves (sum of sigungu)", "core.sido_flow",
        0, "one register: nothing, where neither was shared out over a change of borders",
    ),
    "manufacturing_workers": Pair(
        "제조업 종사자", "Workers in manufacturing", "persons", "raw.kosis_sigungu_establishments (sum of sigungu)",
        "raw.kosis_sido_industry, raw.kosis_establishments",
        0.04, "one survey in two publications; three sido-years differ, by up to 3.3 %, and are declared", relative=True,
    ),
    "product": Pair(
        "지역내총생산", "Gross regional domestic product", "million KRW", "raw.census_figure (sum of sigungu)", "raw.kosis_grdp",
        0.13, "provinces' accounts of older reference years, the sido's revised: 12 % below to 2.3 % above", relative=True,
    ),
}  # fmt: skip

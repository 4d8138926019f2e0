"""mart.innovation_city_effect: estimated effects of innovation cities with placebo bands and what could be detected."""

from dataclasses import replace

from expectations.columns import CITY_ID, REFERENCE_DATE, optional
from expectations.contract import Column, TableContract
from expectations.study import (
    BAND,
    CITATION,
    DESIGN,
    DONOR_POOL,
    DONORS,
    EVENT,
    EVENT_YEAR,
    OUTCOME,
    UNITS,
    YEARS_BEFORE,
    ZONE,
    percent,
)

INNOVATION_CITY_EFFECT = TableContract(
    name="innovation_city_effect",
    schema="mart",
    ko="혁신도시 효과 추정",
    en="Estimated effects of innovation cities",
    description=(
        "How far host or ring lies from its comparison so many years after the first institution arrived. An effect only if host and donors "
        "would have moved alike without the city, and donors gained or lost nothing by it; design and fit say how far that can be believed."
    ),
    grain="a city (or all), zone, outcome, event and horizon",
    columns=(
        replace(CITY_ID, caveat="`all`: mean over the cities"),
        ZONE,
        OUTCOME,
        EVENT,
        Column("horizon", "INTEGER", "경과 연수", "Years since the event", unit="years", minimum=1, maximum=100),
        optional(EVENT_YEAR),
        optional(REFERENCE_DATE),
        DESIGN,
        UNITS,
        DONOR_POOL,
        replace(DONORS, caveat="for `all`: summed over the cities"),
        YEARS_BEFORE,
        percent("rmse_before_pct", "사전 적합도", "Root mean squared gap before the event", nullable=True),
        Column("fit", "VARCHAR", "적합 판정", "Fit before the event", nullable=True, allowed=("good", "poor"), caveat="poor: nine placebos in ten are followed better; with more donors than years before, good is easily had"),
        percent("effect_pct", "추정 효과", "Estimated effect", formula="100 * (exp(gap) - 1)"),
        *BAND,
        Column("placebos", "INTEGER", "위약 수", "Placebo effects", minimum=1, caveat="for `all`: 10,000 draws of one placebo a city, fixed seed"),
        Column(
            "p_value", "DOUBLE", "p값", "Permutation p-value", unit="probability", minimum=0, maximum=1, measure="intensive",
            formula="(1 + placebos at least as far from zero) / (1 + placebos)",
            caveat="two-sided; placebos are single sigungu, which move more than the sums of several that some hosts are; not corrected for many tests",
        ),
        percent(
            "mde_pct", "최소 탐지 효과", "Smallest detectable gain",
            formula="95 % quantile of absolute placebo effects, less the 20 % quantile of placebo effects: found at 5 % with 80 % power",
        ),
        Column("verdict", "VARCHAR", "판정", "Finding"),
    ),
    key=("city_id", "zone", "outcome", "event", "horizon"),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip

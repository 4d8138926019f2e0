"""mart.masuda: will women aged 20-39 halve within 30 years?"""

from expectations.columns import LEVEL, NAME_EN, NAME_KO, POPULATION, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.extinction_risk import WOMEN_20_39
from expectations.references import to_region

HORIZON_YEARS, WINDOW_YEARS, PACE_YEARS = 30, 5, 10
HALF, SMALL_TOWN = 0.5, 10_000
_MOVES = "changes of cohorts over the last five years go on for 30 years, moves in them"


def _ratio(name: str, ko: str, en: str, formula: str, caveat: str) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="ratio", nullable=True, minimum=0, measure="intensive", formula=formula, caveat=caveat
    )


MASUDA = TableContract(
    name="masuda",
    schema="mart",
    ko="마스다 기준 (20-39세 여성 30년 내 반감)",
    en="Masuda's criterion: women aged 20-39 halve within 30 years",
    description=(
        "From each date that has figures five years before it, 30 years ahead: by cohorts and, beside it, by the observed pace. "
        "A transparent projection of this project, not the one of the Japan Policy Council, whose criterion it applies."
    ),
    grain="a region and date from which is looked ahead",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        Column("target_date", "DATE", "목표 시점", "Date looked ahead to", formula="reference_date + 30 years"),
        POPULATION,
        WOMEN_20_39,
        Column(
            "women_20_39_projected", "DOUBLE", "30년 뒤 20-39세 여성", "Women aged 20-39, 30 years ahead", unit="persons", nullable=True, minimum=0,
            formula="change of cohorts and child-woman ratios (Hamilton and Perry 1962, Hauer 2019), six steps of five years",
            caveat="each region for itself; parts do not add up to the whole, so never sum it",
        ),
        _ratio("projected_ratio", "30년 뒤 비율 (코호트)", "Women aged 20-39, 30 years ahead per one now", "women_20_39_projected / women_20_39", _MOVES),
        Column("halves", "BOOLEAN", "마스다 기준 해당", "Halves within 30 years", nullable=True, formula="projected_ratio <= 0.5"),
        Column(
            "population_projected", "DOUBLE", "30년 뒤 인구", "Population 30 years ahead", unit="persons", nullable=True, minimum=0,
            formula="as women_20_39_projected", caveat="a by-product of the criterion, no population forecast",
        ),
        Column(
            "halves_and_small", "BOOLEAN", "반감하고 1만 명 미만", "Halves, and fewer than 10,000 people are left", nullable=True,
            formula="halves and population_projected < 10000", caveat="sigungu only; Masuda's group of high probability",
        ),
        Column("pace_from", "DATE", "추세 시작일", "First date of the observed pace", caveat="the first December there is in the ten years before"),
        _ratio(
            "pace_ratio", "30년 뒤 비율 (관측 추세)", "The same at the observed pace", "(women_20_39 / women_20_39 at pace_from) ^ (30 / years between)",
            "knows nothing of the age structure: too mild where the next cohorts are small",
        ),
        Column("pace_halves", "BOOLEAN", "관측 추세로 반감", "Halves at the observed pace", nullable=True, formula="pace_ratio <= 0.5"),
        Column("halving_units", "BIGINT", "반감 시군구 수", "Sigungu that halve", unit="units", minimum=0, measure="extensive", formula="count of halves"),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu not projected", unit="units", minimum=0, caveat="not known on the date, five years before it and at pace_from; left out of every sum of the row"),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.population (registration)",
    citation=(
        "Masuda Hiroya (ed.) (2014), 地方消滅, Chuokoron; Japan Policy Council (2014): women aged 20-39 fall by half or more from 2010 to 2040 when "
        "moves go on as they are. Method: Hamilton and Perry (1962), Social Forces 41; Hauer (2019), Scientific Data 6"
    ),
    min_rows=0,
    expectations=(Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "target_date", "column_B": "reference_date"}),),
)  # fmt: skip

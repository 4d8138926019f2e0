"""mart.employment_rate: employment rates by age group and region."""

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.employment import AGES, SURVEY_DATE
from expectations.contracts.kosis_employment_age import KOSIS_EMPLOYMENT_AGE
from expectations.references import to_region

# Above this share of units without figures a region's rate would be that of other regions.
MISSING_AT_MOST = 0.05
AGE_NAMES = {
    "15_over": ("15세 이상", "aged 15 and over"), "15_29": ("15-29세", "aged 15-29"), "15_64": ("15-64세", "aged 15-64"),
    "30_49": ("30-49세", "aged 30-49"), "50_64": ("50-64세", "aged 50-64"), "65_over": ("65세 이상", "aged 65 and over"),
}  # fmt: skip


def _rate(age: str) -> Column:
    ko, en = AGE_NAMES[age]
    return Column(
        f"employment_rate_{age}", "DOUBLE", f"{ko} 고용률", f"Employment rate of persons {en}", unit="percent", nullable=True, minimum=0,
        maximum=100, measure="intensive", formula="100 * sum(employed) / sum(population_implied)",
        caveat="above sigungu computed again from counts; a survey of where people live, in April and October",
    )  # fmt: skip


def _employed(age: str) -> Column:
    ko, en = AGE_NAMES[age]
    return Column(
        f"employed_{age}", "DOUBLE", f"{ko} 취업자", f"Employed persons {en}", unit="thousand persons", nullable=True, minimum=0, measure="extensive",
    )  # fmt: skip


EMPLOYMENT_RATE = TableContract(
    name="employment_rate",
    schema="mart",
    ko="연령별 고용률",
    en="Employment rates by age",
    description=(
        "Half-yearly. Sigungu of provinces since 2013, of cities of sido rank since 2021. A region above has a row only where at most one in "
        "twenty of its sigungu lacks figures, so that the nation, the capital region and the rest begin in 2021; Sejong has none."
    ),
    grain="a region and half-year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        SURVEY_DATE,
        *(_rate(age) for age in AGES.values()),
        *(_employed(age) for age in ("15_over", "15_29")),
        Column("missing_units", "BIGINT", "누락 단위", "Sigungu without figures", unit="units", minimum=0),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.employment",
    citation=KOSIS_EMPLOYMENT_AGE.source,
    min_rows=0,
)  # fmt: skip

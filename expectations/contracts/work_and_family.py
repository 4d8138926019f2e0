"""mart.work_and_family: newest fertility, young people's employment and price gap of each sigungu, with its shape."""

from dataclasses import replace

from expectations.columns import GEOMETRY, GEOMETRY_BASIS, NAME_EN, NAME_KO, REFERENCE_DATE, SIDO_KO, UNIT_ID, optional
from expectations.contract import TableContract
from expectations.contracts.apartment_price import APARTMENT_PRICE
from expectations.contracts.employment_rate import EMPLOYMENT_RATE
from expectations.contracts.fertility_rate import FERTILITY_RATE
from expectations.references import to_unit

# Column, the series that it is of, and what its date is called.
FIGURES = (
    ("total_fertility_rate", FERTILITY_RATE, "fertility_date"),
    ("employment_rate_15_29", EMPLOYMENT_RATE, "employment_date"),
    ("gap_to_seoul", APARTMENT_PRICE, "price_date"),
)

WORK_AND_FAMILY = TableContract(
    name="work_and_family",
    schema="mart",
    ko="시군구 출산·청년 고용·주택가격",
    en="Fertility, young people's employment and apartment prices by sigungu",
    description="Newest figure of each series that any sigungu has; empty where the publisher has none. Side by side is not cause and effect.",
    grain="a sigungu",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        *(
            column
            for name, contract, date in FIGURES
            for column in (
                contract.column(name),
                replace(
                    optional(REFERENCE_DATE), name=date, en=f"Date of {name}", ko=f"{contract.column(name).ko} 기준일", caveat=""
                ),
            )
        ),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="mart.fertility_rate, mart.employment_rate, mart.apartment_price, core.level_boundary",
)

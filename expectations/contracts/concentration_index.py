"""mart.concentration_index: how concentrated the nation is, by measure, kind of unit and year."""

from dataclasses import replace

from expectations.columns import LEVEL, REFERENCE_DATE
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.concentration import MEASURES
from expectations.references import to_region

MEASURE = Column(
    "measure", "VARCHAR", "측정 대상", "What is concentrated", allowed=tuple(MEASURES), caveat="as in mart.concentration",
)  # fmt: skip
UNIT_LEVEL = replace(LEVEL, name="unit_level", ko="비교 단위", en="Units compared", allowed=("megaregion", "sido", "sigungu"))
UNITS = Column("units", "BIGINT", "단위 수", "Units with a figure", unit="units", minimum=1)
MISSING_UNITS = Column(
    "missing_units", "BIGINT", "누락 단위", "Units without a figure", unit="units", minimum=0, caveat="left out of value and area alike",
)  # fmt: skip
SPIEZIA = "Spiezia (2002), Geographic concentration of production and unemployment in OECD countries, Cities and Regions"


def _index(name: str, ko: str, en: str, formula: str, maximum: float | None = 1, caveat: str = "") -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit="ratio", nullable=True, minimum=0, maximum=maximum, measure="intensive", formula=formula, caveat=caveat,
    )  # fmt: skip


CONCENTRATION_INDEX = TableContract(
    name="concentration_index",
    schema="mart",
    ko="국토 집중 지수",
    en="Indices of concentration",
    description="Sido that an economic figure does not tell apart count as one unit, with the area of both: 16 units before Sejong, not 17.",
    grain="a measure, kind of unit and date",
    columns=(
        MEASURE,
        UNIT_LEVEL,
        REFERENCE_DATE,
        UNITS,
        MISSING_UNITS,
        Column("largest_id", "VARCHAR", "최대 단위", "Largest unit", pattern=r"^[a-z0-9_+-]+$"),
        _index("primacy", "수위도", "Primacy: share of the largest unit", "max(s)"),
        _index("largest_to_second", "제2단위 대비 배율", "Largest over second largest unit", "v1 / v2", None),
        _index("herfindahl", "허핀달-허쉬만 지수", "Herfindahl-Hirschman index", "sum(s^2)", caveat="depends on the number of units"),
        _index("herfindahl_normalised", "정규화 허핀달 지수", "Herfindahl-Hirschman index between 0 and 1", "(H - 1/n) / (1 - 1/n)"),
        _index("geographic_concentration", "지리적 집중도", "Geographic concentration", "sum(|s - a|), a the share of the area", 2),
        _index(
            "geographic_concentration_adjusted", "조정 지리적 집중도", "Geographic concentration, adjusted", "sum(|s - a|) / (2 (1 - min(a)))",
            caveat="the OECD's index; comparable between countries and kinds of unit",
        ),
    ),
    key=("measure", "unit_level", "reference_date"),
    references=to_region("unit_level", "largest_id"),
    source="the tables of mart.concentration, core.level_boundary (areas)",
    citation=SPIEZIA,
    expectations=(
        Expect(
            "expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "primacy", "column_B": "herfindahl", "or_equal": True},
            why="the largest share is never below the mean of shares weighted with themselves",
        ),
    ),
)  # fmt: skip

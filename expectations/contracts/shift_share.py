"""mart.shift_share: growth of a region split into the nation's, that of its mix of industries, and its own."""

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REGION_ID, YEAR
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.references import to_region
from expectations.rules.shift_share import shift_share_adds_up

TOLERANCE = 1e-9
_UNIT = "million KRW (value_added), persons (workers)"


def _part(name: str, ko: str, en: str, formula: str = "", caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit=_UNIT, measure="extensive", formula=formula, caveat=caveat)


SHIFT_SHARE = TableContract(
    name="shift_share",
    schema="mart",
    ko="변이할당분석",
    en="Shift-share analysis",
    description=(
        "Change of value added (25 activities, current prices, so that prices of an industry count as its growth) and of workers (19 "
        "sections). Sido only where both years have the borders of today. Periods follow each other "
        "up to the last full five years; where those end before the newest year, its five years stand beside and overlap. By sido and above: no publisher at hand has industries by sigungu."
    ),
    grain="a measure, region and period",
    columns=(
        Column("measure", "VARCHAR", "측정 대상", "What is measured", allowed=("value_added", "workers")),
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        *(Column(f"{name}_year", YEAR.type, ko, en, minimum=1985, maximum=2100) for name, ko, en in (("first", "첫 해", "First year"), ("last", "끝 해", "Last year"))),
        _part("first_value", "첫 해 값", "Figure of the first year"),
        _part("last_value", "끝 해 값", "Figure of the last year"),
        _part("total", "총변화", "Change", "last_value - first_value"),
        _part("national", "전국성장효과", "National growth", "sum over industries of e * g"),
        _part("mix", "산업구조효과", "Industry mix", "sum over industries of e * (g_i - g)"),
        _part("local", "지역경쟁력효과", "Local shift", "sum over industries of e * (g_ir - g_i)", "of which prices, plants and moves are parts; sums to 0 over the sido of a nation"),
        Column("local_rate", "DOUBLE", "지역경쟁력효과율", "Local shift per first figure", unit="ratio", measure="intensive", formula="local / first_value", nullable=True),
        Column("missing_units", "BIGINT", "누락 시도", "Sido left out, for want of an industry", unit="units", minimum=0, caveat="of the nation too; an industry without a figure is no zero"),
    ),
    key=("measure", "level", "region_id", "first_year", "last_year"),
    references=to_region(),
    source="core.sido_value_added, core.sido_workers",
    citation="Dunn, E. S. (1960), A statistical and analytical technique for regional analysis, Papers in Regional Science 6",
    min_rows=0,
    rules=(
        Rule(
            name="shift_share_adds_up",
            measure=shift_share_adds_up,
            key=("measure", "level", "region_id", "first_year", "last_year"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unexplained", "min_value": -TOLERANCE, "max_value": TOLERANCE},
                    why="national, mix and local are all of the change, relative to the figures",
                ),
            ),
        ),
    ),
)  # fmt: skip

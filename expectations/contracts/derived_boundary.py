"""core.derived_boundary: sigungu of days for which nobody has published boundaries to measure on."""

from dataclasses import replace

from expectations.boundary import BOUNDARY_CODE, BOUNDARY_LEVEL, SCHEME, VINTAGE
from expectations.columns import AREA_KM2, CENTROID_LAT, CENTROID_LON, GEOMETRY, GEOMETRY_BASIS, NAME_KO, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.coverage import JUDGED_KEY, VALID_COVERAGE
from expectations.references import to_unit
from expectations.rules.derived import derived_sets

DERIVED_BOUNDARY = TableContract(
    name="derived_boundary",
    schema="core",
    ko="도출된 행정구역 경계",
    en="Derived boundaries",
    description=(
        "Sigungu after the newest published vintage that is fit for measuring: each the union of published legal dong that events say "
        "it is made of, or, without legal dong, the shape of that vintage carried forward and divided along published lines. Not "
        "surveyed, held against what is published of the day in core.derived_comparison, and replaced as soon as a vintage that is fit "
        "for measuring is at hand."
    ),
    grain="a sigungu and day of change",
    columns=(
        replace(BOUNDARY_LEVEL, allowed=("sigungu",)),
        SCHEME,
        replace(VINTAGE, caveat="the day of the events"),
        replace(BOUNDARY_CODE, caveat="MOIS code of that day"),
        UNIT_ID,
        NAME_KO,
        replace(AREA_KM2, minimum=0.0),
        CENTROID_LON,
        CENTROID_LAT,
        replace(GEOMETRY_BASIS, allowed=("derived", "schematic")),
        GEOMETRY,
        Column(
            "method", "VARCHAR", "만든 방법", "How its shape was made", allowed=("dissolved", "carried", "other_vintage", "cut"),
            caveat="dissolved: from legal dong; carried: as in the base vintage; other_vintage: within the base vintage, along lines of another one that had the same units; cut: within it, along those of eup-myeon-dong",
        ),
        Column("parts", "BIGINT", "구성 단위 수", "Published shapes that it is made of", unit="shapes", minimum=1),
        Column("base_vintage", "DATE", "기초 경계일", "Vintage of the shapes it is made of"),
        Column("gaps_closed_km2", "DOUBLE", "메운 틈", "Area of gaps between its parts that were closed", unit="km2", caveat="up to 200 m wide between legal dong, else up to 10 m"),
        Column(
            "islets_km2", "DOUBLE", "읍면동에서 더한 섬", "Area of islets that come from its eup-myeon-dong", unit="km2", minimum=0,
            caveat="of the base vintage, where that has lost them in generalising; Dokdo is one",
        ),
        Column(
            "border_before", "DATE", "반영되지 않은 경계 변경일", "Its border is that of before this day", nullable=True,
            caveat="an event moved it then, and no published shape says where to",
        ),
        Column("events", "VARCHAR", "근거 사건", "Events that gave it this extent", nullable=True, caveat="of core.region_event; empty where the extent is that of the base vintage"),
    ),
    key=("vintage", "unit_id"),
    references=to_unit(),
    geometry="geometry",
    source="core.boundary (legal dong), core.region_event",
    min_rows=0,
    rules=(
        Rule(
            name="sets_complete",
            measure=derived_sets,
            key=("vintage", *JUDGED_KEY),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "missing_units", "min_value": 0, "max_value": 0}, why="a unit that lives then has no shape"),
                Expect("expect_column_values_to_be_between", {"column": "extra_units", "min_value": 0, "max_value": 0}, why="a shape of a unit that does not live then"),
                VALID_COVERAGE,
            ),
        ),
    ),
)  # fmt: skip

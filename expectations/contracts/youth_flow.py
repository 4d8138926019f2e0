"""mart.youth_flow: lines to the capital region, of moves of all ages, with the youth balance of the place that they leave."""

from dataclasses import replace

from expectations.columns import GEOMETRY, GEOMETRY_BASIS, INTERPOLATED, NAME_EN, NAME_KO, REFERENCE_DATE, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.youth_migration import YOUTH_MIGRATION
from expectations.flow import FROM_UNIT, MOVES
from expectations.references import to_unit

NO_AGES = "all ages: nobody publishes these moves by age among the sources"
RATE = YOUTH_MIGRATION.column("net_rate_20_34")

YOUTH_FLOW = TableContract(
    name="youth_flow",
    schema="mart",
    ko="수도권 이동선(전 연령)과 출발지 청년 순이동률",
    en="Moves to the capital region (all ages) by the origin's youth balance",
    description=(
        "NOT a flow of young people: the lines carry moves of all ages in the newest year, since no source has moves by age. Their colour "
        "is the net migration of ages 20-34 at the origin over five years, everywhere and not only to the capital, estimated by cohort survival. "
        "주의: 선은 전 연령 이동이며, 색은 출발지의 20-34세 순이동률(5년, 코호트 생존율 추정)이다."
    ),
    grain="a sigungu outside the capital region",
    columns=(
        FROM_UNIT,
        replace(NAME_KO, name="from_name_ko", ko="전출지 이름", en="Origin in Korean"),
        replace(NAME_EN, name="from_name_en", ko="전출지 영문 이름", en="Origin in English"),
        SIDO_KO,
        replace(REFERENCE_DATE, name="moves_date", ko="이동 기준일", en="Last day of the year of the moves"),
        replace(MOVES, name="moves_to_capital", ko="수도권 전출 (전 연령)", en="Moves to the capital region, all ages", caveat=NO_AGES),
        replace(MOVES, name="moves_from_capital", ko="수도권에서 전입 (전 연령)", en="Moves from the capital region, all ages", caveat=NO_AGES),
        replace(
            MOVES, name="net_to_capital", ko="수도권 순유출 (전 연령)", en="Net moves to the capital region, all ages", minimum=None,
            formula="moves_to_capital - moves_from_capital", caveat=NO_AGES,
        ),
        replace(optional(REFERENCE_DATE), name="youth_date", ko="청년 순이동 기준일", en="Last day of the five years of the youth balance"),
        replace(
            RATE, name="youth_net_rate", ko="출발지 청년(20-34세) 순이동률", en="Net migration rate of ages 20-34 at the origin", measure="",
            formula="mart.youth_migration.net_rate_20_34", caveat="to and from everywhere, not only the capital; a residual, no count of moves",
        ),
        replace(
            YOUTH_MIGRATION.column("net_20_34"), name="youth_net", ko="출발지 청년(20-34세) 순이동", en="Net migration of ages 20-34 at the origin",
            nullable=True, measure="", formula="mart.youth_migration.net_20_34", caveat="to and from everywhere; a residual, no count of moves",
        ),
        Column("length_km", "DOUBLE", "거리", "Length of the line", unit="km", minimum=0, caveat="from centroid to centroid"),
        replace(INTERPOLATED, caveat="of the moves; true: a part was shared out"),
        GEOMETRY_BASIS,
        replace(GEOMETRY, ko="이동선", en="Line from the origin to the centroid of the capital region"),
    ),
    key=("from_unit_id",),
    geometry="geometry",
    geometry_type="LineString",
    source="core.sigungu_flow, mart.youth_migration, core.level_boundary",
    references=to_unit("from_unit_id"),
    min_rows=0,
)  # fmt: skip

"""Map layers of the release that show several subjects: regions by level, dong, history, clusters, youth flows."""

from __future__ import annotations

from dataclasses import replace

from domain.risk import AT_RISK_FORMULA
from expectations.columns import (
    AREA_KM2,
    CENTROID_LAT,
    CENTROID_LON,
    GEOMETRY,
    GEOMETRY_BASIS,
    INTERPOLATED,
    MISSING_UNITS,
    MOIS_CODE,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SHOWN_FROM,
    SHOWN_TO,
    SIDO_KO,
    SIMPLIFIED,
    UNIT_ID,
    optional,
)
from expectations.contract import Column, TableContract
from expectations.contracts.emd import EMD_CODE, EMD_POPULATION
from expectations.contracts.extinction import (
    CITATION,
    POPULATION_65_OVER,
    RISK_CLASS,
    RISK_INDEX,
    RISK_INDEX_OF_KNOWN,
    WOMEN_20_39,
)
from expectations.contracts.flows import FROM_UNIT, MOVES
from expectations.contracts.migration import YOUTH_MIGRATION
from expectations.contracts.raw_boundaries import BOUNDARY_NAME, SCHEME, VINTAGE
from expectations.contracts.series import CLUSTER, LOCAL_I, MORAN_CITATION, P_VALUE, SEED_DEPENDENT
from expectations.contracts.units import REGION
from expectations.formula import Formula, carried, in_words
from expectations.references import to_unit

IDENTITY = {
    "sigungu": (REGION_ID, MOIS_CODE, NAME_KO, NAME_EN, SIDO_KO),
    "sido": (REGION_ID, MOIS_CODE, NAME_KO, NAME_EN),
    "megaregion": (REGION_ID, NAME_KO, NAME_EN),
}
AT_RISK_UNITS = Column(
    "at_risk_units", "BIGINT", "소멸위험 시군구 수", "Sigungu at risk", unit="units", nullable=True, minimum=0, measure="extensive",
    caveat="of the KEIS set; empty where the risk of one of them is not known",
)  # fmt: skip
KEIS_UNITS = replace(AT_RISK_UNITS, nullable=False, name="keis_units", ko="시군구 수", en="Sigungu of the KEIS set", caveat="")


def layer(name: str, *, ko: str, en: str) -> TableContract:
    """Contract of the map layer of one level (sigungu, sido or megaregion)."""
    upper = name != "sigungu"
    return TableContract(
        name=name,
        schema="mart",
        ko=ko,
        en=en,
        description="Newest registered population and extinction risk with the shape of the reference geography.",
        grain=f"a {name}",
        columns=(
            *IDENTITY[name],
            Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
            REFERENCE_DATE,
            optional(POPULATION),
            replace(AREA_KM2, caveat="of the polygon; differs from the cadastral area by tidal land and water"),
            Column(
                "density", "DOUBLE", "인구밀도", "Population density", unit="persons per km2", nullable=True, minimum=0,
                measure="intensive", formula="population / area_km2",
            ),
            optional(WOMEN_20_39),
            optional(POPULATION_65_OVER),
            RISK_INDEX_OF_KNOWN,
            RISK_CLASS,
            *((AT_RISK_UNITS, KEIS_UNITS) if upper else ()),
            replace(MISSING_UNITS, en="Sigungu without figures"),
            CENTROID_LON,
            CENTROID_LAT,
            GEOMETRY_BASIS,
            GEOMETRY,
        ),
        key=("region_id",),
        references=() if name == "megaregion" else to_unit("region_id"),
        geometry="geometry",
        source="mart.extinction_risk, core.level_boundary",
        citation=CITATION,
    )  # fmt: skip


SIGUNGU = layer("sigungu", ko="시군구", en="Municipalities")


SIDO = layer("sido", ko="시도", en="Provinces")


MEGAREGION = layer("megaregion", ko="5극3특 권역", en="Megaregions (5+3)")


RESIDENTS = replace(
    optional(EMD_POPULATION.column("population")),
    caveat="residents, fewer than are registered; empty where the population file lacks the code",
)

EMD = TableContract(
    name="emd",
    schema="mart",
    ko="읍면동",
    en="Towns and neighbourhoods (eup-myeon-dong)",
    description=(
        "Newest administrative eup-myeon-dong whose shapes are at hand, with registered persons, the KEIS index and residents of the "
        "December of the same vintage. mart.emd_extinction_risk has every December."
    ),
    grain="an eup-myeon-dong",
    columns=(
        Column("kostat_code", "VARCHAR", "통계청 읍면동 코드", "KOSTAT code", pattern=r"^[0-9]{7,8}$", caveat="of the vintage"),
        VINTAGE,
        replace(BOUNDARY_NAME, en="Name in Korean"),
        replace(optional(UNIT_ID), name="sigungu_unit_id", ko="시군구", en="Sigungu", caveat="of the vintage, by the first five digits"),
        Column("sigungu_ko", "VARCHAR", "시군구 이름", "Sigungu in Korean", nullable=True),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean", nullable=True),
        replace(optional(EMD_CODE), caveat="of the vintage; empty where no file has both codes of the unit"),
        replace(optional(REFERENCE_DATE), caveat="of the people; empty where they are not known"),
        replace(optional(POPULATION), name="registered", ko="주민등록인구", en="Registered population"),
        optional(WOMEN_20_39),
        optional(POPULATION_65_OVER),
        replace(RISK_INDEX, caveat="small units move by a few persons; empty where nobody is 65 or older, or nobody is known"),
        RISK_CLASS,
        Column("at_risk", "BOOLEAN", "소멸위험", "At risk", nullable=True, formula=AT_RISK_FORMULA),
        RESIDENTS,
        replace(RESIDENTS, name="residents_20_39", ko="20-39세 인구", en="Residents aged 20-39"),
        replace(RESIDENTS, name="residents_65_over", ko="65세 이상 인구", en="Residents aged 65 and over"),
        Column(
            "share_65_over", "DOUBLE", "고령인구 비율", "Share of residents aged 65 and over", unit="percent", nullable=True, minimum=0, maximum=100,
            measure="intensive", formula="100 * residents_65_over / population",
        ),
        Column(
            "density", "DOUBLE", "인구밀도", "Residents per km2", unit="persons per km2", nullable=True, minimum=0, measure="intensive",
            formula="population / area_km2",
        ),
        replace(AREA_KM2, minimum=0.0),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("kostat_code",),
    geometry="geometry",
    source="core.boundary, mart.emd_extinction_risk, raw.emd_population",
    citation=CITATION,
    references=to_unit("sigungu_unit_id"),
    min_rows=0,
)  # fmt: skip


CHANGES = ("first", "new", "extent", "transferred", "renamed", "recoded", "same")
CHANGE_MEANS = (
    "the first that applies; first: of the oldest vintage; new: no such unit before; extent: an event gave or took ground; transferred: to another "
    "sido; renamed; recoded: another MOIS code"
)

BOUNDARY_HISTORY = TableContract(
    name="boundary_history",
    schema="mart",
    ko="시군구 경계 연혁",
    en="History of sigungu boundaries",
    description=(
        "Simplified shapes of each boundary vintage with the era of the unit that bore the code. A vintage is drawn from its day to the eve "
        "of the next one: a change between two vintages shows at the later one, its true day is in valid_from. Vintages come from files of "
        "different detail, so that lines move a little where no border did."
    ),
    grain="a unit and vintage",
    columns=(
        VINTAGE,
        SCHEME,
        Column("code", "VARCHAR", "행정구역코드", "Code in its scheme and vintage", pattern=r"^[0-9]{5}$"),
        UNIT_ID,
        REGION.column("name_ko"),
        REGION.column("name_en"),
        Column("sido_ko", "VARCHAR", "시도", "Province in Korean, of the vintage"),
        Column("kind", "VARCHAR", "종류", "Kind of unit"),
        REGION.column("valid_from"),
        REGION.column("valid_to"),
        replace(SHOWN_FROM, formula="vintage"),
        replace(SHOWN_TO, formula=Formula("(SELECT min(n.vintage) - 1 FROM mart.boundary_history AS n WHERE n.vintage > this.vintage)"), caveat="empty for the newest"),
        Column("change", "VARCHAR", "경계의 변화", "Change of the boundary against the vintage before", allowed=CHANGES, caveat=CHANGE_MEANS),
        replace(AREA_KM2, formula=in_words("planar area in EPSG:5179, before lines were simplified")),
        GEOMETRY_BASIS,
        SIMPLIFIED,
    ),
    key=("vintage", "unit_id"),
    geometry="geometry",
    source="core.boundary, core.derived_boundary, core.boundary_gap, core.region, core.region_event",
    references=to_unit(),
)  # fmt: skip


NO_AGES = "all ages: nobody publishes these moves by age among the sources"
RATE = YOUTH_MIGRATION.column("net_rate_20_34")


def _balance(column: str) -> Formula:
    return carried(
        f"mart.youth_migration.{column}",
        "s.level = 'sigungu' AND s.region_id = this.from_unit_id AND s.reference_date = this.youth_date",
    )


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
        replace(MOVES, name="moves_to_capital", ko="수도권으로의 전출 (전 연령)", en="Moves to the capital region, all ages", caveat=NO_AGES),
        replace(MOVES, name="moves_from_capital", ko="수도권으로부터의 전입 (전 연령)", en="Moves from the capital region, all ages", caveat=NO_AGES),
        replace(
            MOVES, name="net_to_capital", ko="수도권으로의 순유출 (전 연령)", en="Net moves to the capital region, all ages", minimum=None,
            formula="moves_to_capital - moves_from_capital", caveat=NO_AGES,
        ),
        replace(optional(REFERENCE_DATE), name="youth_date", ko="청년 순이동 기준일", en="Last day of the five years of the youth balance"),
        replace(
            RATE, name="youth_net_rate", ko="출발지 청년(20-34세) 순이동률", en="Net migration rate of ages 20-34 at the origin", measure="",
            formula=_balance("net_rate_20_34"), caveat="to and from everywhere, not only the capital; a residual, no count of moves",
        ),
        replace(
            YOUTH_MIGRATION.column("net_20_34"), name="youth_net", ko="출발지 청년(20-34세) 순이동", en="Net migration of ages 20-34 at the origin",
            nullable=True, measure="", formula=_balance("net_20_34"), caveat="to and from everywhere; a residual, no count of moves",
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


CLUSTERS = TableContract(
    name="clusters",
    schema="mart",
    ko="소멸위험 공간 군집",
    en="Clusters of extinction risk",
    description="Sigungu whose index and whose neighbours' are both high, both low, or unlike each other; other series are in mart.local_cluster.",
    grain="a sigungu",
    columns=(
        *IDENTITY["sigungu"],
        Column("megaregion", "VARCHAR", "5극3특 권역", "5+3 group"),
        optional(REFERENCE_DATE),
        Column("value", "DOUBLE", "소멸위험지수", "Extinction-risk index", unit="women per person", nullable=True),
        Column("neighbour_mean", "DOUBLE", "이웃 평균", "Mean of the neighbours", unit="women per person", nullable=True),
        optional(LOCAL_I),
        replace(P_VALUE, nullable=True, caveat="fixed seed; of the index standardised by empirical Bayes, as is the cluster"),
        replace(CLUSTER, nullable=True),
        optional(SEED_DEPENDENT),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("region_id",),
    references=to_unit("region_id"),
    geometry="geometry",
    source="mart.local_cluster, core.level_boundary",
    citation=MORAN_CITATION,
)  # fmt: skip

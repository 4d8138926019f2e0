"""raw.secondary_panel: a second-hand panel of sigungu, joined on bare names by its compiler."""

from expectations.columns import HANGUL, SOURCE_FILE, SOURCE_ROW, YEAR
from expectations.contract import Column, Expect, Measure, Rule, TableContract
from expectations.rules.panel import shared_values

_COMPUTED = "computed by the compiler"


def _value(name: str, ko: str, en: str, unit: str = "as printed", measure: Measure = "intensive", caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit=unit, nullable=True, measure=measure, caveat=caveat)


VALUES = (
    _value("net_rate", "순이동률", "Net migration rate", "persons per 1,000", caveat=_COMPUTED),
    _value("in_rate", "전입률", "In-migration rate", "persons per 1,000", caveat=_COMPUTED),
    _value("out_rate", "전출률", "Out-migration rate", "persons per 1,000", caveat=_COMPUTED),
    _value("net", "순이동", "Net migration", "persons", "extensive"),
    _value("gross_in", "전입", "Moves in", "persons", "extensive"),
    _value("gross_out", "전출", "Moves out", "persons", "extensive"),
    _value("gross", "총이동", "Moves in and out", "persons", "extensive"),
    _value("in_strength", "전입 강도", "Strength of in-flows in the network", "persons", "extensive", _COMPUTED),
    _value("out_strength", "전출 강도", "Strength of out-flows in the network", "persons", "extensive", _COMPUTED),
    _value("net_strength", "순 강도", "Net strength in the network", "persons", "extensive", _COMPUTED),
    _value("in_deg_cent", "전입 연결중심성", "In-degree centrality", caveat=_COMPUTED),
    _value("out_deg_cent", "전출 연결중심성", "Out-degree centrality", caveat=_COMPUTED),
    _value("deg_cent", "연결중심성", "Degree centrality", caveat=_COMPUTED),
    _value("betweenness", "매개중심성", "Betweenness", caveat=_COMPUTED),
    _value("closeness", "근접중심성", "Closeness", caveat=_COMPUTED),
    _value("pagerank", "페이지랭크", "PageRank", caveat=_COMPUTED),
    _value("population", "인구", "Population", "persons", "extensive"),
    _value("ln_pop", "인구 로그", "Natural logarithm of population", caveat=_COMPUTED),
    _value("pop_density", "인구밀도", "Population density", "persons per km2"),
    _value(
        "youth_pop",
        "청년 인구",
        "Persons aged 20-34, both sexes",
        "persons",
        "extensive",
        "age limits found by comparison with registered figures of 2024",
    ),
    _value(
        "elderly_pop",
        "노인 인구",
        "Persons aged 65 and over",
        "persons",
        "extensive",
        "those of 100 and over seem to be left out",
    ),
    _value("youth_ratio", "청년 비율", "Share of the young", "percent", caveat="its definition changes between years"),
    _value("aging_ratio", "고령 비율", "Share of the old", "percent"),
    _value("aging_index", "노령화지수", "Ageing index", "persons per 100"),
    _value("median_age", "중위연령", "Median age", "years"),
    _value(
        "extinction_risk",
        "청년 대비 노인 비 (원자료 이름: extinction_risk)",
        "Young persons per old person, as printed under the name extinction_risk",
        "ratio",
        caveat="NOT the extinction risk index: it divides both sexes aged 20-34, the index only women aged 20-39; use mart.extinction_risk",
    ),
    _value("hh_count", "가구수", "Households", "households", "extensive"),
    _value("hh_size", "가구원수", "Persons per household", "persons per household"),
    _value("nat_increase", "자연증가율", "Natural increase", "persons per 1,000"),
    _value("dep_total", "총부양비", "Dependency ratio", "persons per 100"),
    _value("working_age_ratio", "생산연령 비율", "Share of working age", "percent"),
    _value("crude_marriage", "조혼인율", "Crude marriage rate", "marriages per 1,000"),
    _value(
        "fertility", "합계출산율", "Total fertility rate", "births per woman", caveat="raw.kosis_fertility is the publisher's own"
    ),
    _value("aged_ratio_70p", "70세 이상 비율", "Share of persons aged 70 and over", "percent"),
    _value(
        "fiscal_indep",
        "재정자립도",
        "Fiscal independence",
        "percent",
        caveat="joins the definitions before and after the reform of 2014; use raw.local_finance",
    ),
    _value("employ_rate", "고용률", "Employment rate", "percent"),
    _value("unemp_rate", "실업률", "Unemployment rate", "percent"),
    _value("biz_count", "사업체수", "Establishments", "establishments", "extensive"),
    _value("worker_count", "종사자수", "Employees", "persons", "extensive"),
    _value("grdp_pc", "1인당 지역내총생산", "GRDP per head", "million won per person", caveat="134 to 195 units in 2015-2022"),
    _value(
        "manuf_share",
        "제조업 비중",
        "Share of manufacturing",
        "percent",
        caveat="196 to 198 units in 2016-2024; the compiler does not say of what it is a share",
    ),
    _value("car_per_capita", "1인당 자동차", "Cars per head", "cars per person"),
    _value("apt_price", "아파트 가격지수", "Apartment price index", caveat="raw.reb_price_index is the publisher's own"),
    _value("housing_per1k", "천명당 주택수", "Dwellings per 1,000 persons", "dwellings per 1,000"),
    _value("doctor_per1000", "천명당 의사수", "Doctors per 1,000 persons", "doctors per 1,000"),
    _value("hospital_bed", "천명당 병상수", "Hospital beds per 1,000 persons", "beds per 1,000"),
    _value("univ_count", "대학교수", "Universities", "universities", "extensive"),
    _value("academy_pk", "천명당 사설학원", "Private academies per 1,000 persons", "academies per 1,000"),
    _value(
        "culture_facility_count",
        "문화시설수",
        "Cultural facilities",
        caveat="printed as a number of facilities, yet not always whole",
    ),
    _value("childcare_pk", "보육시설", "Childcare places or facilities per 1,000", caveat="the compiler does not say per what"),
    _value("senior_fac_pk", "노인여가시설", "Facilities for the old per 1,000", caveat="the compiler does not say per what"),
    _value("univ_student", "대학생수", "University students", "persons", "extensive", "7 units only"),
    _value("area_km2", "면적", "Area", "km2", "extensive"),
    _value("road_pavement_rate", "도로포장률", "Share of paved roads", "percent"),
    _value("water_supply", "상수도보급률", "Share with water supply", "percent"),
    _value("sewer_supply", "하수도보급률", "Share with sewerage", "percent"),
    _value("house_age", "노후주택 비율", "Share of old dwellings", "percent"),
    _value("seoul_dist_km", "서울까지 거리", "Distance to Seoul", "km", caveat=_COMPUTED),
    _value("total_strength", "총 강도", "Total strength in the network", "persons", "extensive", _COMPUTED),
)

SECONDARY_PANEL = TableContract(
    name="secondary_panel",
    schema="raw",
    ko="시군구 2차 패널",
    en="Second-hand panel of sigungu",
    description="Compiled by a third party and joined on bare names: units that share a name share values. Use only rows marked usable, and the publishers' own tables where there are any.",
    grain="a sigungu and year",
    columns=(
        Column("region_code", "VARCHAR", "시군구 코드", "MOIS code", pattern=r"^[0-9]{5}$", caveat="of 2024 throughout, but Changwon bears its code of before 2010"),
        Column("sido_name", "VARCHAR", "시도", "Province as printed", pattern=HANGUL, source="sido"),
        Column("region_name", "VARCHAR", "시군구", "Province and unit as printed", pattern=HANGUL, source="name"),
        Column("bare_name", "VARCHAR", "시군구 이름", "Name without province, which the compiler joined on", pattern=HANGUL, formula="last word of region_name"),
        Column("joined_name", "VARCHAR", "결합된 이름", "Name found in the joined tables", nullable=True, source="sgg_name", caveat="empty where nothing was found in that year"),
        YEAR,
        Column(
            "usable", "BOOLEAN", "사용 가능 여부", "May be used", formula="unusable_because is empty",
            caveat="true only for uniquely named units that were found; before a merger the values are those of the smaller unit of that name",
        ),
        Column("unusable_because", "VARCHAR", "사용 불가 사유", "Why the row may not be used", nullable=True, allowed=("repeated_name", "not_joined")),
        *VALUES,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "year"),
    source="Second-hand compilation of KOSIS and migration figures, compiler not named",
    min_rows=0,
    rules=(
        Rule(
            name="shared_values",
            measure=shared_values,
            key=("region_code", "year"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "namesakes", "min_value": 0, "max_value": 0}, why="a usable row bears a name of its own"),
                Expect("expect_column_values_to_be_between", {"column": "twins", "min_value": 0, "max_value": 0}, why="a usable row shares its values with no other unit"),
            ),
        ),
    ),
)  # fmt: skip

"""raw.emd_density: residents, households, area and density of each eup-myeon-dong."""

from expectations.columns import EMD_CODES, EMD_NAMES, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW
from expectations.contract import Column, TableContract
from expectations.rules.copied_period import copied_period


def _persons(name: str, ko: str, en: str, source: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="persons", minimum=0, measure="extensive", source=source)


EMD_DENSITY = TableContract(
    name="emd_density",
    schema="raw",
    ko="읍면동 인구밀도",
    en="Area and density of eup-myeon-dong",
    description="Residents, households and polygon area of administrative eup-myeon-dong with the codes of both schemes.",
    grain="a printed row of an eup-myeon-dong and year",
    columns=(
        *EMD_CODES,
        *EMD_NAMES,
        REFERENCE_DATE,
        _persons("population", "인구", "Residents", "P_ALL"),
        _persons("men", "남자 인구", "Men", "P_M"),
        _persons("women", "여자 인구", "Women", "P_F"),
        Column("households", "BIGINT", "세대수", "Households", unit="households", minimum=0, measure="extensive", source="H"),
        Column("area_km2", "DOUBLE", "면적", "Area of the polygon", unit="km2", minimum=0, measure="extensive", source="AREA_KM", caveat="of the compiler's polygons, not cadastral"),
        Column("density", "DOUBLE", "인구밀도", "Residents per km2", unit="persons per km2", minimum=0, measure="intensive", source="P_DEN"),
        Column("is_repeated", "BOOLEAN", "중복 여부", "Its codes stand in another row too", caveat="Gunnae-myeon of Paju stands twice, once without people; its area counts once"),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("source_file", "source_row"),
    source="Ministry of the Interior and Safety (행정안전부), resident population; areas and codes compiled by a third party",
    min_rows=0,
    rules=(
        copied_period(
            "emd_density", period=("reference_date",), unit=("mois_code",),
            figures=("population", "men", "women", "households"),
        ),
    ),
)  # fmt: skip

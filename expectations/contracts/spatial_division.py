"""mart.spatial_division: who thinks and who makes, by region: professional services against manufacturing."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, Measure, TableContract
from expectations.contracts.sido_value_added import OWN_BORDERS
from expectations.references import to_region

_PROXY = "section M of KSIC (professional, scientific and technical services) is a proxy; it holds research firms, head offices, law and design, and is not R&D"


def _column(
    name: str,
    ko: str,
    en: str,
    unit: str,
    formula: str = "",
    caveat: str = "",
    minimum: float | None = None,
    measure: Measure = "intensive",
) -> Column:
    return Column(
        name, "DOUBLE", ko, en, unit=unit, nullable=True, minimum=minimum, measure=measure, formula=formula, caveat=caveat
    )


SPATIAL_DIVISION = TableContract(
    name="spatial_division",
    schema="mart",
    ko="공간분업",
    en="Spatial division of labour",
    description="No table at hand has R&D or occupations by region: professional services stand for thinking, manufacturing for making. " + _PROXY + ".",
    grain="a region and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        REFERENCE_DATE,
        _column("professional_share", "전문·과학·기술서비스업 비중", "Share of professional services in value added", "ratio", "section M / all, current prices", _PROXY, 0),
        _column("division", "구상·생산 격차", "Professional minus manufacturing share", "ratio", "professional_share - manufacturing share of value added", _PROXY, -1),
        _column(
            "functional_specialisation", "기능적 특화도", "Functional specialisation, proxy", "ratio", "(M / C of the region) / (M / C of the nation) - 1",
            "after Duranton & Puga (2005), who compare managers with production workers; here value added of sections M and C: " + _PROXY, -1,
        ),
        _column("professional_workers", "전문·과학·기술서비스업 종사자", "Workers in professional services", "persons", "", "since 2021", 0, "extensive"),
        _column("manufacturing_workers", "제조업 종사자", "Workers in manufacturing", "persons", "", "since 2021", 0, "extensive"),
        _column("workers_division", "구상·생산 격차 (종사자)", "Professional minus manufacturing share of workers", "ratio", "(professional_workers - manufacturing_workers) / all workers", "since 2021; " + _PROXY, -1),
        _column("workers_specialisation", "기능적 특화도 (종사자)", "Functional specialisation of workers, proxy", "ratio", "(M / C of the region) / (M / C of the nation) - 1", "since 2021; " + _PROXY, -1),
        replace(OWN_BORDERS, caveat=OWN_BORDERS.caveat + "; sido only"),
        Column("missing_units", "BIGINT", "누락 시도", "Sido without a figure", unit="units", minimum=0, caveat="of value added, or of workers where that is not known"),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    source="core.sido_value_added, core.sido_workers",
    citation="Duranton & Puga (2005), From sectoral to functional urban specialisation, Journal of Urban Economics 57",
    min_rows=0,
)  # fmt: skip

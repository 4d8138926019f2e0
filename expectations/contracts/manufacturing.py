"""mart.manufacturing: the share of manufacturing in value added, its location quotient, and what is lost since its peak."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.manufacturing_jobs import JOBS_INDEX, JOBS_LOSS
from expectations.contracts.sido_value_added import OWN_BORDERS
from expectations.references import to_region

YEARS_OF_A_MEAN = 3
_YEARS = "sido and above every year since 1985, sigungu in 2015 and 2020, most in 2010"


def _share(name: str, ko: str, en: str, formula: str, caveat: str = "", unit: str = "ratio", maximum: float | None = 1) -> Column:
    return Column(
        name,
        "DOUBLE",
        ko,
        en,
        unit=unit,
        nullable=True,
        minimum=0,
        maximum=maximum,
        measure="intensive",
        formula=formula,
        caveat=caveat,
    )


_MEAN = "mean of the year and the two before it, all three known"
_SIDO = "sido and above"
_PEAK = "the highest mean of three years up to this year; the loss is 0 in the year of the peak"

MANUFACTURING = TableContract(
    name="manufacturing",
    schema="mart",
    ko="제조업 비중과 정점 대비 감소",
    en="Manufacturing: share, location quotient, loss since the peak",
    description=(
        "By value added, of sido and above since 1985, of sigungu every fifth year; by jobs of sigungu as an index, whose counts are in "
        "mart.manufacturing_jobs. Figures of a sido are not handed down to its sigungu."
    ),
    grain="a region and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        Column("value_added", "DOUBLE", "총부가가치", "Gross value added", unit="million KRW", nullable=True, measure="extensive", caveat="current prices; sigungu brought to the sido's accounts; " + _YEARS),
        Column("manufacturing_value_added", "DOUBLE", "제조업 부가가치", "Value added of manufacturing", unit="million KRW", nullable=True, measure="extensive", caveat="current prices; " + _YEARS),
        _share("value_added_share", "제조업 부가가치 비중", "Share of manufacturing in value added", "manufacturing_value_added / value_added", _YEARS),
        _share("value_added_lq", "제조업 입지계수 (부가가치)", "Location quotient of manufacturing by value added", "value_added_share / that of the nation", _YEARS, unit="quotient", maximum=None),
        _share("value_added_share_3y", "제조업 비중 3년 평균 (부가가치)", "Mean share of manufacturing in value added of three years", _MEAN, _SIDO),
        _share("value_added_loss", "정점 대비 제조업 비중 감소 (부가가치)", "Share of manufacturing in value added lost since the peak", "peak - value_added_share_3y", _PEAK + "; since 1985, or since the sido has its own borders; " + _SIDO),
        replace(JOBS_INDEX, caveat=JOBS_INDEX.caveat + "; sigungu only"),
        replace(JOBS_LOSS, caveat=JOBS_LOSS.caveat + "; sigungu only"),
        replace(OWN_BORDERS, caveat=OWN_BORDERS.caveat + "; sido only: where false, a quotient or mean would compare two places and is empty"),
        Column("missing_units", "BIGINT", "누락 단위", "Sido without a figure", unit="units", minimum=0),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    min_rows=0,
    source="core.sido_value_added, core.sigungu_value_added, mart.manufacturing_jobs",
    citation="Isard, W. (1960), Methods of Regional Analysis, MIT Press (location quotient)",
)  # fmt: skip

"""mart.manufacturing: the share of manufacturing, its location quotient and what is lost since its peak."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID, SIDO_KO, optional
from expectations.contract import Column, TableContract
from expectations.contracts.panel_manufacturing import PANEL_SHARE
from expectations.contracts.sido_value_added import OWN_BORDERS
from expectations.references import to_region

YEARS_OF_A_MEAN = 3
_SIDO_AND_ABOVE = "nation, capital and rest, 5+3, sido"


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
_PEAK = "the highest mean of three years up to this year; the loss is 0 in the year of the peak"

MANUFACTURING = TableContract(
    name="manufacturing",
    schema="mart",
    ko="제조업 비중과 정점 대비 감소",
    en="Manufacturing: share, location quotient, loss since the peak",
    description=(
        "By sido and above from value added since 1985; by sigungu from a second-hand panel since 2016. The two measure different "
        "things, stand in columns of their own, and sido figures are not handed down to sigungu."
    ),
    grain="a region and year",
    columns=(
        LEVEL,
        REGION_ID,
        NAME_KO,
        NAME_EN,
        optional(SIDO_KO),
        REFERENCE_DATE,
        Column("value_added", "DOUBLE", "총부가가치", "Gross value added", unit="million KRW", nullable=True, measure="extensive", caveat="current prices; " + _SIDO_AND_ABOVE),
        Column("manufacturing_value_added", "DOUBLE", "제조업 부가가치", "Of it in manufacturing", unit="million KRW", nullable=True, measure="extensive", caveat="current prices"),
        _share("value_added_share", "제조업 부가가치 비중", "Share of manufacturing in value added", "manufacturing_value_added / value_added"),
        _share("value_added_lq", "제조업 입지계수 (부가가치)", "Location quotient by value added", "value_added_share / that of the nation", unit="quotient", maximum=None),
        _share("value_added_share_3y", "제조업 비중 3년 평균 (부가가치)", "Mean share of three years by value added", _MEAN),
        _share("value_added_loss", "정점 대비 감소 (부가가치)", "Share lost since the peak by value added", "peak - value_added_share_3y", _PEAK + "; since 1985, or since the sido has its own borders"),
        replace(
            optional(PANEL_SHARE), caveat=PANEL_SHARE.caveat + "; nation: mean of the units that have one, weighted by registered persons "
            "aged 15-64, the denominator of panel_lq and no published figure",
        ),
        _share("panel_lq", "제조업 입지계수 (2차 자료)", "Location quotient, second-hand", "panel_share / that of the nation", unit="quotient", maximum=None),
        _share("panel_share_3y", "제조업 비중 3년 평균 (2차 자료)", "Mean share of three years, second-hand", _MEAN),
        _share("panel_loss", "정점 대비 감소 (2차 자료)", "Share lost since the peak, second-hand", "peak - panel_share_3y", _PEAK + "; the panel begins in 2016, so that a peak before is not seen"),
        replace(OWN_BORDERS, caveat=OWN_BORDERS.caveat + "; sido only: where false, a quotient or mean would compare two places and is empty"),
        Column("missing_units", "BIGINT", "누락 단위", "Sido or sigungu without a figure", unit="units", minimum=0),
    ),
    key=("level", "region_id", "reference_date"),
    references=to_region(),
    series=True,
    min_rows=0,
    source="core.sido_value_added, core.panel_manufacturing, core.population",
    citation="Isard, W. (1960), Methods of Regional Analysis, MIT Press (location quotient)",
)  # fmt: skip

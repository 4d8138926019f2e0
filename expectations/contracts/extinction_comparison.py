"""mart.extinction_comparison: three measures of decline side by side, with the shape of each sigungu."""

from dataclasses import replace

from expectations.columns import GEOMETRY, GEOMETRY_BASIS, NAME_EN, NAME_KO, REFERENCE_DATE, SIDO_KO, UNIT_ID, optional
from expectations.contract import Column, TableContract
from expectations.contracts.decline_lookalike import INDEX
from expectations.contracts.extinction_risk import RISK_CLASS, RISK_INDEX
from expectations.contracts.masuda import MASUDA
from expectations.references import to_unit


def _rank(name: str, ko: str, en: str) -> Column:
    return Column(f"{name}_rank", "BIGINT", f"{ko} 순위", f"Rank by {en}, 1 is worst", nullable=True, minimum=1)


EXTINCTION_COMPARISON = TableContract(
    name="extinction_comparison",
    schema="mart",
    ko="소멸 위험 세 지표 비교",
    en="Three measures of decline side by side",
    description="KEIS index, Masuda's criterion and a look-alike of an index of several figures, newest date. None is a designation in law; those are in mart.legal_decline_area.",
    grain="a sigungu",
    columns=(
        UNIT_ID,
        NAME_KO,
        NAME_EN,
        SIDO_KO,
        optional(REFERENCE_DATE),
        RISK_INDEX,
        RISK_CLASS,
        _rank("risk_index", "소멸위험지수", "KEIS index"),
        replace(MASUDA.column("projected_ratio")),
        MASUDA.column("halves"),
        _rank("projected_ratio", "마스다 비율", "projected ratio"),
        INDEX,
        _rank("lookalike_index", "유사 지수", "look-alike index"),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("unit_id",),
    references=to_unit(),
    geometry="geometry",
    source="mart.extinction_risk, mart.masuda, mart.decline_lookalike, core.level_boundary",
)  # fmt: skip

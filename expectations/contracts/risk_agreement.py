"""mart.risk_agreement: do measures of decline put sigungu in the same order?"""

from expectations.contract import Column, TableContract
from expectations.contracts.decline_lookalike import LOOKALIKE

MEASURES = ("risk_index", "projected_ratio", "lookalike_index")
_CAVEAT = f"risk_index: KEIS; projected_ratio: Masuda's criterion; lookalike_index: {LOOKALIKE}"

RISK_AGREEMENT = TableContract(
    name="risk_agreement",
    schema="mart",
    ko="지표 간 순위 일치도",
    en="Agreement of ranks between measures",
    description="Kendall's tau-b over sigungu that both measures know, newest date; 1 is the same order, 0 none, -1 the opposite one.",
    grain="a pair of measures",
    columns=(
        Column("measure_a", "VARCHAR", "지표 1", "First measure", allowed=MEASURES, caveat=_CAVEAT),
        Column("measure_b", "VARCHAR", "지표 2", "Second measure", allowed=MEASURES, caveat=_CAVEAT),
        Column("n", "BIGINT", "시군구 수", "Sigungu that both know", unit="units", minimum=0),
        Column("kendall_tau", "DOUBLE", "켄달 타우", "Kendall's tau-b", unit="coefficient", nullable=True, minimum=-1, maximum=1, caveat="empty with fewer than two sigungu"),
        Column("among_worst_in_both", "BIGINT", "하위 공통 시군구 수", "Sigungu among the worst in both", unit="units", minimum=0),
        Column("worst_size", "BIGINT", "하위 집단 크기", "Size of either group of worst", unit="units", minimum=0, formula="a quarter of n, rounded down"),
    ),
    key=("measure_a", "measure_b"),
    source="mart.extinction_comparison",
    citation="Kendall (1945), The treatment of ties in ranking problems, Biometrika 33",
    min_rows=0,
)  # fmt: skip

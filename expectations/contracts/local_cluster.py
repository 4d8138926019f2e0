"""mart.local_cluster: local Moran statistics of every indicator by sigungu."""

from dataclasses import replace

from expectations.columns import REFERENCE_DATE, REGION_ID
from expectations.contract import Column, TableContract
from expectations.contracts.indicator import INDICATOR_ID
from expectations.contracts.spatial_autocorrelation import MORAN_CITATION
from expectations.references import to_indicator, to_unit

QUADRANTS = ("high-high", "low-high", "low-low", "high-low")
CLUSTER = Column(
    "cluster", "VARCHAR", "군집 유형", "Cluster or outlier", allowed=(*QUADRANTS, "not significant"),
    caveat="the unit against its neighbours, where significant after false-discovery control (Benjamini-Hochberg, 5 %)",
)  # fmt: skip
LOCAL_I = Column("local_i", "DOUBLE", "국지적 모란 지수", "Local Moran's I", unit="1")
P_VALUE = Column(
    "p_value", "DOUBLE", "유의확률", "Pseudo p of 999 conditional permutations", unit="probability", minimum=0, maximum=1,
    caveat="fixed seed; one-sided",
)  # fmt: skip

LOCAL_CLUSTER = TableContract(
    name="local_cluster",
    schema="mart",
    ko="국지적 공간 군집",
    en="Local spatial clusters",
    description="Local indicators of spatial association on the newest date of each rate by sigungu.",
    grain="an indicator and sigungu",
    columns=(
        INDICATOR_ID,
        replace(REGION_ID, caveat="unit_id of a sigungu"),
        REFERENCE_DATE,
        Column("value", "DOUBLE", "값", "Value", unit="of the indicator"),
        Column("neighbour_mean", "DOUBLE", "이웃 평균", "Mean of the neighbours", unit="of the indicator"),
        LOCAL_I,
        P_VALUE,
        CLUSTER,
    ),
    key=("indicator", "region_id"),
    references=(*to_unit("region_id"), *to_indicator()),
    source="mart.indicator_value, core.neighbour",
    citation=MORAN_CITATION,
    min_rows=0,
)

"""mart.clusters: the map layer of local clusters of extinction risk."""

from dataclasses import replace

from expectations.columns import GEOMETRY, GEOMETRY_BASIS, REFERENCE_DATE, optional
from expectations.contract import Column, TableContract
from expectations.contracts.local_cluster import CLUSTER, LOCAL_I, P_VALUE
from expectations.contracts.spatial_autocorrelation import MORAN_CITATION
from expectations.layer import IDENTITY
from expectations.references import to_unit

MAPPED = "extinction_risk.risk_index"

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
        optional(P_VALUE),
        replace(CLUSTER, nullable=True),
        GEOMETRY_BASIS,
        GEOMETRY,
    ),
    key=("region_id",),
    references=to_unit("region_id"),
    geometry="geometry",
    source="mart.local_cluster, core.level_boundary",
    citation=MORAN_CITATION,
)  # fmt: skip

"""mart.spatial_autocorrelation: global Moran's I of every indicator by sigungu."""

from expectations.columns import REFERENCE_DATE
from expectations.contract import Column, TableContract
from expectations.contracts.indicator import INDICATOR_ID
from expectations.references import to_indicator

MORAN_CITATION = "Moran (1950), Biometrika 37; Anselin (1995), Geographical Analysis 27; computed with PySAL esda"

SPATIAL_AUTOCORRELATION = TableContract(
    name="spatial_autocorrelation",
    schema="mart",
    ko="공간적 자기상관",
    en="Spatial autocorrelation",
    description="Global Moran's I on the newest date of each rate by sigungu; weights are core.neighbour, row-standardised.",
    grain="an indicator",
    columns=(
        INDICATOR_ID,
        REFERENCE_DATE,
        Column("units", "BIGINT", "단위 수", "Sigungu with a figure", unit="units", minimum=3),
        Column("units_missing", "BIGINT", "누락 단위", "Sigungu without a figure, left out of the weights", unit="units", minimum=0),
        Column("units_alone", "BIGINT", "고립 단위", "Sigungu whose neighbours all lack a figure", unit="units", minimum=0),
        Column("moran_i", "DOUBLE", "모란 지수", "Moran's I", unit="1", formula="(n / S0) z'Wz / z'z"),
        Column("expected_i", "DOUBLE", "기댓값", "Expected I without autocorrelation", unit="1", formula="-1 / (n - 1)"),
        Column("p_value", "DOUBLE", "유의확률", "Pseudo p of 999 permutations", unit="probability", minimum=0, maximum=1, caveat="one-sided; fixed seed"),
        Column("clusters", "BIGINT", "군집 단위", "Sigungu in a significant local cluster", unit="units", minimum=0, caveat="after false-discovery control at 5 %"),
    ),
    key=("indicator",),
    references=to_indicator(),
    source="mart.indicator_value, core.neighbour",
    citation=MORAN_CITATION,
    min_rows=0,
)  # fmt: skip

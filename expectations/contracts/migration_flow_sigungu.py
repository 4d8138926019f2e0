"""mart.migration_flow_sigungu: newest flows between sigungu as lines."""

from expectations.flow import flow_layer

SIGUNGU_THRESHOLD = 500

MIGRATION_FLOW_SIGUNGU = flow_layer(
    "migration_flow_sigungu", ko="시군구 간 이동선", en="Flows between sigungu", level="sigungu", threshold=SIGUNGU_THRESHOLD,
    table="core.sigungu_flow",
)  # fmt: skip

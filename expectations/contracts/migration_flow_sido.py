"""mart.migration_flow_sido: newest flows between sido as lines."""

from expectations.flow import flow_layer

SIDO_THRESHOLD = 1000

MIGRATION_FLOW_SIDO = flow_layer(
    "migration_flow_sido",
    ko="시도 간 이동선",
    en="Flows between sido",
    level="sido",
    threshold=SIDO_THRESHOLD,
    table="core.sido_flow",
)

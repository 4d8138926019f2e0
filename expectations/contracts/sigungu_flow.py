"""core.sigungu_flow: moves from sigungu to sigungu by year on the reference geography."""

from expectations.flow import flow_panel
from expectations.rules.flows import sigungu_flow_total

SIGUNGU_FLOW = flow_panel(
    "sigungu_flow",
    ko="시군구 간 이동",
    en="Moves between sigungu",
    description="Sigungu of the KOSIS set, all ages and both sexes; gu of a city are summed to the city. There is no matrix by age.",
    source="raw.migration_flow by core.crosswalk",
    conserved=sigungu_flow_total,
)

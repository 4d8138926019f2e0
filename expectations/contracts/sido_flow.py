"""core.sido_flow: moves from sido to sido by year on the reference geography."""

from expectations.flow import flow_panel
from expectations.rules.flows import sido_flow_total

SIDO_FLOW = flow_panel(
    "sido_flow",
    ko="시도 간 이동",
    en="Moves between sido",
    description=(
        "The sido of the reference vintage in every year since 2000. Before July 2012 Sejong has its share of the moves of Chungnam and "
        "Chungbuk, and until 2022 Daegu the share of Gunwi-gun in those of Gyeongbuk: estimates, flagged."
    ),
    source="raw.kosis_sido_migration by core.crosswalk",
    conserved=sido_flow_total,
)

"""core.panel_manufacturing: the share of manufacturing by sigungu, from a second-hand panel."""

from expectations.columns import REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.references import to_unit

PANEL_SHARE = Column(
    "panel_share", "DOUBLE", "제조업 비중 (2차 자료)", "Share of manufacturing, second-hand", unit="ratio", minimum=0, maximum=1,
    measure="intensive",
    caveat=(
        "the compiler does not say of what; values are quotients of small whole numbers, as of employed persons in thousands, so that "
        "a gun moves in steps of several points. Units that share a name with another, and Changwon, have none"
    ),
)  # fmt: skip

PANEL_MANUFACTURING = TableContract(
    name="panel_manufacturing",
    schema="core",
    ko="시군구 제조업 비중 (2차 자료)",
    en="Share of manufacturing by sigungu, second-hand",
    description="Usable rows of the second-hand panel on the reference geography; a rate, carried over only where a unit is what it was.",
    grain="a sigungu and year",
    columns=(UNIT_ID, REFERENCE_DATE, PANEL_SHARE),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.secondary_panel (usable rows)",
    min_rows=0,
)

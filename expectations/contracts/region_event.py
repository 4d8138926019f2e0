"""core.region_event: what happened to units, one row per link between an old and a new unit."""

from dataclasses import replace

from expectations.columns import UNIT_ID, optional
from expectations.contract import Column, Expect, TableContract
from expectations.references import to_unit

EVENT_TYPES = (
    "rename", "recode", "merge", "split", "partial_transfer", "sido_transfer", "status_change", "gu_create", "gu_abolish",
)  # fmt: skip
EVENT_ID = Column(
    "event_id", "VARCHAR", "사건 식별자", "Event", pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+$",
    caveat="the date and a name; one event has several links",
)  # fmt: skip
EVENT_DATE = Column("date", "DATE", "시행일", "Day from which the new state holds")
FROM_UNIT = replace(UNIT_ID, name="from_unit_id", ko="이전 단위", en="Old unit", caveat="")
TO_UNIT = replace(UNIT_ID, name="to_unit_id", ko="이후 단위", en="New unit", caveat="")
EVIDENCE = Column("evidence", "VARCHAR", "근거", "What the part is made of", nullable=True, caveat="legal dong codes where known")
VERIFIED = Column("verified", "BOOLEAN", "확인 여부", "Checked against publishers' code tables")
SOURCE = Column("source", "VARCHAR", "출처", "Source")
NOTE = Column("note", "VARCHAR", "비고", "Note", nullable=True)
_CODE = r"^[0-9]{2}(?:[0-9]{3})?$"

REGION_EVENT = TableContract(
    name="region_event",
    schema="core",
    ko="행정구역 변경 사건",
    en="Events of the region history",
    description="Mergers, splits, transfers, renames and recodes since 1995; a unit goes whole into one other, or in listed parts.",
    grain="a link between an old and a new unit",
    columns=(
        Column("link_id", "VARCHAR", "연결 식별자", "Link", formula="event_id/from_unit_id>to_unit_id"),
        EVENT_ID,
        EVENT_DATE,
        Column("type", "VARCHAR", "유형", "Type of event", allowed=EVENT_TYPES),
        replace(optional(FROM_UNIT), caveat="empty where a whole code scheme is recoded"),
        Column("from_mois_code", "VARCHAR", "이전 코드", "MOIS code on the eve", nullable=True, pattern=_CODE),
        replace(optional(TO_UNIT), caveat="empty where a whole code scheme is recoded"),
        Column("to_mois_code", "VARCHAR", "이후 코드", "MOIS code on the day", nullable=True, pattern=_CODE),
        Column("exact", "BOOLEAN", "전부 이동", "The old unit goes whole into the new one"),
        EVIDENCE,
        VERIFIED,
        Column("disputed", "VARCHAR", "이견", "What sources disagree on", nullable=True),
        SOURCE,
        NOTE,
    ),
    key=("link_id",),
    references=to_unit("from_unit_id", "to_unit_id"),
    source="assets/reference/tables/region_event.csv, from code tables of MOIS and Statistics Korea and the press",
    expectations=(
        Expect("expect_compound_columns_to_be_unique", {"column_list": ["event_id", "from_unit_id", "to_unit_id"]}),
        Expect(
            "expect_column_values_to_be_in_set", {"column": "verified", "value_set": [True]}, "warning",
            "from one source only, or not in a publisher's code table",
        ),
    ),
)  # fmt: skip

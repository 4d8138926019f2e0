"""core.policy_event: laws, plans, designations and moves of regional policy since 1982, promised and done."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, LEVEL, NOTE, VERIFIED
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.policy import policy_regions

KINDS = (
    "law", "court", "regulation", "deregulation", "plan", "relocation", "designation", "special_province", "union", "merger",
)  # fmt: skip
STATUSES = ("promised", "done", "ended", "annulled")
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
KIND = Column("kind", "VARCHAR", "종류", "Kind", allowed=KINDS)
STATUS = Column(
    "status", "VARCHAR", "상태", "State of the promise after it", allowed=STATUSES,
    caveat="done: as far as the act itself goes; whether it had an effect is another question",
)  # fmt: skip

POLICY_EVENT = TableContract(
    name="policy_event",
    schema="core",
    ko="지역정책 연표",
    en="Events of regional policy",
    description="What was decided, promised and done, by whom and for which regions. A selection of facts, no appraisal of them.",
    grain="an event",
    columns=(
        Column("event_id", "VARCHAR", "사건 식별자", "Event", pattern=SLUG),
        Column("event_date", "DATE", "날짜", "Date", caveat="first day of the month or year where the day is not known"),
        Column("date_basis", "VARCHAR", "날짜 근거", "How exact the date is", allowed=("day", "month", "year")),
        Column("promise_id", "VARCHAR", "약속 식별자", "What was promised", pattern=SLUG, caveat="events of one promise share it; the last tells its state"),
        KIND,
        Column("actor", "VARCHAR", "주체", "Who acted"),
        Column("act_ko", "VARCHAR", "내용", "Act in Korean"),
        Column("act_en", "VARCHAR", "내용 (영문)", "Act in English"),
        replace(LEVEL, caveat="of the regions named"),
        Column("region_ids", "VARCHAR", "지역", "Regions", pattern=r"^[a-z0-9_-]+(?:;[a-z0-9_-]+)*$", caveat="identifiers of that level, divided by semicolons"),
        STATUS,
        Column("promised", "VARCHAR", "약속", "What was promised", nullable=True),
        Column("done", "VARCHAR", "이행", "What was done", nullable=True),
        FACT_SOURCE,
        replace(VERIFIED, caveat="false: typed from what is commonly known and not yet held against the act or notice"),
        NOTE,
    ),
    key=("event_id",),
    source="assets/reference/tables/policy_event.csv, from acts, notices and the press as named in each row",
    expectations=(
        Expect(
            "expect_column_values_to_be_in_set", {"column": "verified", "value_set": [True]}, "warning",
            "not yet held against the act or notice",
        ),
    ),
    rules=(
        Rule(
            name="policy_regions",
            measure=policy_regions,
            key=("event_id", "region"),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "verdict", "value_set": ["alive"]}),),
        ),
    ),
)  # fmt: skip

"""mart.rust_belt_expected: where the areas stand that one expects in a rust belt, and why there."""

from dataclasses import replace

from expectations.columns import NAME_KO, SIDO_KO, UNIT_ID
from expectations.contract import Column, TableContract
from expectations.contracts.rust_belt import RUST_BELT
from expectations.references import to_unit

RUST_BELT_EXPECTED = TableContract(
    name="rust_belt_expected",
    schema="mart",
    ko="러스트벨트로 예상되는 지역의 위치",
    en="Areas expected in the rust belt, and where they stand",
    description="Every area that was designated as being in an industrial or employment crisis, and Gumi, which experts name: what the table of the rust belt says of it, and what that rests on.",
    grain="an expected area",
    columns=(
        UNIT_ID,
        NAME_KO,
        SIDO_KO,
        Column("expected_for", "VARCHAR", "예상 근거", "Why it is expected", caveat="schemes of core.crisis_designation, or `named by experts`"),
        Column("region_id", "VARCHAR", "해당 단위", "Unit of the rust belt that holds it", nullable=True, caveat="Changwon for its Jinhae-gu; empty where the reference geography has none"),
        *(
            replace(RUST_BELT.column(name), nullable=True)
            for name in (
                "hub_basis", "state", "jobs_first", "jobs_first_date", "jobs_peak", "jobs_peak_date", "jobs_last", "jobs_last_date",
                "jobs_loss", "growth_gap", "rank", "rank_low", "rank_high", "rank_group",
            )
        ),
        Column("reason", "VARCHAR", "설명", "Why it stands there", caveat="한글 문장은 reason_ko"),
        Column("reason_ko", "VARCHAR", "설명 (한국어)", "Why it stands there, in Korean"),
    ),
    key=("unit_id",),
    references=to_unit(),
    source="mart.rust_belt, core.crisis_designation, core.region",
    min_rows=0,
)  # fmt: skip

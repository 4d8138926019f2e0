"""mart.policy_status: what was promised to each 5+3 group and what became of it, by kind."""

from dataclasses import replace

from expectations.columns import NAME_EN, NAME_KO, REGION_ID
from expectations.contract import Column, Expect, TableContract
from expectations.contracts.policy_event import KIND, STATUS


def _count(name: str, ko: str, en: str) -> Column:
    return Column(name, "BIGINT", ko, en, unit="promises", minimum=0)


POLICY_STATUS = TableContract(
    name="policy_status",
    schema="mart",
    ko="권역별 지역정책 현황",
    en="Regional policy by 5+3 group",
    description=(
        "Promises of core.policy_event that name the group, one of its provinces or municipalities, or the nation; what concerns several "
        "groups counts in each, so never sum over groups. The last event of a promise tells its state."
    ),
    grain="a 5+3 group and kind",
    columns=(
        replace(REGION_ID, en="5+3 group", caveat=""),
        NAME_KO,
        NAME_EN,
        replace(KIND, caveat="of the last event of the promise"),
        _count("promised", "약속", "Promises made"),
        _count("done", "이행", "Of these done"),
        _count("given_up", "중단", "Of these ended or annulled"),
        _count("open", "미이행", "Of these still only promised"),
        _count("unverified", "미확인", "Promises whose last event is not verified"),
        Column("latest_date", "DATE", "최근 날짜", "Date of the latest event"),
        Column("latest_act_ko", "VARCHAR", "최근 내용", "Latest act in Korean"),
        Column("latest_act_en", "VARCHAR", "최근 내용 (영문)", "Latest act in English"),
        replace(STATUS, name="latest_status", ko="최근 상태", en="State after it"),
    ),
    key=("region_id", "kind"),
    source="core.policy_event, core.region, core.megaregion_membership",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "promised", "column_B": "done", "or_equal": True}),
    ),
)  # fmt: skip

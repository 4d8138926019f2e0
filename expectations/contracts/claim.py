"""mart.claim: the ledger of sentences about regional balance, each with its verdict."""

from dataclasses import replace

from expectations.columns import FACT_SOURCE, REFERENCE_DATE
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.rules.claims import claims_with_variants, verdict_follows
from expectations.verdict import VERDICTS

CLAIM_ID = Column("claim_id", "VARCHAR", "명제 식별자", "Claim", pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
TABLES = Column(
    "tables",
    "VARCHAR",
    "사용 테이블",
    "Tables it is read from",
    nullable=True,
    caveat="empty where none of the project has the figures",
)
NEEDED = Column("needed_tables", "VARCHAR", "필요한 자료", "What is needed to check it", nullable=True)


def _value(name: str, ko: str, en: str, formula: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="as the definition says", nullable=True, formula=formula)


CLAIM = TableContract(
    name="claim",
    schema="mart",
    ko="명제 대장",
    en="Ledger of claims",
    description=(
        "Sentences that are said about regional balance, with the definitions under which each holds. A verdict is on the sentence as "
        "defined here, on the tables of this build; it says nothing on why, and nothing on what ought to be."
    ),
    grain="a claim",
    columns=(
        CLAIM_ID,
        replace(REFERENCE_DATE, en="Day the sentence speaks of", caveat=""),
        Column("sentence_ko", "VARCHAR", "명제", "Sentence in Korean"),
        Column("sentence_en", "VARCHAR", "명제 (영문)", "Sentence in English"),
        Column("definitions", "VARCHAR", "정의", "Definitions it is read under"),
        Column("formula", "VARCHAR", "판정식", "What has to be the case"),
        FACT_SOURCE,
        Column("published", "VARCHAR", "공표 내용", "As published", nullable=True),
        _value("published_value", "공표 값", "Published value"),
        _value("reproduced_value", "산출 값", "Reproduced value"),
        _value("difference", "차이", "Reproduced minus published", "reproduced_value - published_value"),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict", allowed=VERDICTS,
            caveat=(
                "holds: under every definition, item and date that could be judged; holds only under: under some, see holds_under; does not "
                "reproduce: under none; not checkable yet: nothing could be judged, see needed_tables"
            ),
        ),
        Column("holds_under", "VARCHAR", "성립 정의", "Definitions under which it holds", nullable=True, caveat="k of m: for so many of the items and dates judged"),
        Column("definitions_checked", "BIGINT", "판정한 정의", "Definitions that could be judged", unit="definitions", minimum=0),
        Column("definitions_open", "BIGINT", "판정하지 못한 정의", "Definitions that could not, or only inform", unit="definitions", minimum=0),
        NEEDED,
        Column("explanation", "VARCHAR", "설명", "What to mind"),
        TABLES,
        Column("checks", "VARCHAR", "검사", "Rules that guard these tables", nullable=True, caveat="besides the suite that each contract has"),
    ),
    key=("claim_id",),
    source="mart.claim_variant, assets/claims",
    rules=(
        Rule(
            name="verdict_follows_from_variants",
            measure=verdict_follows,
            key=("claim_id",),
            expect=(Expect("expect_column_values_to_be_in_set", {"column": "follows", "value_set": [True]}),),
        ),
        Rule(
            name="measured_or_names_what_it_needs",
            measure=claims_with_variants,
            key=("claim_id",),
            expect=(
                Expect(
                    "expect_column_values_to_be_between", {"column": "unfounded", "min_value": 0, "max_value": 0},
                    why="a claim has neither a figure nor the name of the table that it needs",
                ),
            ),
        ),
    ),
)  # fmt: skip

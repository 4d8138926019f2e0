"""Published figures and sentences, and what becomes of them when they are computed."""

from __future__ import annotations

from dataclasses import replace

from domain.verdict import OWN_VERDICTS, VARIANT_VERDICTS
from domain.verdict import VERDICTS as CLAIM_VERDICTS
from expectations.columns import FACT_SOURCE, NOTE, REFERENCE_DATE
from expectations.contract import Column, Expect, ForeignKey, Rule, TableContract
from expectations.extent import ALL
from expectations.formula import in_words
from expectations.rules.claims import at_risk_between_published, claims_with_variants, verdict_follows
from expectations.templates import near_zero, one_of

PUBLISHED_FIGURE = TableContract(
    name="published_figure",
    schema="core",
    ko="공표 수치",
    en="Published figures",
    description="What ministries, institutes and the press printed, with date, concept and unit set; never used as an input of a result.",
    grain="a published figure",
    columns=(
        Column("figure_id", "VARCHAR", "수치 식별자", "Identifier", pattern=r"^[a-z0-9-]+$", formula=in_words("the figure, its period, concept and region, joined by `-`")),
        Column("figure", "VARCHAR", "지표", "What it is a figure of", pattern=r"^[a-z_]+$"),
        Column("measure", "VARCHAR", "측정", "Kind of number as printed"),
        Column("period", "VARCHAR", "기간", "Period as printed", pattern=r"^\d{4}(?:-\d{2}|/\d{4})?$"),
        Column("period_from", "DATE", "기간 시작일", "First day of the period"),
        Column("period_to", "DATE", "기간 종료일", "Last day of the period", caveat="the day to compare a year's-end or month's-end figure with"),
        Column("concept", "VARCHAR", "개념", "Population concept, definition or destination", nullable=True),
        Column("unit_set", "VARCHAR", "단위 집합", "Unit set counted", nullable=True, allowed=("finest", "kosis", "keis", "local_government")),
        Column("region", "VARCHAR", "지역", "Region", allowed=("nation", "capital", "seoul")),
        Column("value", "DOUBLE", "값", "Value", unit="as in the column unit", minimum=0),
        Column("unit", "VARCHAR", "단위", "Unit of the value"),
        Column("confidence", "VARCHAR", "신뢰도", "Confidence that it was printed so", allowed=("high", "medium", "low")),
        FACT_SOURCE,
        NOTE,
    ),
    key=("figure_id",),
    source="assets/reference/tables/published_figure.csv",
    expectations=(
        Expect("expect_column_pair_values_a_to_be_greater_than_b", {"column_A": "period_to", "column_B": "period_from"}),
    ),
)  # fmt: skip


VERDICTS = ("reproduced", "within_bounds", "explained", "not_comparable", "unexplained", "no_source")


def _of_figure(name: str) -> Column:
    return PUBLISHED_FIGURE.column(name)


def _ours(name: str, ko: str, en: str, caveat: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="as the column unit says", nullable=True, caveat=caveat)


PUBLISHED_COMPARISON = TableContract(
    name="published_comparison",
    schema="mart",
    ko="공표 수치와의 비교",
    en="Published figures beside ours",
    description=(
        "Two figures for one thing differ by date, concept, unit set or missing units. Here each published one stands beside ours "
        "with that reason, or with the source that is lacking."
    ),
    grain="a published figure",
    columns=(
        _of_figure("figure_id"),
        _of_figure("figure"),
        _of_figure("period_to"),
        _of_figure("concept"),
        _of_figure("unit_set"),
        _of_figure("region"),
        _of_figure("unit"),
        replace(_of_figure("value"), name="published_value", ko="공표 값", en="Published value"),
        _ours("our_value", "산출 값", "Our value", "of the nearest date there is"),
        _ours("our_lower", "산출 하한", "Our lower bound", "at the date before, missing units safe; empty where our value is exact"),
        _ours("our_upper", "산출 상한", "Our upper bound", "at the date after, missing units at risk; empty where our value is exact"),
        _ours("difference", "차이", "Our value minus the published one"),
        Column("our_date", "DATE", "산출 기준일", "Date of our value", nullable=True),
        Column("missing_units", "BIGINT", "누락 단위", "Units without figures on our date", unit="units", nullable=True, minimum=0),
        Column("our_table", "VARCHAR", "산출 테이블", "Table of our value", nullable=True, pattern=r"^(?:raw|core|mart)\.[a-z0-9_]+$"),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict", allowed=VERDICTS,
            caveat=(
                "reproduced: equal to the last printed digit, of the same date, unit set and concept; within_bounds: between ours of the dates "
                "either side, missing units and countries accounted for; explained: different, by no more than a known reason accounts for; "
                "not_comparable: ours is of another date, unit set or concept, whatever the difference; no_source: nothing here to compute it from"
            ),
        ),
        Column("explanation", "VARCHAR", "설명", "Why they differ, or why there is no value of ours"),
    ),
    key=("figure_id",),
    references=(ForeignKey(("figure_id",), "core.published_figure", ("figure_id",)),),
    source="core.published_figure and the tables named in our_table",
    expectations=(
        Expect(
            "expect_column_values_to_not_be_in_set", {"column": "verdict", "value_set": ["unexplained"]},
            why="a figure of ours differs from the published one and nobody knows why",
        ),
    ),
    rules=(
        Rule(
            name="at_risk_between_published",
            measure=at_risk_between_published,
            key=("reference_date",),
            expect=(
                near_zero("outside", why="a December's count lies outside the published ones of the dates either side, even with its missing units"),
            ),
        ),
    ),
)  # fmt: skip


CLAIM_ID = Column("claim_id", "VARCHAR", "명제 식별자", "Claim", pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
TABLES = Column(
    "tables",
    "VARCHAR",
    "사용 테이블",
    "Tables it is read from",
    nullable=True,
    caveat="empty where none of the project has the figures",
)
NEEDED = Column("needed_tables", "VARCHAR", "필요한 자료 (영문)", "What is needed to check it", nullable=True)
NEEDED_KO = Column("needed_ko", "VARCHAR", "필요한 자료", "What is needed, in Korean", nullable=True)
NEWEST = Column(
    "newest_date", "DATE", "최신 자료일", "Newest day of its figures", nullable=True,
    caveat="of the figures that judge it, else of those shown beside; empty where there are none",
)  # fmt: skip


def _value(name: str, ko: str, en: str, formula: str = "") -> Column:
    return Column(name, "DOUBLE", ko, en, unit="as the definition says", nullable=True, formula=formula)


def _number(name: str, ko: str, en: str, caveat: str = "", formula: str = "") -> Column:
    return Column(name, "BIGINT", ko, en, unit="definitions", minimum=0, caveat=caveat, formula=formula)


def _text(name: str, ko: str, en: str, *, nullable: bool = False, caveat: str = "") -> Column:
    return Column(name, "VARCHAR", ko, en, nullable=nullable, caveat=caveat)


CLAIM = TableContract(
    name="claim",
    schema="mart",
    ko="명제 대장",
    en="Ledger of claims",
    description=(
        "Sentences that are said about regional balance: the verdict on the author's own definition, then under how many of the "
        "definitions that somebody uses each holds. A verdict is on the tables of this build, up to the newest day named; it says "
        "nothing on why, and nothing on what ought to be."
    ),
    grain="a claim",
    columns=(
        CLAIM_ID,
        replace(REFERENCE_DATE, en="Day the sentence speaks of", caveat=""),
        NEWEST,
        _text("sentence_ko", "명제", "Sentence in Korean"),
        _text("sentence_en", "명제 (영문)", "Sentence in English"),
        _text("parts", "필요한 부분 (영문)", "Parts that have to be the case at once", nullable=True, caveat="empty where the sentence says one thing"),
        _text("parts_ko", "필요한 부분", "The same in Korean", nullable=True),
        _text("definitions", "정의 (영문)", "Definitions it is read under"),
        _text("definitions_ko", "정의", "The same in Korean"),
        _text("formula", "판정식 (영문)", "What has to be the case"),
        _text("formula_ko", "판정식", "The same in Korean"),
        replace(FACT_SOURCE, ko="출처 (영문)"),
        _text("source_ko", "출처", "Source in Korean"),
        _text("published", "공표 내용 (영문)", "As published", nullable=True),
        _text("published_ko", "공표 내용", "As published, in Korean", nullable=True),
        _value("published_value", "공표 값", "Published value"),
        _value("reproduced_value", "산출 값", "Reproduced value"),
        _value("difference", "차이", "Reproduced minus published", "reproduced_value - published_value"),
        _text("author_definition", "발화자의 정의 (영문)", "Author's own definition", nullable=True, caveat="one for each part; empty where none was named"),
        _text("author_definition_ko", "발화자의 정의", "The same in Korean", nullable=True),
        Column(
            "verdict_author", "VARCHAR", "발화자의 정의에 따른 판정", "Verdict on the author's own definition", allowed=OWN_VERDICTS,
            caveat=(
                "holds in part: for some of the items or dates it speaks of; partly checkable: a necessary part or item cannot be checked, and the "
                "others agree; no definition named: the author did not say what is meant"
            ),
        ),
        Column(
            "verdict", "VARCHAR", "판정", "Verdict over all definitions in use", allowed=CLAIM_VERDICTS,
            caveat=(
                "holds: every part under every definition that somebody uses, all of them judged; holds only under: under some, see holds_under; does "
                "not reproduce: one part under none, all judged; partly checkable: what is judged agrees, but a part, a definition or an item is "
                "open; not checkable yet: nothing could be judged, see needed_tables. Less data never gives a surer verdict"
            ),
        ),
        _number("definitions_holding", "성립하는 정의 수", "Definitions under which it holds", "whole; in part is not counted"),
        _number("definitions_checked", "판정한 정의 수", "Definitions that could be judged", "decided, whatever an open item would say"),
        _number("definitions_open", "판정하지 못한 정의 수", "Definitions that could not be judged", formula="definitions_written - definitions_checked"),
        _number("definitions_written", "쓰이는 정의 수", "Definitions written", "those that somebody uses, see used_by in mart.claim_variant"),
        _text("holds_under", "성립 정의 (영문)", "Definitions under which it holds", nullable=True, caveat="k of m: for so many of the items and dates judged"),
        _text("holds_under_ko", "성립 정의", "The same in Korean", nullable=True),
        NEEDED,
        NEEDED_KO,
        _text("explanation", "유의할 점 (영문)", "What to mind"),
        _text("explanation_ko", "유의할 점", "The same in Korean"),
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
            expect=(one_of("follows", True),),
        ),
        Rule(
            name="measured_or_names_what_it_needs",
            measure=claims_with_variants,
            key=("claim_id",),
            expect=(
                near_zero("unfounded", why="a claim has neither a figure nor the name of the table that it needs"),
            ),
        ),
    ),
)  # fmt: skip


CLAIM_VARIANT = TableContract(
    name="claim_variant",
    schema="mart",
    ko="명제의 정의별 값",
    en="Claims by definition and date",
    description="One sentence, several definitions, items and years: the numbers behind each verdict of mart.claim.",
    grain="a claim, definition, item and date",
    may_lose=ALL,
    columns=(
        CLAIM_ID,
        _text("part", "부분", "Part of the sentence", nullable=True, caveat="empty where the sentence says one thing"),
        _text("part_ko", "부분 설명", "Part in Korean", nullable=True),
        _text("part_en", "부분 설명 (영문)", "Part in English", nullable=True),
        Column("definition", "VARCHAR", "정의", "Definition", pattern=r"^[a-z0-9_]+$"),
        _text("definition_ko", "정의 설명", "Definition in Korean"),
        _text("definition_en", "정의 설명 (영문)", "Definition in English"),
        Column("counted", "BOOLEAN", "판정 반영", "Has a say in the verdict", caveat="false: stands beside, or is a reading that nobody uses"),
        Column("author", "BOOLEAN", "발화자의 정의 여부", "Is the author's own definition"),
        _text("used_by", "쓰는 곳 (영문)", "Who uses this definition", nullable=True),
        _text("used_by_ko", "쓰는 곳", "The same in Korean", nullable=True),
        _text("item", "항목 (영문)", "Region, term or way of comparing", caveat="`all` where there is one; `not measured` for what cannot be checked"),
        _text("item_ko", "항목", "The same in Korean"),
        replace(REFERENCE_DATE, caveat="of the value; for what cannot be checked the day the sentence speaks of"),
        replace(NEWEST, caveat="of what the value rests on; empty for what cannot be checked"),
        Column("value", "DOUBLE", "값", "Value", unit="as the column unit says", nullable=True),
        Column("unit", "VARCHAR", "단위", "Unit of the value"),
        Column("n", "BIGINT", "수", "Units, countries or years it rests on", nullable=True, minimum=0),
        Column("verdict", "VARCHAR", "판정", "Verdict of the variant", allowed=VARIANT_VERDICTS, caveat="shown: stands beside and decides nothing"),
        Column("reproduces", "BOOLEAN", "공표 값 대응", "Stands for the published value"),
        replace(NOTE, ko="비고 (영문)"),
        _text("note_ko", "비고", "Note in Korean", nullable=True),
        replace(NEEDED, name="needed_table", en="What is needed to check it"),
        NEEDED_KO,
        TABLES,
    ),
    key=("claim_id", "definition", "item", "reference_date"),
    source="assets/claims, from the tables named in each row",
    references=(ForeignKey(("claim_id",), "mart.claim", ("claim_id",), by_construction=True),),
)  # fmt: skip

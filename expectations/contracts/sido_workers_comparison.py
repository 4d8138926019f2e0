"""core.sido_workers_comparison: workers by sido and section, the sido's own tables against the national ones."""

from expectations.columns import NOTE, REFERENCE_DATE, UNIT_ID
from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.sigungu_workers_reported import SECTION
from expectations.references import to_unit
from expectations.rules.sido_workers import exchanged_sections, manufacturing_differences, unknown_differences
from expectations.segments import Break

# How each national table counts, in all its years.
NATIONAL_TABLES = {"DT_1K52C01": Break(2014, "10", "survey"), "kosis_establishments": Break(2021, "10", "register")}
# Sections that a table holds otherwise: 4 to 80 establishments of each sido, of about 65 workers each, stand in K in the
# tables of the sido and in O in the national one; both together agree to the person.
MOVED = {"K": ("kosis_establishments",), "O": ("kosis_establishments",)}
TOLERANCE_PERCENT = 0.1


def _count(name: str, ko: str, en: str, unit: str = "persons", *, nullable: bool = False, caveat: str = "") -> Column:
    return Column(name, "BIGINT", ko, en, unit=unit, nullable=nullable, measure="extensive", caveat=caveat)


_NONE = {"min_value": 0, "max_value": 0}

SIDO_WORKERS_COMPARISON = TableContract(
    name="sido_workers_comparison",
    schema="core",
    ko="시도 산업별 종사자 비교",
    en="Workers by sido and section, compared",
    description=(
        "Every cell of the sido's own tables that a national table has too, with every difference. Only rows marked `same` count alike; "
        "where they differ all the same, the difference is declared with its number."
    ),
    grain="a sido, year, section and national table",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        SECTION,
        Column("compared_with", "VARCHAR", "비교한 표", "National table", allowed=tuple(NATIONAL_TABLES), caveat="raw.kosis_sido_industry, raw.kosis_establishments"),
        _count("workers_summed", "시군구 종사자 합계", "Workers of its sigungu, summed", nullable=True, caveat="empty where a part is not told, and where no parts are printed"),
        Column("untold_units", "BIGINT", "값이 없는 시군구 수", "Sigungu that are suppressed", nullable=True, minimum=0, caveat="empty where no parts are printed"),
        _count("workers_printed", "시도표의 시도 종사자", "Workers of the sido as printed in its own table"),
        _count("workers_national", "전국표의 종사자", "Workers in the national table"),
        _count("workers_difference", "종사자 차이", "Workers, difference", caveat="sum of sigungu minus national table; the printed row where there is no sum"),
        Column("workers_difference_percent", "DOUBLE", "종사자 차이 비율", "Workers, difference in percent", unit="percent", nullable=True, measure="intensive"),
        _count("establishments_printed", "시도표의 사업체", "Establishments of the sido as printed in its own table", "establishments", nullable=True),
        _count("establishments_national", "전국표의 사업체", "Establishments in the national table", "establishments", nullable=True),
        _count("establishments_difference", "사업체 차이", "Establishments, difference", "establishments", nullable=True),
        Column(
            "comparability", "VARCHAR", "비교 가능성", "Whether both count alike", allowed=("same", "other_classification", "other_basis", "moved_section"),
            caveat="other_classification: KSIC 9 beside what was carried over to KSIC 10; other_basis: register beside survey; moved_section: K and O exchange some",
        ),
        Column("known", "BOOLEAN", "알려진 차이 여부", "Declared, with exactly this difference"),
        NOTE,
    ),
    key=("unit_id", "reference_date", "section", "compared_with"),
    references=to_unit(),
    source="raw.kosis_sigungu_establishments, raw.kosis_sido_industry, raw.kosis_establishments",
    min_rows=0,
    rules=(
        Rule(
            name="manufacturing_equals_sido_table",
            measure=manufacturing_differences,
            key=("unit_id", "reference_date", "compared_with"),
            expect=(
                Expect(
                    "expect_column_values_to_be_between",
                    {"column": "unexplained_percent", "min_value": -TOLERANCE_PERCENT, "max_value": TOLERANCE_PERCENT},
                    why="manufacturing of a sido differs from the national table, and the difference is not declared",
                ),
            ),
        ),
        Rule(
            name="every_difference_is_declared",
            measure=unknown_differences,
            key=("unit_id", "reference_date", "section", "compared_with"),
            expect=(
                Expect("expect_column_values_to_be_between", {"column": "workers", **_NONE}, severity="warning"),
                Expect("expect_column_values_to_be_between", {"column": "establishments", **_NONE}, severity="warning"),
            ),
        ),
        Rule(
            name="moved_sections_agree_together",
            measure=exchanged_sections,
            key=("unit_id", "reference_date", "compared_with"),
            expect=(Expect("expect_column_values_to_be_between", {"column": "workers", **_NONE}, severity="warning"),),
        ),
    ),
)  # fmt: skip

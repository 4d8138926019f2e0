"""Births, marriages and fertility."""

from __future__ import annotations

from dataclasses import replace

from domain.ages import MOTHERS_AGES
from expectations.columns import HANGUL, INTERPOLATED, PRINTED_NAME, REFERENCE_DATE, SOURCE_FILE, SOURCE_ROW, UNIT_ID, YEAR
from expectations.contract import Column, Rule, TableContract
from expectations.references import to_unit
from expectations.rules.copied_period import copied_period
from expectations.rules.vital import (
    born_in_every_sido,
    kostat_codes_of_the_year,
    married_in_every_sido,
    names_of_births,
    names_of_marriages,
    nobody_is_lost,
    rates_add_up,
)
from expectations.rules.whole_periods import whole_periods
from expectations.templates import near_zero, one_of

IS_PROVISIONAL = Column(
    "is_provisional", "BOOLEAN", "잠정치 여부", "Provisional", source="p) behind the period",
    caveat="the publisher will replace the figure",
)  # fmt: skip
SIDO_NAME = replace(
    PRINTED_NAME, en="Sido or nation as printed", caveat="name of the day of the download in all years; 전국 is the nation"
)
BIRTHS = Column(
    "births", "BIGINT", "출생아 수", "Births", unit="births", minimum=0, measure="extensive",
    caveat="rounded to the hundred where provisional",
)  # fmt: skip

KOSIS_BIRTHS = TableContract(
    name="kosis_births",
    schema="raw",
    ko="시도 출생아수, 합계출산율",
    en="Births and total fertility rate by sido",
    description=(
        "KOSIS spreadsheet DT_1B81A23 in long form. The publisher's table has sigungu; what is read here has the nation and sido. "
        "Rates of sigungu are raw.kosis_fertility."
    ),
    grain="a sido or the nation and year",
    columns=(
        SIDO_NAME,
        YEAR,
        replace(BIRTHS, nullable=True, source="출생아수"),
        Column(
            "total_fertility_rate", "DOUBLE", "합계출산율", "Total fertility rate", unit="births per woman", nullable=True, minimum=0, maximum=10,
            measure="intensive", source="합계출산율", caveat="never summed or averaged bare; printed with two decimals where provisional",
        ),
        IS_PROVISIONAL,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "year"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B81A23",
    min_rows=0,
    rules=(
        copied_period("kosis_births", period=("year",), unit=("region_name",), figures=("births", "total_fertility_rate")),
        Rule(
            name="sido_make_the_nation",
            measure=born_in_every_sido,
            key=("year",),
            expect=(
                near_zero("unexplained", why="births of all sido are those of the nation, up to half a hundred a cell where they are rounded"),
                near_zero("rate_outside", why="the nation's rate lies between those of its sido"),
            ),
        ),
        Rule(
            name="names_are_sido",
            measure=names_of_births,
            key=("region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


MARRIAGES = Column(
    "marriages", "BIGINT", "혼인 건수", "Marriages", unit="marriages", minimum=0, measure="extensive",
    caveat="by month of the event (발생월); those of unknown month are in the publisher's yearly counts only",
)  # fmt: skip

KOSIS_MARRIAGES = TableContract(
    name="kosis_marriages",
    schema="raw",
    ko="시도 발생월별 혼인",
    en="Marriages by sido and month",
    description=(
        "KOSIS spreadsheet DT_1B83A01 in long form. The publisher's table has sigungu; what is read here has the nation, the sido and 국외, "
        "marriages of persons who live abroad."
    ),
    grain="a sido, the nation or abroad and month",
    columns=(
        replace(SIDO_NAME, caveat=f"{SIDO_NAME.caveat}, 국외 is abroad"),
        Column("month", "DATE", "월", "First day of the month"),
        replace(MARRIAGES, nullable=True),
        IS_PROVISIONAL,
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_name", "month"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B83A01",
    min_rows=0,
    rules=(
        copied_period("kosis_marriages", period=("month",), unit=("region_name",), figures=("marriages",)),
        Rule(
            name="sido_and_abroad_make_the_nation",
            measure=married_in_every_sido,
            key=("month",),
            expect=(near_zero("parts_minus_nation"),),
        ),
        Rule(
            name="names_are_sido",
            measure=names_of_marriages,
            key=("region_name", "source_row"),
            expect=(one_of("verdict", "known"),),
        ),
    ),
)  # fmt: skip


def _rate(ages: str) -> Column:
    years = ages.replace("_", "-")
    return Column(
        f"fertility_rate_{ages}", "DOUBLE", f"{years}세 출산율", f"Fertility rate of women aged {years}", unit="births per 1,000 women", nullable=True,
        minimum=0, maximum=500, measure="intensive",
    )  # fmt: skip


KOSIS_FERTILITY = TableContract(
    name="kosis_fertility",
    schema="raw",
    ko="시군구 합계출산율, 모의 연령별 출산율",
    en="Total fertility rate and fertility by age of mother, sigungu",
    description="KOSIS spreadsheet DT_1B81A17. Codes that ended stay in the list with empty cells; there is no row for a sido or the nation.",
    grain="a printed unit and year",
    columns=(
        Column(
            "region_code", "VARCHAR", "시군구 코드", "KOSTAT code as printed", pattern=r"^[0-9]{5}$",
            caveat="of each year's end; all gun have two codes, one to 2022 and one (200 higher) from 2023, and figures under one of them only",
        ),
        Column("region_name", "VARCHAR", "시군구", "Name as printed", pattern=HANGUL),
        REFERENCE_DATE,
        Column(
            "total_fertility_rate", "DOUBLE", "합계출산율", "Total fertility rate", unit="births per woman", nullable=True, minimum=0, maximum=10,
            measure="intensive", caveat="empty where the code is not in use in that year",
        ),
        *(_rate(ages) for ages in MOTHERS_AGES),
        SOURCE_FILE,
        SOURCE_ROW,
    ),
    key=("region_code", "reference_date"),
    source="Statistics Korea (국가데이터처), 인구동향조사, by KOSIS DT_1B81A17",
    min_rows=0,
    rules=(
        copied_period(
            "kosis_fertility", period=("reference_date",), unit=("region_code",),
            figures=("total_fertility_rate", *(f"fertility_rate_{ages}" for ages in MOTHERS_AGES)),
        ),
        # From 2023 on each gun is printed with its codes of both books.
        whole_periods("kosis_fertility", period=("reference_date",), unit=("region_code",), grows=0.35),
        Rule(
            name="rates_add_up",
            measure=rates_add_up,
            key=("region_code", "reference_date"),
            expect=(
                near_zero("difference", 0.1, why="five times the rates by age is the total rate, up to rounding and single years of age"),
            ),
        ),
        Rule(
            name="codes_of_the_year",
            measure=kostat_codes_of_the_year,
            key=("region_code", "reference_date"),
            expect=(
                one_of("verdict", "known", "of a later unit"),
            ),
        ),
    ),
)  # fmt: skip


RATES = tuple(column for column in KOSIS_FERTILITY.columns if column.measure == "intensive")

FERTILITY = TableContract(
    name="fertility",
    schema="core",
    ko="시군구 출산율",
    en="Fertility by sigungu",
    description=(
        "Published rates on the units of the reference vintage. A rate is carried over where a reference unit is one old unit or a "
        "part of one, and empty where several merged: their births and women are not published beside it."
    ),
    grain="a sigungu and year",
    columns=(
        UNIT_ID,
        REFERENCE_DATE,
        *RATES,
        INTERPOLATED,
        Column("missing_sources", "BIGINT", "누락된 원단위 수", "Old units without a rate", unit="units", minimum=0),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_fertility by core.crosswalk",
    min_rows=0,
)


VITAL_EVENTS = TableContract(
    name="vital_events",
    schema="core",
    ko="시도 출생·혼인",
    en="Births and marriages by sido",
    description=(
        "Counts of a year by sido, on the borders of its end; months of marriages are in raw.kosis_marriages, those of persons living "
        "abroad in no sido. Rates by sigungu are mart.fertility_rate."
    ),
    grain="a sido and year",
    columns=(
        UNIT_ID,
        replace(REFERENCE_DATE, caveat="last day of the year of the events"),
        replace(BIRTHS, nullable=True),
        replace(MARRIAGES, nullable=True, caveat="sum of twelve months; empty where one is not known"),
        replace(IS_PROVISIONAL, source="", caveat="births or marriages of that year are; the publisher will replace them"),
        replace(
            INTERPOLATED, caveat="true: a part was shared out by people, as Gunwi-gun between Gyeongbuk and Daegu before 2023"
        ),
    ),
    key=("unit_id", "reference_date"),
    references=to_unit(),
    source="raw.kosis_births, raw.kosis_marriages by core.crosswalk",
    min_rows=0,
    rules=(
        Rule(
            name="nobody_is_lost",
            measure=nobody_is_lost,
            key=("reference_date",),
            expect=tuple(near_zero(column) for column in ("births_difference", "marriages_difference")),
        ),
    ),
)

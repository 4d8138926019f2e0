"""Migration balances, partners, the capital's inflow and youth migration."""

from __future__ import annotations

from dataclasses import replace

from domain.moves import PARTNERS
from expectations.columns import (
    INTERPOLATED,
    LEVEL,
    MISSING_UNITS,
    NAME_EN,
    NAME_KO,
    POPULATION,
    REFERENCE_DATE,
    REGION_ID,
    SIDO_KO,
    optional,
)
from expectations.contract import Column, Rule, TableContract
from expectations.contracts.flows import FLOW_SOURCE, MOVES, NET_MOVES
from expectations.formula import Formula, in_words
from expectations.long_formulas import RATE_OF_INFLOW
from expectations.references import to_region
from expectations.rules.moves import balances_cancel, origins_make_the_inflow, residuals_cancel
from expectations.templates import near_zero, series

_ACROSS = "empty where only all moves are known, those within the unit among them (kosis_sigungu_moves): see core.sigungu_moves"
YEAR_END = replace(REFERENCE_DATE, caveat="last day of the year of the moves")
START_POPULATION = replace(
    optional(POPULATION), name="start_population", ko="연초 주민등록인구", en="Registered population at the start of the year",
    caveat="of the end of the year before; empty where that is not known, as for 2000",
)  # fmt: skip
NET_RATE = Column(
    "net_rate", "DOUBLE", "순이동률 (전입 - 전출)", "Net migration rate, moves in minus out", unit="per 1,000 registered", nullable=True, measure="intensive",
    formula="1000 * net_moves / start_population",
    caveat="Statistics Korea divides by the mid-year population and gives percent, so that its rates differ in the second digit",
)  # fmt: skip
ESTIMATED = replace(
    optional(INTERPOLATED),
    caveat="sido and sigungu only; true: a part of the region was another's in that year and has its share of its moves, as Sejong before 2012",
)
LACKING = replace(
    MISSING_UNITS, en="Units without moves",
    caveat="of the whole country, since moves of a region are from and to all others; where not 0, counts and rates are empty",
)  # fmt: skip


def _published(name: str, ko: str, en: str) -> Column:
    return Column(
        f"{name}_published", "BIGINT", f"{ko} (공표, 당시 경계)", f"{en}, as published", unit="persons", nullable=True,
        minimum=None if name == "net_moves" else 0, source="raw.kosis_sido_migration",
        formula="moves_in_published - moves_out_published" if name == "net_moves" else in_words("sum of the printed flows with other sido"),
        caveat="sido only, on the borders of the day; beside it stands the same on the reference geography. Empty where the sheet has no year",
    )  # fmt: skip


MIGRATION_BALANCE = series(
    "migration_balance", date=YEAR_END,
    ko="인구이동 수지",
    en="Balance of migration",
    description=(
        "Moves within the country across the border of each region, all ages: sido and above since 2000 from sheet and matrix; sigungu "
        "for the years of the matrix, and net moves alone for those of the sheet of sigungu. Over all regions of a level the balance is zero."
    ),
    grain="a region and year",
    columns=(
        replace(MOVES, name="moves_in", ko="전입자수 (지역 밖에서)", en="Moves into the region from elsewhere", nullable=True, caveat=_ACROSS),
        replace(MOVES, name="moves_out", ko="전출자수 (지역 밖으로)", en="Moves out of the region to elsewhere", nullable=True, caveat=_ACROSS),
        optional(NET_MOVES),
        START_POPULATION,
        NET_RATE,
        *(_published(name, ko, en) for name, ko, en in (
            ("moves_in", "전입자수", "Moves into the sido"), ("moves_out", "전출자수", "Moves out of the sido"),
            ("net_moves", "순이동자수", "Net moves"),
        )),
        LACKING,
        ESTIMATED,
        FLOW_SOURCE,
    ),
    source="core.sido_flow, core.sigungu_flow, core.sigungu_moves, raw.kosis_sido_migration, core.sido_population, core.population",
    citation="Statistics Korea, 국내인구이동통계 (internal migration statistics): 순이동 = 전입 - 전출",
    min_rows=0,
    rules=(
        Rule(
            name="balances_cancel",
            measure=balances_cancel,
            key=("level", "reference_date"),
            expect=(near_zero("net_moves"),),
        ),
    ),
)  # fmt: skip


MIGRATION_PARTNER = TableContract(
    name="migration_partner",
    schema="mart",
    ko="주요 전출입 지역",
    en="Chief origins and destinations",
    description=f"The {PARTNERS} regions from which most come and to which most go, all ages; all others are in core.sido_flow and core.sigungu_flow.",
    grain="a region, year, direction and rank",
    columns=(
        replace(LEVEL, allowed=("sido", "sigungu")),
        REGION_ID,
        NAME_KO,
        optional(SIDO_KO),
        YEAR_END,
        Column("direction", "VARCHAR", "방향", "Direction", allowed=("in", "out"), caveat="in: from the partner; out: to the partner"),
        Column("rank", "BIGINT", "순위", "Rank", minimum=1, maximum=PARTNERS),
        replace(REGION_ID, name="partner_id", ko="상대 지역", en="Partner", caveat=""),
        replace(NAME_KO, name="partner_ko", ko="상대 지역 이름", en="Partner in Korean"),
        replace(NAME_EN, name="partner_en", ko="상대 지역 영문 이름", en="Partner in English"),
        replace(optional(SIDO_KO), name="partner_sido_ko", ko="상대 지역 시도", en="Province of the partner in Korean"),
        MOVES,
        Column(
            "share", "DOUBLE", "비중", "Share of all moves in that direction", unit="ratio", minimum=0, maximum=1, measure="intensive",
            formula=in_words("moves / moves of the region in that direction from or to regions of its level"),
        ),
        FLOW_SOURCE,
    ),
    key=("level", "region_id", "reference_date", "direction", "rank"),
    references=(*to_region(), *to_region(region="partner_id")),
    source="core.sido_flow, core.sigungu_flow",
    min_rows=0,
)  # fmt: skip


CAPITAL_INFLOW = series(
    "capital_inflow", sido=False, date=YEAR_END,
    ko="수도권으로의 순유출 (출발지별)",
    en="Net moves to the capital region by origin",
    description="Moves to Seoul, Incheon and Gyeonggi and back, all ages, by sido, 5+3 group and the rest as a whole.",
    grain="a region outside the capital and year",
    columns=(
        replace(MOVES, name="moves_to_capital", ko="수도권으로의 전출", en="Moves to the capital region", nullable=True),
        replace(MOVES, name="moves_from_capital", ko="수도권으로부터의 전입", en="Moves from the capital region", nullable=True),
        replace(
            MOVES, name="net_to_capital", ko="수도권으로의 순유출", en="Net moves to the capital region", minimum=None, nullable=True,
            formula="moves_to_capital - moves_from_capital", caveat="above zero: the capital region gains, the origin loses",
        ),
        replace(
            NET_RATE, ko="수도권으로의 순유출률", en="Rate of net moves to the capital region", unit="per 1,000 registered at the origin",
            formula=RATE_OF_INFLOW, caveat="empty for 2000",
        ),
        replace(
            MOVES, name="cumulative_net", ko="수도권으로의 누적 순유출 (2000년 이후)", en="Cumulative net moves to the capital region since 2000", minimum=None, nullable=True,
            formula=(
                "CASE WHEN count(net_to_capital) OVER (PARTITION BY level, region_id ORDER BY reference_date) "
                "= 1 + year(reference_date) - min(year(reference_date)) OVER () "
                "THEN sum(net_to_capital) OVER (PARTITION BY level, region_id ORDER BY reference_date) END"
            ),
            caveat="for a later start subtract the figure of the year before; empty from the first year on that lacks a part",
        ),
        replace(LACKING, en="Sido without moves", caveat="of the origin and of the capital region; where not 0, counts and the rate are empty"),
        ESTIMATED,
        FLOW_SOURCE,
    ),
    source="core.sido_flow, core.sigungu_flow",
    citation="Statistics Korea (2025-09), net inflow to the capital region 2004 to 2024: 960,657 persons",
    min_rows=0,
    rules=(
        Rule(
            name="origins_make_the_inflow",
            measure=origins_make_the_inflow,
            key=("level", "reference_date"),
            expect=(near_zero("difference"),),
        ),
    ),
)  # fmt: skip


def _persons(ages: str) -> Column:
    return replace(
        optional(POPULATION),
        name=f"persons_{ages}",
        ko=f"{_ko(ages)} 인구 (5년의 끝 시점)",
        en=f"Persons aged {_en(ages)} at the end of the five years",
        caveat="on the reference date",
    )


def _expected(ages: str) -> Column:
    return Column(
        f"expected_{ages}", "DOUBLE", f"{_ko(ages)} 기대인구", f"Persons aged {_en(ages)} expected without migration", unit="persons", nullable=True, minimum=0,
        measure="extensive", formula=in_words("sum over sex and 5-year group of persons five years younger on start_date * national survival of the group"),
    )  # fmt: skip


def _net(ages: str) -> Column:
    return Column(
        f"net_{ages}", "DOUBLE", f"{_ko(ages)} 순이동", f"Net migration of persons aged {_en(ages)}", unit="persons in 5 years", nullable=True,
        measure="extensive", formula=f"persons_{ages} - expected_{ages}",
        caveat="age on the reference date; an estimate, not a count of moves; 19-34 cannot be built from 5-year groups",
    )  # fmt: skip


def _rate(ages: str) -> Column:
    return Column(
        f"net_rate_{ages}", "DOUBLE", f"{_ko(ages)} 순이동률", f"Net migration rate of persons aged {_en(ages)}",
        unit="per 1,000 expected in 5 years", nullable=True, minimum=-1000, measure="intensive",
        formula=Formula(f"1000 * net_{ages} / expected_{ages}", where="missing_units = 0"),
    )  # fmt: skip


def _ko(ages: str) -> str:
    return ages.replace("_", "-") + "세"


def _en(ages: str) -> str:
    return ages.replace("_", "-")


YOUTH_MIGRATION = series(
    "youth_migration",
    ko="청년 순이동 (코호트 생존율 잔차)",
    en="Youth migration",
    description=(
        "How many of each cohort are more or fewer than national survival of the same cohort explains, in the five years to the date. "
        "Deaths and moves across the national border cancel where they are alike everywhere; periods overlap, so do not add dates."
    ),
    grain="a region and date",
    columns=(
        replace(REFERENCE_DATE, name="start_date", ko="시작일", en="Day on which the cohorts begin", caveat="five years before"),
        Column(
            "method", "VARCHAR", "방법", "Method", allowed=("cohort_survival_residual",),
            caveat="no flows by age are among the sources; the published youth flows are of ages 19-34 at the move, in one year",
        ),
        _persons("20_34"),
        _expected("20_34"),
        _net("20_34"),
        _rate("20_34"),
        _persons("20_39"),
        _expected("20_39"),
        _net("20_39"),
        _rate("20_39"),
        replace(_net("20_34"), name="net_women_20_34", ko="20-34세 여성 순이동", en="Net migration of women aged 20-34", formula=in_words("as net_20_34, women only")),
        replace(
            MISSING_UNITS, en="Sigungu without figures on either day",
            caveat="left out of region and nation alike; where not 0, counts are empty and rates are those of the others",
        ),
        replace(optional(INTERPOLATED), caveat="sigungu only; true: shared out from a divided unit"),
    ),
    source="core.population (registration)",
    citation=(
        "Hamilton and Henderson (1944), Use of the survival rate method in measuring net migration, JASA 39; "
        "Siegel and Swanson (2004), The Methods and Materials of Demography, 2nd ed., ch. 19"
    ),
    min_rows=0,
    rules=(
        Rule(
            name="residuals_cancel",
            measure=residuals_cancel,
            key=("level", "reference_date"),
            expect=tuple(
                near_zero(column, 0.001)
                for column in ("net_20_34", "net_20_39", "net_women_20_34")
            ),
        ),
    ),
)  # fmt: skip

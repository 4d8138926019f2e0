"""Balance of moves against hand-computed values: what one region gains another loses, and nothing inside a region counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import permutations
from typing import Any

import pandas as pd
import pytest

from assets.indicators.migration.balance import capital_inflow, migration_balance, migration_partner
from expectations.contracts.events import CROSSWALK, REFERENCE_REGION
from expectations.contracts.flows import SIDO_FLOW, SIGUNGU_FLOW
from expectations.contracts.migration import CAPITAL_INFLOW, MIGRATION_BALANCE, MIGRATION_PARTNER
from expectations.contracts.moves import KOSIS_SIDO_MIGRATION, SIGUNGU_MOVES
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.sido_population import SIDO_POPULATION
from expectations.contracts.units import REGION, REGION_MEMBER
from expectations.rules.moves import balances_cancel, origins_make_the_inflow
from tests.frames import relation, result

# Two sido of the capital region, two of the southwest.
GROUP = {"seoul": "capital", "gyeonggi": "capital", "jeonnam": "southwest", "gwangju": "southwest"}
SIGUNGU = {"jongno-gu": "seoul", "suwon-si": "gyeonggi", "muan-gun": "jeonnam", "goheung-gun": "jeonnam", "buk-gu": "gwangju"}
REGIONS = (
    {"level": "nation", "region_id": "nation"},
    *({"level": "capital_rest", "region_id": part} for part in ("capital", "rest")),
    *({"level": "megaregion", "region_id": group, "megaregion": group} for group in ("capital", "southwest")),
    *({"level": "sido", "region_id": sido, "sido_unit_id": sido, "megaregion": group} for sido, group in GROUP.items()),
    *({"level": "sigungu", "region_id": unit, "sido_unit_id": sido, "megaregion": GROUP[sido]} for unit, sido in SIGUNGU.items()),
)


def members() -> list[dict[str, str]]:
    rows = []
    for unit, sido in (*((sido, sido) for sido in GROUP), *SIGUNGU.items()):
        kind, group = ("sido" if unit == sido else "sigungu"), GROUP[sido]
        above = {
            "nation": "nation",
            "capital_rest": "capital" if group == "capital" else "rest",
            "megaregion": group,
            "sido": sido,
        }
        above |= {"sigungu": unit} if kind == "sigungu" else {}
        rows += [
            {"level": level, "region_id": region, "member_level": kind, "member_id": unit} for level, region in above.items()
        ]
    return rows


def flow(origin: str, destination: str, moves: int, year: int = 2020, **more: Any) -> dict[str, Any]:
    kind = "within" if origin == destination else "between"
    return {"from_unit_id": origin, "to_unit_id": destination, "kind": kind, "year": year, "moves": moves} | more


FLOWS = (
    flow("seoul", "gyeonggi", 300), flow("gyeonggi", "seoul", 200), flow("jeonnam", "seoul", 50), flow("seoul", "jeonnam", 20),
    flow("gwangju", "gyeonggi", 7), flow("jeonnam", "gwangju", 11), flow("seoul", "seoul", 5000),
)  # fmt: skip
MATRIX = (
    flow("goheung-gun", "muan-gun", 4, 2021),
    flow("muan-gun", "jongno-gu", 9, 2021),
    flow("muan-gun", "muan-gun", 99, 2021),
)


def at_home(flows: tuple[dict[str, Any], ...], units: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """One move within each unit in each year of the flows, so that every unit has some."""
    there = {(row["from_unit_id"], row["year"]) for row in flows if row["from_unit_id"] == row["to_unit_id"]}
    years = {row["year"] for row in flows}
    return tuple(flow(unit, unit, 1, year) for unit in units for year in sorted(years) if (unit, year) not in there)


NAMES = {"seoul": "서울특별시", "gyeonggi": "경기도", "jeonnam": "전라남도", "gwangju": "광주광역시"}
ERAS = tuple(
    {"region_id": unit, "unit_id": unit, "level": "sido", "name_ko": name, "valid_from": dt.date(1994, 12, 31)}
    for unit, name in NAMES.items()
)


def inputs(
    flows: tuple[dict[str, Any], ...],
    matrix: tuple[dict[str, Any], ...],
    ways: tuple[dict[str, Any], ...] = (),
    lacking: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Tables of both assets; `lacking` are units of which nothing is printed at all."""
    flows = (*flows, *at_home(flows, (sido for sido in GROUP if sido not in lacking)))
    matrix = (*matrix, *at_home(matrix, (unit for unit in SIGUNGU if unit not in lacking)))
    people = [{"unit_id": sido, "reference_date": dt.date(2019, 12, 31), "population": 10_000} for sido in GROUP]
    muan = {
        "unit_id": "muan-gun",
        "reference_date": dt.date(2020, 12, 31),
        "population_concept": "registration",
        "population": 450,
    }
    return {
        "sido_flow": relation(SIDO_FLOW, *flows),
        "sigungu_flow": relation(SIGUNGU_FLOW, *matrix),
        "crosswalk": relation(CROSSWALK, *ways),
        "region_member": relation(REGION_MEMBER, *members()),
        "reference_region": relation(REFERENCE_REGION, *REGIONS),
        "sido_population": relation(SIDO_POPULATION, *people),
        "population": relation(POPULATION_TABLE, muan, muan | {"sex": "female", "population": 50}),
    }


def balance(
    flows: tuple[dict[str, Any], ...] = FLOWS,
    matrix: tuple[dict[str, Any], ...] = MATRIX,
    sheet: tuple[dict[str, Any], ...] = (),
    printed: tuple[dict[str, Any], ...] = (),
    **more: Any,
) -> pd.DataFrame:
    tables = inputs(flows, matrix, **more)
    table = migration_balance(
        **tables,
        sigungu_moves=relation(SIGUNGU_MOVES, *sheet),
        kosis_sido_migration=relation(KOSIS_SIDO_MIGRATION, *printed),
        region=relation(REGION, *ERAS),
    )
    return result(MIGRATION_BALANCE, table)


def of(table: pd.DataFrame, level: str, region: str, year: int = 2020) -> dict[str, Any]:
    days = table["reference_date"].map(lambda day: day.year)
    (row,) = table[(table["level"] == level) & (table["region_id"] == region) & (days == year)].to_dict("records")
    return {str(key): value for key, value in row.items()}


@pytest.mark.parametrize(
    ("level", "region", "moves_in", "moves_out"),
    [
        ("sido", "seoul", 250, 320),
        ("sido", "gyeonggi", 307, 200),
        ("sido", "jeonnam", 20, 61),
        ("sido", "gwangju", 11, 7),
        ("megaregion", "capital", 57, 20),
        ("capital_rest", "rest", 20, 57),
    ],
)
def test_moves_across_the_border_of_a_region(level: str, region: str, moves_in: int, moves_out: int) -> None:
    row = of(balance(), level, region)
    assert (row["moves_in"], row["moves_out"], row["net_moves"]) == (moves_in, moves_out, moves_in - moves_out)
    assert row["reference_date"] == dt.date(2020, 12, 31)


def test_moves_within_a_sido_and_within_the_nation_are_no_ones_gain() -> None:
    table = balance()
    assert "nation" not in set(table["level"])
    assert balance(FLOWS[-1:], ()).empty


def test_rate_is_net_moves_per_1000_registered_at_the_start_of_the_year() -> None:
    table = balance()
    assert of(table, "sido", "seoul")["net_rate"] == pytest.approx(-7.0)
    assert of(table, "megaregion", "capital")["net_rate"] == pytest.approx(1000 * 37 / 20_000)
    assert of(table, "sigungu", "muan-gun", 2021)["net_rate"] == pytest.approx(1000 * (4 - 9) / 500)


def test_year_whose_start_is_not_known_has_moves_and_no_rate() -> None:
    row = of(balance((flow("seoul", "jeonnam", 5, 2000),), ()), "sido", "seoul", 2000)
    assert row["net_moves"] == -5 and pd.isna(row["net_rate"])


def test_over_all_regions_of_a_level_the_balance_is_zero() -> None:
    sums = balances_cancel(balance())
    assert len(sums) == 7 and set(sums["net_moves"]) == {0}  # three levels of 2020, four of 2021


def test_matrix_gives_sigungu_and_the_levels_above_only_in_years_without_the_sheet() -> None:
    table = balance()
    assert of(table, "sido", "jeonnam", 2021)["net_moves"] == -9
    assert of(table, "sido", "jeonnam", 2021)["flow_source"] == "migration_flow"
    both = balance((*FLOWS, flow("seoul", "jeonnam", 2, 2021)), MATRIX)
    assert of(both, "sido", "jeonnam", 2021)["net_moves"] == 2
    assert of(both, "sido", "jeonnam", 2021)["flow_source"] == "kosis_sido_migration"
    assert of(both, "sigungu", "muan-gun", 2021)["net_moves"] == -5


def test_sheet_of_sigungu_gives_net_moves_alone_and_only_in_years_without_the_matrix() -> None:
    sheet = tuple(
        {"unit_id": unit, "reference_date": dt.date(year, 12, 31), "moves_in": 900, "moves_out": 900 - net, "net_moves": net}
        for unit, net in (("muan-gun", 30), ("goheung-gun", -30))
        for year in (2020, 2021)
    )
    table = balance(sheet=sheet)
    row = of(table, "sigungu", "goheung-gun", 2020)
    assert (row["net_moves"], row["flow_source"]) == (-30, "kosis_sigungu_moves")
    assert pd.isna(row["moves_in"]) and pd.isna(row["moves_out"])  # moves within the unit are in both
    assert of(table, "sigungu", "muan-gun", 2021)["flow_source"] == "migration_flow"
    assert of(table, "sigungu", "muan-gun", 2021)["net_moves"] == -5
    assert set(balances_cancel(table)["net_moves"]) == {0}


def test_share_of_a_divided_sido_is_flagged_below_the_groups_only() -> None:
    ways = tuple(
        {
            "track": "sido",
            "from_unit_id": "jeonnam",
            "to_unit_id": to,
            "weight": 0.5,
            "exact": False,
            "valid_to": dt.date(2021, 7, 1),
        }
        | {"valid_from": dt.date(1994, 12, 31)}
        for to in ("jeonnam", "gwangju")
    )
    flows = (flow("seoul", "jeonnam", 5, interpolated=True), flow("seoul", "gwangju", 5, interpolated=True))
    later = tuple(row | {"year": 2022, "interpolated": False} for row in flows)
    table = balance((*flows, *later), (), ways=ways)
    assert [of(table, "sido", sido)["interpolated"] for sido in ("seoul", "jeonnam", "gwangju")] == [False, True, True]
    assert of(table, "sido", "jeonnam", 2022)["interpolated"] == False  # noqa: E712
    assert pd.isna(of(table, "capital_rest", "rest")["interpolated"])


@pytest.mark.parametrize("lacking", list(GROUP))
def test_year_of_which_a_sido_has_no_moves_has_no_balance_of_any(lacking: str) -> None:
    flows = tuple(row for row in FLOWS if lacking not in (row["from_unit_id"], row["to_unit_id"]))
    whole = tuple(row | {"year": 2019} for row in FLOWS)
    table = balance((*whole, *flows), (), lacking=(lacking,))
    days = table["reference_date"].map(lambda day: day.year)
    assert table.loc[days == 2020, ["moves_in", "moves_out", "net_moves", "net_rate"]].isna().all(axis=None)
    assert set(table.loc[days == 2020, "missing_units"]) == {1}
    assert of(table, "megaregion", "capital", 2019)["net_moves"] == 37 and set(table.loc[days == 2019, "missing_units"]) == {0}
    assert balances_cancel(table)["net_moves"].isna().sum() == 3  # not judged


def test_flow_without_a_number_empties_the_regions_whose_border_it_crosses() -> None:
    unknown = tuple(
        row | {"moves": None} if (row["from_unit_id"], row["to_unit_id"]) == ("jeonnam", "gwangju") else row for row in FLOWS
    )
    tables = inputs(unknown, ())
    rows = tables["sido_flow"].project("* REPLACE (CASE WHEN kind = 'between' AND moves = 0 THEN NULL ELSE moves END AS moves)")
    made = migration_balance(
        **tables | {"sido_flow": rows},
        sigungu_moves=relation(SIGUNGU_MOVES),
        kosis_sido_migration=relation(KOSIS_SIDO_MIGRATION),
        region=relation(REGION, *ERAS),
    )
    table = result(MIGRATION_BALANCE, made)
    assert pd.isna(of(table, "sido", "jeonnam")["net_moves"]) and of(table, "sido", "jeonnam")["missing_units"] == 1
    assert of(table, "sido", "seoul")["net_moves"] == -70 and of(table, "megaregion", "southwest")["net_moves"] == -37


def printed(origin: str, destination: str, moves: int | None, year: int = 2020) -> dict[str, Any]:
    return {"from_name": NAMES.get(origin, origin), "to_name": NAMES.get(destination, destination), "year": year, "moves": moves}


def test_published_moves_of_the_day_stand_beside_those_of_the_reference() -> None:
    sheet = [printed(a, b, 10 + n) for n, (a, b) in enumerate(permutations(GROUP, 2))]
    sheet += [printed("seoul", "seoul", 999), printed("전국", "seoul", 1234), printed("seoul", "전국", 4321)]
    row = of(balance(printed=tuple(sheet)), "sido", "seoul")
    assert (row["moves_in"], row["moves_out"]) == (250, 320)
    assert (row["moves_out_published"], row["moves_in_published"]) == (10 + 11 + 12, 13 + 16 + 19)
    assert row["net_moves_published"] == 48 - 33
    assert pd.isna(of(balance(printed=tuple(sheet)), "megaregion", "capital")["net_moves_published"])


def test_published_moves_that_lack_a_flow_are_empty() -> None:
    sheet = [printed(a, b, None if (a, b) == ("jeonnam", "seoul") else 5) for a, b in permutations(GROUP, 2)]
    table = balance(printed=tuple(sheet))
    assert pd.isna(of(table, "sido", "seoul")["moves_in_published"]) and of(table, "sido", "seoul")["moves_out_published"] == 15
    assert of(table, "sido", "gwangju")["moves_in_published"] == 15


def inflow(*flows: dict[str, Any], **more: Any) -> pd.DataFrame:
    return result(CAPITAL_INFLOW, capital_inflow(**inputs(flows, (), **more)))


def test_inflow_of_an_origin_without_moves_is_empty_and_so_are_sums_over_years_from_then_on() -> None:
    years = tuple(flow(sido, "seoul", 5, year) for year in (2018, 2019, 2020) for sido in ("jeonnam", "gwangju"))
    table = inflow(*(row for row in years if (row["from_unit_id"], row["year"]) != ("gwangju", 2019)))
    assert of(table, "sido", "jeonnam", 2020)["cumulative_net"] == 15
    hole = tuple(row for row in years if (row["from_unit_id"], row["year"]) != ("gwangju", 2019))
    tables = inputs(hole, ())
    tables["sido_flow"] = tables["sido_flow"].filter("NOT (from_unit_id = 'gwangju' AND year = 2019)")
    table = result(CAPITAL_INFLOW, capital_inflow(**tables))
    rest = [of(table, "capital_rest", "rest", year) for year in (2018, 2019, 2020)]
    assert [row["missing_units"] for row in rest] == [0, 1, 0]
    assert (rest[0]["cumulative_net"], rest[2]["net_to_capital"]) == (10, 10)
    assert all(pd.isna(row["cumulative_net"]) for row in rest[1:]) and pd.isna(rest[1]["net_to_capital"])
    assert of(table, "sido", "jeonnam", 2020)["cumulative_net"] == 15


def test_capital_inflow_by_origin() -> None:
    table = inflow(*FLOWS)
    assert (of(table, "sido", "jeonnam")["moves_to_capital"], of(table, "sido", "jeonnam")["moves_from_capital"]) == (50, 20)
    assert of(table, "sido", "gwangju")["net_to_capital"] == 7
    assert of(table, "capital_rest", "rest")["net_to_capital"] == 37
    assert of(table, "sido", "jeonnam")["net_rate"] == pytest.approx(3.0)
    assert not {"seoul", "gyeonggi", "capital", "nation"} & set(table["region_id"])


def test_origins_of_each_level_make_the_balance_of_the_capital() -> None:
    measured = origins_make_the_inflow(inflow(*FLOWS), balance(matrix=()))
    assert set(measured["level"]) == {"capital_rest", "megaregion", "sido"} and set(measured["difference"]) == {0}
    assert origins_make_the_inflow(inflow(*FLOWS[:3]), balance(matrix=()))["difference"].tolist() == [13, 13, 13]
    alone = origins_make_the_inflow(inflow(*FLOWS), balance(matrix=())[:0])
    assert len(alone) == 3 and alone["difference"].isna().all()  # an inflow without any balance is not passed over


def test_inflow_is_added_up_from_the_first_year() -> None:
    table = inflow(flow("jeonnam", "seoul", 5, 2018), flow("seoul", "jeonnam", 8, 2019), flow("jeonnam", "seoul", 1, 2020))
    assert [of(table, "sido", "jeonnam", year)["cumulative_net"] for year in (2018, 2019, 2020)] == [5, -3, -2]


def test_partners_are_ranked_with_their_share() -> None:
    needed = inputs(FLOWS, MATRIX)
    table = result(
        MIGRATION_PARTNER,
        migration_partner(*(needed[name] for name in ("sido_flow", "sigungu_flow", "region_member", "reference_region"))),
    )
    seoul = table[
        (table["region_id"] == "seoul") & (table["direction"] == "in") & (table["flow_source"] == "kosis_sido_migration")
    ]
    assert seoul[["rank", "partner_id", "moves", "share"]].to_numpy().tolist() == [
        [1, "gyeonggi", 200, 0.8],
        [2, "jeonnam", 50, 0.2],
    ]
    assert table.loc[(table["region_id"] == "muan-gun") & (table["direction"] == "out"), "partner_id"].tolist() == ["jongno-gu"]


def test_profile_without_flows_has_empty_tables() -> None:
    assert balance((), ()).empty and inflow().empty

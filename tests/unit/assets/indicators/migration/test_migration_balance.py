"""Balance of moves against hand-computed values: what one region gains another loses, and nothing inside a region counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.indicators.migration.balance import capital_inflow, migration_balance, migration_partner
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.flows import SIDO_FLOW, SIGUNGU_FLOW
from expectations.contracts.migration import CAPITAL_INFLOW, MIGRATION_BALANCE, MIGRATION_PARTNER
from expectations.contracts.moves import SIGUNGU_MOVES
from expectations.contracts.population import POPULATION_TABLE
from expectations.contracts.sido_population import SIDO_POPULATION
from expectations.contracts.units import REGION_MEMBER
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


def inputs(flows: tuple[dict[str, Any], ...], matrix: tuple[dict[str, Any], ...]) -> dict[str, Any]:
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
        "region_member": relation(REGION_MEMBER, *members()),
        "reference_region": relation(REFERENCE_REGION, *REGIONS),
        "sido_population": relation(SIDO_POPULATION, *people),
        "population": relation(POPULATION_TABLE, muan, muan | {"sex": "female", "population": 50}),
    }


def balance(
    flows: tuple[dict[str, Any], ...] = FLOWS,
    matrix: tuple[dict[str, Any], ...] = MATRIX,
    sheet: tuple[dict[str, Any], ...] = (),
) -> pd.DataFrame:
    moves = relation(SIGUNGU_MOVES, *sheet)
    return result(MIGRATION_BALANCE, migration_balance(**inputs(flows, matrix), sigungu_moves=moves))


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
    table = balance((flow("seoul", "jeonnam", 5, interpolated=True),), ())
    assert of(table, "sido", "jeonnam")["interpolated"] == True  # noqa: E712
    assert pd.isna(of(table, "capital_rest", "rest")["interpolated"])


def inflow(*flows: dict[str, Any]) -> pd.DataFrame:
    return result(CAPITAL_INFLOW, capital_inflow(**inputs(flows, ())))


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

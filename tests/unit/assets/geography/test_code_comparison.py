"""Code tables against the region history: what agrees is silent, what differs is one row, and without a reason an error."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assets.geography.code_comparison import code_comparison, first_days, of_successors
from expectations.contracts.code_lists import ADMIN_DONG_CODE, CODE_COMPARISON, LEGAL_DONG_CODE
from expectations.contracts.events import REGION_EVENT, RENUMBERED_CODE
from expectations.contracts.population_check import DECLARED_DIFFERENCE
from expectations.contracts.units import REGION, REGION_CODE
from expectations.rules.history import unexplained_differences
from tests.frames import result, typed

OPENING, MARCH, JULY, OCTOBER = dt.date(1994, 12, 31), dt.date(2026, 3, 1), dt.date(2026, 7, 1), dt.date(2026, 10, 8)
# Jung-gu and Dong-gu become Jemulpo and Yeongjong in July 2026; Mokpo is renumbered; Cheongju is another unit under its old code.
ERAS: tuple[dict[str, Any], ...] = (
    {"unit_id": "incheon", "level": "sido", "mois_code": "28", "name_ko": "인천광역시", "in_finest": False},
    {"unit_id": "jung", "mois_code": "28110", "name_ko": "중구", "valid_to": JULY},
    {"unit_id": "jemulpo", "mois_code": "28125", "name_ko": "제물포구", "valid_from": JULY},
    {"unit_id": "mokpo", "mois_code": "46110", "name_ko": "목포시", "valid_to": JULY},
    {"unit_id": "mokpo", "mois_code": "12110", "name_ko": "목포시", "valid_from": JULY},
    {"unit_id": "cheongju-until-2014", "mois_code": "43110", "name_ko": "청주시", "valid_to": dt.date(2014, 7, 1)},
    {"unit_id": "cheongju", "mois_code": "43110", "name_ko": "청주시", "valid_from": dt.date(2014, 7, 1)},
    {"unit_id": "sejong", "mois_code": "36110", "name_ko": "세종시", "valid_from": dt.date(2012, 7, 1)},
)
SOUND = (("2800000000", "인천광역시"), ("2811000000", "인천광역시 중구"), ("4611000000", "전라남도 목포시"),
         ("4311000000", "충청북도 청주시"), ("3611000000", "세종시"))  # fmt: skip


def history() -> pd.DataFrame:
    standard = {"level": "sigungu", "in_finest": True, "valid_from": OPENING}
    return typed(REGION, *({"region_id": str(n)} | standard | era for n, era in enumerate(ERAS)))


def legal(*rows: dict[str, Any], on: dt.date = MARCH) -> pd.DataFrame:
    standard = {"table_date": on, "source_file": "a.xlsx", "in_force": True}
    return typed(LEGAL_DONG_CODE, *(standard | {"source_row": n} | row for n, row in enumerate(rows, start=1)))


def sound(**changes: Any) -> list[dict[str, Any]]:
    """Rows that agree with the history in March 2026; `changes` says other values of a code, or None for no row."""
    rows = [{"code": code, "name_ko": name} | (changes.get(f"c{code[:5]}", {}) or {}) for code, name in SOUND]
    return [row for row in rows if changes.get(f"c{row['code'][:5]}", {}) is not None]


def listed(**places: tuple[str, ...]) -> pd.DataFrame:
    rows = [(code[1:], place) for code, all_of_it in places.items() for place in ("", *all_of_it)]
    names = {str(era["mois_code"]): era["name_ko"] for era in ERAS}
    return typed(
        REGION_CODE,
        *(
            {"table_date": OCTOBER, "code": code, "name_ko": names[code], "place_ko": place, "source_place": n}
            for n, (code, place) in enumerate(rows, start=1)
        ),
    )  # fmt: skip


def compared(
    tables: pd.DataFrame | None = None,
    places: pd.DataFrame | None = None,
    renumbered: tuple[tuple[str, str], ...] = (),
    events: tuple[dict[str, Any], ...] = (),
    declared: tuple[dict[str, Any], ...] = (),
) -> pd.DataFrame:
    links = ({"link_id": str(n), "date": JULY, "type": "split"} | event for n, event in enumerate(events))
    successors = ({"old_code": old, "new_code": new, "changed_on": JULY, "source_file": "b.csv"} for old, new in renumbered)
    table = code_comparison(
        typed(LEGAL_DONG_CODE) if tables is None else tables,
        typed(ADMIN_DONG_CODE),
        typed(REGION_CODE) if places is None else places,
        typed(RENUMBERED_CODE, *successors),
        history(),
        typed(REGION_EVENT, *links),
        typed(DECLARED_DIFFERENCE, *({"comparison": "code_comparison"} | row for row in declared)),
    )
    return result(CODE_COMPARISON, table)


def kinds(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(table[["kind", "place"]].itertuples(index=False, name=None))


def test_table_that_agrees_has_no_row() -> None:
    assert compared(legal(*sound())).empty


@pytest.mark.parametrize(
    ("changes", "kind", "place"),
    [
        ({"c46110": None}, "only_in_history", "46110"),
        ({"c46110": {"name_ko": "전라남도 무안시"}}, "other_name", "46110"),
        ({"c28110": {"in_force": False}}, "only_in_history", "28110"),
        ({"c36110": {"created": dt.date(2012, 7, 2)}}, "other_first_day", "36110"),
        ({"c46110": {"created": dt.date(1998, 1, 1)}}, "other_first_day", "46110"),
    ],
)
def test_each_kind_of_difference_is_named_once(changes: dict[str, Any], kind: str, place: str) -> None:
    assert kinds(compared(legal(*sound(**changes)))) == [(kind, place)]


def test_code_of_no_unit_is_a_difference_and_a_code_that_ended_before_the_history_another() -> None:
    office = {"code": "2811500000", "name_ko": "인천광역시 중구영종출장"}
    ended = {"code": "4101000000", "name_ko": "경기도 인천시", "in_force": False}
    assert kinds(compared(legal(*sound(), office, ended))) == [("ended_unknown", "41010"), ("only_in_source", "28115")]


@pytest.mark.parametrize("created", [dt.date(1988, 4, 23), dt.date(1995, 1, 1), None])
def test_code_older_than_the_history_or_its_unit_has_no_other_first_day(created: dt.date | None) -> None:
    assert compared(legal(*sound(c43110={"created": created}, c28110={"created": created}))).empty


def test_first_day_of_a_code_is_that_of_its_first_bearer_without_a_break() -> None:
    days = first_days(history(), MARCH)
    assert days["43110"] == OPENING and days["36110"] == dt.date(2012, 7, 1) and "28125" not in days


def test_list_of_finest_units_is_held_against_them_alone() -> None:
    full = listed(c28125=(), c12110=(), c43110=(), c36110=())
    assert compared(places=full).empty
    assert kinds(compared(places=full[full["code"] != "12110"])) == [("only_in_history", "12110")]


def test_legal_dong_of_a_new_unit_are_those_that_the_event_names() -> None:
    names = legal(
        {"code": "2811010100", "name_ko": "인천광역시 중구 중앙동"}, {"code": "2811010200", "name_ko": "인천광역시 중구 해안동"},
        on=dt.date(1990, 1, 1),
    )  # fmt: skip
    split = ({"to_unit_id": "jemulpo", "evidence": "28110101;28110102"},)
    places = listed(c28125=("중앙동", "관동"), c12110=(), c43110=(), c36110=())
    found = compared(names, places, events=split)
    found = found[found["kind"].str.startswith("place")]
    assert kinds(found) == [("place_only_in_history", "28125 해안동"), ("place_only_in_source", "28125 관동")]


@pytest.mark.parametrize(("days", "held"), [(731, True), (732, False)])
def test_events_of_the_last_two_years_are_held_against_the_list(days: int, held: bool) -> None:
    split = ({"to_unit_id": "jemulpo", "evidence": "28110101", "date": OCTOBER - dt.timedelta(days=days)},)
    table = compared(places=listed(c28125=("관동",), c12110=(), c43110=(), c36110=()), events=split)
    assert bool(len(table)) is held


def test_old_events_are_not_held_against_todays_legal_dong() -> None:
    split = ({"to_unit_id": "jemulpo", "evidence": "28110101", "date": dt.date(2020, 1, 1)},)
    assert compared(places=listed(c28125=("관동",), c12110=(), c43110=(), c36110=()), events=split).empty


def test_renumbered_code_must_go_to_the_unit_that_bore_the_old_one() -> None:
    assert compared(renumbered=(("46110", "12110"),)).empty
    assert kinds(compared(renumbered=(("46110", "28125"),))) == [("other_successor", "46110 28125")]
    assert kinds(compared(renumbered=(("46119", "12110"),))) == [("other_successor", "46119 12110")]


def test_old_code_is_the_one_of_the_eve_and_of_no_day_before() -> None:
    day = dt.timedelta(days=1)
    eras = (
        {"unit_id": "mokpo", "mois_code": "46110", "valid_to": JULY - day},
        {"unit_id": "mokpo", "mois_code": "46111", "valid_from": JULY - day, "valid_to": JULY},
        {"unit_id": "mokpo", "mois_code": "12110", "valid_from": JULY},
    )
    standard = {"level": "sigungu", "in_finest": True, "valid_from": OPENING}
    region = typed(REGION, *({"region_id": str(n)} | standard | era for n, era in enumerate(eras)))
    renumbered = pd.DataFrame({"old_code": ["46111", "46110"], "new_code": ["12110", "12110"]})
    assert [found.place for found in of_successors("b.csv", JULY, renumbered, region)] == ["46110 12110"]


def test_difference_without_a_declared_reason_breaks_the_rule() -> None:
    office = legal(*sound(), {"code": "2811500000", "name_ko": "인천광역시 중구영종출장"})
    assert list(unexplained_differences(compared(office))["explained"]) == [False]
    known = {"kind": "only_in_source", "place": "28115", "reason": "a branch office", "source": "KIKcd_B"}
    table = compared(office, declared=(known,))
    assert list(unexplained_differences(table)["explained"]) == [True] and table["reason"].tolist() == ["a branch office"]

"""Walking a region history: half-open days, exact links, weighed divisions, both directions, and what is refused."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.geography.crosswalk import COLUMNS, History, crosswalk
from domain.errors import HistoryError
from tests.histories import OPENING, date, shares, small, tables, walked

DAY, EVE = "2010-07-01", "2010-06-30"
ALWAYS = (OPENING, None)
OLD, NEW = (OPENING, DAY), (DAY, None)


def people(number: float) -> dict[str, float]:
    return {"population": number}


def test_unit_without_event_is_itself() -> None:
    row = walked("a", OPENING, "2024-01-01", history=small({"a": ALWAYS}, [])).loc["a"]
    assert (row["weight"], row["exact"], row["method"], row["events"]) == (1.0, True, "unchanged", "")


@pytest.mark.parametrize("unit_set", ["finest", "kosis"])
def test_the_day_of_an_event_belongs_to_the_new_geography(unit_set: str) -> None:
    history = small({"a": OLD, "b": NEW}, [(DAY, "a", "b")])
    assert history.living(date(EVE), unit_set) == ["a"] and history.living(date(DAY), unit_set) == ["b"]
    assert shares("a", EVE, DAY, history=history) == {"b": 1.0}
    assert shares("a", OPENING, EVE, history=history) == {"a": 1.0}
    assert shares("b", DAY, "2020-01-01", history=history) == {"b": 1.0}
    assert shares("b", DAY, EVE, history=history) == {"a": 1.0}


def test_rename_is_exact_and_names_its_event() -> None:
    row = walked("a", EVE, DAY, history=small({"a": OLD, "b": NEW}, [(DAY, "a", "b")])).loc["b"]
    assert (row["exact"], row["method"], row["events"]) == (True, "exact", f"{DAY}-event")


def test_merger_is_exact_forwards_and_weighed_backwards() -> None:
    pieces = [(DAY, "a", "c", people(30)), (DAY, "b", "c", people(10))]
    history = small({"a": OLD, "b": OLD, "c": NEW}, [(DAY, "a", "c"), (DAY, "b", "c")], pieces)
    assert crosswalk(history, date(EVE), date(DAY), "kosis")["exact"].tolist() == [True, True]
    assert shares("c", DAY, EVE, history=history) == {"a": 0.75, "b": 0.25}


@pytest.mark.parametrize(
    ("b", "c", "method", "share"),
    [
        ({"population": 90, "households": 20, "area_km2": 5}, {"population": 10, "households": 20}, "population", 0.9),
        ({"population": 90, "households": 30, "area_km2": 5}, {"households": 10, "area_km2": 5}, "households", 0.75),
        ({"population": 90, "area_km2": 6}, {"households": 10, "area_km2": 4}, "area_km2", 0.6),
        ({"population": 0, "area_km2": 6}, {"population": 0, "area_km2": 4}, "area_km2", 0.6),
    ],
)  # fmt: skip
def test_one_measure_weighs_a_whole_division_the_best_that_all_parts_have(
    b: dict[str, float], c: dict[str, float], method: str, share: float
) -> None:
    history = small(
        {"a": OLD, "b": NEW, "c": NEW},
        [(DAY, "a", "b", "part"), (DAY, "a", "c", "part")],
        [(DAY, "a", "b", b), (DAY, "a", "c", c)],
    )
    rows = walked("a", EVE, DAY, history=history)
    assert rows["weight"].to_dict() == pytest.approx({"b": share, "c": 1 - share})
    assert set(rows["method"]) == {method} and not rows["exact"].any()


def test_division_without_a_common_measure_is_refused_with_its_parts() -> None:
    pieces = [(DAY, "a", "b", people(1)), (DAY, "a", "c", {"area_km2": 2})]
    with pytest.raises(HistoryError, match=r"2010-07-01: no common measure in event_piece for a to b, a to c"):
        small({"a": OLD, "b": NEW, "c": NEW}, [(DAY, "a", "b", "part"), (DAY, "a", "c", "part")], pieces)


TRANSFER = [(DAY, "a", "a", "part"), (DAY, "a", "b", "part")]
TRANSFERRED = [(DAY, "a", "a", people(80)), (DAY, "a", "b", people(20)), (DAY, "b", "b", people(180))]


def test_partial_transfer_leaves_the_receiver_whole_forwards_and_the_giver_backwards() -> None:
    history = small({"a": ALWAYS, "b": ALWAYS}, TRANSFER, TRANSFERRED)
    assert shares("a", EVE, DAY, history=history) == {"a": 0.8, "b": 0.2}
    assert shares("b", EVE, DAY, history=history) == {"b": 1.0}
    assert shares("a", DAY, EVE, history=history) == {"a": 1.0}
    assert shares("b", DAY, EVE, history=history) == {"a": 0.1, "b": 0.9}


def test_receiver_without_an_amount_of_its_own_is_not_taken_for_a_part_of_the_giver() -> None:
    with pytest.raises(HistoryError, match="no common measure in event_piece for a to b, b to b"):
        small({"a": ALWAYS, "b": ALWAYS}, TRANSFER, TRANSFERRED[:2])


def test_giver_without_a_remainder_is_not_taken_for_given_away_whole() -> None:
    with pytest.raises(HistoryError, match="a gives a part to b and no event says where the rest is"):
        small({"a": ALWAYS, "b": ALWAYS}, [(DAY, "a", "b", "part")], [(DAY, "b", "b", people(1)), (DAY, "a", "b", people(1))])


def test_unit_that_gives_and_receives_on_one_day() -> None:
    """a gives to b while b gives to c: one step for each, not a chain."""
    events = [(DAY, s, t, "part") for s, t in ("aa", "ab", "bb", "bc")]
    pieces = [(DAY, s, t, people(n)) for s, t, n in (("a", "a", 9), ("a", "b", 1), ("b", "b", 8), ("b", "c", 2), ("c", "c", 5))]
    history = small({"a": ALWAYS, "b": ALWAYS, "c": ALWAYS}, events, pieces)
    assert shares("a", EVE, DAY, history=history) == {"a": 0.9, "b": 0.1}
    assert shares("b", EVE, DAY, history=history) == {"b": 0.8, "c": 0.2}
    assert shares("c", DAY, EVE, history=history) == pytest.approx({"b": 2 / 7, "c": 5 / 7})
    assert shares("b", DAY, EVE, history=history) == pytest.approx({"a": 1 / 9, "b": 8 / 9})


def test_two_units_that_change_names_on_one_day_are_not_mixed_up() -> None:
    history = small({"a": ALWAYS, "b": ALWAYS}, [(DAY, "a", "b"), (DAY, "b", "a")])
    assert shares("a", EVE, DAY, history=history) == shares("a", DAY, EVE, history=history) == {"b": 1.0}


def test_merger_and_division_on_one_day() -> None:
    """b goes whole to d, a is divided between c and d."""
    events = [(DAY, "a", "c", "part"), (DAY, "a", "d", "part"), (DAY, "b", "d")]
    pieces = [(DAY, "a", "c", people(60)), (DAY, "a", "d", people(40)), (DAY, "b", "d", people(10))]
    history = small({"a": OLD, "b": OLD, "c": NEW, "d": NEW}, events, pieces)
    table = crosswalk(history, date(EVE), date(DAY), "kosis")
    assert list(table.columns) == COLUMNS
    assert table[["from_unit_id", "to_unit_id", "weight", "exact"]].to_numpy().tolist() == [
        ["a", "c", 0.6, False], ["a", "d", 0.4, False], ["b", "d", 1.0, True],
    ]  # fmt: skip
    assert shares("d", DAY, EVE, history=history) == {"a": 0.8, "b": 0.2}


def test_negligible_transfer_moves_nobody_and_is_no_event_of_the_unit() -> None:
    note = "negligible: below eup-myeon-dong"
    history = small({"a": ALWAYS, "b": ALWAYS}, [(DAY, "a", "b", "part", note), (DAY, "b", "a", "part", note)])
    assert walked("a", EVE, DAY, history=history).loc["a", "method"] == "unchanged"


LATER = "2015-01-01"


def test_weights_of_several_days_multiply_and_name_every_measure() -> None:
    events = [(DAY, "a", "b", "part"), (DAY, "a", "c", "part"), (LATER, "c", "d", "part"), (LATER, "c", "e", "part")]
    pieces = [
        (DAY, "a", "b", people(75)), (DAY, "a", "c", people(25)),
        (LATER, "c", "d", {"area_km2": 4}), (LATER, "c", "e", {"area_km2": 1}),
    ]  # fmt: skip
    history = small({"a": OLD, "b": NEW, "c": (DAY, LATER), "d": (LATER, None), "e": (LATER, None)}, events, pieces)
    rows = walked("a", EVE, LATER, history=history)
    assert rows["weight"].to_dict() == pytest.approx({"b": 0.75, "d": 0.2, "e": 0.05})
    assert rows["method"].to_dict() == {"b": "population", "d": "area_km2+population", "e": "area_km2+population"}
    assert rows.loc["d", "events"] == f"{DAY}-event;{LATER}-event"


def test_parts_that_meet_again_are_exact() -> None:
    events = [(DAY, "a", "b", "part"), (DAY, "a", "c", "part"), (LATER, "b", "d"), (LATER, "c", "d")]
    pieces = [(DAY, "a", "b", people(1)), (DAY, "a", "c", people(2)), (LATER, "b", "d", people(1)), (LATER, "c", "d", people(2))]
    history = small({"a": OLD, "b": (DAY, LATER), "c": (DAY, LATER), "d": (LATER, None)}, events, pieces)
    row = walked("a", EVE, LATER, history=history).loc["d"]
    assert (row["weight"], row["exact"], row["method"]) == (1.0, True, "exact")


def reunited(area_after: float) -> History:
    """b and c merge into a city and come back out of it, b with an area of its own choosing."""
    events = [(DAY, "b", "city"), (DAY, "c", "city"), (LATER, "city", "b", "part"), (LATER, "city", "c", "part")]
    pieces = [
        (DAY, "b", "city", {"population": 60, "area_km2": 20}), (DAY, "c", "city", {"population": 40, "area_km2": 30}),
        (LATER, "city", "b", {"population": 50, "area_km2": area_after}),
        (LATER, "city", "c", {"population": 50, "area_km2": 30}),
    ]  # fmt: skip
    gone_and_back = [(OPENING, DAY), (LATER, None)]
    return small({"b": gone_and_back, "c": gone_and_back, "city": (DAY, LATER)}, events, pieces)


@pytest.mark.parametrize(("start", "end"), [(EVE, LATER), (LATER, EVE)])
def test_unit_that_comes_back_as_it_was_is_itself_again(start: str, end: str) -> None:
    row = walked("b", start, end, history=reunited(20)).loc["b"]
    assert (row["weight"], row["exact"], row["method"]) == (1.0, True, "exact")


def test_unit_that_comes_back_with_another_extent_is_weighed() -> None:
    assert shares("b", EVE, LATER, history=reunited(25)) == {"b": 0.5, "c": 0.5}


def test_two_walks_with_a_stop_between_do_not_know_who_came_back() -> None:
    """The one documented case in which a crosswalk by way of a day between says less than the direct one."""
    history = reunited(20)
    assert shares("b", EVE, DAY, history=history) == {"city": 1.0}
    assert shares("city", DAY, LATER, history=history) == {"b": 0.5, "c": 0.5}


def test_unit_that_ends_without_an_event_is_refused() -> None:
    with pytest.raises(HistoryError, match="a is no unit of the kosis set on 2010-07-01, and no event says where it went"):
        shares("a", EVE, DAY, history=small({"a": OLD, "b": NEW}, []))


def test_day_before_the_history_opens_is_refused() -> None:
    with pytest.raises(HistoryError, match="a is no unit of the kosis set on 1999-12-31"):
        shares("a", EVE, "1999-12-31", history=small({"a": ALWAYS}, []))


def test_unit_of_another_day_is_refused() -> None:
    with pytest.raises(HistoryError, match="b is no unit of the kosis set on 2010-06-30"):
        shares("b", EVE, DAY, history=small({"a": OLD, "b": NEW}, [(DAY, "a", "b")]))


@pytest.mark.parametrize("second", [("a", "b", 1.0), ("a", "c", -1.0)])
def test_piece_given_twice_or_below_zero_is_refused(second: tuple[str, str, float]) -> None:
    source, target, number = second
    with pytest.raises(HistoryError, match="given twice or has an amount below zero"):
        small({"a": OLD, "b": NEW}, [], [(DAY, "a", "b", people(1)), (DAY, source, target, people(number))])


@pytest.mark.parametrize("empty", [None, np.nan, pd.NA, "", pd.NaT])
def test_every_kind_of_empty_cell_is_empty(empty: object) -> None:
    eras, events, pieces = tables({"a": ALWAYS, "b": NEW}, [(DAY, "a", "b")])
    events["from_unit_id"], events["note"] = empty, empty
    eras["valid_to"] = [empty, empty]
    history = History(eras, events, pieces)
    assert shares("a", EVE, DAY, history=history) == {"a": 1.0}


@pytest.mark.parametrize("kind", [str, dt.date.fromisoformat, pd.Timestamp], ids=["text", "date", "timestamp"])
def test_days_may_be_text_dates_or_timestamps(kind: type) -> None:
    eras, events, pieces = tables({"a": OLD, "b": NEW}, [(DAY, "a", "b")])
    eras["valid_from"] = eras["valid_from"].map(kind)
    events["date"] = events["date"].map(kind)
    assert shares("a", EVE, DAY, history=History(eras, events, pieces)) == {"b": 1.0}

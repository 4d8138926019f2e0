"""What holds for every history and every pair of days: nothing is lost, nothing counted twice, days compose."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.geography.convert import check_weights, convert_counts
from assets.geography.crosswalk import TRACKS, History, Track, crosswalk
from assets.reference.units import read_facts
from tests.histories import OPENING, korea, small

EVENT_DAYS = sorted({dt.date.fromisoformat(day) for day in read_facts("region_event")["date"]})
# Days on which something changes, the days before, and the first and last of the tables.
DAYS = sorted({*EVENT_DAYS, *(day - dt.timedelta(days=1) for day in EVENT_DAYS), dt.date(2026, 12, 31)})

days = st.sampled_from(DAYS)
tracks = st.sampled_from(TRACKS)


def matrix(table: pd.DataFrame) -> pd.DataFrame:
    return table.pivot(index="from_unit_id", columns="to_unit_id", values="weight").fillna(0.0)


def population(units: list[str], seed: int, *, largest: int = 1_200_000) -> pd.DataFrame:
    return pd.DataFrame({"unit_id": units, "people": np.random.default_rng(seed).integers(0, largest, len(units))})


def converted(history: History, table: pd.DataFrame, start: dt.date, end: dt.date, track: Track) -> pd.DataFrame:
    result = convert_counts(table, crosswalk(history, start, end, track), by=[], counts=["people"])
    return result[["unit_id", "people"]]


# --- the project's own history


@given(days, days, tracks)
@settings(deadline=None)
def test_weights_of_every_source_sum_to_one_and_every_target_lives(start: dt.date, end: dt.date, track: Track) -> None:
    table = crosswalk(korea(), start, end, track)
    check_weights(table)
    assert set(table["from_unit_id"]) == set(korea().living(start, track))
    assert set(table["to_unit_id"]) == set(korea().living(end, track))
    assert set(table["method"].str.split("+").explode()) <= {"unchanged", "exact", "population", "households", "area_km2"}
    assert table.loc[table["exact"], "method"].isin(["unchanged", "exact"]).all()


@given(days, days, tracks, st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_people_there_and_back_are_as_many_to_the_person(start: dt.date, end: dt.date, track: Track, seed: int) -> None:
    there = population(korea().living(start, track), seed)
    moved = converted(korea(), there, start, end, track)
    back = converted(korea(), moved, end, start, track)
    assert there["people"].sum() == moved["people"].sum() == back["people"].sum()
    assert (moved["people"] == moved["people"].round()).all() and (back["people"] >= 0).all()


@given(days, days, tracks)
@settings(deadline=None)
def test_unit_that_is_exact_both_ways_comes_back_as_itself(start: dt.date, end: dt.date, track: Track) -> None:
    there, back = crosswalk(korea(), start, end, track), crosswalk(korea(), end, start, track)
    whole = there[there["exact"]].merge(back[back["exact"]], left_on="to_unit_id", right_on="from_unit_id")
    alone = whole[~whole["from_unit_id_x"].duplicated(keep=False) & ~whole["to_unit_id_x"].duplicated(keep=False)]
    assert (alone["from_unit_id_x"] == alone["to_unit_id_y"]).all() and len(alone) > 0


def came_back(table: pd.DataFrame) -> set[str]:
    return set(
        table.loc[
            table["events"].str.contains("2016-07-04-bucheon.*2024-01-01-bucheon|2024-01-01-bucheon.*2016-07-04-bucheon"),
            "from_unit_id",
        ]
    )


@given(st.tuples(days, days, days).map(sorted), tracks, st.booleans())
@settings(deadline=None)
def test_by_way_of_a_day_between_is_the_same_but_for_who_came_back(three: list[dt.date], track: Track, backward: bool) -> None:
    first, middle, last = reversed(three) if backward else three
    direct = crosswalk(korea(), first, last, track)
    product = matrix(crosswalk(korea(), first, middle, track)) @ matrix(crosswalk(korea(), middle, last, track))
    difference = (product - matrix(direct)).abs().max(axis=1)
    assert set(difference[difference > 1e-12].index) <= came_back(direct)


def test_only_the_gu_of_bucheon_and_what_became_of_them_differ_by_way_of_2020() -> None:
    """The limit that the property above allows, spelled out."""
    days = (dt.date(2015, 12, 31), dt.date(2020, 1, 1), dt.date(2024, 12, 31))
    product = matrix(crosswalk(korea(), days[0], days[1], "finest")) @ matrix(crosswalk(korea(), days[1], days[2], "finest"))
    difference = (product - matrix(crosswalk(korea(), days[0], days[2], "finest"))).abs().max(axis=1)
    assert set(difference[difference > 1e-12].index) == {"bucheon-wonmi-gu", "bucheon-sosa-gu", "bucheon-ojeong-gu"}


@pytest.mark.parametrize("track", TRACKS)
def test_population_2015_on_2024_geography_and_back_is_the_same_to_the_person(track: Track) -> None:
    start, end = dt.date(2015, 12, 31), dt.date(2024, 12, 31)
    there = population(korea().living(start, track), seed=2015)
    moved = converted(korea(), there, start, end, track)
    back = converted(korea(), moved, end, start, track)
    assert there["people"].sum() == moved["people"].sum() == back["people"].sum()
    if track == "kosis":
        assert back.set_index("unit_id")["people"].to_dict() == there.set_index("unit_id")["people"].to_dict()


# --- invented histories


@st.composite
def histories(draw: st.DrawFn) -> tuple[History, list[dt.date]]:
    """Up to six days, each with a rename, merger, division or partial transfer of units drawn; new units are new ones."""
    begin = dt.date.fromisoformat(OPENING)
    eras: dict[str, list[str | None]] = {f"u{n}": [OPENING, None] for n in range(draw(st.integers(2, 5)))}
    events: list[tuple[str, ...]] = []
    pieces: list[tuple[str, str, str, dict[str, float]]] = []
    marks = [begin]
    amount = st.integers(1, 10_000).map(lambda n: {"population": float(n)})
    for number in range(draw(st.integers(1, 6))):
        marks.append(begin + dt.timedelta(days=100 * (number + 1)))
        day = str(marks[-1])
        free = draw(st.permutations([unit for unit, (_, last) in eras.items() if last is None]))
        kind = draw(st.sampled_from(["rename", "merge", "split", "transfer"]))
        if kind in ("merge", "transfer") and len(free) < 2:
            kind = "split"
        new = [f"n{number}{side}" for side in "ab"]
        links = {
            "rename": [(free[0], new[0])],
            "merge": [(unit, new[0]) for unit in free[:2]],
            "split": [(free[0], unit) for unit in new],
            "transfer": [(free[0], free[0]), (free[0], free[-1]), (free[-1], free[-1])],
        }[kind]
        for source, target in links:
            part = kind == "split" or (kind == "transfer" and source == free[0])
            if source != free[-1] or kind != "transfer":
                events.append((day, source, target, *(["part"] if part else [])))
            pieces.append((day, source, target, draw(amount)))
            if kind != "transfer":
                eras[source][1] = day
                eras[target] = [day, None]
    return small({unit: (str(first), last) for unit, (first, last) in eras.items()}, events, pieces), marks


@given(histories(), st.data())
@settings(deadline=None)
def test_any_history_conserves_and_composes_in_both_directions(drawn: tuple[History, list[dt.date]], data: st.DataObject) -> None:
    history, marks = drawn
    first, middle, last = sorted(data.draw(st.sampled_from(marks)) for _ in range(3))
    for start, between, end in ((first, middle, last), (last, middle, first)):
        direct = crosswalk(history, start, end, "kosis")
        check_weights(direct)
        assert set(direct["to_unit_id"]) == set(history.living(end, "kosis"))
        product = matrix(crosswalk(history, start, between, "kosis")) @ matrix(crosswalk(history, between, end, "kosis"))
        assert np.allclose(product, matrix(direct), atol=1e-12)


@given(histories(), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_any_history_counts_everyone_once_there_and_back(drawn: tuple[History, list[dt.date]], seed: int) -> None:
    history, marks = drawn
    there = population(history.living(marks[0], "kosis"), seed, largest=1000)
    moved = converted(history, there, marks[0], marks[-1], "kosis")
    back = converted(history, moved, marks[-1], marks[0], "kosis")
    assert there["people"].sum() == moved["people"].sum() == back["people"].sum()
    assert (moved["people"] == moved["people"].round()).all()

"""The crosswalk as a table: one era a source, shares that sum to one, codes of every scheme to join by."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pandas as pd
import pytest

from assets.geography.reference_region import crosswalk
from assets.reference.units import event_piece, region, region_event
from expectations.contracts.events import CROSSWALK, EVENT_PIECE, REFERENCE_REGION, REGION_EVENT
from expectations.contracts.units import REGION
from expectations.rules.history import weights_of_a_source
from tests.frames import result, typed

DAYS = (dt.date(2015, 11, 30), dt.date(2024, 2, 1), dt.date(2026, 7, 1))


@cache
def to(day: dt.date) -> pd.DataFrame:
    reference = typed(REFERENCE_REGION, {"reference_vintage": day})
    tables = (result(REGION, region()), result(REGION_EVENT, region_event()), result(EVENT_PIECE, event_piece()))
    return result(CROSSWALK, crosswalk(*tables, reference))


def row(day: dt.date, track: str, era: str) -> dict[str, float]:
    table = to(day)
    return table[(table["track"] == track) & (table["region_id"] == era)].set_index("to_unit_id")["weight"].to_dict()


@pytest.mark.parametrize("day", DAYS)
def test_every_unit_of_every_era_is_shared_out_whole(day: dt.date) -> None:
    table = to(day)
    sums = weights_of_a_source(table)
    assert sums["excess"].abs().max() < 1e-9 and not sums["exact_but_divided"].any()
    eras = result(REGION, region())
    for track, flag in (("kosis", "in_kosis"), ("finest", "in_finest")):
        assert set(table.loc[table["track"] == track, "region_id"]) == set(eras.loc[eras[flag], "region_id"])


@pytest.mark.parametrize("day", DAYS)
def test_targets_are_the_living_units_of_the_reference_and_each_finds_itself(day: dt.date) -> None:
    table = to(day)
    own = table[(table["track"] == "kosis") & (table["method"] == "unchanged")]
    assert (own["from_unit_id"] == own["to_unit_id"]).all() and (own["weight"] == 1).all()
    living = own[(own["valid_from"] <= day) & (own["valid_to"].isna() | (own["valid_to"] > day))]
    assert set(living["to_unit_id"]) == set(table.loc[table["track"] == "kosis", "to_unit_id"])


def test_gunwi_is_gunwi_and_a_part_of_gyeongbuk_is_daegu() -> None:
    assert row(DAYS[1], "kosis", "gunwi-gun@1994-12-31") == {"gunwi-gun": 1.0}
    shares = row(DAYS[1], "sido", "gyeongbuk@1995-03-01")
    assert shares["daegu"] == pytest.approx(23283 / (23283 + 2569579))


def test_jemulpo_of_2026_goes_back_to_both_its_parts() -> None:
    assert row(DAYS[1], "kosis", "incheon-jemulpo-gu@2026-07-01") == {
        "incheon-dong-gu": pytest.approx(62542 / 108220), "incheon-jung-gu": pytest.approx(45678 / 108220),
    }  # fmt: skip


def test_codes_of_every_scheme_and_era_can_be_joined() -> None:
    table = to(DAYS[1])
    michuhol = table[(table["track"] == "kosis") & (table["to_unit_id"] == "incheon-michuhol-gu")]
    assert {"28170", "28177"} <= set(michuhol["from_mois_code"]) and {"23030", "23090"} <= set(michuhol["from_kostat7_code"])
    assert set(michuhol["to_mois_code"]) == {"28177"}

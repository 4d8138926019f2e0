"""Regions of the page: names and codes in the order of the values, and the same lives as the command line tells."""

from __future__ import annotations

from assets.geography.fact_files import facts
from assets.geography.life import card_of
from assets.release.atlas.lives import facts_of, lives
from tests.conftest import Built


def test_lives_out_of_the_lake_are_those_of_the_fact_files(schematic: Built) -> None:
    lake = schematic.home.lake
    units = [*lake.frame("sido")["region_id"], *lake.frame("sigungu")["region_id"]]
    told = lives(facts_of(lake), units)
    for unit in units:
        card = card_of(unit, facts())
        assert [era[2:4] for era in told[unit]["eras"]] == [[era["name"], era["mois"]] for era in card.eras]
        assert [(e["date"], e["type"], e["what"], e["checked"]) for e in told[unit]["events"]] == [
            (e.date, e.type, e.what, e.checked) for e in card.events
        ]


def test_loss_of_a_part_is_told_with_its_amount(schematic: Built) -> None:
    events = lives(facts_of(schematic.home.lake), ["gyeongbuk"])["gyeongbuk"]["events"]
    lost = [event["what"] for event in events if event["date"] == "2023-07-01"]
    assert any("대구광역시 27 (a part: 군위군, 23,283 people in 2022)" in what for what in lost)

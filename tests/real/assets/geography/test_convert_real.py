"""The registered population of 2015 there and back, on the publisher's own figures."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import pandas as pd
import pytest

from assets.geography.convert import convert_counts
from assets.geography.crosswalk import crosswalk
from assets.reference.units import region
from domain.codes import Geography, unit_of
from tests.histories import korea
from tests.places import DATA

pytestmark = pytest.mark.usefixtures("publisher_files")


OLD, NEW = dt.date(2015, 12, 31), dt.date(2024, 12, 31)


@pytest.fixture(scope="module")
def population() -> pd.DataFrame:
    """People of 2015 by unit; the copy has codes of 2024 throughout and lacks Gunwi and Michuhol."""
    people: Counter[str] = Counter()
    for row in json.loads((DATA / "tables" / "kosis_DT_1B04005N" / "2015.json").read_text(encoding="utf-8")):
        people[row["C1"]] += int(row["DT"])
    units = unit_of(region(), Geography("mois", NEW))
    return pd.DataFrame([(units[code], number) for code, number in people.items()], columns=["unit_id", "people"])


def test_population_2015_on_2024_geography_and_back_is_unchanged_to_the_person(population: pd.DataFrame) -> None:
    there = convert_counts(population, crosswalk(korea(), OLD, NEW, "kosis"), by=[], counts=["people"])
    back = convert_counts(there[["unit_id", "people"]], crosswalk(korea(), NEW, OLD, "kosis"), by=[], counts=["people"])
    assert population["people"].sum() == there["people"].sum() == back["people"].sum() > 51_000_000
    assert back.set_index("unit_id")["people"].to_dict() == population.set_index("unit_id")["people"].to_dict()


def test_units_that_the_copy_lacks_stay_missing(population: pd.DataFrame) -> None:
    there = convert_counts(population, crosswalk(korea(), OLD, NEW, "kosis"), by=[], counts=["people"])
    assert set(korea().living(NEW, "kosis")) - set(there["unit_id"]) == {"gunwi-gun", "incheon-michuhol-gu"}
    assert (there["missing_sources"] == 0).all()


def test_population_2015_on_2009_geography_divides_cheongju_changwon_and_sejong_without_losing_anyone(
    population: pd.DataFrame,
) -> None:
    table = crosswalk(korea(), OLD, dt.date(2009, 12, 31), "kosis")
    then = convert_counts(population, table, by=[], counts=["people"]).set_index("unit_id")
    assert then["people"].sum() == population["people"].sum() and (then["people"] == then["people"].round()).all()
    divided = {
        "changwon-si-until-2010",
        "masan-si",
        "jinhae-si",
        "cheongju-si-until-2014",
        "cheongwon-gun",
        "yeongi-gun",
        "gongju-si",
    }
    assert set(then.index[then["interpolated"]]) == divided

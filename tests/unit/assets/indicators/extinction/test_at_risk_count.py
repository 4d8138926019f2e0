"""Units at risk by unit set; a unit without figures is missing, never safe."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from assets.indicators.extinction.counts import at_risk_count
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import AT_RISK_COUNT, EXTINCTION_RISK, EXTINCTION_RISK_REPORTED
from expectations.contracts.population import POPULATION_COVERAGE
from expectations.contracts.units import REGION
from expectations.rules.extinction import classes_add_up
from tests.frames import relation, result

UNITS = {
    "goheung": {"name_ko": "고흥군", "sido_ko": "전라남도", "in_keis": True, "in_local_government": True},
    "gunwi": {"name_ko": "군위군", "sido_ko": "대구광역시", "in_keis": True, "in_local_government": True},
    "jeju-si": {"name_ko": "제주시", "sido_ko": "제주특별자치도", "in_keis": True, "in_local_government": False},
    "sejong": {"name_ko": "세종특별자치시", "sido_ko": "세종특별자치시", "in_keis": False, "in_local_government": False},
}
INDICES = {"goheung": 0.1, "gunwi": 0.15, "jeju-si": 0.4, "sejong": 1.2}


VINTAGE, THEN = dt.date(2025, 12, 31), dt.date(2010, 12, 31)
# What lived in 2010: Masan was a city of its own until that summer, Sejong was not there yet.
ERAS: dict[str, dict[str, Any]] = {
    "goheung": {}, "gunwi": {}, "jeju-si": {"in_local_government": False}, "masan": {"valid_to": VINTAGE},
    "sejong": {"in_keis": False, "in_local_government": False, "valid_from": dt.date(2012, 7, 1)},
}  # fmt: skip


def counts(missing: tuple[str, ...] = (), then: tuple[dict[str, Any], ...] = (), **indices: float) -> pd.DataFrame:
    """The table by unit set; `indices` replaces single ones, `then` are rows on the units of the day."""
    classes = {0.1: "high_risk", 0.15: "high_risk", 0.4: "entering_risk", 0.5: "caution", 1.2: "normal"}
    coverage = [
        {"unit_id": unit, "known": unit not in missing, "population_concept": "registration", **facts}
        for unit, facts in UNITS.items()
    ]
    risk = [
        {"level": "sigungu", "region_id": unit, "risk_index": index, "risk_class": classes[index], "at_risk": index < 0.5}
        | {"interpolated": unit == "sejong"}
        for unit, index in (INDICES | indices).items()
        if unit not in missing
    ]
    standard = {"in_kosis": True, "in_keis": True, "in_local_government": True, "valid_from": dt.date(1994, 12, 31)}
    eras = [{"region_id": unit, "unit_id": unit, "level": "sigungu"} | standard | era for unit, era in ERAS.items()]
    table = at_risk_count(
        relation(EXTINCTION_RISK, *risk),
        relation(EXTINCTION_RISK_REPORTED, *({"units_day": THEN} | row for row in then)),
        relation(POPULATION_COVERAGE, *coverage),
        relation(REFERENCE_REGION, {"level": "nation", "region_id": "nation", "reference_vintage": VINTAGE}),
        relation(REGION, *eras),
    )
    return result(AT_RISK_COUNT, table).set_index("unit_set")


def test_unit_sets_nest() -> None:
    assert counts()["units"].to_dict() == {"keis": 3, "kosis": 4, "local_government": 2}


def test_counts_by_class_add_up_to_known_units() -> None:
    keis = counts().loc["keis"]
    assert (keis["at_risk"], keis["high_risk"], keis["entering_risk"]) == (3, 2, 1)
    assert (classes_add_up(counts().reset_index())["difference"] == 0).all()


def test_missing_unit_is_named_and_never_counted_as_safe() -> None:
    keis = counts(missing=("gunwi",)).loc["keis"]
    assert (keis["units"], keis["known_units"], keis["missing_units"]) == (3, 2, 1)
    assert keis["missing_names"] == "대구광역시 군위군"
    assert keis["at_risk"] == 2
    assert keis[["caution", "normal", "low_risk"]].sum() == 0
    assert (classes_add_up(counts(missing=("gunwi",)).reset_index())["difference"] == 0).all()


def test_units_of_the_day_are_counted_beside_those_of_the_reference() -> None:
    then = tuple({"unit_id": unit, "at_risk": unit != "masan", "risk_class": "high_risk"} for unit in ("goheung", "masan"))
    keis = counts(then=then).loc["keis"]
    assert (keis["then_day"], keis["then_units"], keis["then_missing_units"], keis["then_at_risk"]) == (THEN, 4, 2, 1)
    assert (keis["units_day"], keis["units"], keis["at_risk"]) == (VINTAGE, 3, 3)


def test_units_that_rest_on_an_estimate_are_counted_in_their_sets() -> None:
    assert counts()["interpolated_units"].to_dict() == {"keis": 0, "kosis": 1, "local_government": 0}


def test_missing_names_are_in_the_order_of_units() -> None:
    assert counts(missing=("gunwi", "goheung")).loc["keis", "missing_names"] == "전라남도 고흥군, 대구광역시 군위군"


def test_index_of_exactly_one_half_is_not_at_risk() -> None:
    keis = counts(gunwi=0.5).loc["keis"]
    assert (keis["at_risk"], keis["caution"]) == (2, 1)


def test_known_unit_without_a_class_breaks_the_sum() -> None:
    table = counts().reset_index().assign(high_risk=lambda t: t["high_risk"] - 1)
    assert set(classes_add_up(table)["difference"]) == {2}

"""Designations as labels: the area equals scikit-learn's, and a city of which one gu is designated is neither."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from assets.indicators.rust_belt.validation import (
    NORMAL_95,
    cities_of,
    interval,
    roc_area,
    rust_belt_validation,
)
from domain.rust_belt import SCHEMES
from expectations.contracts.events import REGION_EVENT
from expectations.contracts.policy import CRISIS_DESIGNATION
from expectations.contracts.rust_belt import RUST_BELT, RUST_BELT_VALIDATION
from expectations.contracts.units import REGION
from tests.frames import result, typed


def test_area_by_hand() -> None:
    """Positives 3 and 1, negatives 2 and 1: wins 3 > 2, 3 > 1, half for 1 = 1 of four pairs."""
    area = roc_area(np.array([True, True, False, False]), np.array([3.0, 1.0, 2.0, 1.0]))
    assert area == pytest.approx(2.5 / 4)


@pytest.mark.parametrize("seed", range(5))
def test_area_equals_that_of_scikit_learn(seed: int) -> None:
    from sklearn.metrics import roc_auc_score

    random = np.random.default_rng(seed)
    positive, values = random.random(60) < 0.2, random.integers(0, 15, 60).astype(float)
    positive[:2] = [True, False]
    assert roc_area(positive, values) == pytest.approx(roc_auc_score(positive, values))


@pytest.mark.parametrize(("area", "positives", "negatives"), [(0.75, 7, 63), (0.952, 7, 63), (0.34, 5, 90)])
def test_ends_of_the_interval_lie_their_own_standard_error_away(area: float, positives: int, negatives: int) -> None:
    """Hanley and McNeil's variance at the end, with the mean number less one for both (Newcombe 2006, method 5)."""
    mean = (positives + negatives) / 2 - 1
    for end in interval(area, positives, negatives):
        spread = end * (1 - end) * (1 + mean * (1 - end) / (2 - end) + mean * end / (1 + end)) / (positives * negatives)
        assert abs(area - end) == pytest.approx(NORMAL_95 * spread**0.5, rel=1e-6)


def test_interval_stays_within_its_bounds_narrows_with_more_positives_and_tells_of_a_perfect_area_too() -> None:
    few, many = interval(0.8, 5, 80), interval(0.8, 50, 80)
    assert 0 < few[0] < many[0] < 0.8 < many[1] < few[1] < 1
    low, high = interval(1.0, 5, 80)
    assert 0.5 < low < 1 and high == 1
    assert interval(0.0, 5, 80)[0] == 0


def test_without_a_positive_there_is_no_area() -> None:
    assert roc_area(np.array([False, False]), np.array([1.0, 2.0])) is None


REGIONS = (
    {"region_id": "1", "unit_id": "changwon-si", "level": "sigungu"},
    {"region_id": "2", "unit_id": "changwon-jinhae-gu", "parent_unit_id": "changwon-si", "level": "sigungu"},
)


def validated(scores: dict[str, float | None], *designated: str, hubs: tuple[str, ...] = ()) -> pd.DataFrame:
    belt = typed(RUST_BELT, *({"region_id": unit, "score": score, "hub": unit in hubs} for unit, score in scores.items()))
    labels = [{"scheme": "industrial_crisis", "unit_id": unit, "designated_from": dt.date(2018, 5, 29)} for unit in designated]
    table = rust_belt_validation(belt.drop(columns="geometry"), typed(CRISIS_DESIGNATION, *labels), typed(REGION, *REGIONS))
    return result(RUST_BELT_VALIDATION, table).set_index(["label", "units", "predictor"])


def test_designated_units_that_score_highest_have_an_area_of_one() -> None:
    row = validated({"geoje-si": 90, "gunsan-si": 80, "busan-jung-gu": 10}, "geoje-si", "gunsan-si").loc[
        ("crisis", "all", "score")
    ]
    assert (row["auc"], row["positives"], row["n"], row["left_out"]) == (1, 2, 3, 0)


def test_changwon_is_neither_designated_nor_not_for_the_sake_of_jinhae() -> None:
    row = validated({"geoje-si": 90, "changwon-si": 95, "busan-jung-gu": 10}, "geoje-si", "changwon-jinhae-gu").loc[
        ("crisis", "all", "score")
    ]
    assert (row["auc"], row["positives"], row["n"], row["left_out"]) == (1, 1, 2, 1)


def test_designated_unit_that_was_no_hub_or_has_no_score_is_counted_as_unknown() -> None:
    table = validated(
        {"geoje-si": 90, "mokpo-si": 50, "haenam-gun": None, "x": 10},
        "geoje-si",
        "mokpo-si",
        "haenam-gun",
        hubs=("geoje-si", "x"),
    )
    assert table.loc[("crisis", "hubs", "score"), ["positives", "n", "unknown_positives"]].tolist() == [1, 2, 2]
    assert table.loc[("crisis", "all", "score"), ["positives", "n", "unknown_positives"]].tolist() == [2, 3, 1]


def test_units_outside_the_capital_region_are_a_set_of_their_own_with_a_score_on_their_own_scale() -> None:
    rows = [
        {"region_id": unit, "group_id": group, "hub": True, "score": score, "score_group": own}
        for unit, group, score, own in (("a", "rest", 5.0, 90.0), ("b", "rest", 6.0, 10.0), ("c", "capital", 99.0, 99.0))
    ]
    labels = typed(CRISIS_DESIGNATION, {"scheme": "employment_crisis", "unit_id": "a", "designated_from": dt.date(2018, 5, 29)})
    belt = typed(RUST_BELT, *rows).drop(columns="geometry")
    table = result(RUST_BELT_VALIDATION, rust_belt_validation(belt, labels, typed(REGION, *REGIONS)))
    found = table.set_index(["label", "units", "predictor"])["auc"]
    assert found[("crisis", "hubs_rest", "score_group")] == 1 and found[("crisis", "hubs_rest", "score")] == 0
    assert ("crisis", "hubs", "score_group") not in found.index


def test_scheme_of_another_label_is_no_positive() -> None:
    row = validated({"geoje-si": 90, "x": 10}, "geoje-si").loc[("preemptive", "all", "score")]
    assert row["positives"] == 0 and pd.isna(row["auc"])


def test_every_scheme_is_validated_alone_and_with_the_others_with_its_positives_beside_an_interval() -> None:
    belt = typed(
        RUST_BELT, *({"region_id": unit, "hub": True, "score": score} for unit, score in zip("abcdx", range(5), strict=True))
    )
    labels = [
        {"scheme": scheme, "unit_id": unit, "designated_from": dt.date(2018, 5, 29)}
        for scheme, unit in zip(SCHEMES, "abcd", strict=True)
    ]
    table = rust_belt_validation(belt.drop(columns="geometry"), typed(CRISIS_DESIGNATION, *labels), typed(REGION, *REGIONS))
    found = result(RUST_BELT_VALIDATION, table).query("units == 'hubs' and predictor == 'score'").set_index("label")
    assert set(found.index) == {"any", "crisis", "preemptive", *SCHEMES}
    assert found["positives"].to_dict() == {"any": 4, "crisis": 2, "preemptive": 2} | dict.fromkeys(SCHEMES, 1)
    assert found["auc"].to_dict() == pytest.approx(
        {"any": 0, "crisis": 0, "preemptive": 4 / 6} | dict(zip(SCHEMES, (0, 1 / 4, 2 / 4, 3 / 4), strict=True))
    )
    assert (found["auc_low"] <= found["auc"]).all() and (found["auc"] <= found["auc_high"]).all()


def test_schemes_are_those_of_the_table_of_designations() -> None:
    assert set(SCHEMES) == set(CRISIS_DESIGNATION.column("scheme").allowed)


def test_what_went_into_a_designated_unit_made_since_is_neither_designated_nor_not() -> None:
    scores = {"incheon-jung-gu": 90.0, "incheon-dong-gu": 80.0, "geoje-si": 70.0, "x": 10.0}
    belt = typed(RUST_BELT, *({"region_id": unit, "score": score} for unit, score in scores.items())).drop(columns="geometry")
    labels = [
        {"scheme": "employment_crisis_preemptive", "unit_id": unit, "designated_from": dt.date(2026, 7, 7)}
        for unit in ("incheon-jemulpo-gu", "geoje-si")
    ]
    events = [
        {"event_id": f"e{n}", "from_unit_id": source, "to_unit_id": target}
        for n, (source, target) in enumerate(
            (("incheon-jung-gu", "incheon-jemulpo-gu"), ("incheon-dong-gu", "incheon-jemulpo-gu"), ("x", "geoje-si"))
        )
    ]
    tables = typed(CRISIS_DESIGNATION, *labels), typed(REGION, *REGIONS), typed(REGION_EVENT, *events)
    found = result(RUST_BELT_VALIDATION, rust_belt_validation(belt, *tables))
    row = found.set_index(["label", "units", "predictor"]).loc[("employment_crisis_preemptive", "all", "score")]
    assert (row["auc"], row["positives"], row["n"], row["left_out"]) == (1, 1, 2, 2)


def test_city_above_a_gu_is_found() -> None:
    assert cities_of({"changwon-jinhae-gu", "geoje-si"}, typed(REGION, *REGIONS)) == {"changwon-si"}

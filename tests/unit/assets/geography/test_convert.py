"""Counts, rates and flows on another geography, in small tables that a reader can add up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from assets.geography.convert import check_weights, convert_counts, convert_flows, convert_rates
from assets.geography.crosswalk import crosswalk
from domain.errors import ContractError
from tests.histories import date, korea, shares

NO = np.nan


def ways(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """A crosswalk; a source with one target is exact."""
    table = pd.DataFrame(rows, columns=["from_unit_id", "to_unit_id", "weight"])
    return table.assign(exact=~table["from_unit_id"].duplicated(keep=False))


MERGER = ways(("a", "m", 1.0), ("b", "m", 1.0))
SPLIT = ways(("a", "x", 0.7), ("a", "y", 0.3))
TRANSFER = ways(("a", "a", 0.9), ("a", "b", 0.1), ("b", "b", 1.0))


def counted(walk: pd.DataFrame, *rows: tuple[str, float], **options: Any) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit_id", "people"])
    return convert_counts(table, walk, by=[], counts=["people"], **options).set_index("unit_id")


# --- counts


def test_merger_sums_and_is_not_interpolated() -> None:
    row = counted(MERGER, ("a", 10), ("b", 5)).loc["m"]
    assert (row["people"], row["interpolated"], row["missing_sources"]) == (15, False, 0)


def test_division_keeps_whole_numbers_whole_and_their_sum() -> None:
    table = counted(SPLIT, ("a", 101))
    assert table["people"].to_dict() == {"x": 71, "y": 30}
    assert table["interpolated"].all()


def test_partial_transfer_marks_whoever_gives_or_receives() -> None:
    table = counted(TRANSFER, ("a", 100), ("b", 50))
    assert table["people"].to_dict() == {"a": 90, "b": 60}
    assert table["interpolated"].to_dict() == {"a": True, "b": True}


def test_columns_kept_apart_are_divided_apart() -> None:
    table = pd.DataFrame(
        {
            "unit_id": ["a"] * 3,
            "year": [2020, 2021, 2021],
            "sex": ["m", "m", "f"],
            "people": [10, 20, 30],
            "households": [1, 2, 3],
        }
    )
    result = convert_counts(table, SPLIT, by=["year", "sex"], counts=["people", "households"])
    assert result.set_index(["unit_id", "year", "sex"])["people"].to_dict() == {
        ("x", 2020, "m"): 7, ("x", 2021, "m"): 14, ("x", 2021, "f"): 21,
        ("y", 2020, "m"): 3, ("y", 2021, "m"): 6, ("y", 2021, "f"): 9,
    }  # fmt: skip
    assert result.groupby(["year", "sex"])["households"].sum().to_dict() == {(2020, "m"): 1, (2021, "m"): 2, (2021, "f"): 3}


def test_numbers_with_fractions_are_not_rounded() -> None:
    assert counted(SPLIT, ("a", 1.5))["people"].to_dict() == pytest.approx({"x": 1.05, "y": 0.45})


def test_target_with_an_empty_source_is_empty_and_not_small() -> None:
    row = counted(MERGER, ("a", 10), ("b", NO)).loc["m"]
    assert np.isnan(row["people"]) and row["missing_sources"] == 1


def test_target_with_a_source_that_has_no_row_is_empty_and_not_small() -> None:
    """KOSIS leaves out Gunwi before 2023: its sido of today must not lose it without a word."""
    table = pd.DataFrame({"unit_id": ["a", "b", "a"], "year": [2020, 2020, 2021], "people": [10, 5, 11]})
    result = convert_counts(table, MERGER, by=["year"], counts=["people"]).set_index("year")
    assert result.loc[2020, ["people", "missing_sources"]].tolist() == [15, 0]
    assert np.isnan(result.loc[2021, "people"]) and result.loc[2021, "missing_sources"] == 1


def test_target_is_empty_when_the_unit_that_gave_it_a_part_is_missing() -> None:
    table = counted(TRANSFER, ("b", 50))
    assert table["people"].isna().to_dict() == {"b": True}


def test_table_that_leaves_out_rows_of_nothing_says_so() -> None:
    row = counted(MERGER, ("a", 10), absent="zero").loc["m"]
    assert (row["people"], row["missing_sources"]) == (10, 0)
    assert np.isnan(counted(MERGER, ("a", 10), ("b", NO), absent="zero").loc["m", "people"])


def test_one_column_may_be_empty_where_another_is_not() -> None:
    table = pd.DataFrame({"unit_id": ["a", "b"], "people": [10, 5], "homes": [3, None]})
    row = convert_counts(table, MERGER, by=[], counts=["people", "homes"]).iloc[0]
    assert row["people"] == 15 and np.isnan(row["homes"]) and row["missing_sources"] == 1


@pytest.mark.parametrize("numbers", [pd.array([10, None], dtype="Int64"), np.array([10, None], dtype=object), [10.0, NO]])
def test_every_kind_of_number_column_may_be_empty(numbers: Any) -> None:
    table = pd.DataFrame({"unit_id": ["a", "b"], "people": numbers})
    result = convert_counts(table, ways(("a", "x", 0.7), ("a", "y", 0.3), ("b", "b", 1.0)), by=[], counts=["people"])
    assert result["people"].tolist()[1:] == [7, 3] and np.isnan(result["people"].iloc[0])


def test_empty_key_is_a_key_of_its_own() -> None:
    table = pd.DataFrame({"unit_id": ["a", "a"], "age": ["0", None], "people": [10, 3]})
    assert convert_counts(table, SPLIT, by=["age"], counts=["people"])["people"].sum() == 13


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (ways(("a", "x", 0.7), ("a", "y", 0.2999)), "weights of a sum to 0.99"),
        (ways(("a", "x", 1.1), ("a", "y", -0.1)), "weight -0.1, expected 0 or more"),
        (ways(("a", "x", 1.0), ("a", "y", NO)), "weight nan, expected 0 or more"),
        (ways(("a", "x", 0.5), ("a", "x", 0.5)), "a to x twice, expected once"),
    ],
)  # fmt: skip
def test_weights_that_lose_or_repeat_something_are_refused(table: pd.DataFrame, message: str) -> None:
    with pytest.raises(ContractError, match=message):
        check_weights(table)
    with pytest.raises(ContractError, match=message):
        counted(table, ("a", 1))


def test_weight_of_nothing_passes_and_gives_nothing() -> None:
    walk = ways(("a", "x", 1.0), ("a", "y", 0.0))
    assert counted(walk, ("a", 7))["people"].to_dict() == {"x": 7, "y": 0}


def test_weights_within_1e_9_of_one_pass() -> None:
    check_weights(ways(("a", "x", 0.7), ("a", "y", 0.3 + 9e-10)))
    with pytest.raises(ContractError):
        check_weights(ways(("a", "x", 0.7), ("a", "y", 0.3 + 2e-9)))


def test_unit_without_weights_is_refused_by_name_and_never_dropped() -> None:
    flows = pd.DataFrame({"from_unit_id": ["a"], "to_unit_id": ["z"], "moves": [1]})
    rates = pd.DataFrame({"unit_id": ["z"], "rate": [1.0]})
    for convert in (
        lambda: counted(SPLIT, ("a", 1), ("z", 2)),
        lambda: convert_rates(rates, SPLIT, by=[], rates=["rate"], denominator=None),
        lambda: convert_flows(flows, SPLIT),
    ):
        with pytest.raises(ContractError, match="no weights for z"):
            convert()


def test_two_rows_for_one_cell_are_refused() -> None:
    with pytest.raises(ContractError, match=r"two rows for \{'unit_id': 'a'\}"):
        counted(SPLIT, ("a", 1), ("a", 2))


# --- rates


def rated(walk: pd.DataFrame, *rows: tuple[str, float, float], denominator: str | None = "people") -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit_id", "rate", "people"])
    return convert_rates(table, walk, by=[], rates=["rate"], denominator=denominator).set_index("unit_id")


def test_rates_that_meet_are_averaged_by_their_denominator() -> None:
    row = rated(MERGER, ("a", 0.2, 300), ("b", 0.6, 100)).loc["m"]
    assert (row["rate"], row["interpolated"]) == (pytest.approx(0.3), True)


def test_rate_of_a_divided_unit_is_that_of_its_parts() -> None:
    table = rated(SPLIT, ("a", 0.2, 300))
    assert table["rate"].to_dict() == pytest.approx({"x": 0.2, "y": 0.2}) and table["interpolated"].all()


def test_part_received_weighs_as_much_as_was_received() -> None:
    assert rated(TRANSFER, ("a", 0.5, 1000), ("b", 0.2, 200)).loc["b", "rate"] == pytest.approx((0.5 * 100 + 0.2 * 200) / 300)


def test_rates_that_meet_without_a_denominator_are_empty() -> None:
    assert rated(MERGER, ("a", 0.2, 300), ("b", 0.6, 100), denominator=None)["rate"].isna().all()


def test_rate_without_a_denominator_is_not_carried_over_when_the_other_source_has_no_row() -> None:
    assert rated(MERGER, ("a", 0.2, 300), denominator=None)["rate"].isna().all()


def test_renamed_unit_keeps_its_rate_without_a_denominator() -> None:
    row = rated(ways(("a", "b", 1.0)), ("a", 0.2, NO), denominator=None).loc["b"]
    assert (row["rate"], row["interpolated"]) == (0.2, False)


@pytest.mark.parametrize("b", [[("b", NO, 100)], [("b", 0.6, NO)], []], ids=["no rate", "no denominator", "no row"])
def test_rate_known_for_only_a_part_is_empty(b: list[tuple[str, float, float]]) -> None:
    row = rated(MERGER, ("a", 0.2, 300), *b).loc["m"]
    assert np.isnan(row["rate"]) and row["missing_sources"] == 1


def test_source_without_people_has_no_say_in_the_rate() -> None:
    row = rated(MERGER, ("a", 0.2, 300), ("b", NO, 0)).loc["m"]
    assert (row["rate"], row["missing_sources"]) == (pytest.approx(0.2), 0)
    assert np.isnan(rated(MERGER, ("a", NO, 0), ("b", NO, 0)).loc["m", "rate"])


def test_extinction_risk_of_a_merged_city_is_that_of_its_people_not_the_sum_of_indices() -> None:
    """Gongju of 1995: indices of both parts averaged by the old, whose ratio it is, equal the index of the sums."""
    young, old = {"a": 4000, "b": 1000}, {"a": 5000, "b": 4000}
    index = rated(MERGER, *((u, young[u] / old[u], old[u]) for u in "ab")).loc["m", "rate"]
    assert index == pytest.approx(5000 / 9000)


# --- flows


def flowed(walk: pd.DataFrame, *rows: tuple[str, str, float]) -> dict[tuple[str, str, str], float]:
    result = convert_flows(pd.DataFrame(rows, columns=["from_unit_id", "to_unit_id", "moves"]), walk)
    return result.set_index(["from_unit_id", "to_unit_id", "kind"])["moves"].to_dict()


def test_moves_between_merged_units_become_moves_within_one() -> None:
    walk = ways(("a", "m", 1.0), ("b", "m", 1.0), ("c", "c", 1.0))
    assert flowed(walk, ("a", "b", 10), ("a", "a", 5), ("a", "c", 2), ("c", "b", 1)) == {
        ("m", "m", "within"): 15, ("m", "c", "between"): 2, ("c", "m", "between"): 1,
    }  # fmt: skip


def test_moves_inside_a_unit_that_is_divided_stay_apart_under_the_old_unit() -> None:
    walk = pd.concat([SPLIT, ways(("c", "c", 1.0))], ignore_index=True)
    assert flowed(walk, ("a", "a", 100), ("c", "a", 10), ("a", "c", 1)) == {
        ("a", "a", "undivided"): 100, ("c", "x", "between"): 7, ("c", "y", "between"): 3,
        ("x", "c", "between"): 1, ("y", "c", "between"): 0,
    }  # fmt: skip


def test_moves_between_two_divided_units_are_shared_out_and_conserved() -> None:
    walk = ways(("a", "x", 0.5), ("a", "y", 0.5), ("b", "y", 0.25), ("b", "z", 0.75))
    found = flowed(walk, ("a", "b", 8))
    assert found == {
        ("x", "y", "between"): 1, ("x", "z", "between"): 3, ("y", "y", "within"): 1, ("y", "z", "between"): 3,
    }  # fmt: skip


def test_flows_of_sejong_2012_keep_moves_inside_gongju_apart() -> None:
    table = crosswalk(korea(), date("2012-06-30"), date("2012-07-01"), "kosis")
    found = flowed(table, ("gongju-si", "gongju-si", 500), ("gongju-si", "yeongi-gun", 1000), ("yeongi-gun", "yeongi-gun", 70))
    moved = round(1000 * shares("gongju-si", "2012-06-30", "2012-07-01")["sejong-si"])
    assert found == {
        ("gongju-si", "gongju-si", "undivided"): 500,
        ("gongju-si", "sejong-si", "between"): 1000 - moved,
        ("sejong-si", "sejong-si", "within"): moved + 70,
    }


def test_cell_with_an_empty_flow_is_empty_and_periods_stay_apart() -> None:
    flows = pd.DataFrame(
        {"from_unit_id": ["a", "b", "a"], "to_unit_id": ["c"] * 3, "year": [2020, 2020, 2021], "moves": [5, NO, 3]}
    )
    result = convert_flows(flows, ways(("a", "m", 1.0), ("b", "m", 1.0), ("c", "c", 1.0)), by=["year"]).set_index("year")
    assert np.isnan(result.loc[2020, "moves"]) and result.loc[2020, "missing_sources"] == 1
    assert (result.loc[2021, "moves"], result.loc[2021, "missing_sources"], result.loc[2021, "interpolated"]) == (3, 0, False)


def test_flows_say_what_was_divided() -> None:
    flows = pd.DataFrame({"from_unit_id": ["a", "c"], "to_unit_id": ["c", "c"], "moves": [10, 1]})
    result = convert_flows(flows, pd.concat([SPLIT, ways(("c", "c", 1.0))], ignore_index=True))
    assert result.set_index("from_unit_id")["interpolated"].to_dict() == {"x": True, "y": True, "c": False}


def test_flow_of_which_one_part_was_divided_is_interpolated() -> None:
    walk = ways(("a", "x", 0.4), ("a", "y", 0.6), ("b", "x", 1.0), ("c", "c", 1.0))
    flows = pd.DataFrame({"from_unit_id": ["a", "b"], "to_unit_id": ["c", "c"], "moves": [10, 1]})
    assert convert_flows(flows, walk).set_index("from_unit_id")["interpolated"].to_dict() == {"x": True, "y": True}

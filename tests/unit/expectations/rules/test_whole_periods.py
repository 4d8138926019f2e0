"""A period has the units of the one before, and each unit as many rows as the others."""

from __future__ import annotations

import inspect

import pandas as pd
import pytest

from expectations.contracts.registry import all_contracts
from expectations.engine.runner import check
from expectations.rules.whole_periods import units_by_period, whole_periods

UNITS = [f"{code}" for code in range(100, 140)]


def table(*years: int, units: list[str] = UNITS, items: int = 3) -> pd.DataFrame:
    rows = [(year, unit, item, f"{year}.csv") for year in years for unit in units for item in range(items)]
    return pd.DataFrame(rows, columns=["year", "unit", "item", "source_file"])


def measured(rows: pd.DataFrame) -> pd.DataFrame:
    return units_by_period(rows, period=("year",), unit=("unit",)).set_index("year")


def test_periods_of_one_set_of_units_do_not_change() -> None:
    found = measured(table(2022, 2023))
    assert found["units"].tolist() == [40, 40] and found["change"].iloc[1] == 0 and found["uneven_units"].sum() == 0


def test_a_file_cut_within_a_unit_tells_the_unit_and_what_is_lost() -> None:
    whole = table(2022, 2023, 2024)
    found = measured(whole[: 2 * 120 + 79])
    assert found.loc[2024, ["units", "uneven_units", "uneven", "source_file"]].tolist() == [27, 1, "126", "2024.csv"]
    assert found.loc[2024, "change"] == pytest.approx(27 / 40 - 1)


def test_a_first_file_that_is_cut_shows_in_the_next_period() -> None:
    found = measured(pd.concat([table(2022)[:60], table(2023)]))
    assert found.loc[2023, "change"] == 1.0


def test_a_period_may_have_several_columns() -> None:
    rows = table(2022, 2023).assign(half=1)
    found = units_by_period(rows, period=("year", "half"), unit=("unit",))
    assert list(found.columns[:3]) == ["year", "half", "units"] and found["units"].tolist() == [40, 40]


def test_a_table_without_rows_has_nothing_to_tell() -> None:
    assert measured(table()).empty


def test_the_severity_of_uneven_units_is_the_contracts() -> None:
    rules = [whole_periods("t", period=("year",), unit=("unit",), uneven=how) for how in ("error", "warning", None)]
    assert [[one.severity for one in rule.expect] for rule in rules] == [["error", "error"], ["error", "warning"], ["error"]]
    assert list(inspect.signature(rules[0].measure).parameters) == ["t"]


@pytest.mark.parametrize("kept", [1 / 3, 2 / 3, 0.9])
def test_a_year_of_population_cut_at_the_end_of_a_line_fails_its_suite(kept: float) -> None:
    contract = all_contracts()["kosis_population"]
    rows = [
        (code, f"{code}구", year, sex, people)
        for year in (2023, 2024)
        for code in range(11110, 11310)
        for sex, people in (("total", 2), ("male", 1), ("female", 1))
    ]
    frame = pd.DataFrame(rows, columns=["region_code", "region_name", "year", "sex", "population"])
    frame = frame.assign(
        region_code=frame["region_code"].astype(str), vintage=pd.Timestamp("2024-02-01").date(), age_band="total", age_from=None,
        age_to=None, source_file=frame["year"].map("{}.json".format), source_row=range(len(frame)),
        reference_date=[pd.Timestamp(year, 12, 31).date() for year in frame["year"]],
    )  # fmt: skip
    cut = int(len(frame) * (1 + kept) / 2)
    failed = {
        len(part): [one.rule for one in check(contract, {"kosis_population": part}, "", all_contracts()).failed("error")]
        for part in (frame, frame[:cut])
    }
    assert "whole_periods" not in failed[len(frame)]
    assert "whole_periods" in failed[cut]

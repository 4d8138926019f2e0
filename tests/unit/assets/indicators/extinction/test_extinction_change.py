"""The change of the index is that of young women and of old people, nothing left over; entries and exits explain the counts."""

from __future__ import annotations

import datetime as dt
from math import log
from typing import Any

import pandas as pd
import pytest

from assets.indicators.extinction.change import extinction_change, extinction_movement
from expectations.contracts.events import REFERENCE_REGION
from expectations.contracts.extinction import AT_RISK_COUNT, EXTINCTION_CHANGE, EXTINCTION_MOVEMENT, EXTINCTION_RISK
from expectations.contracts.population import POPULATION_COVERAGE
from expectations.contracts.units import LOCAL_GOVERNMENT_TERM
from expectations.rules.extinction import effects_add_up, movements_explain_counts, spans_add_up
from tests.frames import result, typed
from tests.regions import members

REGIONS = (
    {"level": "nation", "region_id": "nation"},
    *(
        {"level": "sigungu", "region_id": unit, "name_ko": name, "sido_unit_id": "x", "megaregion": "capital", "in_keis": True}
        for unit, name in (("a", "가군"), ("b", "나군"))
    ),
)
TERMS = (
    {"term": 7, "begins": dt.date(2018, 7, 1), "ends": dt.date(2022, 7, 1)},
    {"term": 8, "begins": dt.date(2022, 7, 1), "ends": dt.date(2026, 7, 1)},
)


def day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def figures(**units: dict[int, tuple[int, int]]) -> list[dict[str, Any]]:
    """Rows of mart.extinction_risk: women and old persons by unit and year."""
    return [
        {
            "level": "sigungu", "region_id": unit, "reference_date": day(year), "women_20_39": women, "population_65_over": old,
            "population": 10 * (women + old), "risk_index": women / old,
            "at_risk": women / old < 0.5,
        }
        for unit, years in units.items()
        for year, (women, old) in years.items()
    ]  # fmt: skip


def changes(**units: dict[int, tuple[int, int]]) -> pd.DataFrame:
    table = extinction_change(
        typed(EXTINCTION_RISK, *figures(**units)),
        members(REGIONS),
        typed(REFERENCE_REGION, *REGIONS),
        typed(LOCAL_GOVERNMENT_TERM, *TERMS),
    )
    return result(EXTINCTION_CHANGE, table)


def movements(**units: dict[int, tuple[int, int]]) -> pd.DataFrame:
    years = {year for figures in units.values() for year in figures}
    coverage = [
        {"unit_id": unit, "reference_date": day(year), "known": year in known, "population_concept": "registration"}
        for unit, known in units.items()
        for year in years
    ]
    table = extinction_movement(
        typed(EXTINCTION_RISK, *figures(**units)), typed(POPULATION_COVERAGE, *coverage), typed(REFERENCE_REGION, *REGIONS)
    )
    return result(EXTINCTION_MOVEMENT, table)


def test_index_that_halves_because_women_halve_is_loss_of_the_young_alone() -> None:
    row = changes(a={2020: (100, 200), 2021: (50, 200)}).set_index(["region_id", "span"]).loc[("a", "whole")]
    assert (row["risk_index_from"], row["risk_index_to"]) == (0.5, 0.25)
    assert row["log_index_change"] == pytest.approx(-log(2)) and row["youth_loss"] == pytest.approx(-log(2))
    assert (row["ageing"], row["youth_share"]) == (0, 1)


def test_both_effects_by_hand() -> None:
    row = changes(a={2020: (100, 200), 2021: (80, 250)}).set_index(["region_id", "span"]).loc[("a", "whole")]
    assert row["youth_loss"] == pytest.approx(log(0.8))
    assert row["ageing"] == pytest.approx(-log(1.25))
    assert row["log_index_change"] == pytest.approx(log(0.32 / 0.5))
    assert row["youth_share"] == pytest.approx(0.5)


def test_effects_and_spans_add_up_to_the_last_digits() -> None:
    table = changes(
        a={2017: (97, 101), 2018: (91, 113), 2021: (83, 131), 2024: (71, 149)},
        b={y: (y - 2000, 3 * y) for y in (2017, 2018, 2021, 2024)},
    )
    assert set(table["span"]) == {"consecutive", "term", "whole"}
    assert effects_add_up(table)["difference"].abs().max() < 1e-9
    assert spans_add_up(table)[["consecutive_minus_whole", "term_minus_whole"]].max().max() < 1e-9


def test_a_sum_that_does_not_hold_is_found() -> None:
    table = changes(a={2020: (100, 200), 2021: (80, 250), 2022: (70, 260)})
    spoilt = table.assign(youth_loss=table["youth_loss"].where(table["from_date"] != day(2021), 0.5))
    assert effects_add_up(spoilt)["difference"].abs().max() > 0.1
    assert spans_add_up(spoilt)["consecutive_minus_whole"].max() > 0.1


def test_unit_that_appears_later_is_left_out_of_sums_and_named_as_missing() -> None:
    table = changes(a={2020: (100, 200), 2021: (80, 200)}, b={2021: (900, 10)}).set_index(["region_id", "span"])
    nation = table.loc[("nation", "whole")]
    assert nation[["women_20_39_from", "women_20_39_to"]].isna().all() and nation["missing_units"] == 1
    assert nation["youth_loss"] == pytest.approx(log(0.8))  # of the unit that is known throughout
    assert "b" not in table.index.get_level_values("region_id")


def test_nobody_young_leaves_the_logarithm_empty() -> None:
    row = changes(a={2020: (0, 200), 2021: (5, 200)}).set_index(["region_id", "span"]).loc[("a", "whole")]
    assert pd.isna(row["log_index_change"]) and pd.isna(row["youth_loss"]) and row["ageing"] == 0


def test_one_date_has_no_change_and_none_no_row() -> None:
    assert len(changes(a={2020: (1, 2)})) == 0
    assert len(changes()) == 0 and len(movements()) == 0


def test_entry_and_exit_by_the_line_of_one_half() -> None:
    table = movements(a={2020: (50, 100), 2021: (49, 100)}, b={2020: (49, 100), 2021: (50, 100)})
    whole = table[table["span"] == "whole"].set_index("unit_id")
    assert whole["movement"].to_dict() == {"a": "entered", "b": "left"}
    assert whole.loc["a", ["risk_index_from", "risk_index_to"]].tolist() == [0.5, 0.49]


def test_unit_known_at_one_date_only_is_unknown_and_neither_entry_nor_exit() -> None:
    table = movements(a={2020: (50, 100), 2021: (60, 100)}, b={2021: (1, 100)})
    (row,) = table[table["span"] == "whole"].to_dict("records")
    assert (row["unit_id"], row["movement"], row["at_risk_from"], row["at_risk_to"]) == ("b", "unknown", None, True)


def test_movements_and_unknown_units_explain_the_change_of_the_count() -> None:
    table = movements(a={2020: (50, 100), 2021: (40, 100)}, b={2021: (1, 100)})
    counts = [{"unit_set": "keis", "reference_date": day(year), "at_risk": at_risk} for year, at_risk in ((2020, 0), (2021, 2))]
    assert movements_explain_counts(table, typed(AT_RISK_COUNT, *counts))["difference"].tolist() == [0, 0]
    counts[1]["at_risk"] = 3
    assert movements_explain_counts(table, typed(AT_RISK_COUNT, *counts))["difference"].tolist() == [1, 1]

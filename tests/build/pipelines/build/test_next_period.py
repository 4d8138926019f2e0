"""A later December arrives: tables, claims, maps, headlines and presets move on, and nothing in the project has to be edited."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from assets.release.publish import read_manifest
from tests.command import rebalance
from tests.conftest import Built, copied
from tests.workshop import KOSIS, Workshop

ALL_AGES = "계"


def december(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def arrive(workshop: Workshop, year: int, *, of: str = KOSIS, changed: bool = True) -> None:
    """Put the figures of a December into the folder as those of `year`, each larger by 1 and half a percent where `changed`."""
    records = json.loads((workshop.folder / of).read_text(encoding="utf-8"))
    sums: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        if ALL_AGES not in record["C2_NM"] and record["ITM_ID"] != "T2":
            people = int(record["DT"])
            people += (1 + people // 200) if changed else 0
            for age in (record["C2"], ALL_AGES):
                for item in (record["ITM_ID"], "T2"):
                    sums[record["C1"], age, item] += people
    later = [
        record
        | {
            "PRD_DE": str(year),
            "DT": str(sums[record["C1"], ALL_AGES if ALL_AGES in record["C2_NM"] else record["C2"], record["ITM_ID"]]),
        }
        for record in records
    ]
    path = workshop.folder / f"DT_1B04005N_{year}.json"
    path.write_text(json.dumps(later, ensure_ascii=False), encoding="utf-8")


def built(workshop: Workshop) -> Workshop:
    answer = workshop.build()
    assert answer.code == 0, answer.err
    return workshop


def dates(workshop: Workshop, table: str, column: str = "reference_date") -> set[Any]:
    return set(workshop.home.lake.frame(table)[column])


def headlines(workshop: Workshop) -> dict[str, dict[str, Any]]:
    manifest = read_manifest((workshop.home.releases / "current").resolve())
    return {headline["name"]: headline for headline in manifest["headlines"]}


@pytest.fixture(scope="module")
def in_2031(schematic: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A release with the schematic Decembers (2015, 2019, 2023, 2024) and one of 2031; seven years are missing between."""
    with pytest.MonkeyPatch.context() as patch:
        workshop = copied(schematic, tmp_path_factory.mktemp("2031"), patch)
        arrive(workshop, 2031)
        yield built(workshop)


@pytest.fixture(scope="module")
def in_2026(schematic: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A release with the schematic Decembers and those of 2025 and 2026."""
    with pytest.MonkeyPatch.context() as patch:
        workshop = copied(schematic, tmp_path_factory.mktemp("2026"), patch)
        arrive(workshop, 2025)
        arrive(workshop, 2026, of="DT_1B04005N_2025.json")
        yield built(workshop)


def test_the_figures_of_2024_as_those_of_2031_are_refused_with_both_dates_and_the_count(workshop: Workshop) -> None:
    arrive(workshop, 2031, changed=False)
    answer = workshop.build()
    assert answer.code == 4
    assert "kosis_population: copied_period" in answer.message
    for words in ("DT_1B04005N_2031.json", "reference_date=2031-12-31", "copied_from=2024-12-31", "equal_figures="):
        assert words in answer.message
    workshop.assert_untouched()


def test_tables_maps_and_claims_of_2031_are_of_2031(in_2031: Workshop) -> None:
    manifest = read_manifest((in_2031.home.releases / "current").resolve())
    assert manifest["version"].startswith("2031-12-31-")
    for table in ("population", "population_coverage", "extinction_risk", "at_risk_count", "extinction_risk_map"):
        assert december(2031) in dates(in_2031, table)
    for layer in ("sigungu", "sido", "megaregion", "extinction_comparison", "decline_lookalike", "clusters"):
        assert dates(in_2031, layer) - {None} == {december(2031)}, layer
    assert max(dates(in_2031, "claim_variant")) >= december(2031)


def test_a_gap_of_years_is_one_span_and_the_terms_of_law_go_on(in_2031: Workshop) -> None:
    spans = in_2031.home.lake.frame("extinction_change")
    consecutive = {(row.from_date, row.to_date) for row in spans.itertuples() if row.span == "consecutive"}
    assert {(december(2023), december(2024)), (december(2024), december(2031))} <= consecutive
    assert spans.loc[spans["span"] == "term", "term"].max() == 10  # from July 2030, by law
    assert spans.loc[spans["span"] == "whole", "to_date"].unique().tolist() == [december(2031)]


def test_cohorts_over_five_years_stay_where_the_december_five_years_before_is_known(in_2031: Workshop) -> None:
    assert max(dates(in_2031, "youth_migration")) == max(dates(in_2031, "masuda")) == december(2024)
    assert max(dates(in_2031, "projection_backtest", "target_date")) == december(2024)


def test_2031_is_the_base_of_projections_and_the_presets_that_are_past_say_so(in_2031: Workshop) -> None:
    projection, results = (in_2031.home.lake.frame(name) for name in ("projection", "scenario_result"))
    assert set(projection["base_year"]) == set(results["base_year"]) == {2031}
    assert sorted(set(projection["year"])) == [2031, 2035, 2040, 2045, 2050]
    timing = results.drop_duplicates("scenario").set_index("scenario")["timing"]
    assert timing["ministry-and-hmm-to-busan"] == "relocate_jobs 2032 (2025 is past); relocate_jobs 2032 (2027 is past)"
    assert timing["retention-five-years-later"] == "retain_youth from 2037"
    assert timing["no-change"] == "question 2041; question from 2032"


def test_headlines_of_2031_are_of_one_date(in_2031: Workshop) -> None:
    told = headlines(in_2031)
    (day,) = {day for day in ("2024-12-31", "2031-12-31") if day in told["national_population"]["text"]}
    assert day in told["at_risk_units"]["text"]
    assert ("newer_figures" in told) == (day != "2031-12-31")


@pytest.mark.trial
def test_2025_and_2026_arrive_as_well(in_2026: Workshop) -> None:
    assert {december(2025), december(2026)} <= dates(in_2026, "extinction_risk")
    assert set(in_2026.home.lake.frame("scenario_result")["base_year"]) == {2026}
    told = headlines(in_2026)
    assert ("newer_figures" in told) == ("2026-12-31" not in told["at_risk_units"]["text"])


@pytest.mark.trial
def test_a_preset_that_is_past_says_so_where_it_is_run(in_2026: Workshop) -> None:
    answer = rebalance("scenario", "ministry-and-hmm-to-busan", "--home", in_2026.home.root, "--draws", 0)
    assert answer.code == 0
    assert "years: jobs move 2027 (2025 is past); jobs move 2027" in answer.out
    assert "in December 2026" in answer.out


@pytest.mark.trial
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_preset_that_is_past_says_so_beside_figures_for_machines(in_2026: Workshop, form: str) -> None:
    options = ("--home", in_2026.home.root, "--draws", 0, "--format", form)
    answer = rebalance("scenario", "ministry-and-hmm-to-busan", *options)
    assert answer.code == 0 and "past" not in answer.out
    assert "ministry-and-hmm-to-busan: jobs move 2027 (2025 is past); jobs move 2027" in answer.err

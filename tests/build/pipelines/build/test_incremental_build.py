"""What one change costs: the tables computed, the suites run and the releases published, counted, never timed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from assets.lake.asset import Declaration
from assets.lake.lake import Lake, Sealed
from assets.reading.source_file import sha256
from expectations.contract import TableContract
from expectations.engine.report import CheckReport
from pipelines.build.plan import all_declarations, with_upstream
from pipelines.dagster.run import make_plan
from tests.workshop import BOUNDARY, KOSIS, MOIS_CSV, Workshop

LAYERS = {"sigungu", "sido", "megaregion"}


@dataclass
class Work:
    """Names of the tables computed and the suites run since the test began."""

    computed: list[str] = field(default_factory=list)
    checked: list[str] = field(default_factory=list)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts work where it is done: a table sealed, a report written."""
    counted = Work()
    seal, write = Lake.seal, CheckReport.write

    def counted_seal(self: Lake, contract: Any, *arguments: Any, **options: Any) -> Sealed:
        counted.computed.append(contract.name)
        return seal(self, contract, *arguments, **options)

    def counted_write(self: CheckReport, *arguments: Any) -> None:
        counted.checked.append(self.table)
        write(self, *arguments)

    monkeypatch.setattr(Lake, "seal", counted_seal)
    monkeypatch.setattr(CheckReport, "write", counted_write)
    return counted


def made_from(name: str) -> set[str]:
    """The table and every table that it goes into, directly or through others."""
    return {table for table in all_declarations() if name in with_upstream([table])}


def moved(youngest: int, older: int) -> Callable[[list[dict[str, str]]], list[dict[str, str]]]:
    """One woman of Jongno-gu moved from one age group to another; every sum stays."""

    def change(records: list[dict[str, str]]) -> list[dict[str, str]]:
        step = {str(youngest + 5): -1, str(older + 5): 1}  # by the publisher's codes, in which 5 are those from 0
        return [
            r | {"DT": str(int(r["DT"]) + step[r["C2"]])} if (r["C1"], r["ITM_ID"]) == ("11110", "T4") and r["C2"] in step else r
            for r in records
        ]

    return change


def test_nothing_changed_is_nothing_to_do(workshop: Workshop, work: Work) -> None:
    assert make_plan(workshop.home).steps == 0
    answer = workshop.build()
    assert answer.code == 0 and "nothing had changed" in answer.out
    assert (work.computed, work.checked) == ([], [])
    workshop.assert_untouched()


def test_files_rewritten_with_equal_bytes_are_nothing_to_do(workshop: Workshop, work: Work) -> None:
    for path in workshop.folder.iterdir():
        path.write_bytes(path.read_bytes())
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert make_plan(workshop.home).steps == 0
    assert workshop.build().code == 0
    assert (work.computed, work.checked) == ([], [])


def test_changed_figures_rebuild_what_is_made_from_them_and_nothing_else(workshop: Workshop, work: Work) -> None:
    workshop.recount(moved(15, 20))
    assert workshop.stale()["kosis_population"] == "changed"
    assert {name for name, reason in workshop.stale().items() if reason == "changed"} == {"kosis_population"}
    answer = workshop.build()
    assert answer.code == 0, answer.err
    felt = {"kosis_population", "population_reported", "population", "extinction_risk", "at_risk_count", "indicator_value"}
    assert {"source_file", *felt, *LAYERS} <= set(work.computed) <= made_from("kosis_population")
    assert len(work.computed) == len(set(work.computed))
    assert workshop.published()["current"] != workshop.before["current"]
    assert workshop.stale() == {}


def test_change_that_an_indicator_does_not_feel_stops_there(workshop: Workshop, work: Work) -> None:
    """A woman of 20-24 becomes one of 25-29: both count alike, so the index and all below it stand still."""
    workshop.recount(moved(20, 25))
    answer = workshop.build_tables()
    assert answer.code == 0, answer.err
    reported = {"kosis_population", "source_file", "population_reported", "population_coverage", "population"}
    assert {*reported, "extinction_risk"} <= set(work.computed) <= made_from("kosis_population")
    assert not {"at_risk_count", *LAYERS} & set(work.computed)
    assert {"kosis_population", "population_reported", "population"} <= set(work.checked)
    assert not {"population_coverage", "extinction_risk"} & set(work.checked)
    assert workshop.stale() == {}


def test_file_laid_out_anew_with_equal_content_stops_at_its_table(workshop: Workshop, work: Work) -> None:
    workshop.retype(MOIS_CSV, lambda text: text.replace("\r\n", "\n"))
    answer = workshop.build_tables()
    assert answer.code == 0, answer.err
    assert sorted(work.computed) == ["mois_population", "source_file"]
    assert work.checked == ["source_file"]
    assert workshop.stale() == {}


def test_changed_declaration_reads_the_file_again(workshop: Workshop, work: Work) -> None:
    workshop.declare("mois_boundary", options={"extent": "national"})
    assert workshop.stale()["mois_boundary"] == "changed"
    assert workshop.build_tables().code == 0
    assert "mois_boundary" in work.computed and "boundary" not in work.computed


def test_mended_licence_reaches_the_provenance(workshop: Workshop) -> None:
    workshop.declare("mois_boundary", licence="CC0-1.0")
    answer = workshop.build_tables()
    assert answer.code == 0, answer.err
    files = workshop.home.lake.frame("source_file").set_index("file")
    assert files.loc[BOUNDARY, "licence"] == "CC0-1.0"


def test_new_file_of_a_dataset_is_noticed(workshop: Workshop, work: Work) -> None:
    (workshop.folder / "DT_1B04005N_2023.json").rename(workshop.folder / "kept.json")
    assert workshop.build("--select", "kosis_population").code == 0
    assert work.computed == ["kosis_population"]
    (workshop.folder / "kept.json").rename(workshop.folder / "DT_1B04005N_2023.json")
    assert workshop.stale()["kosis_population"] == "changed"


def test_changed_fact_file_rebuilds_its_table_and_stops_where_it_is_equal(
    workshop: Workshop, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assets.lake.asset.sha256", lambda path: "new" if path.name == "region.csv" else sha256(path))
    assert {name for name, reason in workshop.stale().items() if reason == "changed"} == {"region", "unit"}
    assert {"boundary", "population", "sigungu"} <= set(workshop.stale())
    assert workshop.build().code == 0
    assert (sorted(work.computed), work.checked) == (["region", "unit"], [])


def test_changed_code_builds_its_table_again_and_equal_rows_need_no_new_check(
    workshop: Workshop, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = Declaration.code_version.fget  # type: ignore[attr-defined]
    changed = property(lambda d: "new" if d.name == "population_coverage" else version(d))
    monkeypatch.setattr(Declaration, "code_version", changed)
    assert workshop.build().code == 0
    assert (work.computed, work.checked) == (["population_coverage"], [])
    workshop.assert_untouched()


def relabelled(contract: TableContract) -> TableContract:
    return replace(contract, ko="새 이름", columns=tuple(replace(c, ko="새 이름", caveat="new") for c in contract.columns))


def ranged(contract: TableContract) -> TableContract:
    return replace(contract, min_rows=2)


@pytest.mark.parametrize(("change", "checked"), [(relabelled, []), (ranged, ["population_coverage"])])
def test_changed_contract_is_published_or_checked_without_computing_anything(
    workshop: Workshop,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[TableContract], TableContract],
    checked: list[str],
) -> None:
    declared = all_declarations()["population_coverage"]
    assert declared.suite_version  # is kept, and has to go with the contract
    monkeypatch.delitem(declared.__dict__, "suite_version")
    monkeypatch.setitem(declared.__dict__, "contract", change(declared.contract))
    assert workshop.build().code == 0
    assert (work.computed, work.checked) == ([], checked)
    assert workshop.published()["current"] != workshop.before["current"]
    assert make_plan(workshop.home).steps == 0


@pytest.mark.parametrize(
    ("damage", "reason"), [(lambda path: path.unlink(), "missing"), (lambda path: path.write_bytes(b"PAR1 half"), "damaged")]
)
def test_lost_or_damaged_table_is_made_again_alone(
    workshop: Workshop, work: Work, damage: Callable[..., None], reason: str
) -> None:
    damage(workshop.home.lake.path("population_coverage"))
    assert workshop.stale()["population_coverage"] == reason
    assert workshop.build().code == 0
    assert (work.computed, work.checked) == (["population_coverage"], [])
    workshop.assert_untouched()


def test_lost_report_is_made_again_without_building(workshop: Workshop, work: Work) -> None:
    (workshop.home.checks / "population.json").unlink()
    plan = make_plan(workshop.home)
    assert (plan.tables, plan.suites) == ((), ("population",))
    assert workshop.build().code == 0
    assert (work.computed, work.checked) == ([], ["population"])


def test_failed_suite_fails_again_until_the_file_is_mended(workshop: Workshop, work: Work) -> None:
    good = (workshop.folder / KOSIS).read_bytes()
    workshop.recount(lambda records: [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records])
    first, second = workshop.build(), workshop.build()
    assert (first.code, second.code) == (4, 4)
    assert first.message == second.message
    assert work.computed.count("kosis_population") == 1
    workshop.assert_untouched()
    (workshop.folder / KOSIS).write_bytes(good)
    assert workshop.build_tables().code == 0
    assert workshop.stale() == {}


def test_select_builds_the_asset_what_it_is_made_from_and_what_these_refer_to(workshop: Workshop, work: Work) -> None:
    shutil.rmtree(workshop.home.lake.root)
    answer = workshop.build("--select", "capital_concentration", "--select", "reference_region")
    assert answer.code == 0, answer.err
    assert sorted(work.computed) == [
        *("boundary", "capital_concentration", "crosswalk", "derived_boundary", "event_piece", "kosis_collected_population"),
        *("kosis_dong_population",),
        *("kosis_population", "kosis_sido_population", "kostat_boundary", "megaregion_membership", "mois_boundary"),
        *("mois_population", "population_carried", "population_reported", "population_source", "population_unit"),
        *("reference_region", "region", "region_event", "sgis_boundary", "sido_population_reported", "unit"),
    ]
    assert "No release was asked for" in answer.out
    assert workshop.published() == workshop.before


def test_select_of_the_release_is_the_whole_build(workshop: Workshop) -> None:
    workshop.recount(moved(20, 25))
    assert make_plan(workshop.home, ["release"]) == make_plan(workshop.home)
    assert make_plan(workshop.home, ["release"]).release


def test_select_of_an_unknown_asset_is_wrong_use(workshop: Workshop, work: Work) -> None:
    answer = workshop.build("--select", "weather")
    assert answer.code == 2
    assert answer.message.startswith("error no asset 'weather'; known are ")
    assert work.computed == []


def test_unchanged_build_points_current_back_from_another_profiles_release(workshop: Workshop, work: Work) -> None:
    releases = workshop.home.releases
    own = releases / workshop.before["current"]
    shutil.copytree(own, releases / "of-another-profile")
    manifest = releases / "of-another-profile" / "manifest.json"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('"fingerprint": "', '"fingerprint": "other'), encoding="utf-8"
    )
    (releases / "current").unlink()
    (releases / "current").symlink_to("of-another-profile")
    assert workshop.build().code == 0
    assert (releases / "current").readlink().name == own.name
    assert work.computed == []

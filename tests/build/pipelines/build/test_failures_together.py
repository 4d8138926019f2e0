"""All that fails in a build is told at once, whatever the order of steps; and what a build of some tables left unchecked."""

from __future__ import annotations

import json
import re

import openpyxl
import pytest

from pipelines.build.plan import all_declarations
from tests.command import rebalance
from tests.publisher_files import write_catalogue
from tests.workshop import BOUNDARY, KOSIS, MOIS_CSV, SHEET, Desk, Workshop

STAYS = "error nothing was published, the last release stays:"


def cut(workshop: Workshop, *names: str) -> None:
    for name in names:
        path = workshop.folder / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def suppress(workshop: Workshop) -> None:
    """A cell of the sheet that its reader refuses."""
    book = openpyxl.load_workbook(workshop.folder / SHEET)
    book["데이터"].cell(row=5, column=2).value = "X"
    book.save(workshop.folder / SHEET)


def test_all_files_that_cannot_be_read_are_told_at_once_and_nothing_below_them_runs(workshop: Workshop) -> None:
    before = {name: workshop.home.lake.entry(name) for name in all_declarations()}
    cut(workshop, BOUNDARY, KOSIS, MOIS_CSV, SHEET)
    answer = workshop.build()
    first, *lines = answer.message.splitlines()
    assert (answer.code, first, len(lines)) == (3, STAYS, 4)
    assert {name for name in (BOUNDARY, KOSIS, MOIS_CSV, SHEET) for line in lines if line.startswith(name)} == {
        BOUNDARY, KOSIS, MOIS_CSV, SHEET,
    }  # fmt: skip
    after = {name: workshop.home.lake.entry(name) for name in all_declarations()}
    assert after == before
    workshop.assert_untouched()
    # The same again: the order of steps decides nothing.
    assert workshop.build().message == answer.message


def test_what_a_reader_refuses_and_what_a_suite_refuses_are_told_together(workshop: Workshop) -> None:
    suppress(workshop)
    workshop.recount(lambda records: [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records])
    answer = workshop.build()
    first, *lines = answer.message.splitlines()
    assert (answer.code, first) == (3, STAYS), "the code is that of what comes first: the file"
    assert [line.partition(":")[0] for line in lines[:2]] == [f"{SHEET}, row 3", "population_unit"]
    assert "region_code=11999" in lines[1]
    workshop.assert_untouched()


def test_a_fault_of_the_program_beside_a_bad_file_hides_neither(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*_: object, **__: object) -> None:
        raise KeyError("women_20_39")

    workshop.home.lake.path("boundary_quality").unlink()
    monkeypatch.setattr("assets.geography.boundary_quality.series_by_series", stumbling)
    suppress(workshop)
    answer = workshop.build()
    first, *lines = answer.message.splitlines()
    assert (answer.code, first) == (1, STAYS)
    assert lines[0].startswith(f"{SHEET}, row 3: found `X`")
    assert re.fullmatch(r"fault of the program in boundary_quality \(.+\.py:\d+\): KeyError: 'women_20_39'", lines[1])


def test_what_another_run_failed_of_is_not_told_again(workshop: Workshop) -> None:
    """A suite's failure is kept; when a file is broken before it, the suite does not run, and may be of files that are gone."""
    workshop.recount(lambda records: [r | {"C1": "11999"} if r["C1"] == "11110" else r for r in records])
    assert "population_unit: codes_and_names" in workshop.build().message
    cut(workshop, KOSIS)
    answer = workshop.build()
    assert (answer.code, len(answer.message.splitlines())) == (3, 1) and answer.message.startswith(f"error {KOSIS}")


def test_status_calls_a_report_of_another_content_outdated(workshop: Workshop) -> None:
    lake = workshop.home.lake
    other = lake.frame("official_area").iloc[1:]
    lake.put(lake.seal(all_declarations()["official_area"].contract, other, fingerprint="other"))
    answer = rebalance("status", "--home", workshop.home.root, "--sources", workshop.folder)
    assert re.search(r"core\.official_area +changed +\d+ +outdated +–", answer.out)
    assert re.search(r"core\.region +fresh +\d+ +\d+/\d+", answer.out)


# --- some tables


def test_what_a_selection_leaves_unchecked_is_named_with_what_it_needs_and_what_to_do(desk: Desk) -> None:
    write_catalogue(desk.folder, [], {})
    answer = desk.build("policy_event")
    assert answer.code == 0, answer.err
    assert "done" not in answer.out and answer.out.startswith("built, not all checked in ")
    (line,) = [line for line in answer.out.splitlines() if line.startswith("unchecked ")]
    found = re.fullmatch(r"unchecked +policy_event: rules need ([\w, ]+)", line)
    assert found is not None
    assert "`rebalance build` without --select builds and checks all of them" in answer.out
    # What is named is all that it takes.
    answer = desk.build("policy_event", *found[1].split(", "))
    assert answer.code == 0 and "policy_event" not in answer.out


def test_a_table_that_a_whole_build_refused_is_refused_when_it_is_selected(workshop: Workshop) -> None:
    def copied(records: list[dict[str, str]]) -> list[dict[str, str]]:
        return [r | {"PRD_DE": "2031"} for r in records]

    records = json.loads((workshop.folder / KOSIS).read_text(encoding="utf-8"))
    (workshop.folder / "DT_1B04005N_2031.json").write_text(json.dumps(copied(records), ensure_ascii=False), encoding="utf-8")
    whole = workshop.build()
    assert whole.code == 4 and "kosis_population: copied_period" in whole.message
    selected = workshop.build("--select", "kosis_population")
    assert selected.code == 4 and "kosis_population: copied_period" in selected.message


def test_tables_that_come_out_as_they_were_are_not_counted_as_built(workshop: Workshop) -> None:
    """The same figures in other white space: the raw table is read anew, and nothing that is made from it is computed."""
    before = workshop.home.lake.path("population").stat().st_mtime_ns
    path = workshop.folder / KOSIS
    path.write_text(path.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    answer = workshop.build("--select", "population")
    assert answer.code == 0, answer.err
    found = re.search(r": (\d+) tables? built, \d+ suites? run; (\d+) tables? stand as before", answer.out)
    assert found is not None and int(found[1]) > 0 and int(found[2]) > 0
    assert workshop.home.lake.path("population").stat().st_mtime_ns == before

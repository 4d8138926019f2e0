"""The same input gives the same bytes: with any order of rows, hash seed and number of threads, in DuckDB and in BLAS."""

from __future__ import annotations

import ast
from pathlib import Path

import assets

ROOT = Path(assets.__path__[0])
BLAS = {"dot", "inner", "matmul", "tensordot", "vdot"}


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

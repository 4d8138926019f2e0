"""The same input gives the same bytes: with any order of rows, hash seed and number of threads, in DuckDB and in BLAS."""

from __future__ import annotations

import pytest

from tests.conftest import Built
from tests.made_again import assert_made_again_as_it_was


@pytest.mark.parametrize(("threads", "everything"), [(1, True), (2, False), (8, False)])
def test_every_table_is_the_same_when_it_is_made_again(schematic: Built, threads: int, everything: bool) -> None:
    assert_made_again_as_it_was(schematic.home, threads, everything=everything)

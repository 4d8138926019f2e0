"""The same publishers' files give the same bytes: with any order of rows, hash seed and number of threads."""

from __future__ import annotations

import pytest

from tests.conftest import Built
from tests.made_again import assert_made_again_as_it_was


@pytest.mark.parametrize(
    ("threads", "everything"),
    [pytest.param(1, True, marks=pytest.mark.trial), pytest.param(2, False, marks=pytest.mark.trial), (8, False)],
)
def test_every_table_is_the_same_when_it_is_made_again(real: Built, threads: int, everything: bool) -> None:
    assert_made_again_as_it_was(real.home, threads, everything=everything)

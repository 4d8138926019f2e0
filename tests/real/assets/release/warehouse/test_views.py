"""The same of the release of publishers' files: its tests are those of `tests/build`, on another database."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.build.assets.release.warehouse.test_views import (  # noqa: F401  (collected here once more)
    opened,
    test_every_region_of_a_view_has_a_name,
    test_figures_are_those_of_the_tables,
    test_full_name_tells_regions_of_one_name_apart,
    test_joining_names_neither_loses_nor_doubles_rows,
    test_no_sum_over_a_view_exceeds_the_nation,
    test_people_of_every_view_are_no_more_than_the_nation,
    test_view_and_its_columns_are_commented_in_both_languages,
    test_view_has_the_columns_that_it_declares_and_no_shape,
)
from tests.conftest import Built


@pytest.fixture(scope="module")
def warehouse(real: Built) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(real) as connection:
        yield connection

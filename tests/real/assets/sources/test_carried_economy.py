"""The carried tables of economy and society: written in publishers' layouts, read by the project's readers, figure by figure.

The known figures were looked up in the publishers' own tables, not in ours.
"""

from __future__ import annotations

import pandas as pd
import pytest

from assets.reading.catalogue import Catalogue
from tests.build.assets.sources.test_carried_economy import ROWS, read, written
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return written(tmp_path_factory.mktemp("carried") / "files")


@pytest.mark.parametrize("dataset", ROWS)
def test_every_figure_is_that_of_the_publisher(catalogue: Catalogue, dataset: str) -> None:
    places = ["source_file", "source_row"]
    ours, theirs = (table.drop(columns=places) for table in (read(catalogue, dataset), real_table(dataset)))
    by = list(theirs.columns)
    pd.testing.assert_frame_equal(
        ours.sort_values(by, ignore_index=True), theirs.sort_values(by, ignore_index=True), check_exact=True
    )

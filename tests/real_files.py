"""Single tables read from the real publisher files, where these lie beside the repository; no build, no checks."""

from __future__ import annotations

import functools
from pathlib import Path

import pandas as pd
import pytest

from assets.reading.catalogue import read_catalogue
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from tests.frames import result
from tests.places import DATA, ROOT

CATALOGUE = ROOT / "assets" / "sources" / "catalogue.toml"


def real_table(dataset: str) -> pd.DataFrame:
    """The raw table as the lake would keep it; the test skips when there is no such file. It asks for `publisher_files`."""
    return _read(dataset).copy()


@functools.cache
def _read(dataset: str) -> pd.DataFrame:
    declaration = all_declarations()[dataset]
    # None of these files comes in an archive, so nothing is ever unpacked into the scratch folder.
    files = read_catalogue(CATALOGUE, DATA, frozenset(all_declarations()), Path("unused")).of(dataset)
    if not files:
        pytest.skip(f"{dataset}: none of its files is below {DATA}")
    return result(declaration.contract, read_files(declaration, files))

"""CSV of residents, households and area by administrative eup-myeon-dong; same identity as `emd_population.py`."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, require_columns
from assets.io.source_file import SourceFile
from assets.io.tabular import read_csv
from assets.sources.emd_population import IDENTITY, identity
from expectations.contracts.emd_density import EMD_DENSITY

COUNTS = {"P_ALL": "population", "P_M": "men", "P_F": "women", "H": "households"}
MEASURES = {"AREA_KM": "area_km2", "P_DEN": "density"}


@source(contract=EMD_DENSITY)
def emd_density(file: SourceFile) -> pd.DataFrame:
    """Persons, households, km2. One row per printed row; `is_repeated` where another row has the same codes."""
    raw = read_csv(file)
    require_columns(file, raw, (*IDENTITY, "YEAR", *COUNTS, *MEASURES))
    rows = raw["source_row"]
    counted = {column: numbers(file, raw[item], rows, minimum=0, whole=True) for item, column in COUNTS.items()}
    measured = {column: numbers(file, raw[item], rows, minimum=0) for item, column in MEASURES.items()}
    repeated = raw.duplicated(["CODE", "CODE_AD"], keep=False)
    return identity(file, raw).assign(**counted, **measured, is_repeated=repeated)

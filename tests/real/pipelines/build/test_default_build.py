"""The default build from end to end: the real map and real figures, and the same to the last digit as publishers' files give."""

from __future__ import annotations

import pandas as pd
import pyarrow.parquet as pq
import pytest

from assets.reading.source_file import sha256
from assets.sources.embedded.carried import FIGURES
from expectations.contracts.registry import all_contracts
from tests.build.pipelines.build.test_default_build import EMPTY
from tests.conftest import Built
from tests.places import DATA

pytestmark = pytest.mark.usefixtures("publisher_files")

# Where borders are drawn otherwise, so is what is measured on them.
MEASURED = {
    "area_km2",
    "density",
    "centroid_lon",
    "centroid_lat",
    "geometry_basis",
    "gaps_closed_km2",
    "length_km",
    "distance_km",
}
# Which file and row a figure stands in is the profile's own matter; so is what the reference vintage is called.
PLACES = {"source_file", "source_row", "reference_vintage", "units_day"}
# Columns computed from areas or neighbours.
OF_BORDERS = {
    "concentration": {"population_quotient"},
    "concentration_index": {"geographic_concentration", "geographic_concentration_adjusted"},
    "megaregion_profile": {"concentration__population_quotient"},
    "clusters": {"neighbour_mean", "local_i", "p_value", "cluster", "seed_dependent"},
    "local_cluster": {
        "value",
        "neighbour_mean",
        "local_i",
        "local_i_eb",
        "p_value_raw",
        "p_value",
        "cluster",
        "seed_dependent",
    },
    "spatial_autocorrelation": {
        "moran_i",
        "moran_i_eb",
        "p_value",
        "clusters",
        "clusters_raw",
        "clusters_seed_dependent",
    },
}
# Rows of the long tables that repeat such columns.
REPEATED = {"indicator_value": {"value"}, "indicator_term": {"first_value", "last_value", "change"}}
# Tables about the boundary files themselves, and about files that only one of the two has.
OF_FILES = {
    "boundary", "boundary_change", "boundary_gap", "boundary_history", "boundary_quality", "boundary_repair", "boundary_shift",
    "border_comparison", "area_comparison", "derived_boundary", "level_boundary", "simple_boundary", "neighbour",
    "code_comparison", "population_unit", "source_file", "claim", "claim_variant",
}  # fmt: skip


# --- the same as publishers' files


@pytest.mark.parametrize("name", [n for n, c in all_contracts().items() if c.schema != "raw" and n not in OF_FILES])
def test_every_figure_is_the_same_to_the_last_digit(embedded: Built, real: Built, name: str) -> None:
    contract = all_contracts()[name]
    columns = [column.name for column in contract.columns if column.name not in {contract.geometry, *PLACES, *MEASURED}]
    key = [column for column in contract.key if column in columns]
    ours, theirs = (read(built, name, columns) for built in (embedded, real))
    if ours.empty:
        assert name in EMPTY
        return
    both = ours.merge(theirs, on=key, suffixes=("", " of publishers"), how="left", indicator=True)
    assert (both["_merge"] == "both").all() and len(both) == len(ours)
    for column in set(columns) - set(key) - OF_BORDERS.get(name, set()):
        one, other = both[column], both[f"{column} of publishers"]
        differs = ~((one == other) | (one.isna() & other.isna()))
        if column in REPEATED.get(name, set()):
            differs &= ~both["indicator"].str.endswith("population_quotient")
        assert not differs.any(), (column, both.loc[differs, key].head(3).to_dict("records"))


def read(built: Built, name: str, columns: list[str]) -> pd.DataFrame:
    table: pd.DataFrame = pq.read_table(built.home.lake.path(name), columns=columns).to_pandas(date_as_object=True)
    return table


def test_no_file_of_a_publisher_lies_in_the_project() -> None:
    theirs = {sha256(path) for path in DATA.rglob("*") if path.is_file()}
    assert theirs and not theirs & {sha256(path) for path in FIGURES.iterdir()}

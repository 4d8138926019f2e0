"""The file as a whole: layers of the issue's names, fixed bytes, sound simplified companions."""

from __future__ import annotations

import pyogrio
import shapely

from tests.conftest import Built


def test_real_emd_and_its_companion(real: Built) -> None:
    full, simple = (pyogrio.read_dataframe(real.release / "rebalance.gpkg", layer=name) for name in ("emd", "emd_simple"))
    assert len(full) == len(simple) == 3501
    corners = [shapely.get_num_coordinates(table.geometry.to_numpy()).sum() for table in (full, simple)]
    assert shapely.coverage_is_valid(simple.geometry.to_numpy()) and corners[1] < corners[0] / 3
    assert full["population"].notna().sum() == 3493 and full["sigungu_ko"].notna().all()
    assert {"youth_flow", "migration_flow_sigungu"} <= {name for name, _ in pyogrio.list_layers(real.release / "rebalance.gpkg")}

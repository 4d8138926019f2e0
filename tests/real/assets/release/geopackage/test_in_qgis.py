"""The GeoPackage in QGIS itself, and before GDAL's own validator; both are system programs and may be absent.

Maps are kept under `build/pictures/qgis` for people to look at.
"""

from __future__ import annotations

from tests.build.assets.release.geopackage.test_in_qgis import PICTURES, ask_qgis, assert_valid
from tests.conftest import Built


def test_real_file_opens_whole_and_draws_every_map(real: Built) -> None:
    package = real.release / "rebalance.gpkg"
    found = ask_qgis(package, PICTURES / "real")
    assert all(layer["valid"] and layer["style_loaded"] and None not in layer["classes"] for layer in found["layers"].values())
    assert len(found["project"]["layouts"]) == 9 and found["project"]["broken"] == []
    lines = found["layers"]["youth_flow"]
    assert (lines["features"], lines["renderer"]) == (163, "graduatedSymbol")
    assert_valid(package)

"""The GeoPackage: layers, their styles, metadata and a project, in one file that QGIS opens on a finished map.

`write.py` puts the parts together. Colours and classes come from `assets/release/style`, texts from the contracts.
"""

from assets.release.geopackage.write import write_geopackage

__all__ = ["write_geopackage"]

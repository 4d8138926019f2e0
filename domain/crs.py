"""The one coordinate reference system in which the project measures: Korea 2000 / Unified CS, metres."""

from __future__ import annotations

CRS = "EPSG:5179"

"""Crosswalks timed inside one process: by events for all units, and by area between two coverages beside tobler."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import shapely

from assets.geography.crosswalk import TRACKS, History, crosswalk
from assets.geography.overlap import area_weights
from assets.reference.units import read_facts, region
from benchmarks.build import REAL
from benchmarks.coverages import mosaic, published, schematic_pair

FIRST, LAST = dt.date(1995, 12, 31), dt.date(2026, 7, 1)


def main() -> None:
    """Print one line a function. tobler is an option, and its rows are left out without it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sources", type=Path, default=REAL, help="folder of real publisher files")
    options = parser.parse_args()
    events(options.runs)
    if importlib.util.find_spec("tobler") is None:
        print("rows of tobler left out: it is not installed")
    for name, source, target, aim_s in pairs(options.sources):
        areas(name, source, target, options.runs, aim_s)


def events(runs: int) -> None:
    """The history read once, then every unit of every set from the first to the last day, and every year to the last."""
    tables = (region(), read_facts("region_event"), read_facts("event_piece"))
    report("history from its tables", runs, lambda: History(*tables))
    history = History(*tables)
    report("events 1995 to 2026, all sets", runs, lambda: [crosswalk(history, FIRST, LAST, track) for track in TRACKS])
    years = [dt.date(year, 12, 31) for year in range(FIRST.year, LAST.year)]
    report(
        f"events, {len(years)} years to 2026, all sets",
        runs,
        lambda: [crosswalk(history, day, LAST, track) for day in years for track in TRACKS],
        aim_s=2,
    )


def pairs(sources: Path) -> list[tuple[str, gpd.GeoDataFrame, gpd.GeoDataFrame, float]]:
    """Name, two cleaned coverages and the aim in seconds, for sigungu and for eup-myeon-dong."""
    if not sources.is_dir():
        print(f"no {sources}: the embedded schematic map on two lattices, and made-up cells for eup-myeon-dong")
        sigungu, emd = schematic_pair(), (mosaic(3_504, seed=1), mosaic(3_446, seed=2))
    else:
        sigungu = (
            published(sources, "sgis_boundary", "sigungu", dt.date(2020, 12, 31)),
            published(sources, "sgis_boundary", "sigungu", dt.date(2023, 7, 1)),
        )
        emd = (
            published(sources, "kostat_boundary", "emd", dt.date(2017, 12, 31)),
            published(sources, "kostat_boundary", "emd", dt.date(2011, 12, 31)),
        )
    return [("sigungu", *sigungu, 3.0), ("eup-myeon-dong", *emd, 15.0)]


def areas(name: str, source: gpd.GeoDataFrame, target: gpd.GeoDataFrame, runs: int, aim_s: float) -> None:
    """Weights by area of one pair, and the same by tobler, on fresh geometries each run."""
    size = f"{name} {len(source):,} x {len(target):,}"
    report(f"area, {size}", runs, lambda: area_weights(*(fresh(f).geometry.to_numpy() for f in (source, target))), aim_s=aim_s)
    if importlib.util.find_spec("tobler"):
        from tobler.area_weighted import area_interpolate  # noqa: PLC0415

        counted = source.assign(count=1.0)
        report(f"tobler, {size}", runs, lambda: area_interpolate(fresh(counted), fresh(target), extensive_variables=["count"]))


def fresh(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """A copy whose geometries nothing has prepared or indexed."""
    return frame.set_geometry(gpd.GeoSeries(shapely.from_wkb(shapely.to_wkb(frame.geometry.to_numpy())), crs=frame.crs))


def report(name: str, runs: int, function: Callable[[], object], aim_s: float | None = None) -> None:
    """Median, lowest and highest of several runs in this process."""
    seconds = []
    for _ in range(runs):
        started = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - started)
    aim = f"   aim {aim_s:g} s" if aim_s else ""
    median = f"median {statistics.median(seconds):7.3f} s   {min(seconds):7.3f}-{max(seconds):.3f} s of {runs}"
    print(f"{name:<40} {median}{aim}", flush=True)


if __name__ == "__main__":
    main()

"""One release: which products it has, from which tables, and the manifest that says so."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib.metadata
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, Future, wait
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from assets.lake.code_version import code_version, library_versions
from assets.lake.lake import Entry, Lake
from assets.release.atlas.page import template_digest, write_atlas
from assets.release.atlas.pictures import write_pictures
from assets.release.attribution import Attribution
from assets.release.continuity import table_records
from assets.release.files.write import write_files
from assets.release.geopackage import write_geopackage
from assets.release.headline import headlines
from assets.release.maps import risk_map
from assets.release.opened import WAREHOUSE
from assets.release.publish import publish, write_manifest
from assets.release.warehouse import STORAGE_VERSION, write_warehouse
from domain.errors import ReleaseError, ValidationError
from expectations.contract import TableContract
from expectations.engine.data_docs import build as build_data_docs
from expectations.engine.ddl import text_literal
from expectations.engine.report import CheckReport
from expectations.fault import doing

# In the order in which the other process comes to them; this one takes them from the end.
DRAWN = ("maps", "atlas")
ABOUT = {
    "schematic": "SCHEMATIC geometry: computed from population centres and areas, not surveyed.",
    "derived": "DERIVED geometry: published legal dong put together by events; nobody has published these units yet.",
    "published": "Geometry as published, repaired to a valid coverage.",
}


def release_fingerprint(contracts: Mapping[str, TableContract], lake: Lake, reports: Mapping[str, CheckReport]) -> str:
    """Digest of what products show (tables' contents, what contracts and reports say of them) and of the code that shows it."""
    contents = {name: entry.content for name in contracts if (entry := lake.entry(name))}
    # How rules are written is not shown, only what came of them.
    said = {name: repr(replace(contract, rules=(), expectations=())) for name, contract in contracts.items()}
    checks = {name: reports[name].content for name in contracts if name in reports}
    code = code_version(__name__, TableContract.__module__)
    basis = json.dumps([contents, said, checks, code, template_digest()], sort_keys=True)
    return hashlib.sha256(basis.encode()).hexdigest()


def make_release(
    releases: Path,
    profile: str,
    contracts: Mapping[str, TableContract],
    lake: Lake,
    reports: Mapping[str, CheckReport],
    *,
    contents: Mapping[str, Any],
    in_background: Callable[..., Future[Any]],
) -> Path:
    """Build all products and publish them as one folder; returns it.

    `contents` are those of the tables, as `release_contents` gives them. `in_background(function, *args)` may run a function in
    another process: Data Docs take seconds.

    Raises ReleaseError when a table or its check report is missing or a table changes meanwhile, ValidationError when a report
    has a failed expectation of error severity. The last release then stays as it was.
    """
    require_sound(contracts, lake, reports)
    entries = {name: lake.entry(name) for name in contracts}
    fingerprint = release_fingerprint(contracts, lake, reports)
    version = f"{newest_date(lake)}-{profile}-{fingerprint[:8]}"
    basis, vintage = reference_geometry(lake)
    about = carried_geometry(lake, vintage) or ABOUT[basis]

    def write(folder: Path) -> None:
        now = dt.datetime.now(dt.UTC)
        docs = in_background(build_data_docs, list(reports.values()), folder / "data_docs", now)
        # Atlas and maps are for whoever is free first, this process or the other one.
        drawn = [in_background(draw_once, product, folder, lake, version) for product in DRAWN]
        try:
            fill(folder, now, docs, drawn)
        finally:  # else the other process writes on into a folder that is being removed
            for begun in (docs, *drawn):
                begun.cancel()
            wait((docs, *drawn))

    def fill(folder: Path, now: dt.datetime, docs: Future[Any], drawn: list[Future[Any]]) -> None:
        facts = {
            "version": version,
            "fingerprint": fingerprint,
            "profile": profile,
            "geometry_basis": basis,
            "reference_vintage": vintage,
            "duckdb_storage_version": STORAGE_VERSION,
        }
        with doing(WAREHOUSE):
            write_warehouse(folder / WAREHOUSE, contracts.values(), lake, about, facts)
        with doing("rebalance.gpkg"):
            layers = write_geopackage(folder / "rebalance.gpkg", contracts.values(), lake, about, version)
        with doing("files"):
            write_files(folder, contracts, lake, version=version, date=newest_date(lake), about=about)
        for product, begun in zip(reversed(DRAWN), reversed(drawn), strict=True):
            if not draw_once(product, folder, lake, version):
                result_or_again(begun, partial(draw_anew, product, folder, lake, version))
            elif not begun.cancel():  # what is still to come there finds the product drawn, as long as its mark is there
                wait([begun])
        result_or_again(docs, lambda: build_data_docs(list(reports.values()), emptied(folder / "data_docs"), now))
        for product in DRAWN:
            claim(folder, product).unlink()
        manifest = {
            "version": version,
            "fingerprint": fingerprint,
            "profile": profile,
            "created_at": now.isoformat(timespec="seconds"),
            "geometry": about,
            "geometry_basis": basis,
            "reference_vintage": vintage,
            "duckdb_storage_version": STORAGE_VERSION,
            "duckdb_opens_in": "DuckDB 1.4 and later; geometry needs the spatial extension",
            "headlines": [headline.record() for headline in headlines(lake)],
            "tables": contents["tables"],
            "layers": layers,
            "checks": [check_record(report) for report in reports.values()],
            "inputs": contents["inputs"],
            "versions": library_versions(__name__) | {"dagster": importlib.metadata.version("dagster")},
        }
        require_unchanged(lake, entries, contents)
        write_manifest(folder, manifest)

    return publish(releases, version, write)


def release_contents(
    profile: str, contracts: Mapping[str, TableContract], lake: Lake, made_by: Mapping[str, str]
) -> dict[str, Any]:
    """What the manifest says of tables and inputs, and what else is compared with the last release.

    `made_by` are digests of what each table comes of besides files.
    """
    return {
        "profile": profile,
        "reference_vintage": reference_geometry(lake)[1],
        "tables": table_records(contracts, lake, made_by),
        "inputs": [record for name in contracts if (entry := lake.entry(name)) for record in entry.provenance],
    }


def require_sound(contracts: Mapping[str, TableContract], lake: Lake, reports: Mapping[str, CheckReport]) -> None:
    """Every table is there and has a report without failed errors."""
    absent = [name for name in contracts if lake.entry(name) is None]
    if absent:
        raise ReleaseError(f"no release: table {', '.join(absent)} has not been built")
    unchecked = [name for name in contracts if name not in reports]
    if unchecked:
        raise ReleaseError(f"no release: table {', '.join(unchecked)} has not been checked as it now stands")
    failed = [f"{name}: {o.sentence()}" for name, report in reports.items() for o in report.failed("error")]
    if failed:
        raise ValidationError("no release, the last one stays:\n" + "\n".join(failed))


def require_unchanged(lake: Lake, begun: Mapping[str, Entry | None], contents: Mapping[str, Any]) -> None:
    """Every table is, byte for byte, the one that the release began with, and of the content that it says it has.

    All bytes are read. ReleaseError when one is not.
    """
    said = {record["table"].partition(".")[2]: record["content_sha256"] for record in contents["tables"]}
    other = [
        name for name, entry in begun.items() if lake.entry(name, anew=True) != entry or said[name] != (entry and entry.content)
    ]
    if other:
        raise ReleaseError(
            f"no release, the last one stays: table {', '.join(other)} changed while it was made; "
            "run `rebalance build` again, with no other run in this home"
        )


def reference_geometry(lake: Lake) -> tuple[str, str]:
    """Basis of the map layers' shapes (published, derived or schematic) and the reference vintage."""
    (basis,) = lake.relation("level_boundary").aggregate("any_value(geometry_basis)").fetchone() or ("published",)
    (vintage,) = lake.relation("reference_region").aggregate("any_value(reference_vintage)").fetchone() or ("",)
    return str(basis), str(vintage)


def carried_geometry(lake: Lake, vintage: str) -> str:
    """What the shapes are where they are carried forward from an older vintage, and which borders are older; "" elsewhere."""
    if not vintage:
        return ""
    drawn = lake.relation("derived_boundary").filter(f"vintage = DATE {text_literal(vintage)} AND method <> 'dissolved'")
    rows = drawn.order("unit_id").project("name_ko, method, base_vintage, border_before").fetchall()
    if not rows:
        return ""
    base = max(day for _, _, day, _ in rows)
    lines, older = defaultdict(list), defaultdict(list)
    for name, method, day, before in rows:
        if method != "carried":
            lines["eup-myeon-dong" if method == "cut" else f"borders of {day}"].append(name)
        if before:
            older[str(before)].append(name)
    parts = (
        f"DERIVED geometry: published borders of {base} put together as the units of {vintage}",
        *(f"{', '.join(names)} along {where}" for where, names in lines.items()),
        *(f"{', '.join(names)} with the border of before {day}" for day, names in older.items()),
    )
    return "; ".join(filter(None, parts)) + "."


def newest_date(lake: Lake) -> str:
    """Newest December that the indicators reach, for the version's name."""
    (date,) = lake.relation("extinction_risk").max("reference_date").fetchone() or (None,)
    return str(date) if date else "no-date"


def draw_once(product: str, folder: Path, lake: Lake, version: str) -> bool:
    """Write `atlas` or `maps` of a release below `folder`; False when another process has begun it."""
    try:
        claim(folder, product).touch(exist_ok=False)
    except FileExistsError:
        return False
    with doing(product):
        (write_atlas if product == "atlas" else write_maps)(folder / product, lake, version)
    return True


def result_or_again(begun: Future[Any], again: Callable[[], object]) -> None:
    """Wait for what another process does; where that was killed, do it here."""
    try:
        begun.result()
    except BrokenExecutor:
        again()


def draw_anew(product: str, folder: Path, lake: Lake, version: str) -> bool:
    """What another process left half drawn, drawn here."""
    emptied(folder / product)
    claim(folder, product).unlink()
    return draw_once(product, folder, lake, version)


def emptied(folder: Path) -> Path:
    """The folder, without whatever a killed process has put there."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def claim(folder: Path, product: str) -> Path:
    """The file whose maker draws a product; whoever comes second finds it there."""
    return folder / f".{product}.begun"


def write_maps(folder: Path, lake: Lake, version: str) -> None:
    """`extinction_risk_<level>.png` for each map layer with figures, and a map of each indicator as PNG and SVG."""
    folder.mkdir()
    write_pictures(folder, lake, version)
    whose = Attribution(lake, version)
    for level in ("sigungu", "sido", "megaregion"):
        with doing(f"map of {level}"):
            layer = lake.geoframe(level)
            if layer["risk_class"].notna().any():
                date = str(layer["reference_date"].dropna().max())[:10]
                drawn = risk_map(layer, f"지방소멸위험지수 Extinction risk, {date}", credit=whose.line([level], date).both)
                (folder / f"extinction_risk_{level}.png").write_bytes(drawn)


def check_record(report: CheckReport) -> dict[str, Any]:
    """The manifest's line on one suite."""
    return {
        "table": report.table,
        "expectations": len(report.outcomes),
        "passed": sum(o.success for o in report.outcomes),
        "errors": [o.sentence() for o in report.failed("error")],
        "warnings": [o.sentence() for o in report.failed("warning")],
    }

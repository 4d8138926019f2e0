"""Does a release hold less than the last one of its profile? Nothing shrinks in silence: what is lost is named, or allowed.

Two manifests are compared, each with what its tables cover and which files they were read from. How much a table may lose is
declared in its contract; writing manifests is `release.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from assets.lake.lake import Lake
from assets.reading.source_file import SHAPEFILE_PARTS
from assets.release.opened import WAREHOUSE
from assets.release.publish import CURRENT, MANIFEST, read_manifest
from domain.errors import RebalanceError, ValidationError
from expectations.contract import TableContract
from expectations.extent import ALL, Extent, MayLose, period_column, unit_columns

Manifest = dict[str, Any]
COVERS, MADE_BY = "covers", "made_by"
_LISTED = 5


def table_records(contracts: Mapping[str, TableContract], lake: Lake, made_by: Mapping[str, str]) -> list[dict[str, Any]]:
    """The manifest's line on each table. `made_by` are digests of what tables come of besides files; only alike are compared."""
    records = []
    for contract in contracts.values():
        entry = lake.entry(contract.name)
        record: dict[str, Any] = {
            "table": f"{contract.schema}.{contract.name}",
            "rows": entry.rows if entry else 0,
            "content_sha256": entry.content if entry else None,
            MADE_BY: made_by.get(contract.name),
        }
        if contract.loses != ALL:
            extent = asdict(extent_in(lake, contract, record["rows"]))
            record[COVERS] = {key: value for key, value in extent.items() if value and key != "rows"}
        records.append(record)
    return records


def extent_in(lake: Lake, contract: TableContract, rows: int) -> Extent:
    """The extent of a table of the lake."""
    period, unit = period_column(contract.column_names), unit_columns(contract.column_names)
    if not rows or not (period or unit):
        return Extent(rows, period, (), unit, 0)
    periods = f'list(DISTINCT CAST("{period}" AS VARCHAR))' if period else "[]"
    units = f"count(DISTINCT {_row(unit)})" if unit else "0"
    found = lake.relation(contract.name).aggregate(f"{periods}, {units}").fetchall()[0]
    return Extent(rows, period, tuple(sorted(filter(None, found[0]))), unit, found[1])


def last_release(releases: Path, profile: str) -> tuple[Path, Manifest] | None:
    """The release of the profile that is current, else its newest one; None when there is none that can be read."""
    found = []
    for place in sorted(releases.glob(f"[!.]*/{MANIFEST}")):
        try:
            manifest = read_manifest(place.parent)
            if manifest.get("profile") == profile:
                found.append((place.parent.name == CURRENT, str(manifest.get("created_at")), place.parent.resolve(), manifest))
        except (OSError, ValueError, AttributeError, RebalanceError):  # a damaged one is no ground to compare with
            continue
    return max(found, key=lambda one: one[:2])[2:] if found else None


def keeps_figures(manifest: Manifest) -> bool:
    """False for a release of an older version, which did not keep what its tables cover."""
    return any(COVERS in record for record in manifest["tables"])


def require_continuity(releases: Path, contracts: Mapping[str, TableContract], after: Manifest, lake: Lake) -> None:
    """ValidationError that names all that the last release of the profile has and `after`, a manifest, lacks."""
    last = last_release(releases, after["profile"])
    if last is None:
        return
    folder, before = last
    told = list(losses(before, after, contracts, _Names(folder / WAREHOUSE, lake)))
    if told:
        raise ValidationError(
            f"nothing was published, the last release stays: {before['version']} has what this one lacks\n" + _advice(told)
        )


def require_files(before: Manifest, files: list[dict[str, Any]]) -> None:
    """ValidationError when a file of the last release is gone and none has come in its place; `files` are records of today's."""
    gone = list(gone_files(before["inputs"], files, set()))
    if gone:
        head = f"nothing was built: {before['version']}, the last release, has what is not there now\n"
        raise ValidationError(head + _advice(gone))


def losses(
    before: Manifest, after: Manifest, contracts: Mapping[str, TableContract], names: _Names | None = None
) -> Iterator[str]:
    """A sentence for each file, newest period, period, unit and share of rows that is lost beyond what may be.

    Raw tables are told one by one, what is made of them only where no raw table lost anything. Tables made by another program,
    and on other reference units, are not held to their rows and units.
    """
    now = {record["table"]: record for record in after["tables"]}
    told: dict[str, list[str]] = defaultdict(list)
    for then in before["tables"]:
        schema, _, name = then["table"].partition(".")
        contract, record = contracts.get(name), now.get(then["table"])
        if contract is None or record is None or contract.loses == ALL:
            continue
        # Of releases that do not say what a table came of, only raw ones are like today's.
        if then.get(MADE_BY) != record[MADE_BY] and (MADE_BY in then or schema != "raw"):
            continue
        moved = schema != "raw" and before["reference_vintage"] != after["reference_vintage"]
        told[schema] += _of_table(then, record, contract.loses, names, newest_only=moved)
    shrunk = {sentence.partition(":")[0].removeprefix("raw.") for sentence in told["raw"]}
    raw = [*gone_files(before["inputs"], after["inputs"], shrunk), *told["raw"]]
    yield from raw or [*told["core"], *told["mart"]]


def gone_files(before: list[dict[str, Any]], after: list[dict[str, Any]], shrunk: set[str]) -> Iterator[str]:
    """Files that are read no more, by any name, unless another file has come in their place and the table lost nothing."""
    now: dict[str, dict[str, str]] = defaultdict(dict)
    for record in after:
        now[record["dataset"]][record["file"]] = record["sha256"]
    known: dict[str, set[str]] = defaultdict(set)
    for record in before:
        known[record["dataset"]].add(record["file"])
    for record in before:
        dataset, file = record["dataset"], record["file"]
        beside = Path(file.partition("#")[0]).suffix.lower() in SHAPEFILE_PARTS[1:]
        if file in now[dataset] or record["sha256"] in now[dataset].values() or beside:
            continue
        if dataset in shrunk or not set(now[dataset]) - known[dataset]:
            yield f"raw.{dataset}: its file {file} is gone"


def _of_table(
    then: dict[str, Any], now: dict[str, Any], may: MayLose, names: _Names | None, *, newest_only: bool
) -> Iterator[str]:
    table, had, has = then["table"], then.get(COVERS, {}), now.get(COVERS, {})
    if had.get("periods") and had.get("period") == has.get("period", had.get("period")):
        yield from _of_periods(f"{table}: ", had, has.get("periods", []), may.periods, newest_only=newest_only)
    if newest_only:
        return
    if had.get("unit") == has.get("unit", had.get("unit")) and _beyond(had.get("units", 0), has.get("units", 0), may.units):
        lost = had["units"] - has.get("units", 0)
        which = names.lost(table, had["unit"]) if names else ""
        yield f"{table}: {lost:,} of {had['units']:,} units are lost{which}"
    if _beyond(then["rows"], now["rows"], may.rows):
        share = 1 - now["rows"] / then["rows"]
        yield f"{table}: {then['rows']:,} rows have become {now['rows']:,} ({share:.1%} fewer; {may.rows:.0%} may be)"


def _of_periods(table: str, had: dict[str, Any], has: list[str], share: float, *, newest_only: bool) -> Iterator[str]:
    periods, what = had["periods"], had["period"]
    lost = [period for period in periods if period not in set(has)]
    if not has:
        yield f"{table}nothing is left of {what} {periods[0]} to {periods[-1]}"
    elif has[-1] < periods[-1]:
        yield f"{table}its newest {what} goes back from {periods[-1]} to {has[-1]}"
        lost = [period for period in lost if period < has[-1]]
    if has and not newest_only and _beyond(len(periods), len(periods) - len(lost), share):
        yield f"{table}{what} {_few(lost)} {'is' if len(lost) == 1 else 'are'} lost"


def _advice(told: list[str]) -> str:
    return "\n".join((*told, "Mend the sources; or, if less is meant, build with --allow-shrink."))


def _beyond(had: int, has: int, share: float) -> bool:
    return has < had * (1 - share)


class _Names:
    """Which units are lost: those of the last release's database that the lake does not have."""

    def __init__(self, warehouse: Path, lake: Lake) -> None:
        self.warehouse, self.lake = warehouse, lake

    def lost(self, table: str, unit: list[str]) -> str:
        """`: 11010, 11020 and 3 more`; "" where the database cannot be read or none is told apart."""
        try:
            with duckdb.connect(str(self.warehouse), read_only=True) as last:
                had = set(last.sql(f"SELECT DISTINCT {', '.join(_quoted(unit))} FROM {table}").fetchall())  # noqa: S608
        except duckdb.Error:
            return ""
        here = self.lake.relation(table.partition(".")[2])
        has = set(here.project(", ".join(_quoted(unit))).distinct().fetchall())
        lost = [" ".join(str(part) for part in one if part is not None) for one in had - has]
        return f": {_few(sorted(lost))}" if lost else ""


def _quoted(columns: list[str]) -> list[str]:
    return [f'"{name}"' for name in columns]


def _row(columns: tuple[str, ...]) -> str:
    return f"({', '.join(_quoted(list(columns)))})"


def _few(names: list[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more

"""Declared tables as Dagster assets, each with its suite as a blocking and a warning check.

What a table is stands in `assets/` and its contract; here is only how Dagster sees it.
"""

import base64
from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb
import geopandas as gpd
import pyarrow.compute as pc
import shapely

from assets.lake.asset import Declaration
from assets.lake.io_manager import ARRIVES_AS
from assets.lake.lake import Entry, Lake, Sealed
from assets.reading.catalogue import Catalogue
from assets.release.atlas.pictures import preview
from assets.release.maps import outline_map, risk_map
from domain.crs import CRS
from expectations.contract import Column, TableContract
from expectations.engine.report import CheckReport
from expectations.engine.suite import rule_inputs
from expectations.fault import doing
from pipelines.build.home import Home
from pipelines.build.materialise import build
from pipelines.build.plan import fingerprint, tables_below
from pipelines.build.suites import kept_report, new_report
from pipelines.dagster.seen import REUSED

OWNER = "team:rebalance"
KINDS = {duckdb.DuckDBPyRelation: "duckdb", gpd.GeoDataFrame: "geopandas"}
PRIORITY = "dagster/priority"
# One name for both: the suite is run once, its failures are told apart by severity.
ERRORS, WARNINGS = "holds", "no_warnings"


def table_asset(declaration: Declaration) -> dg.AssetsDefinition:
    """The Dagster asset of a declared table; inputs are loaded by the IO manager as annotated."""
    contract = declaration.contract

    @dg.asset(
        name=declaration.name,
        ins={name: dg.AssetIn(metadata={ARRIVES_AS: kind.__name__}) for name, kind in declaration.inputs.items()},
        deps=[name for name in declaration.after if name not in declaration.inputs],
        group_name=declaration.stage,
        kinds=_kinds(declaration),
        owners=[OWNER],
        tags={"schema": contract.schema},
        description=f"**{contract.en}** · {contract.ko}\n\n{declaration.description}\n\nSource: {contract.source}",
        code_version=declaration.code_version[:16],
        op_tags={PRIORITY: str(tables_below()[declaration.name])},
        metadata={
            "dagster/column_schema": dg.TableSchema([_column(c) for c in contract.columns]),
            "dagster/table_name": f"{contract.schema}.{contract.name}",
            "grain": contract.grain,
            "key": ", ".join(contract.key),
        },
        io_manager_key="lake",
        required_resource_keys={"home"},
    )
    def compute(context: dg.AssetExecutionContext, **inputs: Any) -> dg.Output[Any]:
        with doing(declaration.name):
            return _materialised(declaration, inputs, context.resources.home.home())

    return compute


def _materialised(declaration: Declaration, inputs: dict[str, Any], home: Home) -> dg.Output[Any]:
    """The table as it stands where it is up to date (then nothing is handed on), else built."""
    # Only what reads files looks at the catalogue.
    catalogue = home.catalogue() if declaration.role == "source" else Catalogue("", home.root, ())
    mark = fingerprint(declaration, home.lake, catalogue, home.settings)
    entry = home.lake.entry(declaration.name)
    sealed = None
    if entry is None or entry.fingerprint != mark:
        sealed = build(declaration, inputs, home.lake, catalogue, home.settings, mark)
        entry = sealed.entry
    reused = sealed is None
    return dg.Output(
        sealed,
        metadata=_metadata(entry) | {REUSED: reused} | _preview(declaration.contract, sealed, home.lake),
        data_version=dg.DataVersion(entry.content),
    )


def table_checks(declaration: Declaration) -> dg.AssetChecksDefinition:
    """The table's suite as two Dagster checks: errors block what is downstream, warnings do not."""
    contract = declaration.contract
    others = [name for name in rule_inputs(contract) if name != declaration.name]

    @dg.multi_asset_check(
        name=f"{declaration.name}_suite",
        specs=[
            dg.AssetCheckSpec(
                ERRORS, asset=declaration.name, blocking=True, additional_deps=others,
                description="Every expectation of error severity holds; a failing one blocks what is downstream and the release.",
            ),
            dg.AssetCheckSpec(
                WARNINGS, asset=declaration.name, additional_deps=others,
                description="Expectations of warning severity; a failing one is shown and blocks nothing.",
            ),
        ],
        # After every table that can be built meanwhile, since the worker is about it; else what holds up most goes first.
        op_tags={PRIORITY: str(tables_below()[declaration.name] - len(tables_below()))},
        required_resource_keys={"home"},
    )  # fmt: skip
    def suite(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        home: Home = context.resources.home.home()
        kept = kept_report(declaration, home)
        report = kept or new_report(declaration, home)
        for name, severity in ((ERRORS, dg.AssetCheckSeverity.ERROR), (WARNINGS, dg.AssetCheckSeverity.WARN)):
            yield _result(declaration.name, name, severity, report, reused=kept is not None)

    return suite


def _kinds(declaration: Declaration) -> set[str]:
    made = {KINDS[kind] for kind in declaration.inputs.values() if kind in KINDS}
    kinds = made or {"python"}
    return {*kinds, "parquet"} if len(kinds) < 3 else kinds


def _column(column: Column) -> dg.TableColumn:
    return dg.TableColumn(column.name, column.type, column.comment, dg.TableColumnConstraints(nullable=column.nullable))


def _metadata(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"dagster/row_count": entry.rows, "content_sha256": entry.content}
    if entry.provenance:
        found["raw_files"] = dg.MetadataValue.json([record["file"] for record in entry.provenance])
    return found


def _preview(contract: TableContract, sealed: Sealed | None, lake: Lake) -> dict[str, Any]:
    """A small map: of a series its first rate, share or index; of shapes by class where there is one, else their outlines."""
    if sealed is None or not sealed.entry.rows:
        return {}
    with doing("its preview"):
        drawn = _drawn_shapes(contract, sealed) if contract.geometry else _drawn_series(contract, sealed, lake)
    if drawn is None:
        return {}
    encoded = base64.b64encode(drawn).decode()
    return {"preview": dg.MetadataValue.md(f"![{contract.name}](data:image/png;base64,{encoded})")}


def _drawn_series(contract: TableContract, sealed: Sealed, lake: Lake) -> bytes | None:
    return preview(contract, sealed.arrow.to_pandas(), lake) if contract.series else None


def _drawn_shapes(contract: TableContract, sealed: Sealed) -> bytes:
    # Each shape is simplified by itself: at this size no sliver is seen, and keeping edges shared takes five times as long.
    shapes = _one_coverage(sealed, contract.geometry)
    if "risk_class" in shapes.columns:
        return risk_map(shapes, contract.name, width=300, coverage=False)
    return outline_map(shapes, contract.name, width=240, coverage=False)


def _one_coverage(sealed: Sealed, geometry: str) -> gpd.GeoDataFrame:
    """The rows of the table's first level, scheme, vintage and span that has shapes; all where there are none such."""
    arrow = sealed.arrow.filter(pc.is_valid(sealed.arrow[geometry]))
    for column in ("level", "scheme", "vintage", "extent", "shown_from"):
        if column in arrow.column_names and (first := arrow[column][0]).is_valid:
            arrow = arrow.filter(pc.equal(arrow[column], first))
    rows = arrow.to_pandas()
    return gpd.GeoDataFrame(rows, geometry=shapely.from_wkb(rows[geometry].to_numpy()), crs=CRS)


def _result(table: str, name: str, severity: dg.AssetCheckSeverity, report: CheckReport, *, reused: bool) -> dg.AssetCheckResult:
    failed = report.failed("error" if name == ERRORS else "warning")
    sentences = [outcome.sentence() for outcome in failed]
    return dg.AssetCheckResult(
        asset_key=table,
        check_name=name,
        passed=not failed,
        severity=severity,
        description="\n".join(sentences) or f"{len(report.outcomes)} expectations",
        metadata={
            "expectations": len(report.outcomes),
            REUSED: reused,
            "failed": dg.MetadataValue.md("\n".join(f"- {s}" for s in sentences) or "none"),
            "rows": dg.MetadataValue.json([{"expectation": o.expectation, "rows": list(o.rows)} for o in failed]),
        },
    )

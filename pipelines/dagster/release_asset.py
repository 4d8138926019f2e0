"""The release as the last Dagster asset: it looks at every table's last check report itself."""

import dagster as dg

from assets.release.publish import find_published, publish, read_manifest
from assets.release.release import make_release, release_fingerprint, require_sound
from expectations.engine.report import CheckReport, read_report
from expectations.fault import doing
from pipelines.build.continuity import contents_to_publish
from pipelines.build.damage import sync_kept
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, check_fingerprint
from pipelines.build.suites import in_background
from pipelines.dagster.table_assets import OWNER

RELEASE = "release"


@dg.asset(
    name=RELEASE,
    deps=list(all_declarations()),
    group_name=RELEASE,
    kinds={"duckdb", "geopackage"},
    owners=[OWNER],
    description="DuckDB file, GeoPackage, maps, Data Docs and manifest, published by rename under `releases/`.",
    required_resource_keys={"home"},
)
def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """Publish when every table stands checked; else raise and leave the last release as it was."""
    with doing(RELEASE):
        return _released(context.resources.home.home())


def _released(home: Home) -> dg.MaterializeResult[None]:
    contracts = {name: declaration.contract for name, declaration in all_declarations().items()}
    reports = sound_reports(home)
    require_sound(contracts, home.lake, reports)
    contents = contents_to_publish(home)
    known = find_published(home.releases, release_fingerprint(contracts, home.lake, reports))
    if known:
        folder = publish(home.releases, known.name, lambda _: None)
    else:
        sync_kept(home)
        folder = make_release(
            home.releases,
            home.profile,
            contracts,
            home.lake,
            reports,
            contents=contents,
            in_background=in_background,
        )
    manifest = read_manifest(folder)
    return dg.MaterializeResult(
        metadata={
            "version": manifest["version"],
            "path": dg.MetadataValue.path(str(folder)),
            "headlines": dg.MetadataValue.md("\n".join(f"- {h['text']}" for h in manifest["headlines"])),
        },
        data_version=dg.DataVersion(manifest["fingerprint"]),
    )


def sound_reports(home: Home) -> dict[str, CheckReport]:
    """Reports that are of the tables as they now stand; an outdated one counts as none."""
    reports = {}
    for name, declaration in all_declarations().items():
        report = read_report(home.checks, name)
        if report and report.fingerprint == check_fingerprint(declaration.contract, declaration, home.lake):
            reports[name] = report
    return reports

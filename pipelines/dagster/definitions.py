"""Everything Dagster loads: assets, checks, the build job, its schedule and the resources.

Nothing is defined here; adding a table needs no line in this file.
"""

from __future__ import annotations

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

from pipelines.build.plan import all_declarations  # noqa: E402
from pipelines.dagster.jobs import build_job, monthly  # noqa: E402  (the filter has to stand first)
from pipelines.dagster.release_asset import release  # noqa: E402
from pipelines.dagster.resources import HomeResource, lake_io_manager  # noqa: E402
from pipelines.dagster.table_assets import table_asset, table_checks  # noqa: E402

defs = dg.Definitions(
    assets=[*(table_asset(declaration) for declaration in all_declarations().values()), release],
    asset_checks=[table_checks(declaration) for declaration in all_declarations().values()],
    jobs=[build_job],
    schedules=[monthly],
    resources={"home": HomeResource(), "lake": lake_io_manager},
    # 40 small steps take seconds in one process and minutes in one process each.
    executor=dg.in_process_executor,
)

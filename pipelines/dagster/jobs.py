"""The job that builds everything, and when it runs by itself."""

from __future__ import annotations

import dagster as dg

build_job = dg.define_asset_job(
    "build",
    selection=dg.AssetSelection.all(),
    description="Every table, every suite, then the release. Tables whose inputs and code stand still are kept.",
)

# MOIS publishes the registered population of a month in its first days.
monthly = dg.ScheduleDefinition(
    name="monthly",
    job=build_job,
    cron_schedule="0 6 5 * *",
    execution_timezone="Asia/Seoul",
    description="On the fifth of each month at six in the morning, Korean time; switched off until you switch it on.",
)

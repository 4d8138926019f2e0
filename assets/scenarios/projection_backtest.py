"""mart.projection_backtest: the projection launched in the past, held against what came."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import asset
from assets.projection.cohorts import history_of, units_of
from assets.scenarios.backtest import errors, launches
from expectations.contracts.projection import PROJECTION_BACKTEST


@asset(contract=PROJECTION_BACKTEST)
def projection_backtest(population: pd.DataFrame, reference_region: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """MAPE and MALPE in percent. One row per launch, method, measure and size class; none without dates for a test."""
    tests = launches(history_of(population, units_of(reference_region, region_member)))
    if not tests:
        return pd.DataFrame(columns=list(PROJECTION_BACKTEST.column_names))
    return pd.concat([errors(test) for test in tests], ignore_index=True)

"""mart.projection_backtest: the projection launched in the past, held against what came."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import asset
from assets.scenarios.backtest import errors, launches
from assets.scenarios.cohorts import history_of, units_of
from expectations.contracts.projection_backtest import PROJECTION_BACKTEST


@asset(contract=PROJECTION_BACKTEST)
def projection_backtest(population: pd.DataFrame, reference_region: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """MAPE and MALPE in percent. One row per launch, method, measure and size class; none without dates for a test."""
    tests = launches(history_of(population, units_of(reference_region, region_member)))
    if not tests:
        return pd.DataFrame(columns=list(PROJECTION_BACKTEST.column_names))
    return pd.concat([errors(test) for test in tests], ignore_index=True)

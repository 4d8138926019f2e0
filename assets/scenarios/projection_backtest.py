"""mart.projection_backtest and mart.projection_error: the projection launched in the past, held against what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from assets.lake.asset import asset
from assets.projection.backtest import Launch, errors, errors_by_region, launches
from assets.projection.cohorts import history_of, units_of
from expectations.contracts.projection import PROJECTION_BACKTEST, PROJECTION_ERROR


@asset(contract=PROJECTION_BACKTEST)
def projection_backtest(population: pd.DataFrame, reference_region: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """MAPE and MALPE in percent. One row per launch, target, method, measure and size class; none without dates for a test."""
    return _tests(PROJECTION_BACKTEST.column_names, errors, population, reference_region, region_member)


@asset(contract=PROJECTION_ERROR)
def projection_error(population: pd.DataFrame, reference_region: pd.DataFrame, region_member: pd.DataFrame) -> pd.DataFrame:
    """Persons projected and counted. One row per launch, target, region and measure; none without dates for a test."""
    return _tests(PROJECTION_ERROR.column_names, errors_by_region, population, reference_region, region_member)


def _tests(
    columns: Sequence[str],
    made: Callable[[Launch], pd.DataFrame],
    population: pd.DataFrame,
    reference_region: pd.DataFrame,
    region_member: pd.DataFrame,
) -> pd.DataFrame:
    tests = launches(history_of(population, units_of(reference_region, region_member)))
    if not tests:
        return pd.DataFrame(columns=list(columns))
    return pd.concat([made(test) for test in tests], ignore_index=True)

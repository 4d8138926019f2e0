"""Every regional series in one long table, found by its contract alone; its change by term of local government."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
import textwrap
from pathlib import Path

import pandas as pd
import pytest

from assets.indicators.gathered.series import (
    SERIES,
    indicator,
    indicator_term,
    indicator_value,
    missing_column,
)
from expectations.contract import Column, TableContract
from expectations.contracts.concentration import CONCENTRATION
from expectations.contracts.extinction import EXTINCTION_RISK
from expectations.contracts.series import INDICATOR, INDICATOR_TERM, INDICATOR_VALUE
from expectations.contracts.units import LOCAL_GOVERNMENT_TERM
from expectations.contracts.work_family import EMPLOYMENT_RATE
from tests.frames import relation, result, typed
from tests.places import ROOT


def test_every_measure_of_a_series_is_listed_with_unit_and_definition() -> None:
    table = result(INDICATOR, indicator()).set_index("indicator")
    assert set(table.index) == {f"{name}.{c.name}" for name, contract in SERIES.items() for c in contract.series_columns}
    risk = table.loc["extinction_risk.risk_index"]
    assert (risk["unit"], risk["measure"], risk["table_name"]) == ("women per person", "intensive", "mart.extinction_risk")
    assert "KEIS" not in risk["unit"] and "Lee" in risk["citation"]


def test_rate_of_counted_persons_names_what_it_counts_and_per_what() -> None:
    table = result(INDICATOR, indicator()).set_index("indicator")[["rate_events", "rate_base"]]
    risk, fertility = table.loc["extinction_risk.risk_index"], table.loc["fertility_rate.total_fertility_rate"]
    assert risk.tolist() == ["extinction_risk.women_20_39", "extinction_risk.population_65_over"]
    assert fertility["rate_events"] == "fertility_rate.births_implied" and pd.isna(fertility["rate_base"])
    named = set(table["rate_events"].dropna()) | set(table["rate_base"].dropna())
    assert named <= set(table.index)
    # A difference, an amount or a sample is no count of persons.
    others = ["migration_balance.net_rate", "sigungu_product.grdp_per_head", "employment_rate.employment_rate_15_over"]
    assert table.loc[others, "rate_events"].isna().all()


def test_a_rate_of_what_is_no_count_of_its_table_is_refused() -> None:
    spoilt = tuple(
        dataclasses.replace(column, rate_of=("risk_class",)) if column.name == "risk_index" else column
        for column in EXTINCTION_RISK.columns
    )
    with pytest.raises(ValueError, match="risk_class"):
        dataclasses.replace(EXTINCTION_RISK, columns=spoilt)


def test_values_are_those_of_the_table_and_what_is_empty_has_no_row() -> None:
    rows = (
        {"level": "sido", "region_id": "seoul", "population": 10, "women_20_39": 2, "population_65_over": 4, "risk_index": 0.5},
        {"level": "sido", "region_id": "busan", "population": 7, "women_20_39": 1, "population_65_over": 0, "risk_index": None},
    )
    table = result(INDICATOR_VALUE, indicator_value(extinction_risk=typed(EXTINCTION_RISK, *rows)))
    index = table[table["indicator"] == "extinction_risk.risk_index"]
    assert index[["region_id", "value"]].to_numpy().tolist() == [["seoul", 0.5]]
    assert len(table) == 7


def test_every_series_says_how_many_units_it_lacks() -> None:
    assert [name for name, contract in SERIES.items() if "missing_units" not in contract.column_names] == []
    for contract in SERIES.values():
        for column in contract.series_columns:
            # A rate names the column that counts what is left out of it, or says that nothing is.
            assert column.lacks == "" or column.lacks in contract.column_names
            assert missing_column(contract, column.name) == column.lacks


def test_a_measure_of_its_own_says_what_it_lacks() -> None:
    assert missing_column(CONCENTRATION, "youth_share") == "youth_missing_units"
    assert missing_column(CONCENTRATION, "youth_quotient") == "youth_missing_units"
    assert missing_column(CONCENTRATION, "youth") == ""
    assert missing_column(EXTINCTION_RISK, "risk_index") == "missing_units"
    assert missing_column(EMPLOYMENT_RATE, "employment_rate_15_over") == ""  # printed for the region, summed of nothing
    assert missing_column(EMPLOYMENT_RATE, "employment_rate_15_29") == "missing_units"


def test_a_count_that_is_not_whole_has_no_value_and_the_rate_of_the_others_says_how_many_lack() -> None:
    rows = (
        {"level": "sido", "region_id": "incheon", "population": 7, "risk_index": 0.8, "missing_units": 1},
        {"level": "sido", "region_id": "seoul", "population": 10, "women_20_39": 2, "population_65_over": 4, "risk_index": 0.5},
    )
    table = result(INDICATOR_VALUE, indicator_value(extinction_risk=typed(EXTINCTION_RISK, *rows)))
    incheon = table[table["region_id"] == "incheon"]
    assert incheon[["indicator", "value", "missing_units"]].to_numpy().tolist() == [["extinction_risk.risk_index", 0.8, 1]]
    assert set(table.loc[table["region_id"] == "seoul", "missing_units"]) == {0}


@pytest.mark.parametrize(("first", "last", "change"), [(0, 0, 0.5), (1, 0, None), (0, 2, None), (1, 1, 0.5)])
def test_term_whose_ends_lack_different_units_has_no_change(first: int, last: int, change: float | None) -> None:
    ends = ((dt.date(2017, 12, 31), 1.0, first), (dt.date(2021, 12, 31), 1.5, last))
    rows = [
        {"indicator": "a.b", "level": "sido", "region_id": "x", "reference_date": day, "value": value, "missing_units": missing}
        for day, value, missing in ends
    ]
    made = indicator_term(relation(INDICATOR_VALUE, *rows), relation(LOCAL_GOVERNMENT_TERM, *TERMS))
    row = result(INDICATOR_TERM, made).iloc[0]
    assert (row["first_missing_units"], row["last_missing_units"], row["comparable"]) == (first, last, change is not None)
    assert (None if pd.isna(row["change"]) else row["change"]) == change


def test_a_series_needs_region_and_date_as_its_key() -> None:
    with pytest.raises(ValueError, match="a series has the key"):
        TableContract("t", "mart", "", "", "", "", (Column("a", "VARCHAR", "", ""),), ("a",), "", series=True)


# --- terms

TERMS = (
    {"term": 7, "begins": dt.date(2018, 7, 1), "ends": dt.date(2022, 7, 1)},
    {"term": 8, "begins": dt.date(2022, 7, 1), "ends": dt.date(2026, 7, 1)},
)


def changes(**years: float) -> dict[int, tuple[int, int, float, bool]]:
    rows = [
        {"indicator": "a.b", "level": "sido", "region_id": "x", "reference_date": dt.date(int(y[1:]), 12, 31), "value": v}
        for y, v in years.items()
    ]
    table = indicator_term(relation(INDICATOR_VALUE, *rows), relation(LOCAL_GOVERNMENT_TERM, *TERMS))
    kept: pd.DataFrame = result(INDICATOR_TERM, table)
    return {
        row["term"]: (row["first_date"].year, row["last_date"].year, row["change"], bool(row["whole_term"]))
        for row in kept.to_dict("records")
    }


def test_term_runs_from_the_last_december_before_it_to_the_last_december_in_it() -> None:
    found = changes(y2016=9, y2017=10, y2018=11, y2021=14, y2022=20, y2025=30)
    assert found == {7: (2017, 2021, 4.0, True), 8: (2021, 2025, 16.0, True)}


def test_series_that_begins_or_ends_within_a_term_says_so() -> None:
    assert changes(y2019=1, y2021=3) == {7: (2019, 2021, 2.0, False)}
    assert changes(y2021=1, y2024=3) == {8: (2021, 2024, 2.0, False)}


def test_figure_of_the_day_a_term_begins_is_in_it_and_not_before() -> None:
    rows = [
        {"indicator": "a.b", "level": "sido", "region_id": "x", "reference_date": day, "value": value}
        for day, value in ((dt.date(2018, 7, 1), 1.0), (dt.date(2021, 12, 31), 3.0))
    ]
    table = result(INDICATOR_TERM, indicator_term(relation(INDICATOR_VALUE, *rows), relation(LOCAL_GOVERNMENT_TERM, *TERMS)))
    assert table[["term", "change", "whole_term"]].values.tolist() == [[7, 2.0, False]]


def test_one_figure_makes_no_change() -> None:
    assert changes(y2020=1) == {}


# --- a new indicator

CONTRACT = '''
"""mart.ageing: share of persons aged 65 and over."""

from dataclasses import replace

from expectations.columns import LEVEL, NAME_EN, NAME_KO, REFERENCE_DATE, REGION_ID
from expectations.contract import Column, TableContract
from expectations.formula import Formula

AGEING = TableContract(
    name="ageing", schema="mart", ko="고령화율", en="Ageing", grain="a region and date",
    description="Share of persons aged 65 and over.",
    columns=(
        LEVEL, REGION_ID, NAME_KO, NAME_EN, REFERENCE_DATE,
        Column("share_65_over", "DOUBLE", "고령인구 비율", "Share aged 65 and over", unit="ratio", minimum=0, maximum=1,
               measure="intensive", formula=Formula(
                   "(SELECT r.population_65_over / r.population FROM mart.extinction_risk AS r WHERE r.level = this.level "
                   "AND r.region_id = this.region_id AND r.reference_date = this.reference_date)")),
    ),
    key=("level", "region_id", "reference_date"), series=True, source="mart.extinction_risk",
)
'''
MODULE = '''
"""Ageing: persons aged 65 and over as a share of all."""

import duckdb

from assets.lake.asset import asset
from expectations.contracts.ageing import AGEING


@asset(contract=AGEING)
def ageing(extinction_risk: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """Share by region and date. One row per region and date."""
    return duckdb.sql("""
        SELECT level, region_id, name_ko, name_en, reference_date,
               population_65_over / nullif(population, 0)::DOUBLE AS share_65_over
        FROM extinction_risk
    """)
'''
PROBE = """
import sys, expectations.contracts, assets.indicators
root = sys.argv[1]
expectations.contracts.__path__.append(root + "/contracts")
assets.indicators.__path__.append(root + "/indicators")
from pipelines.build.plan import all_declarations
from assets.indicators.gathered.series import SERIES, indicator
known = all_declarations()
assert known["ageing"].stage == "indicators" and "ageing" in known["indicator_value"].inputs
from pipelines.definitions import defs
keys = {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()}
print("ageing" in keys, "ageing.share_65_over" in set(indicator()["indicator"]))
"""


def test_a_new_indicator_is_one_module_and_one_contract(tmp_path: Path) -> None:
    """In under 60 lines it is in the graph, in the catalogue of indicators and in the long table; nothing else is touched."""
    assert len((CONTRACT + MODULE).strip().splitlines()) < 60
    for folder, name, text in (("contracts", "ageing", CONTRACT), ("indicators", "ageing", MODULE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROBE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True"]

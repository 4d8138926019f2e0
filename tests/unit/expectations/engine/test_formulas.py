"""Columns are held to their formulas on every row: what differs fails, with its key, what the column has and what it should."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from expectations.contract import Column, TableContract
from expectations.contracts.extinction import EXTINCTION_RISK, RISK_CLASS
from expectations.engine.formulas import HOLDS, formula_suite, judged, parents_of
from expectations.engine.report import CheckReport, Outcome
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs
from expectations.formula import Formula, carried, in_words

CODE = Column("code", "VARCHAR", "코드", "Code")
DAY = Column("day", "DATE", "날짜", "Day")
MEN = Column("men", "BIGINT", "남자", "Men", nullable=True)
WOMEN = Column("women", "BIGINT", "여자", "Women", nullable=True)


def made(formula: str | Formula, kind: str = "DOUBLE", **more: Any) -> TableContract:
    standard: dict[str, Any] = {
        "columns": (CODE, DAY, MEN, WOMEN, Column("figure", kind, "수치", "Figure", nullable=True, formula=formula))
    }
    return TableContract("people", "core", "", "", "", "", key=("code", "day"), source="", **(standard | more))


def people(*figures: Any, men: tuple[Any, ...] = (1, 2, 3), women: tuple[Any, ...] = (2, 4, 4)) -> dict[str, pd.DataFrame]:
    day = dt.date(2024, 12, 31)
    rows = zip("abc", men, women, figures, strict=False)
    return {
        "people": pd.DataFrame(
            [(code, day, m, w, figure) for code, m, w, figure in rows], columns=["code", "day", "men", "women", "figure"]
        )
    }


def failures(report: CheckReport) -> list[Outcome]:
    return [outcome for outcome in report.outcomes if not outcome.success]


def test_table_as_computed_passes_and_has_an_outcome_for_each_formula() -> None:
    report = check(made("men / women"), people(0.5, 0.5, 0.75), "")
    (outcome,) = (o for o in report.outcomes if o.rule == "formulas")
    assert outcome.success and outcome.column == "figure" and outcome.why == "its formula is men / women"
    assert any(found["suite_name"] == "people.formulas" for found in report.rendered)


def test_row_that_differs_is_told_by_key_with_both_values() -> None:
    (failed,) = failures(check(made("men / women"), people(0.5, 0.51, 0.7), ""))
    assert (failed.rule, failed.column, failed.failing, failed.severity) == ("formulas", "figure", 2, "error")
    assert failed.rows[0] | {"day": ""} == {"figure": "0.51, by its formula 0.5", "code": "b", "day": ""}
    assert "code=b" in failed.sentence() and "by its formula 0.5" in failed.sentence()


@pytest.mark.parametrize(
    ("formula", "figures", "wrong"),
    [
        ("100 * men / women", (0.5, 50.0, 75.0), 1),  # off by a hundred
        ("men / women", (0.5, None, 0.75), 1),  # empty where there is a figure
        ("CASE WHEN men > 1 THEN men / women END", (0.5, 0.5, 0.75), 1),  # a figure where there is none
        ("CASE WHEN men > 1 THEN men / women END", (None, 0.5, 0.75), 0),
        ("men / women", (0.5 + 1e-11, 0.5, 0.75), 0),  # digits of a double
        ("men / women", (0.5 + 1e-8, 0.5, 0.75), 1),
        (Formula("men / women", within="0.05"), (0.46, 0.54, 0.81), 1),
        (Formula("men / women", tolerance=0.1), (0.46, 0.54, 0.9), 1),
        (Formula("men / women", where="code <> 'a'"), (9.0, 0.5, 0.75), 0),
        (Formula("men / women", where="code <> 'a'"), (9.0, 9.0, 0.75), 1),
        ("men / sum(men) OVER ()", (1 / 6, 2 / 6, 3 / 6), 0),
        ("men / sum(men) OVER ()", (1 / 6, 2 / 6, 4 / 6), 1),
        ("men - lag(men) OVER (ORDER BY code)", (None, 1.0, 1.0), 0),
        (Formula("(SELECT sum(o.men) FROM core.people AS o WHERE o.code <= this.code)"), (1.0, 3.0, 6.0), 0),
        (Formula("(SELECT sum(o.men) FROM core.people AS o WHERE o.code <= this.code)"), (1.0, 3.0, 5.0), 1),
    ],
)
def test_number_is_held_to_its_formula(formula: str | Formula, figures: tuple[Any, ...], wrong: int) -> None:
    (outcome,) = (o for o in check(made(formula), people(*figures), "").outcomes if o.rule == "formulas")
    assert (outcome.failing, outcome.success) == (wrong, wrong == 0)


def test_quotient_by_zero_is_empty() -> None:
    tables = people(None, 0.5, 0.75, women=(0, 4, 4))
    assert check(made("men / women"), tables, "").passed
    assert not check(made("men / women"), people(0.0, 0.5, 0.75, women=(0, 4, 4)), "").passed


def test_figure_is_empty_where_a_part_is_missing() -> None:
    assert check(made("men / women"), people(None, 0.5, 0.75, men=(None, 2, 3)), "").passed
    assert not check(made("men / women"), people(0.0, 0.5, 0.75, men=(None, 2, 3)), "").passed


@pytest.mark.parametrize(
    ("kind", "formula", "right", "wrong"),
    [
        ("BIGINT", "women - men", (1, 2, 1), (1, 2, 2)),
        ("BIGINT", "(women + men) / 2", (1, 3, 3), (1, 3, 4)),  # the third is 3.5: no count is that
        ("BOOLEAN", "men > 1", (False, True, True), (False, True, None)),
        ("VARCHAR", "CASE WHEN men > 1 THEN 'many' ELSE 'one' END", ("one", "many", "many"), ("one", "many", "one")),
        ("DATE", "make_date(year(day), 1, 1)", (dt.date(2024, 1, 1),) * 3, (dt.date(2024, 1, 2),) * 3),
    ],
)
def test_counts_truths_texts_and_days_are_equal(kind: str, formula: str, right: tuple[Any, ...], wrong: tuple[Any, ...]) -> None:
    contract = made(formula, kind)
    held = [o.success for o in check(contract, people(*right), "").outcomes if o.rule == "formulas"]
    assert held == [formula != "(women + men) / 2"]
    assert not check(contract, people(*wrong), "").passed


@pytest.mark.parametrize(
    ("index", "named"),
    [(0.0, "high_risk"), (0.19, "high_risk"), (0.2, "entering_risk"), (0.5, "caution"), (1.0, "normal"), (1.5, "low_risk")],
)
def test_class_is_held_to_the_index(index: float, named: str) -> None:
    columns = (CODE, Column("risk_index", "DOUBLE", "", ""), RISK_CLASS)
    contract = TableContract("people", "core", "", "", "", "", columns, ("code",), "")
    for value in RISK_CLASS.allowed:
        tables = {"people": pd.DataFrame({"code": ["a"], "risk_index": [index], "risk_class": [value]})}
        assert check(contract, tables, "").passed == (value == named)


def test_column_of_the_key_is_told_beside_the_key() -> None:
    columns = (replace_formula(CODE, "'x' || men"), DAY, MEN, WOMEN)
    contract = made("", columns=columns)
    (failed,) = failures(check(contract, {"people": people(1, 2, 3)["people"].drop(columns="figure")}, ""))
    assert failed.column == "code, by its formula" and failed.rows[0]["code"] == "a"
    assert failed.rows[0]["code, by its formula"] == "a, by its formula x1"


def replace_formula(column: Column, formula: str) -> Column:
    return Column(column.name, column.type, column.ko, column.en, formula=formula)


# --- other tables


AREA = Formula("this.men / (SELECT s.area FROM core.ground AS s WHERE s.code = this.code)")
GROUND = TableContract(
    "ground",
    "core",
    "",
    "",
    "",
    "",
    (CODE, Column("area", "DOUBLE", "면적", "Area"), Column("since", "DATE", "", "")),
    ("code",),
    "",
)


def test_formula_over_another_table_needs_that_table() -> None:
    contract = made(AREA)
    assert parents_of(contract) == ("ground",) and rule_inputs(contract) == {"ground": None}
    ground = pd.DataFrame({"code": ["a", "b", "c"], "area": [2.0, 4.0, 4.0]})
    assert check(contract, people(0.5, 0.5, 0.75) | {"ground": ground}, "").passed
    (failed,) = failures(check(contract, people(0.5, 0.5, 0.75) | {"ground": ground.assign(area=[2.0, 4.0, 5.0])}, ""))
    assert failed.rows[0]["code"] == "c"


def test_other_table_without_rows_has_the_types_of_its_contract() -> None:
    contract = made(carried("core.ground.area", "s.code = this.code AND s.since < this.day"))
    ground = pd.DataFrame({"code": [], "area": [], "since": []})
    assert check(contract, people(None, None, None) | {"ground": ground}, "", {"ground": GROUND}).passed
    assert not check(contract, people(1.0, None, None) | {"ground": ground}, "", {"ground": GROUND}).passed


def test_two_rows_where_a_figure_is_carried_from_one_fail() -> None:
    ground = pd.DataFrame({"code": ["a", "a", "b", "c"], "area": [2.0, 3.0, 4.0, 4.0]})
    (failed,) = failures(
        check(made(carried("core.ground.area", "s.code = this.code")), people(2.0, 4.0, 4.0) | {"ground": ground}, "")
    )
    assert failed.expectation == "measured" and failed.column == "figure" and "one row" in failed.why


# --- what cannot be judged


def test_formula_that_cannot_be_computed_fails_alone() -> None:
    text = Column("note", "VARCHAR", "", "", formula="code || men")
    number = Column("figure", "DOUBLE", "", "", formula="CAST(code AS DOUBLE)")
    contract = made("", columns=(CODE, DAY, MEN, WOMEN, text, number))
    table = people(1, 2, 3)["people"].assign(note=["a1", "b2", "c3"])[["code", "day", "men", "women", "note", "figure"]]
    report = check(contract, {"people": table}, "")
    (failed,) = failures(report)
    assert (failed.rule, failed.expectation, failed.column) == ("formulas", "measured", "figure")
    assert "could not be measured" in failed.why
    assert [o.success for o in report.outcomes if o.column == "note" and o.rule == "formulas"] == [True]


def test_table_without_rows_has_nothing_to_compute() -> None:
    report = check(made("men / women", min_rows=0), {"people": people(1)["people"].iloc[:0]}, "")
    assert report.passed and not [o for o in report.outcomes if o.rule == "formulas"]


def test_words_are_no_expectation() -> None:
    assert formula_suite(made(in_words("men over women"))) == []
    assert check(made(in_words("men over women")), people(9.0, 9.0, 9.0), "").passed


# --- shapes


def test_area_is_that_of_the_shape() -> None:
    columns = (
        CODE,
        Column("area_km2", "DOUBLE", "", "", formula="ST_Area(geometry) / 1e6"),
        Column("geometry", "GEOMETRY", "", ""),
    )
    contract = TableContract("ground", "core", "", "", "", "", columns, ("code",), "", geometry="geometry")
    square = shapely.box(0, 0, 1000, 2000)
    table = gpd.GeoDataFrame({"code": ["a", "b"], "area_km2": [2.0, 2.0]}, geometry=[square, square], crs="EPSG:5179")
    assert check(contract, {"ground": table}, "").passed
    (failed,) = failures(check(contract, {"ground": table.assign(area_km2=[2.0, 2.001])}, ""))
    assert failed.failing == 1 and failed.rows[0]["code"] == "b"


# --- a contract of the project


def test_index_class_and_line_of_one_region_are_all_held() -> None:
    row = {
        "level": "sigungu", "region_id": "uiseong-gun", "name_ko": "의성군", "name_en": "Uiseong-gun", "sido_ko": "경상북도",
        "reference_date": dt.date(2024, 12, 31), "population": 100, "women_20_39": 10, "population_65_over": 40,
        "risk_index": 0.25, "risk_class": "entering_risk", "at_risk": True, "missing_units": 0, "interpolated": False,
    }  # fmt: skip
    for column, value in (
        (None, None),
        ("risk_index", 0.26),
        ("risk_class", "high_risk"),
        ("at_risk", False),
        ("risk_index", None),
    ):
        table = pd.DataFrame([row | ({column: value} if column else {})])
        verdicts = judged(EXTINCTION_RISK, {"extinction_risk": table}).loc[0, ["risk_index", "risk_class", "at_risk"]]
        assert (set(verdicts) == {HOLDS}) == (column is None)
        if column:
            assert verdicts[column] != HOLDS

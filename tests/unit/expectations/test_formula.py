"""A formula names columns that are there, says whose they are, and is either run or marked as words."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from expectations.contract import Column, Expect, Rule, TableContract
from expectations.contracts.extinction import EXTINCTION_MOVEMENT, EXTINCTION_RISK
from expectations.contracts.registry import all_contracts
from expectations.engine.formulas import bind, empty_tables, parents_of
from expectations.formula import Formula, carried, in_words, names_in
from expectations.mentioned import mentions
from pipelines.build.plan import with_upstream

CONTRACTS = all_contracts()
COMPUTED = [contract for contract in CONTRACTS.values() if contract.formulas]


def people(formula: str | Formula, **more: object) -> TableContract:
    columns = (
        Column("code", "VARCHAR", "코드", "Code", allowed=("seoul", "busan_city")),
        Column("men", "BIGINT", "남자", "Men"),
        Column("women", "BIGINT", "여자", "Women"),
        Column("ratio", "DOUBLE", "성비", "Ratio", nullable=True, formula=formula),
    )
    return TableContract("people", "core", "", "", "", "", columns, ("code",), "", **more)  # type: ignore[arg-type]


# --- refused when it is made


@pytest.mark.parametrize(
    ("formula", "unknown"),
    [
        ("men / girls", "girls"),
        ("sum(men) OVER (PARTITION BY sido) / women", "sido"),
        (Formula("men / women", where="level = 'sigungu'"), "level"),
        (Formula("men / women", within="rounding / women"), "rounding"),
        ("this.men / this.girls", "this.girls"),
        ("p.men / women", "p.men"),
        ("people of the unit / women", "of"),
        (Formula("(SELECT m.area FROM mart.sido AS m WHERE m.code = this.kode)"), "this.kode"),
        (Formula("(SELECT m.area FROM mart.sido AS m WHERE m.code = code)"), "code, of no table said"),
        (Formula("(SELECT o.girls FROM core.people AS o WHERE o.code = this.code)"), "o.girls"),
        (in_words("men_of_age over women"), "men_of_age"),
    ],
)
def test_formula_that_names_no_column_is_refused(formula: str | Formula, unknown: str) -> None:
    with pytest.raises(ValueError, match=r"contract people: the formula of ratio names no column") as error:
        people(formula)
    assert f"'{unknown}'" in str(error.value)


@pytest.mark.parametrize(
    "formula",
    [
        "men / women",
        "100.0 * men / nullif(women, 0)",
        "CASE WHEN code = 'it''s, not a \"column\"' THEN 1 ELSE \"men\" / women END",
        "CAST(men AS DOUBLE) / women::DOUBLE",
        "men / max(women) FILTER (code = 'seoul') OVER (ORDER BY code ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
        "CASE WHEN men IS DISTINCT FROM women THEN men / women ELSE 1 END",
        Formula("(SELECT m.area FROM mart.sido AS m JOIN mart.emd e ON e.sido = m.code WHERE m.code = this.code)"),
        in_words("men over women, as in core.sido_figure; in busan_city apart"),
    ],
)
def test_formula_of_columns_that_are_there_is_taken(formula: str | Formula) -> None:
    assert people(formula).column("ratio").computation is not None


@pytest.mark.parametrize("formula", ["ratio", "this.ratio"])
def test_column_is_no_formula_of_itself(formula: str) -> None:
    with pytest.raises(ValueError, match="the formula of ratio is the column itself"):
        people(formula)


@pytest.mark.parametrize(("sql", "words"), [("", ""), ("men / women", "men over women")])
def test_formula_is_either_sql_or_words(sql: str, words: str) -> None:
    with pytest.raises(ValueError, match="either SQL or words"):
        Formula(sql, words=words)


def test_words_have_no_condition() -> None:
    with pytest.raises(ValueError, match="no condition"):
        Formula(words="men over women", where="men > 0")


@pytest.mark.parametrize("contract", [EXTINCTION_RISK, *(c for c in COMPUTED if c.name in ("rust_belt", "masuda", "emd"))])
def test_every_column_that_a_formula_needs_is_held_by_it(contract: TableContract) -> None:
    """Without one of them, or with another name for it, the contract cannot be made."""
    own = {f"{contract.schema}.{contract.name}", "this"}
    needed = {
        name
        for column, formula in contract.formulas.items()
        for text in formula.texts
        for names in [names_in(text)]
        for name in (*names.bare, *(c for alias, c in names.qualified if names.tables.get(alias, alias) in own))
        if name != column and name not in (*contract.key, contract.geometry)
    }
    assert needed
    for name in needed:
        kept = tuple(column for column in contract.columns if column.name != name)
        renamed = tuple(replace(c, name=f"{name}_2") if c.name == name else c for c in contract.columns)
        for columns in (kept, renamed):
            with pytest.raises(ValueError, match=f"names no column: .*'(?:this[.])?{name}'"):
                replace(contract, columns=columns, expectations=())


def test_column_that_another_table_reads_is_held_by_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    column = EXTINCTION_MOVEMENT.column("risk_index_from").computation
    assert column is not None and column.tables == ("mart.extinction_risk",)
    columns = {"mart.extinction_risk": EXTINCTION_RISK.column_names}
    assert column.unknown_elsewhere(columns) == []
    without = {"mart.extinction_risk": tuple(n for n in EXTINCTION_RISK.column_names if n != "risk_index")}
    assert column.unknown_elsewhere(without) == ["mart.extinction_risk.risk_index"]
    assert column.unknown_elsewhere({}) == ["mart.extinction_risk"]


def test_words_name_tables_and_columns_that_are_there() -> None:
    formula = in_words("as mart.sido.area_km2 of core.unit")
    assert formula.unknown_elsewhere({"core.unit": ("unit_id",), "mart.sido": ("area_km2",)}) == []
    assert formula.unknown_elsewhere({"mart.sido": ("density",)}) == ["core.unit", "mart.sido.area_km2"]


@pytest.mark.parametrize(
    "kwargs",
    [{"column": "girls"}, {"column_A": "men", "column_B": "girls"}, {"column_list": ["men", "girls"]}, {"column_set": ["girls"]}],
)
def test_expectation_that_names_no_column_is_refused(kwargs: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"contract people: an expectation names no column: .'girls'"):
        people("men / women", expectations=(Expect("expect_column_values_to_be_unique", kwargs),))


def grouped(people: pd.DataFrame) -> pd.DataFrame:
    return people.groupby("sex", as_index=False)[["men"]].sum()


@pytest.mark.parametrize(
    ("key", "refused"), [(("code",), False), (("sex",), False), (("code", "sexes"), True), (("province",), True)]
)
def test_key_of_a_rule_is_a_column_of_the_table_or_one_that_its_measure_makes(key: tuple[str, ...], refused: bool) -> None:
    rule = Rule("sums", grouped, key, (Expect("expect_column_values_to_be_between", {"column": "men", "min_value": 0}),))
    with pytest.raises(ValueError, match="the key of rule sums names no column") if refused else contextlib.nullcontext():
        people("men / women", rules=(rule,))


def test_mentioned_is_what_code_names_and_what_it_calls() -> None:
    def of_sql() -> str:
        return "SELECT sum(men) AS total FROM people"

    def outer() -> object:
        return [of_sql() for _ in range(2)]

    assert {"men", "total", "people"} <= mentions(of_sql) and "men" in mentions(outer)
    assert "men" in mentions(grouped) and "women" not in mentions(grouped)


# --- what is shown


def test_words_are_marked_as_words_wherever_a_formula_is_shown() -> None:
    words = people(in_words("men over women")).column("ratio")
    assert words.formula_shown == "in words: men over women" and "= in words: men over women" in words.comment
    sql = people(Formula("men / women", where="men > 0", within="0.1")).column("ratio")
    assert sql.formula_shown == "men / women to within 0.1 for rows where men > 0"
    assert people("men / women").column("ratio").comment == "Ratio / 성비 = men / women"
    assert people("").column("ratio").formula_shown == "" and people("").column("ratio").computation is None


def test_carried_figure_is_read_from_its_table() -> None:
    formula = carried("mart.sido.density", "s.region_id = this.code")
    assert formula.sql == "(SELECT s.density FROM mart.sido AS s WHERE s.region_id = this.code)"
    assert formula.tables == ("mart.sido",)


# --- of the project's own contracts


@pytest.mark.parametrize("contract", COMPUTED, ids=lambda c: c.name)
def test_duckdb_can_run_every_formula_of(contract: TableContract) -> None:
    with empty_tables(CONTRACTS[name] for name in (contract.name, *parents_of(contract))) as connection:
        assert bind(connection, contract)


@pytest.mark.parametrize("contract", COMPUTED, ids=lambda c: c.name)
def test_tables_that_formulas_read_are_upstream(contract: TableContract) -> None:
    assert set(parents_of(contract)) <= set(with_upstream([contract.name]))


def test_words_are_left_to_what_sql_cannot_say() -> None:
    """Words that DuckDB could run over the columns would be a formula that nobody runs."""
    could = []
    for contract in CONTRACTS.values():
        words = {
            column.name: column.computation.words
            for column in contract.columns
            if column.computation and column.computation.words
        }
        for name, text in words.items():
            with empty_tables([contract]) as connection, contextlib.suppress(duckdb.Error):
                connection.execute(f"EXPLAIN SELECT ({text}) FROM {contract.schema}.{contract.name} AS this")
                could.append((contract.name, name, text))
    assert could == []


def test_most_formulas_are_run() -> None:
    kinds = [c.computation.kind for contract in CONTRACTS.values() for c in contract.columns if c.computation]
    assert kinds.count("sql") >= 280 and kinds.count("sql") > kinds.count("words")

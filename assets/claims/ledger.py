"""mart.claim and mart.claim_variant: every sentence with its variants, its verdict and what it was made from.

The verdict follows from the variants by one rule for all claims (`verdict_of`); nobody types a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pandas as pd

from assets import claims
from assets.claims.sentence import Definition, Sentence, definitions
from assets.lake.asset import asset
from domain.verdict import NOT_YET, holding, verdict_of
from expectations.contracts.claims import CLAIM, CLAIM_VARIANT
from expectations.contracts.registry import all_contracts


def _tables() -> tuple[str, ...]:
    """What claims read, of the tables that the project has."""
    wanted = {table for definition in definitions(claims) for table in definition.tables}
    return tuple(sorted(wanted & set(all_contracts())))


@asset(contract=CLAIM_VARIANT, each=_tables(), walks=(claims,))
def claim_variant(**tables: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """Every sentence under every definition. One row per claim, definition, item and date."""
    by_claim: dict[Sentence, list[dict[str, Any]]] = {}
    for definition in definitions(claims):
        by_claim.setdefault(definition.sentence, []).extend(variants(definition, tables))
    for sentence, rows in by_claim.items():
        day = sentence.stands_on(row["reference_date"] for row in rows)
        for row in rows:
            row["reference_date"] = day if row["verdict"] == NOT_YET else row["reference_date"]
    return pd.DataFrame([row for rows in by_claim.values() for row in rows], columns=list(CLAIM_VARIANT.column_names))


def guards() -> dict[str, list[str]]:
    """Names of the rules of each table: a claim names those that guard what it is read from."""
    return {f"{c.schema}.{name}": [rule.name for rule in c.rules] for name, c in all_contracts().items()}


@asset(contract=CLAIM, walks=(claims,), said=guards)
def claim(claim_variant: pd.DataFrame) -> pd.DataFrame:
    """The ledger. One row per claim."""
    by_claim: dict[str, list[Definition]] = {}
    for definition in definitions(claims):
        by_claim.setdefault(definition.sentence.claim_id, []).append(definition)
    rows = [
        entry(written[0].sentence, written, claim_variant[claim_variant["claim_id"] == claim_id])
        for claim_id, written in by_claim.items()
    ]
    return pd.DataFrame(rows, columns=list(CLAIM.column_names))


def variants(definition: Definition, tables: Mapping[str, duckdb.DuckDBPyRelation]) -> Iterator[dict[str, Any]]:
    """Rows of one definition; a single row that names what is needed when there is nothing to measure it with."""
    same = {
        "claim_id": definition.sentence.claim_id,
        "definition": definition.name,
        "definition_en": definition.en,
        "definition_ko": definition.ko,
        "unit": definition.unit,
        "tables": ", ".join(definition.lineage) or None,
    }
    lacking = [full for name, full in zip(definition.tables, definition.lineage, strict=True) if _empty(tables.get(name))]
    settled, shown = False, False
    if not lacking:
        for variant in definition.measure(**{name: tables[name] for name in definition.tables}):
            shown = True
            settled |= definition.beside or variant.holds is not None
            yield same | {
                "reference_date": variant.on,
                "item": variant.item,
                "value": variant.value,
                "n": variant.n,
                "verdict": {None: "shown", True: "holds", False: "does not hold"}[variant.holds],
                "reproduces": variant.reproduces,
                "note": variant.note or None,
            }
    if not settled:
        yield same | {
            "reference_date": definition.sentence.on,
            "item": "not measured",
            "verdict": NOT_YET,
            "reproduces": False,
            "needed_table": definition.needs or _needed(definition, lacking, shown),
        }


def _needed(definition: Definition, lacking: list[str], shown: bool) -> str:
    if lacking:
        return ", ".join(f"{full} (no rows in this build)" for full in lacking)
    tables = ", ".join(definition.lineage)
    return f"figures that decide it; those in {tables} do not" if shown else f"figures for {definition.sentence.on} in {tables}"


def entry(sentence: Sentence, written: list[Definition], rows: pd.DataFrame) -> dict[str, Any]:
    """One row of the ledger."""
    verdict = verdict_of(rows)
    judged = {
        name for name, verdict in zip(rows["definition"], rows["verdict"], strict=True) if verdict in ("holds", "does not hold")
    }
    reproduced = rows.loc[rows["reproduces"].astype(bool), "value"].dropna()
    value = float(reproduced.iloc[0]) if len(reproduced) else None
    published = sentence.published_value
    needed = rows.loc[rows["verdict"] == NOT_YET, "needed_table"].drop_duplicates()
    tables = dict.fromkeys(table for definition in written for table in definition.lineage)
    return {
        "claim_id": sentence.claim_id,
        "reference_date": sentence.stands_on(rows["reference_date"]),
        "sentence_ko": sentence.ko,
        "sentence_en": sentence.en,
        "definitions": "; ".join(f"{definition.name}: {definition.en}" for definition in written),
        "formula": sentence.formula,
        "source": sentence.source,
        "published": sentence.published or None,
        "published_value": published,
        "reproduced_value": value,
        "difference": None if value is None or published is None else value - published,
        "verdict": verdict,
        "holds_under": holding(rows) or None,
        "definitions_checked": len(judged),
        "definitions_open": sum(not definition.beside for definition in written) - len(judged),
        "needed_tables": "; ".join(needed) or None,
        "explanation": sentence.note,
        "tables": ", ".join(tables) or None,
        "checks": checks(tables) or None,
    }


def checks(tables: Mapping[str, Any]) -> str:
    """Names of the rules that guard these tables, beside the suite that each contract has."""
    known = guards()
    return ", ".join(f"{full}.{rule}" for full in tables for rule in known.get(full, ()))


def _empty(table: duckdb.DuckDBPyRelation | None) -> bool:
    return table is None or table.limit(1).fetchone() is None

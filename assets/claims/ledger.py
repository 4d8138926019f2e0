"""mart.claim and mart.claim_variant: every sentence with its variants, its verdict and what it was made from.

The verdict follows from the variants by one rule for all claims (`domain/verdict.py`); nobody types a verdict.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb
import pandas as pd

from assets import claims
from assets.claims.sentence import Definition, Sentence, Variant, definitions
from assets.lake.asset import asset
from domain.verdict import HOLDS, NO, NOT_YET, holding, named, named_by_title, tally, verdict_of, verdict_of_author
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
    part = definition.of_part
    same = {
        "claim_id": definition.sentence.claim_id,
        "part": part.name if part else None,
        "part_ko": part.ko if part else None,
        "part_en": part.en if part else None,
        "definition": definition.name,
        "definition_en": definition.en,
        "definition_ko": definition.ko,
        "counted": definition.counted,
        "author": definition.author,
        "used_by": definition.used_by or None,
        "used_by_ko": definition.used_by_ko or definition.used_by or None,
        "unit": definition.unit,
        "tables": ", ".join(definition.lineage) or None,
    }
    lacking = [full for name, full in zip(definition.tables, definition.lineage, strict=True) if _empty(tables.get(name))]
    settled, shown = False, False
    if not lacking:
        for variant in definition.measure(**{name: tables[name] for name in definition.tables}):
            shown = True
            settled |= definition.beside or variant.holds is not None or bool(variant.needs)
            yield same | _row(variant)
    if not settled:
        en, ko = _needed(definition, lacking, shown)
        yield same | {
            "reference_date": definition.sentence.on,
            "item": "not measured",
            "item_ko": "측정되지 않음",
            "verdict": NOT_YET,
            "reproduces": False,
            "needed_table": definition.needs or en,
            "needed_ko": definition.needs_ko or definition.needs or ko,
        }


def _row(variant: Variant) -> dict[str, Any]:
    verdict = {None: NOT_YET if variant.needs else "shown", True: HOLDS, False: NO}[variant.holds]
    return {
        "reference_date": variant.on,
        "newest_date": None if verdict == NOT_YET else variant.newest or variant.on,
        "item": variant.item,
        "item_ko": variant.item_ko or ("전체" if variant.item == "all" else variant.item),
        "value": variant.value,
        "n": variant.n,
        "verdict": verdict,
        "reproduces": variant.reproduces,
        "note": variant.note or None,
        "note_ko": variant.note_ko or variant.note or None,
        "needed_table": variant.needs or None,
        "needed_ko": variant.needs_ko or variant.needs or None,
    }


def _needed(definition: Definition, lacking: list[str], shown: bool) -> tuple[str, str]:
    """What is needed, in English and in Korean."""
    if lacking:
        return ", ".join(f"{full} (no rows in this build)" for full in lacking), ", ".join(
            f"{full} (이 빌드에는 행이 없음)" for full in lacking
        )
    tables, day = ", ".join(definition.lineage), definition.sentence.on
    if shown:
        return f"figures that decide it; those in {tables} do not", f"판정할 수 있는 수치; {tables}의 수치로는 정해지지 않음"
    return f"figures for {day} in {tables}", f"{tables}의 {day} 수치"


def entry(sentence: Sentence, written: list[Definition], rows: pd.DataFrame) -> dict[str, Any]:
    """One row of the ledger."""
    held, counts = holding(rows), tally(rows)
    reproduced = rows.loc[rows["reproduces"].astype(bool), "value"].dropna()
    value = float(reproduced.iloc[0]) if len(reproduced) else None
    published = sentence.published_value
    open_ = rows[rows["verdict"] == NOT_YET].drop_duplicates("needed_table")
    tables = dict.fromkeys(table for definition in written for table in definition.lineage)
    titles = {part.name: part.ko for part in sentence.parts} | {definition.name: definition.ko for definition in written}
    own = [definition for definition in written if definition.author]
    return {
        "claim_id": sentence.claim_id,
        "reference_date": sentence.stands_on(rows["reference_date"]),
        "newest_date": newest(rows),
        "sentence_ko": sentence.ko,
        "sentence_en": sentence.en,
        "parts": "; ".join(part.en for part in sentence.parts) or None,
        "parts_ko": "; ".join(part.ko for part in sentence.parts) or None,
        "definitions": "; ".join(f"{definition.name}: {definition.en}" for definition in written),
        "definitions_ko": "; ".join(f"{definition.name}: {definition.ko}" for definition in written),
        "formula": sentence.formula,
        "formula_ko": sentence.formula_ko,
        "source": sentence.source,
        "source_ko": sentence.source_ko,
        "published": sentence.published or None,
        "published_ko": sentence.published_ko or None,
        "published_value": published,
        "reproduced_value": value,
        "difference": None if value is None or published is None else value - published,
        "author_definition": ", ".join(definition.name for definition in own) or None,
        "author_definition_ko": " · ".join(definition.ko for definition in own) or None,
        "verdict_author": verdict_of_author(rows),
        "verdict": verdict_of(rows),
        "definitions_holding": counts.holds,
        "definitions_checked": counts.judged,
        "definitions_open": counts.written - counts.judged,
        "definitions_written": counts.written,
        "holds_under": named(held) or None,
        "holds_under_ko": named_by_title(held, titles, "ko") or None,
        "needed_tables": "; ".join(open_["needed_table"]) or None,
        "needed_ko": "; ".join(open_["needed_ko"]) or None,
        "explanation": sentence.note,
        "explanation_ko": sentence.note_ko,
        "tables": ", ".join(tables) or None,
        "checks": checks(tables) or None,
    }


def newest(rows: pd.DataFrame) -> dt.date | None:
    """Newest day of the figures that a claim rests on: of those judged and counted, else of those shown; None without."""
    figures = rows[rows["newest_date"].notna()]
    decisive = figures[figures["verdict"].isin([HOLDS, NO]) & figures["counted"].astype(bool)]
    days = (decisive if len(decisive) else figures)["newest_date"]
    return max(days) if len(days) else None


def checks(tables: Mapping[str, Any]) -> str:
    """Names of the rules that guard these tables, beside the suite that each contract has."""
    known = guards()
    return ", ".join(f"{full}.{rule}" for full in tables for rule in known.get(full, ()))


def _empty(table: duckdb.DuckDBPyRelation | None) -> bool:
    return table is None or table.limit(1).fetchone() is None

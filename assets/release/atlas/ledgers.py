"""Claims, scenarios, what was promised to each 5+3 region, and the dictionary, as plain records for the page."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from assets.lake.lake import Lake
from assets.release.atlas.figures import short_numbers
from assets.release.attribution import NONE, Attribution, Said, joined
from assets.release.dictionary.rows import Row, column_rows, table_rows
from assets.scenarios.scenario_file import BASELINE
from assets.scenarios.timing import told
from domain.measures import COMPARED, HELD
from domain.projection import BIRTHS, BIRTHS_KO, FOREIGNERS, FOREIGNERS_KO
from domain.verdict import holding, named_by_title
from expectations.contract import SCHEMAS, TableContract

CLAIM = (
    "claim_id", "reference_date", "newest_date", "sentence_ko", "sentence_en", "parts_ko", "parts_en", "formula_ko", "formula_en",
    "source_ko", "source_en", "published_ko", "published_en", "published_value", "reproduced_value", "difference",
    "author_definition_ko", "author_definition_en", "verdict_author", "verdict", "definitions_holding", "definitions_checked",
    "definitions_open", "definitions_written", "holds_under_ko", "holds_under_en", "needed_ko", "needed_en", "explanation_ko",
    "explanation_en", "tables",
)  # fmt: skip
VARIANT = (
    "claim_id", "part_ko", "part_en", "definition", "definition_ko", "definition_en", "counted", "author", "used_by_ko",
    "used_by_en", "item_ko", "item_en", "reference_date", "value", "unit", "n", "verdict", "reproduces", "note_ko", "note_en",
    "needed_ko", "needed_en",
)  # fmt: skip
# Texts of the tables whose English has no suffix; the page picks a text by the suffix of its language.
ENGLISH = (
    "parts", "formula", "source", "published", "author_definition", "holds_under", "explanation", "used_by", "item", "note",
)  # fmt: skip
POLICY = (
    "region_id", "kind", "promised", "done", "given_up", "open", "latest_date", "latest_act_ko", "latest_act_en",
    "latest_status",
)  # fmt: skip
PROFILE = ("region_id", "reading", "area_km2", "at_risk_units", "keis_units", "legal_decline_areas")
# Measures and levels of the scenario view; single sigungu have their figures in the region's profile.
GROUPS = ("nation", "capital_rest", "megaregion")
MEASURES = ("population", "population_share", "youth", "youth_share", "at_risk_units", "at_risk_share", "risk_index")
SHOWN = (*MEASURES, *(f"{name}_difference" for name in COMPARED))
# Ends of measures that answer a question.
ANSWERS = (
    "_wanted",
    "_without_retention",
    "_at_full_retention",
    "_at_retention",
    "retention_needed",
    *(f"retention_to_hold_{name}" for name in HELD),
)
# What a scenario says of itself.
IN_BOTH = tuple(f"{name}_{language}" for name in ("title", "description", "timing") for language in ("ko", "en"))
DICTIONARY_TABLE = ("ko", "en", "description", "grain", "key", "source")
DICTIONARY_COLUMN = ("column_name", "type", "ko", "en", "unit", "formula", "raw_column", "caveat")


def claims(lake: Lake, whose: Attribution) -> dict[str, Any]:
    """The ledger with the variants of each claim, and with the publishers of what it was computed from."""
    variants: dict[str, list[dict[str, Any]]] = {}
    table = lake.frame("claim_variant")
    for row in records(_in_both(table), VARIANT):
        variants.setdefault(row.pop("claim_id"), []).append(row)
    ledger = lake.frame("claim")
    of = dict(iter(table.groupby("claim_id")))
    ledger["holds_under"] = [_held(of[claim_id]) for claim_id in ledger["claim_id"]]
    ledger["author_definition"] = [_authors(of[claim_id]) for claim_id in ledger["claim_id"]]
    found = records(_in_both(ledger), CLAIM)
    for row in found:
        row |= {"variants": variants.get(row["claim_id"], []), "credit": _credit(row, whose).record()}
    return {"claims": found}


def _held(variants: pd.DataFrame) -> str:
    """The definitions under which a claim holds by their English titles; the Korean ones are in the table."""
    titles = dict(zip(variants["definition"], variants["definition_en"], strict=True))
    parts = variants[variants["part"].notna()]
    return named_by_title(holding(variants), titles | dict(zip(parts["part"], parts["part_en"], strict=True)), "en")


def _authors(variants: pd.DataFrame) -> str:
    """The author's own definitions by their English titles."""
    return " · ".join(variants.loc[variants["author"].astype(bool), "definition_en"].drop_duplicates())


def _in_both(table: pd.DataFrame) -> pd.DataFrame:
    """With the English of each text under the name of the text and `_en`."""
    english = {name: f"{name}_en" for name in ENGLISH} | {"needed_tables": "needed_en", "needed_table": "needed_en"}
    return table.rename(columns=english)


def _credit(claim: dict[str, Any], whose: Attribution) -> Said:
    """Publishers of the tables that a claim was computed from, and of the borders where it measures ground."""
    tables = [name.partition(".")[2] for name in claim.get("tables", "").split(", ") if name]
    return joined("; ", [whose.data(tables), whose.borders if "level_boundary" in tables else NONE])


def scenarios(lake: Lake) -> dict[str, Any]:
    """Scenarios and their results: `[scenario, level, region, year, measure, median, p05, p95]`, and the past without a scenario.

    `history` has `[level, region, year, measure, value]`; `assumed` says in both languages what is taken for granted of births
    and foreigners.
    """
    result, past = lake.frame("scenario_result"), lake.frame("scenario_history")
    groups = result[result["level"].isin(GROUPS) & result["measure"].isin(SHOWN)]
    answers = result[result["measure"].str.endswith(ANSWERS) & ~result["measure"].isin(SHOWN) & result["level"].isin(GROUPS)]
    base = result["base_year"].max() if len(result) else None
    past = past[past["level"].isin(GROUPS) & past["measure"].isin(MEASURES) & (len(groups) > 0)]
    timing = dict(zip(result["scenario"], result["timing"], strict=True))
    scenarios = lake.frame("scenario").rename(columns={"description": "description_en"})
    said = scenarios["scenario"].map(lambda name: timing.get(name, ""))
    scenarios = scenarios.assign(timing_en=said.map(told), timing_ko=said.map(lambda text: told(text, "ko")))
    scenarios = scenarios[scenarios["scenario"].isin(groups["scenario"])]
    return {
        "scenarios": records(
            scenarios,
            ("scenario", *IN_BOTH),
        ),
        "results": _rows(pd.concat([groups, answers])),
        "history": _past(past),
        "assumed": _assumed(result),
        "base_year": None if base is None else int(base),
    }


def _past(table: pd.DataFrame) -> list[list[Any]]:
    columns = ["level", "region_id", "year", "measure", "value"]
    ordered = table.sort_values(columns[:4])[columns]
    return [[_plain(value) for value in row] for row in ordered.itertuples(index=False)]


def _assumed(result: pd.DataFrame) -> dict[str, str]:
    """What the path takes for granted, in Korean and English."""
    if not len(result):
        return {"ko": "", "en": ""}
    basis = str(result["basis"].iloc[0])
    return {"ko": f"{BIRTHS_KO[basis]} {FOREIGNERS_KO}", "en": f"{BIRTHS[basis]} {FOREIGNERS}"}


def outlook(lake: Lake) -> dict[str, list[list[Any]]]:
    """Where each sigungu goes if the trend goes on: `[year, population, p05, p95, probability of being at risk]` by region."""
    result = lake.frame("scenario_result")
    rows = result[(result["level"] == "sigungu") & (result["scenario"] == BASELINE)]
    people = rows[rows["measure"] == "population"]
    risk = rows[rows["measure"] == "at_risk_probability"].set_index(["region_id", "year"])["median"].to_dict()
    found: dict[str, list[list[Any]]] = {}
    for row in people.sort_values(["region_id", "year"])[["region_id", "year", "median", "p05", "p95"]].to_dict("records"):
        numbers = short_numbers([row["median"], row["p05"], row["p95"]], whole=True)
        chance = short_numbers([risk.get((row["region_id"], row["year"]), math.nan)])
        found.setdefault(row["region_id"], []).append([int(row["year"]), *map(_rounded, numbers), *chance])
    return found


def promises(lake: Lake) -> dict[str, Any]:
    """What was promised to each 5+3 region and how many of its sigungu are at risk."""
    profile = lake.frame("megaregion_profile")
    return {"policy": records(lake.frame("policy_status"), POLICY), "profile": records(profile, PROFILE)}


def dictionary(contracts: Iterable[TableContract]) -> list[dict[str, Any]]:
    """The data dictionary, results first; each table has its `columns` as lists of `DICTIONARY_COLUMN`, "" for what is empty.

    The page has every unit in both languages, by its English.
    """
    contracts = list(contracts)
    columns: dict[str, list[list[str]]] = {}
    for row in column_rows(contracts):
        columns.setdefault(_full_name(row), []).append([row[name] or "" for name in DICTIONARY_COLUMN])
    tables = sorted(table_rows(contracts), key=lambda row: -SCHEMAS.index(row["schema_name"]))
    return [
        {"table": _full_name(row), "columns": columns[_full_name(row)]} | {name: row[name] for name in DICTIONARY_TABLE}
        for row in tables
    ]


def _full_name(row: Row) -> str:
    return f"{row['schema_name']}.{row['table_name']}"


def records(table: pd.DataFrame, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Rows as dictionaries without what is empty; numbers shortened, days as ISO text."""
    found = []
    for row in table[list(columns)].to_dict("records"):
        plain = {str(key): _plain(value) for key, value in row.items()}
        found.append({key: value for key, value in plain.items() if value is not None and value != ""})
    return found


def _rows(result: pd.DataFrame) -> list[list[Any]]:
    ordered = result.sort_values(["scenario", "level", "region_id", "measure", "year"])
    columns = ["scenario", "level", "region_id", "year", "measure", "median", "p05", "p95"]
    return [[_plain(value) for value in row] for row in ordered[columns].itertuples(index=False)]


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return None
    if isinstance(value, (dt.date, pd.Timestamp)):
        return value.isoformat()[:10]
    if isinstance(value, (str, bool)):
        return value
    if hasattr(value, "item"):
        value = value.item()
    return short_numbers([value], whole=True)[0] if isinstance(value, float) else value


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value)

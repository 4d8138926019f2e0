"""Printing the claim ledger: all sentences in brief, or one with its numbers by definition and date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assets.release.publish import current
from domain.errors import ReleaseError, UsageError
from domain.verdict import NOT_YET, SOME, VERDICTS
from pipelines.build.home import Home

COLOUR = dict(zip(VERDICTS, ("green", "yellow", "red", "dim"), strict=True))
# Rows of one definition that are printed: the judged ones, and of those only shown the newest.
NEWEST = 6


@dataclass(frozen=True)
class Ledger:
    """Both tables, and the name of the release or lake that they are from."""

    claim: pd.DataFrame
    variant: pd.DataFrame
    where: str


def read_ledger(home: Home) -> Ledger:
    """The ledger of the current release, else of the lake. ReleaseError when neither has one."""
    try:
        release = current(home.releases)
    except ReleaseError:
        release = None
    if release is not None:
        connection = duckdb.connect(str(release / "warehouse.duckdb"), read_only=True)
        try:
            return Ledger(connection.table("mart.claim").df(), connection.table("mart.claim_variant").df(), release.name)
        except duckdb.CatalogException:  # published before there was a ledger
            release = None
        finally:
            connection.close()
    lake = home.lake
    if lake.entry("claim") and lake.entry("claim_variant"):
        return Ledger(lake.frame("claim"), lake.frame("claim_variant"), f"lake {home.profile}")
    raise ReleaseError(f"{home.root}: no claims are built yet; run `rebalance build` first")


def print_ledger(console: Console, home: Home) -> None:
    """One row per claim and the number of each verdict."""
    ledger = read_ledger(home)
    table = Table("claim", "verdict", "definitions", "sentence", box=None, header_style="bold", padding=(0, 2, 0, 0))
    for row in ledger.claim.to_dict("records"):
        colour = COLOUR[row["verdict"]]
        checked = f"{row['definitions_checked']} of {row['definitions_checked'] + row['definitions_open']}"
        table.add_row(row["claim_id"], f"[{colour}]{row['verdict']}[/]", checked, escape(row["sentence_en"]))
    console.print(table)
    number = Counter(ledger.claim["verdict"])
    counted = ", ".join(f"{number[verdict]} {verdict}" for verdict in VERDICTS if number[verdict])
    console.print(f"\n{len(ledger.claim)} claims: {counted}; from {ledger.where}", style="dim", markup=False)
    console.print("definitions: judged, of those written; `rebalance claim CLAIM` shows the numbers", style="dim", markup=False)


def print_claim(console: Console, home: Home, claim_id: str, *, everything: bool = False) -> None:
    """One claim with its numbers. UsageError when there is none of that name."""
    ledger = read_ledger(home)
    found = ledger.claim[ledger.claim["claim_id"] == claim_id]
    if found.empty:
        raise UsageError(f"no claim {claim_id}: one of {', '.join(ledger.claim['claim_id'])}")
    (row,) = found.to_dict("records")
    console.print(row["sentence_ko"], style="bold", markup=False)
    console.print(row["sentence_en"], markup=False)
    under = _text(row["holds_under"]) if row["verdict"] == SOME else ""
    console.print(f"\nverdict     [{COLOUR[row['verdict']]}]{row['verdict']}[/] {escape(under)}".rstrip())
    for label, value in _facts(row):
        console.print(f"{label:<12}{value}", markup=False)
    own = ledger.variant[ledger.variant["claim_id"] == claim_id]
    for definition, variants in own.groupby("definition", sort=False):
        _print_definition(console, str(definition), variants, everything=everything)
    console.print(f"\nmade from   {_text(row['tables']) or 'no table'}", style="dim", markup=False)
    console.print(f"from        {ledger.where}", style="dim", markup=False)


def _facts(row: Mapping[Hashable, Any]) -> list[tuple[str, str]]:
    values = [
        ("tested", _text(row["formula"])),
        ("published", _text(row["published"])),
        ("reproduced", _number(row["reproduced_value"])),
        ("difference", _number(row["difference"])),
        ("mind", _text(row["explanation"])),
        ("needed", _text(row["needed_tables"])),
    ]
    return [(label, value) for label, value in values if value]


def _print_definition(console: Console, definition: str, variants: pd.DataFrame, *, everything: bool) -> None:
    first = variants.iloc[0]
    console.print(f"\n[bold]{definition}[/]  {escape(first['definition_en'])} \\[{escape(first['unit'])}]")
    measured = variants[variants["verdict"] != NOT_YET].sort_values(["reference_date", "item"])
    left_out = 0
    if not everything:
        shown = measured[measured["verdict"] == "shown"]
        left_out = max(len(shown) - NEWEST, 0)
        measured = measured.drop(index=shown.index[:left_out])
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for row in measured.to_dict("records"):
        item = "" if row["item"] == "all" else row["item"]
        count = "" if pd.isna(row["n"]) else f"n = {int(row['n']):,}"
        cells = (
            f"{pd.Timestamp(row['reference_date']):%Y-%m-%d}",
            item,
            _number(row["value"]),
            count,
            row["verdict"],
            _text(row["note"]),
        )
        table.add_row(*map(escape, cells))
    if len(measured):
        console.print(table)
    if left_out:
        console.print(f"  and {left_out} older or other rows: --all", style="dim", markup=False)
    for needed in variants.loc[variants["verdict"] == NOT_YET, "needed_table"]:
        console.print(f"  {NOT_YET}; needs {needed}", style="dim", markup=False)


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _number(value: Any) -> str:
    """Whole from a thousand on, else four digits."""
    if value is None or pd.isna(value):
        return ""
    number = float(value)
    return f"{number:,.0f}" if number == int(number) or abs(number) >= 1000 else f"{number:.4g}"

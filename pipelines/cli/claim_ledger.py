"""Printing the claim ledger: all sentences in brief, or one with its numbers by definition and date."""

from __future__ import annotations

import datetime as dt
import difflib
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assets.release.opened import open_warehouse, reading
from assets.release.publish import current
from domain.errors import ReleaseError, UsageError
from domain.units_of_measure import unit_of_measure
from domain.verdict import FAILS, HOLDS, IN_PART, NO, NOT_YET, OWN_KO, PARTLY, SOME, UNNAMED, VERDICT_KO, VERDICTS
from pipelines.build.home import Home
from pipelines.cli.console import write_json

COLOUR = {
    HOLDS: "green", SOME: "yellow", IN_PART: "yellow", FAILS: "red", NO: "red", PARTLY: "cyan", NOT_YET: "dim", UNNAMED: "dim",
}  # fmt: skip
# Rows of one definition that are printed: the judged ones, and of those only shown the newest.
NEWEST = 6
FORMATS = ("table", "json")
LANGUAGES = ("en", "ko")


@dataclass(frozen=True)
class Ledger:
    """Both tables, and the name of the release that they are from."""

    claim: pd.DataFrame
    variant: pd.DataFrame
    where: str


def read_ledger(home: Home) -> Ledger:
    """The ledger of the current release. ReleaseError when there is none, or one from before there was a ledger."""
    release = current(home.releases)
    connection = open_warehouse(release, spatial=False)
    try:
        with reading(release):
            return Ledger(connection.table("mart.claim").df(), connection.table("mart.claim_variant").df(), release.name)
    except duckdb.CatalogException as error:
        raise ReleaseError(f"{release.name} is of an earlier Rebalance, without claims; run `rebalance build`") from error
    finally:
        connection.close()


def print_ledger(console: Console, home: Home, *, form: str = "table", language: str = "en") -> None:
    """One row per claim and the number of each verdict. UsageError for a format or a language that there is none of."""
    _known(form, language)
    ledger = read_ledger(home)
    if form == "json":
        _print_json(ledger.claim.to_dict("records"))
        return
    say = Words(language)
    titles = ("claim", "author's definition", "holds / judged / written", "verdict", "under", "newest", "sentence")
    table = Table(*map(say, titles), box=None, header_style="bold", padding=(0, 2, 0, 0))
    for row in ledger.claim.to_dict("records"):
        own, verdict = row["verdict_author"], row["verdict"]
        table.add_row(
            escape(row["claim_id"]), f"[{COLOUR[own]}]{say.verdict(own)}[/]", counts(row),
            f"[{COLOUR[verdict]}]{say.verdict(verdict)}[/]", escape(_text(row[say.column("holds_under")])),
            _day(row["newest_date"]), escape(row[f"sentence_{language}"]),
        )  # fmt: skip
    console.print(table, markup=True, emoji=False)
    number = Counter(ledger.claim["verdict"])
    counted = ", ".join(f"{number[verdict]} {say.verdict(verdict)}" for verdict in VERDICTS if number[verdict])
    console.print(f"\n{len(ledger.claim)} {say('claims')}: {counted}; {say('from')} {ledger.where}", style="dim", markup=False)
    console.print(say(LEGEND), style="dim", markup=False)


LEGEND = (
    "holds / judged / written: definitions that somebody uses; newest: of the figures it rests on; `rebalance claim CLAIM` shows "
    "the numbers"
)


def counts(row: Mapping[Hashable, Any]) -> str:
    """`1 / 3 / 6`: under how many definitions it holds, how many could be judged, how many are written."""
    return f"{row['definitions_holding']} / {row['definitions_checked']} / {row['definitions_written']}"


@dataclass(frozen=True)
class Words:
    """Words of the commands in the reader's language; columns of Korean texts end in `_ko`."""

    language: str

    def __call__(self, english: str) -> str:
        """A word of the commands."""
        return KOREAN[english] if self.language == "ko" else english

    def verdict(self, verdict: str) -> str:
        """A verdict in words; codes of tables are English."""
        return {**OWN_KO, **VERDICT_KO, "shown": "참고"}[verdict] if self.language == "ko" else verdict

    def column(self, name: str) -> str:
        """The column of a text whose English is in `name`."""
        return f"{name}_ko" if self.language == "ko" else name


KOREAN = {
    "claim": "명제", "author's definition": "발화자의 정의", "holds / judged / written": "성립 / 판정 / 정의", "verdict": "판정",
    "under": "성립 정의", "newest": "최신 자료", "sentence": "문장", "claims": "개 명제",
    LEGEND: "성립 / 판정 / 정의: 누군가 쓰는 정의의 수; 최신 자료: 근거 수치의 최신일; 수치는 `rebalance claim 명제`",
    "by author": "발화자", "definitions": "정의", "tested": "판정식", "published": "공표", "reproduced": "산출",
    "difference": "차이", "mind": "유의", "needed": "필요", "older or other rows": "개의 이전 또는 다른 행",
    "made from": "사용 자료", "from": "빌드", "no table": "없음", "used by": "쓰는 곳",
    "stands beside, has no say": "참고일 뿐 판정에 넣지 않음", "author's own": "발화자의 정의", "needs": "필요",
    "parts": "부분",
}  # fmt: skip


def print_claim(
    console: Console, home: Home, claim_id: str, *, everything: bool = False, form: str = "table", language: str = "en"
) -> None:
    """One claim with its numbers. UsageError when there is none of that name, or none of that format or language."""
    _known(form, language)
    ledger = read_ledger(home)
    found = ledger.claim[ledger.claim["claim_id"] == claim_id]
    if found.empty:
        known = list(ledger.claim["claim_id"])
        like = difflib.get_close_matches(claim_id.casefold(), known, n=2)
        meant = f"did you mean {' or '.join(like)}? There are" if like else "one of"
        raise UsageError(f"no claim {claim_id}: {meant} {', '.join(known)}")
    (row,) = found.to_dict("records")
    own = ledger.variant[ledger.variant["claim_id"] == claim_id]
    if form == "json":
        _print_json([{**row, "variants": [_plain(variant) for variant in own.to_dict("records")]}])
        return
    say = Words(language)
    console.print(row["sentence_ko"], style="bold", markup=False)
    if language == "en":
        console.print(row["sentence_en"], markup=False)
    console.print()
    for label, verdict, under in (
        ("by author", row["verdict_author"], row[say.column("author_definition")]),
        ("verdict", row["verdict"], row[say.column("holds_under")]),
    ):
        where = escape(_text(under))
        console.print(
            f"{_label(say(label))}[{COLOUR[verdict]}]{say.verdict(verdict)}[/] {where}".rstrip(), markup=True, emoji=False
        )
    for label, value in _facts(row, say):
        console.print(f"{_label(say(label))}{value}", markup=False)
    for definition, variants in own.groupby("definition", sort=False):
        _print_definition(console, str(definition), variants, say, everything=everything)
    console.print(f"\n{_label(say('made from'))}{_text(row['tables']) or say('no table')}", style="dim", markup=False)
    console.print(f"{_label(say('from'))}{ledger.where}", style="dim", markup=False)


def _facts(row: Mapping[Hashable, Any], say: Words) -> list[tuple[str, str]]:
    values = [
        ("definitions", f"{counts(row)} ({say('holds / judged / written')})"),
        ("newest", _day(row["newest_date"])),
        ("parts", _text(row[say.column("parts")])),
        ("tested", _text(row[say.column("formula")])),
        ("published", _text(row[say.column("published")])),
        ("reproduced", _number(row["reproduced_value"])),
        ("difference", _number(row["difference"])),
        ("mind", _text(row[say.column("explanation")])),
        ("needed", _text(row["needed_ko" if say.language == "ko" else "needed_tables"])),
    ]
    return [(label, value) for label, value in values if value]


def _print_definition(console: Console, definition: str, variants: pd.DataFrame, say: Words, *, everything: bool) -> None:
    first = variants.iloc[0]
    title = escape(first[f"definition_{say.language}"])
    unit = unit_of_measure(first["unit"])
    unit_said = escape(f"[{unit.ko if say.language == 'ko' else unit.en}]")
    console.print(f"\n[bold]{escape(definition)}[/]  {title} {unit_said}", markup=True, emoji=False)
    if first["counted"]:
        mark = "; " + say("author's own") if first["author"] else ""
        console.print(f"  {say('used by')}: {_text(first[say.column('used_by')])}{mark}", style="dim", markup=False)
    else:
        console.print(f"  {say('stands beside, has no say')}", style="dim", markup=False)
    measured = variants[variants["verdict"] != NOT_YET].sort_values(["reference_date", "item"])
    left_out = 0
    if not everything:
        shown = measured[measured["verdict"] == "shown"]
        left_out = max(len(shown) - NEWEST, 0)
        measured = measured.drop(index=shown.index[:left_out])
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for row in measured.to_dict("records"):
        item = "" if row["item"] == "all" else row[say.column("item")]
        count = "" if pd.isna(row["n"]) else f"n = {int(row['n']):,}"
        cells = (
            _day(row["reference_date"]),
            item,
            _number(row["value"]),
            count,
            say.verdict(row["verdict"]),
            _text(row[say.column("note")]),
        )
        table.add_row(*cells)
    if len(measured):
        console.print(table, markup=False, emoji=False)
    if left_out:
        console.print(f"  {left_out} {say('older or other rows')}: --all", style="dim", markup=False)
    open_ = variants[variants["verdict"] == NOT_YET]
    for needed in open_["needed_ko" if say.language == "ko" else "needed_table"].drop_duplicates():
        console.print(f"  {say.verdict(NOT_YET)}; {say('needs')} {needed}", style="dim", markup=False)


def _known(form: str, language: str) -> None:
    for option, given, known in (("--format", form, FORMATS), ("--lang", language, LANGUAGES)):
        if given not in known:
            raise UsageError(f"{option} {given}: one of {', '.join(known)}")


def _print_json(rows: list[dict[Hashable, Any]]) -> None:
    write_json([_plain(row) for row in rows])


def _plain(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """Empty cells as None, days as ISO text, numbers as Python's."""
    plain: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, (list, str)):
            plain[str(key)] = value
        elif pd.isna(value):
            plain[str(key)] = None
        elif isinstance(value, (pd.Timestamp, dt.date)):
            plain[str(key)] = _day(value)
        else:
            plain[str(key)] = value.item() if hasattr(value, "item") else value
    return plain


def _label(text: str) -> str:
    """Padded to the column in which values begin; a Korean letter is two columns wide."""
    return text + " " * max(12 - cell_len(text), 1)


def _day(value: Any) -> str:
    return "" if value is None or pd.isna(value) else f"{pd.Timestamp(value):%Y-%m-%d}"


def _text(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def _number(value: Any) -> str:
    """Whole from a thousand on, else four digits."""
    if value is None or pd.isna(value):
        return ""
    number = float(value)
    return f"{number:,.0f}" if number == int(number) or abs(number) >= 1000 else f"{number:.4g}"

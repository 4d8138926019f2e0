"""Data Docs are plain pages: every suite and what broke it is named, nothing is loaded, and no text is taken for HTML."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from expectations.contract import Column, Expect, Rule, TableContract
from expectations.engine.data_docs import build
from expectations.engine.runner import check

EVIL = "<img src=x onerror=alert(1)>"
SCRIPT = "</td></table><script>alert(2)</script>"
WHY = f"{SCRIPT} $5 ${{name}}"


class Page(HTMLParser):
    """Elements, what they refer to, attributes that run, and the text."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.refers: list[str] = []
        self.runs: list[str] = []
        self.policy = self.text = ""
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        for name, value in attrs:
            if name in ("src", "href"):
                self.refers.append(value or "")
            if name.startswith("on"):
                self.runs.append(name)
        if dict(attrs).get("http-equiv") == "Content-Security-Policy":
            self.policy = dict(attrs)["content"] or ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of a table whose names, values, reasons and rules mean harm, and fail."""
    evil_set = Expect("expect_column_values_to_be_in_set", {"column": "where", "value_set": [EVIL]})
    known = Rule("known", lambda people: people.assign(where=SCRIPT), key=("name",), expect=(evil_set,))
    contract = TableContract(
        "people", "raw", "사람", "People", "", "a person", (Column("name", "VARCHAR", "이름", "Name"),), ("name",), "",
        expectations=(
            Expect("expect_column_values_to_be_in_set", {"column": "name", "value_set": ["a", EVIL]}, why=WHY),
            Expect("expect_column_values_to_match_regex", {"column": "name", "regex": "^<b>$"}, severity="warning"),
            Expect("expect_column_value_lengths_to_be_between", {"column": "name", "max_value": 1}),
        ),
        rules=(known,),
    )  # fmt: skip
    frame = pd.DataFrame({"name": [SCRIPT, "\x1b[2J\u202e", EVIL, f"<b>{EVIL}"]})
    folder = tmp_path_factory.mktemp("docs")
    build([check(contract, {"people": frame}, "")], folder / "docs", dt.datetime(2025, 1, 2, tzinfo=dt.UTC))
    return folder / "docs"


def test_every_suite_is_named_and_what_broke_it_is_told(docs: Path) -> None:
    index, page = Page(docs / "index.html"), Page(docs / "tables" / "people.html")
    for suite in ("people.contract", "people.known"):
        assert suite in index.text and suite in page.text
    assert "expectations on 1 tables hold. 2025-01-02" in index.text
    assert SCRIPT in index.text and SCRIPT in page.text and EVIL in page.text
    assert "values must belong to this set" in page.text and r"\x1b[2J\u202e" in page.text and "$5" in index.text


def test_no_text_is_taken_for_html_and_nothing_is_loaded(docs: Path) -> None:
    files = [path for path in docs.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".html"} and len(files) == 2
    for path in files:
        page = Page(path)
        assert not page.elements.keys() & {"script", "img", "link", "iframe", "object", "form", "b", "base"}
        assert not page.runs and page.policy == "default-src 'none'; style-src 'unsafe-inline'"
        for address in page.refers:
            assert (path.parent / address).is_file(), address
        assert "\x1b" not in page.text and "\u202e" not in page.text


def test_pages_are_whole_html(docs: Path) -> None:
    for path in docs.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for element in ("table", "tr", "td", "ul", "li", "html", "body"):
            assert text.count(f"<{element}>") + text.count(f"<{element} ") == text.count(f"</{element}>"), element

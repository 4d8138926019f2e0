"""Links of the README and the pages resolve, headings included, and every page can be reached from the README."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.pages.blocks import ROOT, pages

DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
EVERY = [*pages(), *DECISIONS, ROOT / "CHANGELOG.md"]
LINK = re.compile(r"(?<!\\)\]\(<?([^)>\s]+)>?\)")

every_page = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.relative_to(ROOT).as_posix())


def prose(path: Path) -> str:
    """A page's text without fenced blocks and code in sentences."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`\n]*`", lambda code: code[0] if "](" in code[0] else "`code`", text)


def links(path: Path) -> list[str]:
    """What the page links to within the project."""
    return [link for link in LINK.findall(prose(path)) if not re.match(r"\w+:", link)]


def anchors(path: Path) -> set[str]:
    """The headings of a page as GitHub makes links of them."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@every_page
def test_links_lead_somewhere(path: Path) -> None:
    for link in links(path):
        file, _, heading = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{link}: no such file"
        assert target.is_relative_to(ROOT), f"{link} leaves the project"
        assert not heading or heading in anchors(target), f"{link}: no such heading"


def test_no_page_is_an_orphan() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        waiting += [(path.parent / link.partition("#")[0]).resolve() for link in links(path) if not link.startswith("#")]
    assert set(EVERY) - reached == set()


def test_list_of_pages_has_every_page_and_decision() -> None:
    listed = {(ROOT / "docs" / link.partition("#")[0]).resolve() for link in links(ROOT / "docs/README.md")}
    assert {*pages(), *DECISIONS} - {ROOT / "docs/README.md"} <= listed


def test_every_picture_is_shown() -> None:
    shown = {(path.parent / link).resolve() for path in EVERY for link in links(path)}
    assert {picture for picture in (ROOT / "docs/images").iterdir() if picture.resolve() not in shown} == set()

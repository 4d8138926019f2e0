"""`docs/commands.md` is what the program says of itself, command by command."""

from __future__ import annotations

import re

from domain import errors
from tools.pages.commands import EXIT_CODES, ITS_OWN, NOTES, OF_ALL, PAGE, page, program


def test_page_is_not_stale() -> None:
    # Compared first, so that a failure says what to do and not what differs in some hundred lines.
    fresh = PAGE.read_text(encoding="utf-8") == page()
    assert fresh, "docs/commands.md is out of date: run `make commands` and commit the page"


def test_every_command_has_a_section_with_its_exit_codes() -> None:
    sections = dict(re.findall(r"^## rebalance (\w+)$(.*?)(?=^## |\Z)", page(), re.MULTILINE | re.DOTALL))
    assert list(sections) == list(program())
    assert all(f"```text\nrebalance {name} " in text and "\nExit codes: 0, 1, 2, " in text for name, text in sections.items())


def test_every_command_has_its_own_exit_codes_and_a_page_that_says_more() -> None:
    assert set(program()) <= set(ITS_OWN) and set(program()) <= set(NOTES)


def test_exit_codes_are_those_of_the_errors() -> None:
    raised = {error.exit_code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "exit_code")}
    assert raised <= set(EXIT_CODES)
    assert {code for codes in ITS_OWN.values() for code in codes} | set(OF_ALL) == set(EXIT_CODES)


def test_needed_option_stands_in_the_usage_and_default_beside_its_option() -> None:
    text = page()
    assert "rebalance convert FILE --to TEXT… [OPTIONS]" in text
    assert "| `--encoding TEXT` | Of a CSV file; Korean ones are often cp949. | `utf-8` |" in text
    assert "| `--home PATH` | Folder for lake, reports and releases. Or `REBALANCE_HOME`. | `build` |" in text

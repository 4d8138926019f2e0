"""How a page is taken apart, what counts as the same output, and how an output is written anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.docs.test_pages import elsewhere
from tools.pages import blocks as pages
from tools.pages.blocks import Block, blocks, commands, same
from tools.pages.outputs import shortened, write

PAGE = """# A page

```sh
rebalance query "SELECT 1"
```

```text
 1
```

Then prose.

```text
alone
```
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pages, "ROOT", tmp_path)
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_text_that_follows_a_command_is_its_output_and_other_text_stands_alone(page: Path) -> None:
    command, alone = blocks(page)
    assert command.output is not None and command.output.text == " 1" and command.output.line == 7
    assert (alone.text, alone.output, str(alone)) == ("alone", None, "page.md:13")


def test_block_that_no_test_runs_is_noticed(page: Path) -> None:
    assert [elsewhere(block) for block in blocks(page)] == [None, None]


def test_command_goes_on_while_a_quotation_is_open_and_a_remark_is_none() -> None:
    text = 'make run   # install, don\'t build\nrebalance query "SELECT 1\n  FROM a" --format csv\n\n# nothing'
    assert commands(text) == [["make", "run"], ["rebalance", "query", "SELECT 1\n  FROM a", "--format", "csv"]]


def test_quotation_that_is_never_closed_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        commands('rebalance query "SELECT 1')


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("done in 46.7 s: built", "done in 9.1 s: built"),
        ("2025-12-31-embedded-5d1c0a7e", "2025-12-31-embedded-00112233"),
        (" 1", " 1   \n1 row from 2025-12-31-embedded-5d1c0a7e\n"),
        ("a\n…\nd", "a\nb\nc\nd"),
        ("a\n…", "a\nb"),
        ("layers one, two, …\nend", "layers one, two, three\nend"),
        ("a; …", "a; …"),
        ("release    build/releases/a", "release    /home/releases/a"),
    ],
)
def test_outputs_that_say_the_same(printed: str, found: str) -> None:
    assert same(printed, found, Path("/home"))


@pytest.mark.parametrize(
    ("printed", "found"),
    [("147 of 228", "135 of 228"), ("a\n…\nd", "a\nb"), ("a, …\nend", "a, b\nc\nend"), ("a", "a\nb"), ("", "a")],
)
def test_outputs_that_do_not(printed: str, found: str) -> None:
    assert not same(printed, found)


def test_output_is_written_anew_in_its_place_with_the_same_parts_left_out(page: Path) -> None:
    command, _ = blocks(page)
    assert command.output is not None
    write(page, command.output, " 2\n 3")
    assert page.read_text(encoding="utf-8") == PAGE.replace("```text\n 1\n", "```text\n 2\n 3\n")
    assert shortened("a\n…\nz", "b\nc\nd\ny") == "b\n…\ny"
    assert shortened("layers one, …", "layers two, three, four") == "layers two, …"


def test_a_block_is_called_by_its_first_line() -> None:
    assert Block("a.md", 1, "sh", "one\ntwo").head == "one"

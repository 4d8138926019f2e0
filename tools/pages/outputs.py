"""`make outputs`: runs the commands that the pages print on the release in `build/`, and writes outputs that differ anew.

Outputs that need more than a release (`ELSEWHERE` in `tests/unit/docs/test_pages.py`) stay as they are; their tests say when
they no longer hold.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from tools.pages.blocks import ELLIPSIS, Block, blocks, commands, pages, python, rebalance, same, standing_in


def main() -> None:
    """Renew every page; says which outputs were written anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path("build"))
    home = parser.parse_args().home.resolve()
    for path in pages():
        for block in reversed(blocks(path)):  # from the end, so that lines above keep their numbers
            if block.output and (found := answer(block, home)) is not None and not same(block.output.text, found, home):
                write(path, block.output, shortened(block.output.text, shown(found, home)))
                print(f"{block.output} is written anew")  # noqa: T201


def answer(block: Block, home: Path) -> str | None:
    """What the block prints, or None when it needs more than a release."""
    with tempfile.TemporaryDirectory() as folder, standing_in(Path(folder), home):
        if block.language == "python":
            return python(block.text, str(block))
        words = commands(block.text)
        if words == [["make", "run"]]:
            # The first line tells of a build from nothing; the release is the same when nothing has changed.
            built = rebalance(["build"])[1]
            return "\n".join([(block.output or block).head, *built.splitlines()[1:]])
        answers = [rebalance(word[1:]) for word in words if word[0] == "rebalance"]
    return "".join(text for _, text in answers) if answers and not any(code for code, _ in answers) else None


def shown(found: str, home: Path) -> str:
    """The output as a page has it: without blanks at the ends of lines and the last line of a query."""
    text = found.replace(f" --home {home}", "").replace(str(home), "build")
    text = re.sub(r"^\d+ rows? from \S+\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^  \S+(?= query )", "  rebalance", text, flags=re.MULTILINE)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n")


def shortened(old: str, new: str) -> str:
    """The new text with ends left out where the old one left them out."""
    before, after = old.splitlines(), new.splitlines()
    if ELLIPSIS in before:
        at = before.index(ELLIPSIS)
        tail = len(before) - at - 1
        after = [*after[:at], ELLIPSIS, *after[len(after) - tail :]]
    for at, line in enumerate(before[: len(after)]):
        if line.endswith(ELLIPSIS) and line != ELLIPSIS and len(after[at]) > len(line):
            after[at] = after[at][: len(line)].rsplit(" ", 1)[0] + f" {ELLIPSIS}"
    return "\n".join(after)


def write(path: Path, old: Block, text: str) -> None:
    """Put `text` into the page in the place of that block."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = lines.index("```", old.line)
    path.write_text("\n".join([*lines[: old.line], text, *lines[end:]]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""The pages that people read, and the blocks of commands and outputs in them.

Pages are taken apart and put together here, and a command of theirs is run here as a reader would. Which blocks a test runs is in
`tests/unit/docs/test_pages.py`; `outputs.py` writes outputs anew.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.cli.app import main

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w*)$")
# What differs from one run to the next, and is no part of an answer: times, digests, the last line of a query.
_VOLATILE = (
    (re.compile(r"\b\d+(\.\d+)? s\b"), "0 s"),
    (re.compile(r"-[0-9a-f]{8}\b"), "-00000000"),
    (re.compile(r"^\d+ rows? from \S+\n?", re.MULTILINE), ""),
    (re.compile(r"^  \S+(?= query )", re.MULTILINE), "  rebalance"),
    (re.compile(r"[ \t]+$", re.MULTILINE), ""),
)
ELLIPSIS = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block: its page from the root of the project, the 1-based line of its fence, its language and text.

    `output` is the `text` block that follows it with nothing but blank lines between: what it prints.
    """

    page: str
    line: int
    language: str
    text: str
    output: Block | None = None

    @property
    def head(self) -> str:
        """Its first line, by which it is called in lists."""
        return self.text.split("\n", 1)[0]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Both READMEs and every page below `docs/` but the decisions, which are records and are not rewritten."""
    return [ROOT / "README.md", ROOT / "README.ko.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(path: Path) -> list[Block]:
    """The fenced blocks of a page in their order. A block that is the output of the one before stands in that one only."""
    page, lines = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8").splitlines()
    found: list[tuple[Block, int]] = []
    at = 0
    while at < len(lines):
        if fence := FENCE.match(lines[at]):
            end = lines.index("```", at + 1)
            found.append((Block(page, at + 1, fence[1], "\n".join(lines[at + 1 : end])), end))
            at = end
        at += 1
    return list(_paired(found, lines))


def _paired(found: list[tuple[Block, int]], lines: list[str]) -> Iterator[Block]:
    """Blocks with their outputs; `found` has the 0-based line of each block's closing fence beside it."""
    at = 0
    while at < len(found):
        block, end = found[at]
        following = found[at + 1][0] if at + 1 < len(found) else None
        if (
            following
            and following.language == "text"
            and block.language in ("sh", "python")
            and not "".join(lines[end + 1 : following.line - 1]).strip()
        ):
            yield Block(block.page, block.line, block.language, block.text, following)
            at += 2
        else:
            yield block
            at += 1


def commands(text: str) -> list[list[str]]:
    """The commands of a shell block, each as its words; a quoted text may go over several lines."""
    found: list[list[str]] = []
    held = ""
    for line in text.splitlines():
        held = f"{held}\n{line}" if held else line
        try:
            words = shlex.split(held, comments=True)
        except ValueError:  # a quotation that is not closed yet
            continue
        held = ""
        if words:
            found.append(words)
    if held:
        raise ValueError(f"a quotation is not closed: {held}")
    return found


@contextlib.contextmanager
def standing_in(folder: Path, home: Path) -> Iterator[None]:
    """For as long as it lasts the process stands in `folder`, whose `build` is `home`, with no setting of the user's."""
    if not (folder / "build").exists():
        (folder / "build").symlink_to(home, target_is_directory=True)
    kept = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("REBALANCE_")}
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.update(kept)


def rebalance(words: list[str]) -> tuple[int, str]:
    """Exit code and what a terminal would show of `rebalance …`; errors stand after the output."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    return code, out.getvalue() + err.getvalue()


def python(text: str, name: str) -> str:
    """What a Python block prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, name, "exec"), {"__name__": "__main__"})
    return out.getvalue()


def plain(text: str, home: Path | None = None) -> str:
    """A text without what differs from run to run, and without the place of the home."""
    if home is not None:
        # Below this folder commands print it without the way here; that is the end of the other two, and comes last.
        near = [str(home.relative_to(Path.cwd()))] if home.is_relative_to(Path.cwd()) else []
        for place in (str(home), str(home.resolve()), *near):
            text = text.replace(place, "build")
        text = text.replace(" --home build", "")
    for pattern, replacement in _VOLATILE:
        text = pattern.sub(replacement, text)
    return text.strip("\n")


def same(printed: str, found: str, home: Path | None = None) -> bool:
    """Whether a page prints what was found. A line `…` stands for any lines, an `…` in a line for any rest of words in it."""
    wanted, found = plain(printed), plain(found, home)
    if wanted == found:
        return True
    pattern = re.escape(wanted)
    pattern = re.sub(rf"(?m)^{ELLIPSIS}$", "(?s:.*)", pattern.replace("\\\n", "\n"))
    return re.fullmatch(pattern.replace(ELLIPSIS, r"[^\n]*"), found) is not None

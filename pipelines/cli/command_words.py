"""A command as it is typed: what a message offers to be pasted. Only the commands around sheets use this, not the API."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

import rebalance

_PLAIN = re.compile(r"[\w@%+=:,./-]+")


def command_line(words: Sequence[str]) -> str:
    """Words as they are typed, quoted where a shell asks for it; Korean letters need no quotation marks."""
    return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)


def file_options(file: rebalance.SheetFile) -> list[str]:
    """How a file is read, as options."""
    said = {
        "--encoding": file.encoding if file.encoding != "utf-8" else None,
        "--sheet": file.tab,
        "--skip-rows": file.skip_rows,
        "--layer": file.layer,
    }
    return [word for option, value in said.items() if value is not None for word in (option, str(value))]

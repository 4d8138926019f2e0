"""The command line as a user meets it, run inside the test's process: exit code and what was printed."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass

from pipelines.cli.app import main


@dataclass(frozen=True)
class Answer:
    """What one command gave back."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """What stands on the error stream besides the lines of progress."""
        return "\n".join(line for line in self.err.splitlines() if line.strip() and not line.startswith("  done "))


def rebalance(*arguments: object) -> Answer:
    """Run `rebalance` with these arguments."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Answer(code, out.getvalue(), err.getvalue())

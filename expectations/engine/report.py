"""Results of a suite as the project keeps them: plain data, no Great Expectations needed to read them.

A kept report begins with the digest of all that follows: one that is not as it was written counts as none.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from expectations.contract import Severity
from expectations.kept_files import set_aside, write_whole

_HEAD, _SHUT = '{"sha256": "', '", '
_BEGIN = len(_HEAD) + 64 + len(_SHUT)


@dataclass(frozen=True)
class Outcome:
    """One expectation: did it hold, and if not, for how many rows and which ones (first 20, by key)."""

    rule: str
    expectation: str
    column: str
    severity: Severity
    success: bool
    failing: int = 0
    why: str = ""
    observed: str = ""
    rows: tuple[dict[str, Any], ...] = ()

    def sentence(self) -> str:
        """One line for people: what failed and for which keys."""
        head = f"{self.rule}: {self.expectation}" + (f"({self.column})" if self.column else "")
        reason = f", {self.why}" if self.why else ""
        keys = "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in self.rows[:3])
        count = f" {self.failing} row{'s' if self.failing != 1 else ''}" if self.failing else ""
        return f"{head}{reason}:{count or ' ' + self.observed}" + (f": {keys}" if keys else "")


@dataclass(frozen=True)
class CheckReport:
    """All outcomes of one table's suite, for exactly one content of the table and of its rules' inputs."""

    table: str
    fingerprint: str
    outcomes: tuple[Outcome, ...] = ()
    rendered: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    def failed(self, severity: Severity) -> list[Outcome]:
        """Outcomes of that severity that do not hold."""
        return [o for o in self.outcomes if not o.success and o.severity == severity]

    @property
    def passed(self) -> bool:
        """True when nothing of error severity failed."""
        return not self.failed("error")

    @property
    def content(self) -> str:
        """Digest of what the report says: outcomes and results, without where and when the suite ran."""
        results = [[found.get("suite_name"), [_told(result) for result in found["results"]]] for found in self.rendered]
        told = json.dumps([[asdict(o) for o in self.outcomes], results], sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(told.encode()).hexdigest()

    def write(self, folder: Path) -> None:
        """Keep the report as `<table>.json` by rename."""
        rest = json.dumps(asdict(self), ensure_ascii=False, default=str)[1:].encode()
        head = f"{_HEAD}{hashlib.sha256(rest).hexdigest()}{_SHUT}"
        write_whole(folder / f"{self.table}.json", head.encode() + rest)


def _told(result: dict[str, Any]) -> list[Any]:
    expectation = result["expectation_config"]
    return [expectation["type"], expectation["kwargs"], expectation.get("description"), result["success"], result["result"]]


def read_report(folder: Path, table: str) -> CheckReport | None:
    """The kept report of a table, or None when there is none, or it is not as it was written."""
    try:
        kept = (folder / f"{table}.json").read_bytes()
        if _fault(kept):
            return None
        data = json.loads(kept)
        outcomes = tuple(Outcome(**{**o, "rows": tuple(o["rows"])}) for o in data["outcomes"])
        return CheckReport(data["table"], data["fingerprint"], outcomes, tuple(data["rendered"]))
    except (OSError, KeyError, TypeError):  # not there, or in the form of another version of this program
        return None


def set_aside_damaged(folder: Path, table: str) -> None:
    """Move a kept report out of the way if it is not as it was written, and say so."""
    path = folder / f"{table}.json"
    try:
        kept = path.read_bytes() if os.path.lexists(path) else None
        fault = "" if kept is None or _from_before(kept) else _fault(kept)
    except OSError as error:
        fault = f"what cannot be read ({error.strerror})"
    if fault:
        set_aside(path, fault)


def _fault(kept: bytes) -> str:
    """What is wrong with the bytes of a report; "" when they are as written."""
    found = hashlib.sha256(kept[_BEGIN:]).hexdigest()
    if kept[:_BEGIN].decode("latin-1") == f"{_HEAD}{found}{_SHUT}":
        return ""
    return "other bytes than were written"


def _from_before(kept: bytes) -> bool:
    """True for a report of a program that wrote no digests."""
    try:
        return set(json.loads(kept)) == {part.name for part in fields(CheckReport)}
    except (ValueError, TypeError, RecursionError):
        return False

"""What is seen of a run in this process while it goes on: progress, what was computed, and what failed, told together.

Dagster keeps of an error only its text; the error itself is had while its event is being reported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from domain.errors import RebalanceError, TogetherError, ValidationError
from expectations.engine.report import read_report
from expectations.fault import told
from pipelines.build.disk import refusal
from pipelines.build.home import Home
from pipelines.build.suites import Ahead

if TYPE_CHECKING:
    import dagster as dg

RELEASE = "release"
STAYS = "nothing was published, the last release stays:"
REUSED = "reused"
# What Dagster calls Ctrl-C where it ends a run between two steps.
INTERRUPTS = ("KeyboardInterrupt", "DagsterExecutionInterruptedError")


class Seen:
    """Listens to the events of one run. `tables` and `suites` are those planned; `progress` is told each finished step."""

    def __init__(self, home: Home, tables: Sequence[str], suites: Sequence[str], progress: Callable[[str], None]) -> None:
        self._home, self._suites, self._progress = home, suites, progress
        self._ahead = Ahead(home, tables, suites)
        self.built: set[str] = set()
        self.checked: set[str] = set()
        self._judged: set[str] = set()
        self._raised: dict[str, BaseException] = {}
        self._end = ""

    def event(self, entry: dg.EventLogEntry) -> None:
        """Take notice of one event."""
        event = entry.dagster_event
        kind = event.event_type_value if event else ""
        if event is None:
            return
        if kind == "ASSET_MATERIALIZATION":
            made = event.step_materialization_data.materialization
            if REUSED in made.metadata and not made.metadata[REUSED].value:
                self.built.add(made.asset_key.to_user_string())
        elif kind == "ASSET_CHECK_EVALUATION":
            found = event.asset_check_evaluation_data
            self._judged.add(found.asset_key.to_user_string())
            if not found.metadata[REUSED].value:
                self.checked.add(found.asset_key.to_user_string())
        elif kind == "STEP_FAILURE" and event.step_key and (error := sys.exception()):
            own = getattr(error, "user_exception", None) or error  # what Dagster's wrapper holds
            self._raised[event.step_key] = self._plain(own)
        elif kind == "PIPELINE_FAILURE" and (ended := event.job_failure_data.error):
            self._end = ended.cls_name or ""
        elif kind == "STEP_SUCCESS" and event.step_key:
            self._progress(event.step_key)
            self._ahead.built(event.step_key)

    def error(self) -> BaseException:
        """What the run failed of: the one error, or all of them in one.

        A suite's failures are told where it ran in this run: a kept report may be of files that are declared no more.
        """
        if stop := next((error for error in self._raised.values() if not isinstance(error, Exception)), None):
            return stop
        if self._end in INTERRUPTS:
            return KeyboardInterrupt()
        own = {str(error): error for error in self._own()}
        faults = [error for error in self._raised.values() if hasattr(error, "__notes__")]
        suites = list(self._failed_suites())
        if not own and not suites:
            return _faults(faults, list(self._raised.values()))
        if len(own) == 1 and not suites and not faults:
            (error,) = own.values()
            return error
        if not own and not faults:
            return ValidationError("\n".join((STAYS, *suites)))
        lines = [*own, *suites, *(f"fault of the program{line}" for fault in faults for line in told(fault))]
        codes = [1] * bool(faults) + [error.exit_code for error in own.values()] + [ValidationError.exit_code] * bool(suites)
        together = TogetherError("\n".join((STAYS, *lines)), min(codes))
        together.__cause__ = next(iter((*own.values(), *faults)), None)
        return together

    def _plain(self, error: BaseException) -> BaseException:
        """What the disk refused as the error that says so; any other as it is."""
        refused = refusal(error, self._home)
        if refused is None:
            return error
        refused.__cause__ = error
        return refused

    def _own(self) -> Iterator[RebalanceError]:
        """The project's errors, or those behind another. The release only says again that something before it failed."""
        raised = {step: error for step, error in self._raised.items() if step != RELEASE or len(self._raised) == 1}
        for error in raised.values():
            cause: BaseException | None = error
            while cause is not None and not isinstance(cause, RebalanceError):
                cause = cause.__cause__
            if cause is not None:
                yield cause

    def _failed_suites(self) -> Iterator[str]:
        for name in self._suites:
            report = read_report(self._home.checks, name) if name in self._judged else None
            if report:
                yield from (f"{report.table}: {outcome.sentence()}" for outcome in report.failed("error"))


def _faults(faults: Sequence[BaseException], raised: Sequence[BaseException]) -> BaseException:
    """The fault of ours as it is; without one Dagster's own error."""
    known = [fault for fault in faults if isinstance(fault, Exception)]
    if len(known) > 1:
        return ExceptionGroup(f"{len(known)} steps failed", known)
    return next(iter((*known, *raised)), ValidationError("the run failed; see the Dagster UI (`make dev`)"))

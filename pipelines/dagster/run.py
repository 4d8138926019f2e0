"""One build from start to end outside Dagster's UI: plan, run in process, report progress, keep a lock."""

from __future__ import annotations

import logging
import shutil
import uuid
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.publish import find_published, publish
from assets.release.release import release_fingerprint
from domain.errors import RebalanceError, ValidationError
from expectations.engine.report import CheckReport, read_report
from expectations.engine.suite import rule_inputs
from pipelines.build.disk import told_of
from pipelines.build.ending import ends_at_once
from pipelines.build.home import Home
from pipelines.build.plan import (
    all_declarations,
    check_fingerprint,
    checked_with,
    states,
    with_referred,
    with_upstream,
)
from pipelines.build.suites import Ahead, stop_worker, suite_worker
from pipelines.build.writer import only_writer, remove_leftovers

if TYPE_CHECKING:
    import dagster as dg

RELEASE = "release"
SETTINGS = Path(__file__).parents[1] / "dagster.yaml"
# Marks the runs of the command line: with the lock held, one that has not ended was killed.
STARTED_BY = {"rebalance/started_by": "command line"}
KILLED = "Killed before it could say so: the command line had begun this run, and nobody is at work in its home."
LOOKS = 100
# Where Dagster's own settings put the event log, so that the UI finds it.
EVENTS = Path("history", "runs")


@dataclass(frozen=True)
class Plan:
    """What a build will do: tables to build, suites to run, and whether to publish."""

    tables: tuple[str, ...]
    suites: tuple[str, ...]
    release: bool

    @property
    def steps(self) -> int:
        """Number of Dagster steps that the build will take."""
        return len(self.tables) + len(self.suites) + self.release


@dataclass(frozen=True)
class Outcome:
    """What a build did."""

    plan: Plan
    release: Path | None


def make_plan(home: Home, select: list[str] | None = None) -> Plan:
    """Compare the lake with code, sources and reports. UsageError for an unknown name in `select`."""
    known = all_declarations()
    partial = select is not None and RELEASE not in select
    wanted = with_referred(with_upstream(select)) if select and partial else set(known)
    found = states(home.lake, home.catalogue(), home.settings)
    tables = tuple(name for name in known if name in wanted and found[name].stale)
    checkable = checked_with(wanted)
    suites = tuple(name for name in known if name in checkable and (name in tables or not _checked(home, name, tables)))
    release = not partial and (bool(tables or suites) or _published(home) is None)
    return Plan(tables, suites, release)


def run_build(home: Home, select: list[str] | None, announce: Callable[[Plan], Callable[[str], None]]) -> Outcome:
    """Build what is stale; `announce(plan)` gives the function that is called with each finished step.

    Raises the RebalanceError of the first step that failed, or ValidationError when a suite did; what
    had been published stays. UsageError when another build works in the same home, HomeError when the disk refuses.
    """
    with told_of(home), only_writer(home, "rebalance build"), ends_at_once(lambda: _tidy(home)), ExitStack() as worker:
        if not home.lake.root.exists():  # there is much to check: the worker imports while files are made ready
            worker.enter_context(suite_worker())
        home.catalogue().require()
        plan = make_plan(home, select)
        progress = announce(plan)
        if plan.steps:
            with suite_worker():
                _execute(home, plan, progress)
        known = _published(home)
        if known and not plan.steps:
            publish(home.releases, known.name, lambda _: None)  # another profile's release may have come since
        return Outcome(plan, known)


def failed_reports(home: Home, names: tuple[str, ...]) -> list[CheckReport]:
    """Kept reports of these tables with a failed expectation of error severity."""
    reports = [read_report(home.checks, name) for name in names]
    return [report for report in reports if report and not report.passed]


def _checked(home: Home, name: str, stale: tuple[str, ...]) -> bool:
    """True when a report of the table as it stands is kept, passed, and no input of its rules will be rebuilt."""
    declaration = all_declarations()[name]
    report = read_report(home.checks, name)
    mark = check_fingerprint(declaration.contract, declaration, home.lake)
    return (
        report is not None
        and report.fingerprint == mark
        and report.passed
        and not set(rule_inputs(declaration.contract)) & set(stale)
    )


def _published(home: Home) -> Path | None:
    contracts = {name: declaration.contract for name, declaration in all_declarations().items()}
    reports = {name: report for name in contracts if (report := read_report(home.checks, name))}
    return find_published(home.releases, release_fingerprint(contracts, home.lake, reports))


def _tidy(home: Home) -> None:
    """Take away what a build has begun, while its other threads are still about to go on."""
    stop_worker()
    for _ in range(LOOKS):
        if remove_leftovers(home):
            return


def _execute(home: Home, plan: Plan, progress: Callable[[str], None]) -> None:
    """Run the planned steps with Dagster in this process, kept in the instance that the UI shows.

    Raises what the first failing step raised, or ValidationError naming every expectation that failed in this run: what a
    step that was not reached failed in an earlier run may be of files that are declared no more.
    """
    import dagster as dg  # noqa: PLC0415  (an unchanged build does not pay for it)

    from pipelines.dagster.definitions import defs  # noqa: PLC0415
    from pipelines.dagster.table_assets import ERRORS, WARNINGS  # noqa: PLC0415

    job = defs.resolve_job_def("build").get_subset(
        asset_selection={dg.AssetKey(name) for name in (*plan.tables, *([RELEASE] if plan.release else []))},
        asset_check_selection={dg.AssetCheckKey(dg.AssetKey(n), check) for n in plan.suites for check in (ERRORS, WARNINGS)},
    )
    run_id = str(uuid.uuid4())
    judged: set[str] = set()
    ahead = Ahead(home, plan.tables, plan.suites)
    with _instance(home) as instance:
        _end_killed_runs(instance)
        instance.add_event_listener(run_id, lambda entry: _step_done(entry, progress, judged, ahead))
        config = {
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            "resources": {"home": {"config": _config(home)}},
        }
        try:
            # In a thread of its own: there Dagster leaves signals alone, and nothing keeps this one from hearing them.
            with ThreadPoolExecutor(1) as thread:
                result = thread.submit(
                    job.execute_in_process, instance=instance, run_id=run_id, run_config=config, tags=STARTED_BY
                ).result()
        except Exception as error:  # whatever a step raised: Dagster passes it on with its wrapper as context
            own = _own_error(home, plan, judged, error)
            if isinstance(own, dg.DagsterError):
                raise
            raise own from own.__cause__  # the wrapper's cause is the error itself: a circle
    if not result.success:
        raise _own_error(home, plan, judged, None)


def _config(home: Home) -> dict[str, str]:
    reference = home.settings.reference
    return {"root": str(home.root), "sources": home.sources, "reference": str(reference) if reference else ""}


@contextmanager
def _instance(home: Home) -> Iterator[dg.DagsterInstance]:
    """The home's Dagster instance; its settings file is put there first."""
    import dagster as dg  # noqa: PLC0415
    from dagster._core.instance.ref import InstanceRef  # noqa: PLC0415

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    home.dagster.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SETTINGS, home.dagster / SETTINGS.name)
    from pipelines.dagster.event_log import KeptConnections  # noqa: PLC0415

    kept = {"module": KeptConnections.__module__, "class": KeptConnections.__name__}
    events = kept | {"config": {"base_dir": str(home.dagster / EVENTS)}}
    ref = InstanceRef.from_dir(str(home.dagster), overrides={"event_log_storage": events})
    with dg.DagsterInstance.from_ref(ref) as instance:
        yield instance


def _end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Say in the history which runs of the command line were killed; the UI would show them as going on for ever."""
    import dagster as dg  # noqa: PLC0415

    going_on = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    for run in instance.get_runs(dg.RunsFilter(statuses=going_on, tags=STARTED_BY)):
        instance.report_run_failed(run, KILLED)


def _step_done(entry: dg.EventLogEntry, progress: Callable[[str], None], judged: set[str], ahead: Ahead) -> None:
    event = entry.dagster_event
    if event and event.event_type_value == "ASSET_CHECK_EVALUATION":
        judged.add(event.asset_check_evaluation_data.asset_key.to_user_string())
    if event and event.event_type_value == "STEP_SUCCESS" and event.step_key:
        progress(event.step_key)
        ahead.built(event.step_key)


def _own_error(home: Home, plan: Plan, judged: Collection[str], error: BaseException | None) -> BaseException:
    """The project's error behind Dagster's, or a fault of ours, or what failed among the tables judged, or Dagster's own."""
    cause = error
    while cause is not None:
        if isinstance(cause, RebalanceError):
            return cause
        cause = cause.__cause__
    if error is not None and hasattr(error, "__notes__"):  # what a step was doing: it is no error of Dagster's
        return error
    suites = tuple(name for name in plan.suites if name in judged)
    failed = [f"{r.table}: {o.sentence()}" for r in failed_reports(home, suites) for o in r.failed("error")]
    if failed:
        return ValidationError("nothing was published, the last release stays:\n" + "\n".join(failed))
    return error or ValidationError("the run failed; see the Dagster UI (`make dev`)")

"""One build from start to end outside Dagster's UI: plan, run in process, report progress, keep a lock."""

from __future__ import annotations

import functools
import logging
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assets.reading.archive import prune
from assets.release.publish import find_published, is_current, publish
from assets.release.release import release_fingerprint
from expectations.engine.report import read_report
from expectations.engine.suite import rule_inputs
from expectations.kept_files import write_whole
from pipelines.build.continuity import before_release, contents_to_publish
from pipelines.build.damage import clear_damage
from pipelines.build.disk import few_files, told_of
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
from pipelines.build.suites import stop_worker, suite_worker
from pipelines.build.writer import only_writer, remove_leftovers
from pipelines.dagster.seen import Seen

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
    """What a build will do: tables to build, suites to run, and whether to publish.

    `unchecked` are tables asked for whose rules need others that neither are there nor will be built; `published` is the
    release of just what is there, where it was looked for: all its bytes were read for that.
    """

    tables: tuple[str, ...]
    suites: tuple[str, ...]
    release: bool
    unchecked: tuple[str, ...] = ()
    published: Path | None = None

    @property
    def steps(self) -> int:
        """Number of Dagster steps that the build will take."""
        return len(self.tables) + len(self.suites) + self.release


@dataclass(frozen=True)
class Outcome:
    """What a build did: how many tables it computed and suites it ran; the others of the plan had come out as they were.

    `note` is what has to be said of how it was held against the last release.
    """

    plan: Plan
    release: Path | None
    note: str = ""
    built: int = 0
    checked: int = 0


def make_plan(home: Home, select: list[str] | None = None) -> Plan:
    """Compare the lake with code, sources and reports. UsageError for an unknown name in `select`."""
    known = all_declarations()
    partial = select is not None and RELEASE not in select
    wanted = with_referred(with_upstream(select)) if select and partial else set(known)
    found = states(home.lake, home.catalogue(), home.settings)
    tables = tuple(name for name in known if name in wanted and found[name].stale)
    there = {name for name, state in found.items() if not state.stale}
    checkable = wanted & checked_with(wanted | there)
    suites = tuple(name for name in known if name in checkable and (name in tables or not _checked(home, name, tables)))
    published = None if partial or tables or suites else _published(home)
    unchecked = tuple(name for name in known if name in wanted - checkable)
    return Plan(tables, suites, not partial and published is None, unchecked, published)


def run_build(home: Home, select: list[str] | None, announce: Callable[[Plan], Callable[[str], None]]) -> Outcome:
    """Build what is stale; `announce(plan)` gives the function that is called with each finished step.

    What does not hang on a step that fails goes on. Raises the RebalanceError of the step that failed, ValidationError when
    suites did, or when less would be published than the last release of the profile has and nobody allowed it, TogetherError
    for several; what had been published stays. UsageError when another build works in the same home, HomeError when the disk
    refuses.
    """
    with told_of(home), only_writer(home, "rebalance build"), ends_at_once(lambda: _tidy(home)), ExitStack() as worker:
        if not home.lake.root.exists():  # there is much to check: the worker imports while files are made ready
            worker.enter_context(suite_worker())
        clear_damage(home)
        catalogue = home.catalogue()
        catalogue.require()
        prune(home.unpacked, catalogue.unpacked)
        plan = make_plan(home, select)
        note = before_release(home) if plan.release else ""
        seen = Seen(home, plan.tables, plan.suites, announce(plan))
        if plan.steps:
            with suite_worker():
                _execute(home, plan, seen)
        known = plan.published or _published(home)
        if known and not plan.steps and not is_current(home.releases, known):  # another release has come since
            contents_to_publish(home)
            publish(home.releases, known.name, lambda _: None)
        return Outcome(plan, known, note, len(seen.built), len(seen.checked))


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


def _execute(home: Home, plan: Plan, seen: Seen) -> None:
    """Run the planned steps with Dagster in this process, kept in the instance that the UI shows. Raises as `run_build`."""
    import dagster as dg  # noqa: PLC0415  (an unchanged build does not pay for it)

    from pipelines.dagster.definitions import defs  # noqa: PLC0415
    from pipelines.dagster.resources import GivenHome  # noqa: PLC0415
    from pipelines.dagster.table_assets import ERRORS, WARNINGS  # noqa: PLC0415

    job = defs.resolve_job_def("build").get_subset(
        asset_selection={dg.AssetKey(name) for name in (*plan.tables, *([RELEASE] if plan.release else []))},
        asset_check_selection={dg.AssetCheckKey(dg.AssetKey(n), check) for n in plan.suites for check in (ERRORS, WARNINGS)},
    )
    run_id = str(uuid.uuid4())
    with _instance(home) as instance:
        _end_killed_runs(instance)
        instance.add_event_listener(run_id, seen.event)
        config = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        # Without raise_on_error the first failure would end the run, and which is first hangs on the order of steps.
        # In a thread of its own: there Dagster leaves signals alone, and nothing keeps this one from hearing them.
        run = functools.partial(
            job.execute_in_process, instance=instance, run_id=run_id, run_config=config, tags=STARTED_BY,
            resources={"home": GivenHome(home)},
        )  # fmt: skip
        with ThreadPoolExecutor(1) as thread:
            result = thread.submit(run, raise_on_error=False).result()
    if not result.success:
        raise seen.error()


@contextmanager
def _instance(home: Home) -> Iterator[dg.DagsterInstance]:
    """The home's Dagster instance; its settings file is put there first, and what is damaged of its history set aside."""
    from pipelines.dagster.event_log import set_aside_damaged, set_aside_history  # noqa: PLC0415

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    write_whole(home.dagster / SETTINGS.name, SETTINGS.read_bytes())
    set_aside_damaged(home.dagster)
    try:
        instance = _opened(home)
    except Exception as error:  # whatever Dagster makes of a history that it cannot read
        if isinstance(error, OSError) or "full" in str(error) or "locked" in str(error) or few_files():
            raise  # a new one would fare no better
        set_aside_history(home.dagster, f"what Dagster cannot open ({type(error).__name__})")
        instance = _opened(home)
    with instance:
        yield instance


def _opened(home: Home) -> dg.DagsterInstance:
    import dagster as dg  # noqa: PLC0415
    from dagster._core.instance.ref import InstanceRef  # noqa: PLC0415

    from pipelines.dagster.event_log import KeptConnections  # noqa: PLC0415

    kept = {"module": KeptConnections.__module__, "class": KeptConnections.__name__}
    events = kept | {"config": {"base_dir": str(home.dagster / EVENTS)}}
    ref = InstanceRef.from_dir(str(home.dagster), overrides={"event_log_storage": events})
    instance = dg.DagsterInstance.from_ref(ref)
    # Dagster opens each when it is first asked for.
    _ = instance.run_storage, instance.event_log_storage, instance.schedule_storage
    return instance


def _end_killed_runs(instance: dg.DagsterInstance) -> None:
    """Say in the history which runs of the command line were killed; the UI would show them as going on for ever."""
    import dagster as dg  # noqa: PLC0415

    going_on = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
    for run in instance.get_runs(dg.RunsFilter(statuses=going_on, tags=STARTED_BY)):
        instance.report_run_failed(run, KILLED)

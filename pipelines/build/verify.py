"""Running suites on what the lake holds, without building anything."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import UsageError
from expectations.engine.report import CheckReport
from expectations.engine.suite import rule_inputs
from pipelines.build.disk import told_of
from pipelines.build.home import Home
from pipelines.build.materialise import run_suite
from pipelines.build.plan import all_declarations, check_fingerprint, checked_with, unknown
from pipelines.build.writer import only_writer

BUILD = "run `rebalance build` first, with the same --home and --sources, if any"


def run_checks(home: Home, names: list[str], expect: Callable[[int], None], step: Callable[[str], None]) -> list[CheckReport]:
    """Run and keep the suites of `names`, or of every table in the lake.

    `expect` is told how many there are, `step` each as it is done.
    Raises UsageError for an unknown table, or one that is not built, or while a build is running here.
    """
    known = all_declarations()
    built = {name for name in known if home.lake.entry(name)}
    for name in names:
        if name not in known:
            raise unknown("table", name)
        if name not in checked_with(built):
            needed = [one for one in (name, *rule_inputs(known[name].contract)) if one not in built]
            raise UsageError(f"{', '.join(dict.fromkeys(needed))}: not built yet, and {name} is not checked without; {BUILD}")
    chosen = [name for name in known if name in (names or checked_with(built))]
    if not chosen:
        raise UsageError(f"{home.root}: nothing is built yet of profile {home.profile}; {BUILD}")
    expect(len(chosen))
    reports = []
    with told_of(home), only_writer(home, "rebalance check"):
        for name in chosen:
            report = run_suite(known[name], home.lake, check_fingerprint(known[name].contract, known[name], home.lake))
            report.write(home.checks)
            reports.append(report)
            step(name)
    return reports

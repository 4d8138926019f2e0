"""Dagster resources: where this build lives, and the lake's IO manager."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from assets.lake.io_manager import LakeIOManager
from pipelines.build.home import Home, home_from_environment, read_settings
from pipelines.build.writer import only_writer


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The home folder and source profile of a run that Dagster started: those of the environment.

    Run configuration comes from whoever reaches the UI, so it names no folder: a run reads and writes where the one who
    started Dagster said.
    A run holds the home from before its first step until it ends, in whichever way: every asset asks for this resource.
    While another run or `rebalance build` holds it, the run fails here and says who does; it does not wait, since a run that
    waits looks in the UI like one that works. Where each step is a process of its own, those of one run share the lock, and
    another writer may come between two steps: the release then finds reports that are not of the tables as they stand.
    """

    reference: str = ""
    allow_shrink: bool = False

    def home(self) -> Home:
        """The Home of the environment with these settings."""
        environment = home_from_environment()
        settings = read_settings(self.reference) if self.reference else environment.settings
        return Home(environment.root, environment.sources, settings, self.allow_shrink)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["HomeResource"]:
        """Hold the home while steps run in this process. UsageError when somebody else does."""
        run = context.run.run_id if context.run else ""
        with only_writer(self.home(), f"Dagster run {run[:8]}", run):
            yield self


@dataclass(frozen=True)
class GivenHome:
    """In the place of `HomeResource` where the program itself starts a run, and holds its home already."""

    given: Home

    def home(self) -> Home:
        """The Home in hand."""
        return self.given


@dg.io_manager(required_resource_keys={"home"})
def lake_io_manager(context: dg.InitResourceContext) -> LakeIOManager:
    """The IO manager of the profile's lake."""
    return LakeIOManager(context.resources.home.home().lake.root)

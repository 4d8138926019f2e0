"""Dagster resources: where this build lives, and the lake's IO manager."""

from pathlib import Path

import dagster as dg

from assets.lake.io_manager import LakeIOManager
from pipelines.build.home import Home, home_from_environment, read_settings


class HomeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The home folder and source profile as run configuration; empty means: from the environment."""

    root: str = ""
    sources: str = ""
    reference: str = ""
    allow_shrink: bool = False

    def home(self) -> Home:
        """The Home that this configuration names."""
        environment = home_from_environment()
        settings = read_settings(self.reference) if self.reference else environment.settings
        root = Path(self.root) if self.root else environment.root
        return Home(root, self.sources or environment.sources, settings, self.allow_shrink)


@dg.io_manager(required_resource_keys={"home"})
def lake_io_manager(context: dg.InitResourceContext) -> LakeIOManager:
    """The IO manager of the profile's lake."""
    return LakeIOManager(context.resources.home.home().lake.root)

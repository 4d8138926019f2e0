"""The address of the code location, for `workspace.yaml` and deployments; it is put together in `pipelines/dagster`."""

from pipelines.dagster.definitions import defs

__all__ = ["defs"]

"""Damage in a home: found before a build plans, set aside and told, so that what is lost is made again and nothing else.

Tables and reports are looked at here, and what stands where a folder belongs. The input that the home carries, unpacked
archives, releases and the history are looked at where they are read.
"""

from __future__ import annotations

from expectations.engine.report import set_aside_damaged
from expectations.kept_files import make_folder, sync
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations


def clear_damage(home: Home) -> None:
    """Set aside what is damaged among the tables and reports of the profile. The caller holds the home's lock.

    Raises DamageError for what can be neither read nor moved.
    """
    for folder in (home.lake.root, home.checks, home.releases, home.dagster):
        make_folder(folder)
    for name in all_declarations():
        home.lake.set_aside_damaged(name)
        set_aside_damaged(home.checks, name)


def sync_kept(home: Home) -> None:
    """Have the disk keep the profile's tables and reports before a release is made of them.

    Not one by one as they are written: a table that a power cut takes is noticed by its digest, and made again.
    """
    for folder in (home.lake.root, home.checks):
        sync([*(path for path in folder.iterdir() if path.is_file()), folder])

"""Nothing shrinks in silence: what is about to be published, held against the last release of the profile.

What counts as a loss is `assets/release/continuity.py`; here is when it is asked.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from assets.release.continuity import keeps_figures, last_release, require_continuity, require_files
from assets.release.release import release_contents
from pipelines.build.home import Home
from pipelines.build.plan import all_declarations, made_by


def before_release(home: Home) -> str:
    """What has to be said before anything is built: "", or that the last release keeps too little to be compared with.

    ValidationError when a file of the last release is gone, nothing has come in its place, and nobody allowed it.
    """
    last = last_release(home.releases, home.profile)
    if last is None or home.allow_shrink:
        return ""
    now = dt.datetime.now(dt.UTC)
    files = [file for file in home.catalogue().files if file.path.is_file()]
    require_files(last[1], [record for file in files for record in file.provenance(now)])
    if keeps_figures(last[1]):
        return ""
    return f"{last[0].name}, the last release, is of an older version: only its files and rows could be held against this one"


def contents_to_publish(home: Home) -> dict[str, Any]:
    """Tables and inputs of the lake as a manifest has them.

    ValidationError when the last release of the profile has more, and nobody allowed it.
    """
    contracts = {name: declaration.contract for name, declaration in all_declarations().items()}
    contents = release_contents(home.profile, contracts, home.lake, made_by())
    if not home.allow_shrink:
        require_continuity(home.releases, contracts, contents, home.lake)
    return contents

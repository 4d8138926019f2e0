"""The input that the project brings along, written out as its publishers shape it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from assets.sources.embedded.write import SUMS, embedded_files, schematic_files
from domain.errors import UsageError
from rebalance.wording import in_python

__all__ = ["write_sources"]

_WRITERS = {"embedded": embedded_files, "schematic": schematic_files}


@in_python
def write_sources(profile: str, folder: str | Path) -> list[Path]:
    """Write the source files of a profile into a folder, for an example, a test or a look.

    Parameters
    ----------
    profile
        `schematic`, a small input with computed shapes, or `embedded`, the figures of the default build; its shapes lie in a
        package and are not written.
    folder
        A folder that is not there yet, or is empty.

    Returns
    -------
    list of Path
        The files, sorted.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [file.name for file in write_sources("schematic", folder)][:2]
    ['DT_1B04005N_2015.json', 'DT_1B04005N_2019.json']
    """
    if profile not in _WRITERS:
        raise UsageError(f"{profile}: one of {', '.join(_WRITERS)}")
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target}: is there and not an empty folder")
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(_WRITERS[profile](Path(scratch)), target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(SUMS))
    return sorted(path for path in target.rglob("*") if path.is_file())

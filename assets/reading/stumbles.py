"""Whatever a broken file makes a library raise, told as the file's fault: what was found, what was expected, what to do.

Readers tell themselves what they look for; this is for what nobody looked for. The cause stays behind the error (--verbose).
"""

from __future__ import annotations

import functools
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, TypeVar, cast
from xml.etree.ElementTree import ParseError

from assets.reading.source_file import SourceFile
from domain.errors import RebalanceError, SourceError

F = TypeVar("F", bound=Callable[..., Any])
ANEW = "Download it again."
_LETTERS = 200
_REPORT = "Is it the right file, and whole? If other programs open it, run again with --verbose and report it."
# By kind, the first that fits: what is found, and what to do. `{said}` is what the library said.
_KINDS: list[tuple[tuple[type[BaseException], ...], str, str]] = [
    ((MemoryError,), "more than the memory holds", "Divide the file, or close what else runs."),
    ((RecursionError,), "values in values without end", "Is it the right file?"),
    ((UnicodeError,), "text that is not in the declared encoding ({said})", "Declare the encoding that the file really has."),
    ((ParseError,), "markup that is broken ({said})", ANEW),
    ((zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error), "damaged bytes ({said})", ANEW),
    ((OverflowError,), "a number beyond all bounds ({said})", "Mend the cell."),
]
# The same of libraries that need not be loaded to name their errors.
_LIBRARIES = {
    "pyproj": ("a CRS that cannot be computed ({said})", "Mend its .prj, or `crs` in the catalogue."),
    "shapely": ("a shape that cannot be computed with ({said})", "Mend its shapes, or download it again."),
    "pyogrio": ("what GDAL cannot read ({said})", ANEW),
    "pyarrow": ("columns that cannot be read ({said})", ANEW),
    "duckdb": ("cells that do not fit together ({said})", _REPORT),
}


def told_by_file(function: F, layout: str) -> F:
    """The reader of a layout, which raises nothing but errors that name its file. Ctrl-C passes."""

    @functools.wraps(function)
    def guarded(file: SourceFile, *more: Any, **named: Any) -> Any:
        file.require()
        try:
            return function(file, *more, **named)
        except RebalanceError:
            raise
        except Exception as error:  # what a broken file makes a library raise can be of any kind
            raise stumbled(file, error, layout) from error

    return cast("F", guarded)


def stumbled(file: SourceFile, error: Exception, layout: str = "") -> SourceError:
    """The error as one of the file; of the operating system, with what it said of it."""
    expected = f"the layout of {layout}" if layout else "a file that can be read"
    if isinstance(error, OSError) and error.strerror:
        return file.unreadable(error)
    said = " ".join(str(error).split())[:_LETTERS] or type(error).__name__
    library = type(error).__module__.partition(".")[0]
    found, remedy = _LIBRARIES.get(library, ("", ""))
    if not found or isinstance(error, MemoryError):
        known = ((found, remedy) for kinds, found, remedy in _KINDS if isinstance(error, kinds))
        found, remedy = next(known, ("", ""))
    if found:
        return file.error(found.format(said=said), expected, remedy=remedy)
    return file.error(f"what its reader cannot make sense of ({type(error).__name__}: {said})", expected, remedy=_REPORT)

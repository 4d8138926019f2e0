"""What was being done when an unexpected error came, and how that is told: the step, its part, the line of our code.

Errors that a user can mend say all this themselves (`errors.py`).
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from domain.errors import RebalanceError

_HOME = Path(__file__).resolve().parents[1]
_PACKAGES = {"assets", "domain", "expectations", "pipelines", "rebalance"}
# Kept in the error, which may come from another process without its traceback.
_PLACE = "place_in_rebalance"


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Note on any unexpected error that `what` was being done; an inner `doing` names its part."""
    try:
        yield
    except RebalanceError:
        raise
    except Exception as error:
        _note(error, what)
        raise


@contextmanager
def together() -> Iterator[Callable[[str], AbstractContextManager[None]]]:
    """Do all parts, and raise at the end what went wrong: the one error, or all as a group.

    The function that it gives opens one part by its name, as `doing` does.
    """
    errors: list[Exception] = []

    @contextmanager
    def part(what: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001  raised below
            _note(error, what)
            errors.append(error)

    yield part
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ExceptionGroup(f"{len(errors)} parts failed", errors)


def place(error: BaseException, passing: tuple[str, ...] = ()) -> str:
    """The innermost line of our code that the error came through, as `folder/file.py:41`; "" when it came through none.

    Lines in the folders `passing` (`pipelines/`) are passed over.
    """
    kept: str = getattr(error, _PLACE, "")
    if kept:
        return kept
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_HOME) and path != Path(__file__):
            within = path.relative_to(_HOME)
            if within.parts[0] in _PACKAGES and not within.as_posix().startswith(passing):
                return f"{within.as_posix()}:{frame.lineno}"
    return ""


def told(error: BaseException, within: tuple[str, ...] = ()) -> list[str]:
    """One line an error: `in <step>, <part> (<file>:<line>): <kind>: <message>`; of a group, one line each."""
    steps = (*within, *reversed(getattr(error, "__notes__", ())))
    if isinstance(error, BaseExceptionGroup):
        return [line for one in error.exceptions for line in told(one, steps)]
    where = f" in {', '.join(steps)}" if steps else ""
    line = f" ({place(error)})" if place(error) else ""
    return [f"{where}{line}: {type(error).__name__}: {error}"]


def _note(error: Exception, what: str) -> None:
    if not hasattr(error, _PLACE):
        setattr(error, _PLACE, place(error))
    error.add_note(what)

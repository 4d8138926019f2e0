"""How the file of each raw dataset is got from its publisher, as told in `how.toml` beside this file.

Only that knowledge is here; what a catalogue declares of a file is `assets/reading/catalogue.py`.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOW = Path(__file__).parent / "how.toml"
CAUTION = "Words of publishers' pages change and may differ from those told here."


@dataclass(frozen=True)
class How:
    """Where one form of a dataset's file comes from, and the clicks that give it.

    Attributes
    ----------
    form
        Which of the dataset's forms this is; "" where it has one.
    only
        Which declared files it is about: `suffix` of their path, a word in the name of their `publisher`.
    unsure
        What is not known for certain; "" where nothing is.
    """

    dataset: str
    publisher: str
    table: str
    address: str
    clicks: tuple[str, ...]
    form: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    unsure: str = ""

    def fits(self, path: str, publisher: str) -> bool:
        """True when it is about a file of this path and publisher's name."""
        return path.casefold().endswith(self.only.get("suffix", "")) and self.only.get("publisher", "") in publisher


@functools.cache
def ways() -> tuple[How, ...]:
    """Every entry of `how.toml`, in its order."""
    entries = tomllib.loads(HOW.read_text(encoding="utf-8"))["how"]
    return tuple(How(**{**entry, "clicks": tuple(entry["clicks"])}) for entry in entries)


def way_to(dataset: str, path: str, publisher: str) -> How:
    """The entry for a declared file: the one that fits it, or else the dataset's first.

    Raises KeyError for a dataset without an entry.
    """
    known = [how for how in ways() if how.dataset == dataset]
    if not known:
        raise KeyError(dataset)
    return next((how for how in known if how.fits(path, publisher)), known[0])

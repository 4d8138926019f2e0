"""How the file of each raw dataset is got from its publisher, as told in `how.toml` beside this file.

Only that knowledge is here; what a catalogue declares of a file is `assets/reading/catalogue.py`.
"""

from __future__ import annotations

import functools
from pathlib import Path

from pydantic import Field

from assets.configuration.mistakes import parsed
from assets.configuration.strict import Strict, Text
from assets.configuration.toml_file import read_toml
from domain.errors import CatalogueError

HOW = Path(__file__).parent / "how.toml"
CAUTION = "Words of publishers' pages change and may differ from those told here."


class Only(Strict):
    """Which declared files a way is about."""

    suffix: Text = Field(default="", description="How their path ends.")
    publisher: Text = Field(default="", description="A word in their publisher's name.")


class How(Strict):
    """Where one form of a dataset's file comes from, and the clicks that give it."""

    dataset: Text
    publisher: Text
    table: Text
    address: Text
    clicks: list[Text] = Field(min_length=1)
    form: Text = Field("", description="Which of the dataset's forms this is.")
    only: Only = Field(default_factory=Only, description="Which declared files it is about; without it, all of the dataset.")
    unsure: Text = Field("", description="What is not known for certain.")

    def fits(self, path: str, publisher: str) -> bool:
        """True when it is about a file of this path and publisher's name."""
        return path.casefold().endswith(self.only.suffix) and self.only.publisher in publisher


class HowFile(Strict):
    """The whole file."""

    how: list[How]


@functools.cache
def ways() -> tuple[How, ...]:
    """Every entry of `how.toml`, in its order."""
    return tuple(parsed(HowFile, read_toml(HOW, CatalogueError), CatalogueError).how)


def way_to(dataset: str, path: str, publisher: str) -> How:
    """The entry for a declared file: the one that fits it, or else the dataset's first.

    Raises KeyError for a dataset without an entry.
    """
    known = [how for how in ways() if how.dataset == dataset]
    if not known:
        raise KeyError(dataset)
    return next((how for how in known if how.fits(path, publisher)), known[0])

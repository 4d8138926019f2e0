"""Units of Korea and their life since 1995: which one is meant, what its codes were, what became of it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from assets.geography.crosswalk import TRACKS, Track
from assets.geography.crosswalk import crosswalk as walk
from assets.geography.fact_files import facts
from assets.geography.life import ERA_COLUMNS, Card, Event, Facts, card_of
from assets.sheets.search import find
from assets.sheets.units import UnitsOn, require_days
from domain.codes import Geography, parse_geography
from domain.errors import UsageError
from rebalance.wording import in_python

if TYPE_CHECKING:
    from rebalance.neighbours import Neighbours

__all__ = ["Geography", "Neighbours", "Region", "crosswalk", "geography", "region"]

WEIGHT_COLUMNS = [
    "from_code", "from_name", "to_code", "to_name", "weight", "exact", "method", "events", "from_unit_id", "to_unit_id",
]  # fmt: skip


@dataclass(frozen=True)
class Region:
    """One unit: a sido or sigungu, living or of old.

    Attributes
    ----------
    unit_id
        The name that it keeps through every change of name, code and sido: `gunwi-gun`.
    title
        Korean name with the sido, English name, `unit_id`.
    card
        Everything there is to say of it.
    """

    card: Card
    facts: Facts

    @property
    def unit_id(self) -> str:
        """Its lasting identifier."""
        return self.card.unit_id

    @property
    def title(self) -> str:
        """Names and identifier, in one line."""
        return self.card.title

    @property
    def level(self) -> str:
        """`sido` or `sigungu`."""
        return self.card.level

    @property
    def name_ko(self) -> str:
        """Its Korean name, after that of its sido."""
        return self.facts.names.korean(self.unit_id)

    @property
    def name_en(self) -> str:
        """Its romanised name."""
        return self.facts.names.english(self.unit_id)

    @functools.cached_property
    def eras(self) -> pd.DataFrame:
        """Names and codes by time, first to last."""
        return pd.DataFrame(self.card.eras, columns=list(ERA_COLUMNS))

    @functools.cached_property
    def events(self) -> pd.DataFrame:
        """What happened to it, with the source of each."""
        return pd.DataFrame(self.card.events, columns=list(Event.__dataclass_fields__))

    def code(self, on: str | Geography) -> str | None:
        """Its code in a scheme on a day, None where it bears none."""
        return _text(UnitsOn(geography(on), self.facts).codes.get(self.unit_id))

    def neighbours(self, home: str | Path = "build") -> Neighbours | None:
        """Units that share a border with it on the map of the release in `home`, the longest first; None without one."""
        if not Path(home).is_dir():
            return None
        from rebalance.neighbours import neighbours  # noqa: PLC0415  (a unit itself needs no database)

        return neighbours(Path(home), self.unit_id, self.level)


@in_python
def region(text: str, *, scheme: str = "") -> Region:
    """Find the one unit that a name or code means.

    Parameters
    ----------
    text
        A Korean or English name, with the sido where it is needed; a code, however it is written; or a `unit_id`.
    scheme
        Of a code: `mois` or `kostat`, or with a date like `mois@2013`.

    Returns
    -------
    Region
        Its `eras`, `events`, codes and neighbours.

    Raises
    ------
    AmbiguousError
        It means several units; `choices` are their `unit_id`, each of which can be asked for.
    UsageError
        It means none; the message has names like it.

    Examples
    --------
    >>> region("군위").code("mois@2024"), region("Gunwi").code("mois@2022")
    ('27720', '47720')
    >>> region("26", scheme="kostat").name_ko
    '울산광역시'
    >>> import rebalance
    >>> try:
    ...     region("26")
    ... except rebalance.AmbiguousError as asked:
    ...     print(asked.choices)
    ('busan', 'ulsan')
    """
    known = facts()
    return Region(card_of(find(str(text), known.region, scheme), known), known)


@in_python
def geography(text: str | Geography) -> Geography:
    """Read `mois@2024` or `kostat@2020-12-31`: a scheme on a day. A year means its last day, a month likewise.

    Raises UsageError when it is not of that form, or the day lies before the region history.

    Examples
    --------
    >>> str(geography("mois@2024"))
    'mois@2024-12-31'
    """
    found = text if isinstance(text, Geography) else parse_geography(text)
    require_days(found, facts())
    return found


@in_python
def crosswalk(from_: str | Geography, to: str | Geography, *, units: Track = "finest") -> pd.DataFrame:
    """Which share of each unit of one day is which unit of another, forwards or backwards.

    Parameters
    ----------
    from_, to
        Scheme and date: `mois@2013`, `kostat@2024-12-31`.
    units
        `finest` (gu of cities apart), `kosis` (cities whole) or `sido`.

    Returns
    -------
    DataFrame
        One row per old and new unit: `from_code`, `from_name`, `to_code`, `to_name` (names with their sido), `weight` (those of
        a unit sum to 1), `exact` (False only where the unit is divided), `method` (`unchanged`, `exact`, or what a division
        is weighted with), `events`, `from_unit_id`, `to_unit_id`.

    Examples
    --------
    >>> weights = crosswalk("mois@2013", "mois@2015", units="kosis")
    >>> weights.loc[weights["to_code"] == "43110", ["from_code", "weight", "events"]].to_dict("list")
    {'from_code': ['43110', '43710'], 'weight': [1.0, 1.0], 'events': ['2014-07-01-cheongju', '2014-07-01-cheongju']}
    """
    if units not in TRACKS:
        raise UsageError(f"--units {units}: one of {', '.join(TRACKS)}")
    known = facts()
    start, end = (UnitsOn(geography(of), known) for of in (from_, to))
    shares = walk(known.history, start.geography.day, end.geography.day, units)
    told = {
        side: {"code": shares[f"{side}_unit_id"].map(on.codes), "name": shares[f"{side}_unit_id"].map(on.korean)}
        for side, on in (("from", start), ("to", end))
    }
    named = shares.assign(**{f"{side}_{what}": column for side, columns in told.items() for what, column in columns.items()})
    return named[WEIGHT_COLUMNS].sort_values(["from_code", "to_code"], kind="stable", ignore_index=True)


def _text(code: object) -> str | None:
    return code if isinstance(code, str) else None


def __getattr__(name: str) -> object:
    if name == "Neighbours":  # whose module needs a database
        from rebalance.neighbours import Neighbours  # noqa: PLC0415

        return Neighbours
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

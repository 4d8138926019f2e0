"""Names of units on a day, always with the sido, since many names are borne by several units; short names of sido.

Finding a unit by its name is `identify.py` for what publishers print, `gazetteer.py` for what people write.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from domain.days import day, text


def short_sido_name(name: str) -> str:
    """`충청북도` is 충북, `전북특별자치도` 전북, `서울특별시` 서울."""
    return name[0] + name[2] if name.endswith(("남도", "북도")) else name[:2]


def short_city_name(name: str) -> str:
    """`서울특별시` is 서울시, `세종특별자치시` 세종시: a city of sido rank without its rank."""
    return f"{short_sido_name(name)}시"


@dataclass(frozen=True)
class _Era:
    begin: dt.date
    end: dt.date
    name_ko: str
    name_en: str
    parent: str
    sido: str


class Names:
    """Names out of core.region."""

    def __init__(self, region: pd.DataFrame) -> None:
        self._eras: dict[str, list[_Era]] = defaultdict(list)
        for row in region.to_dict("records"):
            era = _Era(
                day(row["valid_from"]), day(row["valid_to"]), row["name_ko"], row["name_en"],
                text(row["parent_unit_id"]), text(row["sido_unit_id"]),
            )  # fmt: skip
            self._eras[str(row["unit_id"])].append(era)
        for eras in self._eras.values():
            eras.sort(key=lambda era: era.begin)

    def korean(self, unit: str, on: dt.date | None = None) -> str:
        """`경기도 수원시 장안구`: sido, city of a gu, name. Without a day as it is called now, or was called last.

        A unit that did not live on that day gets its nearest name.
        """
        era = self._era(unit, on)
        # The units above bear the name that they had while this one lived.
        last = era.end - dt.timedelta(days=1)
        moment = min(max(on or last, era.begin), last)
        above = [self._era(upper, moment).name_ko for upper in (era.sido, era.parent) if upper and upper != unit]
        return " ".join(dict.fromkeys([*above, era.name_ko]))

    def english(self, unit: str, on: dt.date | None = None) -> str:
        """The romanised name alone, `Jangan-gu`."""
        return self._era(unit, on).name_en

    def _era(self, unit: str, on: dt.date | None) -> _Era:
        eras = self._eras[unit]
        begun = [era for era in eras if on is None or era.begin <= on]
        return begun[-1] if begun else eras[0]


def some(names: Iterable[str], shown: int = 3) -> str:
    """The first of several names, and how many more there are."""
    every = list(names)
    return f"{', '.join(every[:shown])}{f' and {len(every) - shown} more' if len(every) > shown else ''}"

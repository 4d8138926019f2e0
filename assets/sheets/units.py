"""Which unit each row of a user's sheet stands for, and which rows count when cities stand beside their gu.

A geography is asked for its units once, as `UnitsOn`; rows carry it with them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

import pandas as pd

from assets.geography.crosswalk import Track, crosswalk
from assets.geography.life import Facts
from assets.sheets.code_cells import TAKE_OUT, digits_remedy
from assets.sheets.table import quoted
from domain.codes import (
    Geography,
    ask,
    is_below_sigungu,
    short_code,
    unit_of,
)
from domain.errors import SourceError, UsageError
from domain.history import alive

FACTS = ["level", "in_finest", "in_kosis", "parent_unit_id"]


class UnitsOn:
    """The units that live on the day of a geography, with the codes that its scheme gives them."""

    def __init__(self, geography: Geography, facts: Facts) -> None:
        self.geography, self.facts = geography, facts

    @functools.cached_property
    def living(self) -> pd.DataFrame:
        """All of them, by `unit_id`."""
        return alive(self.facts.region, pd.Timestamp(self.geography.day)).set_index("unit_id")

    @functools.cached_property
    def coded(self) -> pd.DataFrame:
        """Those that bear a code."""
        return self.living.dropna(subset=[self.geography.column])

    @property
    def codes(self) -> pd.Series:
        """Codes by unit."""
        return self.coded[self.geography.column]

    @functools.cached_property
    def by_code(self) -> dict[str, str]:
        """Unit by code of sigungu or sido. HistoryError when one code would mean two."""
        return unit_of(self.facts.region, self.geography)

    @functools.cached_property
    def gu_of(self) -> Mapping[str, list[str]]:
        """Gu by city."""
        gu = self.coded[self.coded["in_finest"] & ~self.coded["in_kosis"]].reset_index()
        return cast("dict[str, list[str]]", gu.groupby("parent_unit_id")["unit_id"].apply(list).to_dict())

    def korean(self, unit: str) -> str:
        """A unit's name on the day, after its sido."""
        return self.facts.names.korean(unit, self.geography.day)

    def knows(self, codes: pd.Series) -> pd.Series:
        """True for codes of a sigungu or sido of that day."""
        return codes.map(short_code).isin(self.by_code.keys()) & ~codes.map(is_below_sigungu)

    def of(self, file: str, codes: pd.Series) -> pd.Series:
        """The unit of each code. SourceError, with the row, for one of no unit on that day, or of an eup, myeon or dong."""
        short = codes.map(short_code)
        known = short.isin(self.by_code.keys())
        if len(below := codes.index[known & codes.map(is_below_sigungu)]):
            raise SourceError(
                file, f"{codes[below[0]]}, an eup, myeon or dong", "codes of sigungu or sido", int(below[0]),
                "Sum the file by the first five digits; these borders lie within those of the sigungu.",
            )  # fmt: skip
        if len(unknown := codes.index[~known]):
            code = codes[unknown[0]]
            raise SourceError(
                file, f"code {quoted(code)}", f"a code of {self.geography}", int(unknown[0]),
                f"{self._zeros(code) or digits_remedy(code) or ask(self.facts.region, code)} "
                f"There {'are' if len(unknown) > 1 else 'is'} {len(unknown)} such row{'s' if len(unknown) > 1 else ''}; "
                "`rebalance vintage` tells which scheme and day codes follow.",
            )  # fmt: skip
        return short.map(self.by_code)

    def _zeros(self, code: str) -> str:
        """What zeros before a code, or alone, may be; no code begins with one."""
        rest = code.lstrip("0")
        if not rest:
            return f"It may be a national total: {TAKE_OUT}"
        unit = self.by_code.get(short_code(rest)) if rest != code else None
        return f"No code begins with 0; {rest} is {self.korean(unit)}: take the zeros before it away." if unit else ""


@dataclass(frozen=True)
class Rows:
    """Rows of one geography that count, with `unit_id`, all of one unit set.

    `keys` holds the code, or the name where they are `named`, of each row as it was read; `city_of` names the city of
    each gu that is summed to it; `beside` the unit of each key left out since its sigungu, gu or city have rows.
    """

    on: UnitsOn
    table: pd.DataFrame
    keys: pd.Series
    track: Track
    beside: dict[str, str] = field(default_factory=dict)
    city_of: dict[str, str] = field(default_factory=dict)
    named: bool = False

    @property
    def geography(self) -> Geography:
        """The scheme and day of the rows."""
        return self.on.geography

    def crosswalk(self, target: Geography) -> pd.DataFrame:
        """From all units that live, so that what has no row is known to be missing; gu go where their city goes."""
        walk = crosswalk(self.on.facts.history, self.geography.day, target.day, self.track)
        if not self.city_of:
            return walk
        of_city = walk["from_unit_id"].isin(set(self.city_of.values()))
        gu = pd.DataFrame(sorted(self.city_of.items()), columns=["gu", "from_unit_id"])
        of_gu = gu.merge(walk[of_city], on="from_unit_id").drop(columns="from_unit_id").rename(columns={"gu": "from_unit_id"})
        return pd.concat([walk[~of_city], of_gu], ignore_index=True)

    @functools.cached_property
    def gaps(self) -> list[str]:
        """Units of the rows' sido that live on the day and have no row, as gu where gu are summed; a sheet may be of one sido."""
        living = self.on.coded
        present = set(self.table["unit_id"])
        sido = set(living.loc[list(present), "sido_unit_id"])
        wanted = set(self.on.facts.history.living(self.geography.day, self.track))
        wanted = wanted - set(self.city_of.values()) | set(self.city_of)
        return sorted(unit for unit in wanted - present if unit in living.index and living.loc[unit, "sido_unit_id"] in sido)


def rows_of(file: str, sheet: pd.DataFrame, keys: pd.Series, unit_ids: pd.Series, on: UnitsOn, units: str = "") -> Rows:
    """Find which rows count, given the unit of each.

    `units` is `kosis`, `finest` or "" (finest when the sheet has gu, and all gu of each of its cities). Totals of
    sido beside all of their sigungu are left out. Raises SourceError, with the row, for a sido beside only some of its
    sigungu, or a city whose gu are wanted and not there.
    """
    keyed = sheet.assign(unit_id=unit_ids).join(on.coded[FACTS], on="unit_id")
    if (keyed["level"] == "sido").all():
        return Rows(on, keyed.drop(columns=FACTS), keys, "sido")
    present = set(keyed["unit_id"])
    totals = keyed[keyed["level"] == "sido"]
    for row, sido in totals["unit_id"].items():
        if lacking := _lacking(sido, present, on):
            found = f"{on.korean(sido)} among sigungu, without {on.korean(lacking[0])}"
            raise SourceError(
                file, found, "one level, or all of its sigungu", cast("int", row), "Convert sido and sigungu in two files."
            )
    keyed = keyed[keyed["level"] != "sido"]
    is_gu = keyed["in_finest"] & ~keyed["in_kosis"]
    cities = keyed[~keyed["in_finest"]]
    without = cities[~cities["unit_id"].map(lambda city: set(on.gu_of.get(city, ())) <= present)]
    if units == "finest" and len(without):
        found = f"{on.korean(without['unit_id'].iloc[0])} without all of its gu"
        raise SourceError(file, found, "rows of its gu", int(without.index[0]), "Say --units kosis to convert cities as a whole.")

    def counted(track: Track, beside: pd.DataFrame, city_of: dict[str, str] | None = None) -> Rows:
        left_out = pd.concat([totals, beside])
        kept = keyed.drop(index=left_out.index, errors="ignore").drop(columns=FACTS)
        return Rows(on, kept, keys, track, dict(zip(keys[left_out.index], left_out["unit_id"], strict=True)), city_of or {})

    if units == "finest" or (not units and is_gu.any() and without.empty):
        return counted("finest", cities)
    summed = set(keyed.loc[is_gu, "parent_unit_id"]) - present
    # All gu that live, so that one without a row is missing from its city's sum.
    city_of = {gu: city for city in summed for gu in on.gu_of[city]}
    return counted("kosis", keyed[is_gu & keyed["parent_unit_id"].isin(present)], city_of)


def _lacking(sido: str, present: set[str], on: UnitsOn) -> list[str]:
    """Units of a sido that have neither a row nor rows of all their gu."""
    units = on.coded.index[on.coded["in_kosis"] & (on.coded["sido_unit_id"] == sido)]
    return [unit for unit in units if unit not in present and not (unit in on.gu_of and set(on.gu_of[unit]) <= present)]


def require_days(geography: Geography, facts: Facts) -> None:
    """UsageError for a day before the history opens."""
    if str(geography.day) < facts.first_day:
        raise UsageError(f"{geography}: the region history opens on {facts.first_day}")

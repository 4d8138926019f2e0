"""Which unit each row of a user's sheet stands for, and which rows count when cities stand beside their gu."""

from __future__ import annotations

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
    codes,
    is_below_sigungu,
    short_code,
    unit_of,
)
from domain.errors import SourceError, UsageError

FACTS = ["level", "in_finest", "in_kosis", "parent_unit_id"]


@dataclass(frozen=True)
class Rows:
    """Rows that count, with `unit_id`, all of one unit set.

    `keys` holds the code, or the name where they are `named`, of each row as it was read; `city_of` names the city of
    each gu that is summed to it; `beside` the unit of each key left out since its sigungu, gu or city have rows.
    """

    table: pd.DataFrame
    keys: pd.Series
    track: Track
    beside: dict[str, str] = field(default_factory=dict)
    city_of: dict[str, str] = field(default_factory=dict)
    named: bool = False

    def crosswalk(self, source: Geography, target: Geography, facts: Facts) -> pd.DataFrame:
        """From all units that live, so that what has no row is known to be missing; gu go where their city goes."""
        walk = crosswalk(facts.history, source.day, target.day, self.track)
        if not self.city_of:
            return walk
        of_city = walk["from_unit_id"].isin(set(self.city_of.values()))
        gu = pd.DataFrame(sorted(self.city_of.items()), columns=["gu", "from_unit_id"])
        of_gu = gu.merge(walk[of_city], on="from_unit_id").drop(columns="from_unit_id").rename(columns={"gu": "from_unit_id"})
        return pd.concat([walk[~of_city], of_gu], ignore_index=True)


def rows_of(
    file: str, sheet: pd.DataFrame, keys: pd.Series, unit_ids: pd.Series, source: Geography, facts: Facts, units: str = ""
) -> Rows:
    """Find which rows count, given the unit of each.

    `units` is `kosis`, `finest` or "" (finest when the sheet has gu, and all gu of each of its cities). Totals of
    sido beside all of their sigungu are left out. Raises SourceError, with the row, for a sido beside only some of its
    sigungu, or a city whose gu are wanted and not there.
    """
    facts_of = codes(facts.region, source).set_index("unit_id")[FACTS]
    keyed = sheet.assign(unit_id=unit_ids).join(facts_of, on="unit_id")
    if (keyed["level"] == "sido").all():
        return Rows(keyed.drop(columns=FACTS), keys, "sido")
    gu_of = _gu_of(source, facts)
    present = set(keyed["unit_id"])
    totals = keyed[keyed["level"] == "sido"]
    for row, sido in totals["unit_id"].items():
        if lacking := _lacking(sido, present, gu_of, source, facts):
            found = f"{facts.names.korean(sido, source.day)} among sigungu, without {facts.names.korean(lacking[0], source.day)}"
            raise SourceError(
                file, found, "one level, or all of its sigungu", cast("int", row), "Convert sido and sigungu in two files."
            )
    keyed = keyed[keyed["level"] != "sido"]
    is_gu = keyed["in_finest"] & ~keyed["in_kosis"]
    cities = keyed[~keyed["in_finest"]]
    without = cities[~cities["unit_id"].map(lambda city: set(gu_of.get(city, ())) <= present)]
    if units == "finest" and len(without):
        found = f"{facts.names.korean(without['unit_id'].iloc[0], source.day)} without all of its gu"
        raise SourceError(file, found, "rows of its gu", int(without.index[0]), "Say --units kosis to convert cities as a whole.")
    if units == "finest" or (not units and is_gu.any() and without.empty):
        return _rows(keyed, keys, "finest", [totals, cities])
    beside = keyed[is_gu & keyed["parent_unit_id"].isin(present)]
    summed = set(keyed.loc[is_gu, "parent_unit_id"]) - present
    # All gu that live, so that one without a row is missing from its city's sum.
    return _rows(keyed, keys, "kosis", [totals, beside], {gu: city for city in summed for gu in gu_of[city]})


def _rows(
    keyed: pd.DataFrame, keys: pd.Series, track: Track, beside: list[pd.DataFrame], city_of: dict[str, str] | None = None
) -> Rows:
    left_out = pd.concat(beside)
    kept = keyed.drop(index=left_out.index, errors="ignore").drop(columns=FACTS)
    return Rows(kept, keys, track, dict(zip(keys[left_out.index], left_out["unit_id"], strict=True)), city_of or {})


def _lacking(sido: str, present: set[str], gu_of: dict[str, list[str]], source: Geography, facts: Facts) -> list[str]:
    """Units of a sido that have neither a row nor rows of all their gu."""
    living = codes(facts.region, source)
    units = living.loc[living["in_kosis"] & (living["sido_unit_id"] == sido), "unit_id"]
    return [unit for unit in units if unit not in present and not (unit in gu_of and set(gu_of[unit]) <= present)]


def _gu_of(source: Geography, facts: Facts) -> dict[str, list[str]]:
    """Gu by city, on the day."""
    living = codes(facts.region, source)
    gu = living[living["in_finest"] & ~living["in_kosis"]]
    return cast("dict[str, list[str]]", gu.groupby("parent_unit_id")["unit_id"].apply(list).to_dict())


def units_by_code(file: str, given: pd.Series, source: Geography, facts: Facts) -> pd.Series:
    """The unit of each code. SourceError, with the row, for a code of no unit on that day, or of an eup, myeon or dong."""
    if len(below := given.index[given.map(is_below_sigungu)]):
        raise SourceError(
            file, f"{given[below[0]]}, an eup, myeon or dong", "codes of sigungu or sido", int(below[0]),
            "Sum the file by the first five digits; these borders lie within those of the sigungu.",
        )  # fmt: skip
    short = given.map(short_code)
    units = unit_of(facts.region, source)
    if len(unknown := given.index[~short.isin(units.keys())]):
        code = given[unknown[0]]
        known = digits_remedy(code) or (ask(facts.region, code) if code.strip("0") else f"It may be a national total: {TAKE_OUT}")
        raise SourceError(
            file, f"code {quoted(code)}", f"a code of {source}", int(unknown[0]),
            f"{known} There {'are' if len(unknown) > 1 else 'is'} {len(unknown)} such row{'s' if len(unknown) > 1 else ''}; "
            "`rebalance vintage` tells which scheme and day codes follow.",
        )  # fmt: skip
    return short.map(units)


def without_unit(codes: pd.Series, source: Geography, facts: Facts) -> pd.Series:
    """True for codes of no unit on that day, and of an eup, myeon or dong."""
    return ~codes.map(short_code).isin(unit_of(facts.region, source).keys()) | codes.map(is_below_sigungu)


def without_row(rows: Rows, source: Geography, facts: Facts) -> list[str]:
    """Units of the sheet's sido that live on its day and have no row, as gu where gu are summed; a sheet may be of one sido."""
    living = codes(facts.region, source).set_index("unit_id")
    present = set(rows.table["unit_id"])
    sido = set(living.loc[list(present), "sido_unit_id"])
    wanted = set(facts.history.living(source.day, rows.track)) - set(rows.city_of.values()) | set(rows.city_of)
    return sorted(unit for unit in wanted - present if unit in living.index and living.loc[unit, "sido_unit_id"] in sido)


def require_days(geography: Geography, facts: Facts) -> None:
    """UsageError for a day before the history opens."""
    if str(geography.day) < facts.first_day:
        raise UsageError(f"{geography}: the region history opens on {facts.first_day}")

"""Which unit a printed name or code means: the one answer that every table of names or codes goes through.

A publisher prints in one of the styles below. A name means the unit that bears it on the day; where none does, the unit
living then that bore it before or will later, since publishers print names of one day for all years. What people write
freely is read by `gazetteer.py`; which day a set of names or codes is of is `history.day_of`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from domain.codes import COLUMNS, KOSTAT8_SINCE, ask, short_code
from domain.days import text
from domain.errors import HistoryError
from domain.history import alive
from domain.names import short_city_name, short_sido_name

_NAMED = 5  # as many of what is not found or ambiguous a message names
_ORDER = ["kostat7_code", "kostat8_code"]
CODED = ("region_code",)


@dataclass(frozen=True)
class Style:
    """One way of printing units.

    Attributes
    ----------
    columns
        What is printed of a unit: a name, a sido and a name, a code.
    written
        From core.region to its eras with these columns; an era may be written in several ways.
    numbered
        Name of the column that counts the units of one name in the order of KOSTAT codes, "" where names alone must tell.
    among
        Column of core.region that says which sigungu are printed; sido always are.
    """

    name: str
    columns: tuple[str, ...]
    written: Callable[[pd.DataFrame], pd.DataFrame]
    numbered: str = ""
    among: str = "in_kosis"

    @property
    def printed(self) -> list[str]:
        """Columns that a table printed in this style has."""
        return [*self.columns, *filter(None, [self.numbered])]


def identify(
    printed: pd.DataFrame | pd.Series,
    region: pd.DataFrame,
    style: Style,
    day: dt.date | pd.Timestamp | pd.Series | None = None,
    *,
    among: str | None = None,
    missing: str = "empty",
) -> pd.Series:
    """The `unit_id` of each row of `printed`, in its order; empty where no unit is meant.

    Parameters
    ----------
    printed
        A table with the columns of the style, or the one column itself.
    region
        Rows of core.region.
    day
        The day, or the day of each row, on which a name is read. Without one a name is that of every unit that ever bore it.
    among
        Another column of core.region that says which sigungu are printed; "" for all.
    missing
        `empty`, or `refused`: HistoryError for a row that means no unit.

    Raises
    ------
    HistoryError
        A row means several units, or none and that is `refused`; the message names them.
    """
    table = pd.DataFrame({style.columns[0]: printed}) if isinstance(printed, pd.Series) else printed[style.printed]
    days = pd.Series(pd.NaT if day is None else pd.to_datetime(day), index=table.index).astype("datetime64[ns]")
    asked = table.assign(_day=days)
    asked["_row"] = asked.groupby(list(asked.columns), dropna=False, sort=False).ngroup()
    distinct = asked.drop_duplicates("_row")
    candidates = _candidates(distinct, region, style, dated=day is not None, among=style.among if among is None else among)
    if style.numbered:
        place = candidates.groupby("_row").cumcount() + 1
        candidates = candidates[place == candidates[style.numbered]]
    several = candidates["_row"].duplicated(keep=False)
    if several.any():
        raise HistoryError(_ambiguous(candidates[several], region, style))
    found = asked["_row"].map(candidates.set_index("_row")["unit_id"]).astype("object")
    if missing == "refused" and found.isna().any():
        raise HistoryError(_unknown(distinct[~distinct["_row"].isin(candidates["_row"])], style))
    return found.where(found.notna(), None).rename("unit_id")


def bearers(region: pd.DataFrame, style: Style, *, among: str | None = None) -> pd.DataFrame:
    """Every way in which units were ever written in a style: its `columns` and `unit_id`, each pair once."""
    table = _written(region, style, style.among if among is None else among)
    return table[[*style.columns, "unit_id"]].drop_duplicates(ignore_index=True)


def _candidates(asked: pd.DataFrame, region: pd.DataFrame, style: Style, *, dated: bool, among: str) -> pd.DataFrame:
    """Units that each distinct row may mean, once each, in the order of KOSTAT codes."""
    table = _written(region, style, among)
    if style.columns == CODED:
        asked = asked.assign(region_code=asked["region_code"].map(short_code, na_action="ignore"))
    pairs = asked.merge(table, on=list(style.columns))
    if dated:
        lives = [
            pd.Series(day, index=pd.Index(alive(table, day)["unit_id"].unique(), name="unit_id"), name="_day")
            for day in pairs["_day"].unique()
        ]
        living = pd.concat(lives).reset_index() if lives else pairs[["unit_id", "_day"]]
        pairs = pairs.merge(living, on=["unit_id", "_day"])
        ends = pd.to_datetime(pairs["valid_to"])
        bears = (pd.to_datetime(pairs["valid_from"]) <= pairs["_day"]) & (ends.isna() | (ends > pairs["_day"]))
        pairs = pairs[bears | ~bears.groupby(pairs["_row"]).transform("any")]
    order = pairs[_ORDER[0]].fillna(pairs[_ORDER[1]])
    return pairs.assign(_order=order).sort_values(["_row", "_order"], kind="stable").drop_duplicates(["_row", "unit_id"])


def _written(region: pd.DataFrame, style: Style, among: str) -> pd.DataFrame:
    """Eras with the columns of the style: those of all sido, and of the sigungu that are printed."""
    table = style.written(region)
    return table[(table["level"] == "sido") | (table[among].astype(bool) if among else True)]


def _ambiguous(candidates: pd.DataFrame, region: pd.DataFrame, style: Style) -> str:
    first = candidates[candidates["_row"] == candidates["_row"].iloc[0]]
    shown = _shown(first.iloc[0], style)
    units = ", ".join(sorted(first["unit_id"]))
    question = f" {ask(region, str(first.iloc[0][style.columns[0]]))}" if style is CODE else ""
    return f"{shown} means {len(first)} units in the style `{style.name}`: {units}.{question}"


def _unknown(rows: pd.DataFrame, style: Style) -> str:
    shown = [_shown(row, style) for _, row in rows.head(_NAMED).iterrows()]
    more = f" and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return f"no unit is meant in the style `{style.name}` by {', '.join(shown)}{more}"


def _shown(row: pd.Series, style: Style) -> str:
    words = " ".join(text(row[name]) for name in style.printed)
    return f"{words!r}" if pd.isna(row["_day"]) else f"{words!r} on {row['_day'].date()}"


def _sido(region: pd.DataFrame) -> pd.DataFrame:
    return region[region["level"] == "sido"]


def _sido_names(region: pd.DataFrame, *, short: bool) -> pd.DataFrame:
    """Names that each sido ever bore: `sido_unit_id, sido_name`, with the `full` one."""
    names = _sido(region)[["unit_id", "name_ko"]].drop_duplicates()
    named = names["name_ko"].map(short_sido_name) if short else names["name_ko"]
    return pd.DataFrame({"sido_unit_id": names["unit_id"], "sido_name": named, "full": names["name_ko"]})


def _full_sido(region: pd.DataFrame) -> pd.DataFrame:
    return _sido(region).assign(region_name=lambda rows: rows["name_ko"])


def _short_sido(region: pd.DataFrame) -> pd.DataFrame:
    return _sido(region).assign(region_name=lambda rows: rows["name_ko"].map(short_sido_name))


def _in_sido(region: pd.DataFrame, *, short: bool = False) -> pd.DataFrame:
    """Sigungu with every name of their sido. One that is its own sido is printed under the sido's short name as well."""
    eras = region[region["level"] == "sigungu"].merge(_sido_names(region, short=short), on="sido_unit_id")
    own = eras[eras["name_ko"] == eras["full"]]
    forms = [own.assign(region_name=own["full"].map(form)) for form in (short_sido_name, short_city_name)]
    return pd.concat([eras.assign(region_name=eras["name_ko"]), *forms], ignore_index=True)


def _in_short_sido(region: pd.DataFrame) -> pd.DataFrame:
    return _in_sido(region, short=True)


def _survey(region: pd.DataFrame) -> pd.DataFrame:
    """`서울 종로구` in cities of sido rank, the bare name in provinces."""
    sido = _sido(region)
    cities = sido[sido["name_ko"].str.endswith("시")].drop_duplicates("unit_id").set_index("unit_id")["name_ko"]
    eras = region[region["level"] == "sigungu"]
    short = cities.map(short_sido_name).to_dict()
    city = eras["sido_unit_id"].map(lambda unit: short.get(unit, "")).astype(eras["name_ko"].dtype)
    return eras.assign(region_name=(city + " " + eras["name_ko"]).where(city != "", eras["name_ko"]))


def _coded(*schemes: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def written(region: pd.DataFrame) -> pd.DataFrame:
        eras = [region.assign(region_code=region[COLUMNS[scheme]]) for scheme in schemes]
        return pd.concat(eras, ignore_index=True).dropna(subset=["region_code"])

    return written


def _kostat(region: pd.DataFrame) -> pd.DataFrame:
    """Codes of both books of Statistics Korea, each on the days on which it is in force."""
    change = pd.Timestamp(KOSTAT8_SINCE)
    begins, ends = pd.to_datetime(region["valid_from"]), pd.to_datetime(region["valid_to"])
    old = region.assign(region_code=region["kostat7_code"], valid_to=ends.where(ends < change, change))
    new = region.assign(region_code=region["kostat8_code"], valid_from=begins.where(begins > change, change))
    both = pd.concat([old[begins < change], new[ends.isna() | (ends > change)]], ignore_index=True)
    return both.assign(valid_from=pd.to_datetime(both["valid_from"])).dropna(subset=["region_code"])


# `강원특별자치도`; `강원`, `충북`.
SIDO = Style("full name of a sido", ("region_name",), _full_sido)
SHORT_SIDO = Style("short name of a sido", ("region_name",), _short_sido)
# `경기도` and `광주시`; `경기` and `광주시`. Sejong, its own sido, is printed 세종 or 세종시 as well.
IN_SIDO = Style("sido and name", ("sido_name", "region_name"), _in_sido)
IN_SHORT_SIDO = Style("short sido and name", ("sido_name", "region_name"), _in_short_sido)
# The labour survey: `서울 중구`, `고성군` twice, first that of Gangwon.
SURVEY = Style("name as in the labour survey", ("region_name",), _survey, numbered="name_number")
# Codes of a scheme; and of no known scheme, which is refused where schemes do not agree.
MOIS = Style("MOIS code", CODED, _coded("mois"), among="")
KOSTAT7 = Style("KOSTAT code of 7 digits", CODED, _coded("kostat7"), among="")
KOSTAT8 = Style("KOSTAT code of 8 digits", CODED, _coded("kostat8"), among="")
KOSTAT = Style("KOSTAT code", CODED, _kostat, among="")
CODE = Style("code without a scheme", CODED, _coded("mois", "kostat7", "kostat8"), among="")

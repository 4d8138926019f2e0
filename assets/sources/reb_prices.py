"""Prices of apartments by the Korea Real Estate Board: index and level."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, read_csv, read_sheet
from assets.reading.unfold import MONTH as LEVEL_MONTH
from assets.reading.unfold import parse_periods
from expectations.contracts.prices import REB_PRICE_INDEX, REB_PRICE_LEVEL

# The Real Estate Board's wide CSV of apartment prices: three header rows, four levels of region, two columns a month.

HEADER_ROWS = 3
NUMBER = "No|No|No"
LEVELS = {f"분류{suffix}|분류|분류": f"level_{n}" for n, suffix in enumerate(("", ".1", ".2", ".3"), start=1)}
# The re-saved file numbers the second column of a month `.1`.
MONTH = r"(?P<year>(?:19|20)[0-9]{2})년 (?P<month>[0-9]{1,2})월(?:\.1)?\|지수\|(?P<item>원자료|전기대비증감률)"
ITEMS = {"원자료": "price_index", "전기대비증감률": "change_percent"}
NATION = "전국"
SIDO = frozenset(
    (
        "서울",
        "부산",
        "대구",
        "인천",
        "광주",
        "대전",
        "울산",
        "세종",
        "경기",
        "강원",
        "충북",
        "충남",
        "전북",
        "전남",
        "경북",
        "경남",
        "제주",
    )
)


@source(contract=REB_PRICE_INDEX)
def reb_price_index(file: SourceFile) -> pd.DataFrame:
    """Index and change in percent. One row per printed region and month."""
    wide = read_csv(file, header_rows=HEADER_ROWS)
    require_columns(file, wide, (NUMBER, *LEVELS))
    rows = wide["source_row"]
    levels = wide[list(LEVELS)].rename(columns=LEVELS)
    regions = levels.assign(
        region_number=numbers(file, wide[NUMBER], rows, minimum=1, whole=True),
        path=_paths(levels),
        row_kind=row_kinds(levels),
        source_row=rows,
    ).assign(is_aggregate=lambda table: table["row_kind"].isin(["nation", "group_of_sido", "group_of_sigungu"]))
    return _unfold(file, wide).merge(regions, on="source_row", validate="many_to_one").assign(source_file=file.name)


def row_kinds(levels: pd.DataFrame) -> pd.Series:
    """What each row is, told by its path: a unit's own level is the last one that differs from the level above.

    A city is `city_of_gu` when other rows stand below it; whatever is no nation, sido, si, gun or gu is a group.
    """
    paths = [path.split("/") for path in _paths(levels)]
    above = {"/".join(path[:end]) for path in paths for end in range(1, len(path))}
    kinds = []
    for path in paths:
        name = path[-1]
        if name == NATION:
            kind = "nation"
        elif len(path) == 1:
            kind = "sido" if name in SIDO else "group_of_sido"
        elif name[-1] not in "시군구":
            kind = "group_of_sigungu"
        elif path[-2][-1] == "시":
            kind = "gu"
        else:
            kind = "city_of_gu" if "/".join(path) in above else "sigungu"
        kinds.append(kind)
    return pd.Series(kinds, index=levels.index)


def _paths(levels: pd.DataFrame) -> pd.Series:
    return levels.apply(lambda row: "/".join(dict.fromkeys(row)), axis=1)


def _unfold(file: SourceFile, wide: pd.DataFrame) -> pd.DataFrame:
    """`source_row`, `month` and both items, a row per region and month."""
    headers = pd.Series([name for name in wide.columns if name not in (NUMBER, *LEVELS, "source_row")])
    parts = require_form(file, headers, [1] * len(headers), MONTH, "a month with 지수, 원자료 or 전기대비증감률")
    months = pd.to_datetime(parts["year"] + "-" + parts["month"] + "-01").dt.date
    columns = pd.DataFrame({"header": headers, "month": months, "item": parts["item"].map(ITEMS)})
    long = wide.melt("source_row", list(headers), "header").merge(columns, on="header", validate="many_to_one")
    long["value"] = numbers(file, long["value"], long["source_row"], absent=("",))
    whole = long.pivot(index=["source_row", "month"], columns="item", values="value").reset_index()
    require_columns(file, whole, tuple(ITEMS.values()))
    return whole


# The Real Estate Board's spreadsheets of average apartment prices: facts above, three nested region columns, a month a column.
#
# The index of prices is in this file; where the sample behind an average was redrawn is found in `assets/panel/`.

REGION = "지 역"
FACTS = {"* 통계표명 :": {"평균매매가격_아파트": "sale", "평균전세가격_아파트": "jeonse"}, "* 단위 :": {"천원": "thousand"}}
PLACES = ["sido_name", "city", "gu"]


@source(contract=REB_PRICE_LEVEL)
def reb_price_level(file: SourceFile) -> pd.DataFrame:
    """Average price, thousand KRW. One row per kind of price, printed region and month.

    Raises SourceError for a table other than these two, another unit, and a sheet without the head of regions and months.
    """
    sheet = read_sheet(file, sheet=None)
    head = next((n for n, row in enumerate(sheet) if row and str(row[0]).strip() == REGION), None)
    if head is None:
        raise file.error(f"no row that begins with {REGION}", "a head of three region columns and months")
    kind = _fact(file, sheet[:head], "* 통계표명 :")
    _fact(file, sheet[:head], "* 단위 :")
    wide = pd.DataFrame(sheet[head + 1 :], columns=[*PLACES, *(str(cell).strip() for cell in sheet[head][len(PLACES) :])])
    wide = wide.assign(source_row=range(1, len(wide) + 1))
    regions = _regions(file, wide)
    long = parse_periods(file, wide.drop(columns=PLACES).melt("source_row", var_name="period", value_name="cell"), LEVEL_MONTH)
    refuse_repeats(file, long, ("source_row", "year", "month"))
    return long.merge(regions, on="source_row", validate="many_to_one").assign(
        price_kind=kind,
        month=pd.to_datetime(long[["year", "month"]].assign(day=1)).dt.date,
        price=numbers(file, long["cell"], long["source_row"], absent=(NOT_EXISTING,), minimum=1),
        source_file=file.name,
    )


def _fact(file: SourceFile, lines: list[list[Any]], name: str) -> str:
    """What stands beside `name` above the table, in our word for it."""
    known = FACTS[name]
    found = next((str(row[1]).strip() for row in lines if str(row[0]).strip() == name), "nothing")
    if found not in known:
        raise file.error(f"{found} beside `{name}`", " or ".join(known))
    return known[found]


def _regions(file: SourceFile, wide: pd.DataFrame) -> pd.DataFrame:
    """Printed once and empty below: `sido_name, city_name, region_name, row_kind` of each row."""
    printed = wide[PLACES].astype(str).apply(lambda column: column.str.strip())
    sido = printed["sido_name"].mask(printed["sido_name"] == "").ffill()
    city = printed["city"].where(printed["city"] != "").groupby((printed["sido_name"] != "").cumsum()).ffill()
    filled = (printed != "").sum(axis=1)
    is_gu = printed["gu"] != ""
    lost = (filled != 1) | sido.isna() | (is_gu & city.isna())
    if lost.any():
        row = int(wide.loc[lost, "source_row"].iloc[0])
        raise file.error(f"region cells {list(printed[lost].iloc[0])}", "one name a row, a gu below its city below its sido", row)
    with_gu = set(zip(sido[is_gu], city[is_gu], strict=True))
    has_gu = pd.Series([pair in with_gu for pair in zip(sido, city, strict=True)], index=wide.index)
    kind = pd.Series("sigungu", index=wide.index).mask(has_gu, "city_of_gu").mask(is_gu, "gu")
    kind = kind.mask(printed["sido_name"] != "", "sido")
    return pd.DataFrame(
        {
            "source_row": wide["source_row"],
            "sido_name": sido,
            "city_name": city.where(is_gu),
            "region_name": printed.max(axis=1),
            "row_kind": kind,
        }
    )

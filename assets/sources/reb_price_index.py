"""The Real Estate Board's wide CSV of apartment prices: three header rows, four levels of region, two columns a month."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, require_columns, require_form
from assets.io.source_file import SourceFile
from assets.io.tabular import read_csv
from expectations.contracts.reb_price_index import REB_PRICE_INDEX

HEADER_ROWS = 3
NUMBER = "No|No|No"
LEVELS = {f"분류{suffix}|분류|분류": f"level_{n}" for n, suffix in enumerate(("", ".1", ".2", ".3"), start=1)}
# The re-saved file numbers the second column of a month `.1`.
MONTH = r"(?P<year>\d{4})년 (?P<month>\d{1,2})월(?:\.1)?\|지수\|(?P<item>원자료|전기대비증감률)"
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

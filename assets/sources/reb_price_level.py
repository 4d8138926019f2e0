"""The Real Estate Board's spreadsheets of average apartment prices: facts above, three nested region columns, a month a column.

The index of prices is `reb_price_index.py`; where the sample behind an average was redrawn is found in `assets/panel/`.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING, read_sheet
from assets.io.unfold import MONTH, parse_periods
from expectations.contracts.reb_price_level import REB_PRICE_LEVEL

REGION = "지 역"
FACTS = {"* 통계표명 :": {"평균매매가격_아파트": "sale", "평균전세가격_아파트": "jeonse"}, "* 단위 :": {"천원": "thousand"}}
LEVELS = ["sido_name", "city", "gu"]


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
    wide = pd.DataFrame(sheet[head + 1 :], columns=[*LEVELS, *(str(cell).strip() for cell in sheet[head][len(LEVELS) :])])
    wide = wide.assign(source_row=range(1, len(wide) + 1))
    regions = _regions(file, wide)
    long = parse_periods(file, wide.drop(columns=LEVELS).melt("source_row", var_name="period", value_name="cell"), MONTH)
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
    printed = wide[LEVELS].astype(str).apply(lambda column: column.str.strip())
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

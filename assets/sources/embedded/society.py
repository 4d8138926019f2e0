"""Writes tables of moves, births, prices, local finance and the OECD carried over as their publishers hand them out.

Each function writes the files of one dataset below a folder, from the carried table of the same name (`carried.py`). What a
table leaves out because its parts add up to it is summed here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from assets.sources.embedded.carried import carried
from assets.sources.embedded.files import Cell, figures, lists, write_csv, write_sheet
from assets.sources.kosis_sido_tables import MOVES, NET
from assets.sources.kosis_sigungu_tables import IN, INDENT, NATION, OUT
from assets.sources.kosis_vital import (
    BIRTHS,
    CODE,
    PLACE,
    RATE,
    RATES,
    YEARS,
)
from assets.sources.migration_flow import ASKED
from assets.sources.reb_prices import FACTS, REGION

NONE = "-"
T = TypeVar("T")


def write_kosis_sigungu_moves(folder: Path) -> None:
    """`시군구별_인구이동.xlsx`: a year over moves in and out, sigungu indented below their sido, which is their sum."""
    rows = carried("kosis_sigungu_moves").rows
    years = list(rows.columns[3:])
    # Moves out stand below moves in. A name may stand twice: Changwon before its merger and after it.
    lines = lists(rows)
    sido: dict[str, list[tuple[str, list[list[Cell]]]]] = {}
    for there, back in zip(lines[::2], lines[1::2], strict=True):
        sido.setdefault(there[0], []).append((there[1], [figures(there[3:]), figures(back[3:])]))
    body: list[list[Cell]] = []
    for of, units in sido.items():
        sums = [[_sum(cells) for cells in zip(*item, strict=True)] for item in zip(*(items for _, items in units), strict=True)]
        body.append([of, *_side_by_side(sums)])
        body.extend([INDENT * 3 + region, *_side_by_side(items)] for region, items in units)
    name = "행정구역(시군구)별"
    heads = [[name, *(year for year in years for _ in (IN, OUT))], [name, *([IN, OUT] * len(years))]]
    write_sheet(folder / "시군구별_인구이동.xlsx", [*heads, *body])


def write_kosis_sido_migration(folder: Path) -> None:
    """`전출지_전입지_시도_별_이동자수.xlsx`: a year over moves and net moves, the sido left merged over its rows."""
    rows = carried("kosis_sido_migration").rows
    years, sido = list(rows.columns[2:]), list(rows["origin"].drop_duplicates())
    moves = {(origin, destination): figures(cells) for origin, destination, *cells in lists(rows)}
    for one in sido:
        moves[one, NATION] = [_sum(cells) for cells in zip(*(moves[one, other] for other in sido), strict=True)]
        moves[NATION, one] = [_sum(cells) for cells in zip(*(moves[other, one] for other in sido), strict=True)]
    moves[NATION, NATION] = [_sum(cells) for cells in zip(*(moves[one, NATION] for one in sido), strict=True)]
    keys = ["전출지별", "전입지별"]
    heads = [[*keys, *(year for year in years for _ in (MOVES, NET))], [*keys, *([MOVES, NET] * len(years))]]
    body = [
        ["" if place else origin, destination, *_side_by_side([there, [_net(*pair) for pair in zip(there, back, strict=True)]])]
        for origin in (NATION, *sido)
        for place, destination in enumerate((NATION, *sido))
        for there, back in [(moves[origin, destination], moves[destination, origin])]
    ]
    write_sheet(folder / "전출지_전입지_시도_별_이동자수.xlsx", [*heads, *body])


def write_migration_flow(folder: Path) -> None:
    """`od_flow_<year>_sigungu.json`: what was asked for, the number of records, and a record per flow, the largest first."""
    table = carried("migration_flow")
    year, codes = int(table.head["year"]), list(map(int, table.rows.columns[1:]))
    flows = [
        {"ori": int(origin), "des": code, "flow": int(cell)}
        for origin, *cells in lists(table.rows)
        for code, cell in zip(codes, cells, strict=True)
        if cell
    ]
    flows.sort(key=lambda flow: -flow["flow"])
    params = {"yearFrom": year, "yearTo": year, **ASKED}
    _write_json(folder / f"od_flow_{year}_sigungu.json", {"params": params, "count": len(flows), "data": flows})


def write_kosis_births(folder: Path) -> None:
    """`시군구_출생아수_합계출산율.xlsx`: a year over both items, `p)` behind a provisional one."""
    rows = carried("kosis_births").rows
    years = [year.replace("p", " p)") for year in rows.columns[2:]]
    sido: dict[str, list[list[Cell]]] = {}
    for region, _, *cells in lists(rows):
        sido.setdefault(region, []).append(figures(cells))
    heads = [["시군구별", *(year for year in years for _ in range(2))], ["시군구별", *([BIRTHS, RATE] * len(years))]]
    write_sheet(
        folder / "시군구_출생아수_합계출산율.xlsx", [*heads, *([region, *_side_by_side(items)] for region, items in sido.items())]
    )


def write_kosis_marriages(folder: Path) -> None:
    """`시도_시군구_발생월별_혼인.xlsx`: a month a column, 2015.01."""
    rows = carried("kosis_marriages").rows
    head = ["시군구별", *(month.replace("-", ".") for month in rows.columns[1:])]
    write_sheet(folder / "시도_시군구_발생월별_혼인.xlsx", [head, *([region, *figures(cells)] for region, *cells in lists(rows))])


def write_kosis_fertility(folder: Path) -> None:
    """`시군구_합계출산율.xlsx`: a unit and year a row below a title; a year is `2024 년`."""
    rows = carried("kosis_fertility").rows
    title = ["○ 시군구/합계출산율, 모의 연령별 출산율 []"]
    head = [CODE, PLACE, YEARS, *RATES]
    body = ([code, region, f"{year} 년", *figures(rates)] for code, region, year, *rates in lists(rows))
    write_sheet(folder / "시군구_합계출산율.xlsx", [title, head, *body])


def write_reb_price_index(folder: Path) -> None:
    """`월_매매가격지수_아파트.csv`: three header rows, four levels of region, two columns a month."""
    rows = carried("reb_price_index").rows
    levels = ["분류", "분류.1", "분류.2", "분류.3"]
    months = [f"{month[:4]}년 {int(month[5:])}월" for month in rows.columns[6:]]
    heads = [
        ["No", *levels, *(name for month in months for name in (month, f"{month}.1"))],
        ["No", *["분류"] * 4, *["지수"] * (2 * len(months))],
        ["No", *["분류"] * 4, *["원자료", "전기대비증감률"] * len(months)],
    ]
    regions: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for row in lists(rows):
        regions.setdefault(tuple(row[:5]), {})[row[5]] = row[6:]
    body = ([*region, *_side_by_side([items["price_index"], items["change_percent"]])] for region, items in regions.items())
    write_csv(folder / "월_매매가격지수_아파트.csv", [*heads, *body])


def write_reb_price_level(folder: Path) -> None:
    """`평균매매가격_아파트.xlsx`, `평균전세가격_아파트.xlsx`: facts above, then sido, city and gu each in a column of its own."""
    rows = carried("reb_price_level").rows
    months = [f"{month[:4]}년 {month[5:]}월" for month in rows.columns[4:]]
    names = {kind: name for name, kind in FACTS["* 통계표명 :"].items()}
    for kind, table in rows.groupby("kind", sort=False):
        name = names[str(kind)]
        facts = [
            ["* 통계표명 :", name],
            ["* 수록기간 :", f"{months[0]} ~ {months[-1]}"],
            ["* 출처 :", "한국부동산원"],
            ["* 단위 :", *FACTS["* 단위 :"]],
            [""],
        ]
        body = ([*_nested(sido, city, region), *figures(cells)] for _, sido, city, region, *cells in lists(table))
        write_sheet(folder / f"{name}.xlsx", [*facts, [REGION, "", "", *months], *body], "Sheet1")


def write_local_finance(folder: Path) -> None:
    """`finance.json`: a record per local government, of which fiscal independence alone is written."""
    rows = carried("local_finance").rows
    years = list(map(int, rows.columns[2:]))
    units: dict[str, dict[str, list[str]]] = {}
    for code, series, *cells in lists(rows):
        units.setdefault(code, {})[series] = cells
    by_code = {}
    for code, unit in units.items():
        told = [
            (year, float(pre), float(post) if post else None)
            for year, pre, post in zip(years, unit["before_reform"], unit["after_reform"], strict=True)
            if pre
        ]
        by_code[code] = {"fi": dict(zip(("years", "pre", "post"), map(list, zip(*told, strict=True)), strict=True))}
    _write_json(folder / "finance.json", {"by_code": by_code})


def write_oecd_tl2(folder: Path) -> None:
    """`gdp_pop_tl2.csv`: a region and year a row, numbered in the first column, Windows-1252."""
    rows = carried("oecd_tl2").rows
    regions: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for code, country, region, item, *cells in lists(rows):
        regions.setdefault((code, country, region), {})[item] = cells
    lines = (
        [code, year, gdp, population, per_head, country, region]
        for (code, country, region), items in regions.items()
        for year, gdp, population, per_head in zip(
            rows.columns[4:], items["gdp"], items["population"], items["gdp_per_head"], strict=True
        )
    )
    head = ["", "REG_ID", "TIME", "GDP", "POP", "GDP_PC", "iso3", "reg_name"]
    write_csv(folder / "gdp_pop_tl2.csv", [head, *([str(number), *line] for number, line in enumerate(lines, start=1))], "cp1252")


WRITERS: tuple[Callable[[Path], None], ...] = (
    write_kosis_sigungu_moves,
    write_kosis_sido_migration,
    write_migration_flow,
    write_kosis_births,
    write_kosis_marriages,
    write_kosis_fertility,
    write_reb_price_index,
    write_reb_price_level,
    write_local_finance,
    write_oecd_tl2,
)


def _side_by_side(items: Iterable[Sequence[T]]) -> list[T]:
    """Cells of the items of a unit, period by period."""
    return [cell for period in zip(*items, strict=True) for cell in period]


def _sum(cells: Iterable[Cell]) -> Cell:
    """The sum of what there is; `-` where there is nothing."""
    numbers = [cell for cell in cells if not isinstance(cell, str)]
    return sum(numbers) if numbers else NONE


def _net(there: Cell, back: Cell) -> Cell:
    return NONE if isinstance(there, str) or isinstance(back, str) else there - back


def _nested(sido: str, city: str, region: str) -> list[str]:
    """The one printed name in the column of its level."""
    if city:
        return ["", "", region]
    return [sido, "", ""] if region == sido else ["", region, ""]


def _write_json(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

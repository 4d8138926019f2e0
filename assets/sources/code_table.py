"""Code tables of 2026 as published: legal dong, administrative dong, a list of sigungu, renumbered sigungu.

What they say is held against the region history in `assets/geography/code_comparison.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.decoding import read_text
from assets.reading.json_file import read_json
from assets.reading.source_file import SourceFile
from assets.reading.tabular import read_csv, read_sheet
from assets.reading.values import is_code, plain_code
from expectations.contracts.code_lists import ADMIN_DONG_CODE, LEGAL_DONG_CODE
from expectations.contracts.events import RENUMBERED_CODE
from expectations.contracts.units import REGION_CODE

LEGAL_HEAD = ("법정동코드", "시도명", "시군구명", "읍면동명", "동리명", "생성일자", "말소일자")
ADMIN_HEAD = ("행정동코드", "시도명", "시군구명", "읍면동명", "법정동코드", "동리명", "생성일자", "말소일자")
LIST_HEAD = ("법정동코드", "법정동명", "폐지여부")
IN_FORCE = {"존재": True, "폐지": False}
CODE_DIGITS, SIGUNGU_DIGITS = 10, 5
# 종로1.4가, and 화산동(華山) where two have one name.
_PLACE = re.compile("(?=.*[가-힣])[가-힣0-9·.,() \u3400-\u9fff\uf900-\ufaff-]+")
_NEW_CODE = re.compile(r"mois5_new_([0-9]{8})")


@source(contract=LEGAL_DONG_CODE)
def legal_dong_code(file: SourceFile) -> pd.DataFrame:
    """Codes with names, and days where the layout has them. One row per code."""
    if file.path.suffix.lower() == ".txt":
        rows = [line.split("\t") for line in read_text(file).splitlines()]
        found = [
            {
                "code": _code(file, code, row),
                "name_ko": _name(file, name, row),
                "in_force": _in_force(file, state, row),
                "source_row": row,
            }
            for row, (code, name, state) in _below(file, rows, LIST_HEAD)
        ]
        return _table(file, found).assign(created=None, abolished=None)
    found = []
    for row, (code, *names, created, abolished) in _below(file, read_sheet(file, sheet=None), LEGAL_HEAD):
        days = {"created": _day(file, created, row), "abolished": _day(file, abolished, row)}
        found.append({"code": _code(file, code, row), "name_ko": _name(file, _joined(names), row), "source_row": row} | days)
    table = _table(file, found)
    return table.assign(in_force=table["abolished"].isna())


@source(contract=ADMIN_DONG_CODE)
def admin_dong_code(file: SourceFile) -> pd.DataFrame:
    """Legal dong of each administrative dong, with days. One row per pair."""
    found = []
    for row, cells in _below(file, read_sheet(file, sheet=None), ADMIN_HEAD):
        code, sido, sigungu, emd, legal_code, legal_name, created, abolished = cells
        found.append(
            {
                "code": _code(file, code, row),
                "name_ko": _name(file, _joined([sido, sigungu, emd]), row),
                "legal_code": _code(file, legal_code, row),
                "legal_name_ko": _name(file, legal_name, row) if str(legal_name).strip() else legal_name,
                "created": _day(file, created, row),
                "abolished": _day(file, abolished, row),
                "source_row": row,
            }
        )
    return _table(file, found)


@source(contract=REGION_CODE)
def region_code(file: SourceFile) -> pd.DataFrame:
    """Sigungu in force and the places in them. One row per place."""
    document = read_json(file)
    regions = document.get("regions") if isinstance(document, dict) else None
    if not isinstance(regions, list) or not regions:
        raise file.error("no list of regions", "an object with `regions`", remedy="Is it the right file?")
    found = []
    for number, region in enumerate(regions, start=1):
        if not isinstance(region, dict) or not {"code", "name", "names"} <= set(region) or not isinstance(region["names"], list):
            raise file.error("a region of another form", "code, name and names", number)
        code, name = _code(file, region["code"], number, SIGUNGU_DIGITS), _name(file, region["name"], number)
        places = [_name(file, place, number).removeprefix(name).strip() for place in region["names"]]
        found += [{"code": code, "name_ko": name, "place_ko": place} for place in places]
    table = _table(file, found)
    return table.assign(source_place=range(1, len(table) + 1))


@source(contract=RENUMBERED_CODE)
def renumbered_code(file: SourceFile) -> pd.DataFrame:
    """Codes before and after a day. One row per sigungu."""
    table = read_csv(file)
    days = [match for name in table.columns if (match := _NEW_CODE.fullmatch(str(name)))]
    if not {"mois5_old", "name_ko"} <= set(table.columns) or len(days) != 1:
        raise file.error(f"columns {', '.join(map(str, table.columns))}", "mois5_old, mois5_new_YYYYMMDD, name_ko")
    rows, (day,) = table["source_row"], days
    return pd.DataFrame(
        {
            "old_code": [_code(file, code, row, SIGUNGU_DIGITS) for code, row in zip(table["mois5_old"], rows, strict=True)],
            "new_code": [_code(file, code, row, SIGUNGU_DIGITS) for code, row in zip(table[day[0]], rows, strict=True)],
            "changed_on": _day(file, day[1], None),
            "name_ko": [_name(file, name, row) for name, row in zip(table["name_ko"], rows, strict=True)],
            "source_file": file.name,
            "source_row": rows,
        }
    )


def _below(file: SourceFile, rows: Sequence[Sequence[Any]], head: tuple[str, ...]) -> Iterable[tuple[int, Sequence[Any]]]:
    """Numbered rows below the header, each as wide as it. SourceError for another header or width."""
    found = tuple(str(cell).strip() for cell in rows[0]) if rows else ()
    if found != head:
        raise file.error(f"the header {', '.join(found) or 'of an empty table'}", ", ".join(head), remedy="Is it the right file?")
    if len(rows) == 1:
        raise file.error("no row", "codes", remedy="Download it again.")
    for number, row in enumerate(rows[1:], start=1):
        if len(row) != len(head):
            raise file.error(f"{len(row)} cells", f"{len(head)} as in the header", number, "Is the file cut off?")
        yield number, row


def _table(file: SourceFile, found: list[dict[str, Any]]) -> pd.DataFrame:
    if file.vintage is None:
        raise file.error("no vintage declared", "the day of the code table", remedy="Declare `vintage` in the catalogue.")
    return pd.DataFrame(found).assign(table_date=file.vintage, source_file=file.name)


def _code(file: SourceFile, cell: object, row: int, digits: int = CODE_DIGITS) -> str:
    code = plain_code(str(cell))
    if not is_code(code) or len(code) != digits:
        raise file.error(f"the code {code!r}", f"{digits} digits", row)
    return code


def _day(file: SourceFile, cell: object, row: int | None) -> dt.date | None:
    text = str(cell).strip()
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        raise file.error(f"the day {text!r}", "YYYYMMDD", row) from None


def _in_force(file: SourceFile, state: str, row: int) -> bool:
    if state not in IN_FORCE:
        raise file.error(f"the state {state!r}", " or ".join(IN_FORCE), row)
    return IN_FORCE[state]


def _joined(names: Iterable[object]) -> str:
    return " ".join(filter(None, (str(name).strip() for name in names)))


def _name(file: SourceFile, name: object, row: int) -> str:
    """The name of a place as printed; SourceError for what is none: a number, a mark, another alphabet."""
    if not _PLACE.fullmatch(str(name).strip()):
        found = f"the name {str(name).strip()[:30]!r}"
        raise file.error(found, "the name of a place", row, "Do its columns stand as in the header?")
    return str(name)

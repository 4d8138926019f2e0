"""Sheets spoilt in a hundred ways, seeded: what programs, mail and people do to a file on its way."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
import zipfile
from collections.abc import Callable

import openpyxl
from hypothesis import settings

Rows = list[list[str]]
CODES: Rows = [
    ["code", "name", "n"], ["42110", "춘천시", "100"], ["42130", "원주시", "2,000"], ["42150", "강릉시", "30"],
    ["43111", "청주시 상당구", "7"], ["47720", "군위군", "23283"], ["36110", "세종시", "10"],
]  # fmt: skip
NAMES: Rows = [
    ["시도", "시군구", "n"], ["강원도", "춘천시", "100"], ["서울", "중구", "2,000"], ["경기", "광주시", "30"],
    ["대구시", "중구", "7"], ["세종시", "세종시", "10"],
]  # fmt: skip
ODD_CELLS = [
    "", " ", "-", "nan", "inf", "-inf", "1e999", "1e30", "9" * 30, "9" * 400, "1,23", "1,2,3", "0,5", "=1+1", "=SUM(A1:A9)", "'1",
    "#N/A", "#REF!", "TRUE", "12%", "1.2.3", "−5", "１２", "²", "①", "\x00", "\x1b[31m", "[/red]", ":x:", "\ufeff", "가" * 5000,
    "중구", "합계", "소계", "전국", "주) 외국인 제외", "4.2E+09", "11110.5", "1111", "00", "0", "1", "99999", "123456",
    "1" * 5000, "11110 종로구", "강원도  (4200000000)", "1111051500", "2020-01-01", "a\nb", 'a"b', "a\tb", "a;b", "\ud7a4", "😀",
    "é",
]  # fmt: skip


def tried(cases: int) -> int:
    """How many of so many cases are tried: all in `make trials`, in other runs the share that Hypothesis tries of its own."""
    return max(1, cases * settings().max_examples // settings.get_profile("trials").max_examples)


def written(rows: Rows, delimiter: str = ",", end: str = "\n") -> str:
    """As a careless program writes it: quotation marks only round a delimiter."""
    return "".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in row) + end for row in rows)


def workbook(rows: Rows, hidden: bool = False) -> bytes:
    """An Excel file of these cells, behind a hidden first tab if asked."""
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    if hidden:
        tab.append(["code", "n"])
        tab.sheet_state = "hidden"
        tab = book.create_sheet("자료")
    for row in rows:
        tab.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def spoilt(dice: random.Random) -> tuple[str, bytes, list[str]]:
    """The name of a file, its bytes, and options beside the columns; names are keyed by names when they begin so."""
    named = dice.random() < 0.3
    rows = [list(row) for row in (NAMES if named else CODES)]
    for _ in range(dice.choice([0, 1, 1, 1, 2, 3])):
        if rows:
            dice.choice(TABLE_FAULTS)(rows, dice)
    name = "names" if named else "codes"
    if dice.random() < 0.35:
        return f"{name}.xlsx", _spoil_workbook(workbook(rows, hidden=dice.random() < 0.3), dice), dice.choice(WORKBOOK_OPTIONS)
    text = written(rows, dice.choice([",", ",", "\t", ";"]), dice.choice(["\n", "\r\n", "\r"]))
    encoding = dice.choice(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp949"])
    data = text.encode(encoding, errors="replace")
    suffix = dice.choice([".csv", ".csv", ".csv", ".txt", ".tsv", ".tsv", ".xlsx"])
    return f"{name}{suffix}", _spoil_bytes(data, dice), dice.choice(TEXT_OPTIONS)


def _odd_cell(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    if row:
        row[dice.randrange(len(row))] = dice.choice(ODD_CELLS)


def _lost_cell(rows: Rows, dice: random.Random) -> None:
    row = dice.choice(rows)
    if row:
        row.pop(dice.randrange(len(row)))


def _more_cells(rows: Rows, dice: random.Random) -> None:
    dice.choice(rows).extend([dice.choice(ODD_CELLS)] * dice.choice([1, 1, 40]))


def _row_again(rows: Rows, dice: random.Random) -> None:
    rows.insert(dice.randrange(len(rows)), list(dice.choice(rows)))


def _line_between(rows: Rows, dice: random.Random) -> None:
    rows.insert(dice.randrange(len(rows) + 1), dice.choice([[], [""], ["", "", ""], ["표 1. 인구"], ["자료: 통계청", "", ""]]))


def _lines_below(rows: Rows, dice: random.Random) -> None:
    rows.extend([[], ["주) 외국인 제외", "", ""], ["자료: 만든 예, 2020"]][dice.randrange(3) :])


def _no_head(rows: Rows, _: random.Random) -> None:
    rows.pop(0)


def _same_heads(rows: Rows, dice: random.Random) -> None:
    if rows:
        rows[0] = [dice.choice(["code", "n", "시군구", "", "NaN"]) for _ in rows[0]]


def _no_rows(rows: Rows, dice: random.Random) -> None:
    del rows[dice.choice([0, 1]) :]


def _columns_moved(rows: Rows, dice: random.Random) -> None:
    for row in rows:
        dice.shuffle(row)


def _columns_repeated(rows: Rows, _: random.Random) -> None:
    rows[:] = [[*row, *row] for row in rows]


TABLE_FAULTS: list[Callable[[Rows, random.Random], None]] = [
    _odd_cell, _odd_cell, _odd_cell, _odd_cell, _lost_cell, _more_cells, _row_again, _line_between, _lines_below, _no_head,
    _same_heads, _no_rows, _columns_moved, _columns_repeated,
]  # fmt: skip
TEXT_OPTIONS = [
    *[[]] * 24, ["--encoding", "cp949"], ["--encoding", "utf-16"], ["--encoding", "utf-16-le"], ["--encoding", "hex"],
    ["--encoding", "undefined"], ["--encoding", "ascii"], ["--encoding", "klingon"], ["--skip-rows", "1"], ["--skip-rows", "99"],
    ["--drop-notes"], ["--sheet", "자료"], ["--by", "name"], ["--from-column", "n", "--from", "mois"],
]  # fmt: skip
WORKBOOK_OPTIONS = [
    *[[]] * 9,
    ["--sheet", "Sheet"],
    ["--sheet", "없음"],
    ["--skip-rows", "1"],
    ["--drop-notes"],
    ["--by", "name"],
]


def _spoil_bytes(data: bytes, dice: random.Random) -> bytes:
    fault = dice.choice([*["none"] * 8, "cut", "flip", "flip", "insert", "zero", "twice"])
    place = dice.randrange(len(data) + 1)
    if fault == "cut":
        return data[:place]
    if fault == "flip" and data:
        place = dice.randrange(len(data))
        return data[:place] + bytes([data[place] ^ 1 << dice.randrange(8)]) + data[place + 1 :]
    if fault == "insert":
        return data[:place] + dice.randbytes(dice.choice([1, 3, 200])) + data[place:]
    if fault == "zero":
        return data[:place] + bytes(20) + data[place + 20 :]
    return data * 2 if fault == "twice" else data


def _spoil_workbook(data: bytes, dice: random.Random) -> bytes:
    """The archive's bytes, or one of its parts, which the archive then certifies as whole."""
    if dice.random() < 0.7:
        return _spoil_bytes(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = dice.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    if dice.random() < 0.2:
        del parts[part]
    else:
        parts[part] = _spoil_bytes(parts[part], dice)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


# --- what changes nothing: the same table in another dress


def dressed(code: str, dice: random.Random, name: str) -> str:
    """A code as somebody writes it, its digits all there; `name` is what may stand beside it."""
    long = code.ljust(10, "0")
    forms = [
        code, f"{code}.0", f"'{code}", f'="{code}"', f" {code} ", f"{code}\u00a0", f"{int(code):,}", f"[{code}]", f"({code})",
        f"{code}-", f"{code}*", f"{code} 1)", code.translate({48 + n: 0xFF10 + n for n in range(10)}), f"\ufeff{code}",
        f"{code} {name}", f"{code}{name}", f"{code}_{name}", f"{name} ({code})", f"{name}({long})", f"[{code}] {name}", long,
        f"{long}.0", f"{code}000", f"{code[0]}.{code[1:]}E+04", f"{name}  ({long})",
    ]  # fmt: skip
    return dice.choice(forms)


def numbered(number: int, dice: random.Random) -> str:
    """A whole number as somebody prints it."""
    return dice.choice([f"{number}", f"{number:,}", f"{number}.0", f" {number} ", f"{number:,}".replace(",", " "), f"+{number}"])


def redressed(rows: Rows, dice: random.Random) -> tuple[str, bytes]:
    """A file that says the same as rows of code, name and number, and its name; notes and empty lines around them."""
    body = [[dressed(code, dice, name), name, numbered(int(n.replace(",", "")), dice)] for code, name, n in rows[1:]]
    if dice.random() < 0.3:
        body.insert(dice.randrange(1, len(body)), ["", "", ""])
    lines = [[], ["표 1. 인구", "", ""], ["(단위: 명)", "", ""]][: dice.choice([0, 0, 1, 3])]
    notes = [["주) 외국인 제외", "", ""], ["합계", "", "9"], ["자료: 통계청", "", ""]][: dice.choice([0, 0, 1, 2, 3])]
    table = [*lines, list(rows[0]), *body, *notes, *([[]] * dice.choice([0, 1, 2]))]
    if dice.random() < 0.25:
        # In a workbook `="11110"` would be a formula that nobody has computed.
        cells = [[cell.strip('="') for cell in row] or [""] for row in table]
        return "a.xlsx", workbook(cells, hidden=dice.random() < 0.5)
    suffix, delimiter = dice.choice([(".csv", ","), (".csv", "\t"), (".csv", ";"), (".txt", "\t"), (".TSV", "\t"), (".CSV", ",")])
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=dice.choice(["\n", "\r\n", "\r"])).writerows(table)
    encoding = dice.choice(["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    return f"a{suffix}", stream.getvalue().encode(encoding)


def named(name: str, dice: random.Random) -> str:
    """The whole name of a unit as somebody writes it, or types it on another machine."""
    between = dice.choice([" ", " ", "  ", "\u00a0", "", " - ", ", ", "/", "·", ">", "_", "ㆍ", ":"])
    text = between.join(name.split())
    around = dice.choice(["{}", "{}", " {} ", "({})", "[{}]", "{}\u200b", "\ufeff{}", "대한민국 {}", "{}(市道)"])
    return unicodedata.normalize(dice.choice(["NFC", "NFC", "NFD", "NFKD"]), around.format(text))


def misspelt(name: str, dice: random.Random) -> str:
    """A name with a letter lost, doubled, exchanged or another in its place."""
    place = dice.randrange(len(name))
    other = dice.choice("가나다라마바사아자차카타파하시군구도읍면동 0-")
    return dice.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:],
            name[:place] + other + name[place + 1 :],
            name[:place] + name[place + 1 : place + 2] + name[place] + name[place + 2 :],
        ]
    )

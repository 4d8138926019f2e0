"""What a message advises about a sheet is done, and then the sheet is converted or its day is told."""

from __future__ import annotations

import re
import shlex
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.command import rebalance
from tests.sheets import sheet

CODES = ("--code-column", "code", "--from", "mois@2022")
NAMES = ("--name-column", "name", "--from", "2022")
SIGUNGU = "code,n\n11110,1\n11140,2"
Mended = tuple[str, tuple[str, ...]]


def by_five(text: str) -> str:
    """Rows of dong summed by the first five digits."""
    sums: dict[str, int] = {}
    for line in text.splitlines()[1:]:
        code, n = line.split(",")
        sums[code[:5]] = sums.get(code[:5], 0) + int(n)
    return "code,n\n" + "\n".join(f"{code},{n}" for code, n in sums.items())


CASES: list[tuple[str, tuple[str, ...], str, Callable[[str, tuple[str, ...]], Mended]]] = [
    ("code,n\n41111,1\n41110,9", (*CODES, "--units", "finest"), "Say --units kosis to convert cities as a whole",
     lambda text, options: (text, (*options[:-1], "kosis"))),
    ("code,n\n1111051500,1\n1111053000,2\n1114052000,3", CODES, "Sum the file by the first five digits",
     lambda text, options: (by_five(text), options)),
    ("code,n\n0011110,1\n11140,2", CODES, "11110 is 서울특별시 종로구: take the zeros before it away",
     lambda text, options: (text.replace("0011110", "11110"), options)),
    ("code,n\n11,9\n11110,1", CODES, "Convert sido and sigungu in two files",
     lambda text, options: (text.replace("11110,1\n", "").replace("\n11110,1", ""), options)),
    (f"{SIGUNGU}\n전국,3", CODES, "a total? Take the row out", lambda text, options: (text.replace("\n전국,3", ""), options)),
    (f"{SIGUNGU}\n00,3", CODES, "national total: take the row out, or say --drop-notes",
     lambda text, options: (text, (*options, "--drop-notes"))),
    ("code,n\n행정구역,명\n11110,1", CODES, "a second line of the head? Take it out, or say --drop-notes",
     lambda text, options: (text, (*options, "--drop-notes"))),
    ("code,n\n11110,1\n,2", CODES, "Take the last row out, or say --drop-notes",
     lambda text, options: (text, (*options, "--drop-notes"))),
    ("code,n\n11110,1\n,2\n11140,3", CODES, "Fill it in: cells that were merged keep their value in the first row only",
     lambda text, options: (text.replace("\n,2", "\n11170,2"), options)),
    ("code,n\n11110,1\n종로구,2\n11140,3", CODES, "It is a name and no code: put its code there",
     lambda text, options: (text.replace("종로구", "11170"), options)),
    ("code,n\n1111000000,1\n1.1E+09,2\n1114000000,3", CODES, "make the column text and save it again",
     lambda text, options: (text.replace("1.1E+09", "1117000000"), options)),
    ("code,n,m\n11110,1,2\n11140,3,4", CODES, "Say --count for numbers that are summed",
     lambda text, options: (text, (*options, "--count", "m"))),
    ("code,n,m\n11110,1,2\n11140,3,4", CODES, "--drop for what is not wanted",
     lambda text, options: (text, (*options, "--drop", "m"))),
    ("code,n,year\n11110,1,2020\n11110,3,2021", CODES, "--by for what tells rows of one unit apart",
     lambda text, options: (text, (*options, "--by", "year"))),
    ("code,n\n11110,1\n11110,3", CODES, "or with --join-rows that they are parts of it",
     lambda text, options: (text, (*options, "--join-rows"))),
    ("code,n,n\n11110,1,2", CODES, "Give each a name of its own",
     lambda text, options: (text.replace("n,n", "n,m"), (*options, "--drop", "m"))),
    ("code,n\n11110,1,5", CODES, "2 as in the header", lambda text, options: (text.replace(",5", ""), options)),
    ('code,n\n11110,"1,5"', CODES, "is it a decimal point?", lambda text, options: (text.replace('"1,5"', "1.5"), options)),
    ("code,n\n26,1\n11,3", ("--code-column", "code"), "Say --from mois@… or --from kostat@…",
     lambda text, options: (text, (*options, "--from", "mois@2022"))),
    ("code,year,n\n11110,2022,1", ("--code-column", "code", "--from-column", "year"), "--from mois or --from kostat",
     lambda text, options: (text, (*options, "--from", "mois"))),
    ("name,n\n중구,1", NAMES, "Write the sido before it", lambda text, options: (text.replace("중구", "서울 중구"), options)),
    ("sido,name,n\n서울,중구,1", NAMES, "or name its column too: --name-column SIDO --name-column NAME",
     lambda text, options: (text, ("--name-column", "sido", *options))),
    ("name,n\n강남군,1", NAMES, "Names like it: 서울특별시 강남구",
     lambda text, options: (text.replace("강남군", "서울특별시 강남구"), options)),
    ("name,n\n청원군,1", NAMES, "lived until 2014-06-30. Say of which day the figures are with --from",
     lambda text, options: (text, (*options[:-1], "2014-06-30"))),
    ("name,n\n서울 종로구,1\n전국,3", NAMES, "national total: take the row out, or say --drop-notes",
     lambda text, options: (text, (*options, "--drop-notes"))),
    ("code,n\n11110,1", (*CODES, "--encoding", "cp949x"), "no such encoding", lambda text, options: (text, options[:-2])),
    ("code,n\n종로구,1", (*CODES, "--encoding", "cp949"), "say --encoding utf-8",
     lambda text, options: (text.replace("종로구", "11110"), (*options[:-1], "utf-8"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "options", "advice", "mend"), CASES, ids=[case[2] for case in CASES])
def test_what_is_advised_leads_to_an_answer(
    tmp_path: Path, text: str, options: tuple[str, ...], advice: str, mend: Callable[[str, tuple[str, ...]], Mended]
) -> None:
    rest = ("--to", "mois@2024", "--count", "n", "--out", tmp_path / "out.csv")
    answer = rebalance("convert", sheet(tmp_path, text), *options, *rest)
    assert answer.code in {2, 3} and advice in answer.message, answer.err
    mended, said = mend(text, options)
    followed = rebalance("convert", sheet(tmp_path, mended), *said, *rest)
    assert followed.code == 0, followed.err


def test_a_member_of_an_archive_is_named_as_advised(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a 1.csv", "code\n11110\n")
        archive.writestr("b.csv", "code\n11140\n")
    answer = rebalance("vintage", tmp_path / "a.zip", "--code-column", "code")
    assert answer.code == 2
    named = re.search(r"name one behind a !: (.+)", answer.message)
    assert named and rebalance("vintage", named[1], "--code-column", "code").code == 0


@pytest.mark.parametrize(
    ("suffix", "advice"), [(".tab", "rename it to .txt"), (".dat", "rename it to .txt"), ("", "rename it to .txt")]
)
def test_text_under_another_name_is_read_when_it_is_renamed(tmp_path: Path, suffix: str, advice: str) -> None:
    options = (*CODES, "--to", "mois@2024", "--count", "n")
    answer = rebalance("convert", sheet(tmp_path, SIGUNGU.replace(",", "\t"), f"a{suffix}"), *options)
    assert answer.code == 2 and advice in answer.message
    assert rebalance("convert", sheet(tmp_path, SIGUNGU.replace(",", "\t"), "a.txt"), *options).code == 0


@pytest.mark.parametrize("suffix", [".ods", ".xls", ".xlsb", ".cell", ".hwp", ".pdf"])
def test_sheets_of_other_programs_are_to_be_saved_as_a_workbook(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"PK\x03\x04")
    answer = rebalance("convert", tmp_path / f"a{suffix}", *CODES, "--to", "mois@2024", "--count", "n")
    assert answer.code == 2 and re.search(r"save (it|its table) as \.xlsx", answer.message)


def test_an_output_that_is_there_is_overwritten_as_advised(tmp_path: Path) -> None:
    command = ("convert", sheet(tmp_path, SIGUNGU), *CODES, "--to", "mois@2024", "--count", "n")
    assert rebalance(*command).code == 0
    answer = rebalance(*command)
    assert answer.code == 2 and "say --force to write it anew" in answer.message
    assert rebalance(*command, "--force").code == 0


def test_a_mixture_is_told_apart_by_the_column_that_is_asked_for(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,year\n1101053,2020\n1102052,2020\n11010530,2023\n11020520,2023")
    assert "if a column tells years apart, say --by COLUMN" in rebalance("vintage", path, "--code-column", "code").out
    by = rebalance("vintage", path, "--code-column", "code", "--by", "year").out.splitlines()
    assert len(by) == 2 and all("MIXTURE" not in line for line in by)


def test_the_sheet_that_has_the_columns_is_named_so_that_it_can_be_pasted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["읽어보기"])
    book.create_sheet("표 1").append(["code", "n"])
    book["표 1"].append([11110, 5])
    book.save(tmp_path / "a.xlsx")
    command = ["convert", str(tmp_path / "a.xlsx"), *CODES, "--to", "mois@2024", "--count", "n"]
    answer = rebalance(*command)
    said = answer.message.partition("say ")[2]
    assert answer.code == 2 and said and rebalance(*command, *shlex.split(said)).code == 0

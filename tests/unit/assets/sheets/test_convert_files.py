"""`rebalance convert`: files that are read, and files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.sheets import convert, converted, log, numbers, rows, sheet


def test_output_and_log_lie_beside_the_input_one_pair_for_each_target(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1\n27110,2")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--to", "kostat@2023", "--count", "people")
    assert answer.code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "people.csv",
        "people.kostat-2023-12-31.csv", "people.kostat-2023-12-31.log.csv",
        "people.mois-2024-12-31.csv", "people.mois-2024-12-31.log.csv",
    ]  # fmt: skip
    assert "people.mois-2024-12-31.log.csv" in answer.out and "rows      2 in, 2 out" in answer.out


def test_several_targets_go_to_a_folder_and_not_to_one_file(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1")
    options = ("--from", "mois@2022", "--to", "mois@2024", "--to", "kostat@2023", "--count", "people")
    assert convert(path, *options, "--out", str(tmp_path / "one.csv")).code == 2
    (tmp_path / "folder").mkdir()
    assert convert(path, *options, "--out", str(tmp_path / "folder")).code == 0
    assert len(list((tmp_path / "folder").iterdir())) == 4


def test_an_output_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1")
    answer = convert(
        path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--out", str(tmp_path / "out.parquet")
    )
    assert answer.code == 2 and "out.parquet: no .csv, .tsv, .txt, .xlsx, .xlsm file and no folder" in answer.message


def test_the_input_is_never_overwritten_not_even_by_force(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1")
    before = path.read_bytes()
    (tmp_path / "link.csv").symlink_to(path)
    for name in ("people.csv", "link.csv"):
        answer = convert(
            path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--out", str(tmp_path / name), "--force"
        )
        assert answer.code == 2 and "is the input, which is never overwritten" in answer.message
    assert path.read_bytes() == before


def test_an_earlier_output_is_kept_without_force(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1")
    (tmp_path / "out.log.csv").write_text("mine", encoding="utf-8")
    options = ("--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--out", str(tmp_path / "out.csv"))
    answer = convert(path, *options)
    assert answer.code == 2 and "out.log.csv: is there already; say --force" in answer.message
    assert (tmp_path / "out.log.csv").read_text(encoding="utf-8") == "mine" and not (tmp_path / "out.csv").exists()
    assert convert(path, *options, "--force").code == 0 and len(log(path)) == 1


def test_a_failure_on_the_last_file_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path, "code,people\n47720,1")
    write = pd.DataFrame.to_csv

    def full(self: object, target: Path, **options: object) -> None:
        if "from_code" in getattr(self, "columns", ()):
            raise OSError(28, "No space left on device", str(target))
        write(self, target, **options)

    monkeypatch.setattr("pandas.DataFrame.to_csv", full)
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert answer.code == 2 and "No space left on device; nothing was written" in answer.message
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_cp949_goes_in_and_out_as_cp949(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,사람\n47720,1", encoding="cp949")
    assert "say --encoding cp949" in convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "사람").message
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "사람", "--encoding", "cp949")
    assert answer.code == 0
    (row,) = rows(tmp_path / "people.mois-2024-12-31.csv", "cp949")
    assert (row["사람"], row["sido_ko"]) == ("1", "대구광역시")


def test_a_byte_order_mark_is_kept_for_excel(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,1", encoding="utf-8-sig")
    assert convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people").code == 0
    assert (tmp_path / "people.mois-2024-12-31.csv").read_bytes().startswith("\ufeffcode".encode())


def workbook(path: Path, *tabs: tuple[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in tabs:
        tab = book.create_sheet(name)
        for line in lines:
            tab.append(line)
    book.save(path)
    return path


def test_excel_goes_in_and_out_with_codes_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    lines: list[list[object]] = [["code", "people", "share"], [47720, 23283, 43.5], [27110, 82000.0, 20]]
    path = workbook(tmp_path / "people.xlsx", ("표", lines))
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--rate", "share")
    assert answer.code == 0, answer.err
    tab = openpyxl.load_workbook(tmp_path / "people.mois-2024-12-31.xlsx").active
    assert tab is not None
    header, *body = [[cell.value for cell in row] for row in tab.iter_rows()]
    assert header == [
        "code", "code_scheme", "sido_ko", "name_ko", "unit_id", "people", "share", "interpolated", "missing_sources",
    ]  # fmt: skip
    assert body == [
        ["27110", "mois@2024-12-31", "대구광역시", "중구", "daegu-jung-gu", 82000, 20, False, 0],
        ["27720", "mois@2024-12-31", "대구광역시", "군위군", "gunwi-gun", 23283, 43.5, False, 0],
    ]


def test_a_sheet_of_a_workbook_is_named(tmp_path: Path) -> None:
    path = workbook(tmp_path / "two.xlsx", ("읽어보기", [["about"], ["x"]]), ("자료", [["code", "people"], ["47720", 1]]))
    options = ("--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert "no column 'code'" in convert(path, *options).message
    assert "no sheet '표'; there are 읽어보기, 자료" in convert(path, *options, "--sheet", "표").message
    assert convert(path, *options, "--sheet", "자료").code == 0


def test_codes_that_a_program_turned_into_numbers_are_read_and_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720.0,1\n27110.0,2")
    out = tmp_path / "out.csv"
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people", "--out", str(out))
    assert "read 47720.0 as 47720 in 2 rows" in answer.out
    assert set(numbers(rows(out), "people")) == {"27110", "27720"}
    assert (
        convert(sheet(tmp_path, "code,people\n47720.5,1"), "--from", "mois@2022", "--to", "mois@2024", "--count", "people").code
        == 3
    )


def test_units_of_a_sido_that_have_no_row_are_said(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n50110,1")
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "people")
    assert "no row for 제주특별자치도 서귀포시" in answer.out


def test_what_was_converted_converts_back(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,people\n47720,23283\n42110,285000\n45110,650000")
    there = converted(path, "--count", "people")
    back = sheet(tmp_path, "code,people\n" + "\n".join(f"{row['code']},{row['people']}" for row in there), name="back.csv")
    again = numbers(converted(back, "--count", "people", source="mois@2024", to="mois@2022"), "people")
    assert again == {"47720": "23283", "42110": "285000", "45110": "650000"}


EVIL = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("x")', "#N/A"]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_no_cell_of_text_becomes_a_formula_in_a_spreadsheet(tmp_path: Path, suffix: str) -> None:
    frame = pd.DataFrame({"code": "11110", "=sex": EVIL, "n": [-5, 2, 3, 4, 5, 6]})
    path = tmp_path / f"a{suffix}"
    frame.to_csv(path, index=False, sep="\t" if suffix == ".tsv" else ",")
    out = tmp_path / "out.csv"
    answer = convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "n", "--by", "=sex", "--out", str(out))
    assert answer.code == 0, answer.err
    table = rows(out)
    assert {row["'=sex"]: row["n"] for row in table} == {
        evil if evil.startswith("#") else f"'{evil}": str(n) for evil, n in zip(EVIL, [-5, 2, 3, 4, 5, 6], strict=True)
    }
    again = convert(out, "--to", "mois@2022", "--count", "n", "--by", "'=sex", "--drop", "interpolated",
                    "--drop", "missing_sources", "--out", str(tmp_path / "again.csv"))  # fmt: skip
    assert again.code == 0, again.err
    assert {row["'=sex"] for row in rows(tmp_path / "again.csv")} == {row["'=sex"] for row in table}


def test_no_cell_of_a_workbook_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    pd.DataFrame({"code": "11110", "=sex": EVIL, "n": range(6)}).to_csv(path, index=False)
    out = tmp_path / "out.xlsx"
    assert convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "n", "--by", "=sex", "--out", str(out)).code == 0
    book = openpyxl.load_workbook(out)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert set(EVIL) <= {cell.value for cell in cells}


def test_names_that_are_formulas_are_guarded_in_the_log(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('code,n\n"=""11110""",1\n', encoding="utf-8")
    assert convert(path, "--from", "mois@2022", "--to", "mois@2024", "--count", "n", "--out", str(tmp_path / "o.csv")).code == 0
    assert not [cell for row in rows(tmp_path / "o.log.csv") for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]

"""Hundreds of spoilt sheets: each ends in a message that names the file, or in a right answer; never in a fault of ours."""

from __future__ import annotations

import csv
import io
import random
import re
from pathlib import Path

import pytest

from assets.geography.fact_files import facts
from assets.sheets.search import find
from domain.gazetteer import korean_forms
from rebalance import AmbiguousError, RebalanceError, detect_vintage, read_codes
from tests.command import Answer, rebalance
from tests.sheets import rows
from tests.spoilt import CODES, misspelt, named, redressed, spoilt, tried, workbook, written

# Wrong use, a source that is not as declared, a broken contract: all but a fault of the program.
CLEAN = {2, 3, 4}
BATCHES, IN_A_BATCH = 50, 24


def run(folder: Path, seed: int) -> tuple[str, Answer]:
    """Spoil a sheet by a seed and run convert or vintage on it; the file's name and what came back."""
    name, data, options = spoilt(random.Random(seed))
    path = folder / name
    path.write_bytes(data)
    if name.startswith("names"):
        keys = ["--code-column", "시군구"] if seed % 3 == 0 else ["--name-column", "시도", "--name-column", "시군구"]
    else:
        keys = ["--code-column", "code"]
    if seed % 4 == 0:
        mine = [] if {"--by", "--from", "--from-column"} & set(options) else options
        return name, rebalance("vintage", path, *keys, *mine)
    source = [] if seed % 2 or "--from" in options else ["--from", "mois@2022"]
    return name, rebalance("convert", path, *keys, "--to", "mois@2024", "--count", "n", *source, *options)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_spoilt_sheet_is_refused_by_name_or_read_rightly(tmp_path: Path, batch: int) -> None:
    first = batch * IN_A_BATCH
    for seed in range(first, first + tried(IN_A_BATCH)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        name, answer = run(folder, seed)
        made = sorted(path.name for path in folder.iterdir() if path.name != name)
        assert answer.code == 0 or answer.code in CLEAN, (seed, answer.err)
        if answer.code:
            assert name in answer.message or answer.message.startswith("error --"), (seed, answer.err)
            assert not made, (seed, made)
        elif made:
            before, after = answer.out.split("\n  n  ")[1].split("\n")[0].split(" before, ")
            held = after.partition(", and ")[2].split(" in cells")[0]
            assert held or after == f"{before} after", (seed, answer.out)
            if not name.endswith(".xlsx"):
                table = next(folder / file for file in made if ".log." not in file)
                answered_numbers = {float(row["n"]) for row in read_back(table) if row["n"]}
                strange = answered_numbers - printed((folder / name).read_bytes())
                assert not strange, (seed, strange, answer.out)


def printed(data: bytes) -> set[float]:
    """Every number that stands in a file, in whatever encoding."""
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "cp949", "utf-16-le", "utf-16-be", "utf-32-le")]
    form = re.compile(r"[+-]?(?:[0-9]{1,3}(?:[, \u00a0][0-9]{3})+|[0-9]{1,400})(?:\.[0-9]*)?(?:e\+?[0-9]{1,2})?")
    return {float(re.sub("[, \u00a0]", "", number)) for text in texts for number in form.findall(text)}


BASE = [["code", "n"], *([row[0], row[2]] for row in CODES[1:])]
EXPECTED = {"42110": "100", "42130": "2000", "42150": "30", "43111": "7", "47720": "23283", "36110": "10"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ","), (".csv", ";"), (".txt", "\t"), (".tsv", "\t")])
def test_what_programs_do_to_a_sheet_does_not_change_its_answer(
    tmp_path: Path, end: str, encoding: str, suffix: str, delimiter: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(written(BASE, delimiter, end).encode(encoding))
    assert answered(path, tmp_path / "out.xlsx") == EXPECTED


@pytest.mark.parametrize("hidden", [False, True])
def test_a_workbook_of_the_same_cells_has_the_same_answer(tmp_path: Path, hidden: bool) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook(BASE, hidden=hidden))
    assert answered(tmp_path / "a.xlsx", tmp_path / "out.csv") == EXPECTED


def answered(path: Path, out: Path) -> dict[str, str]:
    """The same codes of the same day; a workbook comes back as CSV when it is converted once more."""
    options = (
        "--code-column",
        "code",
        "--from",
        "mois@2022",
        "--to",
        "mois@2022",
        "--count",
        "n",
        "--units",
        "finest",
        "--force",
    )
    answer = rebalance("convert", path, *options, "--out", out)
    assert answer.code == 0, answer.err
    if out.suffix == ".xlsx":
        drop = ("--drop", "interpolated", "--drop", "missing_sources")
        assert rebalance("convert", out, *options, *drop, "--out", out.with_suffix(".csv")).code == 0
    return {row["code"]: row["n"] for row in rows(out.with_suffix(".csv"), "utf-8-sig")}


# --- the same table in another dress


@pytest.mark.parametrize("batch", range(20))
def test_the_same_table_in_another_dress_has_the_same_answer(tmp_path: Path, batch: int) -> None:
    for seed in range(batch * 20, batch * 20 + tried(20)):
        name, data = redressed([["code", "name", "n"], *CODES[1:]], random.Random(seed))
        path, out = tmp_path / name, tmp_path / f"{seed}.csv"
        path.write_bytes(data)
        answer = rebalance(
            "convert", path, "--code-column", "code", "--from", "mois@2022", "--to", "mois@2022", "--count", "n", "--drop-notes",
            "--units", "finest", "--out", out,
        )  # fmt: skip
        assert answer.code == 0, (seed, data, answer.err)
        found = {row["code"]: row["n"] for row in read_back(out)}
        assert found == EXPECTED, (seed, data)


@pytest.mark.parametrize("batch", range(10))
def test_codes_in_another_dress_follow_the_same_day(tmp_path: Path, batch: int) -> None:
    plain = detect_vintage([row[0] for row in CODES[1:]])
    for seed in range(batch * 30, batch * 30 + tried(30)):
        name, data = redressed([["code", "name", "n"], *CODES[1:]], random.Random(1000 + seed))
        path = tmp_path / name
        path.write_bytes(data)
        found = detect_vintage(read_codes(path, "code", drop_notes=True).frame["code"])
        assert (found.fit.scheme, found.fit.period, found.fits) == (plain.fit.scheme, plain.fit.period, True), (seed, data)


def read_back(path: Path) -> list[dict[str, str]]:
    """What was written, in the encoding that it came in or the one that Excel opens."""
    data = path.read_bytes()
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949")
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if text.startswith("code;") else "\t" if "\t" in text else ","))


# --- names


def test_names_as_people_write_them_mean_their_unit_or_are_asked_back() -> None:
    known, dice = facts(), random.Random(11)
    units = sorted(set(known.region["unit_id"]))
    for _ in range(tried(600)):
        unit = dice.choice(units)
        written = named(known.names.korean(unit), dice)
        try:
            found = find(written, known.region)
            assert found == unit or is_its_city(unit, found), written
        except AmbiguousError as asked:
            assert unit in asked.choices, written


def is_its_city(unit: str, found: str) -> bool:
    """True for a unit of old and the one that bears its name and lives, and for Sejong, a sido and its one unit."""
    return {found, unit} == {"sejong", "sejong-si"} or unit.partition("-until-")[0] == found.partition("-until-")[0]


def test_a_misspelt_name_means_no_unit_whose_name_it_has_not() -> None:
    known, dice = facts(), random.Random(12)
    names = known.region.groupby("unit_id")["name_ko"].unique()
    units = sorted(names.index)
    for _ in range(tried(150)):
        written = misspelt(known.names.korean(dice.choice(units)), dice)
        try:
            found = find(written, known.region)
        except RebalanceError as error:
            assert str(error), written
            continue
        letters = "".join(written.split())
        assert any(form in letters for name in names[found] for form in korean_forms(name)), (written, found)

"""Blocks of the pages that are about publishers' files: run beside these, and their output compared."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.docs.test_pages import assert_does_what_the_page_says
from tests.conftest import Built
from tests.places import DATA
from tests.unit.docs.test_pages import HERE, files_of
from tools.pages.blocks import Block

pytestmark = pytest.mark.usefixtures("publisher_files")


def residents_2022(folder: Path) -> None:
    """`residents-2022.csv`: code, name and residents of December 2022 from the ministry's wide table."""
    (path,) = (DATA / "tables/mois_age").glob("*.csv")
    head, *rows = csv.reader(io.StringIO(path.read_bytes().decode("cp949")))
    people = head.index("2022년_거주자_총인구수")
    with (folder / "residents-2022.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("code", "name", "people"))
        for row in rows:
            name, code = re.fullmatch(r"(.*?)\s*\((\d{10})\)", row[0]).groups()  # type: ignore[union-attr]
            if code.endswith("00000") and row[people] not in ("", "0"):
                out.writerow((code, " ".join(name.split()), row[people].replace(",", "")))


def municipalities_2018(folder: Path) -> None:
    """The re-published boundaries that the page asks the day of."""
    shutil.copy(DATA / "boundaries/kostat_2018/skorea-municipalities-2018-topo.json", folder)


WRITERS: dict[str, Callable[[Path], None]] = {
    "residents-2022.csv": residents_2022,
    "skorea-municipalities-2018-topo.json": municipalities_2018,
}


@pytest.mark.parametrize("block", [block for block in HERE if files_of(block)], ids=str)
def test_block_does_what_the_page_says(block: Block, embedded: Built, tmp_path: Path) -> None:
    for name in files_of(block):
        WRITERS[name](tmp_path)
    assert_does_what_the_page_says(block, embedded, tmp_path)

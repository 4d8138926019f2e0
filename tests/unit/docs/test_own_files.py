"""The page on own files: its folder is made, read and built as printed, and each message is what the change it names gives."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

from assets.sources.embedded import people, write
from tools.pages.blocks import ROOT, blocks, commands, rebalance, same, standing_in

BLOCKS = blocks(ROOT / "docs/own-files.md")
(CATALOGUE,) = (block.text for block in BLOCKS if block.language == "toml")
((INIT, BUILD),) = (commands(block.text) for block in BLOCKS if block.head.startswith("rebalance init mine"))

(RECOGNISED,) = (block for block in BLOCKS if block.head.startswith("written mine"))


def lay_out_mine(tmp_path: Path) -> None:
    """A folder `mine`, in which a map without `.prj`, a table of the ministry and a note have names that say nothing."""
    made, folder = tmp_path / "made", tmp_path / "mine"
    for path in (made, folder, tmp_path / "home"):
        path.mkdir()
    write.write_shapefile(made)
    for part in (".shp", ".shx", ".dbf"):
        shutil.copy(made / f"TL_SCCO_SIG{part}", folder / f"m{part}")
    people.write_mois_population(made)
    (december,) = made.rglob("201912_*.csv")
    shutil.copy(december, folder / "p.csv")
    (folder / "note.pdf").write_bytes(b"a note")


def test_files_of_a_folder_are_recognised_as_printed(tmp_path: Path) -> None:
    lay_out_mine(tmp_path)
    with standing_in(tmp_path, tmp_path / "home"):
        code, found = rebalance([word for word in INIT[1:] if word not in ("--crs", "EPSG:5179")])
    assert code == 3 and same(RECOGNISED.text, found), found


def test_every_key_of_the_catalogue_is_in_the_table_of_keys() -> None:
    page = (ROOT / "docs/own-files.md").read_text(encoding="utf-8")
    table = page.split("## The keys of a file")[1].split("\n## ")[0]
    used = {key for entry in tomllib.loads(CATALOGUE)["file"] for key in entry}
    assert used <= set(re.findall(r"`(\w+)`", table))

"""`rebalance init`: files are known by what is in them, the catalogue written is right, and the rest is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import rebalance
from tests.places import DATA
from tests.unit.pipelines.start.test_init import catalogue, readable

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_the_real_files_are_recognised_under_names_that_say_nothing(tmp_path: Path) -> None:
    wanted = {
        "boundaries/kostat_2018": {"kostat_boundary"},
        "boundaries/kostat_2011": {"kostat_boundary"},
        "boundaries/sgis_sigungu_2023": {"sgis_boundary"},
        "tables/births_marriages": {"kosis_births", "kosis_marriages"},
        "tables/kosis_xlsx": {"kosis_sido_population", "kosis_households", "kosis_sido_migration", "kosis_labour_force"},
        "tables/moves_sigungu": {"kosis_sigungu_moves"},
        "tables/kosis_income": {"kosis_sido_income"},
        "tables/oecd": {"oecd_tl2"},
        "tables/mois_202606": {"mois_population", "mois_single_age"},
        "tables/emd_population": {"emd_population", "emd_density"},
    }
    folder = tmp_path / "files"
    for number, place in enumerate(wanted):
        (folder / f"f{number}").mkdir(parents=True)
        stems: dict[str, str] = {}
        for path in sorted((DATA / place).iterdir()):
            stem = stems.setdefault(path.stem, f"x{len(stems)}")
            (folder / f"f{number}" / f"{stem}{path.suffix}").symlink_to(path)
    rebalance("init", folder)
    found: dict[str, set[str]] = {}
    for entry in catalogue(folder)["file"]:
        found.setdefault(entry["path"].split("/")[0], set()).add(entry["dataset"])
    assert found == {f"f{number}": datasets for number, datasets in enumerate(wanted.values())}
    shapes = [entry for entry in catalogue(folder)["file"] if entry["path"].startswith("f1/")]
    assert {entry["crs"] for entry in shapes} == {"EPSG:5174"} and all("crs_note" in entry["options"] for entry in shapes)
    assert {str(entry["vintage"]) for entry in shapes} == {"2011-12-31"}
    assert json.dumps(readable(folder))

"""Messages that advise are tested by doing what they say: the next try succeeds, or comes to the next true step."""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pyogrio
import pytest

from tests.command import Answer, rebalance
from tests.workshop import BOUNDARY, KOSIS, MOIS_CSV, SHEET, Workshop


def quoted(message: str) -> list[str]:
    """The arguments of the first command that a message says in backticks."""
    command, *words = shlex.split(re.findall(r"`(rebalance [^`]+)`", message)[0])
    assert command == "rebalance"
    return words


def read(workshop: Workshop, table: str) -> Answer:
    return workshop.build("--select", table)


# --- the catalogue


@pytest.mark.parametrize(
    ("dataset", "wrong", "said"),
    [
        ("kosis_population", {"enconding": "utf-8"}, r"(?P<wrong>enconding): no such key; did you mean (?P<right>\w+)\?"),
        ("mois_population", {"levle": "sigungu"}, r"(?P<wrong>levle): no such key; did you mean (?P<right>\w+)\?"),
    ],
)
def test_a_key_that_is_meant(workshop: Workshop, dataset: str, wrong: dict[str, str], said: str) -> None:
    right = dict(workshop.entries[dataset])
    workshop.declare(dataset, **wrong)
    found = re.search(said, read(workshop, dataset).message)
    assert found is not None
    workshop.entries[dataset] = right | {found["right"]: wrong[found["wrong"]]}
    workshop.declare(dataset)
    assert read(workshop, dataset).code == 0


@pytest.mark.parametrize(
    ("key", "wrong", "offered"),
    [
        ("dataset", "kosis_popluation", "kosis_population"),
        ("scheme", "mios", "mois"),
        ("publisher", "kossis", "one of the [publisher.…] tables of this file"),
    ],
)
def test_a_value_that_is_one_of_those_offered(workshop: Workshop, key: str, wrong: str, offered: str) -> None:
    right = workshop.entries["kosis_population"][key]
    workshop.declare("kosis_population", **{key: wrong})
    answer = read(workshop, "kosis_population")
    assert answer.code == 3 and f"found '{wrong}'" in answer.message and offered in answer.message
    workshop.declare("kosis_population", **{key: right})
    assert right in (offered, *workshop.publishers) and read(workshop, "kosis_population").code == 0


def test_encoding_that_the_file_really_has(workshop: Workshop) -> None:
    """Each message names the encoding, of text that is UTF-8 as of text that is CP949; declared so, the file is read."""
    path = workshop.folder / MOIS_CSV
    cp949 = path.read_bytes()
    workshop.declare("mois_population", encoding="utf-8")
    answer = read(workshop, "mois_population")
    likely = re.search(r"It may be (\S+)\. Declare the encoding", answer.message)
    assert answer.code == 3 and likely is not None
    workshop.declare("mois_population", encoding=likely[1])
    assert read(workshop, "mois_population").code == 0

    path.write_bytes(cp949.decode("cp949").encode("utf-8"))
    answer = read(workshop, "mois_population")
    hidden = re.search(r"found (UTF-8) text; expected text in cp949\. Declare the encoding", answer.message)
    assert answer.code == 3 and hidden is not None
    workshop.declare("mois_population", encoding=hidden[1].lower())
    assert read(workshop, "mois_population").code == 0


def test_coordinates_that_are_not_declared(workshop: Workshop) -> None:
    (workshop.folder / BOUNDARY).with_suffix(".prj").unlink(missing_ok=True)
    crs = workshop.entries["mois_boundary"].pop("crs")
    workshop.declare("mois_boundary")
    answer = read(workshop, "mois_boundary")
    assert answer.code == 3 and "crs" in answer.message and "never guessed" in answer.message
    workshop.declare("mois_boundary", crs=crs)
    assert read(workshop, "mois_boundary").code == 0


def test_layer_of_a_map_with_several(workshop: Workshop) -> None:
    records = pyogrio.read_dataframe(workshop.folder / BOUNDARY, encoding="CP949")
    for layer in ("sigungu", "also"):
        pyogrio.write_dataframe(records, workshop.folder / "maps.gpkg", layer=layer)
    workshop.declare("mois_boundary", path="maps.gpkg", encoding="utf-8")
    answer = read(workshop, "mois_boundary")
    assert answer.code == 3 and "Name it with `layer` in the catalogue" in answer.message and "sigungu" in answer.message
    workshop.declare("mois_boundary", layer="nowhere")
    answer = read(workshop, "mois_boundary")
    assert answer.code == 3 and "Mend `layer` in the catalogue" in answer.message
    workshop.declare("mois_boundary", layer="sigungu")
    assert read(workshop, "mois_boundary").code == 0


def test_two_maps_of_one_day(workshop: Workshop) -> None:
    for part in workshop.folder.glob("TL_SCCO_SIG.*"):
        shutil.copy(part, part.with_name(f"again{part.suffix}"))
    workshop.entries["again"] = workshop.entries["mois_boundary"] | {"path": "again.shp"}
    workshop.declare("again")
    answer = read(workshop, "mois_boundary")
    assert answer.code == 3 and "a day has one map" in answer.message and "or take one out" in answer.message
    del workshop.entries["again"]
    workshop.declare("mois_boundary")
    assert read(workshop, "mois_boundary").code == 0


# --- files


def test_the_command_that_lists_missing_files_can_be_pasted(workshop: Workshop, tmp_path: Path) -> None:
    """Also where the folder has a name that a shell would take apart."""
    folder = tmp_path / "받은 파일 (1)"
    shutil.copytree(workshop.folder, folder)
    (folder / SHEET).unlink()
    answer = rebalance("build", "--sources", folder, "--home", workshop.home.root)
    assert answer.code == 3 and SHEET in answer.message
    listed = rebalance(*quoted(answer.message), "--home", workshop.home.root)
    assert listed.code == 3 and re.search(rf"{re.escape(SHEET)} +missing", listed.out)


def test_a_name_in_other_capitals(workshop: Workshop) -> None:
    workshop.declare("kosis_population", path=KOSIS.lower())
    answer = read(workshop, "kosis_population")
    found = re.search(r"there is (\S+); capitals count", answer.message)
    assert answer.code == 3 and found is not None
    workshop.declare("kosis_population", path=found[1])
    assert read(workshop, "kosis_population").code == 0


def test_a_member_of_an_archive(workshop: Workshop) -> None:
    with zipfile.ZipFile(workshop.folder / "maps.zip", "w") as bundle:
        for part in sorted(workshop.folder.glob("TL_SCCO_SIG.*")):
            bundle.write(part, f"2024/{part.name}")
    workshop.declare("mois_boundary", archive="maps.zip", path=BOUNDARY)
    answer = read(workshop, "mois_boundary")
    found = re.search(r"2024/TL_SCCO_SIG\.shp", answer.message)
    assert answer.code == 3 and found is not None
    workshop.declare("mois_boundary", path=found[0])
    assert read(workshop, "mois_boundary").code == 0


def test_an_archive_where_a_table_is_declared(workshop: Workshop) -> None:
    with zipfile.ZipFile(workshop.folder / "answer.zip", "w") as bundle:
        bundle.write(workshop.folder / KOSIS, "unpacked.json")
    workshop.declare("kosis_population", path="answer.zip")
    answer = read(workshop, "kosis_population")
    assert answer.code == 3 and "another zip" in answer.message and "unpack it" in answer.message
    with zipfile.ZipFile(workshop.folder / "answer.zip") as bundle:
        bundle.extractall(workshop.folder)
    workshop.declare("kosis_population", path="unpacked.json")
    assert read(workshop, "kosis_population").code == 0


# --- commands


def test_a_reference_without_a_map(workshop: Workshop) -> None:
    answer = workshop.build("--reference", "2020-12-31", "--select", "reference_region")
    assert answer.code == 2 and "--reference 2020-12-31: no declared boundary file of that day" in answer.message
    known = re.search(r"those that have are (\d{4}-\d{2}-\d{2})", answer.message)
    assert known is not None and "declare a map of all sigungu of 2020-12-31" in answer.message
    assert workshop.build("--reference", known[1], "--select", "reference_region").code == 0
    workshop.assert_untouched()


@pytest.mark.parametrize(("typed", "meant"), [("populaton", "population"), ("mart.at_risk_count", "at_risk_count")])
def test_a_table_that_is_meant(workshop: Workshop, typed: str, meant: str) -> None:
    place = ("--home", workshop.home.root, "--sources", workshop.folder)
    for command in (("check", typed), ("build", "--select", typed)):
        answer = rebalance(*command, *place)
        assert answer.code == 2 and f"did you mean {meant}" in answer.message
    assert rebalance("check", meant, *place).code == 0


def test_an_unbuilt_home_is_built_where_the_command_looks(workshop: Workshop, tmp_path: Path) -> None:
    home = tmp_path / "other"
    place = ("--home", home, "--sources", workshop.folder)
    answer = rebalance("check", "admin_dong_code", *place)
    assert answer.code == 2 and "with the same --home and --sources" in answer.message and not home.exists()
    rebalance("build", "--select", "admin_dong_code", *place)
    assert rebalance("check", "admin_dong_code", *place).code == 0
    assert "with the same --home" in rebalance("query", "SELECT 1", "--home", home).message

"""Static maps: one a rate, share or index, with Korean letters drawn on any machine, in the classes of the palette."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assets.release.atlas.pictures import indicator_spec, preview
from assets.release.maps import NOTES
from assets.release.style.palette import RISK
from expectations.contracts.registry import all_contracts
from tests.conftest import Built

PNG = b"\x89PNG"


def test_a_map_for_each_rate_that_has_figures(schematic: Built) -> None:
    lake = schematic.home.lake
    expected = {
        f"{name}.{column.name}"
        for name, contract in all_contracts().items()
        for column in contract.series_columns
        if column.measure == "intensive" and lake.frame(name)[column.name].notna().any()
    }
    folder = schematic.release / "maps"
    assert "extinction_risk.risk_index" in expected and len(expected) > 5
    for suffix in (".png", ".svg"):
        assert expected <= {path.stem for path in folder.iterdir() if path.suffix == suffix}
    assert all(path.read_bytes().startswith(PNG) for path in folder.glob("*.png"))


def test_svg_brings_the_letters_of_its_own_text(schematic: Built) -> None:
    svg = (schematic.release / "maps" / "extinction_risk.risk_index.svg").read_text(encoding="utf-8")
    assert "소멸위험지수" in svg and NOTES["schematic"] in svg
    assert svg.count("@font-face") == 1 and "base64," in svg
    assert not re.findall(r'(?:href|src)="http', svg)


def test_every_picture_says_whose_figures_and_borders_it_shows(schematic: Built) -> None:
    pictures = list((schematic.release / "maps").glob("*.svg"))
    for path in pictures:
        text = " ".join(re.findall(r">([^<>]+)</t(?:ext|span)>", path.read_text(encoding="utf-8")))
        assert re.search(r"자료 Data: .+ \(.*공공누리 제1유형 KOGL type 1\), \d{4}-\d\d-\d\d · 경계 Borders: .+ \(.+\)", text), (
            path.name
        )
        assert text.count(f"Rebalance {schematic.release.name}") == 1, path.name
    assert len(pictures) > 5


def test_map_has_the_official_classes_the_newest_date_and_the_finest_level(schematic: Built) -> None:
    lake = schematic.home.lake
    contract = all_contracts()["extinction_risk"]
    spec = indicator_spec(contract.column("risk_index"), lake.frame("extinction_risk"), lake)
    assert spec is not None
    assert spec["encoding"]["color"]["scale"]["range"] == [c.colour for c in RISK]
    assert spec["title"]["text"][0] == "소멸위험지수 · 여성/노인" and "2024-12-31" in spec["title"]["text"][1]
    assert len(spec["data"]["values"]) == 229


def test_series_tables_have_a_preview_and_empty_ones_have_none(schematic: Built) -> None:
    lake = schematic.home.lake
    contract = all_contracts()["extinction_risk"]
    table = lake.frame("extinction_risk")
    drawn = preview(contract, table, lake)
    assert drawn is not None and drawn.startswith(PNG)
    assert preview(contract, table.iloc[:0], lake) is None


def test_without_shapes_there_is_no_preview(schematic: Built, tmp_path: Path) -> None:
    from assets.lake.lake import Lake

    assert preview(all_contracts()["extinction_risk"], schematic.home.lake.frame("extinction_risk"), Lake(tmp_path)) is None


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_pictures_are_the_same_for_equal_tables(schematic: Built, tmp_path: Path, suffix: str) -> None:
    from assets.release.atlas.pictures import write_pictures

    write_pictures(tmp_path, schematic.home.lake, schematic.release.name)
    drawn = sorted(tmp_path.glob(f"*{suffix}"))
    assert drawn
    for path in drawn:
        assert path.read_bytes() == (schematic.release / "maps" / path.name).read_bytes()

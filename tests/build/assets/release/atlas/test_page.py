"""The page as a file: one, without addresses to fetch from, the same for equal tables, made anew when its templates change."""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from assets.release.atlas import page
from assets.release.atlas.page import template_digest, write_atlas
from assets.release.release import release_fingerprint
from assets.release.style.palette import RISK
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations
from tests.conftest import Built

MEGABYTES = 2**20


@pytest.fixture(scope="module")
def text(schematic: Built) -> str:
    return (schematic.release / "atlas" / "index.html").read_text(encoding="utf-8")


def part(text: str, name: str) -> Any:
    (packed,) = re.findall(rf'id="part-{name}">([^<]+)<', text)
    return json.loads(gzip.decompress(base64.b64decode(packed)))


def test_page_is_one_file_under_six_megabytes(schematic: Built, text: str) -> None:
    assert [path.name for path in (schematic.release / "atlas").iterdir()] == ["index.html"]
    assert len(text.encode()) < 6 * MEGABYTES


def test_page_fetches_nothing_and_forbids_it(text: str) -> None:
    assert "default-src 'none'" in text and "connect-src" not in text
    markup = re.sub(r"(<script[^>]*>).*?</script>", r"\1</script>", text, flags=re.DOTALL)  # without what is in them
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", markup)
    assert len(re.findall("<script", markup)) == 10 and len(markup) < len(text) / 2
    assert "{{" not in text.split("<script", maxsplit=1)[0]


def test_page_has_every_indicator_with_figures_in_the_colours_of_the_palette(schematic: Built, text: str) -> None:
    known = part(text, "map")
    values = schematic.home.lake.frame("indicator_value")
    assert {i["id"] for i in known["indicators"]} == set(values["indicator"])
    index = next(i for i in known["indicators"] if i["id"] == "extinction_risk.risk_index")
    assert [c["colour"] for c in index["levels"]["sigungu"]["classes"]] == [c.colour for c in RISK]
    assert sum(v < 0.5 for v in index["levels"]["sigungu"]["values"][-1]) == 135


def test_every_korean_letter_of_the_page_is_in_the_fonts_that_it_carries(text: str) -> None:
    names = ("map", "lives", "groups", "claims", "scenarios", "dictionary")
    written = text + "".join(json.dumps(part(text, name), ensure_ascii=False) for name in names)
    letters = {ord(letter) for letter in written if "가" <= letter <= "힣"}
    fonts = [TTFont(io.BytesIO(base64.b64decode(data))) for data in re.findall(r'font/woff;base64,([^"]+)"', text)]
    assert len(fonts) == 2 and len(letters) > 300
    assert all(letters <= set(font.getBestCmap()) for font in fonts)


def test_schematic_shapes_are_named_so(text: str) -> None:
    assert part(text, "map")["basis"] == "schematic" and "모식도" in part(text, "map")["note"]["ko"]


def test_life_of_gunwi_has_both_its_codes(text: str) -> None:
    life = part(text, "lives")["lives"]["gunwi-gun"]
    assert [(era[0], era[3]) for era in life["eras"]] == [("before 1995", "47720"), ("2023-07-01", "27720")]
    (event,) = life["events"]
    assert event["type"] == "sido_transfer" and event["date"] == "2023-07-01" and event["checked"]


def test_dictionary_is_that_of_the_contracts(text: str) -> None:
    tables = {table["table"]: table for table in part(text, "dictionary")}
    assert set(tables) == {f"{c.schema}.{c.name}" for c in all_contracts().values()}
    contract = all_contracts()["extinction_risk"]
    assert [column[0] for column in tables["mart.extinction_risk"]["columns"]] == list(contract.column_names)


def test_every_claim_is_there_with_its_verdict(schematic: Built, text: str) -> None:
    claims = part(text, "claims")["claims"]
    table = schematic.home.lake.frame("claim").set_index("claim_id")
    assert {claim["claim_id"]: claim["verdict"] for claim in claims} == table["verdict"].to_dict()
    assert sum(len(claim["variants"]) for claim in claims) == len(schematic.home.lake.frame("claim_variant"))


def test_equal_tables_give_an_equal_page(schematic: Built, text: str, tmp_path: Path) -> None:
    write_atlas(tmp_path / "atlas", schematic.home.lake, schematic.release.name)
    assert (tmp_path / "atlas" / "index.html").read_text(encoding="utf-8") == text


def test_a_change_of_a_template_makes_a_new_release(schematic: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contracts = {name: declaration.contract for name, declaration in all_declarations().items()}
    before, digest = release_fingerprint(contracts, schematic.home.lake, {}), template_digest()
    copy = shutil.copytree(page.PAGE, tmp_path / "page")
    monkeypatch.setattr(page, "PAGE", copy)
    assert template_digest() == digest and release_fingerprint(contracts, schematic.home.lake, {}) == before
    (copy / "atlas.css").write_text("body { color: red; }", encoding="utf-8")
    styled = template_digest()
    assert styled != digest and release_fingerprint(contracts, schematic.home.lake, {}) != before
    (copy / "script" / "map.js").write_text("export {};", encoding="utf-8")
    assert template_digest() not in (digest, styled)

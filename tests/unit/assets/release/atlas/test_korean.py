"""The page in Korean: what is said of an indicator is Korean, units too, and no English is left but names and acronyms."""

from __future__ import annotations

import json
import re

import pytest

from assets.indicators.gathered.series import definitions
from assets.release.atlas.korean import in_korean, notes
from assets.release.atlas.page import PAGE, words
from assets.release.dictionary.rows import column_rows
from assets.release.geopackage.layers import LAYERS
from assets.release.geopackage.maps import GROUPS, MAPS
from assets.release.style.palette import BOUNDARY_CHANGES, CLUSTERS, CRISIS, NO_DATA, RISK, RUST_STATES
from assets.release.style.themes import number_theme
from domain.units_of_measure import UNITS
from expectations.contracts.registry import all_contracts
from tests.places import ROOT

# Names and signs that a Korean text has in Latin letters.
KNOWN = re.compile(
    r"(?<![A-Za-z])(?:KOSIS|SGIS|KEIS|MOIS|KOSTAT|OECD|GDP|KSIC|EPSG|HMM|GM|LISA|ROC|TL|R|F|M|C|p|r|n|km|m|Rebalance|English)(?![A-Za-z])"
)
LATIN = re.compile(r"[A-Za-z]+")
# Texts of indicators that may wait for their Korean.
FEW = 8


def english(text: str) -> list[str]:
    """Latin words of a text that are no known name or sign."""
    return LATIN.findall(KNOWN.sub("", text))


def test_english_in_a_korean_text_is_seen() -> None:
    assert english("인구 천 명당 per 1,000") == ["per"] and english("통계청 KOSIS, 1 km") == []


@pytest.mark.parametrize("kind", ["formula", "caveat"])
def test_what_is_said_of_indicators_has_korean_without_english(kind: str) -> None:
    said = {row[kind] for row in definitions() if row[kind]}
    # What has changed a moment ago is on the page in English, marked as such; more than a few must not be.
    assert len(said - set(notes()[kind])) <= FEW, f"add the Korean to {PAGE.name}/korean.json: {said - set(notes()[kind])}"
    for text, korean in notes()[kind].items():
        assert re.search("[가-힣]", korean) and english(korean) == [], text


def test_a_text_without_korean_is_left_out() -> None:
    assert in_korean(formula="women_20_39 / population_65_over for rows where missing_units = 0", caveat="nobody says so") == {
        "formula_ko": "20-39세 여성 / 65세 이상 인구 (빠진 단위가 없을 때)"
    }


def test_units_are_korean_on_korean_pages() -> None:
    columns = re.compile(
        r"(?<![A-Za-z_])(?:base_month|value_added_real|value_added|workers|grdp|employed|jobs|unit)(?![A-Za-z_])"
    )  # names of columns that a unit names
    assert {unit.en: english(columns.sub("", unit.ko)) for unit in UNITS.values() if english(columns.sub("", unit.ko))} == {}


def test_units_of_the_dictionary_are_those_of_the_list() -> None:
    rows = [row for row in column_rows(all_contracts().values()) if row["unit"]]
    assert len(rows) > 300 and all(row["unit_ko"] == UNITS[row["unit"]].ko for row in rows)
    assert {f"unit:{row['unit']}" for row in rows} <= set(words())


def test_words_of_the_page_are_korean_in_korean() -> None:
    own: dict[str, list[str]] = json.loads((PAGE / "words.json").read_text(encoding="utf-8"))
    assert {key: english(korean) for key, (korean, _) in own.items() if english(korean)} == {}


def test_legends_and_titles_of_maps_are_korean_in_korean() -> None:
    classes = [*RISK, *CLUSTERS, *RUST_STATES, *CRISIS, *BOUNDARY_CHANGES, NO_DATA]
    contracts = all_contracts()
    labels = [
        *(one.ko for one in classes),
        *(text for made in MAPS for text in (made.ko, *made.notes[:1])),
        *(contracts[layer.table].ko for layer in LAYERS),
        *(contracts[layer.table].column(layer.drawn_by).ko for layer in LAYERS if layer.drawn_by),
        *(LATIN.sub("", heading) for heading, _ in GROUPS),
    ]
    assert [label for label in labels if english(label)] == []


def test_labels_of_every_indicator_are_korean_in_korean() -> None:
    assert [row["name_ko"] for row in definitions() if english(row["name_ko"])] == []


def test_what_a_legend_says_of_its_classes_is_korean_in_korean() -> None:
    column = all_contracts()["fertility_rate"].column("total_fertility_rate")
    for shown in (None, [0.1, 0.2, 0.3]):
        korean, _ = number_theme(column, [0.1, 0.5, 0.9, 1.2, 5.0, 7.0], shown).classed("2024-12-31")
        assert korean and english(korean) == []


def test_titles_and_labels_of_all_tables_are_korean_in_korean() -> None:
    """What stands in the docs tables, in aliases of QGIS and in the dictionary as Korean."""
    names = re.compile(r"(?<![A-Za-z])(?:URL|SHA-256|ID|UTC|CRS)(?![A-Za-z])")
    left = {}
    for contract in all_contracts().values():
        for name, korean in [("", contract.ko), *((c.name, c.ko) for c in contract.columns)]:
            if found := english(names.sub("", korean)):
                left[f"{contract.name}.{name}"] = found
    assert left == {}


def test_korean_readme_counts_in_korean_units() -> None:
    text = (ROOT / "README.ko.md").read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|<[^>]*>", "", text, flags=re.DOTALL)
    names = "|".join(
        re.escape(unit.en) for unit in UNITS.values() if re.fullmatch(r"[A-Za-z ,]{2,}", unit.en) and unit.en != unit.ko
    )
    assert re.search(r"\d", prose) and "persons" in names
    assert re.findall(rf"\d[\d,.]*\s?(?:{names})\b", prose) == []

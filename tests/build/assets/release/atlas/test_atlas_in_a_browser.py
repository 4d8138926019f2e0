"""The atlas as a reader has it: opened from disk in Chromium, with the network off."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from assets.release.atlas.page import write_atlas
from tests.browser import Browser, browser
from tests.conftest import Built
from tests.emptied import emptied

VIEWS = {
    "map": "view=map",
    "region": "view=map&r=sigungu:gunwi-gun",
    "groups": "view=groups",
    "claims": "view=claims",
    "scenarios": "view=scenarios",
    "dictionary": "view=dictionary&q=risk_index",
}
every_view = pytest.mark.parametrize("view", VIEWS)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def file(schematic: Built) -> Path:
    return schematic.release / "atlas" / "index.html"


@every_view
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_view_is_shown_without_network_and_without_a_complaint(chromium: Browser, file: Path, view: str, dark: bool) -> None:
    language = "ko" if dark else "en"
    with chromium.open(file, f"{VIEWS[view]}&lang={language}", dark=dark) as atlas:
        assert atlas.complaints == [] and atlas.requests == []
        assert atlas.page.locator("main section:visible").count() == 1
        assert atlas.picture(f"{view}-{'dark' if dark else 'light'}").stat().st_size > 20_000
        assert atlas.page.evaluate("document.documentElement.dataset.theme") == ("dark" if dark else "light")


@every_view
def test_view_fits_a_phone(chromium: Browser, file: Path, view: str) -> None:
    with chromium.open(file, f"{VIEWS[view]}&lang=ko", size="phone") as atlas:
        assert atlas.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert atlas.complaints == []
        atlas.picture(f"{view}-phone")


@every_view
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_view_is_accessible(chromium: Browser, file: Path, view: str, theme: str) -> None:
    with chromium.open(file, f"{VIEWS[view]}&theme={theme}") as atlas:
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
        found = Axe().run(atlas.page, options=rules).response
        assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]] == []
        assert len(found["passes"]) > 20


# Visible text outside what is marked as English, a code or a name in letters of the other language.
READ = """async () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  await new Promise((done) => setTimeout(done, 200));  // what a box holds may be laid out when it is first opened
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const at = walker.currentNode.parentElement;
    if (at.closest("script, style, code, [lang=en]") || !at.checkVisibility()) continue;
    found.push(walker.currentNode.textContent.trim());
  }
  return found;
}"""
# Names of publishers, licences and this project, which have no other letters.
NAMES = re.compile(
    r"\d{4}-\d\d-\d\d-[\w-]+|Rebalance|KOSIS|SGIS|vuski|admdongkor|CC BY \d\.\d|Apache-2\.0|OECD|HMM|SK|GM"
    r"|DT_\w+|KSIC|km²|[()]M / C|\bM\b"
)


@pytest.mark.parametrize(
    "indicator", ["", "&i=capital_inflow.net_rate&l=sido", "&i=masuda.pace_ratio", "&i=manufacturing.jobs_loss"]
)
@pytest.mark.parametrize("view", ["map", "region", "groups"])
def test_page_in_korean_shows_no_english(chromium: Browser, file: Path, view: str, indicator: str) -> None:
    with chromium.open(file, f"{VIEWS[view]}{indicator}&lang=ko") as atlas:
        texts = atlas.page.evaluate(READ)
        assert len(texts) > 20 and "지도" in texts
        left = [text for text in texts if re.search(r"[A-Za-z]{2,}", NAMES.sub("", text))]
        assert left == []


def test_dictionary_in_korean_marks_what_is_english(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=dictionary&q=risk_index&lang=ko") as atlas:
        texts = atlas.page.evaluate(READ)
        assert any("여성/노인" in text for text in texts) and not any("women per person" in text for text in texts)
        assert [text for text in texts if re.search(r"[A-Za-z]{2,}", NAMES.sub("", text))] == []


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("view", [view for view in VIEWS if view != "dictionary"])
def test_view_says_whose_figures_it_shows(chromium: Browser, file: Path, view: str, language: str) -> None:
    with chromium.open(file, f"{VIEWS[view]}&lang={language}") as atlas:
        lines = atlas.page.locator("section:visible .credit:visible").all_inner_texts()
        data, licence = {"ko": ("자료 ", "공공누리 제1유형"), "en": ("Data: ", "KOGL type 1")}[language]
        assert lines and all(line.startswith(data) and "Rebalance " in line for line in lines)
        assert any(f"({licence})" in line and re.search(r"\d{4}-\d\d-\d\d", line) for line in lines)
        if view in ("map", "region"):
            assert {"ko": "경계 ", "en": "Borders: "}[language] in atlas.text("#map-credit")


def test_each_claim_names_the_publishers_of_its_own_tables(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=claims&lang=en") as atlas:
        assert "Ministry of the Interior and Safety" in atlas.text("#claim-overtook-2019 .credit")
        computed = atlas.page.locator(".claim", has=atlas.page.locator("b")).count()
        assert 0 < computed <= atlas.page.locator(".claim .credit").count()


def test_views_without_figures_are_left_out_and_a_link_to_one_opens_another(
    chromium: Browser, schematic: Built, tmp_path: Path
) -> None:
    lake = emptied(schematic.home.lake, tmp_path / "lake", tables=["claim", "claim_variant"], indicators=["youth_migration"])
    write_atlas(tmp_path / "atlas", lake, "1.0")
    with chromium.open(tmp_path / "atlas" / "index.html", "view=claims&i=youth_migration.net_rate_20_34&lang=en") as atlas:
        assert atlas.complaints == []
        assert atlas.page.locator("nav a:visible").all_inner_texts() == ["Map", "5+3 regions", "Scenarios", "Dictionary"]
        assert atlas.page.locator("body").get_attribute("data-shown") == "map"
        assert atlas.page.locator("#indicator option[value^=youth_migration]").count() == 0


def test_page_without_any_figure_is_a_dictionary(chromium: Browser, schematic: Built, tmp_path: Path) -> None:
    tables = ["claim", "claim_variant", "scenario_result", "policy_status", "indicator_value"]
    write_atlas(tmp_path / "atlas", emptied(schematic.home.lake, tmp_path / "lake", tables=tables), "1.0")
    with chromium.open(tmp_path / "atlas" / "index.html", "lang=en") as atlas:
        assert atlas.complaints == [] and atlas.page.locator("nav a:visible").all_inner_texts() == ["Dictionary"]
        assert atlas.page.locator(".dictionary").count() > 100


def test_browser_that_does_not_find_the_modules_says_that_it_is_too_old(chromium: Browser, file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count('<script type="importmap">') == 1
    old = tmp_path / "index.html"
    old.write_text(text.replace('type="importmap"', 'type="unknown"'), encoding="utf-8")
    with chromium.open(old, "view=map", shown="main > [role=alert]") as atlas:
        assert "cannot open the atlas" in atlas.text("[role=alert]") and "열 수 없습니다" in atlas.text("[role=alert]")


def test_playing_goes_from_the_first_date_to_the_next_and_stops_when_pressed(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map") as atlas:
        play = atlas.page.locator("#play")
        play.click()
        assert play.get_attribute("aria-pressed") == "true" and atlas.text("#when") == "2015"
        atlas.page.wait_for_function("document.querySelector('#when').value === '2019'")
        play.click()
        assert play.get_attribute("aria-pressed") == "false" and atlas.text("#play") == "▶"


def test_map_is_zoomed_by_buttons_and_wheel_dragged_and_put_back(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&l=sido") as atlas:
        path = atlas.page.locator("#map .mark-shape path").first
        whole = path.get_attribute("d")
        atlas.page.locator("#zoom-in").click()
        near = path.get_attribute("d")
        assert near != whole and atlas.page.locator("#map.zoomed").count() == 1
        box = atlas.page.locator("#map").bounding_box()
        assert box is not None
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        atlas.page.mouse.move(*middle)
        atlas.page.mouse.down()
        atlas.page.mouse.move(middle[0] + 60, middle[1] + 40)
        atlas.page.mouse.up()
        dragged = path.get_attribute("d")
        assert dragged not in (whole, near) and "r=sido" not in atlas.page.url  # a drag chooses nothing
        atlas.page.mouse.wheel(0, -100)
        atlas.settled()
        assert path.get_attribute("d") != dragged
        atlas.page.locator("#zoom-reset").click()
        assert path.get_attribute("d") == whole and atlas.page.locator("#map.zoomed").count() == 0


def test_map_has_a_shape_a_region_in_the_colours_of_its_legend(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&d=2024-12-31") as atlas:
        assert atlas.colours() == {"#d7191c": 59, "#fdae61": 76, "#ffffbf": 86, "#abd9e9": 8}
        counts = atlas.page.locator("#legend b").all_inner_texts()
        assert counts == ["0", "8", "86", "76", "59"]


def test_slider_changes_the_map_and_missing_regions_are_grey(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map") as atlas:
        newest = atlas.colours()
        atlas.page.locator("#slider").focus()
        atlas.page.keyboard.press("Home")
        atlas.settled()
        assert atlas.text("#map-title").endswith("2015") and atlas.text("#when") == "2015"
        assert atlas.colours() != newest
        assert atlas.colours()["#cccccc"] == 2  # Gunwi and Michuhol, which the source lacks
        assert "no data" in atlas.text("#legend")
        atlas.page.keyboard.press("ArrowRight")
        atlas.settled()
        assert atlas.text("#when") == "2019" and "d=2019-12-31" in atlas.page.url


@pytest.mark.parametrize(
    ("typed", "title"), [("군위", "Gunwi-gun"), ("gunwi", "Gunwi-gun"), ("27720", "Gunwi-gun"), ("대구광역시 중구", "Jung-gu")]
)
def test_search_selects_by_korean_and_english_name_and_code(chromium: Browser, file: Path, typed: str, title: str) -> None:
    with chromium.open(file, "view=map") as atlas:
        atlas.page.locator("#search").fill(typed)
        assert atlas.page.locator("#search").get_attribute("aria-expanded") == "true"
        atlas.page.keyboard.press("Enter")
        atlas.settled()
        assert atlas.text("#region h2") == title
        assert atlas.page.locator("#map .mark-shape").nth(2).locator("path").count() == 1


@pytest.mark.parametrize(
    ("typed", "region", "by"),
    [
        ("부산 중구", "Jung-gu, Busan", ""),
        ("47720", "Gunwi-gun, Daegu", "군위군"),
        ("수원 장안구", "Suwon", "장안구"),
        ("청원군", "Cheongju", "청원군"),
    ],
)
def test_search_finds_everyday_forms_old_codes_gu_and_units_of_the_past(
    chromium: Browser, file: Path, typed: str, region: str, by: str
) -> None:
    with chromium.open(file, "view=map&lang=en") as atlas:
        atlas.page.locator("#search").fill(typed)
        first = atlas.page.locator("#found li").first
        first.wait_for()
        assert region in first.inner_text() and by in first.inner_text()
        assert atlas.page.locator("#not-found").is_hidden()


def test_search_that_finds_nothing_says_so(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&lang=en") as atlas:
        atlas.page.locator("#search").fill("없는 곳")
        atlas.page.locator("#not-found").wait_for()
        assert atlas.text("#not-found") == "No region of that name"
        atlas.page.locator("#search").fill("")
        atlas.page.locator("#not-found").wait_for(state="hidden")


def test_link_of_another_release_shows_the_usual_and_says_what_is_not_there(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=nope&i=a.gone&r=sigungu:nowhere&lang=en") as atlas:
        assert atlas.page.evaluate("document.body.dataset.shown") == "map"
        assert atlas.text("#map-title").startswith("Extinction-risk index")
        said = atlas.text("#astray")
        assert "view=nope, i=a.gone, r=sigungu:nowhere" in said and "this release does not have" in said
        atlas.page.locator("[data-view=claims]").click()
        atlas.settled("body[data-shown=claims]")
        assert atlas.page.locator("#astray").is_hidden()


def test_search_goes_by_arrows_and_escape_closes_it(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map") as atlas:
        box = atlas.page.locator("#search")
        box.press_sequentially("중구")
        options = atlas.page.locator("#found [role=option]")
        assert options.count() == 6
        box.press("ArrowDown")
        chosen = atlas.page.locator("#found [aria-selected=true]")
        assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant") == "found-1"
        box.press("Escape")
        assert atlas.page.locator("#found").is_hidden() and box.get_attribute("aria-expanded") == "false"


def test_click_on_the_map_opens_a_region_with_its_life(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&l=sido") as atlas:
        box = atlas.page.locator("#map").bounding_box()
        assert box is not None
        atlas.page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.5)
        atlas.page.wait_for_selector("#region .life")
        assert "r=sido" in atlas.page.url
        atlas.page.keyboard.press("Escape")
        atlas.page.wait_for_selector("#region .life", state="detached")
        assert "r=sido" not in atlas.page.url


def test_region_shows_both_codes_of_gunwi_and_the_day_it_moved(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&r=sigungu:gunwi-gun") as atlas:
        life = atlas.text("#region .life")
        assert "47720" in life and "27720" in life and "2023-07-01" in life
        assert atlas.text("#region .big").startswith("0.0806")


def test_values_of_the_map_are_there_as_a_table(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map") as atlas:
        atlas.page.locator("#values summary").click()
        atlas.page.wait_for_selector("#values tbody tr")
        assert atlas.page.locator("#values tbody tr").count() == 229


def test_language_and_theme_can_be_changed_and_are_kept_in_the_address(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=claims&lang=en") as atlas:
        assert atlas.text("nav a[aria-current]") == "Claims"
        atlas.page.locator("#language").click()
        atlas.page.locator("#theme").click()
        atlas.settled()
        assert atlas.text("nav a[aria-current]") == "명제"
        assert "lang=ko" in atlas.page.url and "theme=dark" in atlas.page.url
        assert atlas.page.evaluate("document.documentElement.lang") == "ko"


def test_claims_are_counted_by_verdict_and_filtered(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=claims&v=not checkable yet&lang=en") as atlas:
        pressed = atlas.text("#verdicts [aria-pressed=true]")
        assert pressed == f"not checkable yet {atlas.page.locator('.claim').count()}"
        assert set(atlas.page.locator(".claim .badge").all_inner_texts()) == {"not checkable yet"}


def test_filter_of_the_dictionary_finds_a_column_by_its_korean_label(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=dictionary") as atlas:
        all_tables = atlas.page.locator(".dictionary").count()
        atlas.page.locator("#filter").fill("소멸위험지수")
        atlas.settled()
        assert 0 < atlas.page.locator(".dictionary").count() < all_tables
        assert "mart.extinction_risk" in atlas.text("#dictionary")


def test_korean_letters_are_drawn_in_the_font_that_the_page_brings(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&lang=ko") as atlas:
        atlas.page.evaluate("document.fonts.ready")
        assert atlas.page.evaluate("document.fonts.check('16px NanumGothic', '소멸위험')")
        assert set(atlas.page.evaluate("[...document.fonts].map((font) => font.status)")) == {"loaded"}
        ink = {}
        for letters in ("소멸", "위험", "\ue000\ue001"):  # the last two are in no font: boxes
            atlas.page.evaluate(
                """(letters) => { const place = document.querySelector('#map-title'); place.textContent = letters; }""", letters
            )
            shot = Image.open(io.BytesIO(atlas.page.locator("#map-title").screenshot())).convert("L")
            ink[letters] = np.asarray(shot)[:, :60] < 128
        assert all(picture.sum() > 50 for picture in list(ink.values())[:2])
        boxes = ink["\ue000\ue001"]
        assert all((ink[letters] != boxes).mean() > 0.02 for letters in ("소멸", "위험"))
        assert (ink["소멸"] != ink["위험"]).any()


def test_page_prints_the_map_without_its_controls(chromium: Browser, file: Path) -> None:
    with chromium.open(file, "view=map&r=sigungu:gunwi-gun&theme=dark") as atlas:
        atlas.page.emulate_media(media="print")
        assert atlas.page.locator(".controls:visible, nav:visible, #slider:visible").count() == 0
        assert atlas.page.locator("#map svg").is_visible() and atlas.page.locator("#legend").is_visible()
        assert atlas.page.evaluate("getComputedStyle(document.querySelector('.card')).backgroundColor") == "rgb(255, 255, 255)"
        atlas.picture("print")


@pytest.mark.parametrize(("chosen", "pages"), [("", 1), ("&r=sigungu:gunwi-gun", 2), ("&r=sido:gyeonggi", 2)])
def test_print_has_the_map_on_its_first_page_and_the_region_on_at_most_one_more(
    chromium: Browser, file: Path, chosen: str, pages: int
) -> None:
    with chromium.open(file, f"view=map{chosen}") as atlas:
        printed = atlas.page.pdf(format="A4", print_background=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= pages
        atlas.page.set_viewport_size({"width": 720, "height": 1040})  # what is left of a sheet, in pixels of 1/96 inch
        atlas.page.emulate_media(media="print")
        box = atlas.page.locator("#map svg").bounding_box()
        assert box is not None and box["y"] > 0 and box["y"] + box["height"] < 1040

"""The atlas as a reader has it: opened from disk in Chromium, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assets.release.atlas.page import write_atlas
from tests.browser import Browser, browser
from tests.build.assets.release.atlas.test_atlas_in_a_browser import VIEWS
from tests.conftest import Built


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


def test_prices_are_the_real_estate_boards_and_ranks_the_oecds(chromium: Browser, real: Built, tmp_path: Path) -> None:
    write_atlas(tmp_path / "atlas", real.home.lake, "1.0")
    page = tmp_path / "atlas" / "index.html"
    with chromium.open(page, "view=map&i=apartment_price.gap_to_seoul&lang=en") as atlas:
        assert atlas.text("#map-credit").startswith("Data: Korea Real Estate Board (KOGL type 1), ")
    with chromium.open(page, "view=claims&lang=en") as atlas:
        assert "OECD (OECD terms and conditions)" in atlas.text("#claim-most-concentrated-oecd .credit")


def test_page_of_the_real_files_shows_every_view_without_a_complaint(chromium: Browser, real: Built) -> None:
    file = real.release / "atlas" / "index.html"
    for view, state in {**VIEWS, "jobs": "view=map&i=employment_rate.employment_rate_15_29"}.items():
        with chromium.open(file, f"{state}&lang=ko") as atlas:
            assert atlas.complaints == [] and atlas.requests == [], view
            atlas.picture(f"real-{view}")

"""The page as a file: one, without addresses to fetch from, the same for equal tables, made anew when its templates change."""

from __future__ import annotations

from tests.build.assets.release.atlas.test_page import MEGABYTES, part
from tests.conftest import Built


def test_page_of_the_real_files_is_under_six_megabytes(real: Built) -> None:
    text = (real.release / "atlas" / "index.html").read_text(encoding="utf-8")
    assert len(part(text, "map")["shapes"]["sigungu"]) == 229
    assert len(text.encode()) < 6 * MEGABYTES

"""The font that comes along: the letters asked for are in it, drawn and not boxes, and equal text gives equal bytes."""

from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from assets.release.font import FILES, font_faces, fonts_folder, subset


@pytest.mark.parametrize("weight", FILES)
def test_letters_asked_for_are_drawn_and_others_are_not_carried(weight: int) -> None:
    font = TTFont(io.BytesIO(subset("소멸 A", weight)))
    letters = font.getBestCmap()
    assert {chr(code) for code in letters} == set("소멸 A")
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[letters[ord("멸")]].draw(pen)
    assert pen.bounds and pen.bounds[2] - pen.bounds[0] > 300


def test_subset_is_small_and_the_same_every_time() -> None:
    assert subset("지방소멸") == subset("멸소방지")
    assert len(subset("지방소멸")) < 20_000 < (fonts_folder() / FILES[400]).stat().st_size


def test_style_sheet_holds_the_letters_of_the_text() -> None:
    css = font_faces("군위군", (400,))
    (data,) = re.findall(r"base64,([^\"]+)", css)
    letters = TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()
    assert {ord("군"), ord("위"), ord("A"), ord("9")} <= set(letters)

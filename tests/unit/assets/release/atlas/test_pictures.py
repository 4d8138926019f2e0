"""Static maps: one a rate, share or index, with Korean letters drawn on any machine, in the classes of the palette."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from assets.release.atlas.pictures import with_font
from assets.release.font import font_faces
from assets.release.maps import map_spec, picture
from assets.release.style.palette import SINGLE, MapClass


def ink(title: str) -> np.ndarray:
    """Dark pixels of the title of a map that is nothing but a small square."""
    import shapely

    spec = map_spec(
        np.array([shapely.box(0, 0, 1000, 1000)]), values=["shape"], classes=[MapClass("shape", "", "", SINGLE)], title=title,
        basis="published", width=40,
    )  # fmt: skip
    _, png = picture(spec, scale=2.0)
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"))[:30]
    return np.pad(grey < 128, ((0, 0), (0, max(0, 400 - grey.shape[1]))))[:, :400]


def test_korean_letters_are_drawn_and_are_no_boxes() -> None:
    korean, boxes = ink("소멸위험"), ink("\ue000\ue001\ue002\ue003")  # in no font
    assert korean.sum() > 200
    assert (korean != boxes).sum() > 200
    assert (ink("소멸") != ink("위험")).any()


def test_legend_of_a_picture_says_of_which_dates_its_classes_are() -> None:
    import shapely

    spec = map_spec(
        np.array([shapely.box(0, 0, 1000, 1000)]), values=["1"], title="제목", basis="published", width=40,
        classes=[MapClass("1", "< 5", "< 5", SINGLE, None, 5.0), MapClass("2", "≥ 5", "≥ 5", "#000000", 5.0, None)],
        classed=("2025년 값으로 나눈 등급", "classes of 2025"),
    )  # fmt: skip
    assert spec["encoding"]["color"]["legend"]["title"] == "2025년 값으로 나눈 등급  classes of 2025"
    assert "2025" in picture(spec)[0]


def test_font_stands_inside_the_picture() -> None:
    svg = with_font('<svg xmlns="x" width="1"><text>가</text></svg>', font_faces("가", (400,)))
    assert svg.startswith('<svg xmlns="x" width="1"><defs><style>@font-face') and svg.endswith("<text>가</text></svg>")

"""The Korean font of the page and of pictures: only the glyphs that are used, as a style sheet that holds them.

A bare machine draws boxes for Hangul; whatever is opened there brings its own letters.
"""

from __future__ import annotations

import base64
import functools
import importlib.util
import io
from pathlib import Path

# The family as the page and the pictures name it; a machine's own NanumGothic may have other metrics.
FAMILY = "NanumGothic"
FILES = {400: "NanumGothic.ttf", 700: "NanumGothicBold.ttf"}
LATIN = "".join(map(chr, range(0x20, 0x7F)))


def fonts_folder() -> Path:
    """Where the font files lie; their package is found, not imported: it would ask for matplotlib, which runs do without."""
    spec = importlib.util.find_spec("koreanize_matplotlib")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "fonts"


def font_faces(text: str, weights: tuple[int, ...] = tuple(FILES)) -> str:
    """`@font-face` rules for the letters of `text`; equal text gives equal bytes."""
    letters = "".join(sorted(set(text) | set(LATIN)))
    return "\n".join(_face(letters, weight) for weight in weights)


@functools.lru_cache(maxsize=8)
def _face(letters: str, weight: int) -> str:
    data = base64.b64encode(subset(letters, weight)).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-display:block;'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )


def subset(letters: str, weight: int = 400) -> bytes:
    """The font cut to `letters`, as WOFF without hints and without the time of its making."""
    from fontTools import subset as cutter  # noqa: PLC0415  (only runs that publish pay for it)
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = cutter.Options(layout_features=["kern"], hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6, 13, 14])
    options.drop_tables += ["TSI0", "TSI1", "TSI2", "TSI3", "TSI5"]
    font = TTFont(fonts_folder() / FILES[weight], recalcTimestamp=False, lazy=True)
    knife = cutter.Subsetter(options)
    knife.populate(text=letters)
    knife.subset(font)
    font.flavor = "woff"
    sink = io.BytesIO()
    font.save(sink)
    return sink.getvalue()

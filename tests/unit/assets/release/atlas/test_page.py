"""The page as a file: one, without addresses to fetch from, the same for equal tables, made anew when its templates change."""

from __future__ import annotations

import json
import re

from assets.release.atlas import page


def test_words_are_in_both_languages() -> None:
    words = json.loads((page.PAGE / "words.json").read_text(encoding="utf-8"))
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    used = set()
    for path in page.PAGE.rglob("*"):
        if path.suffix in {".js", ".html"}:
            source = path.read_text(encoding="utf-8")
            used |= set(re.findall(r'word\("([a-z_]+)"\)', source)) | set(re.findall(r'data-(?:word|label)="([a-z_]+)"', source))
    assert len(used) > 50 and used <= set(words)

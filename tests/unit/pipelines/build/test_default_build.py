"""The default build from end to end: the real map and real figures, and the same to the last digit as publishers' files give."""

from __future__ import annotations

from assets.sources.embedded.carried import FIGURES, carried, carried_files

# --- what the project carries


def test_carried_tables_are_small_and_say_whose_they_are() -> None:
    assert sum(path.stat().st_size for path in carried_files()) < 4_000_000
    assert {path.suffix for path in FIGURES.iterdir()} <= {".gz", ".csv", ".md"}
    for path in carried_files():
        head = carried(path.name.removesuffix(".csv.gz")).head
        assert head["licence"].startswith(("KOGL type 1", "OECD terms", "Apache-2.0")), path.name

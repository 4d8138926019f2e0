"""What the page on files prints of `rebalance diff` is what it prints of two releases that differ in these rows."""

from __future__ import annotations

from pathlib import Path

from expectations.contracts.population import POPULATION_TABLE
from tests.releases import release
from tools.pages.blocks import ROOT, blocks, commands, rebalance, standing_in

COMMAND, SHOWN = (block for block in blocks(ROOT / "docs/files-for-r-and-excel.md") if block.language in ("sh", "text"))
BEFORE = {("seoul-jongno-gu", 4_695), ("seoul-jung-gu", 3_500), ("gunwi-gun", 120)}
AFTER = {("seoul-jongno-gu", 4_795), ("seoul-jung-gu", 3_400), ("gunwi-gun", 120)}


def rows(people: set[tuple[str, int]]) -> list[dict[str, object]]:
    """Registered women of 20 to 24 at the end of 2024."""
    same = {"reference_date": "2024-12-31", "population_concept": "registration", "sex": "female", "age_from": 20, "age_to": 24}
    return [{"unit_id": unit, "population": number, **same} for unit, number in sorted(people)]


def test_difference_is_as_printed(tmp_path: Path) -> None:
    ((_, *words),) = commands(COMMAND.text)
    releases = tmp_path / "home" / "releases"
    releases.mkdir(parents=True)
    of = {"profile": "embedded"}
    before, after = "2024-12-31-embedded-383e487b", "2024-12-31-embedded-5d1c0a7e"
    release(releases / before, (POPULATION_TABLE, rows(BEFORE)), created_at="2026-01-01T00:00:00", **of)
    release(releases / after, (POPULATION_TABLE, rows(AFTER)), created_at="2026-02-01T00:00:00", **of)
    (releases / "current").symlink_to(after)
    with standing_in(tmp_path, tmp_path / "home"):
        code, found = rebalance(words)
    assert code == 0
    assert SHOWN.text in "\n".join(line.rstrip() for line in found.splitlines()), found
    with standing_in(tmp_path, tmp_path / "home"):
        assert rebalance([*words, "--table", "population", "--limit", "50", "--tolerance", "1e-9", "--exit-code"])[0] == 6

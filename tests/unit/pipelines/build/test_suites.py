"""Suites are begun beside the build as soon as they can be, and never on a table that is still to be built."""

from __future__ import annotations

from pipelines.build.plan import tables_below


def test_what_many_tables_are_made_from_has_more_below_it() -> None:
    below = tables_below()
    assert below["region"] > below["boundary"] > below["level_boundary"] > below["sigungu"]
    assert min(below.values()) == 0 and max(below.values()) < len(below)

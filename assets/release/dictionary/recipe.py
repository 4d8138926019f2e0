"""What a question of the cookbook is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """A question; `spatial` says that the SQL needs DuckDB's spatial extension."""

    title: str
    question_ko: str
    question_en: str
    sql: str
    reading: str
    spatial: bool = False

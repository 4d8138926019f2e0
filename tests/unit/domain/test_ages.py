"""Spans of ages as groups, columns, places and SQL."""

from __future__ import annotations

import duckdb

from domain.ages import (
    AGE_NAMES,
    AGED_15_29,
    AGED_15_49,
    AGED_20_34,
    AGED_20_39,
    AGED_65_OVER,
    AGES,
    MOTHERS_AGES,
    OLDEST,
    SURVEY_AGE_NAMES,
    SURVEY_AGES,
)


def test_groups_are_of_five_years_and_the_last_is_open() -> None:
    assert AGES[:3] == (0, 5, 10) and AGES[-1] == OLDEST == 100 and AGE_NAMES[-1] == "age_100"


def test_a_span_is_its_whole_groups() -> None:
    assert AGED_20_39.groups == (20, 25, 30, 35) and AGED_20_34.groups == (20, 25, 30) and AGED_15_29.groups == (15, 20, 25)
    assert AGED_20_39.columns == ("age_20", "age_25", "age_30", "age_35")
    assert AGED_65_OVER.groups[0] == 65 and AGED_65_OVER.groups[-1] == OLDEST


def test_places_of_a_span_are_those_of_its_groups_among_all() -> None:
    for span in (AGED_15_49, AGED_20_34, AGED_20_39, AGED_65_OVER):
        assert AGES[span.places] == span.groups


def test_sql_of_a_span_takes_the_same_groups() -> None:
    for span in (AGED_20_39, AGED_65_OVER):
        rows = duckdb.sql(
            f"SELECT age_from FROM (SELECT unnest($ages) AS age_from) WHERE {span.sql()}", params={"ages": list(AGES)}
        )
        assert tuple(age for (age,) in rows.fetchall()) == span.groups


def test_mothers_are_those_aged_15_to_49() -> None:
    assert tuple(int(ages.split("_")[0]) for ages in MOTHERS_AGES) == AGED_15_49.groups


def test_age_groups_of_the_survey_have_names_in_both_languages() -> None:
    assert set(SURVEY_AGES.values()) == set(SURVEY_AGE_NAMES)

"""What SQL of assets says of days."""

from __future__ import annotations

import datetime as dt

from assets.lake.session import session


def test_an_era_has_its_first_day_and_not_its_end_and_an_empty_end_is_open() -> None:
    query = """
        SELECT day, in_force(DATE '2012-07-01', DATE '2023-07-01', day), in_force(DATE '2012-07-01', NULL, day)
        FROM (VALUES (DATE '2012-06-30'), (DATE '2012-07-01'), (DATE '2023-06-30'), (DATE '2023-07-01')) AS t (day)
        ORDER BY day
    """
    assert [row[1:] for row in session().sql(query).fetchall()] == [(False, False), (True, True), (True, True), (False, True)]


def test_a_year_ends_with_december_and_an_open_end_is_the_last_day_there_is() -> None:
    assert session().sql("SELECT year_end(2020), open_end(NULL)").fetchone() == (dt.date(2020, 12, 31), dt.date.max)

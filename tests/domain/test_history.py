"""Which day a file's names or codes are of, told by the names themselves."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.reference.units import region
from domain.history import day_of
from expectations.contracts.units import REGION
from tests.frames import result


def sido() -> pd.DataFrame:
    table = result(REGION, region())
    return table[table["level"] == "sido"]


def names(day: dt.date) -> list[str]:
    table = sido()
    begins, ends = pd.to_datetime(table["valid_from"]), pd.to_datetime(table["valid_to"])
    stamp = pd.Timestamp(day)
    return table.loc[(begins <= stamp) & (ends.isna() | (ends > stamp)), "name_ko"].tolist()


def test_names_of_2024_are_of_the_last_change_before_it_and_not_of_today() -> None:
    assert day_of(sido(), "name_ko", [*names(dt.date(2024, 12, 31)), "전국"]) == pd.Timestamp("2024-01-18")


def test_names_printed_after_a_merger_are_of_the_day_of_the_merger() -> None:
    later = names(dt.date(2031, 12, 31))
    assert "전남광주통합특별시" in later
    assert day_of(sido(), "name_ko", later) == pd.Timestamp("2026-07-01")


def test_a_name_that_nobody_ever_bore_changes_nothing() -> None:
    assert day_of(sido(), "name_ko", [*names(dt.date(2015, 12, 31)), "평안남도"]) < pd.Timestamp("2023-06-11")


def test_no_names_or_no_history_have_the_newest_day() -> None:
    assert day_of(sido(), "name_ko", []) == pd.to_datetime(sido()["valid_from"]).max()
    assert day_of(sido().iloc[:0], "name_ko", ["서울특별시"]) == pd.Timestamp.max

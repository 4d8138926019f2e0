"""The claim ledger on publishers' files: verdicts and the figures behind them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.conftest import Built


def variants(real: Built, claim_id: str, definition: str) -> pd.DataFrame:
    table = real.home.lake.frame("claim_variant")
    return table[(table["claim_id"] == claim_id) & (table["definition"] == definition)]


PROVINCES = "provinces: provinces_in_register, special_provinces"


@pytest.mark.parametrize(
    ("claim_id", "author", "counts", "verdict", "under"),
    [
        ("at-risk-2000-2024", "holds", (3, 3, 3), "holds", "year_2000: in_2000; year_2024: keis, local_government"),
        ("overtook-2019", "holds", (1, 3, 6), "holds only under", "registration"),
        ("territory-12-percent", "no definition named", (0, 1, 1), "does not reproduce", None),
        ("youth-to-capital", "not checkable yet", (1, 1, 2), "partly checkable", "cohort_20_34"),
        ("five-plus-three-status", "does not hold", (2, 3, 3), "does not reproduce", PROVINCES),
        ("most-concentrated-oecd", "partly checkable", (0, 1, 2), "partly checkable", "people_sudogwon (1 of 1, 1 open)"),
        ("capital-half-of-product", "holds", (2, 2, 2), "holds", "oecd_product, regional_product"),
        ("southwest-renewables", "no definition named", (0, 0, 2), "not checkable yet", None),
        ("hubs-become-rust-belts", "no definition named", (0, 3, 3), "holds only under", "designated (5 of 6, 7 open)"),
    ],
)
def test_verdicts_on_publishers_files(
    real: Built, claim_id: str, author: str, counts: tuple[int, int, int], verdict: str, under: str | None
) -> None:
    row = real.home.lake.frame("claim").set_index("claim_id").loc[claim_id]
    assert (row["verdict_author"], row["verdict"]) == (author, verdict)
    assert (row["definitions_holding"], row["definitions_checked"], row["definitions_written"]) == counts
    assert (None if pd.isna(row["holds_under"]) else row["holds_under"]) == under


def test_2000_is_judged_by_the_counts_of_1995_to_1998_and_2008(real: Built) -> None:
    table = variants(real, "at-risk-2000-2024", "in_2000")
    assert list(table["value"]) == [0, 0, 0] and set(table["verdict"]) == {"holds"}
    assert {note[-5:] for note in table["note"]} == {"0.510", "0.536", "0.545"}


def test_members_that_are_not_in_the_file_are_named(real: Built) -> None:
    row = real.home.lake.frame("claim").set_index("claim_id").loc["most-concentrated-oecd"]
    for country in ("Iceland", "Costa Rica", "Chile", "Israel", "Latvia", "Lithuania", "Estonia", "Luxembourg", "Switzerland"):
        assert country in row["needed_tables"]
    assert "아이슬란드" in row["needed_ko"] and row["newest_date"] == dt.date(2020, 12, 31)


def test_no_measure_of_the_territory_gives_the_printed_share(real: Built) -> None:
    shares = variants(real, "territory-12-percent", "sigungu_polygons")["value"]
    assert shares.between(0.117, 0.1195).all() and len(shares) == 8
    emd = variants(real, "territory-12-percent", "emd_polygons").set_index("reference_date")["value"]
    assert emd[dt.date(2017, 12, 31)] == pytest.approx(0.118835, abs=1e-6)
    assert emd[dt.date(2020, 12, 31)] == pytest.approx(0.119193, abs=1e-6)


def test_the_oecd_crosses_a_year_later(real: Built) -> None:
    table = variants(real, "overtook-2019", "oecd_mid_year")
    assert list(table["value"]) == [-21438, 135313] and list(table["verdict"]) == ["shown", "does not hold"]


def test_few_hubs_outside_lost_a_tenth_of_their_manufacturing_jobs_and_all_together_none(real: Built) -> None:
    (eroded,) = variants(real, "hubs-become-rust-belts", "eroded").to_dict("records")
    assert (round(eroded["value"], 3), eroded["n"], eroded["note"]) == (0.092, 65, "2015-2016, 2017-2019")
    (together,) = variants(real, "hubs-become-rust-belts", "together").to_dict("records")
    assert 0 <= together["value"] < 0.01


def test_few_single_cities_can_be_decided_and_fits_to_as_many_donors_as_years_decide_nothing(real: Built) -> None:
    for outcome, decided in (("_people", {"chungbuk", "gwangju_jeonnam", "jeju"}), ("_businesses", {"gwangju_jeonnam", "jeju"})):
        table = variants(real, "innovation-cities-little-effect", f"each_host{outcome}").set_index("item")
        assert set(table.index[table["verdict"] == "does not hold"]) == decided
        assert set(table["verdict"]) == {"shown", "does not hold"} and len(table) == 10
    households = variants(real, "innovation-cities-little-effect", "each_host")
    overfit = households[households["note"].str.contains("fit overfit", na=False)]
    assert len(overfit) == 6 and set(overfit["verdict"]) == {"shown"}

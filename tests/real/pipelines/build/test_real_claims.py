"""The claim ledger on publishers' files: verdicts and the figures behind them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from tests.conftest import Built


def variants(real: Built, claim_id: str, definition: str) -> pd.DataFrame:
    table = real.home.lake.frame("claim_variant")
    return table[(table["claim_id"] == claim_id) & (table["definition"] == definition)]


@pytest.mark.parametrize(
    ("claim_id", "verdict", "under"),
    [
        ("overtook-2019", "holds only under", "registration"),
        ("territory-12-percent", "does not reproduce", None),
        ("at-risk-2000-2024", "holds only under", "keis, local_government"),
        ("division-of-labour", "holds only under", "break_ar1, break_walk (2 of 3), narrower"),
        ("youth-to-capital", "holds only under", "cohort_20_34, origins_20_34 (6 of 7)"),
        ("last-chance", "does not reproduce", None),
        ("southwest-renewables", "not checkable yet", None),
        ("hubs-become-rust-belts", "holds only under", "designated (5 of 11)"),
    ],
)
def test_verdicts_on_publishers_files(real: Built, claim_id: str, verdict: str, under: str | None) -> None:
    row = real.home.lake.frame("claim").set_index("claim_id").loc[claim_id]
    assert row["verdict"] == verdict
    assert (None if pd.isna(row["holds_under"]) else row["holds_under"]) == under


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


def test_two_single_cities_can_be_decided(real: Built) -> None:
    table = variants(real, "innovation-cities-little-effect", "each_host").set_index("item")
    assert set(table.index[table["verdict"] == "does not hold"]) == {"gwangju_jeonnam", "jeju"}
    assert set(table["verdict"]) == {"shown", "does not hold"}

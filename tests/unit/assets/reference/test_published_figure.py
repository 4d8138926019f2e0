"""Published figures: each with its own name, period, concept and confidence."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from assets.reference.published import published_figure
from expectations.contracts.claims import PUBLISHED_FIGURE
from tests.frames import result

FIGURES = result(PUBLISHED_FIGURE, published_figure()).set_index("figure_id")


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("capital-share-2019-12-registration-capital", 0.50002),
        ("national-population-2019-12-registration-nation", 51_849_861),
        ("tfr-2024-nation", 0.75),
        ("tfr-2024-seoul", 0.58),
        ("designated-decline-areas-2021-10-legal-designation-nation", 89),
        ("at-risk-count-2024-03-registration-nation", 130),
        ("at-risk-count-2023-02-registration-nation", 118),
        ("grdp-share-2022-nominal-capital", 0.525),
        ("grdp-share-2022-nominal-rebased-capital", 0.528),
        ("grdp-share-2023-nominal-capital", 0.523),
        ("grdp-share-2024-nominal-capital", 0.528),
    ],
)
def test_figure_is_as_published(figure: str, value: float) -> None:
    assert FIGURES.loc[figure, "value"] == value


def test_identifier_tells_figure_period_and_region() -> None:
    for name, row in FIGURES.iterrows():
        assert str(name).startswith(f"{row['figure']}-{row['period']}".replace("_", "-").replace("/", "-")), name
        assert str(name).endswith(row["region"]), name


def test_period_covers_what_is_printed() -> None:
    for row in FIGURES.itertuples():
        first, last = row.period.split("/") if "/" in row.period else (row.period, row.period)
        assert str(row.period_from) == f"{first}-01-01"[:10] if len(first) == 4 else f"{first}-01"
        following = row.period_to + dt.timedelta(days=1)
        assert str(row.period_to).startswith(last) and (following.day, following.month if len(last) == 4 else 1) == (1, 1)


def test_counts_of_units_name_their_unit_set() -> None:
    counted = FIGURES[FIGURES["figure"].isin(["at_risk_count", "high_risk_count"])]
    assert len(counted) == 11 and set(counted["unit_set"]) == {"keis"}


def test_every_population_share_names_its_concept() -> None:
    shares = FIGURES[FIGURES["figure"] == "capital_share"]
    assert shares["concept"].notna().all() and {"registration", "register census", "projection"} == set(shares["concept"])
    assert pd.isna(FIGURES.loc["tfr-2024-nation", "concept"])


def test_low_confidence_is_kept_and_said() -> None:
    assert FIGURES["confidence"].value_counts().to_dict()["low"] == 1
    assert FIGURES["source"].str.len().min() > 0


def test_accounts_before_and_after_the_revision_are_told_apart() -> None:
    shares = FIGURES[FIGURES["figure"] == "grdp_share"]
    assert shares.loc["grdp-share-2023-nominal-capital", "source"] == "Statistics Korea 2024-12-20"
    assert shares.loc["grdp-share-2022-nominal-rebased-capital", "source"] == "Statistics Korea 2024-09-05"
    assert "prices of 2015" in str(shares.loc["grdp-share-2022-nominal-capital", "note"])
    assert not shares["source"].str.contains("old base").any()


def test_the_printed_count_that_a_count_of_ours_equals_by_chance_says_so() -> None:
    assert "Gunwi-gun" in str(FIGURES.loc["at-risk-count-2023-02-registration-nation", "note"])

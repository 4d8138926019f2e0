"""Product of sigungu: each activity scaled to its sido, nothing scaled where a unit lacks, nothing handed to a later sido."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.panel.sigungu_value_added import SIDO_ACTIVITIES
from assets.reading.catalogue import read_catalogue
from assets.sources.census_figure import census_figure
from domain.census import ACTIVITIES
from expectations.contracts.sido_population import CENSUS_FIGURE
from pipelines.build.plan import all_declarations
from tests.frames import result
from tests.real_files import CATALOGUE, real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_sejong_tells_what_the_activities_of_the_package_hold() -> None:
    """Its units are the sido, and its accounts those of the sido table: every activity is equal to the last million."""
    (file,) = read_catalogue(CATALOGUE, Path("nowhere"), frozenset(all_declarations()), Path("unused")).of("census_figure")
    package = result(CENSUS_FIGURE, census_figure(file))
    sejong = package[(package["topic"] == "grdp") & (package["sido_code"] == "29") & (package["year"] == 2020)]
    ours = sejong.assign(activity=sejong["item"].map(ACTIVITIES)).dropna(subset=["activity"]).set_index("activity")["value"]
    accounts_of_sido = real_table("kosis_grdp").query("item == '명목' and year == 2020 and region_name == '세종특별자치시'")
    theirs = accounts_of_sido.assign(activity=accounts_of_sido["activity_name"].map(SIDO_ACTIVITIES)).set_index("activity")[
        "value"
    ]
    assert (ours.fillna(0) - theirs[ours.index].fillna(0)).abs().max() <= 1

"""`rebalance claims` and `rebalance claim`: the ledger of the schematic build as a reader meets it."""

from __future__ import annotations

import shutil
from pathlib import Path

from domain.verdict import NOT_YET
from tests.command import rebalance
from tests.conftest import Built


def test_ledger_of_the_embedded_build_judges_what_it_can_and_names_the_rest(schematic: Built) -> None:
    claims = schematic.home.lake.frame("claim").set_index("claim_id")
    assert claims.loc["overtook-2019", "verdict"] == "holds" and claims.loc["overtook-2019", "reproduced_value"] == 1737
    assert claims.loc["territory-12-percent", "verdict"] == "does not reproduce"
    assert claims.loc["five-plus-three-status", "holds_under"] == "provinces_in_register, special_provinces"
    open_ = claims[claims["verdict"] == NOT_YET]
    assert "most-concentrated-oecd" in open_.index and open_["needed_tables"].notna().all()
    assert open_.loc["most-concentrated-oecd", "needed_tables"] == "mart.oecd_rank (no rows in this build)"


def test_claims_are_listed_with_verdicts_and_their_number(schematic: Built) -> None:
    answer = rebalance("claims", "--home", schematic.home.root)
    assert answer.code == 0 and f"from {schematic.release.name}" in answer.out
    (line,) = [line for line in answer.out.splitlines() if line.startswith("overtook-2019")]
    assert "holds" in line and "1 of 6" in line and "In 2019" in line


def test_one_claim_shows_its_numbers_by_year_and_definition(schematic: Built) -> None:
    answer = rebalance("claim", "overtook-2019", "--home", schematic.home.root)
    assert answer.code == 0
    for words in (
        "2019년 수도권 인구",
        "1,737",
        "-231,223",
        "registration",
        "register_census",
        "raw.census_figure",
        "difference  0",
    ):
        assert words in answer.out
    assert "2003-12-31" not in answer.out and "--all" in answer.out


def test_all_rows_of_a_long_series_on_request(schematic: Built) -> None:
    assert "2003-12-31" in rebalance("claim", "overtook-2019", "--all", "--home", schematic.home.root).out


def test_an_unknown_claim_lists_those_there_are(schematic: Built) -> None:
    answer = rebalance("claim", "overtook-2020", "--home", schematic.home.root)
    assert answer.code == 2 and "no claim overtook-2020" in answer.message and "overtook-2019" in answer.message


def test_without_a_release_the_lake_is_read(schematic: Built, tmp_path: Path) -> None:
    shutil.copytree(schematic.home.lake.root, tmp_path / "lake" / schematic.home.profile)
    answer = rebalance("claims", "--home", tmp_path, "--sources", "schematic")
    assert answer.code == 0 and "from lake schematic" in answer.out

"""Unit sets and megaregions follow from the region facts; nobody types them."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.reference.units import fact_file, megaregion_membership, official_area, read_facts, region, with_unit_sets
from domain.history import alive
from expectations.contracts.units import MEGAREGION_MEMBERSHIP, OFFICIAL_AREA, REGION
from tests.frames import result

COLUMNS = ["region_id", "unit_id", "level", "kind", "valid_from", "valid_to", "parent_unit_id", "sido_unit_id"]


def eras(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS, dtype="object")


def group(sido: str, name: str, begins: str = "1994-12-31", ends: str | None = None) -> dict[str, str | None]:
    return {"scheme": "five_plus_three", "sido_unit_id": sido, "group_id": name, "valid_from": begins, "valid_to": ends}


SMALL = eras(
    ("gyeonggi@1", "gyeonggi", "sido", "do", "1994-12-31", None, None, "gyeonggi"),
    ("suwon@1", "suwon", "sigungu", "si", "1994-12-31", None, "gyeonggi", "gyeonggi"),
    ("jangan@1", "jangan", "sigungu", "gu", "1994-12-31", None, "suwon", "gyeonggi"),
    ("hwaseong@1", "hwaseong", "sigungu", "si", "2001-03-21", "2026-02-01", "gyeonggi", "gyeonggi"),
    ("hwaseong@2", "hwaseong", "sigungu", "si", "2026-02-01", None, "gyeonggi", "gyeonggi"),
    ("manse@1", "manse", "sigungu", "gu", "2026-02-01", None, "hwaseong", "gyeonggi"),
    ("sejong@1", "sejong", "sido", "special_self_governing_city", "2012-07-01", None, None, "sejong"),
    ("sejong-si@1", "sejong-si", "sigungu", "special_self_governing_city", "2012-07-01", None, "sejong", "sejong"),
    ("jeju@1", "jeju", "sido", "special_self_governing_province", "1994-12-31", None, None, "jeju"),
    ("jeju-si@1", "jeju-si", "sigungu", "administrative_si", "2006-07-01", None, "jeju", "jeju"),
)
GROUPS = pd.DataFrame([group("gyeonggi", "capital"), group("sejong", "central"), group("jeju", "jeju")])


def members(name: str) -> set[str]:
    table = with_unit_sets(SMALL, GROUPS)
    return set(table.loc[table[name], "region_id"])


def test_finest_units_have_no_gu_of_their_own() -> None:
    assert members("in_finest") == {"jangan@1", "hwaseong@1", "manse@1", "sejong-si@1", "jeju-si@1"}


def test_kosis_units_stand_directly_below_a_sido() -> None:
    assert members("in_kosis") == {"suwon@1", "hwaseong@1", "hwaseong@2", "sejong-si@1", "jeju-si@1"}


def test_keis_leaves_out_sejong_and_local_government_the_cities_of_jeju_too() -> None:
    assert members("in_kosis") - members("in_keis") == {"sejong-si@1"}
    assert members("in_keis") - members("in_local_government") == {"jeju-si@1"}


def test_megaregion_of_an_era_is_that_of_its_sido_on_its_first_day() -> None:
    groups = pd.DataFrame([group("gyeonggi", "old", ends="2010-01-01"), group("gyeonggi", "capital", begins="2010-01-01")])
    table = with_unit_sets(SMALL, groups).set_index("region_id")["megaregion"]
    assert (table["suwon@1"], table["hwaseong@2"]) == ("old", "capital")
    assert pd.isna(table["jeju@1"])


@pytest.mark.parametrize("year", range(2016, 2024))
def test_set_sizes_are_250_229_228_226_at_the_end_of(year: int) -> None:
    living = alive(region(), pd.Timestamp(f"{year}-12-30"))
    sizes = [int(living[f"in_{name}"].sum()) for name in ("finest", "kosis", "keis", "local_government")]
    assert sizes == [250, 229, 228, 226]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2016-07-03", [252, 229, 228, 226]),  # Bucheon still has three gu
        ("2016-07-04", [250, 229, 228, 226]),
        ("2023-12-31", [250, 229, 228, 226]),
        ("2024-01-01", [252, 229, 228, 226]),  # and has them again
        ("2026-01-31", [252, 229, 228, 226]),
        ("2026-02-01", [255, 229, 228, 226]),  # four gu of Hwaseong
        ("2026-06-30", [255, 229, 228, 226]),
        ("2026-07-01", [256, 230, 229, 227]),  # three gu of Incheon become four
    ],
)
def test_set_sizes_change_on_the_day_of_an_event(day: str, expected: list[int]) -> None:
    living = alive(region(), pd.Timestamp(day))
    assert [int(living[f"in_{name}"].sum()) for name in ("finest", "kosis", "keis", "local_government")] == expected


def test_eras_are_half_open() -> None:
    frame = pd.DataFrame({"valid_from": ["2020-01-01", "2023-07-01"], "valid_to": ["2023-07-01", None]})
    assert alive(frame, pd.Timestamp("2023-06-30")).index.tolist() == [0]
    assert alive(frame, pd.Timestamp("2023-07-01")).index.tolist() == [1]


def test_every_reference_table_meets_its_contract() -> None:
    for contract, asset in ((REGION, region), (MEGAREGION_MEMBERSHIP, megaregion_membership), (OFFICIAL_AREA, official_area)):
        table = result(contract, asset())
        assert len(table) and not table.duplicated(list(contract.key)).any(), contract.name


def test_five_plus_three_partitions_the_sido_of_today() -> None:
    living = alive(region(), pd.Timestamp("2024-12-31"))
    sido = living[living["level"] == "sido"]
    assert len(sido) == 17 and sido["megaregion"].notna().all()
    assert sido["megaregion"].nunique() == 8


def test_facts_stay_text_and_empty_cells_stay_empty() -> None:
    table = read_facts("region")
    assert set(table["mois_code"].str.len()) <= {2, 5}
    assert table["valid_to"].isna().any() and not (table == "").to_numpy().any()
    assert fact_file("region").is_file()

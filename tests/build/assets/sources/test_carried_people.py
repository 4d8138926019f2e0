"""People and codes carried over: written as their publishers print them, read by the ordinary readers, figure by figure alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from assets.reading.catalogue import Catalogue, read_catalogue
from assets.sources import code_table
from assets.sources.embedded import code_lists, people
from assets.sources.embedded.carried import HEAD, carried
from assets.sources.embedded.write import CATALOGUE, SUMS, embedded_files
from assets.sources.emd import emd_density, emd_population
from assets.sources.kosis_collected_population import kosis_collected_population
from assets.sources.kosis_dong_population import kosis_dong_population
from assets.sources.kosis_national_population import kosis_national_population
from assets.sources.kosis_population import kosis_population
from assets.sources.kosis_sido_tables import kosis_sido_population
from assets.sources.kosis_sigungu_tables import kosis_households
from assets.sources.mois_population import mois_population
from assets.sources.mois_single_age import mois_single_age
from expectations.contracts.registry import all_contracts
from tests.frames import result
from tools.carried_people import MAKERS

pytestmark = pytest.mark.builds

WRITERS = (*people.WRITERS, *code_lists.WRITERS)
READERS = {
    reader.__name__: reader
    for reader in (
        mois_population, mois_single_age, kosis_population, kosis_collected_population, kosis_dong_population,
        kosis_sido_population, kosis_households, kosis_national_population, emd_population, emd_density,
        code_table.legal_dong_code, code_table.admin_dong_code, code_table.region_code, code_table.renumbered_code,
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """All files, written once, as the catalogue declares them."""
    folder = embedded_files(tmp_path_factory.mktemp("written"))
    return read_catalogue(CATALOGUE, folder, list(all_contracts()), folder / "scratch")


@pytest.fixture(scope="module")
def raw(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Every dataset as the lake keeps it: cast, held against its contract's columns, rows in order."""
    return {
        name: result(all_contracts()[name], pd.concat([read(file) for file in catalogue.of(name)]))
        for name, read in READERS.items()
    }


def by_age(table: pd.DataFrame, identity: list[str]) -> pd.Series:
    """Figures of `m0`, `f100` … or `p0` … by identity, letter and age; rows without figures left out."""
    figures = [name for name in table if name[0] in "mfp" and name[1:].isdigit()]
    long = table.melt(identity, figures, "column", "people").astype({"people": "int64"})
    long = long.assign(sex=long["column"].str[0], age=long["column"].str[1:].astype("int64"))
    return long.set_index([*identity, "sex", "age"])["people"].sort_index()


def as_read(table: pd.DataFrame, identity: list[str]) -> pd.Series:
    """The same of a raw table with a column an age: men and women only."""
    named = {"region_code": "code", "region_name": "name"}
    table = table[(table["sex"] != "total") & table["population"].notna()].rename(columns=named)
    table = table.assign(sex=table["sex"].str[0], year=pd.to_datetime(table["reference_date"]).dt.year.astype("str"))
    ages = [name for name in table if name.startswith("age_")]
    long = table.melt([*identity, "sex"], ages, "age", "people").dropna(subset=["people"])
    long = long.assign(age=long["age"].str.removeprefix("age_").astype("int64"), people=long["people"].astype("int64"))
    return long.set_index([*identity, "sex", "age"])["people"].sort_index()


def same(found: pd.Series, expected: pd.Series) -> None:
    pd.testing.assert_series_equal(found, expected, check_index_type=False)


def of(table: pd.DataFrame, year: int, month: int = 12) -> pd.DataFrame:
    day = dt.date(year, month, 30 if month == 6 else 31)
    return table[(table["reference_date"] == day) & (table["sex"] == "total")]


def sido_sum(table: pd.DataFrame) -> int:
    return int(table.loc[table["region_code"].str[2:].isin(["", "0" * 8]) & (table["region_name"] != "전국"), "population"].sum())


def test_every_written_file_is_declared_and_every_declared_file_is_written(catalogue: Catalogue) -> None:
    catalogue.require()
    written = {path for path in catalogue.folder.rglob("*") if path.is_file() and path.name != SUMS}
    assert written == {file.path for file in catalogue.files if not file.package}
    assert {file.dataset for file in catalogue.files} >= set(READERS)


def test_writing_twice_gives_equal_bytes(catalogue: Catalogue, tmp_path: Path) -> None:
    for write in WRITERS:
        write(tmp_path)
    ours = [file for file in catalogue.files if file.dataset in READERS]
    assert ours
    for file in ours:
        assert (tmp_path / file.name).read_bytes() == file.path.read_bytes(), file.name


@pytest.mark.parametrize("name", MAKERS)
def test_every_table_names_its_publisher_its_licence_and_what_it_leaves_out(name: str) -> None:
    head = carried(name).head
    assert all(head[key] for key in (*HEAD, "note"))
    assert head["licence"].startswith("KOGL type 1")


def test_ministry_s_files_hold_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    identity, table = ["code", "name", "year"], raw["mois_population"]
    yearly = table[table["reference_date"] != dt.date(2026, 6, 30)]
    assert set(yearly["population_concept"]) == {"registration", "registration_residents"}
    registered = pd.concat([carried("mois_population").rows, carried("mois_population_emd").rows])
    same(as_read(yearly[yearly["population_concept"] == "registration"], identity), by_age(registered, identity))
    residents = by_age(carried("mois_population_residents").rows, identity)
    same(as_read(yearly[yearly["population_concept"] == "registration_residents"], identity), residents)


@pytest.mark.parametrize(("year", "people"), [(2008, 49_540_367), (2010, 50_515_666), (2015, 51_529_338), (2020, 51_829_023)])
def test_sido_of_the_ministry_make_the_nation(raw: dict[str, pd.DataFrame], year: int, people: int) -> None:
    assert sido_sum(of(raw["mois_population"], year)) == people


def test_eup_myeon_dong_make_the_nation_and_are_there_in_2020_only(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["mois_population"]
    emd = table[(table["region_code"].str[5:] != "00000") & (table["sex"] == "total")]
    assert set(emd["reference_date"]) == {dt.date(2020, 12, 31)}
    assert emd["population"].sum() == 51_829_023


def test_units_without_figures_in_a_year_have_empty_cells(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["mois_population"]
    gangwon = table[(table["region_name"] == "강원특별자치도") & (table["sex"] == "total")].set_index("reference_date")
    assert gangwon["population"].isna().to_list() == [True, False, False, False]  # of 2022, 2023, 2024 and June 2026


def test_june_2026_is_read_by_single_years_and_by_five(raw: dict[str, pd.DataFrame]) -> None:
    single = raw["mois_single_age"].rename(columns={"region_code": "code", "region_name": "name", "population": "people"})
    single = single.assign(sex=single["sex"].str[0]).astype({"age": "int64", "people": "int64"})
    found = single.set_index(["code", "name", "sex", "age"])["people"].sort_index()
    same(found, by_age(carried("mois_single_age").rows, ["code", "name"]))
    assert single.loc[single["name"] == "전국", "people"].sum() == 51_091_769
    assert sido_sum(of(raw["mois_population"], 2026, 6)) == 51_091_769


def test_kosis_answers_hold_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["kosis_population"].rename(columns={"region_code": "code", "region_name": "name", "age_from": "age"})
    table = table.assign(year=pd.to_datetime(table["reference_date"]).dt.year.astype("str"), sex=table["sex"].str[0])
    table = table.astype({"age": "int64"}).rename(columns={"population": "people"})
    identity = ["code", "name", "year"]
    same(table.set_index([*identity, "sex", "age"])["people"].sort_index(), by_age(carried("kosis_population").rows, identity))
    years = table.groupby("year")["people"].sum()
    assert list(years.index) == ["2020", "2021", "2022", "2023", "2024"] and years["2024"] == 51_217_221


def test_december_2025_holds_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["kosis_collected_population"]
    same(as_read(table, ["code", "name"]), by_age(carried("kosis_collected_population").rows, ["code", "name"]))
    assert sido_sum(of(table, 2025)) == 51_117_378


def test_the_nineties_hold_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table, identity = raw["kosis_dong_population"], ["code", "name", "year"]
    same(as_read(table, identity), by_age(carried("kosis_dong_population").rows, identity))
    nations = [sido_sum(of(table, year)) for year in (1995, 1996, 1997, 1998)]
    assert nations == [45_858_029, 46_266_256, 46_684_069, 46_991_171]
    assert set(table["open_age"]) == {85} and set(table["region_code"].str.len()) == {2, 5}


def test_sido_sheet_holds_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["kosis_sido_population"].assign(year=lambda rows: pd.to_datetime(rows["reference_date"]).dt.year.astype("str"))
    wide = table.pivot(index=["region_name", "year"], columns="sex", values="population")
    expected = carried("kosis_sido_population").rows.set_index(["name", "year"]).sort_index()
    for sex, column in (("male", "men"), ("female", "women")):
        assert wide[sex].to_list() == pytest.approx(pd.to_numeric(expected[column]).to_list(), nan_ok=True)
    assert wide.loc[("전국", "2000"), "total"] == 47_732_558 and wide.loc[("전국", "2024"), "total"] == 51_217_221
    assert set(table.loc[table["status"] == "not_existing", "region_name"]) == {"세종특별자치시"}


def test_households_hold_the_carried_figures_below_their_sido(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["kosis_households"].assign(year=lambda rows: pd.to_datetime(rows["reference_date"]).dt.year.astype("str"))
    wide = table.pivot(index=["source_row", "region_name"], columns="year", values="households").sort_index()
    expected = carried("kosis_households").rows
    assert list(wide.index.get_level_values("region_name")) == list(expected["name"])
    pd.testing.assert_frame_equal(
        wide.reset_index(drop=True), expected[list(wide)].apply(pd.to_numeric), check_dtype=False, check_names=False
    )
    jung = table[(table["region_name"] == "중구") & (table["year"] == "2024")]
    assert set(jung["sido_name"]) == {"서울특별시", "부산광역시", "대구광역시", "인천광역시", "대전광역시", "울산광역시"}
    assert table.loc[(table["row_kind"] == "nation") & (table["year"] == "2020"), "households"].item() == 23_093_108


def test_nation_holds_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table = raw["kosis_national_population"]
    long = carried("kosis_national_population").rows.melt(["sex", "age"], var_name="year", value_name="people")
    long = long[long["people"] != ""].astype({"age": "int64", "year": "int64", "people": "int64"})
    found = table.astype({"year": "int64"}).set_index(["sex", "age_from", "year"])["population"].sort_index()
    assert found.to_dict() == long.set_index(["sex", "age", "year"])["people"].to_dict()
    assert found.xs(2070, level="year").sum() == 37_655_867
    assert set(table.loc[table["year"] < 1993, "population_concept"]) == {"census"}


def test_eup_myeon_dong_of_2020_hold_the_carried_figures(raw: dict[str, pd.DataFrame]) -> None:
    table, total = raw["emd_population"], raw["emd_population"]["age_from"].isna()
    found = table[~total].astype({"age_from": "int64"}).set_index(["kostat_code", "mois_code", "age_from"])["population"]
    expected = by_age(carried("emd_population").rows, ["kostat_code", "mois_code"]).droplevel("sex")
    assert found.to_dict() == expected.to_dict()
    assert table.loc[total, "population"].sum() == 51_620_326


def test_density_is_people_by_area(raw: dict[str, pd.DataFrame]) -> None:
    table, expected = raw["emd_density"], carried("emd_density").rows
    columns = {"men": "men", "women": "women", "households": "households", "area_km2": "km2"}
    for column, name in columns.items():
        assert table[column].sum() == pytest.approx(pd.to_numeric(expected[name]).sum(), rel=1e-12)
    # Gunnae-myeon of Paju, which the other file lacks, has 565.
    assert table["population"].sum() == 51_620_326 + 565
    assert (table["density"] * table["area_km2"]).to_list() == pytest.approx(table["population"].to_list())


def test_code_lists_hold_the_carried_codes(raw: dict[str, pd.DataFrame]) -> None:
    legal, in_force, ended = raw["legal_dong_code"], carried("legal_dong_code").rows, carried("legal_dong_list").rows
    days = legal["created"].notna()
    assert sorted(legal.loc[days, "code"]) == list(in_force["code"]) and legal.loc[days, "in_force"].all()
    assert sorted(legal.loc[~days, "code"]) == list(ended["code"])
    assert (~legal["in_force"]).sum() == (ended["ended"] == "1").sum()
    names = legal[days].set_index("code")["name_ko"]
    assert names["4111112900"] == "경기도 수원시 장안구 파장동" and names["3611000000"] == "세종특별자치시"
    assert names["4110500000"] == "북부출장소"
    admin, expected = raw["admin_dong_code"], carried("admin_dong_code").rows
    pairs = sorted(zip(admin["code"], admin["legal_code"], admin["legal_name_ko"], strict=True))
    assert pairs == sorted(expected[["code", "legal_code", "legal_name"]].itertuples(index=False, name=None))


def test_places_and_renumbered_codes_are_those_carried(raw: dict[str, pd.DataFrame]) -> None:
    places, expected = raw["region_code"], carried("region_code").rows
    found = sorted(zip(places["code"], places["name_ko"], places["place_ko"], strict=True))
    assert found == sorted(expected.itertuples(index=False, name=None))
    assert places["code"].nunique() == 256
    renumbered = raw["renumbered_code"].sort_values("old_code")
    carried_codes = carried("renumbered_code").rows
    assert list(renumbered["new_code"]) == list(carried_codes["new_code"]) and len(renumbered) == 27
    assert set(renumbered["changed_on"]) == {dt.date(2026, 7, 1)}

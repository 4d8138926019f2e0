"""The carried tables of economy and society: written in publishers' layouts, read by the project's readers, figure by figure.

The known figures were looked up in the publishers' own tables, not in ours.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assets.reading.catalogue import Catalogue, read_catalogue
from assets.reading.source_file import sha256
from assets.sources.embedded import economy, society
from assets.sources.embedded.carried import FIGURES, carried, carried_files
from assets.sources.embedded.write import CATALOGUE
from pipelines.build.materialise import read_files
from pipelines.build.plan import all_declarations
from tests.frames import result

pytestmark = pytest.mark.builds

WRITERS = {write.__name__.removeprefix("write_"): write for write in (*economy.WRITERS, *society.WRITERS)}

ROWS = {
    "kosis_grdp": 69_498, "kosis_employment_age": 38_736, "kosis_employment_industry": 3_192, "kosis_labour_force": 450,
    "kosis_establishments": 4_320, "kosis_mining_manufacturing": 1_512, "kosis_sido_industry": 10_080,
    "kosis_sigungu_establishments": 32_103, "tax_businesses": 20_640, "kosis_sido_income": 720, "kosis_sigungu_moves": 2_439,
    "kosis_sido_migration": 8_100, "migration_flow": 59_033, "kosis_births": 162, "kosis_marriages": 2_052,
    "kosis_fertility": 7_246, "reb_price_index": 59_340, "reb_price_level": 50_032, "local_finance": 3_587, "oecd_tl2": 8_148,
}  # fmt: skip
# Dataset, which row, column and the figure that is printed there.
KNOWN = (
    (
        "kosis_grdp",
        "region_name == '전국' and activity_name == '지역내총생산(시장가격)' and item == '명목' and year == 2023",
        "value",
        2_404_190_710,
    ),
    (
        "kosis_grdp",
        "region_name == '서울특별시' and activity_name == '서비스업' and item == '명목' and year == 2023",
        "value",
        468_119_111,
    ),
    (
        "kosis_employment_age",
        "region_name == '서울 종로구' and age_group == '계' and year == 2024 and half == 2",
        "employment_rate",
        53.8,
    ),
    ("kosis_employment_industry", "region_name == '서울 종로구' and ksic_sections == 'G,I' and half == 2", "employed", 16),
    ("kosis_labour_force", "region_name == '계' and year == 2000", "employed", 21_173),
    ("kosis_labour_force", "region_name == '제주도' and year == 2024", "employment_rate_15_64", 74.7),
    (
        "kosis_establishments",
        "region_name == '전국' and industry_code == '0' and item == '사업체수' and year == 2021",
        "value",
        6_079_702,
    ),
    (
        "kosis_mining_manufacturing",
        "region_name == '전국' and industry_name == '제조업' and item == '사업체수' and year == 2021",
        "value",
        72_510,
    ),
    (
        "kosis_sido_industry",
        "region_name == '전국' and section == 'total' and kind_name == '계' and year == 2020",
        "workers",
        21_583_421,
    ),
    (
        "kosis_sigungu_establishments",
        "sido_name == '서울특별시' and section == 'total' and year == 2021",
        "establishments",
        1_188_091,
    ),
    ("kosis_sigungu_establishments", "region_name == '목포시' and section == 'C' and year == 2015", "workers", 3_632),
    ("tax_businesses", "region_name == '강남구' and kind_name == '총계' and year == 2010", "businesses", 126_609),
    ("kosis_sido_income", "region_name == '전국' and item == '1인당 지역내총생산' and year == 2023", "per_head", 46_491),
    ("kosis_sigungu_moves", "region_name == '서울특별시' and year == 2015", "moves_out", 1_726_687),
    ("kosis_sido_migration", "from_name == '전국' and to_name == '전국' and year == 2000", "moves", 9_009_441),
    ("kosis_sido_migration", "from_name == '전국' and to_name == '서울특별시' and year == 2000", "net_moves", -46_939),
    ("migration_flow", "origin_code == '41590' and destination_code == '41590'", "moves", 80_253),
    ("kosis_births", "region_name == '전국' and year == 2015", "births", 438_420),
    ("kosis_births", "region_name == '전국' and year == 2023 and is_provisional", "total_fertility_rate", 0.72),
    ("kosis_fertility", "region_code == '38600' and year == 2024", "total_fertility_rate", 0.887),
    ("reb_price_index", "path == '제주/서귀포시' and month == '2025-04'", "price_index", 99.68),
    (
        "reb_price_level",
        "price_kind == 'sale' and row_kind == 'sido' and sido_name == '서울' and month == '2021-10'",
        "price",
        1_140_659,
    ),
    ("reb_price_level", "price_kind == 'jeonse' and region_name == '서귀포시' and month == '2021-10'", "price", 158_164),
    ("local_finance", "region_code == '11110' and year == 2010", "fiscal_independence_before_reform", 71.53),
    ("oecd_tl2", "region_id == 'AT11' and year == 2000", "gdp", 7_885),
)


def written(folder: Path) -> Catalogue:
    folder.mkdir()
    for write in WRITERS.values():
        write(folder)
    declared = all_declarations()
    raw = {name: declaration.nested for name, declaration in declared.items() if declaration.role == "source"}
    return read_catalogue(CATALOGUE, folder, frozenset(raw), folder / "unpacked", raw)


def read(catalogue: Catalogue, dataset: str) -> pd.DataFrame:
    declaration = all_declarations()[dataset]
    return result(declaration.contract, read_files(declaration, catalogue.of(dataset)))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return written(tmp_path_factory.mktemp("carried") / "files")


@pytest.fixture(scope="module")
def tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    return {dataset: read(catalogue, dataset) for dataset in ROWS}


def test_every_reader_finds_all_rows(tables: dict[str, pd.DataFrame]) -> None:
    assert set(WRITERS) == set(ROWS)
    assert {dataset: len(table) for dataset, table in tables.items()} == ROWS


@pytest.mark.parametrize(("dataset", "where", "column", "figure"), KNOWN)
def test_known_figure(tables: dict[str, pd.DataFrame], dataset: str, where: str, column: str, figure: float) -> None:
    table = tables[dataset]
    if "month" in table:
        table = table.assign(month=table["month"].astype(str).str[:7])
    if "reference_date" in table:
        table = table.assign(year=table["reference_date"].astype(str).str[:4].astype(int))
    assert table.query(where)[column].tolist() == [figure]


def test_parts_add_up_to_what_publishers_print(tables: dict[str, pd.DataFrame]) -> None:
    survey = tables["kosis_sigungu_establishments"]
    gyeonggi = survey[(survey["sido_name"] == "경기도") & (survey["year"] == 2021) & (survey["section"] == "total")]
    units = gyeonggi[gyeonggi["row_kind"] == "sigungu"]
    assert (units["establishments"].sum(), units["workers"].sum()) == (1_481_054, 5_994_570)
    marriages = tables["kosis_marriages"]
    year = marriages[pd.to_datetime(marriages["month"]).dt.year == 2015]
    assert year.loc[year["region_name"] == "전국", "marriages"].sum() == 302_828
    assert year.loc[year["region_name"] != "전국", "marriages"].sum() == 302_828
    flows = tables["migration_flow"]
    assert flows["origin_code"].nunique() == flows["destination_code"].nunique() == 252


def test_marks_are_kept(tables: dict[str, pd.DataFrame]) -> None:
    survey = tables["kosis_sigungu_establishments"]
    assert (survey["workers_status"] == "suppressed").sum() == 305
    plants = tables["kosis_mining_manufacturing"]
    assert plants["remark"].value_counts().to_dict() == {"X": 78, "-": 49}
    assert tables["kosis_employment_age"]["employed_rse"].eq("*").sum() == 458
    # Sejong did not exist, and no sum makes it begin at zero.
    moves = tables["kosis_sido_migration"]
    assert moves.loc[(moves["from_name"] == "세종특별자치시") & (moves["year"] == 2000), "status"].unique() == ["not_existing"]


def test_a_unit_that_stands_twice_keeps_both_rows(tables: dict[str, pd.DataFrame]) -> None:
    moves = tables["kosis_sigungu_moves"]
    changwon = moves[(moves["region_name"] == "창원시") & (moves["year"] == 2023)]
    assert len(changwon) == 2 and (changwon["moves_in"] == 0).any()
    jobs = tables["kosis_employment_age"]
    assert set(jobs.loc[jobs["region_name"] == "고성군", "name_number"]) == {1, 2}


def test_equal_figures_are_written_as_equal_bytes(catalogue: Catalogue, tmp_path: Path) -> None:
    again = written(tmp_path / "again")
    ours = [file for file in catalogue.files if file.dataset in WRITERS]
    assert [sha256(again.folder / file.name) for file in ours] == [sha256(file.path) for file in ours]
    assert len(list(catalogue.folder.iterdir())) == len(ours) == len(ROWS) - 2 + 17 + 2


def test_heads_say_whose_figures_they_are() -> None:
    tables = [carried(dataset) for dataset in ROWS]
    assert {table.name for table in tables if not table.head["licence"].startswith("KOGL type 1")} == {"oecd_tl2"}
    assert all(table.head["address"].startswith("https://") for table in tables)
    assert sum(path.stat().st_size for path in carried_files(FIGURES) if path.name.split(".")[0] in ROWS) < 1_900_000

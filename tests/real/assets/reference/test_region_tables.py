"""The region tables as a specification: eras, events, memberships and areas agree, with each other and with publishers.

An era of a unit lasts while its codes, name, kind, parent, set of gu and extent stay the same; an extent changes with a
whole eup, myeon or dong, not with the transfers noted as negligible. The tables open on 1994-12-31, so that the changes
of 1995-01-01 have both ends; older units begin on that day. Only the CSV files are tested here, not the assets.
"""

import csv
from collections import defaultdict

import pytest

from tests.places import DATA
from tests.unit.assets.reference.test_region_tables import alive, eras, table, unit_sets

pytestmark = pytest.mark.usefixtures("publisher_files")

# --- publishers' files, where they are at hand


VINTAGES = [
    ("kostat_2011/skorea-provinces-2011s.shp", "code", "kostat7_code", "2011-12-31", "sido"),
    ("kostat_2011/skorea-municipalities-2011s.shp", "code", "kostat7_code", "2011-12-31", "finest"),
    ("sgis_sigungu_2015/sgis_sigungu_2015.shp", "adm2_code", "kostat7_code", "2015-11-01", "finest"),
    ("kostat_2018/skorea-provinces-2018-topo.json", "code", "kostat7_code", "2017-12-31", "sido"),
    ("kostat_2018/skorea-municipalities-2018-topo.json", "code", "kostat7_code", "2017-12-31", "finest"),
    ("sgis_sigungu_2020/sgis_sigungu_2020.shp", "adm2_code", "kostat7_code", "2020-12-31", "finest"),
    ("sgis_sigungu_2023/bnd_sigungu_00_20230701.shp", "SIGUNGU_CD", "kostat8_code", "2023-07-01", "finest"),
    ("mois_sido_2024/TL_SCCO_CTPRVN_2024.shp", "CTPRVN_CD", "mois_code", "2024-02-01", "sido"),
    ("mois_sigungu_2024/TL_SCCO_SIG_2024.shp", "SIG_CD", "mois_code", "2024-02-01", "finest"),
    ("mois_seoul_no_prj/TL_SCCO_SIG.shp", "SIG_CD", "mois_code", "2024-02-01", "seoul"),
]


def boundary_column(file: str, column: str) -> list[str]:
    pyogrio = pytest.importorskip("pyogrio")
    encoding = None if file.endswith(".json") else "cp949"
    frame = pyogrio.read_dataframe(DATA / "boundaries" / file, columns=[column], read_geometry=False, encoding=encoding)
    return [str(code) for code in frame[column]]


def living_codes(group: str, date: str, scheme: str) -> dict[str, str]:
    rows = {"sido": alive(date, "sido"), "finest": unit_sets(date)["finest"]}.get(group)
    rows = rows if rows is not None else [r for r in alive(date, "sigungu") if r["sido_unit_id"] == group]
    return {r[scheme]: r["unit_id"] for r in rows}


@pytest.mark.parametrize(("file", "column", "scheme", "date", "group"), VINTAGES)
def test_every_code_of_a_boundary_vintage_is_a_living_unit_and_none_is_missing(
    file: str, column: str, scheme: str, date: str, group: str
) -> None:
    codes, living = boundary_column(file, column), living_codes(group, date, scheme)
    assert len(codes) == len(set(codes))
    assert {"unexplained": set(codes) - set(living), "missing": set(living) - set(codes)} == {
        "unexplained": set(),
        "missing": set(),
    }


@pytest.mark.parametrize("year", ["2015", "2020"])
def test_mois_codes_beside_kostat_codes_belong_to_the_same_unit_at_some_date(year: str) -> None:
    """The SGIS files carry later MOIS codes; in 2015 Sujeong-gu (31021) bears the code of Seongnam-si (41130)."""
    file = f"sgis_sigungu_{year}/sgis_sigungu_{year}.shp"
    living = living_codes("finest", f"{year}-11-01", "kostat7_code")
    pairs = zip(boundary_column(file, "adm2_code"), boundary_column(file, "mois_cd"), strict=True)
    wrong = {(k, m) for k, m in pairs if m not in {r["mois_code"] for r in eras()[living[k]]}}
    assert wrong == ({("31021", "41130")} if year == "2015" else set())


def test_every_sigungu_of_every_year_table_lives_at_the_end_of_that_year() -> None:
    """1998-2024, SGIS codes. 2014 and 2015 lack Seongnam (31020); 2022 mixes schemes and lists Gunwi (37310) twice."""
    with (DATA / "codes" / "sgis_mois_sigungu_by_year.csv").open(encoding="utf-8-sig", newline="") as file:
        published: dict[str, set[str]] = defaultdict(set)
        for row in csv.DictReader(file):
            published[row["year"]].add(row["sgis5"])
    published["2022"] = published.pop("2022_old")
    for year, codes in published.items():
        scheme = "kostat8_code" if year >= "2023" else "kostat7_code"
        living = {r[scheme] for r in alive(f"{year}-12-31", "sigungu")}
        assert living - codes == ({"31020"} if year in ("2014", "2015") else set()), year
        assert codes <= living, year


def test_eras_begin_and_end_on_the_days_of_the_mois_code_lifecycle() -> None:
    """Two codes end a day or two before the law: Nam-gu of Incheon (28170) and Yeongi-gun (44730)."""
    begins, ends = defaultdict(set), defaultdict(set)
    for row in table("region"):
        begins[row["mois_code"]].add(row["valid_from"].replace("-", ""))
        ends[row["mois_code"]].add(row["valid_to"].replace("-", ""))
    late = set()
    with (DATA / "codes" / "mois_code_lifecycle_20230501.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            code = row["cd"][:2] if row["cd"].endswith("0" * 8) else row["cd"][:5]
            if "출장소" in row["sido"] + row["sgg"]:
                continue
            assert row["created"] <= "19941231" or row["created"] in begins[code], row
            if row["abolished"] > "19941231" and row["abolished"] not in ends[code]:
                late.add((code, row["abolished"]))
    assert late == {("28170", "20180629"), ("44730", "20120630")}


@pytest.mark.parametrize("city", ["41590", "28110", "28140", "28260"])
def test_the_units_of_2026_are_made_of_all_legal_dong_of_2024(city: str) -> None:
    published = {c for c in boundary_column("mois_legal_dong_2024/TL_SCCO_EMD_2024.shp", "EMD_CD") if c.startswith(city)}
    parts = [e["evidence"] for e in table("region_event") if e["date"] > "2026" and e["from_mois_code"] == city]
    assert published == {code for evidence in parts for code in evidence.split(";")}

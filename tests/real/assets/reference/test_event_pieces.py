"""How much of a unit moves with each link of an event, so that a division can be weighed forwards and backwards.

A link has a row where more than one way leads out of a unit or into one, within a unit set: `sido`, `kosis` (units right
below a sido) or `finest` (units without gu below them). A unit that goes on and receives a part has a row for itself.
Links marked `across` lead from a city to one of its gu while its other gu go on; they are no part of a division. The
weight of a row is its population, else its households, else its area over the sum of its group.
"""

import csv
import json
import warnings
from collections import defaultdict

import pytest

from tests.places import DATA
from tests.unit.assets.reference.test_event_pieces import Row, key, piece, pieces, table, total

pytestmark = pytest.mark.usefixtures("publisher_files")

# --- publishers' files, where they are at hand


def emd(file: str) -> list[Row]:
    with (DATA / "tables" / "emd_population" / file).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def residents(rows: list[Row], column: str, mois: str, names: set[str] | None = None) -> int:
    found = [r for r in rows if r["CODE_AD"].startswith(mois) and (names is None or r["NAME_AD"] in names)]
    assert names is None or len(found) == len(names)
    return sum(int(float(r[column])) for r in found)


@pytest.mark.parametrize(
    ("date", "mois"), [("2026-02-01", "41590"), ("2026-07-01", "28110"), ("2026-07-01", "28140"), ("2026-07-01", "28260")]
)
def test_the_units_of_2026_divide_all_eup_myeon_dong_of_2020(date: str, mois: str) -> None:
    rows, events = emd("P_DEN_2020.csv"), {key(e): e["from_mois_code"] for e in table("region_event")}
    parts = [r for r in table("event_piece") if r["date"] == date and events.get(key(r)) == mois]
    for part in parts:
        assert int(part["population"]) == residents(rows, "P_ALL", mois, set(part["evidence"].split())), part
    assert sum(int(p["population"]) for p in parts) == residents(rows, "P_ALL", mois)


def test_yongji_dong_is_what_seongsan_gu_received_in_2021() -> None:
    rows = emd("P_DEN_2020.csv")
    moved = int(piece("2021-07-01", "changwon-uichang-gu", "changwon-seongsan-gu")["population"])
    kept = int(piece("2021-07-01", "changwon-uichang-gu", "changwon-uichang-gu")["population"])
    assert moved == residents(rows, "P_ALL", "48121", {"용지동"})
    assert moved + kept == residents(rows, "P_ALL", "48121")


@pytest.mark.parametrize(
    ("date", "city", "mois", "kosis", "gun"),
    [
        ("1995-01-01", "andong-si", "47170", "47170", "andong-gun"),
        ("1995-01-01", "gangneung-si", "42150", "51150", "myeongju-gun"),
        ("1995-01-01", "gunsan-si", "45130", "52130", "okgu-gun"),
        ("1995-01-01", "boryeong-si", "44180", "44180", "boryeong-gun"),
        ("1995-01-01", "suncheon-si", "46150", "46150", "seungju-gun"),
        ("1995-05-10", "cheonan-si", "4413", "44130", "cheonan-gun"),
        ("1998-04-01", "yeosu-si", "46130", "46130", "yeocheon-gun"),
    ],
)
def test_the_parts_of_a_merger_are_all_people_of_2017(date: str, city: str, mois: str, kosis: str, gun: str) -> None:
    """The eup-myeon-dong table leaves out branch offices, all of them in eup and myeon; KOSIS has them."""
    with (DATA / "tables" / "kosis_DT_1B04005N" / "2017.json").open(encoding="utf-8") as text:
        everyone = sum(int(r["DT"]) for r in json.load(text) if r["C1"] == kosis)
    parts = {f: int(r["population"]) for (f, _), r in pieces(date, target=city).items() if "kosis" in r["unit_set"]}
    assert sum(parts.values()) == everyone
    dong = [r for r in emd("POP5_2017.csv") if r["CODE_AD"].startswith(mois) and r["NAME_AD"][-1] not in "읍면"]
    assert parts[gun] == everyone - sum(int(float(r["ALL"])) for r in dong)


def test_cheongju_of_2014_is_everyone_of_2017() -> None:
    rows = emd("POP5_2017.csv")
    assert total(pieces("2014-07-01", target="cheongju-si"), "population", "kosis") == residents(rows, "ALL", "4311")
    for gu, mois in (("sangdang", "43111"), ("seowon", "43112"), ("heungdeok", "43113"), ("cheongwon", "43114")):
        found = pieces("2014-07-01", target=f"cheongju-{gu}-gu")
        assert total(found, "population", "finest") == residents(rows, "ALL", mois)


def test_households_are_those_of_the_publisher() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    [path] = (DATA / "tables" / "kosis_xlsx").glob("*주민등록세대수*.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the file has no default style
        sheet = list(openpyxl.load_workbook(path).active.values)
    years = [str(y) for y in sheet[0]]
    sido = ""
    published: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for name, *values in sheet[1:]:
        sido = sido if str(name).startswith("\u3000") else str(name)
        for year, value in zip(years[1:], values, strict=True):
            if value not in (None, "-"):
                published[sido, str(name).strip("\u3000 "), year].append(int(value))
    for date, source, target, place in (
        ("1995-03-01", "seoul-seongdong-gu", "seoul-gwangjin-gu", ("서울특별시", "광진구", "2000")),
        ("1995-03-01", "yangsan-si", "gijang-gun", ("부산광역시", "기장군", "2000")),
        ("2003-08-30", "goesan-gun", "jeungpyeong-gun", ("충청북도", "증평군", "2003")),
        ("2005-10-31", "yongin-si", "yongin-giheung-gu", ("경기도", "기흥구", "2005")),
        ("2006-07-01", "bukjeju-gun", "jeju-si", ("제주특별자치도", "북제주군", "2005")),
        ("2010-07-01", "jinhae-si", "changwon-si", ("경상남도", "진해구", "2010")),
        ("2016-07-04", "bucheon-sosa-gu", "bucheon-si", ("경기도", "소사구", "2015")),
    ):
        assert int(piece(date, source, target)["households"]) in published[place], (date, source, target)
    assert published["경기도", "부천시", "2015"] == [327617]


def test_areas_are_those_of_the_legal_dong_polygons() -> None:
    """Raw polygons overlap by slivers; after cleaning a unit differs from their sum by less than one percent."""
    pyogrio = pytest.importorskip("pyogrio")
    frame = pyogrio.read_dataframe(
        DATA / "boundaries" / "mois_legal_dong_2024" / "TL_SCCO_EMD_2024.shp", columns=["EMD_CD"], encoding="cp949"
    )
    area = dict(zip(frame["EMD_CD"], frame.geometry.area.fillna(0) / 1e6, strict=True))
    evidence = {key(e): e["evidence"].split(";") for e in table("region_event")}
    for row in table("event_piece"):
        if row["date"] >= "2026" and "sido" not in row["unit_set"]:
            assert float(row["area_km2"]) == pytest.approx(sum(area.get(c, 0) for c in evidence[key(row)]), rel=0.01), row

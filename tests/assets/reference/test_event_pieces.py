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
from functools import cache
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[3] / "assets" / "reference" / "tables"
DATA = Path(__file__).parents[3].parent / "shared" / "data"
SETS = ("sido", "kosis", "finest")
MEASURES = ("population", "households", "area_km2")
METHODS = {
    "emd_population": "population",
    "registered_population": "population",
    "registered_households": "households",
    "assumed": "households",
    "legal_dong_area": "area_km2",
    "registered_area": "area_km2",
}

Row = dict[str, str]
Link = tuple[str, str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def key(row: Row) -> Link:
    return row["date"], row["from_unit_id"], row["to_unit_id"]


def pieces(date: str, source: str = "", target: str = "") -> dict[tuple[str, str], Row]:
    """Rows of a date by (from, to), narrowed to a source or a target."""
    return {
        (r["from_unit_id"], r["to_unit_id"]): r
        for r in table("event_piece")
        if r["date"] == date and source in ("", r["from_unit_id"]) and target in ("", r["to_unit_id"])
    }


def piece(date: str, source: str, target: str) -> Row:
    return pieces(date)[source, target]


def total(rows: dict[tuple[str, str], Row], measure: str, unit_set: str) -> float:
    return sum(float(r[measure]) for r in rows.values() if unit_set in r["unit_set"].split(";"))


def measure_of(row: Row) -> str:
    return next(m for m in MEASURES if row[m])


def sets_of(alive: list[Row]) -> dict[str, set[str]]:
    sido = {r["unit_id"] for r in alive if r["level"] == "sido"}
    parents = {r["parent_unit_id"] for r in alive}
    sigungu = [r for r in alive if r["level"] == "sigungu"]
    return {
        "sido": sido,
        "kosis": {r["unit_id"] for r in sigungu if r["parent_unit_id"] in sido},
        "finest": {r["unit_id"] for r in sigungu if r["unit_id"] not in parents},
    }


@cache
def divisions() -> dict[Link, set[str]]:
    """Links of which more than one leaves a unit or enters one, with the unit sets in which they do."""
    needed: dict[Link, set[str]] = defaultdict(set)
    for day in {e["date"] for e in table("region_event")}:
        old = sets_of([r for r in table("region") if r["valid_from"] < day <= (r["valid_to"] or "9999")])
        new = sets_of([r for r in table("region") if r["valid_from"] <= day < (r["valid_to"] or "9999")])
        for name in SETS:
            links = lasting_links(day, old[name], new[name])
            for source, target in links:
                if len([1 for f, _ in links if f == source]) > 1 or len([1 for _, t in links if t == target]) > 1:
                    needed[day, source, target].add(name)
    return needed


def lasting_links(day: str, old: set[str], new: set[str]) -> set[tuple[str, str]]:
    """Links of the day within a unit set, and a link to itself for each unit that lasts and is not given away."""
    events = [e for e in table("region_event") if e["date"] == day and e["from_unit_id"] in old and e["to_unit_id"] in new]
    gone = {e["from_unit_id"] for e in events if not e["note"].startswith("negligible")}
    return {(e["from_unit_id"], e["to_unit_id"]) for e in events} | {(u, u) for u in old & new - gone}


def across() -> set[Link]:
    """Links from a city to one of its gu, outside every unit set."""
    own = {key(e) for e in table("region_event") if e["type"] == "gu_create"} - set(divisions())
    return {k for k in own if k in {key(r) for r in table("event_piece")}}


# --- the file


def test_the_file_is_utf8_with_line_feeds_sorted_and_unique() -> None:
    raw = (TABLES / "event_piece.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    order = [(r["date"], r["event_id"], r["from_unit_id"], r["to_unit_id"]) for r in table("event_piece")]
    assert order == sorted(order)
    assert len({key(r) for r in table("event_piece")}) == len(order)


def test_every_division_has_a_row_and_every_row_belongs_to_a_division() -> None:
    have, needed = {key(r) for r in table("event_piece")}, set(divisions())
    assert {"missing": needed - have, "superfluous": have - needed - across()} == {"missing": set(), "superfluous": set()}


def test_unit_sets_are_those_in_which_the_link_divides_something() -> None:
    for row in table("event_piece"):
        names = divisions().get(key(row), set())
        assert row["unit_set"] == (";".join(s for s in SETS if s in names) or "across"), row
    assert {k for k in across() if k[0] == "2005-05-16"} == {
        ("2005-05-16", "goyang-si", "goyang-ilsandong-gu"),
        ("2005-05-16", "goyang-si", "goyang-ilsanseo-gu"),
    }
    assert len(across()) == 3


def test_a_row_names_an_event_that_touches_its_units() -> None:
    links = {(e["event_id"], *key(e)) for e in table("region_event")}
    for row in table("event_piece"):
        if (row["event_id"], *key(row)) not in links:
            assert row["from_unit_id"] == row["to_unit_id"] and "the unit goes on" in row["note"], row
            touched = {unit for event, _, *ends in links if event == row["event_id"] for unit in ends}
            assert row["from_unit_id"] in touched, row


def test_links_that_region_event_calls_negligible_are_negligible_here() -> None:
    marked = {key(e) for e in table("region_event") if e["note"].startswith("negligible")}
    for row in table("event_piece"):
        if key(row) in marked:
            assert row["note"].startswith("negligible") and float(row[measure_of(row)]) < 0.5, row


# --- measures


def test_a_row_has_the_measure_of_its_method_with_date_and_source() -> None:
    for row in table("event_piece"):
        assert METHODS[row["method"]] == measure_of(row), row
        assert not (row["population"] and row["households"]), row
        assert row["verified"] in ("true", "false") and row["evidence"], row
        for count in ("population", "households"):
            assert bool(row[count]) == bool(row[f"{count}_date"]) == bool(row[f"{count}_source"]), row
            assert not row[count] or row[count].isdigit(), row
        assert bool(row["area_km2"]) == bool(row["area_source"]), row
        assert row["method"] == "assumed" or float(row[measure_of(row)]) > 0, row


@pytest.mark.parametrize("end", ["from_unit_id", "to_unit_id"])
@pytest.mark.parametrize("unit_set", SETS)
def test_every_group_has_one_common_measure_and_its_shares_sum_to_one(unit_set: str, end: str) -> None:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in table("event_piece"):
        if unit_set in row["unit_set"].split(";"):
            groups[row["date"], row[end]].append(row)
    for rows in groups.values():
        [measure] = {measure_of(r) for r in rows}
        amounts = [float(r[measure]) for r in rows]
        assert sum(amounts) > 0, rows
        assert sum(a / sum(amounts) for a in amounts) == pytest.approx(1, abs=1e-12)


def test_verified_counts_are_of_a_date_near_the_event() -> None:
    for row in table("event_piece"):
        dates = [row[f"{c}_date"] for c in ("population", "households") if row[c]]
        if row["verified"] == "true" and dates:
            assert abs(int(dates[0][:4]) - int(row["date"][:4])) <= 6, row


def test_little_is_assumed() -> None:
    rows = [r for r in table("event_piece") if r["method"] == "assumed"]
    assert len(rows) == 8 and {r["date"] for r in rows} == {"1995-04-20"}
    assert all(r["verified"] == "false" for r in rows)
    none = {(r["from_unit_id"], r["to_unit_id"]) for r in rows if r["households"] == "0"}
    assert none == {
        ("seoul-dobong-gu", "seoul-gangbuk-gu"),
        ("daegu-jung-gu", "daegu-seo-gu"),
        ("daegu-dalseo-gu", "daegu-seo-gu"),
        ("dalseong-gun", "daegu-dalseo-gu"),
        ("gwangju-seo-gu", "gwangju-buk-gu"),
    }
    assert {(r["from_unit_id"], r["to_unit_id"]) for r in rows} - none == {
        ("hwaseong-si", "suwon-si"),
        ("hwaseong-si", "suwon-paldal-gu"),
        ("pyeongtaek-gun", "osan-si"),
    }


# --- the two unit sets tell the same story


@pytest.mark.parametrize(
    ("date", "city", "parts"),
    [
        ("1995-01-01", ("changwon-gun", "masan-si"), [("changwon-gun", "masan-happo-gu"), ("changwon-gun", "masan-hoewon-gu")]),
        (
            "1995-01-01",
            ("masan-si-until-1995", "masan-si"),
            [("masan-happo-gu", "masan-happo-gu"), ("masan-hoewon-gu", "masan-hoewon-gu")],
        ),
        ("1995-01-01", ("yeongil-gun", "pohang-si"), [("yeongil-gun", "pohang-nam-gu"), ("yeongil-gun", "pohang-buk-gu")]),
        (
            "1995-01-01",
            ("pohang-si-until-1995", "pohang-si"),
            [("pohang-si-until-1995", "pohang-nam-gu"), ("pohang-si-until-1995", "pohang-buk-gu")],
        ),
        (
            "1997-07-15",
            ("ulsan-si", "ulsan-buk-gu"),
            [("ulsan-jung-gu", "ulsan-buk-gu"), ("ulju-gun", "ulsan-buk-gu")],
        ),
        (
            "1997-07-15",
            ("ulsan-si", "ulsan-dong-gu"),
            [("ulsan-jung-gu", "ulsan-dong-gu"), ("ulsan-dong-gu", "ulsan-dong-gu")],
        ),
        (
            "2010-07-01",
            ("changwon-si-until-2010", "changwon-si"),
            [("changwon-si-until-2010", "changwon-uichang-gu"), ("changwon-si-until-2010", "changwon-seongsan-gu")],
        ),
        (
            "2010-07-01",
            ("masan-si", "changwon-si"),
            [("masan-si", "changwon-masanhappo-gu"), ("masan-si", "changwon-masanhoewon-gu")],
        ),
        (
            "2014-07-01",
            ("cheongwon-gun", "cheongju-si"),
            [("cheongwon-gun", f"cheongju-{gu}-gu") for gu in ("sangdang", "seowon", "heungdeok", "cheongwon")],
        ),
        (
            "2014-07-01",
            ("cheongju-si-until-2014", "cheongju-si"),
            [
                (f"cheongju-{old}-gu-until-2014", f"cheongju-{new}-gu")
                for old, new in (
                    ("sangdang", "sangdang"),
                    ("sangdang", "cheongwon"),
                    ("heungdeok", "heungdeok"),
                    ("heungdeok", "seowon"),
                )
            ],
        ),
    ],
    ids=lambda v: "-to-".join(v) if isinstance(v, tuple) else None,
)
def test_a_city_moves_as_much_as_its_gu(date: str, city: tuple[str, str], parts: list[tuple[str, str]]) -> None:
    whole = piece(date, *city)
    measure = measure_of(whole)
    assert float(whole[measure]) == sum(float(piece(date, *p)[measure]) for p in parts)
    assert float(whole["area_km2"]) == pytest.approx(sum(float(piece(date, *p)["area_km2"]) for p in parts), abs=0.05)


# --- the divisions people ask for


def test_sejong_is_yeongi_whole_and_parts_of_gongju_and_cheongwon() -> None:
    parts = pieces("2012-07-01", target="sejong-si")
    assert {f: (int(r["population"]), r["area_km2"]) for (f, _), r in parts.items()} == {
        "yeongi-gun": (87998, "361.40"),
        "gongju-si": (6158, "76.10"),
        "cheongwon-gun": (6797, "27.30"),
    }
    assert total(parts, "area_km2", "kosis") == pytest.approx(464.8)
    assert len(pieces("2012-07-01", source="yeongi-gun")) == 1
    assert {t for _, t in pieces("2012-07-01", source="gongju-si")} == {"sejong-si", "gongju-si"}
    assert int(piece("2012-07-01", "chungnam", "sejong")["population"]) == 87998 + 6158
    assert int(piece("2012-07-01", "chungbuk", "sejong")["population"]) == 6797


def test_jemulpo_is_the_mainland_of_jung_gu_and_dong_gu() -> None:
    parts = pieces("2026-07-01", target="incheon-jemulpo-gu")
    assert set(parts) == {("incheon-jung-gu", "incheon-jemulpo-gu"), ("incheon-dong-gu", "incheon-jemulpo-gu")}
    mainland = parts["incheon-jung-gu", "incheon-jemulpo-gu"]
    assert mainland["evidence"] == "연안동 신포동 신흥동 도원동 율목동 동인천동 북성동 송월동"
    assert mainland["population"] == "45678"


def test_the_new_gu_of_incheon_have_the_area_of_the_old() -> None:
    official = {
        r["unit_id"]: float(r["area_km2"])
        for r in table("official_area")
        if r["publisher"] == "Incheon official register" and r["level"] == "sigungu"
    }
    rows = pieces("2026-07-01")
    jung_dong = [r for (f, _), r in rows.items() if f in ("incheon-jung-gu", "incheon-dong-gu")]
    assert sum(float(r["area_km2"]) for r in jung_dong) == pytest.approx(official["incheon-jung-gu+incheon-dong-gu"], rel=0.01)
    seo = [r for (f, _), r in rows.items() if f == "incheon-seo-gu"]
    assert sum(float(r["area_km2"]) for r in seo) == pytest.approx(official["incheon-seo-gu"], rel=0.01)


def test_the_gu_of_hwaseong_have_the_area_the_city_gives() -> None:
    official = {r["unit_id"]: float(r["area_km2"]) for r in table("official_area") if r["unit_id"].startswith("hwaseong-")}
    rows = pieces("2026-02-01")
    assert len(rows) == 4
    for (_, gu), row in rows.items():
        assert float(row["area_km2"]) == pytest.approx(official[gu], rel=0.02)
    assert total(rows, "population", "finest") == 855248


def test_the_three_gu_of_bucheon_add_up_to_the_city() -> None:
    assert total(pieces("2016-07-04", target="bucheon-si"), "households", "finest") == 327617
    assert total(pieces("2024-01-01", source="bucheon-si"), "population", "finest") == 766105
    for gu in ("wonmi", "sosa", "ojeong"):
        unit = f"bucheon-{gu}-gu"
        assert piece("2016-07-04", unit, "bucheon-si")["area_km2"] == piece("2024-01-01", "bucheon-si", unit)["area_km2"]


def test_changwon_of_2010_is_made_of_five_gu() -> None:
    gu = ("changwon-uichang-gu", "changwon-seongsan-gu", "changwon-masanhappo-gu", "changwon-masanhoewon-gu")
    of_gu = sum(int(r["households"]) for (_, t), r in pieces("2010-07-01").items() if t in gu)
    of_city = pieces("2010-07-01", target="changwon-si")
    assert {f for f, _ in of_city} == {"changwon-si-until-2010", "masan-si", "jinhae-si"}
    jinhae = int(of_city["jinhae-si", "changwon-si"]["households"])  # goes whole to Jinhae-gu, a link without a row
    assert total(of_city, "households", "kosis") == of_gu + jinhae == 400054


def test_gunwi_is_a_small_part_of_daegu_and_of_gyeongbuk() -> None:
    moved = int(piece("2023-07-01", "gyeongbuk", "daegu")["population"])
    assert moved == 23283
    assert moved / total(pieces("2023-07-01", target="daegu"), "population", "sido") == pytest.approx(0.0098, abs=1e-4)
    assert moved / total(pieces("2023-07-01", source="gyeongbuk"), "population", "sido") == pytest.approx(0.0090, abs=1e-4)


def test_paldal_gu_lost_yeongtong_and_gained_from_its_neighbours_in_2003() -> None:
    """What Jangan-gu and Gwonseon-gu lost within 2003 is what Paldal-gu gained; all growth of the city was in Yeongtong."""
    gained = pieces("2003-11-24", target="suwon-paldal-gu")
    assert {f: int(r["households"]) for (f, _), r in gained.items()} == {
        "suwon-paldal-gu": 50083,
        "suwon-jangan-gu": 115942 - 98278,
        "suwon-gwonseon-gu": 109720 - 95852,
    }
    lost = total(pieces("2003-11-24", source="suwon-paldal-gu"), "households", "finest")
    assert lost - 119749 == 359103 - 345411  # the city grew by as much as the old Paldal-gu


def test_exchanges_between_cities_are_as_large_as_the_decrees_say() -> None:
    yongin, suwon = piece("2019-09-13", "yongin-si", "suwon-si"), piece("2019-09-13", "suwon-si", "yongin-si")
    assert (yongin["area_km2"], suwon["area_km2"]) == ("0.085961", "0.0426198")
    exchange = {(f, t): r["area_km2"] for (f, t), r in pieces("2020-07-24").items() if f != t}
    assert set(exchange.values()) == {"0.198825"} and len(exchange) == 4


def test_eup_and_myeon_are_the_old_gun_in_mergers_of_1995() -> None:
    assert "안동" not in piece("1995-01-01", "andong-gun", "andong-si")["evidence"]
    assert "풍산읍" in piece("1995-01-01", "andong-gun", "andong-si")["evidence"]
    assert "장유1동" in piece("1995-05-10", "gimhae-gun", "gimhae-si")["evidence"]
    assert "고현동" in piece("1995-01-01", "geoje-gun", "geoje-si")["evidence"]
    assert "별내동" in piece("1995-01-01", "namyangju-gun", "namyangju-si")["evidence"]


# --- publishers' files, where they are at hand

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no publishers' files in {DATA}")


def emd(file: str) -> list[Row]:
    with (DATA / "tables" / "emd_population" / file).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def residents(rows: list[Row], column: str, mois: str, names: set[str] | None = None) -> int:
    found = [r for r in rows if r["CODE_AD"].startswith(mois) and (names is None or r["NAME_AD"] in names)]
    assert names is None or len(found) == len(names)
    return sum(int(float(r[column])) for r in found)


@needs_data
@pytest.mark.parametrize(
    ("date", "mois"), [("2026-02-01", "41590"), ("2026-07-01", "28110"), ("2026-07-01", "28140"), ("2026-07-01", "28260")]
)
def test_the_units_of_2026_divide_all_eup_myeon_dong_of_2020(date: str, mois: str) -> None:
    rows, events = emd("P_DEN_2020.csv"), {key(e): e["from_mois_code"] for e in table("region_event")}
    parts = [r for r in table("event_piece") if r["date"] == date and events.get(key(r)) == mois]
    for part in parts:
        assert int(part["population"]) == residents(rows, "P_ALL", mois, set(part["evidence"].split())), part
    assert sum(int(p["population"]) for p in parts) == residents(rows, "P_ALL", mois)


@needs_data
def test_yongji_dong_is_what_seongsan_gu_received_in_2021() -> None:
    rows = emd("P_DEN_2020.csv")
    moved = int(piece("2021-07-01", "changwon-uichang-gu", "changwon-seongsan-gu")["population"])
    kept = int(piece("2021-07-01", "changwon-uichang-gu", "changwon-uichang-gu")["population"])
    assert moved == residents(rows, "P_ALL", "48121", {"용지동"})
    assert moved + kept == residents(rows, "P_ALL", "48121")


@needs_data
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


@needs_data
def test_cheongju_of_2014_is_everyone_of_2017() -> None:
    rows = emd("POP5_2017.csv")
    assert total(pieces("2014-07-01", target="cheongju-si"), "population", "kosis") == residents(rows, "ALL", "4311")
    for gu, mois in (("sangdang", "43111"), ("seowon", "43112"), ("heungdeok", "43113"), ("cheongwon", "43114")):
        found = pieces("2014-07-01", target=f"cheongju-{gu}-gu")
        assert total(found, "population", "finest") == residents(rows, "ALL", mois)


@needs_data
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


@needs_data
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

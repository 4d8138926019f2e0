"""How much of a unit moves with each link of an event, so that a division can be weighed forwards and backwards.

A link has a row where more than one way leads out of a unit or into one, within a unit set: `sido`, `kosis` (units right
below a sido) or `finest` (units without gu below them). A unit that goes on and receives a part has a row for itself.
Links marked `across` lead from a city to one of its gu while its other gu go on; they are no part of a division. The
weight of a row is its population, else its households, else its area over the sum of its group.
"""

import csv
from collections import defaultdict
from functools import cache

import pytest

from tests.places import ROOT

TABLES = ROOT / "assets" / "reference" / "tables"
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

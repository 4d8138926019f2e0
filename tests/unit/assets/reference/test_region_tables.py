"""The region tables as a specification: eras, events, memberships and areas agree, with each other and with publishers.

An era of a unit lasts while its codes, name, kind, parent, set of gu and extent stay the same; an extent changes with a
whole eup, myeon or dong, not with the transfers noted as negligible. The tables open on 1994-12-31, so that the changes
of 1995-01-01 have both ends; older units begin on that day. Only the CSV files are tested here, not the assets.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise

import pytest

from tests.places import ROOT

TABLES = ROOT / "assets" / "reference" / "tables"
OPENING = "1994-12-31"
DATES = (
    *("1995-01-01", "1995-05-10", "1998-12-31", "2000-12-31", "2006-07-01", "2010-07-01", "2012-07-01", "2014-07-01"),
    *("2016-07-04", "2018-07-01", "2020-01-01", "2023-12-31", "2024-02-01", "2026-02-01", "2026-07-01"),
)

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def alive(date: str, level: str = "") -> list[Row]:
    return [r for r in table("region") if lives(r, date) and level in ("", r["level"])]


def lives(row: Row, date: str) -> bool:
    return row["valid_from"] <= date and (not row["valid_to"] or date < row["valid_to"])


@cache
def eras() -> dict[str, list[Row]]:
    units: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(table("region"), key=lambda r: r["valid_from"]):
        units[row["unit_id"]].append(row)
    return units


@cache
def touched() -> dict[tuple[str, str], list[Row]]:
    """Events by unit and date; negligible transfers break no era and are left out."""
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for event in table("region_event"):
        for unit in {event["from_unit_id"], event["to_unit_id"]} if not negligible(event) else ():
            found[unit, event["date"]].append(event)
    return found


def negligible(event: Row) -> bool:
    return event["note"].startswith("negligible")


def gu_of(unit: str, date: str) -> set[str]:
    return {r["unit_id"] for r in alive(date, "sigungu") if r["parent_unit_id"] == unit and r["kind"] == "gu"}


def unit_sets(date: str) -> dict[str, list[Row]]:
    """local_government, keis, kosis and finest, derived as the asset derives them."""
    sido = {r["unit_id"] for r in alive(date, "sido")}
    sigungu = alive(date, "sigungu")
    parents = {r["parent_unit_id"] for r in sigungu}
    kosis = [r for r in sigungu if r["parent_unit_id"] in sido]
    keis = [r for r in kosis if r["kind"] != "special_self_governing_city"]
    local = [r for r in keis if r["kind"] != "administrative_si"]
    return {
        "local_government": local,
        "keis": keis,
        "kosis": kosis,
        "finest": [r for r in sigungu if r["unit_id"] not in parents],
    }


def counts(date: str) -> tuple[int, ...]:
    return tuple(len(rows) for rows in unit_sets(date).values())


def one(unit: str, date: str) -> Row:
    [row] = [r for r in eras()[unit] if lives(r, date)]
    return row


def links(date: str, unit: str) -> set[tuple[str, str, str]]:
    """What becomes of `unit` on `date`: type, unit and exact."""
    return {(e["type"], e["to_unit_id"], e["exact"]) for e in touched()[unit, date] if e["from_unit_id"] == unit}


# --- files


@pytest.mark.parametrize("name", ["region", "region_event", "megaregion_membership", "official_area"])
def test_files_are_utf8_with_line_feeds_and_sorted(name: str) -> None:
    raw = (TABLES / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    order = {
        "region": ("level", "mois_code", "valid_from"),
        "region_event": ("date", "event_id", "from_unit_id", "to_unit_id"),
        "megaregion_membership": ("scheme", "group_id", "sido_unit_id", "valid_from"),
    }.get(name, ())
    keys = [tuple(row[c] for c in order) for row in table(name)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["region", "region_event", "megaregion_membership", "official_area"])
def test_flags_are_lower_case_and_every_row_names_its_source(name: str) -> None:
    for row in table(name):
        assert {row[c] for c in ("verified", "exact") if c in row} <= {"true", "false"}, row
        assert row.get("source") or row.get("publisher"), row


def test_names_are_hangul_and_romanised() -> None:
    for row in table("region"):
        assert all("가" <= letter <= "힣" for letter in row["name_ko"]), row
        assert row["name_en"].isascii() and row["name_en"][0].isupper(), row


# --- eras


def test_region_id_is_unit_and_first_day_and_unique() -> None:
    ids = [r["region_id"] for r in table("region")]
    assert len(ids) == len(set(ids))
    assert all(r["region_id"] == f"{r['unit_id']}@{r['valid_from']}" for r in table("region"))


def test_eras_are_half_open_and_do_not_overlap() -> None:
    for rows in eras().values():
        assert all(not r["valid_to"] or r["valid_from"] < r["valid_to"] for r in rows), rows
        assert all(a["valid_to"] and a["valid_to"] <= b["valid_from"] for a, b in pairwise(rows)), rows


def test_a_gap_in_a_life_begins_with_an_abolition_and_ends_with_a_creation() -> None:
    gaps = [(a, b) for rows in eras().values() for a, b in pairwise(rows) if a["valid_to"] != b["valid_from"]]
    assert {a["unit_id"] for a, _ in gaps} == {"bucheon-wonmi-gu", "bucheon-sosa-gu", "bucheon-ojeong-gu"}
    for a, b in gaps:
        assert {e["type"] for e in touched()[a["unit_id"], a["valid_to"]]} == {"gu_abolish"}
        assert {e["type"] for e in touched()[b["unit_id"], b["valid_from"]]} == {"gu_create"}


def test_consecutive_eras_differ() -> None:
    extent = {"split", "merge", "partial_transfer"}
    for rows in eras().values():
        for a, b in pairwise(rows):
            day = b["valid_from"]
            same = all(a[c] == b[c] for c in ("name_ko", "kind", "mois_code", "parent_unit_id", "sido_unit_id"))
            same_gu = gu_of(a["unit_id"], a["valid_from"]) == gu_of(b["unit_id"], day)
            assert not (same and same_gu) or extent & {e["type"] for e in touched()[b["unit_id"], day]}, (a, b)


def test_an_era_ends_when_the_set_of_gu_changes() -> None:
    for row in table("region"):
        if row["kind"] == "gu":
            for day in filter(None, (row["valid_from"], row["valid_to"])):
                parents = [r for r in table("region") if r["unit_id"] == row["parent_unit_id"] and lives(r, day)]
                assert all(
                    r["valid_from"] == day or gu_of(r["unit_id"], r["valid_from"]) == gu_of(r["unit_id"], day) for r in parents
                ), row


def test_every_parent_lives_as_long_as_its_child() -> None:
    for row in table("region"):
        if row["level"] == "sido":
            assert row["parent_unit_id"] == "" and row["sido_unit_id"] == row["unit_id"]
            continue
        days = {row["valid_from"]} | {r["valid_from"] for r in eras()[row["parent_unit_id"]] if lives(row, r["valid_from"])}
        assert all(len([r for r in eras()[row["parent_unit_id"]] if lives(r, day)]) == 1 for day in days), row
        ends = [r["valid_to"] for r in eras()[row["parent_unit_id"]]]
        assert ends[-1] == "" or (row["valid_to"] and row["valid_to"] <= ends[-1]), row
        parent = one(row["parent_unit_id"], row["valid_from"])
        assert row["sido_unit_id"] == parent["sido_unit_id"]
        assert (row["kind"] == "gu") == (parent["level"] == "sigungu"), row


def test_a_code_begins_with_the_code_of_its_sido() -> None:
    for row in table("region"):
        sido = one(row["sido_unit_id"], row["valid_from"])
        assert row["mois_code"].startswith(sido["mois_code"]), row
        assert len(row["mois_code"]) == (2 if row["level"] == "sido" else 5)


@pytest.mark.parametrize("scheme", ["mois_code", "kostat7_code", "kostat8_code"])
def test_a_code_names_at_most_one_living_unit(scheme: str) -> None:
    for day in {r["valid_from"] for r in table("region")}:
        for level in ("sido", "sigungu"):
            codes = Counter(r[scheme] for r in alive(day, level) if r[scheme])
            assert not [c for c, n in codes.items() if n > 1], day


def test_kostat_codes_of_gun_rise_by_200_and_others_keep_theirs() -> None:
    both = [r for r in table("region") if r["kostat7_code"] and r["kostat8_code"]]
    assert sum(r["kind"] == "gun" for r in both) == 82
    for row in both:
        step = int(row["kostat8_code"]) - int(row["kostat7_code"])
        assert step == (200 if row["kind"] == "gun" else 0), row


def test_kostat_codes_are_given_for_the_years_they_were_in_use() -> None:
    """7 digits from the first year table (1998) to 2022, 8 digits from 2022 on; none is known for the units of 2026."""
    for row in table("region"):
        in_seven = row["valid_from"] < "2023-01-01" and (row["valid_to"] or "9999") > "1998-12-31"
        in_eight = row["valid_from"] < "2026-01-01" and (row["valid_to"] or "9999") > "2022-01-01"
        assert (bool(row["kostat7_code"]), bool(row["kostat8_code"])) == (in_seven, in_eight), row
        sido = one(row["sido_unit_id"], row["valid_from"])
        for scheme in ("kostat7_code", "kostat8_code"):
            assert not (row[scheme] and sido[scheme]) or row[scheme].startswith(sido[scheme]), row


# --- counts


@pytest.mark.parametrize("date", ["2016-07-04", "2017-12-31", "2018-07-01", "2020-01-01", "2023-07-01", "2023-12-31"])
def test_226_228_229_250_from_bucheon_2016_to_2023(date: str) -> None:
    assert counts(date) == (226, 228, 229, 250)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1994-12-31", (260, 260, 260, 271)),
        ("1995-05-09", (236, 236, 236, 250)),
        ("1995-05-10", (230, 230, 230, 244)),
        ("1998-12-31", (232, 232, 232, 244)),
        ("2006-07-01", (230, 232, 232, 248)),
        ("2010-07-01", (228, 230, 230, 251)),
        ("2012-07-01", (227, 229, 230, 251)),
        ("2014-07-01", (226, 228, 229, 252)),
        ("2024-02-01", (226, 228, 229, 252)),
        ("2026-02-01", (226, 228, 229, 255)),
        ("2026-07-01", (227, 229, 230, 256)),
    ],
)
def test_local_government_keis_kosis_and_finest_are_counted_by_date(date: str, expected: tuple[int, ...]) -> None:
    assert counts(date) == expected


@pytest.mark.parametrize(("date", "si", "gun", "gu"), [("1995-05-09", 68, 103, 65), ("1995-05-10", 67, 98, 65)])
def test_the_newspaper_of_1995_05_11_counts_the_same_si_gun_and_gu(date: str, si: int, gun: int, gu: int) -> None:
    kinds = Counter(r["kind"] for r in unit_sets(date)["kosis"])
    assert (kinds["si"], kinds["gun"], kinds["autonomous_gu"]) == (si, gun, gu)


def test_35_cities_were_merged_with_their_gun_on_1995_01_01_and_five_on_1995_05_10() -> None:
    merged: Counter[str] = Counter()
    for unit in {e["to_unit_id"] for e in table("region_event") if e["type"] == "merge"}:
        merged[eras()[unit][0]["valid_from"]] += 1
    assert (merged["1995-01-01"], merged["1995-05-10"]) == (35, 5)


@pytest.mark.parametrize(("date", "count"), [("1995-01-01", 15), ("1997-07-15", 16), ("2012-07-01", 17), ("2026-07-01", 16)])
def test_sido_are_counted_by_date(date: str, count: int) -> None:
    assert len(alive(date, "sido")) == count


# --- events


def test_every_end_of_an_era_has_an_event_of_the_unit_on_that_day() -> None:
    missing = [r["region_id"] for r in table("region") if r["valid_to"] and not touched()[r["unit_id"], r["valid_to"]]]
    assert missing == []


def test_every_beginning_after_the_opening_has_an_event_of_the_unit_on_that_day() -> None:
    later = [r for r in table("region") if r["valid_from"] != OPENING]
    assert [r["region_id"] for r in later if not touched()[r["unit_id"], r["valid_from"]]] == []


def test_a_unit_that_ends_leaves_a_link_at_its_own_level() -> None:
    for unit, rows in eras().items():
        for row in (r for r in rows if r["valid_to"] and not [n for n in rows if n["valid_from"] == r["valid_to"]]):
            left = {e["type"] for e in touched()[unit, row["valid_to"]] if e["from_unit_id"] == unit}
            assert left - {"gu_create"}, row


def test_event_ends_are_living_units_with_their_codes_of_the_eve_and_the_day() -> None:
    for event in table("region_event"):
        if not event["from_unit_id"]:
            assert event["event_id"] == "2022-01-01-kostat-gun-plus-200"
            continue
        assert event["event_id"].startswith(event["date"])
        eve = [r for r in eras()[event["from_unit_id"]] if r["valid_from"] < event["date"] <= (r["valid_to"] or "9999")]
        assert [r["mois_code"] for r in eve] == [event["from_mois_code"]], event
        assert one(event["to_unit_id"], event["date"])["mois_code"] == event["to_mois_code"], event


def test_event_types_are_known_and_links_are_unique() -> None:
    known = {
        "rename",
        "recode",
        "status_change",
        "merge",
        "split",
        "partial_transfer",
        "sido_transfer",
        "gu_create",
        "gu_abolish",
    }
    assert {e["type"] for e in table("region_event")} == known
    keys = Counter((e["event_id"], e["type"], e["from_unit_id"], e["to_unit_id"]) for e in table("region_event"))
    assert max(keys.values()) == 1


def test_a_unit_goes_whole_to_one_unit_or_in_parts_to_several() -> None:
    """`gu_create` is apart: it leads to the units below, beside the link at the unit's own level."""
    ways: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for event in table("region_event"):
        if event["from_unit_id"] and event["type"] != "gu_create" and not negligible(event):
            ways[event["from_unit_id"], event["date"]].append(event)
    for events in ways.values():
        if any(e["exact"] == "true" for e in events):
            assert len(events) == 1, events
        else:
            assert len({e["to_unit_id"] for e in events}) > 1, events


def test_a_city_divided_into_several_gu_goes_whole_to_none() -> None:
    made = Counter((e["from_unit_id"], e["date"]) for e in table("region_event") if e["type"] == "gu_create")
    for event in table("region_event"):
        if event["type"] == "gu_create" and event["exact"] == "true":
            assert made[event["from_unit_id"], event["date"]] == 1, event


def test_a_remainder_stays_with_the_unit_it_is_left_of() -> None:
    for event in table("region_event"):
        if event["note"].startswith("remainder"):
            assert event["from_unit_id"] == event["to_unit_id"] and event["exact"] == "false"


def test_evidence_codes_lie_in_the_unit_they_come_from() -> None:
    for event in table("region_event"):
        for code in event["evidence"].split(";"):
            if code.isdigit():
                assert code.startswith(event["from_mois_code"][: 2 if len(event["from_mois_code"]) == 2 else 4]), event
                assert len(code) in (5, 8, 10), event


def test_disputed_dates_are_flagged() -> None:
    days = {e["date"] for e in table("region_event") if e["disputed"]}
    assert {"1995-01-01", "1995-04-20", "2003-11-24", "2012-07-01", "2018-07-01", "2022-01-01"} <= days


# --- the changes people ask for


def test_ulsan_leaves_gyeongnam_on_1997_07_15() -> None:
    assert one("ulsan", "1997-07-15")["mois_code"] == "31"
    assert one("ulju-gun", "1997-07-14")["kind"] == "gu" and one("ulju-gun", "1997-07-15")["kind"] == "gun"
    assert {r["unit_id"] for r in alive("1997-07-15", "sigungu") if r["sido_unit_id"] == "ulsan"} == {
        "ulju-gun", "ulsan-buk-gu", "ulsan-dong-gu", "ulsan-jung-gu", "ulsan-nam-gu"
    }  # fmt: skip


def test_jeju_has_two_administrative_si_from_2006_07_01() -> None:
    assert links("2006-07-01", "bukjeju-gun") == {("merge", "jeju-si", "true")}
    assert [r["kind"] for r in alive("2006-07-01", "sigungu") if r["sido_unit_id"] == "jeju"] == ["administrative_si"] * 2


def test_changwon_masan_and_jinhae_become_one_city_on_2010_07_01() -> None:
    for unit in ("changwon-si-until-2010", "masan-si", "jinhae-si"):
        assert ("merge", "changwon-si", "true") in links("2010-07-01", unit)
    assert links("2010-07-01", "jinhae-si") >= {("gu_create", "changwon-jinhae-gu", "true")}


def test_sejong_is_made_of_three_parts_on_2012_07_01() -> None:
    assert links("2012-07-01", "yeongi-gun") == {("merge", "sejong-si", "true")}
    for unit in ("gongju-si", "cheongwon-gun"):
        assert links("2012-07-01", unit) == {
            ("partial_transfer", "sejong-si", "false"),
            ("partial_transfer", unit, "false"),
        }


def test_cheongju_reuses_mois_codes_for_other_extents_from_2014_07_01() -> None:
    for code in ("43110", "43111", "43113"):
        units = {r["unit_id"] for r in table("region") if r["mois_code"] == code and r["valid_from"] > OPENING}
        assert len(units) == 2, code
    assert one("cheongju-si-until-2014", "2014-06-30")["kostat7_code"] == "33010"
    assert one("cheongju-si", "2014-07-01")["kostat7_code"] == "33040"


def test_michuhol_is_nam_gu_before_2018_07_01() -> None:
    before, after = one("incheon-michuhol-gu", "2018-06-30"), one("incheon-michuhol-gu", "2018-07-01")
    assert (before["name_ko"], before["mois_code"], before["kostat7_code"]) == ("남구", "28170", "23030")
    assert (after["name_ko"], after["mois_code"], after["kostat7_code"]) == ("미추홀구", "28177", "23090")


def test_gangwon_changes_42_to_51_on_2023_06_11_and_jeonbuk_45_to_52_on_2024_01_18() -> None:
    for sido, day, old, new, n in (
        ("gangwon", "2023-06-11", "42", "51", 18),
        ("jeonbuk", "2024-01-18", "45", "52", 16),
    ):
        below = [r for r in alive(day, "sigungu") if r["sido_unit_id"] == sido]
        assert len(below) == n
        for row in below:
            [before] = [r for r in eras()[row["unit_id"]] if r["valid_to"] == day]
            assert (before["mois_code"][:2], row["mois_code"]) == (old, new + before["mois_code"][2:])


def test_gunwi_moves_to_daegu_on_2023_07_01() -> None:
    before, after = one("gunwi-gun", "2023-06-30"), one("gunwi-gun", "2023-07-01")
    assert (before["sido_unit_id"], before["mois_code"], before["kostat8_code"]) == ("gyeongbuk", "47720", "37510")
    assert (after["sido_unit_id"], after["mois_code"], after["kostat8_code"]) == ("daegu", "27720", "22520")
    assert links("2023-07-01", "gunwi-gun") == {("sido_transfer", "gunwi-gun", "true")}


def test_bucheon_loses_its_gu_in_2016_and_gets_them_back_with_new_codes_in_2024() -> None:
    codes = [
        one(f"bucheon-{gu}-gu", day)["mois_code"] for day in ("2016-07-03", "2024-01-01") for gu in ("wonmi", "sosa", "ojeong")
    ]
    assert codes == ["41195", "41197", "41199", "41192", "41194", "41196"]
    assert gu_of("bucheon-si", "2020-01-01") == set()


def test_hwaseong_has_four_gu_from_2026_02_01_made_of_every_legal_dong_once() -> None:
    parts = [e for e in touched()["hwaseong-si", "2026-02-01"] if e["type"] == "gu_create"]
    codes = [code for e in parts for code in e["evidence"].split(";")]
    assert sorted(e["to_mois_code"] for e in parts) == ["41591", "41593", "41595", "41597"]
    assert len(codes) == len(set(codes)) == 38


def test_gwangju_and_jeonnam_become_sido_12_with_27_renumbered_units_on_2026_07_01() -> None:
    assert links("2026-07-01", "gwangju") == links("2026-07-01", "jeonnam") == {("merge", "jeonnam-gwangju", "true")}
    below = [r for r in alive("2026-07-01", "sigungu") if r["sido_unit_id"] == "jeonnam-gwangju"]
    assert Counter(r["kind"] for r in below) == {"autonomous_gu": 5, "si": 5, "gun": 17}
    assert one("gwangju-dong-gu", "2026-07-01")["mois_code"] == "12210"


def test_incheon_jung_dong_and_seo_become_four_gu_on_2026_07_01() -> None:
    assert links("2026-07-01", "incheon-dong-gu") == {("merge", "incheon-jemulpo-gu", "true")}
    parts = {
        (e["from_unit_id"], e["to_unit_id"]): e["evidence"].split(";")
        for e in table("region_event")
        if "2026-07-01-incheon" in e["event_id"]
    }
    assert {pair: len(codes) for pair, codes in parts.items()} == {
        ("incheon-jung-gu", "incheon-jemulpo-gu"): 44,
        ("incheon-jung-gu", "incheon-yeongjong-gu"): 8,
        ("incheon-dong-gu", "incheon-jemulpo-gu"): 7,
        ("incheon-seo-gu", "incheon-seohae-gu"): 11,
        ("incheon-seo-gu", "incheon-geomdan-gu"): 10,
    }
    codes = [code for group in parts.values() for code in group]
    assert len(codes) == len(set(codes))


# --- memberships and areas


@pytest.mark.parametrize("scheme", ["five_plus_three", "five_plus_two", "kostat_four_regions", "oecd_tl2", "capital_rest"])
@pytest.mark.parametrize("date", DATES)
def test_each_scheme_is_a_partition_of_the_living_sido(scheme: str, date: str) -> None:
    members = Counter(m["sido_unit_id"] for m in table("megaregion_membership") if m["scheme"] == scheme and lives(m, date))
    assert members == Counter(r["unit_id"] for r in alive(date, "sido"))


def test_memberships_reach_back_to_the_opening_of_the_region_table() -> None:
    opening = {r["unit_id"] for r in alive(OPENING, "sido")}
    assert opening == {m["sido_unit_id"] for m in table("megaregion_membership") if m["valid_from"] == OPENING}


def test_five_plus_three_is_five_megaregions_and_three_special_provinces() -> None:
    groups = defaultdict(set)
    for m in table("megaregion_membership"):
        if m["scheme"] == "five_plus_three" and lives(m, "2026-07-01"):
            groups[m["group_id"]].add(m["sido_unit_id"])
    assert groups["southwest"] == {"jeonnam-gwangju"} and groups["southeast"] == {"busan", "ulsan", "gyeongnam"}
    assert {g for g, s in groups.items() if s == {g}} == {"gangwon", "jeonbuk", "jeju"} and len(groups) == 8


def test_second_reading_moves_jeonbuk_to_the_southwest_and_nothing_else() -> None:
    group = {(m["scheme"], m["sido_unit_id"]): m["group_id"] for m in table("megaregion_membership")}
    moved = {s for scheme, s in group if scheme == "five_plus_three" and group["five_plus_two", s] != group[scheme, s]}
    assert moved == {"jeonbuk"} and group["five_plus_two", "jeonbuk"] == "southwest"


def test_official_areas_belong_to_units_that_live_on_the_date() -> None:
    for row in table("official_area"):
        if row["level"] != "nation":
            units = zip(row["unit_id"].split("+"), row["mois_code"].split("+"), strict=True)
            assert all(one(unit, row["reference_date"])["mois_code"] == code for unit, code in units), row


def test_sido_areas_add_up_to_the_nation_within_rounding() -> None:
    area = {(r["level"], r["unit_id"], r["reference_date"]): float(r["area_km2"]) for r in table("official_area")}
    sido = [a for (level, _, _), a in area.items() if level == "sido"]
    assert len(sido) == 17
    assert sum(sido) == pytest.approx(area["nation", "nation", "2024-12-31"], abs=10)
    assert area["sigungu", "sejong-si", "2012-07-01"] == pytest.approx(361.4 + 76.1 + 27.3)

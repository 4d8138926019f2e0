"""The changes that people ask for, with the figures of the fact tables."""

from __future__ import annotations

import datetime as dt

import pytest

from assets.geography.crosswalk import TRACKS, Track, crosswalk
from tests.histories import date, korea, shares, walked


def approx(**weights: float) -> object:
    return pytest.approx({unit.replace("_", "-"): weight for unit, weight in weights.items()}, abs=1e-12)


def test_sejong_2012_takes_yeongi_whole_and_parts_of_gongju_and_cheongwon() -> None:
    eve, day = "2012-06-30", "2012-07-01"
    assert shares("yeongi-gun", eve, day) == {"sejong-si": 1.0}
    assert shares("gongju-si", eve, day) == approx(gongju_si=118291 / 124449, sejong_si=6158 / 124449)
    assert shares("cheongwon-gun", eve, day) == approx(cheongwon_gun=148852 / 155649, sejong_si=6797 / 155649)


def test_sejong_2012_backwards_is_its_three_parts_and_gongju_stays_gongju() -> None:
    everyone = 87998 + 6158 + 6797
    assert shares("sejong-si", "2012-07-01", "2012-06-30") == approx(
        yeongi_gun=87998 / everyone, gongju_si=6158 / everyone, cheongwon_gun=6797 / everyone
    )
    assert shares("gongju-si", "2012-07-01", "2012-06-30") == {"gongju-si": 1.0}


def test_sejong_2012_is_a_sido_made_of_parts_of_two() -> None:
    assert shares("chungbuk", "2012-06-30", "2012-07-01", "sido") == approx(chungbuk=1556106 / 1562903, sejong=6797 / 1562903)
    chungnam = 2021776 + 87998 + 6158
    assert shares("chungnam", "2012-06-30", "2012-07-01", "sido") == approx(chungnam=2021776 / chungnam, sejong=94156 / chungnam)


def test_cheongju_2014_two_units_become_one_in_the_kosis_set() -> None:
    for unit in ("cheongju-si-until-2014", "cheongwon-gun"):
        assert walked(unit, "2014-06-30", "2014-07-01").loc["cheongju-si", "exact"]
    assert shares("cheongju-si", "2014-07-01", "2014-06-30") == approx(
        cheongju_si_until_2014=663550 / 835590, cheongwon_gun=172040 / 835590
    )


def test_cheongju_2014_gives_the_codes_of_two_gu_to_other_extents() -> None:
    """43111 and 43113 stay in use; what bore them is divided."""
    eve, day = "2014-06-30", "2014-07-01"
    assert shares("cheongju-sangdang-gu-until-2014", eve, day, "finest") == approx(
        cheongju_sangdang_gu=147238 / 252319, cheongju_cheongwon_gu=105081 / 252319
    )
    assert shares("cheongju-heungdeok-gu-until-2014", eve, day, "finest") == approx(
        cheongju_heungdeok_gu=208689 / 411231, cheongju_seowon_gu=202542 / 411231
    )
    assert shares("cheongwon-gun", eve, day, "finest") == approx(
        cheongju_cheongwon_gu=88686 / 172040,
        cheongju_heungdeok_gu=45223 / 172040,
        cheongju_sangdang_gu=23891 / 172040,
        cheongju_seowon_gu=14240 / 172040,
    )


def test_cheongwon_of_2011_went_to_sejong_first_and_to_cheongju_then() -> None:
    rows = walked("cheongwon-gun", "2011-12-31", "2024-12-31")
    assert rows["weight"].to_dict() == approx(cheongju_si=148852 / 155649, sejong_si=6797 / 155649)
    assert rows.loc["cheongju-si", "events"] == "2012-07-01-sejong;2014-07-01-cheongju"


def test_changwon_2010_is_one_city_of_three_in_the_kosis_set() -> None:
    for unit in ("changwon-si-until-2010", "masan-si", "jinhae-si"):
        assert shares(unit, "2010-06-30", "2010-07-01") == {"changwon-si": 1.0}
    assert shares("changwon-si", "2010-07-01", "2010-06-30") == approx(
        changwon_si_until_2010=178345 / 400054, masan_si=156252 / 400054, jinhae_si=65457 / 400054
    )


def test_changwon_2010_is_five_gu_in_the_finest_set() -> None:
    eve, day = "2010-06-30", "2010-07-01"
    rows = walked("changwon-si-until-2010", eve, day, "finest")
    assert rows["weight"].to_dict() == approx(changwon_uichang_gu=93315 / 178345, changwon_seongsan_gu=85030 / 178345)
    assert set(rows["method"]) == {"households"}
    assert shares("masan-si", eve, day, "finest") == approx(
        changwon_masanhappo_gu=73087 / 156252, changwon_masanhoewon_gu=83165 / 156252
    )
    assert shares("jinhae-si", eve, day, "finest") == {"changwon-jinhae-gu": 1.0}


def test_yongji_dong_moves_between_two_gu_of_changwon_in_2021() -> None:
    assert shares("changwon-uichang-gu", "2021-06-30", "2021-07-01", "finest") == approx(
        changwon_uichang_gu=232375 / 262408, changwon_seongsan_gu=30033 / 262408
    )
    assert shares("changwon-seongsan-gu", "2021-07-01", "2021-06-30", "finest") == approx(
        changwon_uichang_gu=30033 / 244603, changwon_seongsan_gu=214570 / 244603
    )


def test_bucheon_2016_three_gu_become_one_city_and_2024_the_city_becomes_three_gu() -> None:
    for gu in ("wonmi", "sosa", "ojeong"):
        assert shares(f"bucheon-{gu}-gu", "2016-07-03", "2016-07-04", "finest") == {"bucheon-si": 1.0}
    rows = walked("bucheon-si", "2023-12-31", "2024-01-01", "finest")
    assert rows["weight"].to_dict() == approx(
        bucheon_wonmi_gu=387863 / 766105, bucheon_sosa_gu=226947 / 766105, bucheon_ojeong_gu=151295 / 766105
    )
    assert set(rows["method"]) == {"population"} and not rows["exact"].any()


def test_bucheon_of_2016_backwards_is_weighed_by_the_households_of_its_gu() -> None:
    assert shares("bucheon-si", "2016-07-04", "2016-07-03", "finest") == approx(
        bucheon_wonmi_gu=169862 / 327617, bucheon_sosa_gu=86289 / 327617, bucheon_ojeong_gu=71466 / 327617
    )


@pytest.mark.parametrize("gu", ["bucheon-wonmi-gu", "bucheon-sosa-gu", "bucheon-ojeong-gu"])
@pytest.mark.parametrize(("start", "end"), [("2015-12-31", "2024-12-31"), ("2024-12-31", "2015-12-31")])
def test_gu_of_bucheon_is_itself_again_across_the_years_without_gu(gu: str, start: str, end: str) -> None:
    row = walked(gu, start, end, "finest").loc[gu]
    assert (row["exact"], row["events"].count("bucheon")) == (True, 2)


def test_bucheon_is_one_unit_throughout_in_the_kosis_set() -> None:
    assert walked("bucheon-si", "2015-12-31", "2024-12-31").loc["bucheon-si", "weight"] == 1.0


@pytest.mark.parametrize("track", ["kosis", "finest"])
def test_gunwi_moves_to_daegu_whole_as_a_sigungu(track: Track) -> None:
    row = walked("gunwi-gun", "2023-06-30", "2023-07-01", track).loc["gunwi-gun"]
    assert (row["weight"], row["exact"], row["events"]) == (1.0, True, "2023-07-01-daegu-gunwi")


def test_gunwi_is_a_part_of_gyeongbuk_that_goes_to_daegu_in_the_sido_set() -> None:
    assert shares("gyeongbuk", "2023-06-30", "2023-07-01", "sido") == approx(gyeongbuk=2569579 / 2592862, daegu=23283 / 2592862)
    assert shares("daegu", "2023-06-30", "2023-07-01", "sido") == {"daegu": 1.0}
    assert shares("daegu", "2023-07-01", "2023-06-30", "sido") == approx(daegu=2355187 / 2378470, gyeongbuk=23283 / 2378470)
    assert shares("gyeongbuk", "2023-07-01", "2023-06-30", "sido") == {"gyeongbuk": 1.0}


def test_jeju_2006_four_units_become_two() -> None:
    eve, day = "2006-06-30", "2006-07-01"
    merged = {"jeju-si": ("jeju-si-until-2006", "bukjeju-gun"), "seogwipo-si": ("seogwipo-si-until-2006", "namjeju-gun")}
    for city, parts in merged.items():
        for unit in parts:
            assert shares(unit, eve, day) == {city: 1.0}
    assert shares("jeju-si", day, eve) == approx(jeju_si_until_2006=110161 / 147047, bukjeju_gun=36886 / 147047)
    assert shares("jeju", eve, day, "sido") == {"jeju": 1.0}


def test_michuhol_2018_is_renamed_and_nothing_moves() -> None:
    row = walked("incheon-michuhol-gu", "2018-06-30", "2018-07-01").loc["incheon-michuhol-gu"]
    assert (row["weight"], row["method"], row["events"]) == (1.0, "exact", "2018-07-01-incheon-michuhol")


@pytest.mark.parametrize("track", ["kosis", "finest"])
@pytest.mark.parametrize(
    ("sido", "day", "kosis", "finest"), [("gangwon", "2023-06-11", 18, 18), ("jeonbuk", "2024-01-18", 14, 15)]
)
def test_gangwon_and_jeonbuk_change_codes_and_no_one_moves(sido: str, day: str, kosis: int, finest: int, track: Track) -> None:
    eve = str(date(day) - dt.timedelta(days=1))
    table = crosswalk(korea(), date(eve), date(day), track)
    recoded = table[table["events"] == f"{day}-{sido}"]
    assert len(recoded) == {"kosis": kosis, "finest": finest}[track]
    assert (table["from_unit_id"] == table["to_unit_id"]).all() and (table["weight"] == 1.0).all()
    assert shares(sido, eve, day, "sido") == {sido: 1.0}


def test_hwaseong_gets_four_gu_on_2026_02_01() -> None:
    rows = walked("hwaseong-si", "2026-01-31", "2026-02-01", "finest")
    assert rows["weight"].to_dict() == approx(
        hwaseong_manse_gu=215608 / 855248,
        hwaseong_hyohaeng_gu=119907 / 855248,
        hwaseong_byeongjeom_gu=152545 / 855248,
        hwaseong_dongtan_gu=367188 / 855248,
    )
    assert shares("hwaseong-dongtan-gu", "2026-02-01", "2026-01-31", "finest") == {"hwaseong-si": 1.0}
    assert shares("hwaseong-si", "2026-01-31", "2026-02-01", "kosis") == {"hwaseong-si": 1.0}


@pytest.mark.parametrize("track", ["kosis", "finest"])
def test_incheon_three_gu_become_four_on_2026_07_01(track: Track) -> None:
    eve, day = "2026-06-30", "2026-07-01"
    assert shares("incheon-dong-gu", eve, day, track) == {"incheon-jemulpo-gu": 1.0}
    assert shares("incheon-jung-gu", eve, day, track) == approx(
        incheon_jemulpo_gu=45678 / 139729, incheon_yeongjong_gu=94051 / 139729
    )
    assert shares("incheon-seo-gu", eve, day, track) == approx(
        incheon_seohae_gu=385353 / 542040, incheon_geomdan_gu=156687 / 542040
    )
    assert shares("incheon-jemulpo-gu", day, eve, track) == approx(incheon_dong_gu=62542 / 108220, incheon_jung_gu=45678 / 108220)


def test_gwangju_and_jeonnam_become_one_sido_and_their_27_units_stay() -> None:
    eve, day = "2026-06-30", "2026-07-01"
    assert shares("gwangju", eve, day, "sido") == shares("jeonnam", eve, day, "sido") == {"jeonnam-gwangju": 1.0}
    assert shares("jeonnam-gwangju", day, eve, "sido") == approx(gwangju=1403862 / 3188437, jeonnam=1784575 / 3188437)
    table = crosswalk(korea(), date(eve), date(day), "kosis")
    moved = table[table["events"] == "2026-07-01-jeonnam-gwangju"]
    assert len(moved) == 27 and (moved["from_unit_id"] == moved["to_unit_id"]).all()


@pytest.mark.parametrize(("eve", "day"), [("2019-09-12", "2019-09-13"), ("2020-07-23", "2020-07-24")])
@pytest.mark.parametrize("track", ["kosis", "finest"])
def test_exchanges_of_suwon_below_a_dong_move_nobody(eve: str, day: str, track: Track) -> None:
    for start, end in ((eve, day), (day, eve)):
        table = crosswalk(korea(), date(start), date(end), track)
        assert (table["method"] == "unchanged").all()


def test_paldal_gu_gives_and_receives_on_one_day_in_2003() -> None:
    eve, day = "2003-11-23", "2003-11-24"
    lost = 50083 + 83358
    assert shares("suwon-paldal-gu", eve, day, "finest") == approx(suwon_paldal_gu=50083 / lost, suwon_yeongtong_gu=83358 / lost)
    gained = 50083 + 17664 + 13868
    assert shares("suwon-paldal-gu", day, eve, "finest") == approx(
        suwon_paldal_gu=50083 / gained, suwon_jangan_gu=17664 / gained, suwon_gwonseon_gu=13868 / gained
    )


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize(
    ("start", "end"), [("1994-12-31", "2026-07-01"), ("2026-07-01", "1994-12-31"), ("2015-12-31", "2024-12-31")]
)
def test_every_unit_is_reached_and_every_unit_goes_somewhere(track: Track, start: str, end: str) -> None:
    table = crosswalk(korea(), date(start), date(end), track)
    assert set(table["from_unit_id"]) == set(korea().living(date(start), track))
    assert set(table["to_unit_id"]) == set(korea().living(date(end), track))
    assert not table.duplicated(["from_unit_id", "to_unit_id"]).any()
    assert (table.groupby("from_unit_id")["weight"].sum() - 1).abs().max() < 1e-9


def test_kosis_units_of_2015_to_2024_are_all_exact_and_only_uichang_is_divided_below() -> None:
    assert crosswalk(korea(), date("2015-12-31"), date("2024-12-31"), "kosis")["exact"].all()
    finest = crosswalk(korea(), date("2015-12-31"), date("2024-12-31"), "finest")
    assert set(finest.loc[~finest["exact"], "from_unit_id"]) == {"changwon-uichang-gu"}

"""English names that do not begin as the Korean ones beside them are told; joined names and slips of publishers are not."""

from __future__ import annotations

from typing import Any

import pytest

from expectations.contracts.raw_boundaries import MOIS_BOUNDARY
from expectations.engine.runner import check
from expectations.rules.english_names import begin_alike, mois_english
from tests.frames import typed
from tests.publisher_files import square


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("종로구", "Jongno-gu"), ("종로구", "Chongno-gu"), ("강남구", "Kangnam-gu"), ("부산광역시", "Pusan"),
        ("이천시", "Icheon-si"),
        ("여수시", "Yeosu-si"), ("울릉군", "Ulleung-gun"), ("영주시", "Yongju"), ("남구", "Nam-gu"),
        ("수원시 장안구", "Jangan-gu"),
        ("수원시장안구", "Jangan-gu, Suwon-si"), ("서울특별시 중구", "Jung-gu, Seoul"), ("창원시마산합포구", "Masanhappogu"),
        ("엄사면", "Umsa-myeon"), ("제주특별자치도", "JEJU-DO"), ("개포4동", "Gaepo 4(sa)-dong"),
        ("종로구", "종로구"), ("Jongno-gu", "Jongno-gu"),
    ],
)  # fmt: skip
def test_names_of_one_unit_begin_alike_however_they_are_romanised(korean: str, english: str) -> None:
    assert begin_alike(korean, english)


@pytest.mark.parametrize(
    ("korean", "english"),
    [("철원군", "Gongju-si"), ("종로구", "Yongsan-gu"), ("수원시장안구", "Paldal-gu"), ("이천시", "Hanam-si")],
)
def test_names_of_two_units_do_not(korean: str, english: str) -> None:
    assert not begin_alike(korean, english)


def record(row: int, code: str, korean: str | None, english: str | None) -> dict[str, Any]:
    return {"level": "sigungu", "scheme": "mois", "code": code, "name_ko": korean, "name_en": english, "geometry": square(row, 0),
            "source_file": "a.shp", "source_row": row}  # fmt: skip


def test_english_names_one_row_off_are_a_warning_with_both_names() -> None:
    rows = [("11110", "종로구", "Yongsan-gu"), ("11140", "중구", "Jongno-gu"), ("11170", "용산구", "Jung-gu")]
    table = typed(MOIS_BOUNDARY, *(record(n, *row) for n, row in enumerate(rows, start=1)))
    report = check(MOIS_BOUNDARY, {"mois_boundary": table}, "")
    (told,) = [outcome.sentence() for outcome in report.failed("warning")]
    assert not report.failed("error") and "code=11110, name_ko=종로구, name_en=Yongsan-gu" in told and "2 rows" in told


def test_record_without_one_of_the_names_is_not_judged() -> None:
    table = typed(MOIS_BOUNDARY, record(1, "11110", "종로구", None), record(2, "11140", None, "Jung-gu"))
    assert mois_english(table).empty

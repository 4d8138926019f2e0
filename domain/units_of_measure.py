"""Units of measure in both languages; whatever has a unit in a table, a map or on the page has it here.

A contract names a unit by its English, which is what tables publish; legends, aliases, the atlas and the dictionary take
the Korean from here. A unit that is not listed is refused where it is declared, so that none is English alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit as it is printed; `en` is its name as well."""

    en: str
    ko: str

    @property
    def both(self) -> str:
        """For legends in two languages: `명 persons`; once where both are the same."""
        return self.en if self.en == self.ko else f"{self.ko} {self.en}"


# By what is counted or measured; within that from the plain to the composed.
_KOREAN = {
    # people
    "persons": "명",
    "thousand persons": "천 명",
    "persons in 5 years": "5년간 명",
    "persons, change in the term": "명, 임기 중 변화",
    "persons per km2": "명/km²",
    "per 1,000 registered": "인구 천 명당",
    "per 1,000 registered at the origin": "출발지 인구 천 명당",
    "per 1,000 expected in 5 years": "기대인구 천 명당, 5년간",
    "women per person": "여성/노인",
    "births": "명",
    "births per woman": "명/여성",
    "births per 1,000 women": "여성 천 명당 출생아",
    "marriages": "건",
    # what there is of other things
    "households": "가구",
    "businesses": "개 사업자",
    "establishments": "개소",
    "institutions": "개 기관",
    "units": "곳",
    "areas": "곳",
    "regions": "개 지역",
    "countries": "개국",
    "provinces": "개 시도",
    "governments": "개 자치단체",
    "eup-myeon-dong": "개 읍면동",
    "sites": "개 부지",
    "cities": "개 도시",
    "promises": "건",
    "definitions": "가지 정의",
    "designs": "가지 설계",
    "draws": "회 추출",
    "vintages": "개 경계",
    "shapes": "개 도형",
    "holes": "개 구멍",
    "pairs": "쌍",
    "records": "행",
    "cells": "칸",
    "eras": "개 시기",
    "spans": "개 구간",
    "bytes": "바이트",
    # money
    "thousand KRW": "천 원",
    "million KRW": "백만 원",
    "million KRW per person": "1인당 백만 원",
    "million US dollars": "백만 미국 달러",
    "US dollars per person": "1인당 미국 달러",
    # space and time
    "m": "m",
    "km": "km",
    "m2": "m²",
    "km2": "km²",
    "degrees": "도",
    "EPSG:5179": "EPSG:5179",
    "year": "년",
    "years": "년",
    "months": "개월",
    "UTC": "협정 세계시",
    # shares and changes
    "ratio": "비율",
    "percent": "%",
    "percentage points": "%포인트",
    "probability": "확률",
    "rank": "순위",
    "quotient": "계수",
    "coefficient": "계수",
    "ratio per year": "비율/년",
    "ratio, change in the term": "비율, 임기 중 변화",
    "per year": "연간",
    "log points": "로그 포인트",
    "log points per year": "로그 포인트/년",
    "share of the area before": "이전 면적 대비 비율",
    "ratio of the smaller area": "작은 쪽 면적 대비 비율",
    "share of hubs": "거점 중 비율",
    "units, or share of youth": "곳, 또는 청년 비율",
    "1 or 0": "1 또는 0",
    # indices and statistics
    "index": "지수",
    "index, December 2015 = 100": "지수, 2015년 12월 = 100",
    "index, base month of the file = 100": "지수, 파일의 기준월 = 100",
    "index, base_month = 100": "지수, base_month = 100",
    "2021 = 100": "2021년 = 100",
    "first known year = 1": "처음 알려진 해 = 1",
    "points of 1-100": "1-100점",
    "standard deviations": "표준편차",
    "1": "1",
    "r": "r",
    "p": "p",
    "F (2, n - 4)": "F (2, n - 4)",
    # columns of several figures
    "million KRW; persons": "백만 원; 명",
    "million KRW (value_added, value_added_real), persons (workers)": "백만 원 (value_added, value_added_real), 명 (workers)",
    "million KRW (grdp), persons (employed, jobs), establishments": "백만 원 (grdp), 명 (employed, jobs), 개소",
    "million KRW (명목, 실질); percentage points (실질기여도)": "백만 원 (명목, 실질); %p (실질기여도)",
    "persons or units": "명 또는 곳",
    "persons, households or businesses": "명, 가구 또는 개 사업자",
    "as the definition says": "정의에 따름",
    "as the column unit says": "unit 열에 따름",
    "as in the column unit": "unit 열에 따름",
    "as `unit` says": "unit 열에 따름",
    "see unit": "unit 열에 따름",
    "of the indicator": "지표의 단위",
    "as the figure": "수치의 단위",
}
UNITS = {en: Unit(en, ko) for en, ko in _KOREAN.items()}


def unit_of_measure(name: str) -> Unit:
    """The unit of that name. ValueError for one that is not listed."""
    if name not in UNITS:
        raise ValueError(f"the unit {name!r} has no Korean; add it to domain/units_of_measure.py")
    return UNITS[name]

"""집값과 일자리가 결혼과 출산을 늦춘다: what goes together with fewer births. Association only.

Prices, jobs and births share trends and causes that are not in the data; sign and size change with the way of comparing. Counted
are panels within regions, which those who say it use; what compares regions with one another is shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import duckdb

from assets.claims.sentence import Part, Sentence, Variant, claim, december

HOUSING = Sentence(
    claim_id="housing-jobs-births",
    on=dt.date(2024, 12, 31),
    en="Housing prices and the lack of jobs delay marriage and births.",
    ko="집값과 일자리 문제가 결혼과 출산을 늦춘다.",
    formula=(
        "Pearson's r with total fertility of the same region 0 to 7 years later, within regions, at least small (0.1; "
        "Cohen 1988): below 0 for rising prices, above 0 for employment, of the young (15-29) in sigungu and at 15-64 in "
        "sido, for which no rate of the young is published"
    ),
    formula_ko=(
        "같은 지역의 0-7년 뒤 합계출산율과의 지역 내 상관계수(Pearson)가 작은 크기(0.1; Cohen 1988) 이상: 집값 상승은 "
        "음(-), 고용률(시군구는 15-29세, 청년 고용률이 공표되지 않는 시도는 15-64세)은 양(+)"
    ),
    note=(
        "Association, not cause, whatever the verdict: a sign is no evidence of delay. KRIHS (2023) finds effects of "
        "prices up to seven years later with other methods (local projections, monthly series since 1992); a "
        "correlation cannot confirm or refute them. Years of one region are not independent, no test of significance "
        "is made, and price indices tell change, not level."
    ),
    note_ko=(
        "어떤 판정이든 연관성일 뿐 인과가 아니며, 부호는 늦춘다는 증거가 되지 못한다. 국토연구원(2023)은 다른 "
        "방법(국소투영법, 1992년 이후 월별 자료)으로 최장 7년의 영향을 보고했는데, 상관계수로는 이를 확인하거나 부정할 수 "
        "없다. 같은 지역의 여러 해는 서로 독립이 아니고, 유의성 검정은 하지 않았으며, 가격지수는 수준이 아니라 변화를 "
        "말한다."
    ),
    source="mart.lag_association",
    source_ko="mart.lag_association",
    still=True,
    parts=(
        Part("prices", "rising housing prices go with fewer births", "집값 상승과 적은 출산"),
        Part("jobs", "lack of jobs goes with fewer births", "일자리 부족과 적은 출산"),
        Part("marriage", "both go with later marriages", "집값·일자리와 늦은 결혼"),
    ),
)
# Cohen (1988), Statistical Power Analysis: a small correlation.
SMALL = 0.1
# Years over which KRIHS (2023) finds an effect of prices.
LAGS = range(8)
COMPARISON_KO = {
    "all": "지역과 해를 섞어서",
    "within_regions": "지역 안에서",
    "within_regions_and_years": "지역과 해의 평균을 빼고",
    "over_time": "시간에 따라",
}
LEVEL_KO = {"sido": "시도", "sigungu": "시군구", "capital_rest": "수도권과 비수도권의 차이"}
WITHIN = ("within_regions", "within_regions_and_years")


@claim(
    HOUSING,
    definition="prices_births",
    en="yearly change of apartment prices and fertility",
    ko="아파트값 변화율과 출산율",
    unit="r",
    used_by="KRIHS 2023 (panel of sido, up to seven years)",
    used_by_ko="국토연구원 2023 (시도 패널, 최장 7년)",
    part="prices",
)
def prices_births(lag_association: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By level, way of comparing and lag; panels of sido judge, as those of KRIHS do."""
    yield from _signs(lag_association, "apartment_price.price_change", -1, counted="sido")


@claim(
    HOUSING,
    definition="jobs_births",
    en="employment rate (sigungu: 15-29, sido: 15-64) and fertility",
    ko="고용률(시군구 15-29세, 시도 15-64세)과 출산율",
    unit="r",
    used_by="Bank of Korea 2023 (panel of countries, employment of the young)",
    used_by_ko="한국은행 2023 (국가 패널, 청년 고용률)",
    part="jobs",
)
def jobs_births(lag_association: duckdb.DuckDBPyRelation) -> Iterator[Variant]:
    """By level, way of comparing and lag; panels within regions judge."""
    yield from _signs(lag_association, "employment_rate.employment_rate_15_29", 1, "sigungu")
    yield from _signs(lag_association, "employment_rate.employment_rate_15_64", 1, "sido")


@claim(
    HOUSING,
    definition="marriages",
    en="prices, jobs and age at marriage",
    ko="집값·일자리와 초혼 연령",
    unit="r",
    needs=(
        "raw.kosis_first_marriage (age at first marriage by sido and year; none is read, and marriages are read as counts alone)"
    ),
    needs_ko="raw.kosis_first_marriage (시도·연도별 초혼 연령; 읽은 자료 없음, 혼인은 건수만 읽음)",
    used_by="Statistics Korea: age at first marriage",
    used_by_ko="통계청 (초혼 연령)",
    part="marriage",
)
def marriages() -> Iterator[Variant]:
    """Nothing here tells the age at marriage."""
    return iter(())


def _signs(
    lag_association: duckdb.DuckDBPyRelation, earlier: str, sign: int, level: str = "", *, counted: str = ""
) -> Iterator[Variant]:
    """One variant a row; those within regions (of level `counted`) are judged, and a lag of theirs that is lacking is open."""
    rows = duckdb.sql(
        """
        SELECT last_year, level, comparison, lag_years, r, n
        FROM lag_association
        WHERE earlier = $earlier AND later = 'fertility_rate.total_fertility_rate' AND $level IN ('', level)
        ORDER BY level, comparison, lag_years
        """,
        params={"earlier": earlier, "level": level},
    ).fetchall()
    judged = counted or level
    for year, at, comparison, lag, r, n in rows:
        yield Variant(
            december(year), r, r * sign >= SMALL if at == judged and comparison in WITHIN else None, n,
            f"{at}, {comparison}, lag {lag}", "association, not cause",
            item_ko=f"{LEVEL_KO.get(at, at)}, {COMPARISON_KO.get(comparison, comparison)}, {lag}년 뒤",
            note_ko="연관성이며 인과가 아님",
        )  # fmt: skip
    known = {(comparison, lag) for _, at, comparison, lag, *_ in rows if at == judged}
    for comparison in WITHIN if rows else ():
        for lag in LAGS:
            if (comparison, lag) not in known:
                yield Variant(
                    HOUSING.on, None, None, item=f"{judged}, {comparison}, lag {lag}",
                    item_ko=f"{LEVEL_KO[judged]}, {COMPARISON_KO[comparison]}, {lag}년 뒤",
                    needs=f"more years of {earlier} by {judged}", needs_ko=f"{LEVEL_KO[judged]}별 {earlier}의 더 긴 자료",
                )  # fmt: skip

"""Why an area that one expects in the rust belt stands where it stands: sentences from the table's own figures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assets.lake.asset import asset
from domain.rust_belt import EXPECTED, FEWEST_WORKERS, INDICATORS
from expectations.contracts.rust_belt import RUST_BELT_EXPECTED

NAMED = "named by experts"


@asset(contract=RUST_BELT_EXPECTED)
def rust_belt_expected(rust_belt: pd.DataFrame, crisis_designation: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """What is known of each area that is designated or that experts name, and two sentences. One row per area."""
    schemes = crisis_designation.groupby("unit_id")["scheme"].agg(lambda of: ", ".join(sorted(set(of))))
    known = set(region["unit_id"])
    expected = {unit: NAMED for unit in EXPECTED if unit in known} | schemes.to_dict()
    newest = region.sort_values("valid_from").groupby("unit_id").last()
    belt = {row["region_id"]: {str(name): value for name, value in row.items()} for _, row in rust_belt.iterrows()}
    names = newest["name_ko"].to_dict()
    rows = []
    for unit, why in sorted(expected.items()):
        parent = newest["parent_unit_id"].get(unit)
        holder = unit if unit in belt else parent if parent in belt else None
        found = belt.get(holder or "", {})
        sido = names.get(newest["sido_unit_id"].get(unit))
        told = dict(zip(("reason", "reason_ko"), reasons(found, part=holder != unit), strict=True))
        row = {"unit_id": unit, "name_ko": names.get(unit), "sido_ko": sido, "expected_for": why, "region_id": holder}
        named = EXPECTED.get(str(unit))
        row |= named.told if named else {}
        rows.append({name: found.get(name) for name in RUST_BELT_EXPECTED.column_names} | row | told)
    return pd.DataFrame(rows, columns=list(RUST_BELT_EXPECTED.column_names))


def reasons(row: dict[str, Any], *, part: bool) -> tuple[str, str]:
    """What the figures of a unit say, in English and Korean; `part` where it only holds the area."""
    if not row:
        return "no unit of the reference geography", "기준 경계에 없는 단위"
    said = [_part(row)] if part else []
    said.append(_hub(row))
    if row["hub"] is True:
        said += [_jobs(row), _value(row), *_points(row), _rank(row)]
    english, korean = zip(*said, strict=True)
    return "; ".join(english), "; ".join(korean)


def _part(row: dict[str, Any]) -> tuple[str, str]:
    return f"figures are of {row['name_en']}, of which it is a part", f"{row['name_ko']} 전체의 수치"


def _hub(row: dict[str, Any]) -> tuple[str, str]:
    if row["hub"] is True:
        by = {"both": ("workers and value added", "종사자와 부가가치"), "workers": ("workers", "종사자")}
        english, korean = by.get(row["hub_basis"], ("value added", "부가가치"))
        return f"hub by {english}", f"거점 ({korean} 기준)"
    if row["hub"] is None or pd.isna(row["hub"]):
        return "not known whether it was a hub", "거점 여부를 알 수 없음"
    quotients = [("workers", "종사자", _highest(row, "workers_lq_first", "workers_lq_peak")),
                 ("value added", "부가가치", row["value_added_lq_highest"])]  # fmt: skip
    known = [(en, ko, value) for en, ko, value in quotients if not pd.isna(value)]
    jobs = _highest(row, "jobs_first", "jobs_peak")
    size = f", {jobs:,.0f} workers" if not pd.isna(jobs) and jobs < FEWEST_WORKERS else ""
    size_ko = f", 제조업 종사자 {jobs:,.0f}명" if size else ""
    english = " and ".join(f"{value:.2f} by {en}" for en, _, value in known)
    korean = ", ".join(f"{ko} {value:.2f}" for _, ko, value in known)
    return f"no hub: location quotient {english}{size}", f"거점 아님: 입지계수 {korean}{size_ko}"


def _jobs(row: dict[str, Any]) -> tuple[str, str]:
    if pd.isna(row["jobs_last"]):
        return "its province publishes no workers by section", "도가 시군 산업별 종사자를 공표하지 않음"
    first, last = row["jobs_first_date"].year, row["jobs_last_date"].year
    counted = f"{row['jobs_first']:,.0f} manufacturing jobs in {first} and {row['jobs_last']:,.0f} in {last}, as counted then"
    korean = f"제조업 종사자 {first}년 {row['jobs_first']:,.0f}명, {last}년 {row['jobs_last']:,.0f}명(당시 조사 기준)"
    if pd.isna(row["jobs_loss"]):
        return f"{counted}, loss in {row['span']} not known", f"{korean}, {row['span']} 감소율은 알 수 없음"
    lost = f"{row['jobs_loss']:.0%} below the peak in {row['span']} ({row['state']})"
    return f"{counted}, {lost}", f"{korean}, {row['span']} 정점 대비 {row['jobs_loss']:.0%} 감소"


def _value(row: dict[str, Any]) -> tuple[str, str]:
    if pd.isna(row["growth_gap"]):
        return "growth of its manufacturing value added not known", "제조업 부가가치 증가율을 알 수 없음"
    side, side_ko = ("behind", "낮음") if row["growth_gap"] > 0 else ("ahead of", "높음")
    gap = f"{abs(row['growth_gap']):.0%}"
    return f"manufacturing value added {gap} {side} the nation's", f"제조업 부가가치 증가가 전국보다 {gap} {side_ko}"


def _points(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Which indicators put it up and down the scale of the hubs; nothing where no points are known."""
    points = {each: row.get(f"{each.name}_points") for each in INDICATORS}
    known = {each: float(value) for each, value in points.items() if value is not None and not pd.isna(value)}
    if len(known) < 2:
        return []
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    (high, high_ko), (low, low_ko) = most.said, least.said
    top, bottom = f"{known[most]:.0f}", f"{known[least]:.0f}"
    return [(f"of 100 points {top} for {high} and {bottom} for {low}", f"100점 중 {high_ko} {top}점, {low_ko} {bottom}점")]


def _rank(row: dict[str, Any]) -> tuple[str, str]:
    if pd.isna(row["rank_low"]):
        return "no rank", "순위 없음"
    band = f"{row['rank_low']:.0f}-{row['rank_high']:.0f}"
    if pd.isna(row["rank"]):
        return f"no rank, band {band}", f"순위 없음, 범위 {band}"
    return f"rank {row['rank']:.0f}, band {band}", f"순위 {row['rank']:.0f}, 범위 {band}"


def _highest(row: dict[str, Any], *columns: str) -> float:
    known = [float(row[column]) for column in columns if not pd.isna(row[column])]
    return max(known, default=float("nan"))

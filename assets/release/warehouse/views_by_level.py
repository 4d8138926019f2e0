"""Views of series, one for each level: what is measured of a region by year. Which columns there are, its contract says."""

from __future__ import annotations

from assets.release.warehouse.view import LEVELS, View, level_view, level_views
from expectations.contracts.registry import all_contracts

_TABLE = all_contracts()
_GROUPS = tuple(level for level in LEVELS if level != "sigungu")

BY_LEVEL: tuple[View, ...] = (
    *level_views(
        "extinction_risk", ("지방소멸위험", "Extinction-risk index and class by year"), _TABLE["extinction_risk"], first=True
    ),
    *level_views(
        "youth_migration",
        ("청년 순이동", "Net migration of young people in five years to the date, by cohort survival"),
        _TABLE["youth_migration"],
        first=True,
    ),
    *level_views(
        "moves",
        ("인구이동", "Registered moves across the border of each region by year, all ages"),
        _TABLE["migration_balance"],
        tuple(level for level in LEVELS if level != "nation"),
        first=True,
    ),
    *level_views(
        "moves_to_capital",
        ("수도권으로의 순유출", "Moves to and from the capital region by origin and year, all ages"),
        _TABLE["capital_inflow"],
        tuple(level for level in _GROUPS if level != "nation"),
    ),
    *level_views("fertility", ("합계출산율", "Total fertility rate by year"), _TABLE["fertility_rate"]),
    *level_views(
        "employment", ("고용률", "Employment rates by age, last date of each year"), _TABLE["employment_rate"]
    ),
    *level_views(
        "concentration",
        ("집중도", "People, young people, product, employed, jobs, establishments: figures and shares by year"),
        _TABLE["concentration"],
    ),
    *level_views(
        "manufacturing", ("제조업", "Manufacturing: value added, share, location quotient, loss"), _TABLE["manufacturing"]
    ),
    *level_views(
        "apartment_prices", ("아파트 매매가격지수", "Apartment price index of each December"), _TABLE["apartment_price"]
    ),
    *level_views("masuda", ("마스다 기준", "Masuda's criterion: women aged 20-39 in 30 years, by date"), _TABLE["masuda"]),
    *level_views(
        "spatial_division", ("공간분업", "Spatial division of labour by year"), _TABLE["spatial_division"], _GROUPS
    ),
    level_view(
        "manufacturing_jobs_sigungu", ("제조업 일자리", "Workers in manufacturing by year"), _TABLE["manufacturing_jobs"],
        "sigungu"
    ),
    level_view(
        "workers_sigungu", ("종사자", "Workers and establishments by year"), _TABLE["sigungu_workers"], "sigungu",
        where="t.section = 'total'",
    ),
    level_view(
        "workers_by_section_sigungu", ("산업별 종사자", "Workers and establishments by section of KSIC and year"),
        _TABLE["sigungu_workers"], "sigungu", where="t.section <> 'total'",
    ),
    level_view(
        "grdp_sigungu", ("지역내총생산", "Gross regional domestic product, in all and per head, every fifth year"),
        _TABLE["sigungu_product"], "sigungu",
    ),
    level_view(
        "grdp_per_head_sido", ("1인당 지역내총생산·소득", "Product, income and consumption per head by year, as published"),
        _TABLE["sido_income"], "sido",
    ),
    level_view("births_sido", ("출생·혼인", "Births and marriages by year, as published"), _TABLE["vital_events"], "sido"),
    level_view("households_sigungu", ("주민등록세대", "Registered households by year"), _TABLE["households"], "sigungu"),
    level_view("businesses_sigungu", ("가동사업자", "Active businesses by year"), _TABLE["businesses"], "sigungu"),
    level_view(
        "all_moves_sigungu", ("총전입·총전출", "All moves in and out by year, those within the unit among them"),
        _TABLE["sigungu_moves"], "sigungu",
    ),
    level_view(
        "population_sido", ("주민등록인구", "Registered population, men and women by year"), _TABLE["sido_population"], "sido"
    ),
)  # fmt: skip

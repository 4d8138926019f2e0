"""Questions on the economy, the rust belt, claims, scenarios and checks."""

from __future__ import annotations

from assets.release.dictionary.recipe import Recipe

RESULTS: tuple[Recipe, ...] = (
    Recipe(
        "youth",
        "청년은 어디로 가고 어디를 떠나나?",
        "Where do young people go, and which sido do they leave?",
        """
SELECT region_ko, year, round(y.net_20_34) AS net_20_34, round(net_rate_20_34, 1) AS per_1000
FROM youth_migration_sido AS y
WHERE year = (SELECT max(year) FROM youth_migration_sido)
ORDER BY y.net_20_34 DESC
""",
        "Net migration of ages 20-34 within five years, as the residual of cohort survival: +330,778 for the capital "
        "region from 2020 to 2025, +365,889 from 2019 to 2024 (+365,495 by the schematic input, which lacks Gunwi in 2019). "
        "It includes moves from and to abroad, and is no count of moves.",
    ),
    Recipe(
        "flows",
        "어디서 어디로 가장 많이 이사하나?",
        "Which are the largest net flows between sido in the newest year?",
        """
SELECT f.from_ko, f.to_ko, f.year, f.moves, f.moves - b.moves AS net_moves
FROM flows_sido AS f
JOIN flows_sido AS b ON b.from_id = f.to_id AND b.to_id = f.from_id AND b.year = f.year
WHERE f.year = (SELECT max(year) FROM flows_sido)
ORDER BY net_moves DESC
LIMIT 10
""",
        "Registered moves of all ages; who moves twice counts twice. The schematic input has no moves, and the answer is empty.",
    ),
    Recipe(
        "claims",
        "어떤 주장이 맞고, 어떤 정의에서만 맞나?",
        "Which sentences hold, and which only under some definition?",
        """
SELECT claim_id, verdict, holds_under, published_value, reproduced_value
FROM claims
ORDER BY verdict, claim_id
""",
        "A verdict follows from the values under each definition; those are in `claim_values`. *Not checkable yet* names "
        "the table that is lacking in `needed_tables`.",
    ),
    Recipe(
        "rust-belt",
        "쇠퇴한 제조업 도시는 어디인가? 순위는 얼마나 확실한가?",
        "Which manufacturing hubs are in decline, and how sure is the rank?",
        """
SELECT rank_group AS rank, rank_group_low AS low, rank_group_high AS high, sido_short, region_ko, state,
       round(100 * jobs_loss, 1) AS jobs_lost_percent, span, jobs_first, jobs_last, jobs_last_date
FROM rust_belt
WHERE rank_group IS NOT NULL AND group_id = 'rest'
ORDER BY rank_group
LIMIT 10
""",
        "`low` to `high` is the band over other choices of weights and indicators, and over what is not known of the figures. "
        "Tongyeong is first, Geoje second, Dong-gu of Ulsan third. Jobs are lost within the years of `span`; `jobs_first` and "
        "`jobs_last` are counted in different ways. Only hubs of manufacturing have a rank. Jeonbuk, with Gunsan, publishes no "
        "jobs by section: `mart.rust_belt_expected` says what that means for each area.",
    ),
    Recipe(
        "any-indicator",
        "어떤 지표든 연도별로 보려면?",
        "How do I get any indicator by year for one level?",
        """
SELECT year, region_ko, value, unit
FROM indicator_values_capital_rest
WHERE indicator = 'extinction_risk.risk_index'
ORDER BY region_ko, year
""",
        "`indicators` lists what there is; `indicator_values_sido`, `_sigungu` and so on have one level each. "
        "`measure` is *extensive* for what may be summed; an *intensive* figure never is.",
    ),
    Recipe(
        "scenarios",
        "추세가 이어지면 소멸위험 시군구는 몇 곳이 되나?",
        "How many municipalities will be at risk if the trend goes on?",
        """
SELECT scenario, title_en, year, median, p05, p95
FROM scenarios_nation
WHERE scenario = 'no-change' AND measure = 'at_risk_units'
ORDER BY year
""",
        "182 in 2030 is the path from December 2025 on, with a band of 1,000 draws from 5 to 95 %. Years move on with the newest "
        "population. Nearly all units are at risk by 2045, so that the count can hardly rise further: youth, shares and the "
        "index, in the same table, tell more.",
    ),
    Recipe(
        "which-region-is-here",
        "이 좌표는 어느 시군구에 있나?",
        "In which municipality does a point lie?",
        """
WITH place AS (
  SELECT ST_Transform(ST_Point(128.62, 34.88), 'EPSG:4326', 'EPSG:5179', always_xy := true) AS point
)
SELECT s.sido_ko, s.name_ko, round(ST_Distance(ST_Centroid(s.geometry), place.point) / 1000, 1) AS km_to_centroid
FROM mart.sigungu AS s, place
WHERE ST_Contains(s.geometry, place.point)
""",
        "Geoje-si on surveyed shapes. Shapes are in EPSG:5179, metres: bring a point there first, with `always_xy := "
        "true` for longitude before latitude. `lonlat(geometry)` goes the other way.",
        spatial=True,
    ),
    Recipe(
        "neighbours-at-risk",
        "이웃이 모두 소멸위험인 시군구는?",
        "Which municipalities at risk have only neighbours at risk?",
        """
SELECT s.sido_ko, s.name_ko, count(*) AS neighbours
FROM mart.sigungu AS s
JOIN mart.sigungu AS n ON n.region_id <> s.region_id AND ST_Touches(s.geometry, n.geometry)
WHERE s.risk_index < 0.5
GROUP BY s.region_id, s.sido_ko, s.name_ko
HAVING bool_and(n.risk_index < 0.5)
ORDER BY neighbours DESC, s.sido_ko, s.name_ko
LIMIT 10
""",
        "Shapes of a level share their edges exactly, so that `ST_Touches` finds every neighbour. `core.neighbour` has "
        "the pairs ready, islands included.",
        spatial=True,
    ),
    Recipe(
        "shapes-as-text",
        "공간 확장 없이 지도를 그리려면?",
        "How do I draw a map without the spatial extension?",
        """
SELECT g.region_ko, e.risk_class, length(g.geojson) AS letters, g.geojson
FROM region_shapes AS g
JOIN extinction_risk_sido AS e ON e.level = g.level AND e.region_id = g.region_id
WHERE e.year = (SELECT max(year) FROM extinction_risk_sido)
ORDER BY g.region_id
""",
        "GeoJSON in longitude and latitude, simplified by 500 m with shared edges: for drawing, not for measuring.",
    ),
    Recipe(
        "provenance",
        "이 수치는 어느 파일에서 왔나?",
        "Which files is a figure from, and may I pass it on?",
        """
SELECT p.source, p.source_file, f.publisher, f.licence, min(p.reference_date) AS first_date, max(p.reference_date) AS last_date,
       count(*) AS rows
FROM core.population_reported AS p
LEFT JOIN source_files AS f ON f.file = p.source_file
GROUP BY p.source, p.source_file, f.publisher, f.licence
ORDER BY p.source, p.source_file
""",
        "Tables with `source_file` name the file of each row; `population_carried.csv` is a reference table of the project, and "
        "says where its figures are from. Which source serves which days is in `core.population_source`, and the tables behind "
        "a figure on today's units are in `core.population.sources`. `docs.tables` names the source of every table, "
        "`docs.inputs` the sha256 of every file.",
    ),
)

"""Questions that analysts ask, with the SQL that answers them and how to read the answer.

They are in the DuckDB file as `docs.cookbook` and on the page `docs/cookbook.md`. Figures in a reading are of the release
from publishers' files unless it says otherwise; tests run every query on both releases and hold the figures.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from assets.release.dictionary.rows import Row


@dataclass(frozen=True)
class Recipe:
    """A question; `spatial` says that the SQL needs DuckDB's spatial extension."""

    title: str
    question_ko: str
    question_en: str
    sql: str
    reading: str
    spatial: bool = False


def recipe_rows() -> list[Row]:
    """The recipes, numbered from 1."""
    return [{"number": number} | asdict(recipe) | {"sql": recipe.sql.strip()} for number, recipe in enumerate(RECIPES, start=1)]


RECIPES: tuple[Recipe, ...] = (
    Recipe(
        "find-a-column",
        "‘노인’이나 ‘고령’ 수치는 어디에 있나?",
        "Where is a figure on older people, and in which unit?",
        """
SELECT schema_name || '.' || table_name AS table_name, column_name, ko, en, unit, formula
FROM docs.columns
WHERE en ILIKE '%65 and over%'
ORDER BY table_name, column_name
""",
        "The dictionary is inside the file. Search `ko` or `en`; `caveat` tells what to mind, `measure` whether a number "
        "may be summed.",
    ),
    Recipe(
        "at-risk",
        "소멸위험 시군구는 몇 곳이고, 자료가 없는 곳은 어디인가?",
        "How many municipalities are at risk, and which are missing?",
        """
SELECT year, unit_set, units, at_risk, missing_units, missing_names
FROM municipalities_at_risk
WHERE unit_set = 'keis'
ORDER BY year
""",
        "147 of 228 at the end of 2025 and 135 at the end of 2024, none missing. The schematic input ends in 2024 and lacks "
        "units in 2015 and 2019: the true count then lies between `at_risk` and `at_risk + missing_units`. Counts are on the "
        "reference geography; `mart.at_risk_count` has those on the units of the day beside them. `keis` is the set of the "
        "Employment Information Service; `local_government` has 226 units.",
    ),
    Recipe(
        "capital-share",
        "수도권 비중은 무엇을 기준으로 하느냐에 따라 얼마나 다른가?",
        "What is the capital region's share, by concept?",
        """
SELECT concept, year, reference_date, round(percent, 3) AS percent
FROM capital_share
QUALIFY row_number() OVER (PARTITION BY concept ORDER BY reference_date DESC) = 1
ORDER BY percent DESC
""",
        "50.857 % of registered people at the end of 2024, 51.023 % at the end of 2025. The newest date may be a month within "
        "a year. Young people, product and jobs have other shares and other newest years: quote the concept and the date "
        "with the number.",
    ),
    Recipe(
        "capital-majority",
        "수도권이 절반을 넘은 때는 언제이고, 차이는 몇 명인가?",
        "When did the capital region pass one half, and by how many people?",
        """
SELECT reference_date, capital_population, margin, round(100 * capital_share, 3) AS percent
FROM mart.capital_concentration
WHERE crossover
""",
        "December 2019: 50.002 %, 1,737 persons more than the rest. `capital_crossover` has the other concepts.",
    ),
    Recipe(
        "population-back-in-time",
        "지금의 경계로 본 과거 인구는?",
        "What was the population of today's Cheongju or Gunwi in earlier years?",
        """
SELECT year, region_ko, sum(population) AS population, bool_or(interpolated) AS interpolated
FROM population
WHERE population_concept = 'registration' AND region_ko IN ('청주시', '군위군')
GROUP BY reference_date, year, region_id, region_ko
ORDER BY region_ko, reference_date
""",
        "Every year is on one reference geography, so there is no jump where borders or codes changed. `interpolated`: a "
        "part was shared out from a divided unit. A year that is not listed is unknown, not zero: 1999 to 2007, and in the "
        "schematic input all but four years, and Gunwi before 2023. Always group by `region_id`, names repeat, and by "
        "`reference_date`, a year may have a month besides its December.",
    ),
    Recipe(
        "code-27720",
        "코드 27720은 어떤 곳이고, 전에는 무엇이었나?",
        "What is code 27720, and what was it before?",
        """
SELECT h.name_ko, h.mois_code, h.kostat7_code, h.kostat8_code, h.valid_from, h.valid_to
FROM region_history AS h
WHERE h.unit_id IN (SELECT r.unit_id FROM core.region AS r WHERE r.mois_code = '27720')
ORDER BY h.valid_from
""",
        "Gunwi-gun: 47720 of Gyeongbuk until the end of June 2023, 27720 of Daegu since. The unit stays the same; code "
        "and sido change. A code means nothing without its scheme and its day.",
    ),
    Recipe(
        "changes-of-a-year",
        "어떤 해에 행정구역이 어떻게 바뀌었나?",
        "What changed in the map in 2014?",
        """
SELECT date, type, from_code, from_ko, to_code, to_ko
FROM region_changes
WHERE year(date) = 2014
ORDER BY date, from_code, to_code
""",
        "Cheongwon-gun and Cheongju-si became one city on 1 July 2014, with four gu under new codes. A link of a unit to "
        "itself is a recoding.",
    ),
    Recipe(
        "bring-old-figures",
        "옛 코드의 수치를 지금 단위로 어떻게 옮기나?",
        "How do I bring a figure by codes of 2010 to today's units?",
        """
SELECT c.from_mois_code, c.from_name_ko, c.to_name_ko, c.weight, c.exact, c.method
FROM core.crosswalk AS c
WHERE c.track = 'kosis' AND c.valid_from <= DATE '2010-12-31' AND (c.valid_to > DATE '2010-12-31' OR c.valid_to IS NULL)
  AND c.from_name_ko IN ('청원군', '연기군', '공주시')
ORDER BY c.from_mois_code, c.to_name_ko
""",
        "Join your table on `from_mois_code`, multiply a count by `weight`, sum by `to_unit_id`. Weights of a code add up "
        "to 1. Never do so with a rate. `rebalance convert` does it for a whole sheet, with a log.",
    ),
    Recipe(
        "lowest-index",
        "지금 소멸위험지수가 가장 낮은 시군구는?",
        "Which municipalities have the lowest index today?",
        """
SELECT sido_ko, region_ko, round(risk_index, 3) AS risk_index, risk_class, population
FROM extinction_risk
WHERE level = 'sigungu' AND reference_date = (SELECT max(reference_date) FROM extinction_risk)
ORDER BY extinction_risk.risk_index
LIMIT 10
""",
        "Women aged 20-39 per person aged 65 and over; below 0.2 is high risk, below 0.5 at risk. A class, and no "
        "forecast. Print the sido with the name: there are six Jung-gu.",
    ),
    Recipe(
        "five-plus-three",
        "5극3특 권역을 비교하면?",
        "How do the 5+3 groups compare?",
        """
SELECT m.name_ko, m.name_en, m.population, round(m.density) AS per_km2, round(m.risk_index, 2) AS risk_index,
       m.at_risk_units, m.keis_units
FROM mart.megaregion AS m
ORDER BY m.population DESC
""",
        "The index of a group is computed from its sums, not as a mean of its units.",
    ),
    Recipe(
        "decline-and-risk",
        "법으로 지정된 인구감소지역과 계산한 소멸위험은 얼마나 겹치나?",
        "How far do designation in law and computed risk agree?",
        """
SELECT d.region_id IS NOT NULL AS designated, e.at_risk, count(*) AS units
FROM extinction_risk AS e
LEFT JOIN population_decline_areas AS d ON d.region_id = e.region_id
WHERE e.level = 'sigungu' AND e.reference_date = (SELECT max(reference_date) FROM extinction_risk)
GROUP BY designated, e.at_risk
ORDER BY designated, e.at_risk
""",
        "All 89 designated areas are at risk by the index, and 58 units at risk at the end of 2025 are not designated (46 at "
        "the end of 2024, which is the newest date of the schematic input). "
        "Two measures, two purposes: never call one by the other's name.",
    ),
    Recipe(
        "youth",
        "청년은 어디로 가고 어디를 떠나나?",
        "Where do young people go, and which sido do they leave?",
        """
SELECT region_ko, year, round(net_20_34) AS net_20_34, round(net_rate_20_34, 1) AS per_1000
FROM youth_migration
WHERE level = 'sido' AND reference_date = (SELECT max(reference_date) FROM youth_migration)
ORDER BY youth_migration.net_20_34 DESC
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
SELECT a.name_ko AS from_ko, b.name_ko AS to_ko, f.year, f.moves, f.moves - r.moves AS net_moves
FROM core.sido_flow AS f
JOIN core.sido_flow AS r
  ON r.from_unit_id = f.to_unit_id AND r.to_unit_id = f.from_unit_id AND r.year = f.year AND r.kind = f.kind
JOIN core.unit AS a ON a.unit_id = f.from_unit_id
JOIN core.unit AS b ON b.unit_id = f.to_unit_id
WHERE f.kind = 'between' AND f.year = (SELECT max(year) FROM core.sido_flow)
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
SELECT rank_group AS rank, rank_group_low AS low, rank_group_high AS high, sido_ko, region_ko, state,
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
FROM indicator_values
WHERE indicator = 'extinction_risk.risk_index' AND level = 'capital_rest'
ORDER BY region_ko, year
""",
        "`indicators` lists what there is. `measure` is *extensive* for what may be summed; an *intensive* figure never is.",
    ),
    Recipe(
        "scenarios",
        "변화가 없으면 소멸위험 시군구는 몇 곳이 되나?",
        "How many municipalities will be at risk if nothing changes?",
        """
SELECT scenario, title_en, year, median, p05, p95
FROM scenarios
WHERE scenario = 'no-change' AND level = 'nation' AND measure = 'at_risk_units'
ORDER BY year
""",
        "183 in 2030 is the median of draws from December 2025 on, and from December 2024 on by the schematic input; each has "
        "its band from 5 to 95 %. Years move on with the newest population. A projection says what follows if the past goes on.",
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
JOIN extinction_risk AS e ON e.level = g.level AND e.region_id = g.region_id
WHERE g.level = 'sido' AND e.reference_date = (SELECT max(reference_date) FROM extinction_risk)
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

"""Questions on columns, regions, people and where they move."""

from __future__ import annotations

from assets.release.dictionary.recipe import Recipe

REGIONS: tuple[Recipe, ...] = (
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
ORDER BY year
""",
        "147 of 228 at the end of 2025 and 135 at the end of 2024, none missing. The schematic input ends in 2024 and lacks "
        "units in 2015 and 2019: the true count then lies between `at_risk` and `at_risk + missing_units`. Counts are on the "
        "reference geography; `mart.at_risk_count` has those on the units of the day beside them. `keis` is the set of the "
        "Employment Information Service; `municipalities_at_risk_local_government` counts 226 units. Counts of two sets are of "
        "the same municipalities: each has a view of its own, and none may be added to another.",
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
SELECT year, region_ko, full_name_ko, sum(population) AS population, bool_or(interpolated) AS interpolated
FROM population
WHERE region_ko IN ('청주시', '군위군')
GROUP BY year, region_id, region_ko, full_name_ko
ORDER BY region_ko, year
""",
        "Every year is on one reference geography, so there is no jump where borders or codes changed. `interpolated`: a "
        "part was shared out from a divided unit. A year that is not listed is unknown, not zero: 1999 to 2007, and in the "
        "schematic input all but four years, and Gunwi before 2023. Group by `region_id`, since short names repeat. "
        "Everyone registered is counted, on the last date of each year; `population_residents` leaves out overseas nationals.",
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
SELECT full_name_ko, mois_code, round(e.risk_index, 3) AS risk_index, risk_class, population
FROM extinction_risk_sigungu AS e
WHERE year = (SELECT max(year) FROM extinction_risk_sigungu)
ORDER BY e.risk_index
LIMIT 10
""",
        "Women aged 20-39 per person aged 65 and over; below 0.2 is high risk, below 0.5 at risk. A class, and no "
        "forecast. `full_name_ko` has the sido: there are six Jung-gu. `extinction_risk_sido` and others have other levels.",
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
FROM extinction_risk_sigungu AS e
LEFT JOIN population_decline_areas AS d ON d.region_id = e.region_id
WHERE e.year = (SELECT max(year) FROM extinction_risk_sigungu)
GROUP BY designated, e.at_risk
ORDER BY designated, e.at_risk
""",
        "All 89 designated areas are at risk by the index, and 58 units at risk at the end of 2025 are not designated (46 at "
        "the end of 2024, which is the newest date of the schematic input). "
        "Two measures, two purposes: never call one by the other's name.",
    ),
    Recipe(
        "young-women",
        "2015년 이후 20-39세 여성이 가장 많이 줄어든 시군구는?",
        "Which municipalities lost most women aged 20-39 since 2015?",
        """
SELECT z.full_name_ko, a.women_20_39 AS women_2015, z.women_20_39 AS women_now, z.women_20_39 - a.women_20_39 AS change
FROM extinction_risk_sigungu AS z
JOIN extinction_risk_sigungu AS a ON a.region_id = z.region_id AND a.year = 2015
WHERE z.year = (SELECT max(year) FROM extinction_risk_sigungu)
ORDER BY change
LIMIT 10
""",
        "Persons, not rates: large cities stand first. Both years are on the same borders. A unit that is missing in one of them "
        "has no row.",
    ),
    Recipe(
        "own-table-by-code",
        "내 표를 코드나 줄인 시도 이름으로 붙이려면?",
        "How do I join my own table, by code or by the short name of a sido?",
        """
WITH mine AS (SELECT * FROM (VALUES ('부산', 1), ('경기', 2), ('전남', 3)) AS t(sido, figure))
SELECT m.sido, m.figure, r.region_id, r.full_name_ko, r.mois_code, r.kostat_code
FROM mine AS m
JOIN regions_sido AS r ON r.sido_short = m.sido
ORDER BY m.figure
""",
        "Every view has `mois_code` (the ministry's) and `kostat_code` (Statistics Korea's) of the reference vintage, "
        "`sido_short` and `full_name_ko`. Old codes and old names are brought over by `rebalance convert`.",
    ),
)

"""Views of results: extinction risk, the capital region's share, moves, the rust belt, claims, scenarios, every indicator."""

from __future__ import annotations

from assets.release.warehouse.view import Meaning, View

_YEAR: Meaning = ("연도", "Year of the reference date")


def _region(table: str, names: str = "") -> dict[str, Meaning]:
    """The columns by which a row of a regional series says where and when it is; `names` is the table that has names."""
    names = names or table
    return {
        "level": f"{table}.level",
        "region_id": f"{table}.region_id",
        "region_ko": f"{names}.name_ko",
        "region_en": f"{names}.name_en",
        "sido_ko": f"{names}.sido_ko",
        "year": _YEAR,
        "reference_date": f"{table}.reference_date",
    }


def _same(table: str, *columns: str) -> dict[str, Meaning]:
    return {column: f"{table}.{column}" for column in columns}


FIGURES = (
    View(
        "extinction_risk",
        "지방소멸위험",
        "Extinction-risk index and class of every region by year, at six levels",
        _region("extinction_risk")
        | _same(
            "extinction_risk",
            "population",
            "women_20_39",
            "population_65_over",
            "risk_index",
            "risk_class",
            "at_risk",
            "missing_units",
        ),
        """
SELECT
  e.level, e.region_id, e.name_ko AS region_ko, e.name_en AS region_en, e.sido_ko,
  year(e.reference_date) AS year, e.reference_date,
  e.population, e.women_20_39, e.population_65_over, e.risk_index, e.risk_class, e.at_risk, e.missing_units
FROM mart.extinction_risk AS e
""",
        ("mart.extinction_risk",),
    ),
    View(
        "municipalities_at_risk",
        "소멸위험 시군구 수",
        "Municipalities at risk by set of units and year, with those that are missing",
        {"unit_set": "at_risk_count.unit_set", "year": _YEAR, "reference_date": "at_risk_count.reference_date"}
        | _same(
            "at_risk_count",
            "units_day",
            "units",
            "known_units",
            "missing_units",
            "missing_names",
            "at_risk",
            "high_risk",
            "entering_risk",
            "then_day",
            "then_units",
            "then_missing_units",
            "then_at_risk",
        ),
        """
SELECT
  c.unit_set, year(c.reference_date) AS year, c.reference_date, c.units_day, c.units, c.known_units, c.missing_units,
  c.missing_names, c.at_risk, c.high_risk, c.entering_risk, c.then_day, c.then_units, c.then_missing_units, c.then_at_risk
FROM mart.at_risk_count AS c
""",
        ("mart.at_risk_count",),
    ),
    View(
        "capital_share",
        "수도권 비중",
        "The capital region's share by concept and year: people, young people, product, employed, jobs, establishments",
        {
            "concept": ("개념", "What is shared: population (registered), youth (20-34), grdp, employed, jobs, establishments"),
            "year": _YEAR,
            "reference_date": "concentration.reference_date",
            "share": ("수도권 비중 [ratio]", "Share of the capital region, 0 to 1"),
            "percent": ("수도권 비중 [%]", "The same in percent"),
        },
        """
SELECT
  s.concept, year(s.reference_date) AS year, s.reference_date, s.share, 100 * s.share AS percent
FROM (
  UNPIVOT (
    SELECT
      c.reference_date, c.population_share AS population, c.youth_share AS youth, c.grdp_share AS grdp,
      c.employed_share AS employed, c.jobs_share AS jobs, c.establishments_share AS establishments
    FROM mart.concentration AS c
    WHERE c.level = 'capital_rest' AND c.region_id = 'capital'
  )
  ON population, youth, grdp, employed, jobs, establishments
  INTO NAME concept VALUE share
) AS s
""",
        ("mart.concentration",),
    ),
    View(
        "capital_crossover",
        "수도권 과반 시점",
        "When the capital region passed one half, by concept",
        _same(
            "crossover",
            "concept",
            "unit",
            "outcome",
            "first_date",
            "last_date",
            "crossover_date",
            "margin_after",
            "margin_last",
            "share_last",
        ),
        """
SELECT
  x.concept, x.unit, x.outcome, x.first_date, x.last_date, x.crossover_date, x.margin_after, x.margin_last, x.share_last
FROM mart.crossover AS x
""",
        ("mart.crossover",),
    ),
    View(
        "youth_migration",
        "청년 순이동",
        "Net migration of young people by region, in five years to the date, by cohort survival",
        _region("youth_migration")
        | _same("youth_migration", "net_20_34", "net_rate_20_34", "net_20_39", "net_women_20_34", "missing_units"),
        """
SELECT
  y.level, y.region_id, y.name_ko AS region_ko, y.name_en AS region_en, y.sido_ko,
  year(y.reference_date) AS year, y.reference_date,
  y.net_20_34, y.net_rate_20_34, y.net_20_39, y.net_women_20_34, y.missing_units
FROM mart.youth_migration AS y
""",
        ("mart.youth_migration",),
    ),
    View(
        "moves",
        "인구이동",
        "Registered moves in and out of each region by year, all ages",
        _region("migration_balance") | _same("migration_balance", "moves_in", "moves_out", "net_moves", "net_rate"),
        """
SELECT
  b.level, b.region_id, b.name_ko AS region_ko, b.name_en AS region_en, b.sido_ko,
  year(b.reference_date) AS year, b.reference_date,
  b.moves_in, b.moves_out, b.net_moves, b.net_rate
FROM mart.migration_balance AS b
""",
        ("mart.migration_balance",),
    ),
    View(
        "rust_belt",
        "러스트벨트",
        "Decline of manufacturing hubs by sigungu: jobs lost, state, and a composite with the band of its rank",
        {"region_id": "rust_belt.region_id", "region_ko": "rust_belt.name_ko", "region_en": "rust_belt.name_en"}
        | _same(
            "rust_belt",
            "sido_ko",
            "reference_date",
            "hub",
            "state",
            "jobs_loss",
            "span",
            "jobs_first",
            "jobs_peak",
            "jobs_last",
            "jobs_last_date",
            "growth_gap",
            "score",
            "weight_known",
            "rank",
            "rank_low",
            "rank_high",
            "group_id",
            "score_group",
            "rank_group",
            "rank_group_low",
            "rank_group_high",
            "trajectory",
        ),
        """
SELECT
  b.region_id, b.name_ko AS region_ko, b.name_en AS region_en, b.sido_ko, b.reference_date, b.hub, b.state, b.jobs_loss, b.span,
  b.jobs_first, b.jobs_peak, b.jobs_last, b.jobs_last_date, b.growth_gap, b.score, b.weight_known, b.rank, b.rank_low,
  b.rank_high, b.group_id, b.score_group, b.rank_group, b.rank_group_low, b.rank_group_high, b.trajectory
FROM mart.rust_belt AS b
""",
        ("mart.rust_belt",),
    ),
    View(
        "claims",
        "명제 판정",
        "Sentences of the debate with our verdict, published and reproduced value",
        _same(
            "claim",
            "claim_id",
            "sentence_ko",
            "sentence_en",
            "verdict",
            "holds_under",
            "published_value",
            "reproduced_value",
            "needed_tables",
        ),
        """
SELECT
  c.claim_id, c.sentence_ko, c.sentence_en, c.verdict, c.holds_under, c.published_value, c.reproduced_value, c.needed_tables
FROM mart.claim AS c
""",
        ("mart.claim",),
    ),
    View(
        "claim_values",
        "명제의 정의별 값",
        "Each sentence under each of its definitions, by item and date",
        _same(
            "claim_variant",
            "claim_id",
            "definition",
            "definition_ko",
            "definition_en",
            "item",
            "reference_date",
            "value",
            "unit",
            "verdict",
        ),
        """
SELECT
  v.claim_id, v.definition, v.definition_ko, v.definition_en, v.item, v.reference_date, v.value, v.unit, v.verdict
FROM mart.claim_variant AS v
""",
        ("mart.claim_variant",),
    ),
    View(
        "indicators",
        "지표 목록",
        "Every regional series with its definition, unit and source",
        _same("indicator", "indicator", "name_ko", "name_en", "unit", "measure", "formula", "caveat", "source"),
        """
SELECT i.indicator, i.name_ko, i.name_en, i.unit, i.measure, i.formula, i.caveat, i.source
FROM mart.indicator AS i
""",
        ("mart.indicator",),
    ),
    View(
        "indicator_values",
        "지표 값",
        "Every regional series in long form, with the names of indicator and region",
        {
            "indicator": "indicator_value.indicator",
            "indicator_ko": "indicator.name_ko",
            "indicator_en": "indicator.name_en",
            "unit": "indicator.unit",
        }
        | _region("indicator_value", "reference_region")
        | {"value": "indicator_value.value"},
        """
SELECT
  v.indicator, i.name_ko AS indicator_ko, i.name_en AS indicator_en, i.unit, v.level, v.region_id, r.name_ko AS region_ko,
  r.name_en AS region_en, r.sido_ko, year(v.reference_date) AS year, v.reference_date, v.value
FROM mart.indicator_value AS v
JOIN mart.indicator AS i ON i.indicator = v.indicator
JOIN core.reference_region AS r ON r.level = v.level AND r.region_id = v.region_id
""",
        ("mart.indicator_value", "mart.indicator", "core.reference_region"),
    ),
    View(
        "projection",
        "인구 전망",
        "Projected population of sigungu by year, sex and age group; the base year is counted",
        _same("projection", "year")
        | {
            "region_id": "projection.unit_id",
            "region_ko": "reference_region.name_ko",
            "region_en": "reference_region.name_en",
            "sido_ko": "reference_region.sido_ko",
        }
        | _same("projection", "sex", "age_from", "age_to", "population", "base_year"),
        """
SELECT
  p.year, p.unit_id AS region_id, r.name_ko AS region_ko, r.name_en AS region_en, r.sido_ko, p.sex, p.age_from, p.age_to,
  p.population, p.base_year
FROM mart.projection AS p
LEFT JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
""",
        ("mart.projection", "core.reference_region"),
    ),
    View(
        "scenarios",
        "시나리오 결과",
        "Results of scenarios with medians and 5-95 % bands, names of scenario and region joined in",
        {"scenario": "scenario_result.scenario", "title_ko": "scenario.title_ko", "title_en": "scenario.title_en"}
        | _same("scenario_result", "level", "region_id")
        | {"region_ko": "reference_region.name_ko", "region_en": "reference_region.name_en"}
        | _same("scenario_result", "year", "measure", "unit", "median", "p05", "p95"),
        """
SELECT
  s.scenario, t.title_ko, t.title_en, s.level, s.region_id, r.name_ko AS region_ko, r.name_en AS region_en, s.year, s.measure,
  s.unit, s.median, s.p05, s.p95
FROM mart.scenario_result AS s
JOIN mart.scenario AS t ON t.scenario = s.scenario
JOIN core.reference_region AS r ON r.level = s.level AND r.region_id = s.region_id
""",
        ("mart.scenario_result", "mart.scenario", "core.reference_region"),
    ),
    View(
        "published_figures",
        "공표 수치와 비교",
        "Published figures beside ours, and why they differ",
        _same(
            "published_comparison",
            "figure_id",
            "figure",
            "period_to",
            "concept",
            "unit_set",
            "region",
            "unit",
            "published_value",
            "our_value",
            "difference",
            "verdict",
            "explanation",
        ),
        """
SELECT
  p.figure_id, p.figure, p.period_to, p.concept, p.unit_set, p.region, p.unit, p.published_value, p.our_value, p.difference,
  p.verdict, p.explanation
FROM mart.published_comparison AS p
""",
        ("mart.published_comparison",),
    ),
)

"""Views of results: the rust belt, claims, every indicator, projections, scenarios, published figures."""

from __future__ import annotations

from assets.release.warehouse.view import LEVEL_WORDS, NAMES, NAMES_SQL, SIDO_SQL, View, region_columns, same_columns


def _indicator_values(level: str) -> View:
    """Every series at one level, of each year the last date that a series has."""
    ko, en = LEVEL_WORDS[level]
    return View(
        f"indicator_values_{level}",
        f"지표 값 ({ko})",
        f"Every regional series in long form, with the names of indicator and region, by {en}",
        {
            "indicator": "indicator_value.indicator",
            "indicator_ko": "indicator.name_ko",
            "indicator_en": "indicator.name_en",
            "unit": "indicator.unit",
            "measure": "indicator.measure",
        }
        | region_columns("indicator_value")
        | {"value": "indicator_value.value", "missing_units": "indicator_value.missing_units"},
        f"""
SELECT
  v.indicator, i.name_ko AS indicator_ko, i.name_en AS indicator_en, i.unit, i.measure, r.level, r.region_id,
  {NAMES_SQL},
  year(v.reference_date) AS year, v.reference_date, v.value, v.missing_units
FROM mart.indicator_value AS v
JOIN mart.indicator AS i ON i.indicator = v.indicator
JOIN core.reference_region AS r ON r.level = v.level AND r.region_id = v.region_id
{SIDO_SQL}
WHERE v.level = '{level}'
QUALIFY v.reference_date = max(v.reference_date) OVER (PARTITION BY v.indicator, year(v.reference_date))
""",  # noqa: S608  (names of our own contracts)
        ("mart.indicator_value", "mart.indicator", "core.reference_region"),
        level,
    )


def _scenarios(level: str) -> View:
    """Results of scenarios at one level."""
    ko, en = LEVEL_WORDS[level]
    return View(
        f"scenarios_{level}",
        f"시나리오 결과 ({ko})",
        f"Results of scenarios with medians and 5-95 % bands, names of scenario and region joined in, by {en}",
        {
            "scenario": "scenario_result.scenario",
            "title_ko": "scenario.title_ko",
            "title_en": "scenario.title_en",
            "level": "reference_region.level",
            "region_id": "reference_region.region_id",
        }
        | NAMES
        | same_columns("scenario_result", "year", "measure", "unit", "median", "p05", "p95"),
        f"""
SELECT
  v.scenario, t.title_ko, t.title_en, r.level, r.region_id,
  {NAMES_SQL},
  v.year, v.measure, v.unit, v.median, v.p05, v.p95
FROM mart.scenario_result AS v
JOIN mart.scenario AS t ON t.scenario = v.scenario
JOIN core.reference_region AS r ON r.level = v.level AND r.region_id = v.region_id
{SIDO_SQL}
WHERE v.level = '{level}'
""",  # noqa: S608  (names of our own contracts)
        ("mart.scenario_result", "mart.scenario", "core.reference_region"),
        level,
    )


_PROJECTION = View(
    "projection",
    "인구 전망 (시군구)",
    "Projected population by year, sex and age group, by sigungu; the base year is counted",
    same_columns("projection", "year")
    | {"level": "reference_region.level", "region_id": "projection.unit_id"}
    | NAMES
    | same_columns("projection", "sex", "age_from", "age_to", "population", "base_year"),
    f"""
SELECT
  p.year, r.level, r.region_id, {NAMES_SQL},
  p.sex, p.age_from, p.age_to, p.population, p.base_year
FROM mart.projection AS p
JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
{SIDO_SQL}
""",  # noqa: S608  (names of our own contracts)
    ("mart.projection", "core.reference_region"),
    "sigungu",
)


FIGURES = (
    View(
        "rust_belt",
        "러스트벨트",
        "Decline of manufacturing hubs by sigungu: jobs lost, state, and a composite with the band of its rank",
        {"level": "reference_region.level", "region_id": "rust_belt.region_id"}
        | NAMES
        | same_columns(
            "rust_belt",
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
        f"""
SELECT
  r.level, r.region_id, {NAMES_SQL},
  b.reference_date, b.hub, b.state, b.jobs_loss, b.span, b.jobs_first, b.jobs_peak, b.jobs_last, b.jobs_last_date, b.growth_gap,
  b.score, b.weight_known, b.rank, b.rank_low, b.rank_high, b.group_id, b.score_group, b.rank_group, b.rank_group_low,
  b.rank_group_high, b.trajectory
FROM mart.rust_belt AS b
JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = b.region_id
{SIDO_SQL}
""",  # noqa: S608  (names of our own contracts)
        ("mart.rust_belt", "core.reference_region"),
        "sigungu",
    ),
    View(
        "claims",
        "명제 판정",
        "Sentences of the debate with our verdict, published and reproduced value",
        same_columns(
            "claim",
            "claim_id",
            "sentence_ko",
            "sentence_en",
            "verdict_author",
            "definitions_holding",
            "definitions_checked",
            "definitions_written",
            "verdict",
            "holds_under",
            "newest_date",
            "published_value",
            "reproduced_value",
            "needed_tables",
        ),
        """
SELECT
  c.claim_id, c.sentence_ko, c.sentence_en, c.verdict_author, c.definitions_holding, c.definitions_checked, c.definitions_written,
  c.verdict, c.holds_under, c.newest_date, c.published_value, c.reproduced_value, c.needed_tables
FROM mart.claim AS c
""",
        ("mart.claim",),
    ),
    View(
        "claim_values",
        "명제의 정의별 값",
        "Each sentence under each of its definitions, by item and date",
        same_columns(
            "claim_variant",
            "claim_id",
            "part",
            "definition",
            "definition_ko",
            "definition_en",
            "author",
            "counted",
            "used_by",
            "item",
            "reference_date",
            "newest_date",
            "value",
            "unit",
            "verdict",
        ),
        """
SELECT
  v.claim_id, v.part, v.definition, v.definition_ko, v.definition_en, v.author, v.counted, v.used_by, v.item, v.reference_date,
  v.newest_date, v.value, v.unit, v.verdict
FROM mart.claim_variant AS v
""",
        ("mart.claim_variant",),
    ),
    View(
        "indicators",
        "지표 목록",
        "Every regional series with its definition, unit and source",
        same_columns("indicator", "indicator", "name_ko", "name_en", "unit", "measure", "formula", "caveat", "source"),
        """
SELECT i.indicator, i.name_ko, i.name_en, i.unit, i.measure, i.formula, i.caveat, i.source
FROM mart.indicator AS i
""",
        ("mart.indicator",),
    ),
    _indicator_values("sigungu").called("indicator_values"),
    *(_indicator_values(level) for level in LEVEL_WORDS),
    _PROJECTION,
    _PROJECTION.called("projection_sigungu"),
    _scenarios("nation").called("scenarios"),
    *(_scenarios(level) for level in LEVEL_WORDS),
    View(
        "published_figures",
        "공표 수치와 비교",
        "Published figures beside ours, and why they differ",
        same_columns(
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

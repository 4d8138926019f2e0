"""Views of people: extinction risk, the capital region's share and when it passed one half, young people, moves."""

from __future__ import annotations

from assets.release.warehouse.view import YEAR, View, region_columns, same_columns

PEOPLE = (
    View(
        "extinction_risk",
        "지방소멸위험",
        "Extinction-risk index and class of every region by year, at six levels",
        region_columns("extinction_risk")
        | same_columns(
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
        {"unit_set": "at_risk_count.unit_set", "year": YEAR, "reference_date": "at_risk_count.reference_date"}
        | same_columns(
            "at_risk_count",
            "units_day",
            "units",
            "known_units",
            "missing_units",
            "missing_names",
            "at_risk",
            "at_risk_at_most",
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
  c.missing_names, c.at_risk, c.at_risk_at_most, c.high_risk, c.entering_risk, c.then_day, c.then_units, c.then_missing_units,
  c.then_at_risk
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
            "year": YEAR,
            "reference_date": "concentration.reference_date",
            "share": ("수도권 비중 [ratio]", "Share of the capital region, 0 to 1"),
            "percent": ("수도권 비중 [%]", "The same in percent"),
            "missing_units": (
                "누락 단위 [units]",
                "Units of the nation without figures: a share of young people leaves them out, any other is empty",
            ),
        },
        """
SELECT
  s.concept, year(s.reference_date) AS year, s.reference_date, s.share, 100 * s.share AS percent, s.missing_units
FROM (
  SELECT
    c.reference_date,
    unnest(['population', 'youth', 'grdp', 'employed', 'jobs', 'establishments']) AS concept,
    unnest([c.population_share, c.youth_share, c.grdp_share, c.employed_share, c.jobs_share, c.establishments_share]) AS share,
    unnest([
      c.population_missing_units, c.youth_missing_units, c.grdp_missing_units, c.employed_missing_units, c.jobs_missing_units,
      c.establishments_missing_units
    ]) AS missing_units
  FROM mart.concentration AS c
  WHERE c.level = 'capital_rest' AND c.region_id = 'capital'
) AS s
WHERE s.share IS NOT NULL OR s.missing_units > 0
""",
        ("mart.concentration",),
    ),
    View(
        "capital_crossover",
        "수도권 과반 시점",
        "When the capital region passed one half, by concept",
        same_columns(
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
        region_columns("youth_migration")
        | same_columns("youth_migration", "net_20_34", "net_rate_20_34", "net_20_39", "net_women_20_34", "missing_units"),
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
        region_columns("migration_balance")
        | same_columns(
            "migration_balance", "moves_in", "moves_out", "net_moves", "net_rate", "net_moves_published", "missing_units"
        ),
        """
SELECT
  b.level, b.region_id, b.name_ko AS region_ko, b.name_en AS region_en, b.sido_ko,
  year(b.reference_date) AS year, b.reference_date,
  b.moves_in, b.moves_out, b.net_moves, b.net_rate, b.net_moves_published, b.missing_units
FROM mart.migration_balance AS b
""",
        ("mart.migration_balance",),
    ),
)

"""Views of counts of people and of what is concentrated: municipalities at risk, shares of the capital region, population."""

from __future__ import annotations

from assets.release.warehouse.view import NAMES, NAMES_SQL, SIDO_SQL, YEAR, View, same_columns

_AT_RISK = (
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
)
_SETS = {
    "keis": ("한국고용정보원 기준", "the set of the Korea Employment Information Service"),
    "kosis": ("통계청 기준, 세종 포함", "the set of KOSIS, Sejong among them"),
    "local_government": ("기초자치단체", "local governments of sigungu"),
}


def _at_risk(name: str, unit_set: str) -> View:
    """Counts of one set of units: counts of two sets are of the same units and never add up."""
    ko, en = _SETS[unit_set]
    return View(
        name,
        f"소멸위험 시군구 수 ({ko})",
        f"Municipalities at risk by year, with those that are missing: {en}",
        {"unit_set": "at_risk_count.unit_set", "year": YEAR, "reference_date": "at_risk_count.reference_date"}
        | same_columns("at_risk_count", *_AT_RISK),
        f"""
SELECT
  c.unit_set, year(c.reference_date) AS year, c.reference_date,
  {", ".join(f"c.{column}" for column in _AT_RISK)}
FROM mart.at_risk_count AS c
WHERE c.unit_set = '{unit_set}'
QUALIFY c.reference_date = max(c.reference_date) OVER (PARTITION BY year(c.reference_date))
""",  # noqa: S608  (names of our own contracts)
        ("mart.at_risk_count",),
    )


def _population(name: str, concept: str, ko: str, en: str) -> View:
    """Persons of one concept: those of two are the same persons, and never add up."""
    return View(
        name,
        ko,
        en,
        {
            "year": YEAR,
            "reference_date": "population.reference_date",
            "population_concept": "population.population_concept",
            "level": "reference_region.level",
            "region_id": "population.unit_id",
        }
        | NAMES
        | same_columns("population", "sex", "age_from", "age_to", "population", "interpolated"),
        f"""
SELECT
  year(p.reference_date) AS year, p.reference_date, p.population_concept, r.level, r.region_id,
  {NAMES_SQL},
  p.sex, p.age_from, p.age_to, p.population, p.interpolated
FROM core.population AS p
JOIN core.reference_region AS r ON r.level = 'sigungu' AND r.region_id = p.unit_id
{SIDO_SQL}
WHERE p.population_concept = '{concept}'
QUALIFY p.reference_date = max(p.reference_date) OVER (PARTITION BY year(p.reference_date))
""",  # noqa: S608  (names of our own contracts)
        ("core.population", "core.reference_region"),
        "sigungu",
    )


_REGISTERED = _population(
    "population",
    "registration",
    "성·연령별 주민등록인구 (시군구)",
    "Registered population by sex, age group and year, by sigungu",
)

PEOPLE = (
    _REGISTERED,
    _REGISTERED.called("population_sigungu"),
    _population(
        "population_residents",
        "registration_residents",
        "성·연령별 거주자 인구 (시군구)",
        "Residents among the registered (without overseas nationals and unknown abodes) by sex, age group and year, by sigungu",
    ),
    _at_risk("municipalities_at_risk", "keis"),
    _at_risk("municipalities_at_risk_kosis", "kosis"),
    _at_risk("municipalities_at_risk_local_government", "local_government"),
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
                "누락 단위 [개 단위]",
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
)

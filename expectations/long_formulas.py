"""Formulas that take more than a line or that several columns share: SQL over published tables, by subject."""

from __future__ import annotations

from domain.census import GRDP, NET_TAXES, VALUE_ADDED
from domain.innovation_city import MAIN
from domain.rust_belt import ERODED_FROM, HOLLOWED_FROM, INDICATORS, STEADY_WITHIN
from expectations.formula import Formula, carried

# --- industry

_USED = "usable AND manufacturing_workers IS NOT NULL"
_BEFORE = f"OVER (PARTITION BY region_id, {_USED} ORDER BY reference_date)"
# The index of the known year before, times workers by workers then within a segment; over a break unchanged; 1 at first.
CHAINED_JOBS = (
    f"CASE WHEN {_USED} THEN coalesce(lag(jobs_index) {_BEFORE} * CASE WHEN segment = lag(segment) {_BEFORE} "
    f"AND lag(manufacturing_workers) {_BEFORE} > 0 THEN manufacturing_workers / lag(manufacturing_workers) {_BEFORE} "
    "ELSE 1 END, 1) END"
)
CARRIED_JOBS = carried(
    "mart.manufacturing_jobs.jobs_index",
    "s.level = this.level AND s.region_id = this.region_id AND s.reference_date = this.reference_date",
)
SIDO_AGAINST_NATION = Formula(
    "(SELECT x.workers_difference / x.workers_national FROM core.sido_workers_comparison AS x JOIN core.region AS r "
    "ON r.unit_id = this.region_id AND r.sido_unit_id = x.unit_id AND r.valid_from <= x.reference_date "
    "AND x.reference_date < coalesce(r.valid_to, DATE '9999-12-31') "
    "WHERE x.reference_date = this.reference_date AND x.section = 'C' AND x.comparability = 'same')"
)
_SHARE = "CASE WHEN own_borders IS NOT FALSE THEN value_added_share END"
_THREE = "OVER (PARTITION BY level, region_id ORDER BY year(reference_date) RANGE BETWEEN 2 PRECEDING AND CURRENT ROW)"
# Of the year and the two before it, all three known.
MEAN_OF_THREE_YEARS = f"CASE WHEN count({_SHARE}) {_THREE} = 3 THEN avg({_SHARE}) {_THREE} END"

_M, _C = (f"sum(v.value_added) FILTER (v.activity LIKE '{role}%')" for role in ("professional", "manufacturing"))
_M_WORKERS, _C_WORKERS = (f"sum(v.workers) FILTER (v.section = '{section}')" for section in "MC")


def _of_sido(figure: str, table: str, of: str = "m.level = this.level AND m.region_id = this.region_id") -> str:
    """Of all sido of a region together, on the day of the row."""
    members = f"core.region_member AS m JOIN core.{table} AS v ON v.unit_id = m.member_id AND m.member_level = 'sido'"
    return f"(SELECT {figure} FROM {members} WHERE {of} AND v.reference_date = this.reference_date)"  # noqa: S608


def _to_nation(figure: str, table: str) -> Formula:
    nation = _of_sido(figure, table, "m.level = 'nation'")
    return Formula(f"{_of_sido(figure, table)} / {nation} - 1")


PROFESSIONAL_SHARE = Formula(_of_sido(f"{_M} / sum(v.value_added)", "sido_value_added"))
DIVISION = Formula(_of_sido(f"({_M} - {_C}) / sum(v.value_added)", "sido_value_added"))
SPECIALISATION = _to_nation(f"{_M} / {_C}", "sido_value_added")
WORKERS_DIVISION = Formula(_of_sido(f"({_M_WORKERS} - {_C_WORKERS}) / sum(v.workers)", "sido_workers"))
WORKERS_SPECIALISATION = _to_nation(f"{_M_WORKERS} / {_C_WORKERS}", "sido_workers")

# --- rust belt

STATE = (
    "CASE WHEN hub IS NULL THEN 'not_known' WHEN NOT hub THEN 'no_hub' WHEN jobs_loss IS NULL THEN 'unknown' "
    f"WHEN jobs_loss < {ERODED_FROM} THEN 'intact' WHEN jobs_loss < {HOLLOWED_FROM} THEN 'eroded' ELSE 'hollowed' END"
)
_INDEX = (
    "(SELECT i.jobs_index FROM mart.manufacturing_jobs AS i WHERE i.region_id = this.region_id AND i.reference_date = this.{})"
)
# By the change a year between the two days.
TRAJECTORY = Formula(
    f"(SELECT CASE WHEN q.change <= -{STEADY_WITHIN} THEN 'declining' WHEN q.change >= {STEADY_WITHIN} THEN 'rising' "  # noqa: S608
    f"WHEN q.change IS NULL THEN 'unknown' ELSE 'steady' END FROM (SELECT pow({_INDEX.format('trajectory_to')} / "
    f"{_INDEX.format('trajectory_from')}, 1 / (year(this.trajectory_to) - year(this.trajectory_from))) - 1 AS change) AS q)"
)
# Both pillars have as many indicators, so that all weigh the same; what is not known has no weight.
SCORE = f"list_avg([{', '.join(f'{indicator.name}_points' for indicator in INDICATORS)}])"


def points(value: str) -> Formula:
    """1 to 100 between the 5 % and 95 % quantiles of the hubs; what lies outside is cut off. Nowhere where hubs are too few."""
    low, high = (f"quantile_cont({value}, {share}) FILTER (hub) OVER ()" for share in (0.05, 0.95))
    between = f"greatest(0, least(1, ({value} - {low}) / ({high} - {low})))"
    sql = f"CASE WHEN {value} IS NOT NULL THEN 1 + 99 * CASE WHEN {high} > {low} THEN {between} ELSE 0.5 END END"
    return Formula(sql, where="count(score) OVER () > 0")


# --- value added of sigungu, brought to the accounts of their sido

_SIDO = "OVER (PARTITION BY sido_unit_id, reference_date, activity)"
_UNITS = f"CASE WHEN missing_units = 0 AND count(published) {_SIDO} = count(*) {_SIDO} THEN sum(published) {_SIDO} END"
SCALE = f"CASE WHEN {_UNITS} > 0 AND sido_published / {_UNITS} >= 0 THEN sido_published / {_UNITS} END"
# Of what neither the sido nor its units have, there is none.
_NONE = (
    f"CASE WHEN {_UNITS} = 0 AND coalesce(sido_published, 0) = 0 "
    "AND count(sido_published) OVER (PARTITION BY sido_unit_id, reference_date) > 0 THEN 0 END"
)


def _all_of(activities: str) -> str:
    """Sum over activities of the unit, empty where one of them is."""
    unit = f"FILTER (activity {activities}) OVER (PARTITION BY unit_id, reference_date)"
    return f"CASE WHEN count(scaled) {unit} = count(*) {unit} THEN sum(scaled) {unit} END"


_PARTS = f"NOT IN ('{VALUE_ADDED}', '{NET_TAXES}', '{GRDP}')"
_PARTS_AND_TAXES = f"NOT IN ('{VALUE_ADDED}', '{GRDP}')"
SCALED = (
    f"CASE activity WHEN '{VALUE_ADDED}' THEN {_all_of(_PARTS)} WHEN '{GRDP}' THEN {_all_of(_PARTS_AND_TAXES)} "
    f"ELSE coalesce(published * scale, {_NONE}) END"
)

# --- moves

_START = (
    "(SELECT sum(p.population) FROM core.region_member AS m JOIN core.sido_population AS p ON p.unit_id = m.member_id "
    "AND m.member_level = 'sido' WHERE m.level = this.level AND m.region_id = this.region_id "
    "AND p.reference_date = this.reference_date - INTERVAL '1 year')"
)
RATE_OF_INFLOW = Formula(f"1000 * this.net_to_capital / {_START}")

# --- innovation cities: of the city, and of placebos of the same event, year, outcome and day


def _of_path(figure: str, of: str = "p.zone = 'placebo'", donors: str = "this.donor_set", event: str = "this.event") -> str:
    cell = (
        f"p.donor_set = {donors} AND p.event = {event} AND p.event_year = this.event_year AND p.outcome = this.outcome "
        "AND p.reference_date = this.reference_date"
    )
    return f"(SELECT {figure} FROM mart.innovation_city_path AS p WHERE {cell} AND {of})"  # noqa: S608


_CITY = "p.zone = this.zone AND p.target_id = this.city_id"
_MAIN = {"donors": f"'{MAIN}'", "event": "'arrival'"}
_ONE = "this.city_id <> 'all'"
_BOUNDS = tuple(f"100 * (exp(quantile_cont(p.gap, {share})) - 1)" for share in (0.025, 0.975))
EFFECT = Formula(_of_path("100 * (exp(p.gap) - 1)", _CITY), where=_ONE)
LOW, HIGH = (Formula(_of_path(bound), where=_ONE) for bound in _BOUNDS)
LOW_OF_YEAR, HIGH_OF_YEAR = (Formula(_of_path(bound, **_MAIN)) for bound in _BOUNDS)
# The effect is held against each placebo as one of them.
P_VALUE = Formula(
    "(SELECT (1 + count(*) FILTER (abs(p.gap) >= abs(e.gap))) / (1 + count(*)) FROM mart.innovation_city_path AS p "
    "JOIN mart.innovation_city_path AS e ON e.donor_set = p.donor_set AND e.event = p.event AND e.event_year = p.event_year "
    "AND e.outcome = p.outcome AND e.reference_date = p.reference_date "
    "WHERE p.donor_set = this.donor_set AND p.event = this.event AND p.event_year = this.event_year "
    "AND p.outcome = this.outcome AND p.reference_date = this.reference_date "
    "AND p.zone = 'placebo' AND e.zone = this.zone AND e.target_id = this.city_id)",
    where=_ONE,
)
DETECTABLE = Formula(_of_path("100 * (exp(quantile_cont(abs(p.gap), 0.95) - quantile_cont(p.gap, 0.2)) - 1)"), where=_ONE)
SYNTHETIC = Formula(f"this.observed / {_of_path('exp(p.gap)', _CITY, **_MAIN)}")

# --- a look-alike of an index of decline


def _people(ages: str, years_before: int = 0) -> str:
    day = f"this.reference_date - INTERVAL '{years_before} years'"
    unit = "p.unit_id = this.unit_id AND p.population_concept = 'registration'"
    return f"(SELECT sum(p.population) FROM core.population AS p WHERE {unit} AND p.reference_date = {day} AND {ages})"  # noqa: S608


def _newest(column: str, table: str, years_before: int = 0) -> str:
    """The figure of the unit on the newest day that any sigungu has one of, or as many years before that day."""
    day = f"(SELECT max(d.reference_date) FROM mart.{table} AS d WHERE d.level = 'sigungu' AND d.{column} IS NOT NULL)"  # noqa: S608
    when = f"s.reference_date = {day} - INTERVAL '{years_before} years'"
    return f"(SELECT s.{column} FROM mart.{table} AS s WHERE s.level = 'sigungu' AND s.region_id = this.unit_id AND {when})"  # noqa: S608


LOOKALIKE = {
    "population_change": Formula(f"{_people('true')} / {_people('true', 5)} - 1"),
    "fertility": Formula(_newest("total_fertility_rate", "fertility_rate")),
    "old_share": Formula(f"{_people('p.age_from >= 65')} / {_people('true')}"),
    "youth_residual": Formula(f"{_people('p.age_from BETWEEN 20 AND 30')} / {_people('p.age_from BETWEEN 15 AND 25', 5)} - 1"),
    "jobs_change": Formula(
        f"{_newest('employed_15_over', 'employment_rate')} / {_newest('employed_15_over', 'employment_rate', 3)} - 1"
    ),
}
_USED_Z = "CASE WHEN list_contains(string_split(figures, ', '), '{0}') THEN {0}_z ELSE 0 END"
# The mean of the z-scores that are used; empty where the unit lacks one.
LOOKALIKE_INDEX = f"({' + '.join(map(_USED_Z.format, LOOKALIKE))}) / len(string_split(figures, ', '))"

"""Decline by other criteria than the index of KEIS: Masuda's halving, and a look-alike of a composite index."""

from __future__ import annotations

# Masuda (2014): women aged 20-39 halve within 30 years, and what is left is small. Cohorts change as they did in a window
# of five years; beside that stands the pace of ten.
HORIZON_YEARS, WINDOW_YEARS, PACE_YEARS = 30, 5, 10
HALF, SMALL_TOWN = 0.5, 10_000

LOOKALIKE = "look-alike, not the official index"
LOOKALIKE_YEARS, JOBS_YEARS = 5, 3
# Figure, its sign (1: more is better), labels, unit, and how it is made.
LOOKALIKE_FIGURES = (
    ("population_change", 1, "인구 변화", "Population change in five years", "ratio",
     "population / population five years before - 1"),
    ("fertility", 1, "합계출산율", "Total fertility rate", "births per woman", "mart.fertility_rate, newest year"),
    ("old_share", -1, "고령 비율", "Share of persons aged 65 and over", "ratio", "persons aged 65 and over / population"),
    ("youth_residual", 1, "청년 코호트 증감", "Net residual of the young", "ratio",
     "persons aged 20-34 / persons aged 15-29 five years before - 1"),
    ("jobs_change", 1, "취업자 변화", "Change of employed residents in three years", "ratio",
     "employed / employed three years before - 1 (mart.employment_rate)"),
)  # fmt: skip

# Figures of one region that are held against each other.
DECLINE_MEASURES = ("risk_index", "projected_ratio", "lookalike_index")

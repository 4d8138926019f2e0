"""What may come: cohort projections by sigungu, levers on them, and how wrong the method was before."""

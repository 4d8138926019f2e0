"""The extinction-risk index of KEIS (Lee 2016): women aged 20-39 per person aged 65 and over, its classes and its line."""

from __future__ import annotations

# Lower bound of each class; half-open from below, so an index of exactly 0.5 is not at risk.
RISK_CLASSES = ((0.0, "high_risk"), (0.2, "entering_risk"), (0.5, "caution"), (1.0, "normal"), (1.5, "low_risk"))
# The line: where the class begins that is none of danger.
AT_RISK_BELOW = next(bound for bound, name in RISK_CLASSES if name == "caution")
CLASS_KO = {
    "high_risk": "소멸고위험", "entering_risk": "소멸위험진입", "caution": "주의", "normal": "보통", "low_risk": "소멸저위험",
}  # fmt: skip
# How far a month or two moves an index that is near the line.
NEAR_LIMIT = 0.005


def class_sql(index: str) -> str:
    """SQL expression for the class of an index column; NULL stays NULL."""
    whens = " ".join(f"WHEN {index} >= {bound} THEN '{name}'" for bound, name in reversed(RISK_CLASSES))
    return f"CASE {whens} END"


def at_risk_sql(index: str) -> str:
    """SQL condition for an index column below the line; NULL stays NULL."""
    return f"{index} < {AT_RISK_BELOW}"


# As columns of these names are made.
CLASS_FORMULA = class_sql("risk_index")
AT_RISK_FORMULA = at_risk_sql("risk_index")

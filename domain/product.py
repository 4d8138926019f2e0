"""Product, income and consumption per head as printed and as named here, and how they are rounded."""

from __future__ import annotations

# Amounts at prices of the year, and volumes in prices of a reference year, chained over the years.
PRICE_BASES = ("current", "chained")
# What a gap between two regions does: its distance from zero, whichever of them is ahead.
DIRECTIONS = ("narrowing", "widening")
# Figures are printed in whole million KRW; a sum of rounded parts may be off by this much.
PRODUCT_ROUNDING = 10
# Name here, as printed, in English.
AMOUNT_LABELS = (
    ("product_per_head", "1인당 지역내총생산", "Gross regional domestic product per head"),
    ("income_per_head", "1인당 지역총소득", "Gross regional income per head"),
    ("personal_income_per_head", "1인당 개인소득", "Personal income per head"),
    ("consumption_per_head", "1인당 민간소비", "Private consumption per head"),
)
AMOUNTS = [name for name, _, _ in AMOUNT_LABELS]
PRINTED_AMOUNTS = tuple(printed for _, printed, _ in AMOUNT_LABELS)
PRODUCT_PER_HEAD = PRINTED_AMOUNTS[0]

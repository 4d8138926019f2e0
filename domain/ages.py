"""Age groups: those of tables of people, of the labour survey and of mothers, and who counts as young, fertile or old."""

from __future__ import annotations

from dataclasses import dataclass

# Tables of people have groups of five years; the last is open.
STEP, OLDEST = 5, 100
AGES = tuple(range(0, OLDEST + 1, STEP))
AGE_NAMES = tuple(f"age_{age}" for age in AGES)


@dataclass(frozen=True)
class Span:
    """Ages from `first` up to and with `last`, both in whole groups of five years; without `last` and over."""

    first: int
    last: int | None = None

    @property
    def groups(self) -> tuple[int, ...]:
        """Youngest ages of the groups in the span: 20, 25, 30, 35 for 20 to 39."""
        return tuple(age for age in AGES if age >= self.first and (self.last is None or age <= self.last))

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of a wide table in the span."""
        return tuple(f"age_{age}" for age in self.groups)

    @property
    def places(self) -> slice:
        """Where the span stands among AGES, for arrays that have an axis of ages."""
        return slice(AGES.index(self.groups[0]), AGES.index(self.groups[-1]) + 1)

    def sql(self, column: str = "age_from") -> str:
        """Condition on the youngest age of a group: `age_from BETWEEN 20 AND 35`."""
        first, *_, last = self.groups
        return f"{column} >= {first}" if self.last is None else f"{column} BETWEEN {first} AND {last}"


# Women of these ages tell the future of a place in the indices of Lee (2016) and Masuda (2014); the old are set against them.
AGED_20_39 = Span(20, 39)
AGED_65_OVER = Span(65)
# The young, and those five years before: laws and releases say 19 to 34, groups of five years begin with 20.
AGED_20_34 = Span(20, 34)
AGED_15_29 = Span(15, 29)
# Mothers.
AGED_15_49 = Span(15, 49)

# Age groups of the labour survey as printed and as named here, and in words.
SURVEY_AGES = {
    "계": "15_over",
    "15 - 29세": "15_29",
    "15 - 64세": "15_64",
    "30 - 49세": "30_49",
    "50 - 64세": "50_64",
    "65세이상": "65_over",
}
# What both surveys print for the whole: all ages, and all sido.
SURVEY_TOTAL = "계"
SURVEY_AGE_NAMES = {
    "15_over": ("15세 이상", "aged 15 and over"), "15_29": ("15-29세", "aged 15-29"), "15_64": ("15-64세", "aged 15-64"),
    "30_49": ("30-49세", "aged 30-49"), "50_64": ("50-64세", "aged 50-64"), "65_over": ("65세 이상", "aged 65 and over"),
}  # fmt: skip
# Ages of mothers in rates of fertility.
MOTHERS_AGES = ("15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49")

"""Columns that the tables of the event study of innovation cities share."""

from __future__ import annotations

from expectations.contract import Column
from expectations.contracts.innovation_city_unit import COARSE, RINGS

OUTCOMES = ("households", "businesses", "population", "youth_20_39")
DESIGNS = ("synthetic_control", "difference_in_differences", "growth_comparison")
CITATION = (
    "Abadie, Diamond and Hainmueller (2010), Synthetic control methods for comparative case studies, JASA 105; "
    "Ferman and Pinto (2021), Synthetic controls with imperfect pretreatment fit, Quantitative Economics 12"
)
OUTCOME = Column(
    "outcome", "VARCHAR", "결과 변수", "Outcome", allowed=OUTCOMES,
    caveat="households since 2000, businesses since 2010, population and youth since 2008",
)  # fmt: skip
EVENT = Column(
    "event", "VARCHAR", "사건", "Event", allowed=("arrival", "placebo_date"),
    caveat="placebo_date: five years before the arrival, when nothing had arrived; an effect there speaks against the comparison",
)  # fmt: skip
EVENT_YEAR = Column(
    "event_year", "INTEGER", "사건 연도", "Year of the event", unit="year", minimum=2000, maximum=2100,
    caveat="the first institution; most followed in 2013 to 2015",
)  # fmt: skip
ZONE = Column("zone", "VARCHAR", "구역", "Zone", allowed=("host", *RINGS), caveat=f"sum of its sigungu; rings in km, {COARSE}")
DESIGN = Column(
    "design", "VARCHAR", "설계", "Design", allowed=DESIGNS,
    caveat=(
        "synthetic_control: weights fitted to six or more years before; difference_in_differences: one to five years, "
        "equal weights; growth_comparison: no year before, growth since the first year with equal weights, no effect"
    ),
)  # fmt: skip
UNITS = Column("units", "INTEGER", "단위 수", "Sigungu in the zone", unit="units", minimum=1)
DONOR_POOL = Column(
    "donor_pool", "VARCHAR", "대조군 범위", "Pool of donors", nullable=True, allowed=("sido", "megaregion", "outside_capital")
)
DONORS = Column("donors", "INTEGER", "대조 단위 수", "Donors with figures", unit="units", minimum=1)
YEARS_BEFORE = Column("years_before", "INTEGER", "사전 기간", "Years before the event", unit="years", minimum=0)


def percent(name: str, ko: str, en: str, *, formula: str = "", caveat: str = "", nullable: bool = False) -> Column:
    """A column in percent."""
    return Column(
        name,
        "DOUBLE",
        ko,
        en,
        unit="percent",
        nullable=nullable,
        minimum=-100,
        measure="intensive",
        formula=formula,
        caveat=caveat,
    )


BAND = (
    percent("placebo_low_pct", "위약 하한", "Lower bound of the placebos", formula="2.5 % quantile of placebo effects"),
    percent("placebo_high_pct", "위약 상한", "Upper bound of the placebos", formula="97.5 % quantile of placebo effects"),
)

"""The event study of innovation cities: zones, donors, paths and effects."""

from __future__ import annotations

from dataclasses import replace

from domain.innovation_city import DESIGNS, DONOR_SETS, FITS, MAIN, OUTCOMES, RINGS, SHOCKS
from expectations import long_formulas
from expectations.columns import CITY_ID, GEOMETRY_BASIS, NAME_KO, REFERENCE_DATE, SIDO_KO, UNIT_ID, optional
from expectations.contract import Column, Rule, TableContract
from expectations.extent import ALL
from expectations.formula import Formula, in_words
from expectations.references import to_city, to_unit
from expectations.rules.policy import weights_sum_to_one
from expectations.templates import near_zero

COARSE = "by the centroid of whole sigungu, which are often wider than a ring: a unit across the border may count as far, a wide one as near"

INNOVATION_CITY_SHOCK = TableContract(
    name="innovation_city_shock",
    schema="mart",
    ko="자체 충격이 있는 시군구",
    en="Sigungu with a shock of their own",
    description=(
        "What makes a sigungu a poor donor, by rules that know no figure: a crisis region by law of any year, a border with Sejong, a town built "
        "for a provincial government that moved there. A gu stands for its city."
    ),
    grain="a sigungu and kind of shock",
    columns=(
        UNIT_ID,
        Column("kind", "VARCHAR", "충격 종류", "Kind of shock", allowed=SHOCKS),
        Column("since_year", "INTEGER", "시작 연도", "First year", unit="year", nullable=True, minimum=1995, maximum=2100, caveat="of the first designation, or of the move; what happened may have begun before"),
        Column("reason", "VARCHAR", "사유", "Reason"),
    ),
    key=("unit_id", "kind"),
    references=to_unit(),
    source="core.crisis_designation, core.neighbour, core.government_town",
)  # fmt: skip


INNOVATION_CITY_UNIT = TableContract(
    name="innovation_city_unit",
    schema="mart",
    ko="혁신도시 영향권 단위",
    en="Units about innovation cities",
    description=(
        "Host sigungu, sigungu within 20 km, and donors: no host of any city, 20 km and more from every site, outside the capital region, "
        "not Sejong, without a shock of its own; of the same sido, else the same 5+3 group, else anywhere outside the capital, whichever is the "
        "first to have five. Who lies in that area and is left out for a shock is donor_with_shock."
    ),
    grain="an innovation city and sigungu with a role",
    columns=(
        CITY_ID,
        UNIT_ID,
        NAME_KO,
        SIDO_KO,
        Column("role", "VARCHAR", "역할", "Role", allowed=("host", *RINGS, "donor", "donor_with_shock"), caveat=f"rings in km from the nearest site, {COARSE}"),
        Column(
            "donor_pool", "VARCHAR", "대조군 범위", "Pool of donors", nullable=True, allowed=("sido", "megaregion", "outside_capital"),
            caveat="donors only, those left out among them",
        ),
        Column("shocks", "VARCHAR", "자체 충격", "Shocks of its own", nullable=True, caveat="kinds of mart.innovation_city_shock, of those left out as donors"),
        Column("distance_km", "DOUBLE", "거리", "Distance from the nearest site of the city", unit="km", minimum=0, caveat="of the centroid; places of sites are approximate"),
        replace(GEOMETRY_BASIS, caveat="on schematic shapes distances, and so rings and donors, are rough"),
    ),
    key=("city_id", "unit_id"),
    references=(*to_unit(), *to_city()),
    source="core.innovation_city_site, core.level_boundary, core.reference_region, mart.innovation_city_shock",
)  # fmt: skip


CITATION = (
    "Abadie, Diamond and Hainmueller (2010), Synthetic control methods for comparative case studies, JASA 105; "
    "Ferman and Pinto (2021), Synthetic controls with imperfect pretreatment fit, Quantitative Economics 12"
)
OUTCOME = Column(
    "outcome", "VARCHAR", "결과 변수", "Outcome", allowed=OUTCOMES,
    caveat="households since 2000, businesses since 2010, population and youth since 2008",
)  # fmt: skip
DONOR_SET = Column(
    "donor_set", "VARCHAR", "대조군 선택", "Choice of donors", allowed=DONOR_SETS,
    caveat=(
        f"{MAIN}: the one that counts; all: with units that had a shock of their own (mart.innovation_city_shock); cities: those that count, si "
        "and gu without gun. Each has placebos and pools by the same rule"
    ),
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


def percent(name: str, ko: str, en: str, *, formula: str | Formula = "", caveat: str = "", nullable: bool = False) -> Column:
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


def _band(low: Formula, high: Formula) -> tuple[Column, Column]:
    return (
        percent("placebo_low_pct", "위약 하한", "Lower bound of the placebos", formula=low),
        percent("placebo_high_pct", "위약 상한", "Upper bound of the placebos", formula=high),
    )


INNOVATION_CITY_DONOR = TableContract(
    name="innovation_city_donor",
    schema="mart",
    ko="혁신도시 대조군 가중치",
    en="Weights of donors",
    description="What the comparison of each host is made of, by outcome; units with a shock of their own are left out.",
    grain="a city, outcome and donor",
    columns=(
        CITY_ID,
        OUTCOME,
        UNIT_ID,
        Column("weight", "DOUBLE", "가중치", "Weight", unit="ratio", minimum=0, maximum=1, measure="intensive"),
        DESIGN,
    ),
    key=("city_id", "outcome", "unit_id"),
    references=(*to_unit(), *to_city()),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
    rules=(
        Rule(
            name="weights_sum_to_one",
            measure=weights_sum_to_one,
            key=("city_id", "outcome"),
            expect=(near_zero("excess", 1e-9),),
        ),
    ),
)


INNOVATION_CITY_EFFECT = TableContract(
    name="innovation_city_effect",
    schema="mart",
    ko="혁신도시 효과 추정",
    en="Estimated effects of innovation cities",
    description=(
        "How far host or ring lies from its comparison so many years after the first institution arrived. An effect only if host and donors "
        "would have moved alike without the city, and donors gained or lost nothing by it; design and fit say how far that can be believed."
    ),
    grain="a choice of donors, city (or all), zone, outcome, event and horizon",
    columns=(
        DONOR_SET,
        replace(CITY_ID, caveat="`all`: mean over the cities"),
        Column("cities", "INTEGER", "도시 수", "Cities in the mean", unit="cities", minimum=1, caveat="of late horizons only those whose first institution came early: compare means of as many cities"),
        ZONE,
        OUTCOME,
        EVENT,
        Column("horizon", "INTEGER", "경과 연수", "Years since the event", unit="years", minimum=1, maximum=100),
        optional(EVENT_YEAR),
        optional(REFERENCE_DATE),
        DESIGN,
        UNITS,
        DONOR_POOL,
        replace(DONORS, caveat="for `all`: summed over the cities"),
        YEARS_BEFORE,
        percent("rmse_before_pct", "사전 적합도", "Root mean squared gap before the event", nullable=True),
        Column("fit", "VARCHAR", "적합 판정", "Fit before the event", nullable=True, allowed=FITS, caveat="poor: nine placebos in ten are followed better; overfit: weights fitted to as many donors as years before, or more, follow anything, so that their fit is not judged"),
        percent("effect_pct", "추정 효과", "Estimated effect", formula=long_formulas.EFFECT),
        *_band(long_formulas.LOW, long_formulas.HIGH),
        Column("placebos", "INTEGER", "위약 수", "Placebo effects", minimum=1, caveat="for `all`: 10,000 draws of one placebo a city, fixed seed"),
        Column(
            "p_value", "DOUBLE", "p값", "Permutation p-value", unit="probability", minimum=0, maximum=1, measure="intensive",
            formula=long_formulas.P_VALUE,
            caveat="two-sided; placebos are single sigungu, which move more than the sums of several that some hosts are; not corrected for many tests",
        ),
        Column("rmspe_ratio", "DOUBLE", "사후·사전 오차 비", "Root mean squared gap after over before", unit="ratio", nullable=True, minimum=0, formula=in_words("root mean squared gap from the event to the horizon / that of the years before"), caveat="empty for `all`, with one year before or none, and where the fit is overfit"),
        Column(
            "p_rmspe", "DOUBLE", "p값 (오차 비)", "Permutation p-value of the ratio", unit="probability", nullable=True, minimum=0, maximum=1, measure="intensive",
            formula=in_words("(1 + placebos with a ratio at least as large) / (1 + placebos)"), caveat="Abadie, Diamond and Hainmueller (2010): an unsigned test that counts against a host that was poorly followed before",
        ),
        percent("one_out_low_pct", "한 단위 제외 최솟값", "Lowest estimate without one donor", nullable=True, formula=in_words("each donor with a weight left out in turn, weights fitted again"), caveat="hosts only, with the donors that count"),
        percent("one_out_high_pct", "한 단위 제외 최댓값", "Highest estimate without one donor", nullable=True, formula=in_words("each donor with a weight left out in turn, weights fitted again"), caveat="hosts only, with the donors that count"),
        percent(
            "mde_pct", "최소 탐지 효과", "Smallest detectable gain",
            formula=long_formulas.DETECTABLE,
        ),
        Column("verdict", "VARCHAR", "판정", "Finding"),
    ),
    key=("donor_set", "city_id", "zone", "outcome", "event", "horizon"),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


INNOVATION_CITY_PATH = TableContract(
    name="innovation_city_path",
    schema="mart",
    ko="혁신도시 비교 경로",
    en="Paths of innovation cities and placebos",
    description=(
        "Logarithm of each outcome less the weighted logarithms of the donors, less the mean of that over the base years. Placebos are all "
        "sigungu that may be a donor of some city under the choice of donors, each run as if it were a host, with donors by the same rule."
    ),
    grain="a choice of donors, event, outcome, target and December",
    may_lose=ALL,
    columns=(
        DONOR_SET,
        EVENT,
        EVENT_YEAR,
        OUTCOME,
        replace(ZONE, allowed=(*ZONE.allowed, "placebo")),
        Column("target_id", "VARCHAR", "대상", "Innovation city, or sigungu of the placebo"),
        REFERENCE_DATE,
        Column("observed", "DOUBLE", "관측값", "Observed figure", unit="persons, households or businesses", minimum=0, measure="extensive"),
        Column("gap", "DOUBLE", "격차", "Gap to the donors", unit="log points", formula=in_words("log(observed) - sum of weight * log(donor), less its mean over the base")),
        Column("gap_low", "DOUBLE", "격차 최솟값", "Lowest gap without one donor", unit="log points", nullable=True, caveat="hosts at their arrival, with the donors that count"),
        Column("gap_high", "DOUBLE", "격차 최댓값", "Highest gap without one donor", unit="log points", nullable=True, caveat="hosts at their arrival, with the donors that count"),
        Column("is_base", "BOOLEAN", "기준 기간", "Year of the base", caveat="all years before the event, else the first year"),
        DESIGN,
        UNITS,
        DONOR_POOL,
        DONORS,
        YEARS_BEFORE,
        Column("rmse_before", "DOUBLE", "사전 적합도", "Root mean squared gap before the event", unit="log points", nullable=True, minimum=0),
    ),
    key=("donor_set", "event", "event_year", "outcome", "zone", "target_id", "reference_date"),
    source="core.households, core.businesses, core.population, mart.innovation_city_unit, core.innovation_city",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip


INNOVATION_CITY_SERIES = TableContract(
    name="innovation_city_series",
    schema="mart",
    ko="혁신도시와 대조군 추이",
    en="Innovation cities and their comparison by year",
    description="Observed figures of hosts and rings beside those of the weighted donors without shocks of their own, brought to the level of the base years.",
    grain="a city, zone, outcome and December",
    columns=(
        CITY_ID,
        ZONE,
        OUTCOME,
        REFERENCE_DATE,
        EVENT_YEAR,
        Column("period", "VARCHAR", "기간", "Period", allowed=("before", "after")),
        Column("observed", "DOUBLE", "관측값", "Observed figure", unit="persons, households or businesses", minimum=0, measure="extensive"),
        Column("synthetic", "DOUBLE", "합성 대조값", "Figure of the comparison", unit="persons, households or businesses", minimum=0, formula=long_formulas.SYNTHETIC),
        percent("gap_pct", "격차", "Observed against comparison", formula="100 * (observed / synthetic - 1)"),
        *_band(long_formulas.LOW_OF_YEAR, long_formulas.HIGH_OF_YEAR),
        DESIGN,
    ),
    key=("city_id", "zone", "outcome", "reference_date"),
    references=to_city(),
    source="mart.innovation_city_path",
    citation=CITATION,
    min_rows=0,
)  # fmt: skip

"""How far the figures of each source may be added up: what its publisher says of it, or what was measured.

A count of everyone adds up to the nation. A sample drawn for one level of regions holds for that level: its sums are no figures
of a larger region, even where every part is known. A rate, an index or an amount per head is never added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.levels import LEVELS

# Above this share of units without figures a region's rate would be that of other regions.
MISSING_AT_MOST = 0.05
# What a figure above the sigungu is called that is a sum of a source beyond its level: Korean and English.
SUM_OF_SIGUNGU_SURVEY = ("시군구 조사의 합", "sum of the sigungu survey")


@dataclass(frozen=True)
class Sums:
    """The largest level of regions that sums of a source are figures of, and why.

    `up_to` is `nation` for what adds up to every level, `sigungu` for what holds for the printed units alone (units that were
    merged since are added, nothing else), "" for what is never added.
    """

    up_to: Literal["nation", "sido", "sigungu", ""]
    why: str

    def allow(self, level: str) -> bool:
        """True when a sum over the members of a region of that level is a figure of the region."""
        return bool(self.up_to) and LEVELS.index(level) >= LEVELS.index(self.up_to)


_REGISTER = "a register of everyone: the units of a day make the nation"
_PER_HEAD = "an amount per head: averaged with people, never added"
_RATE = "rates: averaged with what they are rates of, never added"
_PRICE = "an index or a price: only what is published stands for a region"
_COUNTED = "every establishment is counted once, where it is; a sum lacks what is suppressed and says so"
_SAMPLE = (
    "a sample drawn for each si, gun and gu; Statistics Korea announces with it that totals by sido may differ from those of the "
    "labour force survey, which is drawn for the sido and the nation"
)

# By table, of schema raw and, where sums are made of them, core.
SUMS = {
    # people
    "kosis_population": Sums("nation", _REGISTER),
    "kosis_collected_population": Sums("nation", _REGISTER),
    "kosis_dong_population": Sums("nation", _REGISTER),
    "kosis_sido_population": Sums("nation", _REGISTER),
    "mois_population": Sums("nation", _REGISTER),
    "mois_single_age": Sums("nation", _REGISTER),
    "emd_population": Sums("nation", _REGISTER),
    "emd_density": Sums("nation", "registered people, households and ground of each dong; densities are never added"),
    "kosis_national_population": Sums("nation", "the nation by age: nothing is larger"),
    "kosis_households": Sums("nation", "a register of all households"),
    "households_reported": Sums("nation", "a register of all households"),
    "households": Sums("nation", "a register of all households"),
    "population": Sums("nation", _REGISTER),
    "population_reported": Sums("nation", _REGISTER),
    "sido_population_reported": Sums("nation", _REGISTER),
    "sido_population": Sums("nation", _REGISTER),
    "sido_census_population": Sums("nation", "a census of everyone"),
    "sido_projection": Sums("nation", "the publisher's projections of sido are made to add up to its own of the nation"),
    # births
    "kosis_births": Sums("nation", "every birth is registered once; provisional counts are rounded to the hundred"),
    "kosis_marriages": Sums("nation", "every marriage is registered once; those of persons abroad are in no sido"),
    "kosis_fertility": Sums("", _RATE),
    "fertility": Sums("", _RATE),
    "vital_events": Sums("nation", "events are registered once"),
    # moves
    "kosis_sido_migration": Sums("nation", "moves from one sido to another; between the parts of a region they are none"),
    "migration_flow": Sums("nation", "moves from one unit to another; between the parts of a region they are none"),
    "kosis_sigungu_moves": Sums(
        "sigungu", "a move between two sigungu of a sido is an arrival in one and none in the sido; net moves alone add up"
    ),
    "sido_flow": Sums("nation", "pairs of sido: moves between the parts of a region are known and left out"),
    "sigungu_flow": Sums("nation", "pairs of sigungu: moves between the parts of a region are known and left out"),
    "sigungu_moves_reported": Sums("sigungu", "arrivals from anywhere: those from within the larger region are not told apart"),
    "sigungu_moves": Sums("sigungu", "arrivals from anywhere: those from within the larger region are not told apart"),
    # work
    "kosis_employment_age": Sums("sigungu", _SAMPLE),
    "kosis_employment_industry": Sums("sigungu", _SAMPLE),
    "employment": Sums("sigungu", _SAMPLE),
    "resident_industry": Sums("sigungu", _SAMPLE),
    "kosis_labour_force": Sums("nation", "a sample drawn for each sido; whole thousands of sido make the nation within rounding"),
    "labour_force": Sums("nation", "persons of sido make the nation within rounding; rates do not, they are averaged"),
    # establishments
    "kosis_establishments": Sums("nation", _COUNTED),
    "kosis_sido_industry": Sums("nation", _COUNTED),
    "kosis_sigungu_establishments": Sums("nation", f"{_COUNTED}; in one year and as counted in that year"),
    "kosis_mining_manufacturing": Sums("nation", f"{_COUNTED}; plants of ten and more"),
    "tax_businesses": Sums("nation", "businesses by the place that each is registered for; one with two places counts twice"),
    "sido_workers": Sums("nation", _COUNTED),
    "sigungu_workers_reported": Sums("nation", f"{_COUNTED}; in one year and as counted in that year"),
    "sigungu_workers": Sums("nation", f"{_COUNTED}; in one year and as counted in that year"),
    "businesses_reported": Sums("nation", "businesses by the place that each is registered for"),
    "businesses": Sums("nation", "businesses by the place that each is registered for"),
    # product, income, prices, finance
    "kosis_grdp": Sums("nation", "current prices: sido make the nation; chained volumes and contributions do not add up"),
    "census_figure": Sums(
        "sigungu",
        "product by sigungu of provinces whose accounts have different reference years: their sums are 0.9 to 1.02 of the sido's",
    ),
    "sido_value_added": Sums("nation", "current prices: sido make the nation"),
    "sido_volume": Sums(
        "sido",
        "chained volumes of other years than the price year do not add up: of manufacturing they are up to 4 % from the nation's",
    ),
    "value_added_reported": Sums("nation", "`scaled` is brought to the sido's accounts and makes them; `published` does not"),
    "sigungu_value_added": Sums("nation", "`scaled` is brought to the sido's accounts and makes them; `published` does not"),
    "sido_figure_reported": Sums("nation", "totals of sido; see their sources"),
    "sido_figure": Sums("nation", "totals of sido; see their sources"),
    "kosis_sido_income": Sums("", _PER_HEAD),
    "sido_income": Sums("", _PER_HEAD),
    "oecd_tl2": Sums("nation", "large regions make their country, where the file has all of them; amounts per head do not"),
    "local_finance": Sums("", _RATE),
    "reb_price_index": Sums("", _PRICE),
    "reb_price_level": Sums("", _PRICE),
    "apartment_price_month": Sums("", _PRICE),
    "apartment_price_level": Sums("", _PRICE),
}  # fmt: skip

# Tables of regions above the sigungu that are made from a source which does not add up to them, and what they do instead.
OTHERWISE = {
    ("employment_rate", "employment"): (
        "all ages and 15-64 come from the labour force survey; other ages are called sums of the sigungu survey"
    ),
    ("fertility_rate", "fertility"): "rates by age are averaged with the women that they are rates of",
    ("apartment_price_month", "reb_price_index"): "regions that the publisher prints, no others",
    ("apartment_price_level", "reb_price_level"): "regions that the publisher prints, no others",
    ("apartment_price_level", "apartment_price_month"): "the index of the same region",
    ("apartment_price", "apartment_price_month"): "regions that the publisher prints, no others",
    ("shift_share", "sido_volume"): "the nation of an activity is the sum of its sido; notes say how far that lies off",
    ("spatial_division", "sido_volume"): "shares of summed volumes, beside those of amounts; labels and notes say so",
    ("migration_balance", "sigungu_moves"): "rows of sigungu only; larger regions come from pairs",
    ("two_sources", "employment"): "rows of sigungu only",
    ("two_sources", "resident_industry"): "rows of sigungu only",
    ("two_sources", "sigungu_moves"): "net moves alone, which do add up",
}  # fmt: skip

"""By which words a file's layout is known: those that each reader looks for, from its own constants.

A signature only says which readers are worth trying; whether the file is of the layout its reader decides. Maps have none:
they are known by their columns and codes.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assets.sources import (
    activity_workers,
    census_figure,
    code_table,
    emd,
    establishments,
    kosis_collected_population,
    kosis_dong_population,
    kosis_employment,
    kosis_national_population,
    kosis_population,
    kosis_sido_tables,
    kosis_sigungu_tables,
    kosis_vital,
    local_finance,
    migration_flow,
    mois_population,
    mois_single_age,
    oecd_tl2,
    reb_prices,
)
from assets.sources.how import ways
from domain.ages import OLDEST
from domain.product import PRODUCT_PER_HEAD

Kind = Literal["text", "json", "sheet", "parquet"]
_TABLE_ID = re.compile(r"DT_[A-Z0-9_]+")


@dataclass(frozen=True)
class Signature:
    """A dataset's layout in files of one kind: every one of `words` stands in their head."""

    dataset: str
    kind: Kind
    words: tuple[str, ...]


@functools.cache
def table_ids() -> dict[str, str]:
    """KOSIS' number of the table that a dataset is, where it is one table."""
    return {how.dataset: found[0] for how in ways() if (found := _TABLE_ID.match(how.table))}


@functools.cache
def signatures() -> tuple[Signature, ...]:
    """Every layout of a table that a reader knows."""
    ids = table_ids()
    known: list[tuple[str, Kind, Iterable[str]]] = [
        ("kosis_population", "json", [kosis_population.TABLE_ID]),
        ("kosis_collected_population", "json", ["meta", "regions", *kosis_collected_population.BANDS]),
        ("region_code", "json", ["regions", "names"]),
        ("migration_flow", "json", [*migration_flow.ASKED, "ori", "des"]),
        ("local_finance", "json", ["by_code", "fi", *local_finance.SERIES]),
        ("mois_population", "text", [mois_population.LABEL, mois_population.TOTALS[0]]),
        ("mois_population", "text", [mois_population.CODE, mois_population.TOTALS[0]]),
        ("mois_population", "sheet", [mois_population.CODE, mois_population.NAME, "년"]),
        ("mois_single_age", "text", [mois_single_age.UNIT, "_0세", f"_{OLDEST}세 이상"]),
        *(("kosis_dong_population", "text", head) for head in kosis_dong_population.HEADS),
        ("kosis_sido_population", "sheet", kosis_sido_tables.ITEMS),
        ("legal_dong_code", "sheet", code_table.LEGAL_HEAD),
        ("legal_dong_code", "text", code_table.LIST_HEAD),
        ("admin_dong_code", "sheet", code_table.ADMIN_HEAD),
        ("renumbered_code", "text", ["mois5_old", "mois5_new_", "name_ko"]),
        ("kosis_grdp", "text", kosis_sido_tables.GRDP_KEYS),
        ("kosis_employment_age", "text", kosis_employment.KEYS),
        ("kosis_employment_industry", "text", [*kosis_employment.INDUSTRY_KEYS, kosis_employment.EMPLOYED]),
        ("kosis_sido_income", "text", [*kosis_sido_tables.INCOME_KEYS, PRODUCT_PER_HEAD]),
        ("kosis_establishments", "text", [*establishments.COLUMNS, establishments.INDEX]),
        ("kosis_mining_manufacturing", "text", [*establishments.COLUMNS, establishments.REMARK]),
        ("kosis_national_population", "text", [*kosis_national_population.KEYS, "\t"]),
        ("oecd_tl2", "text", oecd_tl2.FIELDS),
        ("emd_population", "text", [*emd.IDENTITY, *emd.BANDS]),
        ("emd_density", "text", [*emd.IDENTITY, *emd.COUNTS, *emd.MEASURES]),
        ("reb_price_index", "text", ["No,분류", *reb_prices.ITEMS]),
        ("reb_price_level", "sheet", [reb_prices.REGION, *reb_prices.FACTS]),
        # Their sheets say nowhere else what they count.
        ("kosis_households", "sheet", [kosis_sigungu_tables.NAME, ids["kosis_households"]]),
        ("kosis_marriages", "sheet", [kosis_vital.NAME, ids["kosis_marriages"]]),
        ("kosis_births", "sheet", [kosis_vital.NAME, kosis_vital.BIRTHS, kosis_vital.RATE]),
        ("kosis_labour_force", "sheet", [kosis_employment.NAME, *kosis_employment.PERSONS]),
        ("kosis_sido_migration", "sheet", [*kosis_sido_tables.KEYS, kosis_sido_tables.MOVES]),
        ("kosis_sigungu_moves", "sheet", [kosis_sigungu_tables.NAME, kosis_sigungu_tables.IN, kosis_sigungu_tables.OUT]),
        ("kosis_fertility", "sheet", [kosis_vital.CODE, kosis_vital.YEARS, kosis_vital.TOTAL]),
        ("kosis_sido_industry", "sheet", activity_workers.KEYS),
        # All their layouts have both items, spelt in many ways.
        ("kosis_sigungu_establishments", "sheet", ["사업체", "종사자"]),
        ("kosis_sigungu_establishments", "sheet", ["사업체수", "산업대분류별"]),
        ("tax_businesses", "parquet", [*kosis_sigungu_tables.COLUMNS, kosis_sigungu_tables.BUSINESSES]),
        ("census_figure", "parquet", census_figure.COLUMNS),
    ]
    return tuple(Signature(dataset, kind, tuple(words)) for dataset, kind, words in known)


def candidates(kind: str, head: str) -> list[str]:
    """Datasets whose layout a file of this kind and head may be, the most telling signature first."""
    fitting = [s for s in signatures() if s.kind == kind and all(word in head for word in s.words)]
    fitting.sort(key=lambda signature: -sum(map(len, signature.words)))
    return list(dict.fromkeys(signature.dataset for signature in fitting))


def nearest(kind: str, head: str) -> tuple[str, list[str]] | None:
    """The dataset of whose words most are in a head that no signature fits, and the words that are not; None below half."""
    best: tuple[float, str, list[str]] = (0.5, "", [])
    for signature in signatures():
        lacking = [word for word in signature.words if word not in head]
        share = 1 - len(lacking) / len(signature.words)
        if signature.kind == kind and len(signature.words) > 2 and share > best[0]:
            best = (share, signature.dataset, lacking)
    return (best[1], best[2]) if best[1] else None

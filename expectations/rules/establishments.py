"""Do establishment and business figures add up to their printed totals, once suppressed ones are accounted for?"""

from __future__ import annotations

import numpy as np
import pandas as pd

NATION = "전국"
ALL_SECTIONS = "0"
BOTH = "광업 및 제조업"
PARTS_OF_KIND = {"총계": ("법인", "개인사업자"), "개인사업자": ("일반사업자", "간이사업자", "면세사업자")}


def sections_add_up(kosis_establishments: pd.DataFrame) -> pd.DataFrame:
    """Per sido, item and year: sections minus all sections, in the item's unit."""
    whole = kosis_establishments["industry_code"] == ALL_SECTIONS
    return _unexplained(kosis_establishments, whole, ["region_name", "item", "year"])


def sido_establishments_add_up(kosis_establishments: pd.DataFrame) -> pd.DataFrame:
    """Per section, item and year: sido minus the nation, in the item's unit."""
    whole = kosis_establishments["region_name"] == NATION
    return _unexplained(kosis_establishments, whole, ["industry_code", "item", "year"])


def mining_and_manufacturing_add_up(kosis_mining_manufacturing: pd.DataFrame) -> pd.DataFrame:
    """Per sido, item and year: mining and manufacturing minus both, in the item's unit."""
    whole = kosis_mining_manufacturing["industry_name"] == BOTH
    return _unexplained(kosis_mining_manufacturing, whole, ["region_name", "item", "year"])


def sido_plants_add_up(kosis_mining_manufacturing: pd.DataFrame) -> pd.DataFrame:
    """Per industry, item and year: sido minus the nation, in the item's unit."""
    whole = kosis_mining_manufacturing["region_name"] == NATION
    return _unexplained(kosis_mining_manufacturing, whole, ["industry_name", "item", "year"])


def kinds_add_up(tax_businesses: pd.DataFrame) -> pd.DataFrame:
    """Per unit, kind with parts and year: its parts minus itself, `unexplained` in businesses."""
    key = ["region_code", "year"]
    checks = []
    for kind, parts in PARTS_OF_KIND.items():
        table = tax_businesses[tax_businesses["kind_name"].isin([kind, *parts])]
        checks.append(_unexplained(table, table["kind_name"] == kind, key, "businesses").assign(kind_name=kind))
    return pd.concat(checks, ignore_index=True)


def _unexplained(table: pd.DataFrame, whole: pd.Series, key: list[str], value: str = "value") -> pd.DataFrame:
    """Per key: parts minus the whole (`difference`), the number of parts without a figure (`hidden`), and `unexplained`.

    `unexplained` is 0 where something is lacking and a part has no figure, since the difference is then that part's,
    and the difference itself elsewhere.
    """
    parts = table[~whole].assign(figure=table[value].astype("float64"), hidden=table[value].isna())
    sums = parts.groupby(key, as_index=False)[["figure", "hidden"]].sum()
    both = table[whole & table[value].notna()].merge(sums, on=key)
    difference = both["figure"] - both[value].astype("float64")
    explained = (both["hidden"] > 0) & (difference < 0)
    measured = both[[*key, "source_file", "source_row", "hidden"]].assign(difference=difference)
    return measured.assign(unexplained=np.where(explained, 0.0, difference))

"""Establishments and workers: activities make the total, segments are not mixed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from domain.days import year_ends
from domain.segments import BREAKS, counted_in, segment_names

# Do establishment and business figures add up to their printed totals, once suppressed ones are accounted for?

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


# Does each figure of the survey of establishments stand in its segment, and does no difference cross a break?


def counted_alike(sigungu_workers: pd.DataFrame) -> pd.DataFrame:
    """Per date and segment a `verdict`: `alike`, or what the date does not fit: its segment, its KSIC or its basis."""
    rows = sigungu_workers[["reference_date", "segment", "ksic", "basis"]].drop_duplicates().reset_index(drop=True)
    years = [pd.Timestamp(str(day)).year for day in rows["reference_date"]]
    names = segment_names(years)
    verdicts = []
    for year, segment, ksic, basis in zip(years, rows["segment"], rows["ksic"], rows["basis"], strict=True):
        known = counted_in(year)
        wrong = {"segment": segment != names[year], "ksic": ksic != known.ksic, "basis": basis != known.basis}
        verdicts.append(", ".join(f"another {column}" for column, bad in wrong.items() if bad) or "alike")
    return rows.assign(verdict=verdicts)


def breaks_between(first: Iterable[object], last: Iterable[object]) -> list[int]:
    """For each pair of dates how many breaks lie after the earlier and up to the later one; 0 where both are counted alike."""
    pairs = [sorted((pd.Timestamp(str(a)).year, pd.Timestamp(str(b)).year)) for a, b in zip(first, last, strict=True)]
    return [sum(begin < known.year <= end for known in BREAKS) for begin, end in pairs]


def changes_cross_breaks(sigungu_workers_change: pd.DataFrame) -> pd.DataFrame:
    """Per pair of dates: `breaks` between them."""
    pairs = sigungu_workers_change[["from_date", "to_date"]].drop_duplicates().reset_index(drop=True)
    return pairs.assign(breaks=breaks_between(pairs["from_date"], pairs["to_date"]))


# Does the index of manufacturing jobs move as jobs do within a segment, and stand still over a break?


def index_within_segments(manufacturing_jobs: pd.DataFrame) -> pd.DataFrame:
    """Per unit and date with an index, but the first: `step_over_a_break`, the change of the index where the segment is new;
    `unexplained`, its ratio minus that of workers where the segment goes on."""
    known = manufacturing_jobs.dropna(subset=["jobs_index"]).sort_values(["region_id", "reference_date"])
    before = known.groupby("region_id")[["jobs_index", "manufacturing_workers", "segment"]].shift()
    later = before["segment"].notna()
    same = later & (before["segment"] == known["segment"])
    workers = known["manufacturing_workers"].astype("float64") / before["manufacturing_workers"].astype("float64")
    index = known["jobs_index"] / before["jobs_index"]
    measured = known[["region_id", "reference_date"]].assign(
        step_over_a_break=(known["jobs_index"] - before["jobs_index"]).where(later & ~same),
        unexplained=(index - workers).where(same & before["manufacturing_workers"].gt(0) & before["jobs_index"].gt(0)),
    )
    return measured[later]


# Do the workers that the sido publish equal those of the national tables, but for differences that are declared?

KEY = ["unit_id", "reference_date", "section", "compared_with"]


def manufacturing_differences(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and table that counts alike: `unexplained_percent` of manufacturing workers, 0 where it is declared."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "same") & (table["section"] == "C")]
    percent = rows["workers_difference_percent"].astype("float64").mask(rows["known"].astype(bool), 0.0)
    return rows[["unit_id", "reference_date", "compared_with"]].assign(unexplained_percent=percent)


def unknown_differences(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Undeclared differences of cells that count alike: `workers` in persons, `establishments`; no row where there is none."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "same") & ~table["known"].astype(bool)]
    found = rows[KEY].assign(
        workers=rows["workers_difference"].astype("float64"),
        establishments=rows["establishments_difference"].astype("float64").fillna(0),
    )
    return found[(found["workers"] != 0) | (found["establishments"] != 0)]


def exchanged_sections(sido_workers_comparison: pd.DataFrame) -> pd.DataFrame:
    """Per sido, year and table: `workers` by which the sections that exchange some differ together; declared ones left out."""
    table = sido_workers_comparison
    rows = table[(table["comparability"] == "moved_section") & ~table["known"].astype(bool)]
    key = ["unit_id", "reference_date", "compared_with"]
    sums: pd.Series = rows.groupby(key)["workers_difference"].sum()
    return sums.rename("workers").reset_index()


# Do figures of workers by sigungu arrive whole, and is none given where none is known?

KNOWN = {"reported", "none"}


def workers_have_units(sigungu_workers_reported: pd.DataFrame, kosis_sigungu_establishments: pd.DataFrame) -> pd.DataFrame:
    """Per year and section: workers of all units minus those of the printed rows; `difference` in persons.

    Printed rows are those of sigungu, and of the whole sido where it is printed by eup-myeon-dong (Sejong).
    """
    table = kosis_sigungu_establishments
    by_emd = table["sido_name"].isin(table.loc[table["row_kind"] == "emd", "sido_name"])
    rows = table[(table["row_kind"] == "sigungu") | ((table["row_kind"] == "sido") & by_emd)]
    days = pd.Series(year_ends(rows["year"]), index=rows.index, dtype="object")
    printed = rows["workers"].astype("float64").groupby([days.rename("reference_date"), rows["section"]]).sum()
    panel = sigungu_workers_reported.groupby(["reference_date", "section"])["workers"].sum()
    printed = printed[printed.index.get_level_values("section").isin(set(sigungu_workers_reported["section"]))]
    both = pd.DataFrame({"panel": panel.astype("float64"), "printed": printed}).fillna(0)
    return both.assign(difference=both["panel"] - both["printed"]).reset_index()


def workers_fit_their_status(sigungu_workers: pd.DataFrame) -> pd.DataFrame:
    """Per status: `misfits`, rows with a figure where none is known, without one where one is, or not 0 where there is nobody."""
    known = sigungu_workers["workers"].notna()
    wrong = known != sigungu_workers["status"].isin(KNOWN)
    wrong |= (sigungu_workers["status"] == "none") & (sigungu_workers["workers"].astype("float64") != 0)
    return wrong.groupby(sigungu_workers["status"]).sum().astype("int64").rename("misfits").reset_index()

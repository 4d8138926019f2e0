"""Areas and cities named in law, and the donors of the study of innovation cities."""

from __future__ import annotations

import pandas as pd

from domain.history import alive, reference_day
from domain.levels import GROUPINGS

# Do policy facts name units that lived on their day, under the code of that day?


def designated_units(crisis_designation: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per designation a `verdict` on its unit: `alive` on the first day, or what is wrong."""
    return _with_verdict(crisis_designation, region, "designated_from")


def decline_area_units(decline_area: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per population-decline area a `verdict` on its unit: `alive` on the day of the notice, or what is wrong."""
    return _with_verdict(decline_area, region, "designated_from")


def interest_area_units(interest_area: pd.DataFrame, decline_area: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per area of interest a `verdict` on its unit: `alive` on its first day and no population-decline area, or what is wrong."""
    table = _with_verdict(interest_area, region, "designated_from")
    both = table["unit_id"].isin(decline_area["unit_id"])
    return table.assign(verdict=table["verdict"].mask(both, "population-decline area too"))


def host_units(innovation_city_site: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per site of an innovation city a `verdict` on its host: `alive` on the reference date, or what is wrong."""
    return _with_verdict(innovation_city_site, region, "reference_date")


def sites_have_a_city(innovation_city_site: pd.DataFrame, innovation_city: pd.DataFrame) -> pd.DataFrame:
    """Per city that either table names: `sites` in the one and `cities` in the other."""
    sites, cities = innovation_city_site["city_id"].value_counts(), innovation_city["city_id"].value_counts()
    return pd.DataFrame({"sites": sites, "cities": cities}).fillna(0).astype("int64").rename_axis("city_id").reset_index()


def policy_regions(policy_event: pd.DataFrame, region: pd.DataFrame, megaregion_membership: pd.DataFrame) -> pd.DataFrame:
    """Per event and region a `verdict`: `alive` on the day (older events: on the first of the history), or what is wrong."""
    rows = []
    first = pd.to_datetime(region["valid_from"]).min()
    for event, date, level, names in policy_event[["event_id", "event_date", "level", "region_ids"]].to_numpy():
        day = max(pd.Timestamp(str(date)), first)
        known = _regions_of(level, alive(region, day), alive(megaregion_membership, day))
        rows += [(event, name, "alive" if name in known else f"no {level} on the day") for name in str(names).split(";")]
    return pd.DataFrame(rows, columns=["event_id", "region", "verdict"])


def sources_of_events(policy_event: pd.DataFrame) -> pd.DataFrame:
    """Per event a `verdict`: `sourced`, or what is wrong.

    What is verified has a source with its day or another table of facts, and no event is of a day after its source.
    """
    events, sources = pd.to_datetime(policy_event["event_date"]), pd.to_datetime(policy_event["source_date"])
    named = policy_event["source"].fillna("").str.strip()
    dated = sources.notna() | named.str.contains("core.", regex=False)
    verdict = pd.Series("sourced", policy_event.index, dtype="object")
    verdict[policy_event["verified"].astype(bool) & ~dated] = "verified without a dated source"
    verdict[events > sources] = "of a day after its source"
    verdict[named == ""] = "no source"
    return policy_event[["event_id"]].assign(verdict=verdict)


def events_of_governments(policy_event: pd.DataFrame, government_term: pd.DataFrame) -> pd.DataFrame:
    """Per event of a government's programme a `verdict`: `in its time` from its first day on, or what is wrong.

    A government's plan may be carried out after it, so that only its first day is a limit.
    """
    of_one = policy_event[policy_event["government"].notna()]
    begins = of_one["government"].map(government_term.set_index("government")["begins"])
    early = pd.to_datetime(of_one["event_date"]) < pd.to_datetime(begins)
    verdict = pd.Series("in its time", of_one.index, dtype="object")
    verdict[early] = "before the government"
    verdict[begins.isna()] = "no such government"
    return of_one[["event_id", "government", "event_date"]].assign(verdict=verdict)


# Does a designation last as long as its law allows?

# 고용위기 선제대응지역의 지정 기준 등에 관한 고시: 12 months with its extension, as revised on 2026-02-05.
PREEMPTIVE_MONTHS = 12
# How long after its decision or notice a designation may begin at most; nine days in Yeosu.
BEGINS_WITHIN_MONTHS = 1


def designation_days(crisis_designation: pd.DataFrame) -> pd.DataFrame:
    """Per designation a `verdict` on its days: `in order`, or what is wrong."""
    table = crisis_designation
    begins, until, latest = (pd.to_datetime(table[name]) for name in ("designated_from", "designated_until", "latest_until"))
    limit = begins + pd.DateOffset(months=PREEMPTIVE_MONTHS) - pd.Timedelta(days=1)
    later = table["from_basis"].isin(["decision", "notice"])
    limit = limit.where(~later, limit + pd.DateOffset(months=BEGINS_WITHIN_MONTHS))
    verdict = pd.Series("in order", table.index, dtype="object")
    verdict[(table["scheme"] == "employment_crisis_preemptive") & (latest > limit)] = "longer than the law allows"
    verdict[(until > latest) | (latest < begins)] = "last day at the latest is too early"
    verdict[(table["until_basis"] == "day") & (until != latest)] = "two last days"
    verdict[until.isna() != (table["until_basis"] == "open")] = "a last day and none"
    verdict[table["verified"].astype(bool) & table["source_date"].isna()] = "verified without a dated source"
    return table[["scheme", "unit_id", "designated_from"]].assign(verdict=verdict)


def drawn_designations(
    crisis_area: pd.DataFrame,
    crisis_designation: pd.DataFrame,
    region: pd.DataFrame | None = None,
    reference_region: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Per designation a `verdict`: `drawn` where the map layer has it, else `no shape`, or `younger than the map`.

    The last is of units that began after the reference vintage, as far as the region history is given.
    """
    key = ["scheme", "unit_id", "designated_from"]
    drawn = set(crisis_area[key].astype(str).itertuples(index=False, name=None))
    rows = crisis_designation[key]
    younger: set[str] = set()
    if region is not None and reference_region is not None:
        begins = pd.to_datetime(region["valid_from"]).groupby(region["unit_id"]).min()
        younger = set(begins[begins > reference_day(reference_region)].index)
    verdicts = [
        "drawn" if row in drawn else "younger than the map" if row[1] in younger else "no shape"
        for row in rows.astype(str).itertuples(index=False, name=None)
    ]
    return rows.assign(verdict=verdicts)


def _regions_of(level: str, units: pd.DataFrame, groups: pd.DataFrame) -> set[str]:
    if level == "nation":
        return {"nation"}
    if level in GROUPINGS:
        return set(groups.loc[groups["scheme"] == GROUPINGS[level], "group_id"])
    return set(units.loc[units["level"] == level, "unit_id"])


def _with_verdict(table: pd.DataFrame, region: pd.DataFrame, day: str) -> pd.DataFrame:
    sigungu = region[region["level"] == "sigungu"]
    units = set(sigungu["unit_id"])
    codes = {date: dict(alive(sigungu, pd.Timestamp(str(date)))[["unit_id", "mois_code"]].to_numpy()) for date in set(table[day])}
    verdicts = [
        _verdict(unit, code, codes[date], units)
        for unit, code, date in zip(table["unit_id"], table["mois_code"], table[day], strict=True)
    ]
    return table.assign(verdict=pd.Series(verdicts, table.index, dtype="object"))


def _verdict(unit: str, code: str, code_of: dict[str, str], units: set[str]) -> str:
    if unit not in code_of:
        return "not alive on the day" if unit in units else "no such unit"
    return "alive" if code_of[unit] == code else f"code {code_of[unit]} on the day"


# Are comparisons of the event study made of whole weights?


def weights_sum_to_one(innovation_city_donor: pd.DataFrame) -> pd.DataFrame:
    """Per city and outcome: sum of donor weights minus 1."""
    sums = innovation_city_donor.groupby(["city_id", "outcome"])["weight"].sum()
    return pd.DataFrame({"excess": sums - 1}).reset_index()

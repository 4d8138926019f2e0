"""Korea among OECD countries: the rank depends on the definition, and n is always beside it."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from assets.indicators.concentration.oecd import oecd_comparison, oecd_rank
from expectations.contracts.inequality import OECD_CAPITAL_REGION, OECD_COMPARISON, OECD_RANK, OECD_TL2
from expectations.contracts.sido_figures import SIDO_FIGURE
from expectations.contracts.sido_population import SIDO_POPULATION
from tests.frames import relation, result

# country: its regions with people; the capital's region is the one with a star.
COUNTRIES = {
    "KOR": {"KR01*": 50, "KR02": 30, "KR03": 20},
    "SVN": {"SI03": 53, "SI04*": 47},
    "USA": {"US06": 30, "US11*": 2, "US48": 68},
    "GRC": {"EL30*": 35, "EL41": 33, "EL42": 32},
}


def comparison(countries: dict[str, dict[str, int]] = COUNTRIES, fault: str = "") -> pd.DataFrame:
    rows = [
        {"country": country, "region_id": name.rstrip("*"), "year": 2020, "population": people, "gdp": 100 - people}
        | {"known_fault": "country_incomplete" if country == fault else None}
        for country, regions in countries.items()
        for name, people in regions.items()
    ]
    capitals = [
        {"country": country, "region_id": name.rstrip("*")}
        for country, regions in countries.items()
        for name in regions
        if "*" in name
    ]
    return result(OECD_COMPARISON, oecd_comparison(relation(OECD_TL2, *rows), relation(OECD_CAPITAL_REGION, *capitals)))


def shares(table: pd.DataFrame, measure: str, which: str) -> dict[str, tuple[float, int]]:
    rows = table[(table["measure"] == measure) & (table["which"] == which)]
    return {country: (share, rank) for country, share, rank in rows[["country", "share", "rank"]].itertuples(index=False)}


def test_capital_and_largest_region_are_different_questions() -> None:
    table = comparison()
    assert shares(table, "population", "capital") == {"KOR": (0.5, 1), "SVN": (0.47, 2), "GRC": (0.35, 3), "USA": (0.02, 4)}
    assert shares(table, "population", "largest") == {"USA": (0.68, 1), "SVN": (0.53, 2), "KOR": (0.5, 3), "GRC": (0.35, 4)}
    assert set(table["countries"]) == {4}


def test_largest_is_of_the_measure_itself() -> None:
    gdp = comparison().query("measure == 'gdp' and which == 'largest'").set_index("country")["region_id"]
    assert gdp["SVN"] == "SI04" and gdp["KOR"] == "KR03"


def test_incomplete_country_and_one_with_a_single_region_are_not_ranked() -> None:
    table = comparison(COUNTRIES | {"LUX": {"LU00*": 60}}, fault="SVN")
    assert set(table["country"]) == {"KOR", "USA", "GRC"}
    assert set(table["countries"]) == {3}


def test_seoul_alone_is_held_against_the_largest_regions_too() -> None:
    rows = [
        {"measure": "population", "year": 2020, "which": "largest", "country": country, "share": share, "regions": 3}
        for country, share in (("KOR", 0.5), ("USA", 0.6), ("SVN", 0.1))
    ]
    sido = [
        {"unit_id": unit, "reference_date": dt.date(2020, 12, 31), "population": count}
        for unit, count in (("seoul", 20), ("gyeonggi", 30), ("busan", 50))
    ]
    made = result(OECD_RANK, oecd_rank(relation(OECD_COMPARISON, *rows), relation(SIDO_POPULATION, *sido), relation(SIDO_FIGURE)))
    found = made[made["at_least_regions"] == 3].set_index("korea_region")
    assert found[["share", "rank", "countries", "above"]].T.to_dict("list") == {
        "seoul": [0.2, 2, 3, "USA"], "seoul_gyeonggi": [0.5, 2, 3, "USA"], "sudogwon": [0.5, 2, 3, "USA"],
    }  # fmt: skip


def ranks(people: dict[str, int]) -> pd.DataFrame:
    rows = [{"country": "KOR", "which": w, "share": 0.5, "regions": 7} for w in ("capital", "largest")]
    rows += [
        {"country": c, "which": "capital", "share": s, "regions": n}
        for c, s, n in (("SVN", 0.52, 2), ("GRC", 0.47, 13), ("FIN", 0.3, 5))
    ]
    table = [{"measure": "population", "year": 2020} | row for row in rows]
    sido = [{"unit_id": unit, "reference_date": dt.date(2020, 12, 31), "population": count} for unit, count in people.items()]
    made = oecd_rank(relation(OECD_COMPARISON, *table), relation(SIDO_POPULATION, *sido), relation(SIDO_FIGURE))
    return result(OECD_RANK, made).set_index(["which", "korea_region", "at_least_regions"])


def test_rank_depends_on_what_stands_for_korea_and_on_how_finely_others_are_cut() -> None:
    table = ranks({"seoul": 20, "gyeonggi": 25, "incheon": 6, "busan": 49}).loc["capital"]
    assert table.loc[("sudogwon", 2), ["share", "rank", "countries", "above"]].tolist() == [0.5, 2, 4, "SVN"]
    assert table.loc[("sudogwon", 3), ["rank", "countries"]].tolist() == [1, 3]
    assert table.loc[("seoul_gyeonggi", 2), ["share", "rank", "above"]].tolist() == [0.45, 3, "SVN, GRC"]
    assert table.loc[("seoul", 7), ["share", "rank", "countries"]].tolist() == [0.2, 2, 2]
    assert pd.isna(table.loc[("sudogwon", 3), "above"])


def test_without_sido_there_is_the_oecds_own_region() -> None:
    assert set(ranks({}).index.get_level_values("korea_region")) == {"sudogwon"}


def test_no_oecd_figures_give_no_rows() -> None:
    assert comparison({}).empty
    assert result(OECD_RANK, oecd_rank(relation(OECD_COMPARISON), relation(SIDO_POPULATION), relation(SIDO_FIGURE))).empty

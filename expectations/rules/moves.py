"""Moves: who leaves one unit arrives in another, sigungu make the sido."""

from __future__ import annotations

import pandas as pd

from domain.days import year_end
from domain.history import alive

# Do migration flows cover the finest units of their year and nothing else, is nobody lost on the way, do balances cancel?


def flow_units(migration_flow: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per year: codes at either end that no finest unit bore at the year's end, and units at no end; names in `missing`."""
    rows = []
    for year, flows in migration_flow.groupby("year"):
        living = alive(region[region["in_finest"]], pd.Timestamp(year_end(str(year))))
        codes = {*flows["origin_code"], *flows["destination_code"]}
        unknown = sorted(codes - set(living["mois_code"]))
        missing = sorted(living.loc[~living["mois_code"].isin(codes), "unit_id"])
        rows.append((year, len(unknown), len(missing), ", ".join([*unknown, *missing][:20])))
    return pd.DataFrame(rows, columns=["year", "unknown_codes", "missing_units", "missing"])


def sido_flow_total(sido_flow: pd.DataFrame, kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per year: persons in the panel minus persons in the sheet, whose printed sums (전국) are left out."""
    printed = kosis_sido_migration[(kosis_sido_migration["from_name"] != "전국") & (kosis_sido_migration["to_name"] != "전국")]
    return _difference(sido_flow, printed)


def sigungu_flow_total(sigungu_flow: pd.DataFrame, migration_flow: pd.DataFrame) -> pd.DataFrame:
    """Per year: persons in the panel minus persons in the matrix."""
    return _difference(sigungu_flow, migration_flow)


def _difference(panel: pd.DataFrame, raw: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame({"panel": panel.groupby("year")["moves"].sum(), "raw": raw.groupby("year")["moves"].sum()})
    both = both.fillna(0).astype("int64")
    return both.assign(difference=both["panel"] - both["raw"]).rename_axis("year").reset_index()


def balances_cancel(migration_balance: pd.DataFrame) -> pd.DataFrame:
    """Per level and year: sum of net moves over all regions (persons); what one region gains another loses.

    Empty, and not judged, where a region's are not known.
    """
    return _whole_sums(migration_balance, ["net_moves"])


def origins_make_the_inflow(capital_inflow: pd.DataFrame, migration_balance: pd.DataFrame) -> pd.DataFrame:
    """Per level and year: net moves to the capital summed over origins, minus the balance of the capital region."""
    sums = _whole_sums(capital_inflow, ["net_to_capital"])
    capital = migration_balance[migration_balance["region_id"] == "capital"]
    balance = capital.loc[capital["level"] == "capital_rest", ["reference_date", "net_moves"]]
    both = sums.merge(balance, on="reference_date", how="left")
    return both.assign(difference=both["net_to_capital"] - both["net_moves"])


def residuals_cancel(youth_migration: pd.DataFrame) -> pd.DataFrame:
    """Per level and date: sums of the residuals over all regions (persons), zero since the nation is its own standard."""
    return _whole_sums(youth_migration, ["net_20_34", "net_20_39", "net_women_20_34"])


def _whole_sums(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Sums by level and date; empty where a row lacks its figure, since the rest need not cancel."""
    cells = table.groupby(["level", "reference_date"])[columns]
    return cells.sum().where(cells.count().eq(cells.size(), axis=0)).reset_index()


# Do moves of sigungu add up to those of their sido, and these to the sheet of sido? Differences in persons.

NATION = "전국"
BOTH = ["moves_in", "moves_out"]


def sigungu_make_the_sido(kosis_sigungu_moves: pd.DataFrame) -> pd.DataFrame:
    """Per sido and year: moves of its sigungu minus those of its own row; where a nation is printed, sido minus the nation."""
    table = kosis_sigungu_moves
    sigungu, sido = (table[table["row_kind"] == kind] for kind in ("sigungu", "sido"))
    nation = table[table["row_kind"] == "nation"].assign(sido_name=NATION)
    parts = pd.concat([sigungu, sido[sido["year"].isin(nation["year"])].assign(sido_name=NATION)])
    return _differences(_sums(parts), _sums(pd.concat([sido, nation])))


def moves_of_the_sido_sheet(kosis_sigungu_moves: pd.DataFrame, kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per sido and year that both have: moves of the sido's row minus those of the sheet of sido to sido, within it included."""
    sheet = kosis_sido_migration[kosis_sido_migration["moves"].notna()]
    reached = sheet[(sheet["from_name"] == NATION) & (sheet["to_name"] != NATION)]
    left = sheet[(sheet["to_name"] == NATION) & (sheet["from_name"] != NATION)]
    whole = pd.DataFrame(
        {
            "moves_in": reached.set_index(["to_name", "year"])["moves"].rename_axis(["sido_name", "year"]),
            "moves_out": left.set_index(["from_name", "year"])["moves"].rename_axis(["sido_name", "year"]),
        }
    )
    sido = _sums(kosis_sigungu_moves[kosis_sigungu_moves["row_kind"] == "sido"])
    years = set(sido.index.unique("year")) & set(whole.index.unique("year"))
    return _differences(*(table[table.index.get_level_values("year").isin(years)] for table in (sido, whole)))


def _sums(table: pd.DataFrame) -> pd.DataFrame:
    return table.groupby(["sido_name", "year"])[BOTH].sum()


def _differences(parts: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    both = parts.add_suffix("_parts").join(whole.add_suffix("_whole"), how="outer").fillna(0).astype("int64")
    measured = pd.DataFrame(
        {
            "in_difference": both["moves_in_parts"] - both["moves_in_whole"],
            "out_difference": both["moves_out_parts"] - both["moves_out_whole"],
        }
    )
    return measured.reset_index()


# Do moves between sido add up to their printed sums, and net moves to the moves both ways? In persons.

FLOW = ["from_name", "to_name", "year"]


def moves_add_up(kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per sido and year: sum of the flows out, in, and net, each minus the sum that is printed against the nation."""
    table = kosis_sido_migration.astype({"moves": "float64", "net_moves": "float64"}).fillna({"moves": 0, "net_moves": 0})
    between = table[(table["from_name"] != NATION) & (table["to_name"] != NATION)]
    to_all = _by_sido(table[table["to_name"] == NATION], "from_name")
    from_all = _by_sido(table[table["from_name"] == NATION], "to_name")
    measured = pd.DataFrame(
        {
            "left_minus_printed": _by_sido(between, "from_name")["moves"] - to_all["moves"],
            "reached_minus_printed": _by_sido(between, "to_name")["moves"] - from_all["moves"],
            "net_minus_printed": _by_sido(between, "to_name")["net_moves"] - from_all["net_moves"],
        }
    )
    return measured.dropna(how="all").rename_axis(["region_name", "year"]).reset_index().query("region_name != @NATION")


def net_is_the_difference(kosis_sido_migration: pd.DataFrame) -> pd.DataFrame:
    """Per pair of sido and year: moves minus moves the other way minus the printed net moves."""
    table = kosis_sido_migration[kosis_sido_migration["moves"].notna()]
    back = table.rename(columns={"from_name": "to_name", "to_name": "from_name", "moves": "back"})[[*FLOW, "back"]]
    both = table.merge(back, on=FLOW, how="inner")
    pairs = both[(both["from_name"] != NATION) & (both["to_name"] != NATION)]
    return pairs.assign(difference=(pairs["moves"] - pairs["back"] - pairs["net_moves"]).astype("float64"))


def _by_sido(flows: pd.DataFrame, side: str) -> pd.DataFrame:
    return flows.groupby([side, "year"])[["moves", "net_moves"]].sum().rename_axis(["region_name", "year"])

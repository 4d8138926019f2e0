"""Do moves of sigungu add up to those of their sido, and these to the sheet of sido? Differences in persons."""

from __future__ import annotations

import pandas as pd

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

"""Does every figure that a publisher prints by name arrive at a unit? Sums of the panel minus sums of the sheet."""

from __future__ import annotations

import pandas as pd


def household_total(households_reported: pd.DataFrame, kosis_households: pd.DataFrame) -> pd.DataFrame:
    """Per December: households of all units minus the printed nation; `difference` in households."""
    nation = kosis_households[kosis_households["row_kind"] == "nation"].set_index("reference_date")["households"]
    return _difference(households_reported, "households", nation)


def business_total(businesses_reported: pd.DataFrame, tax_businesses: pd.DataFrame) -> pd.DataFrame:
    """Per December: businesses of all units minus those of all printed rows; `difference` in businesses."""
    printed = tax_businesses[tax_businesses["kind_name"] == "총계"]
    nation = printed.groupby("year")["businesses"].sum()
    nation.index = pd.Index([pd.Timestamp(int(year), 12, 31).date() for year in nation.index], dtype="object")
    return _difference(businesses_reported, "businesses", nation)


def move_total(sigungu_moves_reported: pd.DataFrame, kosis_sigungu_moves: pd.DataFrame, region: pd.DataFrame) -> pd.DataFrame:
    """Per year since the region history begins: moves of all units minus those of the printed sido, and the sum of net moves.

    In persons. Whoever moves within the country leaves one unit and reaches one, so that net moves cancel.
    """
    sido = kosis_sigungu_moves[kosis_sigungu_moves["row_kind"] == "sido"]
    sido = sido[sido["year"] >= pd.to_datetime(region["valid_from"]).min().year]
    ends = sido.assign(reference_date=[pd.Timestamp(int(year), 12, 31).date() for year in sido["year"]]).groupby("reference_date")
    both = {
        way: _difference(sigungu_moves_reported, f"moves_{way}", ends[f"moves_{way}"].sum()).set_index("reference_date")
        for way in ("in", "out")
    }
    measured = pd.DataFrame({f"{way}_difference": table["difference"] for way, table in both.items()})
    return measured.assign(net_moves=both["in"]["panel"] - both["out"]["panel"]).reset_index()


def _difference(panel: pd.DataFrame, column: str, printed: pd.Series) -> pd.DataFrame:
    both = pd.DataFrame({"panel": panel.groupby("reference_date")[column].sum(), "printed": printed})
    both = both.fillna(0).astype("int64").rename_axis("reference_date").reset_index()
    return both.assign(difference=both["panel"] - both["printed"])

"""Lines to the capital: moves of all ages beside the origin's youth balance, never one for the other."""

from __future__ import annotations

from tests.conftest import Built


def test_real_lines_are_those_of_every_sigungu_outside_the_capital(real: Built) -> None:
    table = real.home.lake.frame("youth_flow")
    inflow = real.home.lake.frame("capital_inflow")
    newest = inflow[(inflow["level"] == "capital_rest") & (inflow["reference_date"] == inflow["reference_date"].max())]
    assert len(table) == 163 and table["youth_net_rate"].notna().all()
    assert set(newest["reference_date"]) == set(table["moves_date"])
    assert table["net_to_capital"].sum() == newest["net_to_capital"].iloc[0]

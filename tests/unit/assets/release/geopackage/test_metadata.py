"""What the file says of itself, in the extensions of the standard."""

from __future__ import annotations

from expectations.contracts.registry import all_contracts


def test_lines_to_the_capital_say_everywhere_that_they_are_not_flows_of_young_people() -> None:
    contract = all_contracts()["youth_flow"]
    assert "전 연령" in contract.ko and "all ages" in contract.en and "NOT a flow of young people" in contract.description
    assert "전 연령" in contract.column("moves_to_capital").ko and "residual" in contract.column("youth_net_rate").caveat

"""The look-alike index by hand, its label, and how measures agree."""

from __future__ import annotations

from tests.conftest import Built


def test_real_agreement_of_the_three_measures(real: Built) -> None:
    table = real.home.lake.frame("risk_agreement").set_index(["measure_a", "measure_b"])
    assert table["kendall_tau"].round(2).to_dict() == {
        ("projected_ratio", "lookalike_index"): 0.65,
        ("risk_index", "lookalike_index"): 0.51,
        ("risk_index", "projected_ratio"): 0.48,
    }
    assert sorted(table["n"]) == [228, 228, 229]

"""What one change costs: the tables computed, the suites run and the releases published, counted, never timed."""

from __future__ import annotations

from pipelines.build.plan import all_declarations


def test_plan_names_upstream_before_downstream() -> None:
    order = list(all_declarations())
    for name, declaration in all_declarations().items():
        assert all(order.index(upstream) < order.index(name) for upstream in declaration.upstream)

"""A scenario's figures as a person reads them: the count at risk, the capital's share, the 5+3 groups, the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from assets.scenarios.run import Ground
from assets.scenarios.scenario_file import Scenario

ANSWER = ("retention_needed", "at_risk_units_wanted", "at_risk_units_without_retention", "at_risk_units_at_full_retention")


def show_result(
    console: Console, scenario: Scenario, ground: Ground, result: pd.DataFrame, regions: pd.DataFrame, timing: str, foot: str
) -> None:
    """Print medians with their 5-95 % bands by year, differences from no change, and the answer to the question.

    `timing` is what `in_time` says of the scenario's years.
    """
    names = {(row["level"], row["region_id"]): str(row["name_en"]) for row in regions.to_dict("records")}
    console.print(scenario.title_en, style="bold", markup=False)
    if scenario.description:
        console.print(scenario.description, markup=False)
    if scenario.levers:
        console.print(f"years: {timing}", markup=False)
    years = [int(year) for year in sorted(result.loc[result["measure"] == "population", "year"].unique())]
    head = "median [5 % - 95 %]" if result["p05"].notna().any() else "one path"
    shown = Table(head, *(str(year) for year in years), box=None, header_style="bold")
    groups = [("megaregion", str(name)) for level, name in ground.course.units.regions if level == "megaregion"]
    _row(shown, result, "units at risk (KEIS set)", ("nation", "nation"), "at_risk_units", years, _count)
    _row(shown, result, "index of the nation", ("nation", "nation"), "risk_index", years, _ratio)
    _row(shown, result, "capital region's share", ("capital_rest", "capital"), "population_share", years, _percent)
    for region in (("nation", "nation"), *groups):
        _row(shown, result, names.get(region, region[1]), region, "population", years, _count)
    if scenario.levers:
        shown.add_section()
        shown.add_row("difference from no change", style="bold")
        _row(shown, result, "units at risk", ("nation", "nation"), "at_risk_units_difference", years, _signed)
        for region in (("capital_rest", "rest"), *groups):
            _row(shown, result, names.get(region, region[1]), region, "population_difference", years, _signed)
    console.print(shown, markup=False)
    if scenario.question:
        console.print(f"\n{answer(scenario, result)}", markup=False)
    if missing := int((~ground.course.known).sum()):
        console.print(f"{missing} units have no figures in {ground.course.year} and are left out", markup=False)
    today = int(ground.at_risk.sum())
    console.print(f"{today} units at risk in December {ground.course.year}; {foot}", style="dim", markup=False)


def answer(scenario: Scenario, result: pd.DataFrame) -> str:
    """One sentence on the retention that is needed."""
    question = scenario.question
    if question is None:
        return ""
    figures = result[result["measure"].isin(ANSWER)].set_index("measure")["median"]
    wanted, without = int(figures["at_risk_units_wanted"]), int(figures["at_risk_units_without_retention"])
    ages = f"aged {question.ages.start * 5}-{question.ages.stop * 5 - 1}"
    where = ", ".join(f"{place.level}:{place.region_id}" for place in question.regions)
    aim = f"no more than {wanted} units at risk in {question.year} ({without} without retention)"
    if pd.isna(figures["retention_needed"]):
        most = int(figures["at_risk_units_at_full_retention"])
        return (
            f"{aim}: out of reach. If nobody {ages} were lost by {where} from {question.from_year} on, {most} would be at risk."
        )
    share = 100 * float(figures["retention_needed"])
    return f"{aim}: {share:.2f} % of those {ages} that {where} would lose from {question.from_year} on must stay."


def _row(
    table: Table,
    result: pd.DataFrame,
    label: str,
    region: tuple[str, str],
    measure: str,
    years: list[int],
    shown: Callable[[float], str],
) -> None:
    rows = result[(result["level"] == region[0]) & (result["region_id"] == region[1]) & (result["measure"] == measure)]
    by_year = {int(row["year"]): row for row in rows.to_dict("records")}
    table.add_row(label, *(_cell(by_year[year], shown) if year in by_year else "" for year in years))


def _cell(row: dict[Any, Any], shown: Callable[[float], str]) -> str:
    middle = shown(float(row["median"]))
    return middle if pd.isna(row["p05"]) else f"{middle} [{shown(float(row['p05']))} - {shown(float(row['p95']))}]"


def _count(value: float) -> str:
    return f"{value:,.0f}"


def _ratio(value: float) -> str:
    return f"{value:.2f}"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _signed(value: float) -> str:
    return f"{value:+,.0f}"

"""A scenario's figures as a person reads them: what it changes beside the trend, then past and projection in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from assets.scenarios.run import Ground
from assets.scenarios.scenario import past_of
from assets.scenarios.scenario_file import Question, Scenario
from assets.scenarios.timing import told
from domain.measures import HELD
from domain.projection import BIRTHS, FOREIGNERS

NATION, CAPITAL, REST = ("nation", "nation"), ("capital_rest", "capital"), ("capital_rest", "rest")
# From this share of the units on, the count at risk can hardly rise further.
NEAR_THE_CEILING = 0.9


def show_result(
    console: Console, scenario: Scenario, ground: Ground, result: pd.DataFrame, regions: pd.DataFrame, timing: str, foot: str
) -> None:
    """Print differences from the trend, the line from the past into the projection, and answers to the question.

    `timing` is what `in_time` says of the scenario's years.
    """
    names = {(row["level"], row["region_id"]): str(row["name_en"]) for row in regions.to_dict("records")}
    console.print(scenario.title_en, style="bold", markup=False)
    if scenario.description:
        console.print(scenario.description, markup=False)
    if scenario.levers:
        console.print(f"years: {told(timing)}", markup=False)
    console.print(f"{BIRTHS[ground.course.basis]} {FOREIGNERS}", style="dim", markup=False)
    groups = [("megaregion", str(name)) for level, name in ground.course.units.regions if level == "megaregion"]
    years = [int(year) for year in sorted(result.loc[result["measure"] == "population", "year"].unique())]
    if scenario.levers:
        console.print(_differences(result, years, names, groups, trend_in_words(ground)), markup=False)
    console.print(_levels(ground, result, years, names, groups), markup=False)
    for sentence in (*_added(result, years, scenario), *_saturated(result, years)):
        console.print(sentence, markup=False)
    if scenario.question:
        console.print(f"\n{answer(scenario, result, names)}", markup=False)
    if missing := int((~ground.course.known).sum()):
        console.print(f"{missing} units have no figures in {ground.course.year} and are left out", markup=False)
    today = int(ground.at_risk.sum())
    console.print(f"{today} units at risk in December {ground.course.year}; {foot}", style="dim", markup=False)


def trend_in_words(ground: Ground) -> str:
    """`the trend of 2015-2025`."""
    return "the trend" if ground.trend is None else f"the trend of {ground.trend[0]}-{ground.trend[1]}"


def answer(scenario: Scenario, result: pd.DataFrame, names: dict[tuple[str, str], str]) -> str:
    """A sentence for everything that is asked of retention; regions by their names."""
    question = scenario.question
    if question is None:
        return ""
    told = result.dropna(subset=["measure"]).drop_duplicates(["measure"], keep="last").set_index("measure")["median"]
    where = " and ".join(_named((place.level, place.region_id), names) for place in question.regions)
    sentences = [_held(question, measure, told, where) for measure in HELD if measure in question.hold]
    if question.target:
        sentences.append(_counted(question, told, where))
    return "\n".join(sentences)


def _held(question: Question, measure: str, told: pd.Series, where: str) -> str:
    words, shown = HELD_WORDS[measure]
    wanted, without, most = (
        shown(float(told[f"{measure}_{end}"])) for end in ("wanted", "without_retention", "at_full_retention")
    )
    aim = f"{words} of {where} in {question.year} as today, {wanted} ({without} without retention)"
    share = told[f"retention_to_hold_{measure}"]
    if pd.isna(share):
        return f"{aim}: out of reach. If nobody {_ages(question)} were lost from {question.from_year} on, it would be {most}."
    if float(share) == 0:
        return f"{aim}: no retention is needed."
    return (
        f"{aim}: {100 * float(share):.1f} % of those {_ages(question)} that would be lost from {question.from_year} on must stay."
    )


def _counted(question: Question, told: pd.Series, where: str) -> str:
    wanted, without = int(told["at_risk_units_wanted"]), int(told["at_risk_units_without_retention"])
    aim = f"no more than {wanted} units at risk in {question.year} ({without} without retention)"
    if pd.isna(told["retention_needed"]):
        most = int(told["at_risk_units_at_full_retention"])
        more = f" {MOVED}" if most > without else ""
        return (
            f"{aim}: out of reach. If nobody {_ages(question)} were lost by {where} from {question.from_year} on, "
            f"{most} would be at risk.{more}"
        )
    share = 100 * float(told["retention_needed"])
    return f"{aim}: {share:.2f} % of those {_ages(question)} that {where} would lose from {question.from_year} on must stay."


MOVED = (
    "Youth who stay are missing where they would have gone: units there that stood just above the line of 0.5 fall below it, "
    "while most of those that keep their youth stay far below it."
)


def _added(result: pd.DataFrame, years: list[int], scenario: Scenario) -> list[str]:
    """Why keeping youth can make the count larger, where it does."""
    if not any(lever.kind == "retain_youth" for lever in scenario.levers):
        return []
    last = years[-1]
    more, capital, rest = (_value(result, region, "at_risk_units_difference", last) for region in (NATION, CAPITAL, REST))
    if more is None or capital is None or rest is None or more <= 0:
        return []
    return [f"\n{more:+,.0f} units at risk in {last} ({capital:+,.0f} in the capital region, {rest:+,.0f} outside). {MOVED}"]


def _saturated(result: pd.DataFrame, years: list[int]) -> list[str]:
    """That a count near its ceiling says little, where it is there."""
    near = [(year, share) for year in years if (share := _value(result, NATION, "at_risk_share", year) or 0) >= NEAR_THE_CEILING]
    if not near:
        return []
    told = ", ".join(f"{100 * share:.0f} % in {year}" for year, share in near)
    return [
        f"Nearly every unit is at risk ({told} of the KEIS set): the count can hardly rise further. "
        "Read youth, shares and index instead."
    ]


def _differences(
    result: pd.DataFrame, years: list[int], names: dict[tuple[str, str], str], groups: list[tuple[str, str]], trend: str
) -> Table:
    shown = Table(f"difference from {trend}", *map(str, years), box=None, header_style="bold")
    for region in (REST, *groups):
        label = f"{_named(region, names)}: people"
        _row(shown, result, None, label, region, "population_difference", [], years, _signed)
    rest = _named(REST, names)
    _row(shown, result, None, f"{rest}: aged 20-34", REST, "youth_difference", [], years, _signed)
    _row(shown, result, None, f"{rest}: share of people", REST, "population_share_difference", [], years, _points)
    _row(shown, result, None, f"{rest}: share of youth", REST, "youth_share_difference", [], years, _points)
    _row(shown, result, None, f"{rest}: index", REST, "risk_index_difference", [], years, _signed_ratio)
    for region in (NATION, CAPITAL, REST):
        _row(
            shown, result, None, f"{_named(region, names)}: units at risk", region, "at_risk_units_difference", [], years, _signed
        )
    return shown


def _levels(
    ground: Ground, result: pd.DataFrame, years: list[int], names: dict[tuple[str, str], str], groups: list[tuple[str, str]]
) -> Table:
    past = past_of(ground.course, ground.history)
    first, last = ground.course.year - 10, ground.course.year
    known = [year for year in (first, first + 5, last) if (past["year"] == year).any()]
    banded = result["p05"].notna().any()
    shown = Table("path [5 % - 95 %]" if banded else "one path", *map(str, [*known, *years]), box=None, header_style="bold")
    _row(shown, result, past, "units at risk (KEIS set)", NATION, "at_risk_units", known, years, _count)
    for region in (CAPITAL, REST):
        _row(shown, result, past, f"  {_named(region, names)}", region, "at_risk_units", known, years, _count)
    _row(shown, result, past, "index of the nation", NATION, "risk_index", known, years, _ratio)
    for region in (CAPITAL, REST):
        _row(shown, result, past, f"  {_named(region, names)}", region, "risk_index", known, years, _ratio)
    for region, measure, label in (
        (CAPITAL, "population_share", "capital region's share"),
        (REST, "youth_share", "share of youth outside it"),
    ):
        _row(shown, result, past, label, region, measure, known, years, _percent)
    _row(shown, result, past, "aged 20-34 outside it", REST, "youth", known, years, _count)
    for region in (NATION, *groups):
        _row(shown, result, past, _named(region, names), region, "population", known, years, _count)
    return shown


def _named(region: tuple[str, str], names: dict[tuple[str, str], str]) -> str:
    if region == ("set", "at_risk"):
        return "the units at risk today"
    return names.get(region, region[1].replace("-", " "))


def _ages(question: Question) -> str:
    return f"aged {question.ages.start * 5}-{question.ages.stop * 5 - 1}"


def _value(result: pd.DataFrame, region: tuple[str, str], measure: str, year: int) -> float | None:
    rows = _of(result, region, measure)
    found = rows.loc[rows["year"] == year, "median"]
    return float(found.iloc[0]) if len(found) else None


def _of(table: pd.DataFrame, region: tuple[str, str], measure: str) -> pd.DataFrame:
    return table[(table["level"] == region[0]) & (table["region_id"] == region[1]) & (table["measure"] == measure)]


def _row(
    table: Table,
    result: pd.DataFrame,
    past: pd.DataFrame | None,
    label: str,
    region: tuple[str, str],
    measure: str,
    known: list[int],
    years: list[int],
    shown: Callable[[float], str],
) -> None:
    """One line from the past into the projection; none where neither has it."""
    before = {} if past is None else dict(_of(past, region, measure)[["year", "value"]].itertuples(index=False, name=None))
    ahead = {int(row["year"]): row for row in _of(result, region, measure).to_dict("records")}
    if before or ahead:
        cells = [shown(float(before[year])) if year in before else "" for year in known]
        table.add_row(label, *cells, *(_cell(ahead[year], shown) if year in ahead else "" for year in years))


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


def _points(value: float) -> str:
    return f"{100 * value:+.1f} points"


def _signed_ratio(value: float) -> str:
    return f"{value:+.3f}"


HELD_WORDS: dict[str, tuple[str, Callable[[float], str]]] = {
    "youth": ("persons aged 20-34", _count),
    "youth_share": ("share of the nation's youth", _percent),
    "population_share": ("share of the nation's people", _percent),
    "risk_index": ("index", _ratio),
}

"""A scenario as an analyst writes it in YAML, read and brought to a release. The format is described in `read_scenario`.

Its keys and what they must be are in `scenario_keys.py`, what levers do in `levers.py`; regions become units in `resolve`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from assets.configuration.document import Document, KeyPath, Spot
from assets.configuration.mistakes import parsed
from assets.configuration.yaml_file import read_yaml
from assets.projection.cohorts import Units
from assets.scenarios.amount import Number
from assets.scenarios.levers import Fertility, Lever, Mask, Relocation, Retention
from assets.scenarios.scenario_keys import LeverKeys, QuestionKeys, ScenarioKeys
from domain.ages import STEP
from domain.errors import UsageError

PRESETS = Path(__file__).parent / "presets"
# The scenario without levers that all others are told apart from. Its id is older than its title, and tables and files use it.
BASELINE = "no-change"
ALIASES = {"trend": BASELINE}
TREND = "{trend}"
AT_RISK = ("set", "at_risk")
YEARS_OF_A_LEVER = ("year", "from_year")


@dataclass(frozen=True)
class Place:
    """A region as named, and where it is named."""

    level: str
    region_id: str
    entry: Spot


@dataclass(frozen=True)
class LeverSpec:
    """A lever with its regions still by name, and its years as written."""

    kind: str
    values: dict[str, Any]
    entry: Spot


@dataclass(frozen=True)
class Question:
    """Which retention would keep `hold` as today by a year, or bring the at-risk count to a target?

    `hold` are measures of the regions, `target` is `today`, `half` or a number, "" where it is not asked. Years are as written;
    one below 100 is a distance (see `read_scenario`).
    """

    regions: tuple[Place, ...]
    year: int
    from_year: int
    ages: slice
    target: str
    entry: Spot
    hold: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One file; `shipped` is true of one that comes with the project. Titles may hold `{trend}`: see `titled`."""

    name: str
    title_ko: str
    title_en: str
    description: str
    description_ko: str
    levers: tuple[LeverSpec, ...]
    question: Question | None
    shipped: bool = False

    def titled(self, trend: tuple[int, int] | None) -> Scenario:
        """With the years that are carried on in its titles and description; in words where they are not known."""
        ko, en = ("최근 10년", "the last ten years") if trend is None else (f"{trend[0]}-{trend[1]}",) * 2
        return replace(
            self,
            title_ko=self.title_ko.replace(TREND, ko),
            title_en=self.title_en.replace(TREND, en),
            description=self.description.replace(TREND, en),
            description_ko=self.description_ko.replace(TREND, ko),
        )


def presets() -> dict[str, Path]:
    """Files shipped with the project by name."""
    return {path.stem: path for path in sorted(PRESETS.glob("*.yaml"))}


def read_scenario(path: Path) -> Scenario:
    """A scenario file: `name, title_ko, title_en, description`, a list of `levers`, and `reverse`, a question.

    A lever has a `kind` and its keys. A number is `{value: 800, source: …}` or, when it is not certain,
    `uniform: [low, high]`, `triangular: [low, mode, high]` or `normal: [mean, sd]`; `source` is never left out, and says
    `assumption` where there is none. Regions are `level:region_id`, as `sido:busan`, or `set:at_risk`, the units at risk
    in the base year. A year is `2030`, or a distance such as `+6` (kept as 6): so many years after the newest population.
    UsageError names file, line and key of every mistake.
    """
    document = read_yaml(path, UsageError)
    keys = parsed(ScenarioKeys, document, UsageError)
    return Scenario(
        name=keys.name,
        title_ko=(keys.title_ko or keys.title_en).strip(),
        title_en=keys.title_en.strip(),
        description=keys.description.strip(),
        description_ko=(keys.description_ko or keys.description).strip(),
        levers=tuple(
            _lever(lever, document, _of_list("levers", number, document=document)) for number, lever in enumerate(keys.levers)
        ),
        question=_question(keys.reverse, document) if keys.reverse else None,
        shipped=path.parent == PRESETS,
    )


def resolve(spec: LeverSpec, units: Units, at_risk: Mask, years: range) -> Lever:
    """The lever on the units of a release. UsageError for a region that there is not, or a year that is not ahead."""
    values: dict[str, Any] = {
        name: mask(value, units, at_risk) if isinstance(value, tuple) else value for name, value in spec.values.items()
    }
    for name in YEARS_OF_A_LEVER:
        if name in values:
            check_year(spec.entry, name, values[name], years)
    if spec.kind == "retain_youth":
        return Retention(values["regions"], values["share"], values["ages"], values["from_year"])
    if spec.kind == "fertility":
        return Fertility(values["regions"], values["factor"], values["from_year"])
    numbers = {name: values[name] for name in ("jobs", "staff_share", "family_share", "household_size", "multiplier")}
    if (values["from"] & values["to"]).any():
        spec.entry.refuse("units that are both in `from` and in `to`", "two different sets of units")
    return Relocation(**numbers, origin=values["from"], destination=values["to"], year=values["year"])


def check_year(entry: Spot, name: str, year: int, years: range) -> None:
    """UsageError for a year that is over, or past the last one that is projected."""
    if year not in years:
        entry.refuse(f"{name} {year}", f"a year from {years[0]} to {years[-1]}, after the newest population")


def mask(places: tuple[Place, ...], units: Units, at_risk: Mask) -> Mask:
    """The units of several regions, (U,)."""
    found = np.zeros(len(units.ids), dtype=bool)
    for place in places:
        if (place.level, place.region_id) == AT_RISK:
            found |= at_risk
            continue
        try:
            found |= units.places(place.level, place.region_id)
        except KeyError:
            known = [name for level, name in units.regions if level == place.level]
            hint = ", ".join(known) if known else "levels sigungu, " + ", ".join(sorted({level for level, _ in units.regions}))
            place.entry.refuse(f"region {place.level}:{place.region_id}", f"a region of the release ({hint})")
    if not found.any():
        places[0].entry.refuse("no unit", "regions that have units")
    return found


def _lever(keys: LeverKeys, document: Document, path: KeyPath) -> LeverSpec:
    values = {key: _value(key, value, document, path) for key, value in keys.by_key().items() if key != "kind"}
    return LeverSpec(keys.kind, values, Spot(document, path, UsageError))


def _question(keys: QuestionKeys, document: Document) -> Question:
    path = ("reverse",)
    return Question(
        regions=_places(keys.regions, document, (*path, "regions")),
        year=keys.year,
        from_year=keys.from_year,
        ages=_ages(keys.ages),
        target=keys.at_risk or "",
        entry=Spot(document, path, UsageError),
        hold=tuple(keys.hold or ()),
    )


def _value(key: str, value: Any, document: Document, path: KeyPath) -> Any:
    if isinstance(value, Number):
        return value.amount()
    if key == "ages":
        return _ages(value)
    return _places(value, document, (*path, key)) if isinstance(value, list) else value


def _places(regions: list[str], document: Document, path: KeyPath) -> tuple[Place, ...]:
    found = []
    for number, region in enumerate(regions):
        level, _, region_id = region.partition(":")
        found.append(Place(level, region_id, Spot(document, _of_list(*path, number, document=document), UsageError)))
    return tuple(found)


def _of_list(*path: str | int, document: Document) -> KeyPath:
    """The path of a member of a list; where a single value stands for a list, of that."""
    data: Any = document.data
    for step in path[:-1]:
        data = data[step] if isinstance(data, dict) else data[int(step)] if isinstance(data, list) else data
    return path if isinstance(data, list) else path[:-1]


def _ages(written: str) -> slice:
    first, last = (int(part) for part in written.split("-"))
    return slice(first // STEP, (last + 1) // STEP)

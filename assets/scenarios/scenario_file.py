"""A scenario as an analyst writes it in YAML: its keys, and what they must be. The file's format is described in `read_scenario`.

What levers do is in `levers.py`; regions become units in `resolve`, which needs a release.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assets.projection.cohorts import Units
from assets.scenarios.amount import KINDS, Amount
from assets.scenarios.levers import Fertility, Lever, Mask, Relocation, Retention
from assets.scenarios.yaml_node import Entry, read_yaml
from domain.ages import AGED_20_34, STEP

PRESETS = Path(__file__).parent / "presets"
YOUTH = AGED_20_34.places
AMOUNTS = {
    "jobs": (0, float("inf")), "staff_share": (0, 1), "family_share": (0, 1), "household_size": (1, 10), "multiplier": (0, 10),
    "share": (0, 1), "factor": (0, 5),
}  # fmt: skip
LEVERS = {
    "relocate_jobs": (("jobs", "from", "to", "year", "staff_share", "family_share", "household_size", "multiplier"), ()),
    "retain_youth": (("regions", "share", "from_year"), ("ages",)),
    "fertility": (("regions", "factor", "from_year"), ()),
}
AT_RISK = ("set", "at_risk")
YEARS_OF_A_LEVER = ("year", "from_year")


@dataclass(frozen=True)
class Place:
    """A region as named, and where it is named."""

    level: str
    region_id: str
    entry: Entry


@dataclass(frozen=True)
class LeverSpec:
    """A lever with its regions still by name, and its years as written."""

    kind: str
    values: dict[str, Any]
    entry: Entry


@dataclass(frozen=True)
class Question:
    """Which retention would bring the at-risk count to a target by a year? `target` is `today`, `half` or a number.

    Years are as written; one below 100 is a distance (see `read_scenario`).
    """

    regions: tuple[Place, ...]
    year: int
    from_year: int
    ages: slice
    target: str
    entry: Entry


@dataclass(frozen=True)
class Scenario:
    """One file; `shipped` is true of one that comes with the project."""

    name: str
    title_ko: str
    title_en: str
    description: str
    levers: tuple[LeverSpec, ...]
    question: Question | None
    shipped: bool = False


def presets() -> dict[str, Path]:
    """Files shipped with the project by name."""
    return {path.stem: path for path in sorted(PRESETS.glob("*.yaml"))}


def read_scenario(path: Path) -> Scenario:
    """A scenario file: `name, title_ko, title_en, description`, a list of `levers`, and `reverse`, a question.

    A lever has a `kind` (`LEVERS`) and its keys. A number is `{value: 800, source: …}` or, when it is not certain,
    `uniform: [low, high]`, `triangular: [low, mode, high]` or `normal: [mean, sd]`; `source` is never left out, and says
    `assumption` where there is none. Regions are `level:region_id`, as `sido:busan`, or `set:at_risk`, the units at risk
    in the base year. A year is `2030`, or a distance such as `+6` (kept as 6): so many years after the newest population.
    UsageError names file, line and key.
    """
    keys = read_yaml(path).mapping(("name", "title_en", "levers"), ("title_ko", "description", "reverse"))
    title = keys["title_en"].text()
    return Scenario(
        name=keys["name"].text(r"[a-z0-9]+(-[a-z0-9]+)*", "a name of small letters, digits and hyphens"),
        title_ko=keys["title_ko"].text() if "title_ko" in keys else title,
        title_en=title,
        description=keys["description"].text() if "description" in keys else "",
        levers=tuple(_lever(entry) for entry in keys["levers"].items()),
        question=_question(keys["reverse"]) if "reverse" in keys else None,
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


def check_year(entry: Entry, name: str, year: int, years: range) -> None:
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


def _lever(entry: Entry) -> LeverSpec:
    kind_entry = entry.find("kind")
    kind = kind_entry.text()
    if kind not in LEVERS:
        kind_entry.refuse(repr(kind), f"one of {', '.join(LEVERS)}")
    needed, spare = LEVERS[kind]
    values: dict[str, Any] = {name: _reader(name)(value) for name, value in entry.mapping(("kind", *needed), spare).items()}
    del values["kind"]
    if kind == "retain_youth":
        values.setdefault("ages", YOUTH)
    return LeverSpec(kind, values, entry)


def _reader(name: str) -> Callable[[Entry], Any]:
    if name in AMOUNTS:
        return lambda entry: _amount(entry, *AMOUNTS[name])
    special: dict[str, Callable[[Entry], Any]] = {
        "from": _places, "to": _places, "regions": _places, "year": _year, "from_year": _year, "ages": _ages,
    }  # fmt: skip
    return special.get(name, Entry.text)


def _amount(entry: Entry, low: float, high: float) -> Amount:
    keys = entry.mapping(("source",), tuple(KINDS))
    kinds = [kind for kind in KINDS if kind in keys]
    if len(kinds) != 1:
        entry.refuse(f"{len(kinds)} of {', '.join(KINDS)}", "exactly one of them")
    kind = kinds[0]
    items = keys[kind].items()
    if len(items) != KINDS[kind]:
        keys[kind].refuse(f"{len(items)} figures", f"{KINDS[kind]} for {kind}")
    bounds = [(low, high)] * len(items) if kind != "normal" else [(low, high), (0, float("inf"))]
    figures = tuple(item.number(*limits) for item, limits in zip(items, bounds, strict=True))
    if kind in ("uniform", "triangular") and (list(figures) != sorted(figures) or figures[0] == figures[-1]):
        keys[kind].refuse(str(list(figures)), "figures from low to high")
    return Amount(kind, figures, keys["source"].text(expected="where the number comes from, or `assumption`"), low, high)


def _places(entry: Entry) -> tuple[Place, ...]:
    found = []
    for item in entry.items():
        level, _, region_id = item.text(r"[a-z_]+:[a-z0-9_-]+", "level:region_id, such as sido:busan").partition(":")
        found.append(Place(level, region_id, item))
    if not found:
        entry.refuse("no region", "at least one, such as sido:busan")
    return tuple(found)


def _year(entry: Entry) -> int:
    """A year of four digits, or the distance said by `+6`."""
    return int(
        entry.text(r"(19|20|21)[0-9]{2}|\+[1-9][0-9]?", "a year such as 2030, or +5, five years after the newest population")
    )


def _ages(entry: Entry) -> slice:
    first, last = (int(part) for part in entry.text(r"[0-9]{1,2}-[0-9]{1,2}", "ages such as 20-34").split("-"))
    if first % STEP or (last + 1) % STEP or not 5 <= first < last <= 99:
        entry.refuse(f"{first}-{last}", "whole groups of five years, such as 20-34")
    return slice(first // STEP, (last + 1) // STEP)


def _question(entry: Entry) -> Question:
    keys = entry.mapping(("regions", "year", "from_year", "at_risk"), ("ages",))
    return Question(
        regions=_places(keys["regions"]),
        year=_year(keys["year"]),
        from_year=_year(keys["from_year"]),
        ages=_ages(keys["ages"]) if "ages" in keys else YOUTH,
        target=keys["at_risk"].text(r"today|half|[0-9]{1,3}", "today, half or a number of units"),
        entry=entry,
    )

"""The years of a scenario on a release: said as a number of years after its newest population, or written and by now over.

A preset outlives the year that it was written in: what lies in the past takes effect in the first projected year, and this is
said. A file of one's own is not moved; the year is refused and named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assets.configuration.document import Spot
from assets.scenarios.scenario_file import YEARS_OF_A_LEVER, Scenario, check_year
from assets.scenarios.scenario_keys import DISTANCES

PAST = "is past"
# What a scenario's years are of, as people read it.
KINDS = {
    "relocate_jobs": ("jobs move", "일자리 이동"),
    "retain_youth": ("youth stays", "청년 유지"),
    "fertility": ("children per woman", "여성당 아동 수"),
    "question": ("question", "질문"),
}
_ENTRY = re.compile(r"(?P<kind>[a-z_]+)(?P<since> from)? (?P<year>[0-9]{4})(?: \((?P<past>[0-9]{4}) is past\))?")


def in_time(scenario: Scenario, ahead: range) -> tuple[Scenario, str]:
    """The scenario with every year within `ahead`, and its years as a text: `relocate_jobs 2026 (2025 is past)`.

    UsageError for a year of a file of one's own that is over, and for one after the last that is projected.
    """
    said: list[str] = []

    def taken(entry: Spot, written: Mapping[str, int], what: str) -> dict[str, int]:
        found = {name: _year(entry, name, year, ahead, shipped=scenario.shipped) for name, year in written.items()}
        for name, year in written.items():
            past = f" ({year} {PAST})" if DISTANCES <= year < found[name] else ""
            said.append(f"{what}{' from' if name == 'from_year' else ''} {found[name]}{past}")
        return found

    levers = []
    for spec in scenario.levers:
        written = {name: spec.values[name] for name in YEARS_OF_A_LEVER if name in spec.values}
        levers.append(replace(spec, values=spec.values | taken(spec.entry, written, spec.kind)))
    question = scenario.question
    if question is not None:
        years = taken(question.entry, {"year": question.year, "from_year": question.from_year}, "question")
        question = replace(question, year=years["year"], from_year=years["from_year"])
    return replace(scenario, levers=tuple(levers), question=question), "; ".join(said)


def told(timing: str, language: str = "en") -> str:
    """The text of `in_time` for people, in `en` or `ko`: `jobs move 2026 (2025 is past)`."""

    def one(found: re.Match[str]) -> str:
        english, korean = KINDS[found["kind"]]
        if language == "ko":
            past = f" ({found['past']}년은 지남)" if found["past"] else ""
            return f"{korean} {found['year']}년{'부터' if found['since'] else ''}{past}"
        return found[0].replace(found["kind"], english, 1)

    return _ENTRY.sub(one, timing)


def _year(entry: Spot, name: str, written: int, ahead: range, *, shipped: bool) -> int:
    year = written if written >= DISTANCES else ahead[0] + written - 1
    if shipped and year < ahead[0]:
        return ahead[0]
    check_year(entry, name, year, ahead)
    return year

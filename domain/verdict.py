"""How the verdict on a claim follows from its variants: one rule, used by the ledger and by the check on it.

A sentence has necessary parts, a part has definitions, a definition has variants (items and dates). A variant holds or does
not; what is only shown decides nothing, and what cannot be checked stays open. Only definitions that somebody uses are counted.
An open variant can come out either way, so that nothing is said that it could still change. That is why less data never gives
a stronger verdict, see `no_stronger`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

HOLDS, SOME, FAILS = "holds", "holds only under", "does not reproduce"
PARTLY, NOT_YET = "partly checkable", "not checkable yet"
VERDICTS = (HOLDS, SOME, FAILS, PARTLY, NOT_YET)
VERDICT_KO = dict(
    zip(VERDICTS, ("성립", "일부 정의에서만 성립", "재현되지 않음", "일부만 확인 가능", "아직 확인할 수 없음"), strict=True)
)
# Of one definition, and of the author's own.
IN_PART, NO, UNNAMED = "holds in part", "does not hold", "no definition named"
OWN_VERDICTS = (HOLDS, IN_PART, NO, PARTLY, NOT_YET, UNNAMED)
OWN_KO = {
    HOLDS: "성립", IN_PART: "일부 항목에서만 성립", NO: "성립하지 않음", PARTLY: VERDICT_KO[PARTLY], NOT_YET: VERDICT_KO[NOT_YET],
    UNNAMED: "정의를 밝히지 않음",
}  # fmt: skip
VARIANT_VERDICTS = (HOLDS, NO, "shown", NOT_YET)


@dataclass(frozen=True)
class Reading:
    """What became of one definition: `yes` and `no` count its judged variants, `open` those that could not be checked."""

    part: str
    definition: str
    counted: bool
    author: bool
    yes: int
    no: int
    open: int

    @property
    def state(self) -> str:
        """One of `OWN_VERDICTS`. Where all judged variants agree, an open one could still disagree."""
        if self.yes and self.no:
            return IN_PART
        if not self.yes and not self.no:
            return NOT_YET
        if self.open:
            return PARTLY
        return HOLDS if self.yes else NO

    @property
    def decided(self) -> bool:
        """True where no figure that is lacking could change `state`."""
        return self.state in (HOLDS, IN_PART, NO)


def readings(variants: pd.DataFrame) -> list[Reading]:
    """The definitions of a claim in the order of its rows of mart.claim_variant."""
    found = []
    columns = ["part", "definition", "counted", "author", "verdict"]
    rows = variants[columns].assign(part=variants["part"].astype(object).where(variants["part"].notna(), ""))
    for (part, definition), own in rows.groupby(["part", "definition"], sort=False):
        number = own["verdict"].value_counts()
        yes, no, not_yet = (int(number.get(verdict, 0)) for verdict in (HOLDS, NO, NOT_YET))
        found.append(Reading(str(part), str(definition), bool(own["counted"].all()), bool(own["author"].any()), yes, no, not_yet))
    return found


def verdict_of(variants: pd.DataFrame) -> str:
    """Verdict on a claim whose rows of mart.claim_variant these are: one of `VERDICTS`.

    A part holds when it does under every definition counted, does not reproduce when it does under none, and else holds only
    under some; it is partly checkable when its definitions agree as far as they are judged and something is open. The sentence
    does not reproduce when one part of it does not, whatever the others; else it is no surer than its least sure part.
    """
    by_part: dict[str, list[str]] = {}
    for reading in readings(variants):
        if reading.counted:
            by_part.setdefault(reading.part, []).append(reading.state)
    parts = {_of_part(states) for states in by_part.values()}
    if FAILS in parts:
        return FAILS
    if parts <= {NOT_YET}:
        return NOT_YET
    if parts & {PARTLY, NOT_YET}:
        return PARTLY
    return HOLDS if parts == {HOLDS} else SOME


def _of_part(states: list[str]) -> str:
    found = set(states)
    if IN_PART in found or {HOLDS, NO} <= found:
        return SOME
    if found == {NOT_YET}:
        return NOT_YET
    if found & {PARTLY, NOT_YET}:
        return PARTLY
    return HOLDS if found == {HOLDS} else FAILS


def verdict_of_author(variants: pd.DataFrame) -> str:
    """Verdict under the author's own definitions, one for each part: one of `OWN_VERDICTS`."""
    states = {reading.state for reading in readings(variants) if reading.author}
    if not states:
        return UNNAMED
    if NO in states:
        return NO
    if states == {NOT_YET}:
        return NOT_YET
    if states & {PARTLY, NOT_YET}:
        return PARTLY
    return HOLDS if states == {HOLDS} else IN_PART


@dataclass(frozen=True)
class Tally:
    """Of the definitions that somebody uses: under how many the sentence holds, how many are decided, how many are written."""

    holds: int
    judged: int
    written: int

    def __str__(self) -> str:
        return f"{self.holds} / {self.judged} / {self.written}"


def tally(variants: pd.DataFrame) -> Tally:
    """Counts of a claim; a definition that holds for some of its items or dates is not counted as holding."""
    counted = [reading for reading in readings(variants) if reading.counted]
    return Tally(sum(reading.state == HOLDS for reading in counted), sum(reading.decided for reading in counted), len(counted))


def holding(variants: pd.DataFrame) -> list[Reading]:
    """The definitions counted under which a claim holds for a variant at least, in their order."""
    return [reading for reading in readings(variants) if reading.counted and reading.yes]


def named(held: list[Reading]) -> str:
    """What `holding` found in one line by part; `k of m` where it is for some of the items or dates, and how many are open."""

    def one(reading: Reading) -> str:
        of = f"{reading.yes} of {reading.yes + reading.no}" + (f", {reading.open} open" if reading.open else "")
        return f"{reading.definition} ({of})" if reading.no or reading.open else reading.definition

    return "; ".join(f"{part}: {line}" if part else line for part, line in _by_part(held, one, ", "))


def named_by_title(held: list[Reading], titles: Mapping[str, str], language: str) -> str:
    """The same with `titles` of definitions and parts instead of their names, in `ko` or `en`."""

    def one(reading: Reading) -> str:
        judged, title = reading.yes + reading.no, titles[reading.definition]
        if language == "ko":
            of = f"{judged}개 중 {reading.yes}개" + (f", 미판정 {reading.open}개" if reading.open else "")
        else:
            of = f"{reading.yes} of {judged}" + (f", {reading.open} open" if reading.open else "")
        return f"{title} ({of})" if reading.no or reading.open else title

    return "; ".join(f"{titles[part]}: {line}" if part else line for part, line in _by_part(held, one, " · "))


def _by_part(held: list[Reading], one: Callable[[Reading], str], between: str) -> list[tuple[str, str]]:
    parts = dict.fromkeys(reading.part for reading in held)
    return [(part, between.join(one(reading) for reading in held if reading.part == part)) for part in parts]


def no_stronger(less: str, more: str) -> bool:
    """True where a verdict on less data is the same as that on more, or less sure; never another that is as sure."""
    return less == more or _sureness(less) < _sureness(more)


def _sureness(verdict: str) -> int:
    return {NOT_YET: 0, PARTLY: 1}.get(verdict, 2)

"""Changes the code in small ways, one at a time, and tells which changes no test notices.

    python -m tools.mutants [--seed N] [--number N | --per-room N] [--only MODULE ...] [--threshold PERCENT]

Own code: mutmut, cosmic-ray and mutatest change no SQL, which is half of what is judged here, and start a process a mutant.
What is changed is said in `mutation_python.py` and `mutation_sql.py`, how it is tried in `mutation_run.py`. Mutants that mean
the same as the code are kept in `mutants.toml`, each with its reason.
"""

from __future__ import annotations

import argparse
import collections
import random
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.mutation import Mutant
from tools.mutation_python import edits
from tools.mutation_run import FAILED, PASSED, Tests, in_forks

# Rooms that make or judge figures; those that are not there are passed over.
ROOMS = (
    "assets/methods", "assets/indicators", "assets/panel", "assets/geography", "assets/layers", "assets/projection",
    "expectations/rules",
)  # fmt: skip
EQUIVALENT = Path(__file__).with_name("mutants.toml")


class StaleExceptionError(ValueError):
    """An entry of `mutants.toml` is no mutant any more."""


@dataclass(frozen=True)
class Equivalent:
    """A mutant that means the same, by the lines before and after: their numbers change, their words do not."""

    file: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True)
class Judged:
    """A mutant and whether a test noticed it."""

    mutant: Mutant
    outcome: int


def mutants_of(root: Path, rooms: Iterable[str]) -> dict[str, list[Mutant]]:
    """By room: every mutant of its modules, in the order of their text."""
    found: dict[str, list[Mutant]] = {}
    for room in rooms:
        for path in sorted((root / room).rglob("*.py")):
            source, file = path.read_text(encoding="utf-8"), path.relative_to(root).as_posix()
            found.setdefault(room, []).extend(Mutant(file, source, edit) for edit in edits(source))
    return found


def known_equivalent(path: Path) -> list[Equivalent]:
    """The entries of such a file; none where there is no file."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["mutant"] if path.exists() else []
    return [Equivalent(**entry) for entry in entries]


def without_equivalent(mutants: dict[str, list[Mutant]], known: Sequence[Equivalent]) -> dict[str, list[Mutant]]:
    """Those that mean something. Raises StaleExceptionError for an entry that none of them is."""
    places = {(entry.file, entry.was, entry.now): entry for entry in known}
    met = {(mutant.file, mutant.was, mutant.now) for room in mutants.values() for mutant in room}
    for stale in [entry for place, entry in places.items() if place not in met]:
        raise StaleExceptionError(f"{EQUIVALENT.name}: {stale.file} has no such mutant any more: {stale.was} -> {stale.now}")
    return {
        room: [mutant for mutant in found if (mutant.file, mutant.was, mutant.now) not in places]
        for room, found in mutants.items()
    }


def sample(mutants: Sequence[Mutant], number: int, seed: int) -> list[Mutant]:
    """One of each of `number` equal stretches of the list, so that every module has its share; the same for one seed."""
    chosen = random.Random(seed)
    count, total = min(number, len(mutants)), len(mutants)
    return [mutants[chosen.randrange(total * part // count, total * (part + 1) // count)] for part in range(count)]


def judged(mutants: Sequence[Mutant], tests: Tests, *, processes: int, until: float) -> Iterator[Judged]:
    """Each mutant as soon as it is judged."""
    for mutant, outcome, _ in in_forks(
        mutants,
        lambda mutant: tests.judge(mutant, module_of(mutant.file)),
        lambda mutant: tests.limit(module_of(mutant.file)),
        processes=processes,
        until=until,
    ):
        yield Judged(mutant, outcome)


def module_of(file: str) -> str:
    """`assets/panel/vital.py` -> `assets.panel.vital`."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def table(answers: Sequence[Judged], rooms: Iterable[str]) -> Iterator[str]:
    """Lines: killed and tried by room, then by kind."""
    groups = [(room, [one for one in answers if one.mutant.file.startswith(f"{room}/")]) for room in rooms]
    kinds = collections.Counter(one.mutant.edit.kind for one in answers)
    groups += [(kind, [one for one in answers if one.mutant.edit.kind == kind]) for kind, _ in kinds.most_common()]
    for name, found in [*groups, ("all", list(answers))]:
        if found:
            killed = sum(one.outcome != PASSED for one in found)
            yield f"{name:<22} {killed:>4} of {len(found):>4}  {killed / len(found):6.1%}"


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when at least `--threshold` per cent of the drawn mutants are noticed, 1 when not, 2 when nothing could be judged."""
    given = _parser().parse_args(arguments)
    begun, root = time.monotonic(), Path.cwd()
    sys.path.insert(0, str(root))
    try:
        meaning = without_equivalent(mutants_of(root, given.rooms), known_equivalent(given.equivalent))
    except StaleExceptionError as error:
        print(error)  # noqa: T201
        return 2
    if given.only:
        meaning = {room: [m for m in mutants if Path(m.file).stem in given.only] for room, mutants in meaning.items()}
    drawn = _drawn(meaning, given)
    tests = Tests.of(sorted({path.parent.name for path in root.glob("*/__init__.py")} - {"tools", "docs", "benchmarks"}))
    modules = {module_of(mutant.file) for mutant in drawn}
    seen_by = sorted({test for module in modules for test in (*tests.near(module), *tests.far(module))})
    tests.preload(seen_by)
    if failed := tests.measure(seen_by, processes=given.processes):
        print(f"these fail without any mutant: {', '.join(failed)}")  # noqa: T201
        return 2
    total = sum(map(len, meaning.values()))
    print(f"{len(drawn)} of {total} mutants, seed {given.seed}, {len(seen_by)} test modules", flush=True)  # noqa: T201
    answers = []
    for answer in judged(drawn, tests, processes=given.processes, until=begun + 60 * given.minutes):
        answers.append(answer)
        if answer.outcome == PASSED:
            mutant = answer.mutant
            print(f"\n{mutant.file}:{mutant.line} ({mutant.edit.kind})\n- {mutant.was}\n+ {mutant.now}", flush=True)  # noqa: T201
    print("", *table(answers, given.rooms), sep="\n")  # noqa: T201
    if len(answers) < len(drawn):
        print(f"out of time: {len(drawn) - len(answers)} were not tried")  # noqa: T201
    killed = sum(answer.outcome >= FAILED for answer in answers)
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes")  # noqa: T201
    return 0 if answers and 100 * killed >= given.threshold * len(answers) else 1


def _drawn(meaning: dict[str, list[Mutant]], given: argparse.Namespace) -> list[Mutant]:
    if given.per_room:
        drawn = [mutant for room in meaning.values() for mutant in sample(room, given.per_room, given.seed)]
    else:
        drawn = sample([mutant for room in meaning.values() for mutant in room], given.number, given.seed)
    # The order of trial is mixed, so that a run that ends early has seen a bit of everything.
    random.Random(given.seed).shuffle(drawn)
    return drawn


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn")
    parser.add_argument("--number", type=int, default=200, help="mutants over all rooms, each by its share")
    parser.add_argument("--per-room", type=int, default=0, help="so many of each room instead")
    parser.add_argument("--only", nargs="*", default=[], help="names of modules without .py")
    parser.add_argument("--rooms", nargs="*", default=ROOMS, help="folders")
    parser.add_argument("--threshold", type=float, default=95.0, help="per cent that tests have to notice")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=20.0, help="after these no further mutant is tried")
    parser.add_argument("--equivalent", type=Path, default=EQUIVALENT, help="file of the mutants that mean the same")
    return parser


if __name__ == "__main__":
    sys.exit(main())

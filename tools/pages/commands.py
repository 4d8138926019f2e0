"""`make commands`: writes `docs/commands.md` from the program's own help. Needs no build.

What a command does and takes is never typed here. Which exit codes it has besides those of all, and where a page says more, is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import typer.main

from pipelines.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
EXIT_CODES = {
    0: ("done", ""),
    1: ("fault of the program", "run again with `--verbose` and report it"),
    2: ("wrong use, or a query was refused", "read the message; `rebalance --help`"),
    3: ("a source file or catalogue is not as declared", "the message names file and row"),
    4: ("a table breaks its contract, or a check failed", "the message names table, rule and rows; nothing was published"),
    5: (
        "nothing is published yet, no release can be made, or the disk refuses: full, read-only, not yours",
        "run `rebalance build`, or do what the message says",
    ),
    6: ("two releases differ (only with `rebalance diff --exit-code`)", ""),
    7: ("a release or a kept file is not what was written", "run `rebalance build` with the sources it was made from"),
    130: ("interrupted (143 by SIGTERM, 129 when its terminal is closed)", "run it again: finished tables are kept"),
}
OF_ALL = (0, 1, 2, 130)
# What a command can end with besides.
ITS_OWN: dict[str, tuple[int, ...]] = {
    "build": (3, 4, 5, 7),
    "status": (3,),
    "sources": (3,),
    "init": (3,),
    "query": (5, 7),
    "check": (3, 4, 5, 7),
    "convert": (3, 4),
    "region": (4, 7),
    "vintage": (3, 4),
    "scenario": (3, 5, 7),
    "claims": (5, 7),
    "claim": (5, 7),
    "releases": (5,),
    "diff": (5, 6, 7),
    "verify": (5, 7),
}
NOTES = {
    "build": "`--select` builds one table and what it is made from, and publishes nothing. "
    "More: [What is in a release](release.md), [Your own files](own-files.md).",
    "status": "A table is fresh, missing, damaged, changed, or has a changed table upstream. More: [Operation](operation.md).",
    "sources": "More: [Your own files](own-files.md).",
    "init": "More: [Your own files](own-files.md#a-folder-in-your-layout).",
    "query": "More: [The DuckDB file, for analysts](duckdb-file.md), [query cookbook](cookbook.md).",
    "check": "It builds nothing. More: [A table Rebalance does not know](new-table.md).",
    "convert": "More: [Know your codes](codes.md#bring-my-own-sheet-to-other-borders-and-codes).",
    "region": "More: [Know your codes](codes.md#what-is-this-unit-and-which-codes-did-it-bear).",
    "vintage": "More: [Know your codes](codes.md#which-scheme-and-day-does-this-file-follow).",
    "scenario": "More: [Is it true? What if?](claims-and-scenarios.md#scenarios), [scenario files](scenario-files.md).",
    "claims": "More: [Is it true? What if?](claims-and-scenarios.md#claims).",
    "claim": "More: [Is it true? What if?](claims-and-scenarios.md#claims).",
    "releases": "More: [Files for R, Excel and web maps](files-for-r-and-excel.md#what-is-different-from-the-last-release).",
    "diff": "More: [Files for R, Excel and web maps](files-for-r-and-excel.md#what-is-different-from-the-last-release).",
    "verify": "More: [What is in a release](release.md#is-it-what-was-published).",
}
HEAD = """# Commands

This page is made from the program's own help by `make commands`; do not edit it. The command lives in the project's environment:
run `source .venv/bin/activate` once, or write `.venv/bin/rebalance`. What `make` does is under [Operation](operation.md).

| command | does |
|---|---|
"""


def page() -> str:
    """The page as it should stand in `docs/`."""
    commands = program()
    table = "".join(f"| [`rebalance {name}`](#rebalance-{name}) | {_cell(_first(c.help))} |\n" for name, c in commands.items())
    codes = "".join(f"| {code} | {means} | {todo} |\n" for code, (means, todo) in EXIT_CODES.items())
    parts = [f"{HEAD}{table}\n## Exit codes\n\n| exit code | means | what to do |\n|---|---|---|\n{codes}"]
    parts += ["\n".join(section(name, command)) for name, command in commands.items()]
    return "\n".join(parts)


def program() -> dict[str, Any]:
    """The commands of the program by name, in the order of its help."""
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def section(name: str, command: Any) -> Iterator[str]:
    """Lines on one command: what it does, usage, arguments, options, examples, exit codes."""
    shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in shown if parameter.param_type_name == "argument"]
    options = [parameter for parameter in shown if parameter.param_type_name == "option"]
    words = [_argument(a) for a in arguments] + [f"{o.opts[0]}{_value(o)}" for o in options if o.required] + ["[OPTIONS]"]
    yield from (f"## rebalance {name}", "", _text(command.help), "", "```text", f"rebalance {name} {' '.join(words)}", "```", "")
    if arguments:
        yield from ("| argument | is |", "|---|---|")
        yield from (f"| `{_cell(_argument(a))}` | {_cell(a.help or '')} |" for a in arguments)
        yield ""
    yield from ("| option | means | without it |", "|---|---|---|")
    yield from (f"| `{o.opts[0]}{_value(o)}` | {_cell(_meaning(o))} | {_default(o)} |" for o in options)
    yield ""
    if examples := _examples(command.epilog):
        yield from (*(f"- `{example}`" for example in examples), "")
    codes = sorted({*OF_ALL, *ITS_OWN.get(name, ())})
    yield f"Exit codes: {', '.join(map(str, codes))}. {NOTES.get(name, '')}".rstrip()
    yield ""


def _first(text: str) -> str:
    return text.strip().split("\n\n")[0].replace("\n", " ")


def _text(text: str) -> str:
    """Help as paragraphs of one line each."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    more = "…" if parameter.nargs == -1 else ""
    return f"{name}{more}" if parameter.required else f"[{name}]{more}"


def _value(option: Any) -> str:
    """What stands behind the option's name."""
    if option.is_flag:
        return ""
    kind = option.type_descriptor.annotation
    kind = get_args(kind)[0] if get_origin(kind) is list else kind
    word = option.metavar or {int: "NUMBER", float: "NUMBER", Path: "PATH"}.get(kind, "TEXT")
    return f" {word}" + ("…" if option.multiple else "")


def _meaning(option: Any) -> str:
    return f"{option.help} Or `{option.envvar}`." if option.envvar else option.help or ""


def _default(option: Any) -> str:
    plain = option.is_flag or option.required or option.default in (None, "")
    return "needed" if option.required else "" if plain else f"`{option.default}`"


def _examples(epilog: str | None) -> list[str]:
    return re.findall(r"\[bold\](.*?)\[/\]", epilog or "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

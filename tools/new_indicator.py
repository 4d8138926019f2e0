"""`make new-indicator NAME=old_age_ratio FAMILY=ageing`: contract, asset and test that lint, tests and builds pass.

What is written computes a real figure, the ratio of the old to those of working age, so that every part of it can be seen at work
before it is replaced by one's own. The texts are in `tools/scaffold/`.
"""

from __future__ import annotations

import argparse
import keyword
import re
import string
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXTS = Path(__file__).parent / "scaffold"
_NOT_HERE = "Not here: other families; what two of them need is in `panel` or `methods`."


class NameTakenError(ValueError):
    """The name cannot be given, or is taken; nothing was written."""


def targets(name: str, family: str) -> dict[str, str]:
    """Files of a new indicator, from the root of the project, and the text that each is made from."""
    return {
        f"expectations/contracts/{name}.py": "contract.py.txt",
        f"assets/indicators/{family}/{name}.py": "indicator.py.txt",
        f"tests/unit/assets/indicators/{family}/test_{name}.py": "test.py.txt",
    }


def new_indicator(name: str, family: str, root: Path = ROOT) -> list[Path]:
    """Write the files of indicator `name` into `root`, and the folder of its family where it is new. Returns what was written.

    Raises
    ------
    NameTakenError
        A name is no lower-case Python name, or a file of it, a table or an indicator of that name stands already.
    """
    for word in (name, family):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word) or keyword.iskeyword(word):
            raise NameTakenError(f"{word!r}: found; expected lower-case letters, digits and underscores, e.g. old_age_ratio")
    contracts = (root / "expectations" / "contracts").glob("*.py")
    taken = [path for path in contracts if re.search(rf'(?:name=|series\(\s*)"{name}"', path.read_text(encoding="utf-8"))]
    taken += [root / target for target in targets(name, family) if (root / target).exists()]
    if taken:
        places = ", ".join(sorted({str(path.relative_to(root)) for path in taken}))
        raise NameTakenError(f"{name}: stands already in {places}; choose another name")
    words = {"name": name, "NAME": name.upper(), "family": family, "title": name.replace("_", " ").capitalize()}
    written = []
    for target, text in targets(name, family).items():
        path = root / target
        written += _folder(path.parent, family)
        path.write_text(string.Template((TEXTS / text).read_text(encoding="utf-8")).substitute(words), encoding="utf-8")
        written.append(path)
    python = [path for path in written if path.suffix == ".py"]
    # Where names stand in the order of imports depends on the name.
    for command in (("check", "--select", "I", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *command, "--quiet", *map(str, python)], check=True)
    return written


def _folder(folder: Path, family: str) -> list[Path]:
    """Make `folder` a package with the two lines that every room has."""
    if folder.exists():
        return []
    folder.mkdir(parents=True)
    face, readme = folder / "__init__.py", folder / "README.md"
    face.write_text(f'"""{family.replace("_", " ").capitalize()}: what belongs here is said in README.md."""\n', encoding="utf-8")
    if "tests" not in folder.parts:
        subject = family.replace("_", " ")
        readme.write_text(f"Indicators of {subject}.\n{_NOT_HERE}\n", encoding="utf-8")
    return [path for path in (face, readme) if path.exists()]


def main(words: Sequence[str] | None = None) -> int:
    """Write the files that were asked for and say what is next. 2 where the name cannot be given."""
    parser = argparse.ArgumentParser(prog="make new-indicator", description=__doc__)
    parser.add_argument("name")
    parser.add_argument("family")
    asked = parser.parse_args(words)
    try:
        written = new_indicator(asked.name, asked.family)
    except NameTakenError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    lines = [f"written    {path.relative_to(ROOT)}" for path in written]
    lines += ["next       put your own figure in the place of the ratio, then `make format lint test-fast dictionary`"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The locks: what a run installs, exactly, and nothing that it does not use."""

from __future__ import annotations

import re

import pytest

from tests.places import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def pins(name: str) -> dict[str, set[str]]:
    """Versions by package."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M):
        found.setdefault(package, set()).add(version)
    return found


def test_runs_do_not_install_matplotlib_for_the_sake_of_two_font_files() -> None:
    locked = pins("requirements.lock")
    assert "koreanize-matplotlib" in locked
    assert not {"matplotlib", "contourpy", "cycler", "kiwisolver", "pillow", "inequality"} & set(locked)


def test_tests_run_on_what_runs_install() -> None:
    runs, tests = map(pins, LOCKS)
    assert runs.items() <= tests.items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9]\S*==\S+", entry) and "--hash=sha256:" in entry, entry


def test_complete_lock_is_installed_as_it_stands() -> None:
    """pip would ask for the matplotlib that the lock leaves out."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if "install" in line and "-r requirements.lock" in line]
    assert "--require-hashes --no-deps" in line

"""What no YAML file may say, whatever its keys mean; every mistake of a file is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.configuration.yaml_file import read_yaml
from assets.scenarios.scenario_file import read_scenario
from domain.errors import UsageError

WRONG = """\
name: Jobs
title_en: 2030
title_en: again
levers:
  - kind: relocate_jobs
    jobs: {triangular: [100, 600], source: ""}
    from: west
    to: [sigungu:east, 3]
    yaer: 2030
    staff_share: {value: 1.5, source: assumption}
    family_share: {uniform: [1, 0], source: assumption}
    household_size: {value: 2, surce: x}
    multiplier:
  - kind: fertlity
"""


def test_every_mistake_of_a_scenario_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(WRONG, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_scenario(tmp_path / "a.yaml")
    head, *lines = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert head == f"a.yaml has {len(lines)} mistakes:"
    told = [line.split(", ", 3) for line in lines]
    assert [(int(line.removeprefix("line ")), text.partition(":")[0]) for _, line, _, text in told] == [
        (1, "name"), (2, "title_en"), (3, "title_en"), (6, "levers[0].jobs.triangular"), (6, "levers[0].jobs.source"),
        (7, "levers[0].from"), (8, "levers[0].to[1]"), (9, "levers[0].yaer"), (10, "levers[0].staff_share.value"),
        (11, "levers[0].family_share.uniform"), (12, "levers[0].household_size.surce"), (13, "levers[0].multiplier"),
        (14, "levers[1].kind"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {b: 1, b: 2}", "line 1, column 11, a.b: found the key a second time; expected each key once"),
        ("a: {b: }", "line 1, column 7, a.b: found no value; expected one, or no key"),
        ("a: &x [*x]", "found an alias of what it stands in"),
        ("a: 2024-02-30", "found '2024-02-30', which cannot be read"),
        ("a: !unknown 3", "which cannot be read"),
    ],
)
def test_what_no_file_may_say_is_noted_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    document = read_yaml(tmp_path / "a.yaml", UsageError)
    assert message in document.line(document.mistakes[0])


def test_aliases_are_read_once_each(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    (tmp_path / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert len(read_yaml(tmp_path / "a.yaml", UsageError).data["a29"]) == 9


def test_distance_keeps_its_sign(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("year: +6\nother: 6", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml", UsageError).data == {"year": "+6", "other": 6}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\nb: " + "[" * 5000, r"a\.yaml, line 2: found more than 64 brackets in each other"),
        ("# " + "a" * 2**20, r"a\.yaml: found 1,048,578 bytes; expected a configuration file of up to 1,048,576"),
        ("title_en: !!int x", "title_en: found 'x', which cannot be read"),
        ("title_en: !!bool maybe", "title_en: found 'maybe', which cannot be read"),
        ("title_en: !!timestamp soon", "title_en: found 'soon', which cannot be read"),
    ],
)
def test_what_would_break_or_stall_its_reader_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_scenario(tmp_path / "a.yaml")

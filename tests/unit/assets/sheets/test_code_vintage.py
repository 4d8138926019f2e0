"""What is said of codes too few to tell a day by the units that lack, and what follows from saying it to `convert`."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import rebalance
from assets.geography.fact_files import facts
from domain.codes import codes, parse_geography
from tests.command import rebalance as command
from tests.sheets import numbers, rows, sheet
from tests.spoilt import tried


def test_a_few_codes_fit_every_day_on_which_they_are_known(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code\n11110\n11200\n11740")
    answer = command("vintage", path, "--code-column", "code")
    assert "fits        MOIS: sigungu codes of 1994-12-31 to today" in answer.out
    assert "22 units of the same sido, too many to tell a day by those that lack" in answer.out
    assert "next best" not in answer.out


def test_the_day_that_is_said_for_a_few_codes_divides_none_of_them(tmp_path: Path) -> None:
    path = sheet(
        tmp_path, "code,n\n11200,1000\n11230,500\n11740,7"
    )  # 성동구 lost a half in 1995, of which the three tell nothing
    said = re.search(r"say +(--from \S+?),", command("vintage", path, "--code-column", "code").out)
    assert said
    out = tmp_path / "out.csv"
    answer = command(
        "convert", path, "--code-column", "code", *said[1].split(), "--to", "mois@2024", "--count", "n", "--out", out
    )
    assert answer.code == 0 and numbers(rows(out), "n") == {"11200": "1000", "11230": "500", "11740": "7"}


def test_a_few_codes_that_are_other_units_in_another_scheme_are_asked_back(tmp_path: Path) -> None:
    path = sheet(tmp_path, "code,year\n11110,2020\n11140,2020")
    answer = command("vintage", path, "--code-column", "code")
    assert "11110 is 서울특별시 종로구 in mois or 서울특별시 노원구 in kostat. Codes do not tell which it is" in answer.out
    for scheme in ("mois", "kostat7", "kostat8"):
        assert f"--from {scheme}@" in answer.out
    assert "or mois sigungu, 1994-12-31 to today" in command("vintage", path, "--code-column", "code", "--by", "year").out
    found = rebalance.detect_vintage(["11110", "11140"])
    assert not found.fits and {geography.scheme for geography in found.geographies} == {"mois", "kostat7", "kostat8"}
    with pytest.raises(rebalance.AmbiguousError, match="Which scheme") as asked:
        _ = found.geography
    assert asked.value.choices == tuple(map(str, found.geographies))


def test_a_few_codes_that_two_books_give_to_the_same_units_are_of_either() -> None:
    found = rebalance.detect_vintage(["11010", "21010", "31020"])
    assert found.fits and found.fit.scheme == "kostat7" and "or kostat8 sigungu" in found.line()


def test_codes_of_some_units_of_a_day_are_never_said_to_be_of_other_units() -> None:
    """Of samples of codes, what is said has every code as the unit that it was drawn as, or asks."""
    dice, known = random.Random(5), facts()
    for _ in range(tried(150)):
        spec = f"{dice.choice(['mois', 'kostat'])}@{dice.randrange(1996, 2027)}"
        table = codes(known.region, parse_geography(spec))
        units = table[table["level"] == "sigungu"].set_index("code")["unit_id"]
        drawn = units.sample(min(dice.choice([1, 2, 3, 5, 20, 100]), len(units)), random_state=dice.randrange(10**6))
        found = rebalance.detect_vintage(drawn.index)
        if found.fits:
            said = codes(known.region, found.geography).set_index("code")["unit_id"]
            mine = {str(unit).partition("-until-")[0] for unit in said.reindex(drawn.index)}
            assert found.fit.unknown or mine == {str(unit).partition("-until-")[0] for unit in drawn}, (spec, list(drawn.index))

"""The dry check: in seconds, without files and without a home, it names everything that a change of a contract breaks."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from assets import claims
from assets.claims.sentence import definitions
from assets.lake.asset import Declaration
from assets.lake.lake import Lake
from assets.release.dictionary.cookbook import RECIPES
from assets.release.geopackage.layers import LAYERS
from assets.release.warehouse.views import VIEWS
from domain.errors import ContractError
from expectations.contract import Expect, ForeignKey, Rule, TableContract
from pipelines.build.dry import Fault
from pipelines.build.materialise import build, empty
from pipelines.build.plan import all_declarations
from tests.command import Answer, rebalance

# Takes as long as a small build.
pytestmark = pytest.mark.builds

RENAMED = "women_20_39"


def unmeasurable(extinction_risk: pd.DataFrame) -> pd.DataFrame:
    """A rule that breaks on a table without rows."""
    return extinction_risk.assign(first=extinction_risk["level"].iloc[0])


def unheld(contract: TableContract, **changes: object) -> TableContract:
    """The contract with changes that it would refuse where it is written, as one that names what another module has renamed."""
    changed = copy.copy(contract)
    for name, value in changes.items():
        object.__setattr__(changed, name, value)
    return changed


def renamed(declared: dict[str, Declaration]) -> dict[str, Declaration]:
    """`women_20_39` of mart.extinction_risk under another name, and a rule and a foreign key that break."""
    contract = declared["extinction_risk"].contract
    columns = tuple(replace(c, name="women_in_their_prime") if c.name == RENAMED else c for c in contract.columns)
    rule = Rule("first_level", unmeasurable, ("level",), ())
    blind = Rule("no_such_column", lambda masuda: masuda, ("region_id",), (Expect("expect_x", {"column": "nowhere"}),))
    broken = {
        "extinction_risk": unheld(contract, columns=columns, rules=(*contract.rules, rule)),
        "masuda": replace(declared["masuda"].contract, rules=(blind,)),
        "population": replace(declared["population"].contract, references=(ForeignKey(("unit_id",), "core.unit", ("nowhere",)),)),
    }
    return declared | {name: replace(declared[name], contract=changed) for name, changed in broken.items()}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answer, Path]:
    """What is said of the project as it is, and the folder that the command was run in."""
    folder = tmp_path_factory.mktemp("dry")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return rebalance("check", "--dry", "--format", "json", "--home", folder / "home"), folder


@pytest.fixture(scope="module")
def broken() -> Iterator[Answer]:
    """What is said of a project in which a column has another name, and a view, a recipe and a layer are broken as well."""
    view = replace(next(v for v in VIEWS if v.name == "regions"), sql="SELECT nothing FROM core.reference_region")
    unexplained = replace(next(v for v in VIEWS if v.name == "claims"), columns={})
    recipe = replace(RECIPES[0], sql="SELECT * FROM docs.nowhere")
    layer = replace(next(a for a in LAYERS if a.name == "decline_area"), label="nowhere")
    with pytest.MonkeyPatch.context() as patch:
        declared = renamed(all_declarations())
        patch.setattr("pipelines.build.dry.all_declarations", lambda: declared)
        changed = {view.name: view, unexplained.name: unexplained}
        patch.setattr("pipelines.build.dry_products.VIEWS", tuple(changed.get(v.name, v) for v in VIEWS))
        patch.setattr("pipelines.build.dry_products.RECIPES", (recipe, *RECIPES[1:]))
        layers = tuple(layer if a.name == layer.name else a for a in LAYERS)
        patch.setattr("assets.release.geopackage.layers.LAYERS", layers)
        yield rebalance("check", "--dry")


def lines(answer: Answer, kind: str) -> dict[str, str]:
    """What broke of a kind, by name."""
    told = [line.split(": ", 1) for line in answer.out.splitlines() if line.startswith(f"breaks  {kind} ")]
    return {head.removeprefix(f"breaks  {kind} "): what for head, what in told}


def test_everything_of_the_project_answers_to_tables_without_rows(sound: tuple[Answer, Path]) -> None:
    answer, _ = sound
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["faults"] == []


def test_everything_there_is_was_called(sound: tuple[Answer, Path]) -> None:
    told, declared = json.loads(sound[0].out), all_declarations()
    sources = sum(declaration.role == "source" for declaration in declared.values())
    expected = {
        "contract": len(declared),
        "asset": len(declared) - sources,
        "rule": sum(len(declaration.contract.rules) for declaration in declared.values()),
        "claim": len(definitions(claims)),
        "table": len(declared),
        "view": len(VIEWS),
        "recipe": len(RECIPES) + 1,  # the example that a build ends with
    }
    assert {kind: told["called"][kind] for kind in expected} == expected
    assert told["called"]["layer"] >= len(LAYERS) and told["called"]["reader"] > 20
    assert told["left_out"] == {"reader of sources": sources}


def test_nothing_is_written(sound: tuple[Answer, Path]) -> None:
    assert list(sound[1].iterdir()) == []


def test_a_renamed_column_is_told_with_all_its_users_at_once(broken: Answer) -> None:
    assert broken.code == 4
    assets = lines(broken, "asset")
    assert {"extinction_risk", "extinction_change", "sigungu", "sido", "megaregion"} <= set(assets)
    assert assets["extinction_risk"].startswith("extinction_risk: column women_in_their_prime missing; found ")
    assert RENAMED in assets["extinction_change"] and "assets/indicators/extinction/change.py:" in assets["extinction_change"]
    assert RENAMED in lines(broken, "view")["extinction_risk"]
    users = {recipe.title for recipe in RECIPES if RENAMED in recipe.sql or "FROM extinction_risk" in recipe.sql}
    assert users and users <= set(lines(broken, "recipe"))


def test_a_broken_rule_is_told_with_its_line(broken: Answer) -> None:
    rules = lines(broken, "rule")
    assert rules["extinction_risk.first_level"].startswith("IndexError: ")
    assert "tests/build/pipelines/build/test_dry.py:" in rules["extinction_risk.first_level"]
    assert rules["masuda.no_such_column"].startswith("it judges the column nowhere, which is not there")


def test_a_contract_is_held_to_its_own_references(broken: Answer) -> None:
    contracts = lines(broken, "contract")
    assert contracts["population"] == "a foreign key to core.unit names the column nowhere, which is not there"


def test_broken_views_recipes_and_layers_are_told(broken: Answer) -> None:
    views = lines(broken, "view")
    assert 'Referenced column "nothing" not found' in views["regions"]
    assert views["claims"].startswith("has the columns ") and views["claims"].endswith(", and explains none")
    assert "docs.nowhere" in lines(broken, "recipe")[RECIPES[0].title]
    assert lines(broken, "layer")["decline_area"] == "it is drawn by the column nowhere, which is not there"


def test_what_stands_by_itself_still_holds(broken: Answer) -> None:
    assert not {"population", "crosswalk", "boundary", "claim"} & set(lines(broken, "asset"))
    number = len([line for line in broken.out.splitlines() if line.startswith("breaks  ")])
    assert f"\n{number} faults: " in broken.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--dry", "population"), "name no table"),
        (("--dry", "--format", "csv"), "--format csv: table or json"),
        (("--format", "json"), "--format goes with --dry"),
    ],
)
def test_wrong_use_is_refused(words: tuple[str, ...], message: str) -> None:
    answer = rebalance("check", *words)
    assert answer.code == 2 and message in answer.message


def test_a_fault_is_one_sentence() -> None:
    fault = Fault("asset", "extinction_change", "KeyError: 'women_20_39'", "assets/indicators/extinction/change.py:41")
    assert str(fault) == "asset extinction_change: KeyError: 'women_20_39' at assets/indicators/extinction/change.py:41"


@pytest.mark.parametrize(
    ("name", "message"), [("boundary", "no national boundary file"), ("level_boundary", "no sigungu vintage has every unit")]
)
def test_a_build_is_refused_where_its_asset_alone_would_give_an_empty_table(name: str, message: str, tmp_path: Path) -> None:
    declaration, lake = all_declarations()[name], Lake(tmp_path)
    for upstream in declaration.inputs:
        contract = all_declarations()[upstream].contract
        lake.put(lake.seal(contract, empty(contract), fingerprint=""))
    inputs = {upstream: lake.load(upstream, kind) for upstream, kind in declaration.inputs.items()}
    assert lake.seal(declaration.contract, declaration.function(**inputs), fingerprint="").entry.rows == 0
    with pytest.raises(ContractError, match=message):
        build(declaration, inputs, lake, None, None, "")  # type: ignore[arg-type]  (neither is looked at)

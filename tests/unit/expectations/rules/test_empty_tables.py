"""A source folder may leave a file out: its raw table is then empty, and every rule over it measures nothing and holds."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.contract import TableContract
from expectations.contracts.registry import all_contracts
from expectations.engine.runner import check
from expectations.engine.suite import rule_inputs
from pipelines.build.plan import all_declarations
from tests.frames import result, typed

OPTIONAL = {
    name: contract
    for name, contract in all_contracts().items()
    if contract.schema == "raw" and contract.min_rows == 0 and not contract.geometry and contract.rules
}


@pytest.mark.parametrize("contract", OPTIONAL.values(), ids=OPTIONAL.keys())
def test_suite_of_an_empty_raw_table_holds(contract: TableContract) -> None:
    others = {name: _whole(name) for name in rule_inputs(contract) if name != contract.name}
    report = check(contract, others | {contract.name: typed(contract)}, "")
    assert report.passed, report


def _whole(name: str) -> pd.DataFrame:
    facts = all_declarations()[name]
    assert facts.role == "reference" and not facts.inputs, "no source may depend on more than the facts in the repository"
    return result(facts.contract, facts.function())

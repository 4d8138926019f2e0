"""Finds every contract in `expectations/contracts/`, so that a new table needs no list to be edited."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from expectations import contracts
from expectations.contract import TableContract


@functools.cache
def all_contracts() -> dict[str, TableContract]:
    """Contracts by table name, in name order.

    ValueError when two modules declare one name, or a formula reads a table or column that no contract has.
    """
    found: dict[str, TableContract] = {}
    for info in pkgutil.iter_modules(contracts.__path__):
        module = importlib.import_module(f"{contracts.__name__}.{info.name}")
        for value in vars(module).values():
            if isinstance(value, TableContract) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"two contracts are named {value.name}")
    columns = {f"{contract.schema}.{contract.name}": contract.column_names for contract in found.values()}
    for contract in found.values():
        for column in contract.columns:
            if column.computation and (unknown := column.computation.unknown_elsewhere(columns)):
                raise ValueError(f"contract {contract.name}: the formula of {column.name} reads what no table has: {unknown}")
    return dict(sorted(found.items()))


def series_contracts(without: str) -> dict[str, TableContract]:
    """Contracts of indicators (`series=True`) by table name; the module `without`, which asks for them, is left out."""
    found: dict[str, TableContract] = {}
    for info in pkgutil.iter_modules(contracts.__path__):
        if info.name != without:
            module = importlib.import_module(f"{contracts.__name__}.{info.name}")
            found |= {v.name: v for v in vars(module).values() if isinstance(v, TableContract) and v.series}
    return dict(sorted(found.items()))

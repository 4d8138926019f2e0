"""`make dictionary` writes `docs/schemas/*.schema.json` too, which editors complete and check files by, from the models."""

from __future__ import annotations

import json
from pathlib import Path

from assets.reading.catalogue_entry import catalogue_schema
from assets.scenarios.scenario_keys import scenario_schema
from expectations.contracts.registry import all_contracts
from pipelines.build.plan import all_declarations

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def schemas() -> dict[str, str]:
    """Both schemas by file name, as they should stand in `docs/schemas/`."""
    declared = {name: all_declarations()[name].nested for name, contract in all_contracts().items() if contract.schema == "raw"}
    found = {"rebalance": catalogue_schema(declared, declared), "scenario": scenario_schema()}
    return {f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in found.items()}


def main() -> None:
    """Write the schemas anew."""
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""The shared builds: made once, read by every process, and refused where today's code makes something else."""

from __future__ import annotations

import pytest

from pipelines.build.home import SCHEMATIC
from tests import conftest
from tests.conftest import Built, built_once
from tests.workshop import Workshop


def test_home_that_is_there_is_read_and_not_built_again(schematic: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conftest, "rebalance", lambda *_: pytest.fail("built again"))
    again = built_once(schematic.home.root.parent, SCHEMATIC, SCHEMATIC)
    assert again == schematic and (again.release / "warehouse.duckdb").is_file()


def test_home_that_is_not_what_the_code_makes_is_refused(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of other files here; of other code it is the same comparison, that of `rebalance status`."""
    monkeypatch.setattr(conftest, "rebalance", lambda *_: pytest.fail("built again"))
    (workshop.home.root.parent / "home.json").write_text("{}", encoding="utf-8")
    workshop.recount(lambda records: records[1:])
    with pytest.raises(pytest.fail.Exception, match=r"home is not what this code makes: \d+ tables are stale"):
        built_once(workshop.home.root.parent, "home", workshop.home.sources)

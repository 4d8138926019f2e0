"""The database of publishers' files: no reference from one table to another is broken."""

from __future__ import annotations

from tests.build.assets.release.warehouse.test_tables import assert_every_foreign_key_holds
from tests.conftest import Built


def test_no_foreign_key_of_any_table_is_broken(real: Built) -> None:
    assert_every_foreign_key_holds(real)

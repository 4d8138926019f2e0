"""Migration flows: one year, all ages, both sexes; moves inside a unit kept and marked."""

from __future__ import annotations

import pytest

from assets.geography.vintage import detect
from assets.reference.units import region
from expectations.rules.moves import flow_units
from tests.real_files import real_table

pytestmark = pytest.mark.usefixtures("publisher_files")


def test_real_flows_follow_the_codes_of_2025_and_cover_every_unit() -> None:
    table = real_table("migration_flow")
    fit = detect({*table["origin_code"], *table["destination_code"]}, region(), best=1)[0]
    assert (fit.scheme, fit.codes, fit.mismatches) == ("mois", 252, 0)
    assert str(fit.valid_from) == "2024-01-18"
    assert flow_units(table, region())[["unknown_codes", "missing_units"]].to_numpy().tolist() == [[0, 0]]


def test_real_capital_region_gained_38_465_persons_in_2025() -> None:
    table = real_table("migration_flow")
    assert len(table) == 59_033 and table["moves"].sum() == 7_800_976
    assert table.loc[table["is_within"], "moves"].sum() == 3_561_888
    here, there = (table[end].str[:2].isin(["11", "28", "41"]) for end in ("destination_code", "origin_code"))
    assert table.loc[here & ~there, "moves"].sum() - table.loc[there & ~here, "moves"].sum() == 38_465

"""Crisis areas and innovation cities on the map: their place and days, and no figure that is not theirs."""

from __future__ import annotations

from tests.conftest import Built


def test_every_designation_and_site_of_the_repository_is_on_the_embedded_map(schematic: Built) -> None:
    lake = schematic.home.lake
    drawn, facts = lake.frame("crisis_area"), lake.frame("crisis_designation")
    # Jemulpo-gu is of July 2026, and the schematic input has no shape of it.
    assert len(facts) == 30 and set(facts["unit_id"]) - set(drawn["unit_id"]) == {"incheon-jemulpo-gu"} and len(drawn) == 29
    assert len(lake.frame("innovation_city_place")) == 15
    assert set(lake.geoframe("innovation_city_place").geom_type) == {"Point"}

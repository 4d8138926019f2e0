"""Crisis areas and innovation cities on the map: their place and days, and no figure that is not theirs."""

from __future__ import annotations

from tests.conftest import Built


def test_every_designation_and_site_of_the_repository_is_on_the_embedded_map(schematic: Built) -> None:
    lake = schematic.home.lake
    assert len(lake.frame("crisis_area")) == len(lake.frame("crisis_designation")) == 27
    assert len(lake.frame("innovation_city_place")) == 15
    assert set(lake.geoframe("innovation_city_place").geom_type) == {"Point"}

"""What layers are drawn by: the limits of a figure's classes are those of the atlas, whatever years a layer holds."""

from __future__ import annotations

from assets.release.atlas.figures import catalogue, class_record, region_order
from assets.release.attribution import Attribution
from assets.release.geopackage.layers import drawn_layers
from expectations.contracts.registry import all_contracts
from tests.conftest import Built


def test_classes_of_a_layer_are_those_of_the_atlas(schematic: Built) -> None:
    lake = schematic.home.lake
    indicator, value, region = (lake.frame(name) for name in ("indicator", "indicator_value", "reference_region"))
    shown = {known["id"]: known["levels"] for known in catalogue(indicator, value, region_order(region), Attribution(lake))}
    compared = []
    for drawn in drawn_layers(all_contracts().values(), lake):
        name, level = drawn.layer.classed_as
        if name in shown and drawn.theme is not None:
            assert [class_record(c) for c in drawn.theme.classes] == shown[name][level]["classes"]
            compared.append(drawn.layer.name)
    assert "megaregion_profile" in compared

"""Regions of the page: names and codes in the order of the values, and the same lives as the command line tells."""

from __future__ import annotations

import pandas as pd

from assets.release.atlas.figures import region_order
from assets.release.atlas.lives import region_records


def test_region_has_its_codes_and_groups_and_nothing_empty() -> None:
    shared = {"level": "sigungu", "sido_ko": "가도", "sido_unit_id": "one", "megaregion": "south"}
    regions = pd.DataFrame(
        [
            shared | {"region_id": "b-gun", "mois_code": "41830", "kostat_code": None, "name_ko": "나군", "name_en": "B-gun"},
            shared | {"region_id": "a-gun", "mois_code": "41820", "kostat_code": "31570", "name_ko": "가군", "name_en": "A-gun"},
        ]
    )
    first, second = region_records(regions, region_order(regions))["sigungu"]
    assert (first["id"], first["mois_code"], first["kostat_code"]) == ("a-gun", "41820", "31570")
    assert second["id"] == "b-gun" and "kostat_code" not in second

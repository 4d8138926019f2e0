"""What the file says of itself, in the extensions of the standard."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

from assets.release.geopackage.metadata import no_markup, overview
from expectations.contracts.registry import all_contracts

EVIL = "\x1b[2J<img src=x onerror=alert(1)> \u202e\ufffe\ud800 & Co"


def test_lines_to_the_capital_say_everywhere_that_they_are_not_flows_of_young_people() -> None:
    contract = all_contracts()["youth_flow"]
    assert "전 연령" in contract.ko and "all ages" in contract.en and "NOT a flow of young people" in contract.description
    assert "전 연령" in contract.column("moves_to_capital").ko and "residual" in contract.column("youth_net_rate").caveat


def test_what_a_publisher_is_called_is_xml_and_begins_no_element_where_it_is_shown_as_html() -> None:
    licence = Element("license")
    licence.text = no_markup(EVIL)
    read = fromstring(tostring(licence, encoding="unicode")).text or ""
    assert read == r"\x1b[2J&lt;img src=x onerror=alert(1)> \u202e\ufffe\ud800 & Co"
    assert "<img" not in overview([], "about", [EVIL]) and "\x1b" not in overview([], "about", [EVIL])

"""Styles in QGIS' own XML: classes and colours of the palette, limits that go to the class above, missing figures in grey."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import duckdb
import geopandas as gpd
import pytest
import shapely

from assets.release.geopackage.layers import Drawn, Layer
from assets.release.geopackage.sld import NAMESPACES, sld
from assets.release.geopackage.styles import MISSING, SAID, labels, qml
from assets.release.geopackage.symbols import rgb
from assets.release.style.palette import CRISIS, NO_DATA, RISK
from assets.release.style.themes import category_theme, number_theme
from domain.crs import CRS
from domain.names import short_sido_name
from expectations.contracts.map_layers import EMD, SIGUNGU, YOUTH_FLOW
from expectations.contracts.policy import CRISIS_AREA


def rows(**columns: list[object]) -> gpd.GeoDataFrame:
    count = len(next(iter(columns.values())))
    return gpd.GeoDataFrame(columns, geometry=[shapely.box(n, 0, n + 1, 1) for n in range(count)], crs=CRS)


def style(drawn: Drawn) -> Element:
    return fromstring(qml(drawn).split("\n", 1)[1])


def colours(root: Element) -> list[str | None]:
    found = []
    for symbol in root.findall("renderer-v2/symbols/symbol"):
        values = {option.get("name"): option.get("value") for option in symbol.findall("layer/Option/Option")}
        found.append(values.get("color") or values.get("line_color"))
    return found


def shares(values: list[float | None]) -> Drawn:
    column = EMD.column("share_65_over")
    table = rows(share_65_over=values)
    return Drawn(Layer("emd", "emd", column.name), EMD, table, number_theme(column, table[column.name].to_numpy(float)))


def risk(values: list[str | None]) -> Drawn:
    column = SIGUNGU.column("risk_class")
    return Drawn(Layer("sigungu", "sigungu", "risk_class"), SIGUNGU, rows(risk_class=values), category_theme(column))


def test_risk_is_drawn_by_its_class_in_the_colours_of_the_palette() -> None:
    root = style(risk(["caution"]))
    categories = root.findall("renderer-v2/categories/category")
    assert root.find("renderer-v2").attrib["type"] == "categorizedSymbol"  # type: ignore[union-attr]
    assert [c.get("value") for c in categories] == [c.value for c in RISK]
    assert next(c.get("label") for c in categories) == "소멸고위험 (<0.2) high risk"
    assert colours(root) == [rgb(c.colour) for c in RISK]


def test_no_data_is_a_class_only_where_a_figure_is_missing() -> None:
    assert len(style(risk(["caution"])).findall("renderer-v2/categories/category")) == 5
    last = style(risk(["caution", None])).findall("renderer-v2/categories/category")[-1]
    assert (last.get("value"), last.get("label")) == ("", f"{NO_DATA.ko} {NO_DATA.en}")


def test_ranges_fall_so_that_a_limit_goes_to_the_class_above_it() -> None:
    ranges = style(shares([5.0, 10.0, 20.0, 30.0, 40.0])).findall("renderer-v2/ranges/range")
    lowers = [float(r.get("lower", "")) for r in ranges]
    uppers = [float(r.get("upper", "")) for r in ranges]
    assert len(ranges) == 5 and lowers == sorted(lowers, reverse=True)
    assert uppers[1:] == lowers[:-1]
    limit = lowers[1]
    first = next(n for n, (low, high) in enumerate(zip(lowers, uppers, strict=True)) if low <= limit <= high)
    assert first == 1


def test_missing_figures_of_a_graduated_layer_have_a_range_of_their_own() -> None:
    root = style(shares([5.0, 10.0, None]))
    last = root.findall("renderer-v2/ranges/range")[-1]
    assert float(last.get("lower", "")) == float(last.get("upper", "")) == MISSING
    assert root.find("renderer-v2").attrib["attr"] == f'coalesce("share_65_over", {MISSING:.0f})'  # type: ignore[union-attr]
    lowest = root.findall("renderer-v2/ranges/range")[-2]
    assert float(lowest.get("lower", "")) > MISSING


def test_employment_crisis_is_hatched_over_industrial_crisis() -> None:
    theme = category_theme(CRISIS_AREA.column("scheme"))
    layer = Layer("crisis_area", "crisis_area", "scheme", span=("designated_from", "designated_until"))
    root = style(Drawn(layer, CRISIS_AREA, rows(scheme=[c.value for c in CRISIS]), theme))
    kinds = [symbol.find("layer").attrib["class"] for symbol in root.findall("renderer-v2/symbols/symbol")]  # type: ignore[union-attr]
    assert kinds == ["SimpleFill", "SimpleFill", "LinePatternFill", "LinePatternFill"]
    clause = root.find("renderer-v2/orderby/orderByClause")
    assert clause is not None and (clause.text, clause.get("asc")) == ('"scheme"', "0")
    assert root.find("temporal").attrib["startField"] == "designated_from"  # type: ignore[union-attr]


def test_width_of_a_line_says_moves_and_its_colour_the_youth_balance() -> None:
    column = YOUTH_FLOW.column("youth_net_rate")
    table = rows(youth_net_rate=[-200.0, -100.0, 50.0], moves_to_capital=[100, 400, 900])
    layer = Layer("youth_flow", "youth_flow", column.name, width_by="moves_to_capital")
    root = style(Drawn(layer, YOUTH_FLOW, table, number_theme(column, table[column.name].to_numpy(float))))
    widths = {o.get("value") for o in root.iter("Option") if o.get("name") == "expression"}
    assert widths == {'scale_linear(sqrt("moves_to_capital"), 0, 30, 0.15, 2.4)'}
    assert len(set(colours(root))) == len(root.findall("renderer-v2/ranges/range"))


def test_attributes_are_named_in_both_languages_with_their_unit() -> None:
    aliases = {alias.get("field"): alias.get("name") for alias in style(risk(["caution"])).findall("aliases/alias")}
    assert aliases["density"] == "인구밀도 Population density [명/km² persons per km2]"
    assert set(aliases) == set(SIGUNGU.column_names) - {"geometry"}


@pytest.mark.parametrize("values", [[None, None], []])
def test_layer_without_a_figure_is_drawn_in_one_colour(values: list[float | None]) -> None:
    assert number_theme(EMD.column("share_65_over"), [float("nan")] * len(values)).classes == ()
    drawn = Drawn(Layer("emd", "emd", "share_65_over"), EMD, rows(share_65_over=values), None)
    assert style(drawn).find("renderer-v2").attrib["type"] == "singleSymbol"  # type: ignore[union-attr]
    assert not drawn.tells_something


def rules(drawn: Drawn) -> list[Element]:
    return fromstring(sld(drawn)).findall(f".//{{{NAMESPACES['xmlns:se']}}}Rule")


def compared(rule: Element) -> list[tuple[str, str]]:
    """Comparisons of a rule's filter with the limit of each."""
    ogc = f"{{{NAMESPACES['xmlns:ogc']}}}"
    return [
        (e.tag.removeprefix(ogc), e.findtext(f"{ogc}Literal", "")) for e in rule.iter() if e.tag.startswith(f"{ogc}PropertyIs")
    ]


def test_descriptor_for_other_programs_has_the_same_classes_with_limits_open_above() -> None:
    found = [compared(rule) for rule in rules(shares([5.0, 10.0, 20.0, 30.0, 40.0, None]))]
    assert len(found) == 6 and found[-1] == [("PropertyIsNull", "")]
    (_, top), (_, middle) = found[0][0], found[1][0]
    assert found[0] == [("PropertyIsGreaterThanOrEqualTo", top)]
    assert found[1] == [("PropertyIsGreaterThanOrEqualTo", middle), ("PropertyIsLessThan", top)]
    assert compared(rules(risk(["caution"]))[0]) == [("PropertyIsEqualTo", "high_risk")]


def test_layer_in_one_colour_has_one_rule_without_a_filter() -> None:
    (rule,) = rules(Drawn(Layer("emd", "emd"), EMD, rows(share_65_over=[1.0]), None))
    assert compared(rule) == []


def test_every_sido_is_labelled_as_it_is_said() -> None:
    """A full name finds no room in Seoul. DuckDB reads QGIS' expression as well, and answers as the rule in Python does."""
    found = labels("name_ko", said=True)
    style, rendering = found.find("settings/text-style"), found.find("settings/rendering")
    assert style is not None and rendering is not None
    assert (style.get("isExpression"), rendering.get("displayAll")) == ("1", "1")
    expression = str(style.get("fieldName"))
    assert expression == SAID.format("name_ko") and short_sido_name("충청북도") == "충북"
    for name in ("서울특별시", "경기도", "충청북도", "경상남도", "전북특별자치도", "세종특별자치시"):
        shown = duckdb.execute(f"SELECT {expression} FROM (SELECT ? AS name_ko)", [name]).fetchone()
        assert shown == (short_sido_name(name),)


def test_other_labels_are_the_column_itself() -> None:
    style = labels("city_ko").find("settings/text-style")
    assert style is not None and (style.get("fieldName"), style.get("isExpression")) == ("city_ko", "0")

"""What `rebalance diff` finds between two releases: columns, rows by key, values, shapes; and what it finds equal."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
import shapely

from assets.release.difference.markdown import markdown
from assets.release.difference.model import (
    Change,
    Difference,
    SchemaChange,
    TableDifference,
)
from assets.release.difference.published import read_published
from domain.errors import UsageError
from expectations.contract import Column
from tests.releases import NUMBER, described, difference, only, release, table

UNIT = table(NUMBER)
SHARE = table(Column("share", "DOUBLE", "비율", "Share", nullable=True))
SHAPE = table(Column("geometry", "GEOMETRY", "도형", "Shape", nullable=True), geometry="geometry")
JUNG, DONG, SEO = ({"region_id": f"{name}-gu"} for name in ("jung", "dong", "seo"))


def test_releases_of_equal_rows_do_not_differ(tmp_path: Path) -> None:
    folders = [release(tmp_path / name, (UNIT, [JUNG | {"people": 5}])) for name in ("old", "new")]
    found = difference(*folders)
    assert not found.differs and found.tables_equal == 1 and (found.before, found.after) == ("old", "new")


def test_equal_rows_whose_digest_another_library_wrote_do_not_differ(tmp_path: Path) -> None:
    folders = [release(tmp_path / name, (UNIT, [JUNG | {"people": 5}])) for name in ("old", "new")]
    manifest = json.loads((folders[1] / "manifest.json").read_text())
    manifest["tables"][0]["content_sha256"] = "another"
    (folders[1] / "manifest.json").write_text(json.dumps(manifest))
    assert not difference(*folders).differs


def test_changed_value_is_named_by_its_key(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG | {"people": 5}, DONG | {"people": 7}], [JUNG | {"people": 5}, DONG | {"people": 4}], UNIT)
    assert (found.rows_added, found.rows_removed, found.rows_changed) == (0, 0, 1)
    assert found.first_changes == (Change(("dong-gu",), "people", 7, 4),) and found.key == ("region_id",)


def test_added_and_removed_rows_are_named_and_are_no_changed_values(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG, DONG], [JUNG, SEO], UNIT)
    assert (found.first_added, found.first_removed) == ((("seo-gu",),), (("dong-gu",),))
    assert (found.rows_added, found.rows_removed, found.rows_changed, found.columns) == (1, 1, 0, ())


def test_missing_and_zero_are_different(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG | {"people": None}, DONG | {"people": 0}], [JUNG | {"people": 0}, DONG | {"people": None}], UNIT)
    (column,) = found.columns
    assert (column.rows, column.became_missing, column.became_known, column.largest) == (2, 1, 1, None)
    assert found.first_changes == (Change(("dong-gu",), "people", 0, None), Change(("jung-gu",), "people", None, 0))


def test_missing_on_both_sides_is_equal(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG, DONG | {"people": 1}], [JUNG, DONG | {"people": 2}], UNIT)
    assert [change.key for change in found.first_changes] == [("dong-gu",)]


def test_largest_change_of_a_number_is_found_whatever_its_sign(tmp_path: Path) -> None:
    before = [JUNG | {"people": 10}, DONG | {"people": 100}, SEO | {"people": 1}]
    after = [JUNG | {"people": 12}, DONG | {"people": 30}, SEO | {"people": None}]
    (column,) = only(tmp_path, before, after, UNIT).columns
    assert column.rows == 3 and column.largest == Change(("dong-gu",), "people", 100, 30)


def test_all_are_counted_though_few_are_listed(tmp_path: Path) -> None:
    rows = [{"region_id": f"unit-{n}"} for n in range(9)]
    found = only(tmp_path, [r | {"people": 1} for r in rows], [r | {"people": 2} for r in rows], UNIT, limit=2)
    assert found.rows_changed == 9 and [c.key for c in found.first_changes] == [("unit-0",), ("unit-1",)]


def test_floats_are_compared_exactly(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG | {"share": 0.3}], [JUNG | {"share": 0.1 + 0.2}], SHARE)
    assert found.rows_changed == 1 and "0.3 → 0.30000000000000004" in markdown_of(found)


def test_tolerance_lets_rounding_pass_and_nothing_else(tmp_path: Path) -> None:
    before = [JUNG | {"share": 0.3}, DONG | {"share": 0.5}, SEO | {"share": 0.5}]
    after = [JUNG | {"share": 0.1 + 0.2}, DONG | {"share": 0.5001}, SEO | {"share": None}]
    found = only(tmp_path, before, after, SHARE, tolerance=1e-9)
    assert [change.key for change in found.first_changes] == [("dong-gu",), ("seo-gu",)]


def test_tolerance_is_a_share_of_large_numbers(tmp_path: Path) -> None:
    found = only(
        tmp_path, [JUNG | {"share": 1e6}, DONG | {"share": 1e6}], [JUNG | {"share": 1e6 + 5}, DONG | {"share": 1e6 + 50}], SHARE,
        tolerance=1e-5,
    )  # fmt: skip
    assert [change.key for change in found.first_changes] == [("dong-gu",)]


# --- columns, types, units, keys


def test_added_and_removed_columns_are_named_and_rows_do_not_change_by_them(tmp_path: Path) -> None:
    homes = Column("homes", "BIGINT", "가구", "Homes", nullable=True)
    old, new = release(tmp_path / "old", (UNIT, [JUNG])), release(tmp_path / "new", (table(homes), [JUNG | {"homes": 3}]))
    (found,) = difference(old, new).tables
    assert (found.columns_added, found.columns_removed, found.rows_changed) == (("homes",), ("people",), 0)
    assert found.schema_differs


def test_changed_type_is_named_and_equal_numbers_stay_equal(tmp_path: Path) -> None:
    wider = table(dataclasses.replace(NUMBER, type="DOUBLE"))
    old = release(tmp_path / "old", (UNIT, [JUNG | {"people": 5}, DONG | {"people": 5}]))
    new = release(tmp_path / "new", (wider, [JUNG | {"people": 5}, DONG | {"people": 5.5}]))
    (found,) = difference(old, new).tables
    assert found.types == (SchemaChange("people", "BIGINT", "DOUBLE"),)
    assert found.first_changes == (Change(("dong-gu",), "people", 5, 5.5),)


def test_number_that_becomes_text_is_compared_as_text(tmp_path: Path) -> None:
    worded = table(dataclasses.replace(NUMBER, type="VARCHAR"))
    old = release(tmp_path / "old", (UNIT, [JUNG | {"people": 5}, DONG | {"people": 5}]))
    new = release(tmp_path / "new", (worded, [JUNG | {"people": "5"}, DONG | {"people": "X"}]))
    (found,) = difference(old, new).tables
    assert found.types == (SchemaChange("people", "BIGINT", "VARCHAR"),)
    assert found.first_changes == (Change(("dong-gu",), "people", "5", "X"),)


def test_changed_unit_is_a_difference_though_every_number_is_equal(tmp_path: Path) -> None:
    thousands = table(dataclasses.replace(NUMBER, unit="thousand persons"))
    old, new = (release(tmp_path / n, (c, [JUNG | {"people": 5}])) for n, c in (("old", UNIT), ("new", thousands)))
    (found,) = difference(old, new).tables
    assert found.units == (SchemaChange("people", "persons", "thousand persons"),) and found.rows_changed == 0


def test_other_key_means_that_rows_are_compared_whole(tmp_path: Path) -> None:
    year = Column("year", "INTEGER", "연도", "Year")
    old = release(tmp_path / "old", (table(year, NUMBER), [JUNG | {"year": 2024, "people": 5}]))
    new = release(tmp_path / "new", (table(year, NUMBER, key=("region_id", "year")), [JUNG | {"year": 2024, "people": 6}]))
    (found,) = difference(old, new).tables
    assert found.key == () and found.key_change == SchemaChange("key", "region_id", "region_id, year")
    assert (found.first_removed, found.first_added) == ((("jung-gu", 2024, 5),), (("jung-gu", 2024, 6),))


def test_table_without_a_key_counts_each_row_as_often_as_it_occurs(tmp_path: Path) -> None:
    old = release(tmp_path / "old", (UNIT, [JUNG | {"people": 5}] * 3))
    new = release(tmp_path / "new", (UNIT, [JUNG | {"people": 5}, DONG | {"people": 5}]))
    for folder in (old, new):
        described(folder, "unit", primaryKey=[])
    (found,) = difference(old, new).tables
    assert (found.rows_removed, found.rows_added, found.rows_changed) == (2, 1, 0)
    assert found.first_added == (("dong-gu", 5),) and "compared whole" in markdown_of(found)


def test_key_that_names_two_rows_is_not_used_to_pair_them(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG | {"people": 1}, JUNG | {"people": 2}], [JUNG | {"people": 1}], UNIT)
    assert found.key == () and found.first_removed == (("jung-gu", 2),)


def test_table_of_nothing_but_its_key_has_added_rows_only(tmp_path: Path) -> None:
    found = only(tmp_path, [], [JUNG], table())
    assert (found.rows_before, found.rows_after, found.first_added) == (0, 1, (("jung-gu",),))


def test_columns_may_bear_the_names_that_the_comparison_uses(tmp_path: Path) -> None:
    names = ("k0", "o0", "present", "old", "select", "group by", "_present")
    odd = table(*(Column(name, "BIGINT", "", name, nullable=True) for name in names))
    before = JUNG | dict.fromkeys(names, 1)
    found = only(tmp_path, [before], [before | {"present": 2}], odd)
    assert found.first_changes == (Change(("jung-gu",), "present", 1, 2),)


# --- shapes


def test_changed_shape_is_summed_up_in_area_and_movement(tmp_path: Path) -> None:
    before = [JUNG | {"geometry": shapely.box(0, 0, 1_000, 1_000)}, DONG | {"geometry": shapely.box(0, 0, 1, 1)}]
    after = [JUNG | {"geometry": shapely.box(0, 0, 2_000, 1_000)}, DONG | {"geometry": shapely.box(0, 0, 1, 1)}]
    found = only(tmp_path, before, after, SHAPE)
    assert found.shapes is not None and found.rows_changed == 1 and found.columns == ()
    assert (found.shapes.area_before_km2, found.shapes.area_after_km2, found.shapes.farthest_m) == (1.0, 2.0, 1_000.0)
    assert found.first_changes[0].before == "Polygon, 1.000 km2, 5 points"


def test_shape_written_from_another_corner_is_counted_as_the_same_outline(tmp_path: Path) -> None:
    square, turned = shapely.Polygon([(0, 0), (0, 9), (9, 9), (9, 0)]), shapely.Polygon([(9, 9), (9, 0), (0, 0), (0, 9)])
    found = only(tmp_path, [JUNG | {"geometry": square}], [JUNG | {"geometry": turned}], SHAPE)
    assert found.shapes is not None and (found.shapes.rows, found.shapes.same_outline, found.shapes.farthest_m) == (1, 1, 0.0)


def test_shape_that_is_lost_is_a_change(tmp_path: Path) -> None:
    found = only(tmp_path, [JUNG | {"geometry": shapely.box(0, 0, 1_000, 1_000)}], [JUNG | {"geometry": None}], SHAPE)
    assert found.shapes is not None and (found.shapes.area_after_km2, found.shapes.farthest_m) == (0.0, None)
    assert found.first_changes[0].after is None


# --- releases


def test_added_and_removed_tables_inputs_and_settings_are_named(tmp_path: Path) -> None:
    old = release(tmp_path / "old", (table(name="gone"), []), inputs={"a.csv": "1", "b.csv": "1"}, reference_vintage="2023-07-01")
    new = release(tmp_path / "new", (table(name="came"), []), inputs={"a.csv": "2", "c.csv": "1"}, reference_vintage="2024-02-01")
    found = difference(old, new)
    assert (found.tables_added, found.tables_removed) == (("mart.came",), ("mart.gone",))
    assert [(i.file, i.what) for i in found.inputs] == [("a.csv", "changed"), ("b.csv", "removed"), ("c.csv", "added")]
    assert found.settings == (SchemaChange("reference_vintage", "2023-07-01", "2024-02-01"),)


def test_another_input_that_comes_to_the_same_tables_is_no_difference(tmp_path: Path) -> None:
    folders = [release(tmp_path / name, (UNIT, [JUNG]), inputs={"a.csv": name}) for name in ("old", "new")]
    found = difference(*folders)
    assert not found.differs and [i.what for i in found.inputs] == ["changed"]


def test_one_table_is_compared_by_its_short_or_full_name(tmp_path: Path) -> None:
    old = release(tmp_path / "old", (UNIT, [JUNG]), (table(NUMBER, name="other"), [JUNG]))
    new = release(tmp_path / "new", (UNIT, [DONG]), (table(NUMBER, name="other"), [DONG]))
    for name in ("unit", "mart.unit"):
        assert [t.table for t in difference(old, new, tables=[name]).tables] == ["mart.unit"]
    with pytest.raises(UsageError, match=r"neither release has such a table; is it mart\.unit"):
        difference(old, new, tables=["units"])


def test_release_from_before_the_data_package_is_refused_by_name(tmp_path: Path) -> None:
    folder = release(tmp_path / "old", (UNIT, [JUNG]))
    (folder / "datapackage.json").unlink()
    with pytest.raises(UsageError, match=r"no datapackage\.json; a release from before there was one cannot be compared"):
        read_published(folder)


def test_damaged_data_package_is_refused(tmp_path: Path) -> None:
    folder = release(tmp_path / "old", (UNIT, [JUNG]))
    (folder / "datapackage.json").write_text("{")
    with pytest.raises(UsageError, match="damaged"):
        read_published(folder)


def test_markdown_page_cannot_be_broken_by_a_value(tmp_path: Path) -> None:
    text = table(Column("note", "VARCHAR", "", "Note", nullable=True))
    folders = [release(tmp_path / n, (text, [JUNG | {"note": note}])) for n, note in (("old", "a"), ("new", "b|c\nd"))]
    page = markdown(difference(*folders))
    assert "| jung-gu | note | a → b\\|c d |" in page.splitlines()
    assert page.startswith("# old → new\n")


def markdown_of(found: TableDifference) -> str:
    """The page of a difference with this table alone."""
    return markdown(Difference("old", "new", tables=(found,)))

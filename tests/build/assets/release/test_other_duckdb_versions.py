"""The released DuckDB file opens in the versions of DuckDB that the manifest promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assets.release.dictionary.cookbook import RECIPES
from assets.release.warehouse.views import VIEWS
from tests.conftest import Built

READ = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
count, people = connection.execute("SELECT count(*), sum(population) FROM mart.sigungu").fetchone()
comment, = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'extinction_risk'").fetchone()
shapes, = connection.execute("SELECT count(geometry) FROM mart.sigungu").fetchone()
views = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name, in
         connection.execute("SELECT view_name FROM docs.views").fetchall()}
plain = [sql for sql, in connection.execute("SELECT sql FROM docs.cookbook WHERE sql NOT LIKE '%ST|_%' ESCAPE '|'").fetchall()]
answers = [len(connection.execute(sql).fetchall()) for sql in plain]
keys, = connection.execute("SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'").fetchone()
geojson, = connection.execute("SELECT geojson FROM region_shapes WHERE region_id = 'seoul'").fetchone()
labelled, = connection.execute(
    "SELECT comment FROM duckdb_columns() WHERE table_name = 'regions' AND column_name = 'lon'"
).fetchone()
print(json.dumps({"version": duckdb.__version__, "count": count, "people": int(people), "shapes": shapes, "comment": comment,
                  "views": {name: len(rows) for name, rows in views.items()}, "answers": answers, "keys": keys,
                  "geojson": json.loads(geojson)["type"], "labelled": labelled}))
"""


@pytest.mark.parametrize("version", ["1.4.4", "2.0.0"])
def test_release_opens_read_only_in_another_duckdb(version: str, schematic: Built, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), f"duckdb=={version}"]
    if subprocess.run(install, capture_output=True, check=False).returncode:
        pytest.skip(f"duckdb {version} cannot be installed here")
    warehouse = schematic.release / "warehouse.duckdb"
    answer = subprocess.run(
        [sys.executable, "-c", READ, str(warehouse)], env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout)
    assert found["version"] == version
    assert (found["count"], found["people"], found["shapes"]) == (229, 51217221, 229)
    assert found["comment"].startswith("Extinction risk")
    assert set(found["views"]) == {view.name for view in VIEWS} and found["views"]["regions"] == 264
    assert len(found["answers"]) == sum(not recipe.spatial for recipe in RECIPES) and max(found["answers"]) > 0
    assert found["keys"] > 40 and found["geojson"] in {"Polygon", "MultiPolygon"} and "Longitude" in found["labelled"]

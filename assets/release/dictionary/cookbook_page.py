"""The cookbook as a Markdown page: how to open the file, then each question with its SQL and how to read the answer."""

from __future__ import annotations

from assets.release.dictionary.cookbook import RECIPES
from assets.release.dictionary.recipe import Recipe

_HEAD = """# Query cookbook · 질의 모음

Questions to `warehouse.duckdb`, with the SQL that answers them. Tests run every query on the default build and on one from
publishers' files. Figures below are of the latter unless it says otherwise. The same list is inside the file:
`SELECT title, question_en, sql FROM docs.cookbook`. This page is made from `assets/release/dictionary` by
`make dictionary`; do not edit it.

## Open the file

Open it read-only. A build that runs meanwhile never disturbs you: each release is a file of its own, and `current` points at
the newest one. A connection that is open goes on reading the release that it began with; connect again to see a new one.

```sh
rebalance query "SHOW TABLES"                                  # views with plain names; the spatial extension is loaded
duckdb -readonly build/releases/current/warehouse.duckdb       # DuckDB's own command line
```

Python:

```python
import duckdb

with duckdb.connect("build/releases/current/warehouse.duckdb", read_only=True) as db:
    frame = db.sql("SELECT * FROM municipalities_at_risk").df()
```

R, with the package `duckdb`:

```r
library(DBI)
db <- dbConnect(duckdb::duckdb(), "build/releases/current/warehouse.duckdb", read_only = TRUE)
risk <- dbGetQuery(db, "SELECT * FROM extinction_risk_sigungu WHERE year = 2024")
dbDisconnect(db, shutdown = TRUE)
```

DBeaver: new connection, DuckDB, path to `warehouse.duckdb`; under *Driver properties* set `duckdb.read_only` to `true`.
Comments of tables and columns show in the navigator.

From a database of your own, so that you can keep tables beside the release:

```sql
ATTACH 'build/releases/current/warehouse.duckdb' AS release (READ_ONLY);
SELECT count(*) FROM release.regions;
```

To Parquet, for any other tool:

```sql
COPY (SELECT * FROM indicator_values_sigungu) TO 'indicators.parquet' (FORMAT parquet);
```

A view with figures has rows of one level and one concept, and one date a year: `extinction_risk_sigungu`, `extinction_risk_sido`,
`extinction_risk_nation`. A sum over its rows counts nobody twice. A name without a level is that of sigungu, or of the nation for
`scenarios`; `docs.views` has the level of each. Every view names its regions alone (`region_ko`), in full (`full_name_ko`,
`full_name_en`) and with both codes (`mois_code`, `kostat_code`), and its sido as it is said (`sido_short`: 서울, 경기, 충북).

The views stand in schema `main`, results in `mart`, figures and facts on the project's own units in `core`, files as published in
`raw`, and what all of it means in `docs`. Shapes are GEOMETRY columns in EPSG:5179 (metres); functions on them need
`INSTALL spatial; LOAD spatial;`. Storage version v1.4.0 has no room for a CRS inside the column, so it stands in the
column's comment and in `docs.tables.crs`. `lonlat(geometry)` brings a shape to longitude and latitude. Without the
extension, `region_shapes` has simplified shapes as GeoJSON text.
"""


def cookbook_page() -> str:
    """The whole page."""
    index = [f"{number}. [{recipe.question_en}](#{number}-{recipe.title})" for number, recipe in enumerate(RECIPES, start=1)]
    parts = [_HEAD, "## Questions", "", *index, ""]
    for number, recipe in enumerate(RECIPES, start=1):
        parts += _recipe(number, recipe)
    return "\n".join(parts).rstrip() + "\n"


def _recipe(number: int, recipe: Recipe) -> list[str]:
    needs = [" Needs the spatial extension."] if recipe.spatial else []
    return [
        f"## {number}. {recipe.title}",
        "",
        f"**{recipe.question_en}** · {recipe.question_ko}",
        "",
        "```sql",
        recipe.sql.strip(),
        "```",
        "",
        recipe.reading + "".join(needs),
        "",
    ]

"""What a view is: its name, labels, SQL, and where each of its columns comes from; how every view names a region.

A view with figures holds one level and one concept, so that a sum over its rows counts nobody twice; of a year with several
dates it holds the last. What is of another level is another view, of the same name with the level behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.contract import TableContract

# `table.column` of a contract, or a label of its own in Korean and English.
Meaning = str | tuple[str, str]
YEAR: Meaning = ("연도", "Year of the reference date")
# What stands behind the name of a view, with the words for its titles. The second reading of the 5+3 groups is in schema mart.
LEVEL_WORDS = {
    "sigungu": ("시군구", "sigungu"),
    "sido": ("시도", "sido"),
    "megaregion": ("5극3특 권역", "5+3 group"),
    "five_plus_two": ("5+2 권역", "5+2 group"),
    "capital_rest": ("수도권과 비수도권", "the capital region and the rest"),
    "nation": ("전국", "the nation"),
}
LEVELS = tuple(level for level in LEVEL_WORDS if level != "five_plus_two")
# Where a region is, what it is called alone and in full, and what it is numbered: of core.reference_region.
NAMES: dict[str, Meaning] = {
    "region_ko": ("이름 (시도 없이)", "Name in Korean without the sido; names repeat"),
    "region_en": ("영문 이름 (시도 없이)", "Name in English without the sido; names repeat"),
    "full_name_ko": ("전체 이름", "Name in Korean with the sido: 부산광역시 중구"),
    "full_name_en": ("영문 전체 이름", "Name in English with the sido: Busan Jung-gu"),
    "sido_ko": ("시도", "Province in Korean"),
    "sido_short": ("시도 (줄인 이름)", "Province in Korean as it is said: 부산, 경기, 충북"),
    "sido_en": ("시도 영문 이름", "Province in English"),
    "mois_code": "reference_region.mois_code",
    "kostat_code": "reference_region.kostat_code",
}
# The same in SQL: `r` is the region's row of core.reference_region, `s` that of its sido.
NAMES_SQL = """r.name_ko AS region_ko, r.name_en AS region_en,
  CASE WHEN r.level = 'sigungu' AND r.name_ko <> s.name_ko THEN s.name_ko || ' ' || r.name_ko ELSE r.name_ko END AS full_name_ko,
  CASE
    WHEN r.level = 'sigungu' AND r.name_ko <> s.name_ko THEN upper(s.region_id[1]) || s.region_id[2:] || ' ' || r.name_en
    ELSE r.name_en
  END AS full_name_en,
  s.name_ko AS sido_ko,
  CASE
    WHEN right(s.name_ko, 2) IN ('남도', '북도') THEN s.name_ko[1] || s.name_ko[3] ELSE left(s.name_ko, 2)
  END AS sido_short,
  s.name_en AS sido_en, r.mois_code, r.kostat_code"""
SIDO_SQL = "LEFT JOIN core.reference_region AS s ON s.level = 'sido' AND s.region_id = r.sido_unit_id"
# Columns by which tables of series say where a row is; a view takes them from core.reference_region.
IDENTITY = ("level", "region_id", "unit_id", "name_ko", "name_en", "sido_ko", "reference_date", "geometry")


@dataclass(frozen=True)
class View:
    """A view of schema `main`. `columns` names every column in order, and says what it means.

    `level` is the one level of its rows; "" for lists and for figures that are of no region.
    """

    name: str
    ko: str
    en: str
    columns: Mapping[str, Meaning]
    sql: str
    tables: tuple[str, ...]
    level: str = ""

    @property
    def comment(self) -> str:
        """One line for `COMMENT ON VIEW`."""
        return f"{self.en} / {self.ko}. View of {', '.join(self.tables)}."

    def possible(self, contracts: Mapping[str, TableContract]) -> bool:
        """True when all its tables are in the release."""
        return all(table.split(".")[1] in contracts for table in self.tables)

    def column_comment(self, name: str, contracts: Mapping[str, TableContract]) -> str:
        """What a column means: the comment of the contract's column, or the view's own label."""
        meaning = self.columns[name]
        if isinstance(meaning, tuple):
            ko, en = meaning
            return f"{en} / {ko}"
        table, column = meaning.split(".")
        return contracts[table].column(column).comment

    def called(self, name: str) -> View:
        """The same view under another name."""
        return replace(self, name=name)


def same_columns(table: str, *columns: str) -> dict[str, Meaning]:
    """Columns that mean what those of that name in `table` mean."""
    return {column: f"{table}.{column}" for column in columns}


def figures_of(contract: TableContract) -> list[str]:
    """The columns of a table besides those that say where and when a row is."""
    return [column.name for column in contract.columns if column.name not in IDENTITY]


def region_columns(table: TableContract | str) -> dict[str, Meaning]:
    """The columns by which a row says where and when it is."""
    name = table if isinstance(table, str) else table.name
    when: dict[str, Meaning] = {"year": YEAR, "reference_date": f"{name}.reference_date"}
    return {"level": "reference_region.level", "region_id": "reference_region.region_id"} | NAMES | when


def level_view(
    name: str,
    titles: tuple[str, str],
    contract: TableContract,
    level: str,
    *,
    columns: Sequence[str] = (),
    where: str = "",
) -> View:
    """The rows of one level of a table by region (`level`, `region_id`) or unit (`unit_id`), of each year the last date.

    `columns` are those of the table besides place and day, all of them unless given; `where` leaves rows out.
    """
    ko, en = titles
    of_level = LEVEL_WORDS[level]
    shown = list(columns) or figures_of(contract)
    by_unit = "unit_id" in contract.column_names
    place = f"r.level = '{level}' AND r.region_id = t.{'unit_id' if by_unit else 'region_id'}"
    conditions = [*([] if by_unit else [f"t.level = '{level}'"]), *([where] if where else [])]
    sql = f"""
SELECT
  r.level, r.region_id, {NAMES_SQL},
  year(t.reference_date) AS year, t.reference_date,
  {", ".join(f"t.{column}" for column in shown)}
FROM {contract.schema}.{contract.name} AS t
JOIN core.reference_region AS r ON {place}
{SIDO_SQL}
{f"WHERE {' AND '.join(conditions)}" if conditions else ""}
QUALIFY t.reference_date = max(t.reference_date) OVER (PARTITION BY year(t.reference_date))
"""  # noqa: S608  (names of our own contracts)
    tables = (f"{contract.schema}.{contract.name}", "core.reference_region")
    meanings = region_columns(contract) | same_columns(contract.name, *shown)
    return View(name, f"{ko} ({of_level[0]})", f"{en}, by {of_level[1]}", meanings, sql, tables, level)


def level_views(
    name: str, titles: tuple[str, str], contract: TableContract, levels: Sequence[str] = LEVELS, *, first: bool = False
) -> tuple[View, ...]:
    """`name_<level>` for each level; with `first` the first level bears the bare name as well."""
    views = tuple(level_view(f"{name}_{level}", titles, contract, level) for level in levels)
    return (views[0].called(name), *views) if first else views

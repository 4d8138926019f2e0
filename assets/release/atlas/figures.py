"""Every indicator that has figures: its definition, its classes by map level, and its values by date and region.

What is drawn by which colour is decided in `assets/release/style`; here it is only carried over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from assets.release.atlas.korean import in_korean
from assets.release.atlas.shapes import MAP_LEVELS
from assets.release.attribution import Attribution
from assets.release.style.classes import class_values
from assets.release.style.palette import NO_DATA, MapClass
from assets.release.style.themes import number_theme
from domain.days import text
from expectations.contract import Column
from expectations.contracts.registry import all_contracts

DIGITS = 5
# What is said of an indicator, as mart.indicator has it.
TEXTS = ("unit", "measure", "formula", "caveat", "source", "citation")
# Order of regions in a column of values, and of levels where one has to be chosen.
LEVELS = (*MAP_LEVELS, "capital_rest", "five_plus_two", "nation")


def region_order(regions: pd.DataFrame) -> dict[str, list[str]]:
    """The regions of each level in the order of every column of values."""
    return {level: sorted(regions.loc[regions["level"] == level, "region_id"]) for level in LEVELS}


def catalogue(
    indicator: pd.DataFrame, values: pd.DataFrame, order: dict[str, list[str]], whose: Attribution
) -> list[dict[str, Any]]:
    """Indicators with figures, in the order of their tables; `levels` has dates, classes (map levels) and columns of values.

    Of a date on which figures leave units out `missing` says how many, by region.

    `classes` are those of all dates, so that a colour means the same in every year; `own_classes` has those of a date on which
    they hide what there is.

    `credit` names the publishers and licences of the raw files that they are from.
    """
    contracts = all_contracts()
    parts = {str(name): part for name, part in values.dropna(subset=["value"]).groupby("indicator")}
    found = []
    for row in indicator[["indicator", "table_name", "column_name", "name_ko", "name_en", *TEXTS]].to_dict("records"):
        if row["indicator"] in parts:
            table = contracts[row["table_name"].split(".")[1]]
            column = table.column(row["column_name"])
            found.append(
                {
                    "id": row["indicator"],
                    "table": {"ko": table.ko, "en": table.en},
                    "ko": row["name_ko"],
                    "en": row["name_en"],
                    **{key: text(row[key]) for key in TEXTS},
                    **in_korean(formula=text(row["formula"]), caveat=text(row["caveat"])),
                    "credit": whose.data(whose.tables_of(row["indicator"])).record(),
                    "levels": _levels(column, parts[row["indicator"]], order),
                }
            )
    return found


def _levels(column: Column, part: pd.DataFrame, order: dict[str, list[str]]) -> dict[str, Any]:
    levels = {}
    for level in LEVELS:
        rows = part[part["level"] == level]
        if len(rows):
            wide = rows.pivot(index="reference_date", columns="region_id", values="value").sort_index()
            table = wide.reindex(columns=order[level]).to_numpy(dtype="float64")
            dates = [str(date)[:10] for date in wide.index]
            every = rows["value"].to_numpy(dtype="float64")
            together = number_theme(column, every) if level in MAP_LEVELS else None
            own = [number_theme(column, every, row, together.classes) for row in table] if together and together.spread else []
            own_classes = {date: theme.classes for date, theme in zip(dates, own, strict=False) if theme.spread == "date"}
            classes = together.classes if together else ()
            gaps = rows.pivot(index="reference_date", columns="region_id", values="missing_units").reindex(wide.index)
            lacking = gaps.reindex(columns=order[level]).fillna(0).astype("int64").to_numpy().tolist()
            levels[level] = {
                "dates": dates,
                "classes": [class_record(c) for c in classes],
                "own_classes": {date: [class_record(c) for c in found] for date, found in own_classes.items()},
                "official": together is not None and not together.spread,
                "values": [
                    short_numbers(row, own_classes.get(date, classes), whole=column.measure == "extensive")
                    for date, row in zip(dates, table, strict=True)
                ],
                "missing": {date: row for date, row in zip(dates, lacking, strict=True) if any(row)},
            }
    return levels


def class_record(c: MapClass) -> dict[str, Any]:
    """A class as the page reads it."""
    return {"ko": c.ko, "en": c.en, "colour": c.colour, "lower": c.lower, "upper": c.upper}


NO_DATA_RECORD = class_record(NO_DATA)


def short_numbers(values: Iterable[float], classes: tuple[MapClass, ...] = (), *, whole: bool = False) -> list[float | None]:
    """Numbers with `DIGITS` digits, counts to the unit, missing as None; never so short that one falls into another class."""
    exact = np.asarray(list(values), dtype="float64")
    short = [_short(value, whole=whole) for value in exact]
    if classes:
        before, after = (class_values([math.nan if v is None else v for v in column], classes) for column in (exact, short))
        short = [s if a == b else float(value) for value, s, a, b in zip(exact, short, before, after, strict=True)]
    return short


def _short(value: float, *, whole: bool) -> float | None:
    if not math.isfinite(value):
        return None
    if value == 0:
        return 0
    digits = DIGITS - 1 - math.floor(math.log10(abs(value)))
    shortened = round(float(value), max(digits, 0) if whole else digits)
    return int(shortened) if shortened.is_integer() else shortened

"""The KOSIS spreadsheet DT_1B040B3: registered households, a year a column, sigungu indented below their sido."""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, statuses, year_ends
from assets.io.source_file import SourceFile
from assets.io.tabular import NOT_EXISTING
from assets.io.unfold import YEAR, parse_periods, unfold_sheet
from assets.sources.indented_units import NATION, below_sido
from expectations.contracts.kosis_households import KOSIS_HOUSEHOLDS

NAME = "행정구역(시군구)별"
CITY_OF_SIDO_RANK = r"[가-힣]+(?:특별|광역|특별자치)시"


@source(contract=KOSIS_HOUSEHOLDS)
def kosis_households(file: SourceFile) -> pd.DataFrame:
    """Registered households at year's end. One row per printed unit and December."""
    long = parse_periods(file, unfold_sheet(file, (NAME,)), YEAR)
    units = _units(file, long.drop_duplicates("source_row").sort_values("source_row"))
    return long.merge(units, on="source_row", validate="many_to_one").assign(
        reference_date=year_ends(long["year"]),
        households=numbers(file, long["cell"], long["source_row"], absent=(NOT_EXISTING,), minimum=0, whole=True),
        status=statuses(long["cell"]),
        source_file=file.name,
    )


def _units(file: SourceFile, rows: pd.DataFrame) -> pd.DataFrame:
    """Name, sido, city and kind of each printed row, told by its indent and its place."""
    units = below_sido(file, rows, NAME)
    names, indented, sido = units["region_name"], units["indented"], units["sido_name"]
    gu = indented & names.str.endswith("구") & ~sido.fillna("").str.fullmatch(CITY_OF_SIDO_RANK)
    branch = indented & names.str.endswith("출장소")
    kind = pd.Series("sido", index=rows.index).mask(indented, "sigungu").mask(gu, "gu").mask(branch, "branch_office")
    city = names.mask(gu | branch | ~indented).ffill()
    return units.drop(columns="indented").assign(city_name=city.where(gu), row_kind=kind.mask(names == NATION, "nation"))

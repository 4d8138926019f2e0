"""KOSIS tables with sigungu under their sido: households, businesses, moves."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_columns, require_form, statuses
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, read_parquet
from assets.reading.unfold import YEAR, parse_periods, unfold_sheet
from domain.days import year_ends
from expectations.contracts.households_businesses import KOSIS_HOUSEHOLDS, TAX_BUSINESSES
from expectations.contracts.moves import KOSIS_SIGUNGU_MOVES

# Names in KOSIS sheets that print sigungu indented below their sido: told by indent and place.
#
# What a row is beyond that (a gu of a city, a branch office) is known where each sheet is read.

NATION = "전국"
INDENT = "\u3000"


def below_sido(file: SourceFile, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """`source_row, region_name, sido_name, indented` of rows in the order printed; a sido is its own, the nation has none.

    Blanks inside a name, which some sheets set for alignment (`중  구`), are dropped.

    Raises SourceError for an indented row that stands below no sido.
    """
    printed = rows[column].astype(str)
    names = printed.str.replace(rf"[\s{INDENT}]", "", regex=True)
    indented = printed.str.startswith(INDENT)
    sido = names.mask(indented | (names == NATION)).ffill()
    if (lost := indented & sido.isna()).any():
        row = rows[lost].iloc[0]
        raise file.error(f"{row[column].strip()!r} below no sido", "sigungu below their sido", int(row["source_row"]))
    return pd.DataFrame(
        {
            "source_row": rows["source_row"],
            "region_name": names,
            "sido_name": sido.mask(names == NATION),
            "indented": indented,
        }
    )


# The KOSIS spreadsheet DT_1B040B3: registered households, a year a column, sigungu indented below their sido.

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


# Active businesses by sigungu and kind from tax statistics: a Parquet file with the publisher's own codes.
#
# The codes are of no scheme that this project knows. Their province part is, and tells which Jung-gu a Jung-gu is.

CODE, KIND_CODE, PERIOD, BUSINESSES = "[15133JYB]시군구별", "[13301A]사업자별", "시점", "가동사업자 현황[명]"
COLUMNS = {CODE: "region_code", "시군구별": "region_name", KIND_CODE: "kind_code", "사업자별": "kind_name"}
PREFIX = "15133JYB"
PROVINCES = {
    "07": "서울특별시", "08": "인천광역시", "09": "경기도", "0A": "강원도", "0B": "대전광역시", "0C": "충청북도",
    "0D": "충청남도", "0E": "광주광역시", "0F": "전라북도", "0G": "전라남도", "0H": "대구광역시", "0I": "경상북도",
    "0J": "부산광역시", "0K": "울산광역시", "0L": "경상남도", "0M": "제주특별자치도",
}  # fmt: skip
# Coded below Chungnam, which it left in 2012.
SEJONG = {"세종": "세종특별자치시"}
KINDS = "총계|법인|개인사업자|일반사업자|간이사업자|면세사업자"


@source(contract=TAX_BUSINESSES)
def tax_businesses(file: SourceFile) -> pd.DataFrame:
    """Active businesses at year's end. One row per unit, kind of business and year."""
    wide = read_parquet(file)
    require_columns(file, wide, (*COLUMNS, PERIOD, BUSINESSES))
    table = wide.rename(columns=COLUMNS)
    rows = table["source_row"]
    code = require_form(
        file, table["region_code"], rows, f"{PREFIX}(?P<province>{'|'.join(PROVINCES)})[0-9A-Z]+", f"{PREFIX}, 07 to 0M"
    )
    require_form(file, table["kind_name"], rows, KINDS, KINDS.replace("|", ", "))
    period = require_form(file, table[PERIOD], rows, r"(?P<year>(?:19|20)[0-9]{2}) ?년", "a year, 2024 년")
    businesses = numbers(file, table[BUSINESSES], rows, absent=("",), minimum=0, whole=True)
    table = table.assign(
        year=period["year"].astype("int64"),
        sido_name=table["region_name"].map(SEJONG).fillna(code["province"].map(PROVINCES)),
        businesses=businesses,
        status=businesses.notna().map({True: "reported", False: "missing"}),
        source_file=file.name,
    )
    refuse_repeats(file, table, ("region_code", "kind_name", "year"))
    return table


# The KOSIS spreadsheet DT_1B26001_A01: all moves in and out of each sigungu, a year over its items, sigungu indented.

IN, OUT, NET = "총전입 (명)", "총전출 (명)", "순이동 (명)"


@source(contract=KOSIS_SIGUNGU_MOVES)
def kosis_sigungu_moves(file: SourceFile) -> pd.DataFrame:
    """Persons who moved in a year. One row per printed unit and year.

    Net moves, an item that a download may have too, are held against the difference and left out.
    """
    long = parse_periods(file, unfold_sheet(file, (NAME,), header_rows=2), YEAR)
    items = long["item"].drop_duplicates()
    require_form(file, items, [None] * len(items), r"(?:총전입|총전출|순이동) [(]명[)]", f"{IN}, {OUT} and perhaps {NET}")
    refuse_repeats(file, long, ["source_row", "year", "item"])
    wide = long.pivot(index=["source_row", NAME, "year"], columns="item", values="cell").reset_index()
    require_columns(file, wide, (IN, OUT))
    units = below_sido(file, wide.drop_duplicates("source_row").sort_values("source_row"), NAME)
    units["row_kind"] = units["indented"].map({True: "sigungu", False: "sido"}).mask(units["region_name"] == NATION, "nation")
    table = wide.merge(units, on="source_row", validate="many_to_one")
    rows, absent = table["source_row"], (NOT_EXISTING,)
    moves_in = numbers(file, table[IN], rows, absent=absent, minimum=0, whole=True)
    moves_out = numbers(file, table[OUT], rows, absent=absent, minimum=0, whole=True)
    _refuse(file, table, moves_in.isna() != moves_out.isna(), "moves one way only", "both or neither")
    if NET in table.columns:
        net = numbers(file, table[NET], rows, absent=absent, whole=True)
        wrong = (net != moves_in - moves_out).fillna(value=False)
        _refuse(file, table, wrong, "net moves that are not in - out", "the difference")
    return table.assign(moves_in=moves_in, moves_out=moves_out, status=statuses(table[IN]), source_file=file.name)


def _refuse(file: SourceFile, table: pd.DataFrame, bad: pd.Series, found: str, expected: str) -> None:
    if bad.any():
        row = table[bad].iloc[0]
        raise file.error(f"{found} ({row['region_name']}, {row['year']})", expected, int(row["source_row"]))

"""Active businesses by sigungu and kind from tax statistics: a Parquet file with the publisher's own codes.

The codes are of no scheme that this project knows. Their province part is, and tells which Jung-gu a Jung-gu is.
"""

from __future__ import annotations

import pandas as pd

from assets.io.asset import source
from assets.io.cells import numbers, refuse_repeats, require_columns, require_form
from assets.io.source_file import SourceFile
from assets.io.tabular import read_parquet
from expectations.contracts.tax_businesses import TAX_BUSINESSES

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
    period = require_form(file, table[PERIOD], rows, r"(?P<year>\d{4}) ?년", "a year, 2024 년")
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

"""KOSIS tables of establishments and of mining and manufacturing."""

from __future__ import annotations

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_columns, require_form
from assets.reading.source_file import SourceFile
from assets.reading.tabular import SUPPRESSED, read_csv
from assets.sources.activity_workers import ALL_SECTIONS, section_of
from domain.industries import SECTIONS
from expectations.contracts.establishments import KOSIS_ESTABLISHMENTS, KOSIS_MINING_MANUFACTURING

# The long CSV in which the two KOSIS establishment surveys are handed on: a figure a row, with a last column of remarks.

COLUMNS = {
    "산업별": "industry_name",
    "산업코드": "industry_code",
    "연도": "year",
    "지표": "item",
    "단위": "unit",
    "값": "cell",
}
CODE = r"0?|[0-9]{2}(?:~[0-9]{2})?"
CODES = SECTIONS | {"0": ALL_SECTIONS}
# Sections B and C together, printed without a code.
MINING_AND_MANUFACTURING = "광업 및 제조업"
KEY = ("region_name", "industry_name", "year", "item")


def read_survey(file: SourceFile, region: str, last: str) -> pd.DataFrame:
    """`COLUMNS`, `region_name` from the column `region`, `remark` from `last`, and `source_row`; year and codes checked.

    Raises SourceError for a missing column, a code of another form or of another industry than its name, or a figure given
    twice.
    """
    wide = read_csv(file)
    require_columns(file, wide, (region, *COLUMNS, last))
    table = wide.rename(columns=COLUMNS | {region: "region_name", last: "remark"})
    rows = table["source_row"]
    require_form(file, table["industry_code"], rows, CODE, "a code of KSIC divisions, 10~34")
    _hold_codes(file, table)
    table["year"] = numbers(file, table["year"], rows, minimum=1990, maximum=2100, whole=True)
    refuse_repeats(file, table, KEY)
    return table


def _hold_codes(file: SourceFile, table: pd.DataFrame) -> None:
    named = table[["industry_code", "industry_name", "source_row"]].drop_duplicates(["industry_code", "industry_name"])
    for code, name, row in named.itertuples(index=False, name=None):
        agree = name.strip() == MINING_AND_MANUFACTURING if code == "" else section_of(name) == CODES.get(code)
        if not agree:
            raise file.error(
                f"code {code!r} for {name!r}", "divisions and name of one industry", int(row),
                "Code and name say different industries; ask KOSIS again.",
            )  # fmt: skip


def values(file: SourceFile, table: pd.DataFrame, marks: pd.Series) -> pd.DataFrame:
    """`value` (whole, as printed) and `status` of each figure; `marks` says where the publisher prints `X`.

    Raises SourceError for a broken figure, for one that is suppressed and yet given, and for an empty one without `X`.
    """
    rows, cells = table["source_row"], table["cell"].str.strip()
    hidden = (marks == SUPPRESSED) | (cells == SUPPRESSED)
    told = hidden & ~cells.isin(["", SUPPRESSED])
    if told.any():
        first = table[told].iloc[0]
        raise file.error(f"{first['cell']} marked `{SUPPRESSED}`", "no figure where one is suppressed", int(first["source_row"]))
    value = numbers(file, cells.mask(hidden, SUPPRESSED), rows, absent=(SUPPRESSED,), whole=True)
    return table.assign(value=value, status=hidden.map({True: "suppressed", False: "reported"}), source_file=file.name)


# The establishment survey by sido and KSIC section: establishments, workers and sales, with the compiler's index.

INDEX = "지수"


@source(contract=KOSIS_ESTABLISHMENTS)
def kosis_establishments(file: SourceFile) -> pd.DataFrame:
    """Establishments, workers (persons), sales (million KRW). One row per sido or nation, section, item and year."""
    table = read_survey(file, "행정구역별", INDEX)
    index = numbers(file, table["remark"], table["source_row"], absent=("",), minimum=0)
    return values(file, table, pd.Series("", index=table.index)).assign(index_2021=index)


# The mining and manufacturing survey by sido: seven items of plants with ten workers and more, some suppressed.

REMARK = "비고"


@source(contract=KOSIS_MINING_MANUFACTURING)
def kosis_mining_manufacturing(file: SourceFile) -> pd.DataFrame:
    """Plants, workers (persons), amounts (million KRW). One row per sido or nation, industry, item and year."""
    table = read_survey(file, "시도별", REMARK)
    require_form(file, table["remark"], table["source_row"], "[-X]?", "`-`, `X` or no remark")
    printed = values(file, table, table["remark"])
    return printed.assign(remark=table["remark"].replace("", None), industry_code=table["industry_code"].replace("", None))

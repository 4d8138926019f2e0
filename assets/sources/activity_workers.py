"""Workers by section of industry as the sido and the nation print them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from assets.lake.asset import source
from assets.reading.cells import numbers, refuse_repeats, require_form, statuses
from assets.reading.source_file import SourceFile
from assets.reading.tabular import NOT_EXISTING, SUPPRESSED
from assets.reading.unfold import YEAR, parse_periods, unfold_sheet
from assets.sources.printed_sums import refuse_contradictions, sums_of_parts
from assets.sources.regional_statistics import Labels, figures, kinds_of_rows, read_grid
from domain.industries import ALL_KINDS, ESTABLISHMENT_KINDS, SECTIONS
from expectations.contracts.establishments import KOSIS_SIDO_INDUSTRY, KOSIS_SIGUNGU_ESTABLISHMENTS

# Sections of the industrial classification by the names that publishers print: KSIC 9 and 10, spelled in many ways.
#
# A name says the section, not the revision: several sido print names of KSIC 10 above figures of KSIC 9.

ALL_SECTIONS = "total"
# Names without blanks, commas, points and 및; two or more where revisions or publishers differ.
NAMES = {
    "A": ("농업임업어업",),
    "B": ("광업",),
    "C": ("제조업",),
    "D": ("전기가스증기공기조절공급업", "전기가스증기수도사업"),
    "E": ("수도하수폐기물처리원료재생업", "하수폐기물처리원료재생환경복원업"),
    "F": ("건설업",),
    "G": ("도매소매업",),
    "H": ("운수창고업", "운수업"),
    "I": ("숙박음식점업",),
    "J": ("정보통신업", "출판영상방송통신정보서비스업"),
    "K": ("금융보험업",),
    "L": ("부동산업", "부동산업임대업", "부동산임대업"),
    "M": ("전문과학기술서비스업",),
    "N": (
        "사업시설관리사업지원임대서비스업",
        "사업시설관리사업지원서비스업",
        "사업시설관리사업지원서비스",
        "사업시설관리지원임대서비스업",
    ),
    "O": ("공공행정국방사회보장행정",),
    "P": ("교육서비스업",),
    "Q": ("보건업사회복지서비스업", "보건사회복지서비스업"),
    "R": ("예술스포츠여가관련서비스업",),
    "S": ("협회단체수리기타개인서비스업",),
    "T": ("가구내고용활동달리분류되지않은자가소비", "가구내고용활동달리분류되지않은자가소비생산활동"),
    "U": ("국제외국기관",),
    ALL_SECTIONS: ("합계", "계", "소계", "전체", "전체산업"),
}
_SECTIONS = {name: section for section, names in NAMES.items() for name in names}
_SPELLING = re.compile(r"[\s,.·ㆍ‧・/]|및")


def section_of(label: str) -> str | None:
    """Letter of the section that a printed name means, `total` for all sections, None when it means none."""
    return _SECTIONS.get(_SPELLING.sub("", label))


# The KOSIS table DT_1K52C01: the establishment survey by sido, section and kind of establishment, a year a column.

KEYS = {"행정구역별": "region_name", "산업별": "industry_name", "사업체구분별": "kind_name", "항목": "item", "단위": "unit"}
ITEMS = {"사업체수[개]": ("establishments", "개"), "종사자수[명]": ("workers", "명")}
INDUSTRY = r"(?P<name>[^()]+)(?:[(](?P<divisions>[0-9]{2}(?:~[0-9]{2})?)[)])?"
CELL = ["region_name", "section", "kind_name", "year"]
NATION = "전국"


@source(contract=KOSIS_SIDO_INDUSTRY)
def kosis_sido_industry(file: SourceFile) -> pd.DataFrame:
    """Establishments and workers (persons). One row per sido or nation, section, kind and year.

    Raises SourceError with row for a section that its divisions contradict, and for sections, kinds or sido that contradict
    their printed whole.
    """
    long = parse_periods(file, unfold_sheet(file, tuple(KEYS)).rename(columns=KEYS), YEAR)
    long = long.join(_industries(file, long))
    rows = long["source_row"]
    require_form(
        file, long["kind_name"], rows, "|".join(map(re.escape, ESTABLISHMENT_KINDS)), f"one of {', '.join(ESTABLISHMENT_KINDS)}"
    )
    units = "|".join(re.escape(item + unit) for item, (_, unit) in ITEMS.items())
    require_form(file, long["item"] + long["unit"], rows, units, "사업체수[개] or 종사자수[명]")
    refuse_repeats(file, long, [*CELL, "item"])
    establishments, workers = (_item(file, long, item, name) for item, (name, _) in ITEMS.items())
    table = workers.merge(
        establishments.drop(columns=["industry_name", "divisions", "source_row"]), on=CELL, validate="one_to_one"
    )
    # In 2019 the cells of workers of one or two establishments are empty instead of `X`.
    nobody = (table["workers_status"] == "missing") & (table["establishments_status"] == "missing")
    table = table.assign(**{f"{name}_status": table[f"{name}_status"].mask(nobody, "not_existing") for name, _ in ITEMS.values()})
    if len(table) != len(establishments) or len(table) != len(workers):
        raise file.error(
            f"{len(establishments)} numbers of establishments, {len(workers)} of workers", "both items of every cell"
        )
    refuse_contradictions(file, [sums for name, _ in ITEMS.values() for sums in _sums(table, name)])
    return table.assign(source_file=file.name)


def _industries(file: SourceFile, long: pd.DataFrame) -> pd.DataFrame:
    """`section` of each printed industry and its `divisions`; SourceError where the name and the divisions disagree."""
    printed = long.drop_duplicates("industry_name")
    wanted = "a section of KSIC with its divisions, 제조업(10~34)"
    parts = require_form(file, printed["industry_name"], printed["source_row"], INDUSTRY, wanted)
    sections = parts["name"].map(section_of)
    by_code = parts["divisions"].map(SECTIONS).where(parts["divisions"].notna(), ALL_SECTIONS)
    odd = sections.isna() | (sections != by_code)
    if odd.any():
        row = printed[odd].iloc[0]
        raise file.error(
            repr(row["industry_name"]), wanted, int(row["source_row"]), "Its name and its divisions are of two sections."
        )
    known = parts.assign(section=sections, industry_name=printed["industry_name"]).set_index("industry_name")
    return pd.DataFrame({column: long["industry_name"].map(known[column]) for column in ("section", "divisions")})


def _item(file: SourceFile, long: pd.DataFrame, item: str, name: str) -> pd.DataFrame:
    cells = long[long["item"] == item]
    value = numbers(file, cells["cell"], cells["source_row"], absent=("", SUPPRESSED), minimum=0, whole=True)
    found = cells[[*CELL, "industry_name", "divisions", "source_row"]]
    return found.assign(**{name: value, f"{name}_status": statuses(cells["cell"])})


def _sums(table: pd.DataFrame, item: str) -> list[tuple[str, pd.DataFrame]]:
    """Sums of sections, kinds and sido."""
    wholes = {
        "section": (table["section"] == ALL_SECTIONS, ["region_name", "kind_name", "year"]),
        "kind": (table["kind_name"] == ALL_KINDS, ["region_name", "section", "year"]),
        "sido": (table["region_name"] == NATION, ["section", "kind_name", "year"]),
    }
    return [
        (f"{' '.join(f'{{{k}}}' for k in key)} {item} by {name}", sums_of_parts(table[~whole], table[whole], key, item))
        for name, (whole, key) in wholes.items()
    ]


# The establishment survey by sigungu and section, as each sido publishes it in its own basic statistics and layout.
#
# Only all establishments and all workers are read; women, kinds of owner and of establishment are left out.

ITEM = re.compile(r"(?P<name>.+?) ?[(\[](?P<unit>[^()\[\]]+)[)\]]")
SIGUNGU_ITEMS = {"사업체수": "establishments", "사업체": "establishments", "종사자수": "workers", "종사자": "workers"}
UNITS = {"establishments": ("개", "개소"), "workers": ("명",)}
# Parts of the figures that are looked for: women who lead, men and women who work; owners and kinds of establishment.
PART = re.compile(r"(?:여성|여자)대표자(?:사업체)?수?|(?:남성|남자|남|여성|여자|여)(?:종사자수?)?|조직형태별|사업체구분별")
UNPUBLISHED = "..."
# How files print `X`: letters that look like it, for workers of one or two establishments.
MARKS = {"Ⅹ": SUPPRESSED, "×": SUPPRESSED, "…": UNPUBLISHED}
FIGURES = ("establishments", "workers")
SIGUNGU_CELL = ["region_name", "year", "section"]


@source(contract=KOSIS_SIGUNGU_ESTABLISHMENTS, options=("sido", "subregions"))
def kosis_sigungu_establishments(file: SourceFile) -> pd.DataFrame:
    """Establishments and workers (persons) of one sido's table. One row per printed region, year and section.

    Raises SourceError with file and row for a label that means nothing, another unit, a figure given twice, and for parts
    that contradict their printed whole, sections or regions.
    """
    grid = read_grid(file)
    kinds = kinds_of_rows(file, grid)
    cells = _one_name_each(file, figures(file, grid, meaning))
    tables = [_column(file, cells[cells["item"] == item], item) for item in FIGURES]
    table = tables[1].merge(
        tables[0].drop(columns=["industry_name", "source_row"]), on=SIGUNGU_CELL, how="left", validate="one_to_one"
    )
    lone = table["establishments_status"].isna()
    if lone.any() or len(tables[0]) != len(table):
        odd = table[lone].iloc[0] if lone.any() else tables[0].iloc[0]
        raise file.error(f"one item only of {odd['region_name']} {odd['year']}", "both items", int(odd["source_row"]))
    table = table.merge(kinds, on="region_name", validate="many_to_one")
    table = table.assign(sido_name=file.options["sido"], source_file=file.name)
    refuse_contradictions(file, [sums for item in FIGURES for sums in _sigungu_sums(table, item)])
    return table


def meaning(labels: Labels) -> dict[str, Any] | None:
    """`item`, `section` and `industry_name` of a cell with these labels; None for a part that is left out.

    Raises ValueError for a label that says nothing, an item in another unit, and for labels of no item or of two industries.
    """
    item, units, industries = "", set[str](), dict[str, str]()
    for label in labels:
        found = ITEM.fullmatch(label)
        name = re.sub(r"\s", "", found["name"] if found else label)
        if PART.fullmatch(name):
            return None
        if found and name in SIGUNGU_ITEMS:
            item, units = SIGUNGU_ITEMS[name], units | {found["unit"]}
        elif label in (*UNITS["establishments"], *UNITS["workers"]):
            units.add(label)
        elif section := section_of(label):
            industries[section] = label
        else:
            raise ValueError(f"the unknown label {label!r}")
    sections = [section for section in industries if section != ALL_SECTIONS]
    if not item or len(sections) > 1:
        raise ValueError("two industries" if item else "no item")
    if odd := units - set(UNITS[item]):
        raise ValueError(f"the unit {odd.pop()} of {item}")
    section = sections[0] if sections else ALL_SECTIONS
    return {"item": item, "section": section, "industry_name": industries.get(section, "계")}


def _one_name_each(file: SourceFile, cells: pd.DataFrame) -> pd.DataFrame:
    """One cell per region, year, section and item: tables that list the names of two revisions fill one of them.

    SourceError where both have a figure.
    """
    cells = cells.assign(cell=cells["cell"].replace(MARKS))
    key = [*SIGUNGU_CELL, "item"]
    cells = cells.assign(empty=cells["cell"] == NOT_EXISTING).sort_values([*key, "empty"], kind="stable")
    twice = cells[~cells["empty"]].duplicated(key)
    if twice.any():
        row = cells[~cells["empty"]][twice].iloc[0]
        found = f"two figures of {row['region_name']} {row['year']} {row['industry_name']}"
        raise file.error(found, "one, the name of the other revision with `-`", int(row["source_row"]))
    return cells.drop_duplicates(key)


def _column(file: SourceFile, cells: pd.DataFrame, item: str) -> pd.DataFrame:
    text, rows = cells["cell"], cells["source_row"]
    value = numbers(file, text, rows, absent=(NOT_EXISTING, SUPPRESSED, UNPUBLISHED), minimum=0, whole=True)
    status = statuses(text.replace(UNPUBLISHED, ""))
    return cells[[*SIGUNGU_CELL, "industry_name", "source_row"]].assign(**{item: value, f"{item}_status": status})


def _sigungu_sums(table: pd.DataFrame, item: str) -> list[tuple[str, pd.DataFrame]]:
    """Sums of the sections of each region, and of the parts of each region."""
    whole = table["section"] == ALL_SECTIONS
    by_section = sums_of_parts(table[~whole], table[whole], ["region_name", "year"], item)
    parts = table.dropna(subset=["parent_name"]).drop(columns="region_name").rename(columns={"parent_name": "region_name"})
    # A year of which no part is published (all `-`) has a whole all the same.
    given = parts["establishments_status"].isin(["reported"]).groupby([parts["region_name"], parts["year"]]).transform("any")
    by_region = sums_of_parts(parts[given], table, SIGUNGU_CELL, item)
    return [
        (f"{{region_name}} {{year}} {item} by section", by_section),
        (f"{{region_name}} {{year}} {{section}} {item} by part", by_region),
    ]

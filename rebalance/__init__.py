"""Rebalance for notebooks and other programs: data frames in, data frames out, what was done explained, nothing guessed.

Every public name stands here and is loaded when it is first used. What is done lies in the rooms below (`assets/`,
`expectations/`), which are no interface; of building, only `definitions.py` and `cli.py` know, through which Dagster and
the command line come in.

Examples
--------
>>> import pandas as pd
>>> import rebalance
>>> people = pd.DataFrame({"code": ["47720", "27110"], "people": [23283, 82000]})
>>> answer = rebalance.convert(people, "mois@2024", from_="mois@2022", code_column="code", counts=["people"])
>>> answer.frame[["code", "sido_ko", "name_ko", "people"]]
    code sido_ko name_ko  people
0  27110   대구광역시      중구   82000
1  27720   대구광역시     군위군   23283
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rebalance.errors import AmbiguousCellError as AmbiguousCellError
    from rebalance.errors import AmbiguousError as AmbiguousError
    from rebalance.errors import AmbiguousUsageError as AmbiguousUsageError
    from rebalance.errors import CatalogueError as CatalogueError
    from rebalance.errors import ContractError as ContractError
    from rebalance.errors import DamageError as DamageError
    from rebalance.errors import DayUnknownError as DayUnknownError
    from rebalance.errors import HistoryError as HistoryError
    from rebalance.errors import NamesForCodesError as NamesForCodesError
    from rebalance.errors import RebalanceError as RebalanceError
    from rebalance.errors import ReleaseError as ReleaseError
    from rebalance.errors import SourceError as SourceError
    from rebalance.errors import UsageError as UsageError
    from rebalance.errors import ValidationError as ValidationError
    from rebalance.regions import Geography as Geography
    from rebalance.regions import Neighbours as Neighbours
    from rebalance.regions import Region as Region
    from rebalance.regions import crosswalk as crosswalk
    from rebalance.regions import geography as geography
    from rebalance.regions import region as region
    from rebalance.releases import Map as Map
    from rebalance.releases import Release as Release
    from rebalance.releases import ReleaseTable as ReleaseTable
    from rebalance.releases import open_release as open_release
    from rebalance.sheets import SHEETS as SHEETS
    from rebalance.sheets import WORKBOOKS as WORKBOOKS
    from rebalance.sheets import Converted as Converted
    from rebalance.sheets import Identified as Identified
    from rebalance.sheets import SheetFile as SheetFile
    from rebalance.sheets import convert as convert
    from rebalance.sheets import identify as identify
    from rebalance.sheets import write_sheets as write_sheets
    from rebalance.source_files import write_sources as write_sources
    from rebalance.vintages import CodeColumn as CodeColumn
    from rebalance.vintages import NameVintage as NameVintage
    from rebalance.vintages import SheetNames as SheetNames
    from rebalance.vintages import Vintage as Vintage
    from rebalance.vintages import detect_days as detect_days
    from rebalance.vintages import detect_vintage as detect_vintage
    from rebalance.vintages import read_codes as read_codes
    from rebalance.vintages import read_names as read_names

_PUBLIC = {
    "errors": (
        "AmbiguousCellError",
        "AmbiguousError",
        "AmbiguousUsageError",
        "CatalogueError",
        "ContractError",
        "DamageError",
        "DayUnknownError",
        "HistoryError",
        "NamesForCodesError",
        "RebalanceError",
        "ReleaseError",
        "SourceError",
        "UsageError",
        "ValidationError",
    ),
    "regions": (
        "Geography",
        "Neighbours",
        "Region",
        "crosswalk",
        "geography",
        "region",
    ),
    "releases": ("Map", "Release", "ReleaseTable", "open_release"),
    "sheets": (
        "SHEETS",
        "WORKBOOKS",
        "Converted",
        "Identified",
        "SheetFile",
        "convert",
        "identify",
        "write_sheets",
    ),
    "source_files": ("write_sources",),
    "vintages": (
        "CodeColumn",
        "NameVintage",
        "SheetNames",
        "Vintage",
        "detect_days",
        "detect_vintage",
        "read_codes",
        "read_names",
    ),
}
_MODULES = {name: module for module, names in _PUBLIC.items() for name in names}
__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})

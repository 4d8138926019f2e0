"""The project's own errors. Each says what is wrong, where, and what to do; each ambiguity has its choices."""

from __future__ import annotations

from assets.sheets.name_offer import NamesForCodesError
from domain.errors import (
    AmbiguousCellError,
    AmbiguousError,
    AmbiguousUsageError,
    CatalogueError,
    ContractError,
    DamageError,
    DayUnknownError,
    HistoryError,
    RebalanceError,
    ReleaseError,
    SourceError,
    UsageError,
    ValidationError,
)

__all__ = [
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
]

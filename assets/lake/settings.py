"""Choices of a build that change tables. An asset that needs them has a parameter annotated `Settings`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """What the user chose.

    Attributes
    ----------
    reference : datetime.date | None
        Reference vintage of the panel, one of the complete boundary vintages, published or derived;
        None for the newest published one.
    """

    reference: dt.date | None = None

    def declaration(self) -> dict[str, str]:
        """As a fingerprint has it."""
        return {"reference": str(self.reference)}

"""A number that an analyst is not sure of: one value, or a distribution, always with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Generic, TypeVar

import numpy as np
from pydantic import ConfigDict, Field, field_validator, model_validator

from assets.configuration.strict import Strict, Text, Within, expected, said
from assets.projection.cohorts import Array

# The ways to give it.
KINDS = ("value", "uniform", "triangular", "normal")


@dataclass(frozen=True)
class Amount:
    """`value: x`, `uniform: [low, high]`, `triangular: [low, mode, high]` or `normal: [mean, sd]`.

    `low` and `high` are bounds of the parameter itself: draws of a normal are held within them.
    """

    kind: str
    figures: tuple[float, ...]
    source: str
    low: float = 0.0
    high: float = float("inf")

    @property
    def mean(self) -> float:
        """Expected value, which the path without draws uses."""
        figures = {"value": 1, "uniform": 2, "triangular": 3, "normal": 1}[self.kind]
        return sum(self.figures[:figures]) / figures

    def drawn(self, rng: np.random.Generator | None, draws: int) -> Array:
        """`draws` values; the mean without a generator."""
        if rng is None or self.kind == "value":
            return np.full(draws, self.mean)
        if self.kind == "triangular":
            low, mode, high = self.figures
            return rng.triangular(low, mode, high, draws)
        first, second = self.figures
        if self.kind == "uniform":
            return rng.uniform(first, second, draws)
        held: Array = np.clip(rng.normal(first, second, draws), self.low, self.high)
        return held


F = TypeVar("F", bound=float)
_SOURCE = "Where the number comes from, or `assumption`."


class Number(Strict, Generic[F]):
    """A number as a file gives it, in one of four ways; `F` bounds its figures."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [kind]} for kind in KINDS]})
    bounds: ClassVar[Within]

    value: F | None = Field(None, description="The number, where it is certain.")
    uniform: tuple[F, F] | None = Field(None, strict=False, description="Low and high, all between as probable.")
    triangular: tuple[F, F, F] | None = Field(None, strict=False, description="Low, most probable and high.")
    normal: tuple[F, Annotated[float, Within(0)]] | None = Field(None, strict=False, description="Mean and standard deviation.")
    source: Text = Field(description=_SOURCE)

    @field_validator("uniform", "triangular")
    @classmethod
    def _rises(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if list(value) != sorted(value) or value[0] == value[-1]:
            raise expected("figures from low to high")
        return value

    @model_validator(mode="after")
    def _is_given_once(self) -> Number[F]:
        if len(given := self.model_fields_set & set(KINDS)) != 1:
            raise said(f"found {len(given)} of {', '.join(KINDS)}; expected exactly one of them")
        return self

    def amount(self) -> Amount:
        """The number to draw from."""
        (kind,) = self.model_fields_set & set(KINDS)
        figures = getattr(self, kind)
        figures = tuple(map(float, figures)) if isinstance(figures, tuple) else (float(figures),)
        return Amount(
            kind, figures, self.source.strip(), self.bounds.low, float("inf") if self.bounds.high is None else self.bounds.high
        )


_SHARE, _MANY, _SIZE, _TIMES, _FACTOR = Within(0, 1), Within(0), Within(1, 10), Within(0, 10), Within(0, 5)


class Share(Number[Annotated[float, _SHARE]]):
    """A share from 0 to 1, always with its source."""

    bounds = _SHARE


class Many(Number[Annotated[float, _MANY]]):
    """A number of jobs or persons, always with its source."""

    bounds = _MANY


class Size(Number[Annotated[float, _SIZE]]):
    """Persons of a household, always with their source."""

    bounds = _SIZE


class Times(Number[Annotated[float, _TIMES]]):
    """A multiplier from 0 to 10, always with its source."""

    bounds = _TIMES


class Factor(Number[Annotated[float, _FACTOR]]):
    """A factor from 0 to 5, always with its source."""

    bounds = _FACTOR

"""Models of what a configuration file may say: unknown keys refused at every depth, no value taken for another kind.

A model's field says with `Text`, `OneOf`, `Shaped` or
`Within` what it takes; `mistakes.py` reads a document as a model. The same models give the JSON Schemas that editors read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_EXPECTED, SAID = "expected", "said"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Strict(BaseModel):
    """A table of a configuration file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


def expected(text: str, known: Collection[str] = ()) -> PydanticCustomError:
    """What a validator raises: `found …; expected text`; a value near one of `known` is suggested."""
    return PydanticCustomError(_EXPECTED, "{text}", {"text": text, "known": sorted(known)})


def said(text: str) -> PydanticCustomError:
    """What a validator raises where it is not the value alone that is wrong: the text as it stands."""
    return PydanticCustomError(SAID, "{text}", {"text": text})


@dataclass(frozen=True)
class OneOf:
    """A text of a list."""

    known: tuple[str, ...]

    @property
    def what(self) -> str:
        """The list in words."""
        return f"one of {', '.join(self.known)}"

    def check(self, value: str) -> str:
        """The value itself."""
        if value not in self.known:
            raise expected(self.what, self.known)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"enum": list(self.known)}


@dataclass(frozen=True)
class Shaped:
    """A text that matches a pattern from end to end; `what` says it in words, `written` as JSON Schema, if otherwise."""

    pattern: str
    what: str
    written: str = ""

    def check(self, value: str) -> str:
        """The value itself."""
        if not re.fullmatch(self.pattern, value):
            raise expected(self.what)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"pattern": self.written or f"^(?:{self.pattern})$"}


@dataclass(frozen=True)
class Within:
    """A number from `low` to `high`, which are finite or `high` is None."""

    low: float
    high: float | None = None

    @property
    def what(self) -> str:
        """The bounds in words."""
        return f"a number of at least {self.low:g}" if self.high is None else f"a number from {self.low:g} to {self.high:g}"

    def check(self, value: float) -> float:
        """The value itself."""
        if not self.low <= value <= (float("inf") if self.high is None else self.high) or value == float("inf"):
            raise expected(self.what)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"minimum": self.low} | ({} if self.high is None else {"maximum": self.high})


NOT_EMPTY = Shaped(r"(?s).*\S.*", "a text that is not empty", written=r"\S")
Text = Annotated[str, NOT_EMPTY]


def json_schema(model: type[Strict], title: str) -> dict[str, Any]:
    """The model as JSON Schema 2020-12; a key that may be left out may not be null."""
    schema = model.model_json_schema(schema_generator=_Schema)
    return {"$schema": DIALECT, **schema, "title": title}


class _Schema(GenerateJsonSchema):
    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        return super().generate(schema, mode)

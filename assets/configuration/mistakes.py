"""From what pydantic says of a document to mistakes as people read them: place, key, found, expected, what was probably meant."""

from __future__ import annotations

import difflib
import types
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from assets.configuration.document import ONCE, Document, KeyPath, Mistake
from assets.configuration.strict import NOT_EMPTY, SAID, OneOf, Shaped, Strict, Within
from domain.errors import RebalanceError

M = TypeVar("M", bound=Strict)


def parsed(model: type[M], document: Document, kind: type[RebalanceError], context: Mapping[str, Any] | None = None) -> M:
    """The document as a model; `context` is what validators ask for. Raises `kind`, which tells every mistake."""
    found = mistakes(model, document, context=context)
    if found or document.mistakes:
        # What the model says of a value goes before what is said of any file.
        told = {(mistake.path, mistake.place is None): mistake for mistake in found}
        told |= {(m.path, False): m for m in document.mistakes if (m.path, True) not in told or m.text.endswith(ONCE)}
        raise document.refusal(told.values(), kind)
    return model.model_validate(document.data, context=context)


def mistakes(
    model: type[Strict],
    document: Document,
    at: KeyPath = (),
    data: Any = None,
    *,
    context: Mapping[str, Any] | None = None,
    whose: str = "",
    hints: Mapping[str, str] | None = None,
) -> list[Mistake]:
    """What keeps `data` (without it, the whole document), which stands at a path, from being the model.

    `whose` goes behind `known` where keys are listed; `hints` tell of a key that is unknown here where it belongs.
    """
    try:
        model.model_validate(data if at else document.data, context=context)
    except ValidationError as error:
        found = [_told(one, model, document, at, whose, hints or {}) for one in error.errors(include_url=False)]
    else:
        return []
    meant = {suggested for _, suggested in found if suggested}
    return [mistake for mistake, _ in found if mistake.path not in meant]


def _told(
    error: ErrorDetails, model: type[Strict], document: Document, at: KeyPath, whose: str, hints: Mapping[str, str]
) -> tuple[Mistake, KeyPath | None]:
    """The mistake, and the path of the key that was probably meant: it is not missing as well."""
    kind = error["type"]
    spot = _followed(model, error["loc"])
    path = _there(document.data, (*at, *spot.path))
    if kind == "extra_forbidden":
        key = str(path[-1])
        near = None if key in hints else _near(key, spot.known)
        text = f"no such key; {_known(near, spot.known, whose, hints.get(key, ''))}"
        return Mistake(path, text), (*path[:-1], near) if near else None
    if kind in _COUNTS or (kind == "missing" and isinstance(spot.path[-1], int)):
        return _miscounted(error, path, len(spot.known)), None
    if kind in ("missing", "union_tag_not_found"):
        path = path if kind == "missing" else (*path, _unquoted(error["ctx"]["discriminator"]))
        return Mistake(path, f"missing, and needed{spot.about}"), None
    return _unfit(error, path, spot, document), None


def _miscounted(error: ErrorDetails, path: KeyPath, members: int) -> Mistake:
    """A list of too many or too few."""
    count = len(error["input"])
    facts = error.get("ctx", {})
    wanted = f"at least {facts['min_length']}" if "min_length" in facts else facts.get("max_length", members)
    text = f"found {count} value{'' if count == 1 else 's'}; expected {wanted}"
    return Mistake(path[:-1] if error["type"] == "missing" else path, text)


def _unfit(error: ErrorDetails, path: KeyPath, spot: _Spot, document: Document) -> Mistake:
    """A value of another kind, or that nothing knows."""
    kind, value, facts = error["type"], error["input"], error.get("ctx", {})
    if kind == SAID:
        return Mistake(path, facts["text"])
    if kind == "union_tag_invalid":
        wanted = [_unquoted(tag) for tag in facts["expected_tags"].split(", ")]
        path, value = (*path, _unquoted(facts["discriminator"])), facts["tag"]
        facts = {"text": f"one of {', '.join(wanted)}", "known": wanted}
    of_kind = _EXPECTED_OF.get(kind) or document.words.get(_KINDS.get(kind, ""), error["msg"])
    near = _near(value, facts.get("known", ())) if isinstance(value, str) else None
    text = f"found {document.shown(path, value)}; expected {facts.get('text') or spot.what or of_kind}"
    return Mistake(path, f"{text}; did you mean {near}?" if near else text)


def _unquoted(word: str) -> str:
    return word.strip("'")


_COUNTS = ("too_long", "too_short")
_KINDS = {
    "string_type": "text", "model_type": "table", "dict_type": "table", "model_attributes_type": "table", "list_type": "list",
    "tuple_type": "list", "date_type": "date", "date_from_datetime_inexact": "date",
}  # fmt: skip
_EXPECTED_OF = {
    "bool_type": "true or false", "int_type": "a whole number", "float_type": "a number", "finite_number": "a number",
}  # fmt: skip


def _known(near: str | None, known: Collection[str], whose: str, hint: str) -> str:
    if hint or near:
        return hint or f"did you mean {near}?"
    return f"known{whose} are {', '.join(known)}" if known else f"there are none{whose}"


def _near(word: str, known: Collection[str]) -> str | None:
    return next(iter(difflib.get_close_matches(word.casefold(), list(known), 1, 0.7)), None)


@dataclass(frozen=True)
class _Spot:
    """Where an error of a model's stands in the document: `known` keys there, of a list its members; what the value has to be."""

    path: KeyPath
    known: list[str]
    what: str
    about: str


def _followed(model: type[Strict], loc: tuple[str | int, ...]) -> _Spot:
    """The spot of an error. pydantic puts the tag of a union of models into its place, which no document has."""
    kind: Any = model
    path: KeyPath = ()
    known: list[str] = []
    checks: list[Any] = []
    about = ""
    for step in loc:
        kind = _bare(kind)[0]
        union = [member for member in get_args(kind) if _is_model(member)] if get_origin(kind) in _UNIONS else []
        if union:
            kind = next(member for member in union if step in _tags(member))
            continue
        path, checks, about = (*path, step), [], ""
        if _is_model(kind):
            fields = {field.alias or name: field for name, field in kind.model_fields.items()}
            known, found = list(fields), fields.get(str(step))
            kind, checks = (found.annotation, found.metadata) if found else (Any, [])
            about = f": {found.description[0].lower()}{found.description[1:].rstrip('.')}" if found and found.description else ""
        else:
            members = get_args(kind)
            known = [str(member) for member in members]
            fixed = get_origin(kind) is tuple and isinstance(step, int) and step < len(members)
            kind = members[int(step)] if fixed else (members or (Any,))[-1]
    checks = [*checks, *_bare(kind)[1]]
    what = next((check.what for check in checks if isinstance(check, OneOf | Shaped | Within) and check is not NOT_EMPTY), "")
    return _Spot(path, known, what, about)


def _there(data: Any, path: KeyPath) -> KeyPath:
    """The path without the number of a member where a single value stands for a list."""
    kept: KeyPath = ()
    for step in path:
        if isinstance(step, int) and not isinstance(data, list):
            continue
        kept = (*kept, step)
        data = data.get(step) if isinstance(data, dict) else data[step] if isinstance(step, int) and step < len(data) else None
    return kept


_UNIONS = (Union, types.UnionType)


def _bare(kind: Any) -> tuple[Any, list[Any]]:
    """A type without what annotates it and without `| None`, and the annotations."""
    notes: list[Any] = []
    while True:
        if get_origin(kind) is Annotated:
            kind, *more = get_args(kind)
            notes += more
        elif get_origin(kind) in _UNIONS and len(some := [k for k in get_args(kind) if k is not type(None)]) == 1:
            (kind,) = some
        else:
            return kind, notes


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Strict)


def _tags(member: type[Strict]) -> set[Any]:
    fields: list[FieldInfo] = list(member.model_fields.values())
    return {tag for field in fields if get_origin(field.annotation) is Literal for tag in get_args(field.annotation)}

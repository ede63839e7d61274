"""Turns the schema of a move's arguments into the fields of a form, and what was typed there into JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from specwright.model.types import Json, Schema
from specwright.twin.page.schema_view import choices, resolved

__all__ = ["FormField", "WrongFieldError", "arguments_of", "fields_of"]

PREFIX: Final = "with."
_PLAIN: Final = frozenset({"string", "integer", "number", "boolean"})


class WrongFieldError(Exception):
    """What was typed into a field is not what it wants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field; ``kind`` is ``text``, ``number``, ``choice``, ``date`` or ``json``, ``text`` what stands in it.

    ``options`` are the texts of ``values``.
    """

    name: str
    label: str
    kind: str
    type: str
    is_required: bool
    hint: str = ""
    options: tuple[str, ...] = ()
    values: tuple[Json, ...] = ()
    step: str = ""
    least: str = ""
    most: str = ""
    text: str = ""


def fields_of(schema: Json, schemas: Mapping[str, Schema], given: Mapping[str, str]) -> list[FormField]:
    """Make the fields of a move; of arguments that are no object there is one, for all of it."""
    if schema is True:
        return []
    definition = resolved(schema, schemas)
    properties = definition.get("properties")
    if not isinstance(properties, dict):
        whole = FormField(name=PREFIX, label="arguments", kind="json", type="", is_required=True)
        return [replace(whole, text=given.get(PREFIX, ""))]
    required = definition.get("required")
    names = required if isinstance(required, list) else []
    made = [_field(name, inner, schemas, is_required=name in names) for name, inner in properties.items()]
    return [replace(field, text=given.get(field.name, field.text)) for field in made]


def arguments_of(fields: list[FormField], given: Mapping[str, str]) -> Json:
    """Read what was typed; an empty field that is not required is left out.

    Raises:
        WrongFieldError: a field holds something else than it wants.
    """
    found: dict[str, Json] = {}
    for field in fields:
        text = given.get(field.name, "").strip()
        if not text and (not field.is_required or field.kind != "text"):
            if field.is_required:
                raise WrongFieldError(f"{field.label}: a value is wanted")
            continue
        found[field.name] = _value(field, text)
    if len(fields) == 1 and fields[0].name == PREFIX:
        return found[PREFIX]
    return {name.removeprefix(PREFIX): value for name, value in found.items()}


def _field(name: str, inner: Json, schemas: Mapping[str, Schema], *, is_required: bool) -> FormField:
    definition = resolved(inner, schemas)
    type_ = _type(definition)
    allowed = choices(inner, schemas) or ((True, False) if type_ == "boolean" else ())
    kind = "choice" if allowed else "number" if type_ in {"integer", "number"} else "text"
    if not allowed and type_ not in _PLAIN:
        kind = "json"
    elif kind == "text" and definition.get("format") == "date-time":
        kind = "date"
    default = definition.get("default")
    return FormField(
        name=f"{PREFIX}{name}",
        label=name,
        kind=kind,
        type=type_,
        is_required=is_required,
        hint=str(definition.get("description", ""))[:300] if not allowed or type_ == "boolean" else "",
        options=tuple(_spelled(value) for value in allowed),
        values=allowed,
        step="any" if type_ == "number" else "1",
        least=_number(definition.get("minimum")),
        most=_number(definition.get("maximum")),
        text="" if default is None else _spelled(default),
    )


def _type(definition: Mapping[str, Json]) -> str:
    named = definition.get("type")
    if isinstance(named, list):
        rest = [each for each in named if each != "null"]
        return str(rest[0]) if len(rest) == 1 else ""
    return str(named) if isinstance(named, str) else ""


def _value(field: FormField, text: str) -> Json:
    if field.kind == "choice":
        known = dict(zip(field.options, field.values, strict=True))
        if text not in known:
            raise WrongFieldError(f"{field.label}: none of the choices")
        return known[text]
    if field.kind in {"text", "date"}:
        return text
    try:
        value: Json = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        wanted = "a number" if field.kind == "number" else "JSON"
        raise WrongFieldError(f"{field.label}: {wanted} is wanted") from None
    return value


def _refuse(text: str) -> Json:
    raise ValueError(text)


def _spelled(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _number(value: Json) -> str:
    return json.dumps(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""

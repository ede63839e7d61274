"""Lists where schemas stand in the requests of an operation, and changes the schema at such a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias, TypeGuard

from specwright.model.service import Operation, Service
from specwright.model.types import Json
from specwright.rules import FORMATS

__all__ = [
    "Edit",
    "Place",
    "changed_at",
    "edited",
    "is_at",
    "names_in",
    "places_in",
    "places_of",
    "resolved",
    "values_in",
]

Edit: TypeAlias = Callable[[dict[str, Json]], dict[str, Json]]

_PREFIX = "#/$defs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A schema of a request: where its values stand, and where it was written.

    ``pointer`` leads to the values, with ``*`` for each item; for a parameter it begins with location and name. The
    schema stands at ``inner`` of the schema ``key``, or where that is empty, of the parameter or body itself.
    """

    operation: str
    is_body: bool
    pointer: str
    key: str
    inner: tuple[str, ...]
    schema: Mapping[str, Json]

    @property
    def name(self) -> str:
        """Give it in short: ``Order.carrier.code``, or ``query limit``."""
        tokens = self.pointer.split("/")[1:]
        if not self.is_body:
            return " ".join(tokens)
        return ".".join(tokens).replace(".*", "[]") or "body"


def places_of(service: Service, operation: Operation) -> list[Place]:
    """List the places of an operation's parameters and of its body, in the order of the description."""
    found: list[Place] = []
    for parameter in operation.parameters:
        pointer = f"/{parameter.location.value}/{parameter.name.wire}"
        found += _walk(service, operation, parameter.definition, pointer=pointer, is_body=False)
    if operation.body is not None and operation.body.media_types:
        # Where several media types are documented, they nearly always have one schema.
        found += _walk(service, operation, operation.body.media_types[0].definition, pointer="", is_body=True)
    return found


def places_in(service: Service, operation: Operation, definition: Json) -> list[Place]:
    """List the places of any other value, such as an answer."""
    return list(_walk(service, operation, definition, pointer="", is_body=True))


def resolved(service: Service, schema: Json) -> Mapping[str, Json]:
    """Follow the reference of a schema to what it says."""
    for _ in range(20):
        key = _key(schema)
        if key is None or key not in service.schemas:
            break
        schema = service.schemas[key].definition
    return schema if isinstance(schema, dict) else {}


def _walk(service: Service, operation: Operation, definition: Json, *, pointer: str, is_body: bool) -> Iterator[Place]:
    pending: list[tuple[Json, str, str, tuple[str, ...], tuple[str, ...]]] = [(definition, pointer, "", (), ())]
    while pending:
        schema, pointer, key, inner, above = pending.pop()
        if not isinstance(schema, dict):
            continue
        yield Place(
            operation=operation.name.wire, is_body=is_body, pointer=pointer, key=key, inner=inner, schema=schema
        )
        target = _key(schema)
        below: list[tuple[Json, str, str, tuple[str, ...], tuple[str, ...]]] = []
        if target is not None and target in service.schemas and target not in above:
            below.append((service.schemas[target].definition, pointer, target, (), (*above, target)))
        properties = schema.get("properties")
        for name, inside in properties.items() if isinstance(properties, dict) else ():
            step = name.replace("~", "~0").replace("/", "~1")
            below += [(inside, f"{pointer}/{step}", key, (*inner, "properties", name), above)]
        for keyword in ("items", "additionalProperties"):
            if isinstance(schema.get(keyword), dict):
                below.append((schema[keyword], f"{pointer}/*", key, (*inner, keyword), above))
        pending += reversed(below)


def _key(schema: Json) -> str | None:
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    if not isinstance(reference, str) or not reference.startswith(_PREFIX):
        return None
    return reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")


def edited(service: Service, place: Place, edit: Edit) -> Service:
    """Change the schema at a place, wherever else it is referred to."""
    if place.key:
        schema = service.schemas[place.key]
        changed = replace(schema, definition=_at(schema.definition, place.inner, edit))
        return replace(service, schemas={**service.schemas, place.key: changed})
    operations = tuple(
        _edited(operation, place, edit) if operation.name.wire == place.operation else operation
        for operation in service.operations
    )
    return replace(service, operations=operations)


def _edited(operation: Operation, place: Place, edit: Edit) -> Operation:
    if place.is_body and operation.body is not None:
        media_types = tuple(
            replace(each, definition=_at(each.definition, place.inner, edit)) for each in operation.body.media_types
        )
        return replace(operation, body=replace(operation.body, media_types=media_types))
    location, name = place.pointer.split("/")[1:3]
    parameters = tuple(
        replace(each, definition=_at(each.definition, place.inner, edit))
        if (each.location.value, each.name.wire) == (location, name)
        else each
        for each in operation.parameters
    )
    return replace(operation, parameters=parameters)


def _at(definition: Json, tokens: tuple[str, ...], edit: Edit) -> Json:
    if not isinstance(definition, dict):
        return definition
    if not tokens:
        return edit(dict(definition))
    return {**definition, tokens[0]: _at(definition[tokens[0]], tokens[1:], edit)}


def is_at(path: str, pointer: str) -> bool:
    """Say whether the pointer of a value belongs to a place."""
    given, wanted = path.split("/"), pointer.split("/")
    return len(given) == len(wanted) and all(b in ("*", a) for a, b in zip(given, wanted, strict=True))


def can_refuse(place: Place, keyword: str) -> bool:
    """Say whether a keyword refuses anything that nothing else at its place does."""
    schema = place.schema
    if keyword not in schema or schema.get("format") == "binary":
        return False
    if keyword == "format":
        return schema["format"] in FORMATS
    if keyword == "type":
        # Any text of a parameter is a string, and what is listed has its type.
        is_text = not place.is_body and schema["type"] == "string"
        return bool(place.pointer) and not is_text and schema.keys().isdisjoint({"enum", "const"})
    return True


def names_in(value: Json) -> list[str]:
    """List the texts of a list, of anything else none."""
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Say whether a value is a list."""
    return isinstance(value, list)


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Say whether a value is an object."""
    return isinstance(value, dict)


def values_in(value: Any, pointer: str) -> list[Any]:
    """List the values that stand at a place."""
    found = [value]
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        inside: list[Any] = []
        for each in found:
            if is_list(each) and step == "*":
                inside += each
            elif is_object(each):
                inside += [inner for key, inner in each.items() if step == "*" or key == name]
        found = inside
    return found


def changed_at(value: Any, pointer: str, change: Callable[[Any], Any]) -> Any:
    """Copy a value with something else wherever a place is; what becomes ``...`` is left out."""
    steps = pointer.split("/")[1:]
    if not steps:
        return change(value)
    step, rest = steps[0].replace("~1", "/").replace("~0", "~"), "".join(f"/{each}" for each in steps[1:])
    if is_list(value) and step == "*":
        items = [changed_at(each, rest, change) for each in value]
        return [each for each in items if each is not ...]
    if is_object(value):
        changed = {
            name: changed_at(inner, rest, change) if step in ("*", name) else inner for name, inner in value.items()
        }
        return {name: inner for name, inner in changed.items() if inner is not ...}
    return value

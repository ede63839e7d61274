"""Rules on schemas: extensions that exist, members that exist, patterns that compile, components that are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from specwright.lint.view import Kind, Node, View, mapping_at, walk
from specwright.model.errors import Problem
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["error_codes", "extensions", "patterns", "required_members", "unreachable_components"]

_EXTENSIONS = frozenset(
    {
        "x-unverified",
        "x-source",
        "x-unit",
        "x-error-codes",
        "x-error-code",
        "x-validations",
        "x-list-key",
        "x-enum-descriptions",
        "x-enum-varnames",
        "x-token-source",
        "x-credential",
        "x-encoding",
        "x-idempotent",
        "x-paging",
        "x-resource",
        "x-fixtures",
        "x-callers",
        "x-errors",
        "x-accept",
        "x-preconditions",
        "x-effects",
    }
)


def extensions(view: View) -> Iterator[Problem]:
    """Take an ``x-`` key that is nearly one of Specwright's own for a slip."""
    for node in (*view.objects, *view.schemas):
        for key in mapping_at(node.value):
            if key.startswith("x-") and key not in _EXTENSIONS:
                close = get_close_matches(key, _EXTENSIONS, 1, 0.88)
                if close:
                    yield view.problem(
                        node.child(key, None),
                        "unknown-extension",
                        f"{key!r} means nothing here",
                        f"Did you mean {close[0]}?",
                        is_warning=True,
                    )


def required_members(view: View) -> Iterator[Problem]:
    """Every member that a closed object requires is a member that it has."""
    for node in view.schemas:
        schema = mapping_at(node.value)
        required, properties = schema.get("required"), schema.get("properties")
        if not isinstance(required, list) or not isinstance(properties, dict):
            continue
        is_closed = schema.get("additionalProperties") is False
        for index, name in enumerate(required):
            if isinstance(name, str) and name not in properties:
                place = Node(node.file, join_pointer(node.pointer, "required", index), name)
                close = get_close_matches(name, list(properties), 1)
                yield view.problem(
                    place,
                    "required-member",
                    f"requires {name!r}, which properties does not describe",
                    f"Did you mean {close[0]}?" if close else "Describe it under properties.",
                    is_warning=not is_closed,
                )


def patterns(view: View) -> Iterator[Problem]:
    """Every pattern compiles."""
    for node in view.schemas:
        pattern = mapping_at(node.value).get("pattern")
        if isinstance(pattern, str):
            try:
                re.compile(pattern)
            except re.error as error:
                place = Node(node.file, join_pointer(node.pointer, "pattern"), pattern)
                yield view.problem(
                    place,
                    "pattern",
                    f"{pattern[:60]!r} is no regular expression: {error}",
                    "Correct it; stay with what JavaScript and Python read alike.",
                    is_warning=True,
                )


def error_codes(view: View) -> Iterator[Problem]:
    """Every code that a response lists in ``x-error-codes`` is a value of an enumeration of the description."""
    known = {value for node in view.schemas for value in _strings(mapping_at(node.value).get("enum"))}
    for node in view.objects:
        for index, code in enumerate(_strings(mapping_at(node.value).get("x-error-codes"))):
            if code not in known:
                place = Node(node.file, join_pointer(node.pointer, "x-error-codes", index), code)
                close = get_close_matches(code, sorted(known), 1)
                hint = f"Did you mean {close[0]}?" if close else "Add it to the enumeration of error codes."
                yield view.problem(place, "error-code", f"{code!r} is not among the documented codes", hint)


def unreachable_components(view: View) -> Iterator[Problem]:
    """Every component schema is reached from a path or a webhook."""
    components = _components(view)
    reached = _reached(view, components)
    for name, node in components.items():
        alias = view.follow(node)
        if (node.file, node.pointer) not in reached and (alias is None or (alias.file, alias.pointer) not in reached):
            yield view.problem(
                node,
                "unreachable-schema",
                f"nothing uses the schema {name!r}",
                "Use it, or remove it.",
                is_warning=True,
            )


def _components(view: View) -> dict[str, Node]:
    return {
        name: Node(view.root, join_pointer("/components/schemas", name), schema)
        for name, schema in mapping_at(view.document(), "components", "schemas").items()
    }


def _reached(view: View, components: Mapping[str, Node]) -> dict[tuple[str, str], Node]:
    """Collect what is used from a path or a webhook on, with what a discriminator may lead to."""
    document = view.document()
    pending = [(Node(view.root, f"/{key}", document.get(key)), Kind.NAMES) for key in ("paths", "webhooks")]
    reached: dict[tuple[str, str], Node] = {}
    while pending:
        reached |= {(node.file, node.pointer): node for node, _ in walk(view, pending)}
        further = [*_mapped(view, components, reached), *_heirs(view, components, reached)]
        pending = [(node, Kind.SCHEMA) for node in further if (node.file, node.pointer) not in reached]
    return reached


def _mapped(view: View, components: Mapping[str, Node], reached: Mapping[tuple[str, str], Node]) -> Iterator[Node]:
    for node in reached.values():
        for target in mapping_at(node.value, "discriminator", "mapping").values():
            if isinstance(target, str):
                # A mapping names a component, or refers like a $ref.
                found = components.get(target) or (view.resolve(node.file, target) if "/" in target else None)
                if found is not None:
                    yield found


def _heirs(view: View, components: Mapping[str, Node], reached: Mapping[tuple[str, str], Node]) -> Iterator[Node]:
    """Yield schemas that extend a reached one whose discriminator tells them apart."""
    for node in components.values():
        parents = mapping_at(node.value).get("allOf")
        for parent in parents if isinstance(parents, list) else ():
            reference = mapping_at(parent).get("$ref")
            found = view.resolve(node.file, reference) if isinstance(reference, str) else None
            if (
                found is not None
                and (found.file, found.pointer) in reached
                and "discriminator" in mapping_at(found.value)
            ):
                yield node


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))

"""Rules on examples and defaults: what a description shows must be what it allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import (
    ValidationError,
    best_match,  # pyright: ignore[reportUnknownVariableType]  # its stub leaves the result open
)
from jsonschema.protocols import Validator
from referencing import Registry, Specification
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from specwright.lint.dialect import to_2020_12
from specwright.lint.meta_schema import describe_failure
from specwright.lint.view import Node, View, mapping_at
from specwright.model.errors import Problem
from specwright.model.location import join_pointer

__all__ = ["examples"]

# Files are given addresses of a scheme that relative references can be joined with; nothing is read from there.
_BASE: Final = "file:///"

# Of any content: a file of a description may be no schema at all.
_DIALECT: Final[Specification[Any]] = DRAFT202012


def examples(view: View) -> Iterator[Problem]:
    """Every example and default satisfies the schema it stands beside."""
    judge = _Judge(view)
    for node in view.schemas:
        schema = mapping_at(node.value)
        for key in ("example", "default"):
            if key in schema:
                yield from judge.problems(node, Node(node.file, join_pointer(node.pointer, key), schema[key]))
        shown = schema.get("examples")
        for index, value in enumerate(shown if isinstance(shown, list) else ()):
            yield from judge.problems(node, Node(node.file, join_pointer(node.pointer, "examples", index), value))
    yield from _beside_schemas(view, judge)


def _beside_schemas(view: View, judge: _Judge) -> Iterator[Problem]:
    """Examples of media types, parameters and headers stand beside a schema, not inside it."""
    for node in view.objects:
        holder = mapping_at(node.value)
        if not isinstance(holder.get("schema"), (dict, bool)):
            continue
        schema = node.child("schema", holder["schema"])
        if "example" in holder:
            yield from judge.problems(schema, node.child("example", holder["example"]))
        for name, example in mapping_at(holder, "examples").items():
            found = view.follow(Node(node.file, join_pointer(node.pointer, "examples", name), example))
            value = mapping_at(found.value if found is not None else None)
            for key in ("value", "dataValue"):
                if found is not None and key in value:
                    yield from judge.problems(schema, found.child(key, value[key]))


class _Judge:
    """Validates a value against the schema at a node, with ``jsonschema``."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._is_3_0 = str(view.document().get("openapi", "")).startswith("3.0")
        self._registry: Registry[Any] | None = None
        self._seen: set[tuple[str, str, str]] = set()

    def problems(self, schema: Node, value: Node) -> Iterator[Problem]:
        if (schema.file, schema.pointer, f"{value.file}#{value.pointer}") in self._seen:
            return
        self._seen.add((schema.file, schema.pointer, f"{value.file}#{value.pointer}"))
        try:
            error = cast("ValidationError | None", best_match(self._validator(schema).iter_errors(value.value)))
        except (Unresolvable, RecursionError):
            return  # a dangling or endless reference has a rule of its own
        if error is not None:
            place = Node(value.file, join_pointer(value.pointer, *error.absolute_path), None)
            yield self._view.problem(
                place,
                "example",
                f"does not fit its schema: {describe_failure(error)[0]}",
                "Correct the example, or the schema if it is the one that errs.",
            )

    def _validator(self, schema: Node) -> Validator:
        reference = {"$ref": f"{_uri(schema.file)}#{schema.pointer}"}
        return Draft202012Validator(reference, registry=self._documents())

    def _documents(self) -> Registry[Any]:
        if self._registry is None:
            empty: Registry[Any] = Registry()
            self._registry = empty.with_resources(
                (uri, _DIALECT.create_resource(to_2020_12(tree, is_3_0=self._is_3_0)))
                for file, tree in self._view.files.items()
                # A reference spells a name with or without escapes.
                for uri in {_uri(file), _BASE + file}
            )
        return self._registry


def _uri(file: str) -> str:
    return file if "://" in file else _BASE + quote(file)

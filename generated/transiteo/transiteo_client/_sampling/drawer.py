# Copied verbatim from the sampling engine of Specwright; do not edit.
"""Turns a shape and a source into fresh values, and tells what a shape allows to those who change a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .drawing import Shapes
from .formats import WRITERS
from .nodes import Alternative, NotDrawableError, TextPart
from .source import Source
from .texts import matching_text

__all__ = ["Drawer"]


class Drawer:
    """Draws at places of a plan; a place is the name of its shape."""

    def __init__(self, shapes: Shapes, source: Source) -> None:
        self.shapes = shapes
        self.source = source

    def draw(self, node: str) -> Any:
        """Draw a well-formed value.

        Raises:
            NotDrawableError: none was found.
        """
        return self.shapes.draw(node, self.source)

    def fresh(self, node: str) -> Any:
        """Draw a well-formed value that is null only where nothing else is allowed."""
        return self.shapes.fresh(node, self.source)

    def is_nullable(self, node: str) -> bool:
        """Say whether null is allowed."""
        return any(part["kind"] in ("null", "any") or None in part.get("values", ()) for part in self._parts(node))

    def member(self, node: str, name: str) -> str | None:
        """Find the shape of a member, None where there can be none."""
        return next((found for part in self._objects(node) if (found := _member(part, name)) is not None), None)

    def members(self, node: str) -> tuple[str, ...]:
        """List the members that have names."""
        return tuple(dict.fromkeys(name for part in self._objects(node) for name in part.get("members", {})))

    def item(self, node: str) -> str | None:
        """Find the shape of the items of a list, None where there can be none."""
        for part in self._parts(node):
            if part["kind"] == "array":
                items = part.get("items")
                return items if items is not None else next(iter(part.get("prefix", ())), None)
        return None

    def node_at(self, node: str, pointer: str) -> str | None:
        """Follow a JSON pointer from a shape, None where it leads to nothing."""
        found: str | None = node
        for token in pointer.split("/")[1:]:
            if found is None:
                return None
            name = token.replace("~1", "/").replace("~0", "~")
            is_index = name.isdigit() and self.item(found) is not None
            found = self.item(found) if is_index else self.member(found, name)
        return found

    def requires(self, node: str, name: str) -> bool:
        """Say whether a member must be there."""
        parts = list(self._objects(node))
        return bool(parts) and all(name in part.get("required", ()) for part in parts)

    def lengths(self, node: str) -> tuple[int, int | None]:
        """Give the least and the largest length of texts, lists or objects, None where there is no end."""
        for part in self._parts(node):
            match part["kind"]:
                case "string":
                    return part.get("least", 0), part.get("most")
                case "array":
                    return part.get("least_items", 0), part.get("most_items")
                case "object":
                    return part.get("least_members", 0), part.get("most_members")
                case _:
                    continue
        return 0, None

    def bounds(self, node: str) -> tuple[float | int | None, float | int | None]:
        """Give the least and the largest number, None where there is no end."""
        for part in self._parts(node):
            if part["kind"] in ("integer", "number", "fraction"):
                return part.get("low"), part.get("high")
        return None, None

    def listed(self, node: str) -> tuple[Any, ...] | None:
        """List the values where only some are allowed; null is not among them."""
        found: list[Any] = []
        for part in self._parts(node):
            if part["kind"] == "values":
                found += [value for value in part.get("values", []) if value is not None]
            elif part["kind"] == "boolean":
                found += [False, True]
            elif part["kind"] == "list":
                found += self.shapes.code_list(part.get("code_list", ""))
            elif part["kind"] != "null":
                return None
        return tuple(found) or None

    def accepts(self, node: str, value: Any) -> bool:
        """Say whether a scalar is well-formed here."""
        return self.shapes.accepts(node, value)

    def formatted(self, name: str) -> str:
        """Draw a text of a format.

        Raises:
            NotDrawableError: no such format is known.
        """
        if name in WRITERS:
            return WRITERS[name](self.source.below)
        codes = self.shapes.code_list(name)
        if not codes:
            raise NotDrawableError(f"no text of the format {name} can be made")
        return self.source.pick(codes)

    def matching(self, pattern: TextPart) -> str:
        """Draw a text in which a pattern is found."""
        return matching_text(pattern, self.source)

    def _parts(self, node: str) -> Iterator[Alternative]:
        return self.shapes.alternatives(node)

    def _objects(self, node: str) -> Iterator[Alternative]:
        return (part for part in self._parts(node) if part["kind"] == "object")


def _member(part: Alternative, name: str) -> str | None:
    if name in part.get("absent", ()):
        return None
    members = part.get("members", {})
    return members[name] if name in members else part.get("rest")

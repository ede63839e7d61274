"""Turns a description of several files into one document that refers to nothing outside itself."""

from __future__ import annotations

from typing import Final

from specwright.loader.document import Document, RefusedReferenceError
from specwright.loader.lifting import lift
from specwright.loader.source import Source
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["FILES", "bundle"]

# Where that of the other files stands which is no component, by file name.
FILES: Final = "x-files"

# Members that hold payloads: a `$ref` in there is data.
_PAYLOADS: Final = frozenset({"const", "default", "enum", "example", "scopes", "value", "x-token-source"})
# Members whose keys are names that somebody chose: one called `value` or `default` is no keyword.
_NAMED: Final = frozenset(
    {
        "$defs",
        "callbacks",
        "content",
        "definitions",
        "dependentSchemas",
        "encoding",
        "examples",
        "headers",
        "links",
        "parameters",
        "pathItems",
        "paths",
        "patternProperties",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
        "variables",
        "webhooks",
    }
)


def bundle(document: Document) -> Json:
    """Put what is referred to into the root document, components first, and let references point there.

    What is reached only from other files comes along; what cannot be reached keeps its reference.
    """
    root = document.root.source
    if not isinstance(root.value, dict):
        return root.value
    writer = _Bundle(document, root)
    bundled = writer.rewritten(root.value, root)
    files: dict[str, Json] = {}
    while len(files) < len(writer.reached):
        for name in sorted(writer.reached.keys() - files.keys()):
            source = writer.reached[name]
            files[name] = writer.rewritten(source.value, source)
    if isinstance(bundled, dict) and files:
        return lift({**bundled, FILES: dict(sorted(files.items()))}, FILES)
    return bundled


class _Bundle:
    def __init__(self, document: Document, root: Source) -> None:
        self._document = document
        self._root = root
        self.reached: dict[str, Source] = {}

    def rewritten(self, value: Json, source: Source, *, is_named: bool = False) -> Json:
        """Copy a value of one file with its references rewritten for the bundle."""
        if isinstance(value, list):
            return [self.rewritten(item, source) for item in value]
        if not isinstance(value, dict):
            return value
        if is_named and "$ref" not in value:
            return {key: self.rewritten(item, source) for key, item in value.items()}
        copy: dict[str, Json] = {}
        for key, item in value.items():
            if key in {"$ref", "operationRef"} and isinstance(item, str):
                copy[key] = self._reference(item, source)
            elif key == "mapping" and isinstance(item, dict) and "propertyName" in value:
                copy[key] = {tag: self._mapped(target, source) for tag, target in item.items()}
            elif key in _PAYLOADS or (key == "examples" and isinstance(item, list)):
                copy[key] = item
            else:
                copy[key] = self.rewritten(item, source, is_named=key in _NAMED)
        return copy

    def _mapped(self, target: Json, source: Source) -> Json:
        # A bare name is the name of a component, not an address.
        if isinstance(target, str) and ("/" in target or "#" in target or "." in target):
            return self._reference(target, source)
        return target

    def _reference(self, reference: str, source: Source) -> str:
        address, mark, fragment = reference.partition("#")
        if fragment and not fragment.startswith("/"):
            return reference
        try:
            target = self._document.open(address, source) if address else source
        except RefusedReferenceError:
            return reference
        if target is self._root:
            return f"#{fragment}" if mark or not address else "#"
        self.reached.setdefault(target.name, target)
        return f"#{join_pointer('', FILES, target.name)}{fragment}"

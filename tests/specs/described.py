"""Reads the descriptions with no help from the generator: schemas with all references resolved, and their rules."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import yaml

__all__ = ["SPECS", "Ruled", "api", "merged", "ruled_schemas", "rules_below"]

# Damaged copies are tested by the same tests: tests/rules/mutants.py.
SPECS: Final = Path(os.environ.get("TESTED_SPECS") or Path(__file__).parents[2] / "specs")


@cache
def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _resolve(node: Any, file: Path) -> Any:
    if isinstance(node, list):
        return [_resolve(member, file) for member in cast("Sequence[Any]", node)]
    if not isinstance(node, dict):
        return node
    written = cast("dict[str, Any]", node)
    resolved: dict[str, Any] = {}
    if isinstance(reference := written.get("$ref"), str):
        name, _, pointer = reference.partition("#")
        target_file = file.parent / name if name else file
        target = _read(target_file)
        for part in pointer.split("/")[1:]:
            target = target[part.replace("~1", "/").replace("~0", "~")]
        resolved = dict(_resolve(target, target_file))
    return resolved | {key: _resolve(member, file) for key, member in written.items() if key != "$ref"}


@cache
def api(name: str) -> dict[str, Any]:
    """Give a description with every reference replaced by what it points at; members beside a reference win."""
    return cast("dict[str, Any]", _resolve(_read(SPECS / name / "openapi.yaml"), SPECS / name / "openapi.yaml"))


@dataclass(frozen=True)
class Ruled:
    """A component schema with rules of its own, and the example that the rules' patches are for."""

    api: str
    key: str
    schema: dict[str, Any]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """Give the rules as they are written."""
        return cast("list[dict[str, Any]]", self.schema["x-validations"])

    @property
    def example(self) -> Any:
        """Give the first example."""
        return self.schema["examples"][0]


def ruled_schemas(name: str) -> list[Ruled]:
    """List the component schemas with rules."""
    schemas: dict[str, Any] = api(name)["components"]["schemas"]
    return [Ruled(name, key, schema) for key, schema in schemas.items() if "x-validations" in schema]


def rules_below(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List the rules that judge some part of a value."""
    yield from schema.get("x-validations", ())
    for child in (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])):
        yield from rules_below(child)


def merged(target: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return copy.deepcopy(patch)
    result: dict[str, Any] = dict(cast("dict[str, Any]", target)) if isinstance(target, dict) else {}
    for name, value in cast("dict[str, Any]", patch).items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result

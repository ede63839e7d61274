"""Turns names of the functions that compiled rules call into the source that defines them in a generated module."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Final

from specwright.rules import code_lists, formats, instants, prelude

__all__ = ["Inlined", "inlinable", "inline"]

# In this order a definition stands before whatever uses it while the module is read.
_MODULES: Final[tuple[ModuleType, ...]] = (prelude, instants, code_lists, formats)
_REMARK: Final = re.compile(r"[ \t]*# noqa\b[^\n]*")


@dataclass(frozen=True, slots=True)
class Inlined:
    """``imports`` are of the standard library, sorted; ``source`` holds the definitions in a working order."""

    imports: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Definition:
    text: str
    needs: frozenset[str]


def inlinable(*, further: tuple[ModuleType, ...] = ()) -> frozenset[str]:
    """List the names that can be gathered, those of further modules among them."""
    return frozenset(_definitions((*_MODULES, *further)))


def inline(names: Iterable[str], *, further: tuple[ModuleType, ...] = ()) -> Inlined:
    """Gather definitions with all that they need in turn; those of further modules come last.

    Raises:
        KeyError: a name is defined in no module.
    """
    modules = (*_MODULES, *further)
    definitions, imports = _definitions(modules), _imports(modules)
    wanted: set[str] = set()
    pending = sorted(names)
    while pending:
        name = pending.pop()
        if name in wanted:
            continue
        wanted.add(name)
        pending += definitions[name].needs & definitions.keys()
    needs = frozenset[str]().union(*(definitions[name].needs for name in wanted))
    chosen = [definitions[name].text for name in definitions if name in wanted]
    return Inlined(tuple(sorted({imports[name] for name in needs & imports.keys()})), "\n\n\n".join(chosen))


@cache
def _definitions(modules: tuple[ModuleType, ...]) -> dict[str, _Definition]:
    found: dict[str, _Definition] = {}
    for module in modules:
        source = inspect.getsource(module)
        lines = source.splitlines()
        for node in ast.parse(source).body:
            name = _name(node)
            if not name or name.startswith("__"):
                continue
            decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
            first = min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1
            # A comment above belongs to what it explains.
            while first and lines[first - 1].startswith("#"):
                first -= 1
            text = _REMARK.sub("", "\n".join(lines[first : node.end_lineno]))
            found[name] = _Definition(text, frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name)))
    return found


def _name(node: ast.stmt) -> str:
    if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
        return node.name
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    return ""


@cache
def _imports(modules: tuple[ModuleType, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for module in modules:
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.Import):
                found |= {alias.name: f"import {alias.name}" for alias in node.names}
            elif (
                isinstance(node, ast.ImportFrom)
                and node.module is not None
                and not node.module.startswith("specwright")
            ):
                found |= {alias.name: f"from {node.module} import {alias.name}" for alias in node.names}
    return found

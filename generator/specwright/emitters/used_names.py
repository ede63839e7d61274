"""Turns the text of a generated module into the imports it needs, by the names that its syntax tree refers to."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from specwright.emitters.pytext import Imports

__all__ = ["HOME", "gather_imports", "used_names"]

# Where each name that models and dictionaries use comes from.
HOME = {
    "Annotated": "typing",
    "Any": "typing",
    "Base64": "._runtime._models",
    "Date": "._runtime._models",
    "DateTime": "._runtime._models",
    "Decimal": "decimal",
    "Field": "pydantic",
    "Literal": "typing",
    "Mapping": "collections.abc",
    "Maybe": "._runtime._models",
    "Model": "._runtime._models",
    "Never": "typing",
    "NotRequired": "typing",
    "OpenIntEnum": "._runtime._models",
    "OpenStrEnum": "._runtime._models",
    "Sequence": "collections.abc",
    "TYPE_CHECKING": "typing",
    "TaggedUnion": "._runtime._unions",
    "TypeAlias": "typing",
    "TypeAliasType": "typing_extensions",
    "TypedDict": "typing",
    "UNSET": "._runtime._models",
    "UUID": "uuid",
    "UnknownVariant": "._runtime._unions",
    "date": "datetime",
    "datetime": "datetime",
}


def used_names(text: str) -> set[str]:
    """Collect the names that a module's code refers to, also inside of quoted annotations."""
    return set(_names(ast.parse(text)))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                yield name
            # Aliases that name themselves, or classes further down, stand in quotes.
            case ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, ast.Constant(value=str(text))]):
                yield from _names(ast.parse(text))
            case ast.AnnAssign(annotation=ast.Name(id="TypeAlias"), value=ast.Constant(value=str(text))):
                yield from _names(ast.parse(text))
            case ast.Call(func=ast.Name(id="TypedDict"), args=[_, ast.Dict(values=types)]):
                for item in types:
                    if isinstance(item, ast.Constant):
                        yield from _names(ast.parse(str(item.value)))
            case _:
                pass


def gather_imports(
    text: str, *, spellings: Mapping[str, str] = MappingProxyType({}), also: Iterable[str] = ()
) -> Imports:
    """Find the imports of what a text refers to, and of ``also``; ``spellings`` gives other names for some of it."""
    imports = Imports()
    known = {spellings.get(name, name): (name, module) for name, module in HOME.items()}
    for used in sorted((used_names(text) | {*also}) & known.keys()):
        name, module = known[used]
        imports.add(module, name if name == used else f"{name} as {used}")
    return imports

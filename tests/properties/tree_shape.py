"""Turns Python source into the shape of its syntax tree, which no text of a description may change."""

from __future__ import annotations

import ast
from typing import Final

__all__ = ["shape"]


# Imported where a method is called like a type, and where a member travels under another name.
_BY_NAME: Final = {"builtins", "pydantic"}


def shape(source: str | bytes) -> str:
    """Spell a module's syntax tree without names, texts and docstrings; code that stands in quotes counts as code."""
    tree = ast.parse(source)
    modules = {name for node in ast.walk(tree) for name in _imported(node)}
    return f"{sorted(modules)} {ast.dump(_Shape().visit(tree))}"


def _imported(node: ast.AST) -> list[str]:
    """Name the modules that a statement imports; those of single resources bear names of the description."""
    match node:
        case ast.Import(names=names):
            found = [alias.name for alias in names]
        case ast.ImportFrom(module=module, level=level):
            found = ["." * level + (module or "")]
        case _:
            return []
    return [name.partition(".resources.")[0] for name in found if name not in _BY_NAME]


class _Shape(ast.NodeTransformer):
    """Puts one spelling in the place of all that a text may change."""

    def visit_Import(self, node: ast.Import) -> None:
        """Leave imports to the list of modules: which names are asked for depends on names."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Leave imports to the list of modules."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """Forget docstrings: an empty text has none."""
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_Pass(self, node: ast.Pass) -> None:
        """Forget what stands in place of a docstring."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Keep the kind of a literal."""
        return ast.Constant(type(node.value).__name__)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Forget a name."""
        return ast.Name("name")

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Forget names with dots, too: a type that a method hides is named through its module."""
        value = self.visit(node.value)
        return value if isinstance(value, ast.Name) else ast.Attribute(value, "name")

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Forget the name of an argument."""
        node.arg = "name"
        return self.generic_visit(node)

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        """Forget the name that an argument is passed under."""
        node.arg = node.arg and "name"
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Forget the name of a function."""
        node.name = "name"
        return self.generic_visit(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """Forget the name of a function."""
        node.name = "name"
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Forget the name of a class, and how a typed dictionary is spelled."""
        node.name = "name"
        if any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in node.bases):
            entries = [entry.annotation for entry in node.body if isinstance(entry, ast.AnnAssign)]
            return self._typed_dictionary(entries)
        return self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Forget the name that a member travels under, where it is not the Python name."""
        match node:
            case ast.Subscript(
                value=ast.Name(id="Annotated"),
                slice=ast.Tuple(
                    elts=[inner, ast.Call(func=ast.Name(id="Field"), args=[], keywords=[ast.keyword("alias")])]
                ),
            ):
                return ast.Expression(self.visit(inner)).body
            case _:
                return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Look into aliases that stand in quotes."""
        if isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias" and node.value is not None:
            node.value = _unquoted(node.value)
        return self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Look into typed dictionaries and aliases that are made by a call."""
        match node.value:
            case ast.Call(func=ast.Name(id="TypedDict"), args=[_, ast.Dict(values=entries)]):
                return self._typed_dictionary([_unquoted(entry) for entry in entries])
            case ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, value]):
                node.value = _unquoted(value)
            case _:
                pass
        return self.generic_visit(node)

    def _typed_dictionary(self, entries: list[ast.expr]) -> ast.AST:
        return ast.Expr(ast.Tuple([self.visit(entry) for entry in entries]))


def _unquoted(value: ast.expr) -> ast.expr:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return ast.parse(value.value, mode="eval").body
    return value

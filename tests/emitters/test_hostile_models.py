"""Text of a description never becomes code: hostile strings leave the syntax trees of models.py and dicts.py as they are."""

import ast
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services import INTEGER, NUMBER, enum, finish, json_body, member, objects, operation, schema, service
from specwright.emitters.dicts import render_dicts
from specwright.emitters.models import render_models
from specwright.model.names import Name
from specwright.model.service import Service
from specwright.model.types import (
    Array,
    Const,
    Discriminator,
    Docs,
    Enum,
    Map,
    Nullable,
    Ref,
    ScalarKind,
    Schema,
    Type,
    Union,
)

HOSTILE = st.sampled_from(
    [
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        '\\"""',
        '"""\nimport os\n"""',
        "'; import os; '",
        "\\N{DASH}",
        "\\x",
        "{{ x }}",
        "{% raw %}",
        "{# #}",
        "%(x)s",
        "a\nb",
        "a\r\nb",
        "\x0c\x1c\x85\u2028",
        "\u202e\u2066abc\u2069",
        "\ufeff",
        "\ud800",
        "\x00",
        "class",
        "None",
        "__import__('os')",
        "a.b.c",
        "../../etc/passwd",
        "🎉",
        "名前",
        "#: value x",
        "#> Order",
        "Placeholder0_",
        "# noqa",
        "  indented",
        "",
        "]] | Any",
        '", int] = 1',
    ]
)
TEXTS = HOSTILE | st.text(max_size=12) | st.lists(HOSTILE, max_size=3).map("".join)

Give = Callable[[], str]


def build(give: Give) -> Service:
    """Make a service that has a text at every position where a description has one."""

    def name() -> str:
        # Something that Python spells otherwise, so that each member has an alias, hostile or not.
        return f"{give()} Name-{give()}"

    def docs() -> Docs:
        return Docs(title=give(), description=give(), unit=give(), source=give(), examples=(give(),))

    def named(key: str, type_: Type) -> Schema:
        return replace(schema(key, type_, docs=docs()), name=Name(f"{key} {give()}"))

    values = enum(name(), name())
    flags = Enum(tuple(replace(item, description=give()) for item in values.members), ScalarKind.STRING)
    tag = name()
    inner = objects(
        member(name(), enum(f"{give()}-1", f"{give()}-2"), docs=docs()), member(name(), INTEGER, docs=docs())
    )
    parts = (
        named(
            "Order",
            replace(
                objects(
                    member(name(), Ref("Flags"), docs=docs()),
                    replace(
                        member(name(), Const(f"c{give()}"), docs=docs()), has_default=True, default={give(): give()}
                    ),
                    member(name(), Nullable(inner), is_read_only=True, docs=docs()),
                    member(name(), Array(inner), is_write_only=True, docs=docs()),
                    member(name(), Union((Const(f"{give()}1"), Map(Ref("Order")))), docs=docs()),
                    member(name(), Ref("Pet"), is_required=True),
                ),
                additional=NUMBER,
            ),
        ),
        named("Flags", flags),
        named("Cat", objects(member(tag, is_required=True))),
        named("Dog", objects(member(tag, is_required=True))),
        named("Pet", Union((Ref("Cat"), Ref("Dog")), Discriminator(tag, {f"{give()}1": 0, f"{give()}2": 1}))),
        named("Tree", Union((Const(f"{give()}x"), Array(Ref("Tree"))))),
        operation(give(), body=json_body(Ref("Order")), tag=give()),
    )
    return replace(service(*parts), title=give(), version=give())


def shape(text: str) -> str:
    """Spell a module's syntax tree without names, texts and docstrings, quoted code included."""
    return ast.dump(_Shape().visit(ast.parse(text)))


class _Shape(ast.NodeTransformer):
    """Replaces what a text may change: identifiers, constants, and whether there is a docstring."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.name = "name"
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        # What the modules import is code, and stays what it is.
        return node if node.id in KEPT else ast.Name("name")

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return ast.Name("name")

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant(type(node.value).__name__)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias":
            node.value = _unquoted(node.value)
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(func=ast.Name(id="TypedDict"), args=[_, ast.Dict() as members]):
                members.values = [found for value in members.values if (found := _unquoted(value)) is not None]
            case ast.Call(func=ast.Name(id="TypeAliasType"), args=[_, value]):
                node.args = [found for found in [_unquoted(value)] if found is not None]
            case _:
                pass
        return self.generic_visit(node)


KEPT = frozenset(
    [
        "Annotated",
        "Any",
        "Field",
        "Literal",
        "Mapping",
        "Maybe",
        "Model",
        "NotRequired",
        "OpenStrEnum",
        "Sequence",
        "TYPE_CHECKING",
        "TaggedUnion",
        "TypeAlias",
        "TypeAliasType",
        "TypedDict",
        "UNSET",
        "UnknownVariant",
        "dict",
        "float",
        "int",
        "list",
        "str",
    ]
)


def _unquoted(value: ast.expr | None) -> ast.expr | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return ast.parse(value.value, mode="eval").body
    return value


def tame() -> Service:
    """Make the same service of harmless words."""
    return finish(build(lambda: "word"))


@pytest.fixture(scope="module")
def shapes() -> tuple[str, str]:
    """Give the syntax trees of the harmless modules."""
    made = tame()
    return shape(render_models(made)), shape(render_dicts(made))


@given(texts=st.lists(TEXTS, min_size=1, max_size=24))
def test_no_text_becomes_code(shapes: tuple[str, str], texts: list[str]) -> None:
    """Whatever stands in the texts of a description, the modules parse to the same tree of the same length."""
    index = iter(range(1_000_000))
    made = finish(build(lambda: texts[next(index) % len(texts)]))

    assert (shape(render_models(made)), shape(render_dicts(made))) == shapes


@given(text=TEXTS)
def test_output_is_text_that_a_file_can_hold(text: str) -> None:
    """Half of a surrogate pair, a null or a mark that reorders letters never reaches the file as itself."""
    made = finish(build(lambda: text))
    written = render_models(made) + render_dicts(made)

    written.encode("utf-8")
    assert all(character.isprintable() or character == "\n" for character in written)


def test_the_comparison_sees_code() -> None:
    """The property above can fail: another statement, another operand and another literal type are other trees."""
    assert shape("class A(Model):\n    a: int") != shape("class A(Model):\n    a: int\n    import os")
    assert shape("X: TypeAlias = 'int | str'") != shape("X: TypeAlias = 'int | str | list[int]'")
    assert shape("X: TypeAlias = 'Literal[1]'") != shape("X: TypeAlias = 'Literal[1, 2]'")
    assert shape("X: TypeAlias = 'int'") == shape('Y: TypeAlias = "int"\n"""Text."""')

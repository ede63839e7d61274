"""dicts.py: typed dictionaries with wire names, for callers who hold plain JSON."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from services import INTEGER, NUMBER, STRING, enum, finish, member, objects, schema, service
from specwright.emitters.dicts import render_dicts
from specwright.emitters.models import render_models
from specwright.model.service import Service
from specwright.model.types import (
    Array,
    Const,
    Discriminator,
    Docs,
    Map,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Union,
)


def statements(*schemas: Schema) -> dict[str, str]:
    """Write dicts.py and give what it declares, by name."""
    found: dict[str, str] = {}
    for node in ast.parse(render_dicts(finish(service(*schemas)))).body:
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.AnnAssign(target=ast.Name(id=name))
                | ast.Assign(targets=[ast.Name(id=name)])
            ):
                found[name] = ast.unparse(node)
            case _:
                pass
    return found


def test_an_object_is_a_dictionary_with_wire_names() -> None:
    """Keys are what travels, optional ones may be missing, and nested models are taken as well."""
    made = statements(
        schema("Line", objects("x")),
        schema(
            "Order",
            objects(
                member("id", is_required=True),
                member("customsFlag", Nullable(STRING), docs=Docs(description="Direction", unit="none")),
                member("lines", Array(Ref("Line"))),
                member("when", Scalar(ScalarKind.STRING, "date-time")),
            ),
            docs=Docs(description="An order."),
        ),
    )

    assert made["Order"] == (
        "class Order(TypedDict):\n"
        '    """An order."""\n'
        "    id: str\n"
        "    customsFlag: NotRequired[str | None]\n"
        "    'Direction. Unit: none.'\n"
        "    lines: NotRequired[Sequence[models.Line | Line]]\n"
        "    when: NotRequired[datetime | str]"
    )


@pytest.mark.parametrize("wire", ["order-id", "class", "__private", "2fa", "a'b"])
def test_keys_that_are_no_names_need_the_other_form(wire: str) -> None:
    """A key that a class cannot have is written in a call."""
    made = statements(schema("Order", objects(member(wire, INTEGER, is_required=True), "name")))

    assert made["Order"] == f"Order = TypedDict('Order', {{{wire!r}: 'int', 'name': 'NotRequired[str]'}})"


def test_a_key_without_a_letter_is_left_to_the_model() -> None:
    """Type checkers refuse a dictionary with an empty key."""
    made = statements(schema("Order", objects(member("", INTEGER), "name")))

    assert made["Order"] == "class Order(TypedDict):\n    name: NotRequired[str]"


def test_what_is_no_object_is_an_alias() -> None:
    """Enumerations list their values and take what was read; tagged unions take variants that nobody documented."""
    made = statements(
        schema("Flag", enum("Import", "Export")),
        schema("Mixed", enum(1, "a", kind=None)),
        schema("Cat", objects("kind")),
        schema("Dog", objects("kind")),
        schema("Pet", Union((Ref("Cat"), Ref("Dog")), Discriminator("kind", {"cat": 0, "dog": 1}))),
        schema("Json", Union((STRING, Map(Ref("Json"))))),
    )

    assert made["Flag"] == "Flag: TypeAlias = \"models.Flag | Literal['Import', 'Export']\""
    assert made["Mixed"] == "Mixed: TypeAlias = \"Literal[1, 'a']\""
    assert made["Pet"] == "Pet: TypeAlias = 'models.Pet | models.Cat | Cat | models.Dog | Dog'"
    assert made["Json"] == "Json: TypeAlias = 'str | Mapping[str, Json]'"


def test_an_empty_object_is_an_empty_dictionary() -> None:
    """A class needs a body."""
    assert statements(schema("Nothing", Object(())))["Nothing"] == "class Nothing(TypedDict):\n    pass"


def test_models_are_for_type_checkers_only() -> None:
    """Importing the dictionaries does not load pydantic; where no dictionary names a model, none is imported."""
    tree = ast.parse(render_dicts(finish(service(schema("Flag", enum("Import", "Export"))))))
    guarded = [node for node in tree.body if isinstance(node, ast.If)]
    imports = {ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}

    assert [ast.unparse(node) for node in guarded] == ["if TYPE_CHECKING:\n    from . import models"]
    assert not any("models" in line or "pydantic" in line for line in imports)
    assert "models" not in render_dicts(finish(service(schema("Order", objects("x")))))


def realistic() -> Service:
    """Make a service that has one of everything."""
    order = objects(
        member("id", is_required=True, is_read_only=True),
        member("date", Scalar(ScalarKind.STRING, "date")),
        member("next", Scalar(ScalarKind.STRING, "date")),
        member("uuid", Scalar(ScalarKind.STRING, "uuid")),
        member("data", Scalar(ScalarKind.STRING, "byte")),
        member("list", Array(STRING)),
        member("int", INTEGER),
        member("count", INTEGER),
        member("kind", Const("order")),
        member("odd-name", NUMBER),
        member("pet", Nullable(Ref("Pet"))),
        member("tree", Ref("Tree")),
        member("json", Ref("Json")),
        member("labels", Map(Nullable(STRING))),
        member("inner", objects(member("flag", enum("a", "b")), member("class"))),
    )
    return finish(
        service(
            schema("Order", order),
            schema("Labels", replace(objects("id"), additional=INTEGER)),
            schema("Cat", objects(member("petType", is_required=True), member("owner", Ref("Order")))),
            schema("Dog", objects(member("petType", is_required=True))),
            schema("Pet", Union((Ref("Cat"), Ref("Dog")), Discriminator("petType", {"cat": 0, "dog": 1}))),
            schema(
                "Tree", objects(member("children", Ref("Trees")), member("level", enum(1, 2, kind=ScalarKind.INTEGER)))
            ),
            schema("Trees", Array(Ref("Tree"))),
            schema("Json", Union((STRING, NUMBER, Array(Ref("Json")), Map(Nullable(Ref("Json")))))),
            schema("Model", objects("x")),
        )
    )


USE = """
from datetime import date

from demo import dicts, models

order: dicts.Order = {
    "id": "1",
    "date": date(2024, 1, 2),
    "next": "2024-01-03",
    "pet": {"petType": "cat", "owner": {"id": "2"}},
    "tree": models.Tree(children=[models.Tree()], level=models.TreeLevel.VALUE_1),
    "json": {"a": [1.5, "x", {"b": None}]},
    "inner": {"flag": "a", "class": "b"},
    "odd-name": 1,
}
pets: list[dicts.Pet] = [models.Cat(pet_type="cat"), {"petType": "dog"}]
model = models.Order(id="1", odd_name=2.5, list_=["a"], pet=None, inner=models.OrderInner(class_="x"))
when: date | None = model.date or None
wrong: dicts.Order = {"id": 1}
models.Order(id="1", missing=2)
"""


@pytest.mark.slow
def test_type_checkers_understand_models_and_dictionaries(tmp_path: Path, root: Path) -> None:
    """Mypy --strict finds nothing in the generated modules, and finds exactly the two mistakes of their user."""
    package = tmp_path / "demo"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "_runtime").symlink_to(root / "generator" / "specwright" / "runtime")
    made = realistic()
    (package / "models.py").write_text(render_models(made), "utf-8")
    (package / "dicts.py").write_text(render_dicts(made), "utf-8")
    (tmp_path / "use.py").write_text(USE, "utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        str(tmp_path / "cache"),
        "use.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if "_runtime" not in line and ": error:" in line]

    assert [line.partition(" error: ")[2] for line in lines] == [
        'Incompatible types (expression has type "int", TypedDict item "id" has type "str")  [typeddict-item]',
        'Unexpected keyword argument "missing" for "Order"  [call-arg]',
    ], done.stdout + done.stderr

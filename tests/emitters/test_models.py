"""models.py: what each kind of schema becomes, and that the text imports, builds and reads."""

import ast
import importlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import BaseModel, TypeAdapter

import specwright.runtime
from services import BOOLEAN, INTEGER, NUMBER, STRING, enum, finish, member, objects, schema, service
from specwright.emitters import models as emitter
from specwright.emitters.models import render_models
from specwright.emitters.used_names import HOME
from specwright.model.errors import InternalError
from specwright.model.service import Service
from specwright.model.types import (
    AnyType,
    Array,
    Const,
    Discriminator,
    Docs,
    Enum,
    Map,
    Never,
    Nullable,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Schema,
    Type,
    Union,
)
from specwright.passes.reserved import CLASSES

FORMATS = {form: Scalar(ScalarKind.STRING, form) for form in ("date-time", "date", "uuid", "decimal", "byte", "time")}


def text_of(*schemas: Schema) -> str:
    """Run all passes and write models.py."""
    return render_models(finish(service(*schemas)))


def declaration(text: str, name: str) -> str:
    """Cut one class or alias out of a module."""
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name=found) if found == name:
                return ast.unparse(node)
            case ast.AnnAssign(target=ast.Name(id=found)) | ast.Assign(targets=[ast.Name(id=found)]) if found == name:
                return ast.unparse(node)
            case _:
                pass
    raise AssertionError(f"{name} is not declared")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a package that has a client's runtime and no models yet."""
    folder = tmp_path_factory.mktemp("models") / "demo_models"
    shutil.copytree(Path(specwright.runtime.__path__[0]), folder / "_runtime")
    (folder / "__init__.py").write_text("", "utf-8")
    sys.path.insert(0, str(folder.parent))
    yield folder
    sys.path.remove(str(folder.parent))
    for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
        del sys.modules[name]


@pytest.fixture
def imported(package: Path) -> Callable[[str], Any]:
    """Import a text as the models of a client."""

    def import_text(text: str) -> Any:
        number = len([*package.glob("models*.py")])
        (package / f"models{number}.py").write_text(text, "utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(f"{package.name}.models{number}")

    return import_text


def build_all(module: Any) -> int:
    """Build every model and alias, as the first answer would."""
    count = 0
    for name in module.__all__:
        found = getattr(module, name)
        if isinstance(found, type) and issubclass(found, BaseModel):
            model: type[BaseModel] = found
            assert model.model_rebuild(force=True)
        else:
            TypeAdapter(getattr(module, name))
        count += 1
    return count


def test_members_are_written_as_the_contract_says() -> None:
    """Required, optional, nullable and renamed members each have one form."""
    text = text_of(
        schema(
            "Order",
            objects(
                member("id", is_required=True),
                member("customsFlag", is_required=True),
                member("comment", Nullable(STRING)),
                member("grossWeight", NUMBER),
            ),
        )
    )

    assert declaration(text, "Order") == (
        "class Order(Model):\n"
        "    id: str\n"
        "    customs_flag: Annotated[str, Field(alias='customsFlag')]\n"
        "    comment: Maybe[str | None] = UNSET\n"
        "    gross_weight: Annotated[Maybe[float], Field(alias='grossWeight')] = UNSET"
    )


@pytest.mark.parametrize(
    ("type_", "hint"),
    [
        (STRING, "str"),
        (INTEGER, "int"),
        (NUMBER, "float"),
        (BOOLEAN, "bool"),
        (Scalar(ScalarKind.NULL), "None"),
        (Scalar(ScalarKind.FILE), "bytes"),
        (FORMATS["date-time"], "DateTime"),
        (FORMATS["date"], "Date"),
        (FORMATS["uuid"], "UUID"),
        (FORMATS["decimal"], "Decimal"),
        (FORMATS["byte"], "Base64"),
        (FORMATS["time"], "str"),
        (AnyType(), "Any"),
        (Never(), "Never"),
        (Nullable(AnyType()), "Any"),
        (Const("a'\"\n"), "Literal['a\\'\"\\n']"),
        (Const(3), "Literal[3]"),
        (Const(None), "None"),
        (Const(1.5), "float"),
        (Const(["x"]), "list[Any]"),
        (enum(1, "a", None, kind=None), "int | str | None"),
        (enum(1.5, kind=ScalarKind.NUMBER), "float"),
        (Array(STRING), "list[str]"),
        (Array(INTEGER, (STRING, Nullable(BOOLEAN))), "list[str | bool | int | None]"),
        (Array(AnyType()), "list[Any]"),
        (Map(Array(FORMATS["date"])), "dict[str, list[Date]]"),
        (Map(AnyType()), "dict[str, Any]"),
        (Union((STRING, Array(STRING), INTEGER)), "str | list[str] | int"),
        (Union((STRING, STRING)), "str"),
        (Union((STRING, AnyType())), "Any"),
        (Nullable(Union((STRING, INTEGER))), "str | int | None"),
        (Ref("Other"), "Other"),
        (Nullable(Ref("Other")), "Other | None"),
        (Map(Nullable(Ref("Other"))), "dict[str, Other | None]"),
    ],
)
def test_each_type_has_its_hint(type_: Type, hint: str) -> None:
    """What datamodel-code-generator makes of a type is exactly the type, with nothing about validity."""
    text = text_of(schema("Other", objects("x")), schema("Order", objects(member("value", type_, is_required=True))))
    class_ = ast.parse(declaration(text, "Order")).body[0]
    assert isinstance(class_, ast.ClassDef)
    (field,) = class_.body
    assert isinstance(field, ast.AnnAssign)
    found = ast.unparse(field.annotation)

    assert sorted(found.split(" | ")) == sorted(hint.split(" | "))


def test_enumerations_are_open_classes_with_documented_members(imported: Callable[[str], Any]) -> None:
    """Each value has a name and its meaning; strings and whole numbers have a class each."""
    flag = Enum(
        tuple(replace(item, description=f"Goods by {item.value}.") for item in enum("Import", "export").members),
        ScalarKind.STRING,
    )
    text = text_of(
        schema("Flag", flag, docs=Docs(description="Direction.")), schema("Level", enum(-1, 2, kind=ScalarKind.INTEGER))
    )

    assert declaration(text, "Flag") == (
        "class Flag(OpenStrEnum):\n"
        '    """Direction."""\n'
        "    IMPORT = 'Import'\n"
        "    'Goods by Import.'\n"
        "    EXPORT = 'export'\n"
        "    'Goods by export.'"
    )
    assert declaration(text, "Level") == "class Level(OpenIntEnum):\n    MINUS_1 = -1\n    VALUE_2 = 2"
    models = imported(text)
    assert models.Flag("Import") is models.Flag.IMPORT
    assert models.Level(7) == 7


def test_schemas_that_are_no_objects_become_aliases(imported: Callable[[str], Any]) -> None:
    """Lists, maps, scalars and unions are names for types, written after what they name."""
    text = text_of(
        schema("Orders", Array(Ref("Order")), docs=Docs(description="Many.")),
        schema("Weight", Nullable(NUMBER), docs=Docs(description="Of all.", unit="kg")),
        schema("Same", Ref("Orders")),
        schema("Order", objects(member("others", Ref("Orders")))),
    )

    assert declaration(text, "Orders") == "Orders: TypeAlias = list[Order]"
    assert declaration(text, "Weight") == "Weight: TypeAlias = float | None"
    assert declaration(text, "Same") == "Same: TypeAlias = Orders"
    models = imported(text)
    assert build_all(models) == 4
    order = models.Order.model_validate_json('{"others": [{"others": []}]}')
    assert order.others[0].others == []
    assert TypeAdapter(models.Same).validate_python([{}]) == [models.Order()]


def test_aliases_may_name_themselves(imported: Callable[[str], Any]) -> None:
    """A union that holds itself, directly or by way of another, is a type that pydantic resolves."""
    text = text_of(
        schema("Json", Union((STRING, Array(Ref("Json")), Map(Nullable(Ref("Json")))))),
        schema("Tree", Map(Ref("Forest"))),
        schema("Forest", Array(Ref("Tree"))),
        schema("Holder", objects(member("json", Ref("Json")), member("tree", Ref("Tree")))),
    )

    assert declaration(text, "Json") == ("Json = TypeAliasType('Json', 'str | list[Json] | dict[str, Json | None]')")
    models = imported(text)
    build_all(models)
    holder = models.Holder.model_validate_json('{"json": ["a", {"b": null}], "tree": {"x": [{}]}}')
    assert holder.json_ == ["a", {"b": None}]
    assert holder.tree == {"x": [{}]}


def test_tagged_unions_bear_their_marker(imported: Callable[[str], Any]) -> None:
    """The class is chosen by the tag, several tags may lead to one class, and an unknown one is kept."""
    text = text_of(
        schema("Cat", objects(member("petType", is_required=True), "meow")),
        schema("Feline", Ref("Cat")),
        schema("Dog", objects(member("petType", is_required=True), "bark")),
        schema("Pet", Union((Ref("Feline"), Ref("Dog")), Discriminator("petType", {"cat": 0, "dog": 1, "hound": 1}))),
        schema("Owner", objects(member("pet", Nullable(Ref("Pet"))))),
    )

    assert declaration(text, "Pet") == (
        "Pet: TypeAlias = Annotated[Cat | Dog | UnknownVariant, "
        "TaggedUnion('petType', {'cat': 'Cat', 'dog': 'Dog', 'hound': 'Dog'})]"
    )
    models = imported(text)
    build_all(models)
    owner = models.Owner.model_validate_json('{"pet": {"petType": "hound", "bark": "loud"}}')
    assert isinstance(owner.pet, models.Dog)


def test_a_union_with_other_variants_is_untagged() -> None:
    """Where not all variants are classes, there is no member to look at."""
    text = text_of(
        schema("Cat", objects("kind")),
        schema("Pet", Union((Ref("Cat"), STRING), Discriminator("kind", {"cat": 0}))),
    )

    assert declaration(text, "Pet") == "Pet: TypeAlias = Cat | str"


def test_members_without_a_name_have_their_type(imported: Callable[[str], Any]) -> None:
    """AdditionalProperties with a schema types what a model keeps of unknown members."""
    text = text_of(
        schema("Labels", replace(objects("id"), additional=INTEGER)),
        schema("Bare", Object((), INTEGER)),
        schema("Closed", replace(objects("id"), additional=Never())),
    )

    models = imported(text)
    labels = models.Labels.model_validate({"id": "x", "a": "1"})
    assert labels.model_extra == {"a": 1}
    assert models.Bare.model_validate({"a": "1"}).model_extra == {"a": 1}
    assert models.Closed.model_validate({"a": "1"}).model_extra == {"a": "1"}


def test_documentation_stands_beside_what_it_is_about() -> None:
    """Description, unit, deprecation, doubt and documented default are told for each member."""
    weight = replace(
        member(
            "weight",
            NUMBER,
            is_read_only=True,
            docs=Docs(description="Gross weight", unit="kg", is_deprecated=True, is_unverified=True),
        ),
        has_default=True,
        default=1.5,
    )
    text = text_of(schema("Order", objects(weight), docs=Docs(description="An order.", source="vendor:create")))

    assert declaration(text, "Order") == (
        "class Order(Model):\n"
        '    """An order.\n\n    Source: vendor:create\n    """\n'
        "    weight: Maybe[float] = UNSET\n"
        "    'Gross weight. Unit: kg. Deprecated. Not documented by the vendor. Read only. Documented default: `1.5`.'"
    )


def test_a_member_never_hides_a_type(imported: Callable[[str], Any]) -> None:
    """Members called like the type of another, or like the module's own names, change nothing."""
    text = text_of(
        schema(
            "Event",
            objects(
                member("date", FORMATS["date"]),
                member("datetime", FORMATS["date-time"]),
                member("next", FORMATS["date"]),
                member("list", Array(INTEGER)),
                member("more", Array(INTEGER)),
                member("str"),
                member("model_fields"),
                member("Field"),
                member("price", FORMATS["decimal"]),
                member("key", FORMATS["uuid"]),
                member("data", FORMATS["byte"]),
            ),
        )
    )
    models = imported(text)
    build_all(models)
    event = models.Event.model_validate_json(
        '{"date": "2024-02-03", "next": "2024-02-04", "datetime": "2024-02-03T04:05:06Z", "list": [1], "more": [2],'
        ' "str": "s", "model_fields": "m", "Field": "f", "price": "1.50", "data": "aGk=",'
        ' "key": "12345678-1234-5678-1234-567812345678"}'
    )

    assert (event.date, event.next) == (date(2024, 2, 3), date(2024, 2, 4))
    assert isinstance(event.datetime, datetime)
    assert (event.list_, event.more, event.str_, event.model_fields_, event.field) == ([1], [2], "s", "m", "f")
    assert (event.price, event.data) == (Decimal("1.50"), b"hi")
    assert isinstance(event.key, UUID)


@pytest.mark.parametrize(
    "name",
    [
        "Any",
        "BaseModel",
        "Enum",
        "Exception",
        "Field",
        "List",
        "Model",
        "Optional",
        "RootModel",
        "StrEnum",
        "Union",
        "date",
    ],
)
def test_any_schema_name_survives_the_model_generator(name: str, imported: Callable[[str], Any]) -> None:
    """A schema called like something that modules import becomes a class all the same."""
    text = text_of(schema(name, objects(member("self", Ref(name)), member("x", Map(Union((STRING, Ref(name))))))))
    models = imported(text)
    assert build_all(models) == 1


def test_what_the_model_generator_loses_is_a_bug_of_ours() -> None:
    """A class that does not come back under its name ends the run instead of being forgotten."""
    finished = finish(service(schema("Order", objects("x"))))
    renamed = replace(finished.schemas["Order"].name, python="BaseModel")
    broken = replace(finished, schemas={"Order": replace(finished.schemas["Order"], name=renamed)})

    with pytest.raises(InternalError, match="BaseModel"):
        render_models(broken)


def test_a_service_without_schemas_has_an_empty_module(imported: Callable[[str], Any]) -> None:
    """Nothing to declare is no error."""
    text = text_of()
    models = imported(text)
    assert models.__all__ == []


def test_the_same_service_gives_the_same_text() -> None:
    """Nothing about a run gets into the text."""
    made: Service = finish(service(schema("B", objects(member("a", Ref("A")))), schema("A", enum("x", "y"))))

    assert render_models(made) == render_models(made)
    assert emitter.__name__ not in render_models(made)


def test_names_are_listed_in_order(imported: Callable[[str], Any]) -> None:
    """`from models import *` and completion show all classes and aliases, sorted."""
    models = imported(text_of(schema("B", objects()), schema("A", Array(STRING)), schema("c", enum("x"))))
    assert models.__all__ == ["A", "B", "C"]


def test_an_empty_enumeration_is_no_class() -> None:
    """Without values there is nothing to enumerate, and any value may come."""
    assert declaration(text_of(schema("Nothing", Enum((), None))), "Nothing") == "Nothing: TypeAlias = Any"


@pytest.mark.parametrize(("name", "home"), sorted(HOME.items()))
def test_every_import_can_be_made(name: str, home: str) -> None:
    """What the modules import is there, in the runtime as elsewhere; no schema takes its name, or the import gets another."""
    module = importlib.import_module(home.replace("._runtime", "specwright.runtime"))

    assert hasattr(module, name)
    assert name in CLASSES or name.islower() or name in {"Date", "DateTime"}


def test_a_class_may_be_called_date() -> None:
    """A schema named as the type of dates keeps its name; the type is imported under another."""
    text = text_of(schema("Date", Object((member("on", FORMATS["date"]),))))

    assert "class Date(Model):" in text
    assert "    on: Maybe[_Date] = UNSET" in text
    assert "Date as _Date" in text

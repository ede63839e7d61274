"""The module of checks as a whole: what it holds, how it is found, and that no text of a description becomes code."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.compiled import body_service, load, module_of, operation, pairs, service_of
from specwright.checks import PlacedKeyword, compile_checks
from specwright.model.errors import UnsupportedFeatureError
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import MediaTypeKind, Parameter, ParameterLocation, ParameterStyle, Service
from specwright.model.types import Json, Scalar, ScalarKind


def parameter(name: str, location: ParameterLocation, definition: Json, *, is_required: bool = False) -> Parameter:
    """Make a parameter."""
    return Parameter(
        name=Name(name),
        location=location,
        type=Scalar(ScalarKind.STRING),
        is_required=is_required,
        style=ParameterStyle.FORM,
        explode=True,
        definition=definition,
        where=Location("openapi.yaml", f"/components/parameters/{name}"),
    )


PARAMETERS = (
    parameter("order/Id", ParameterLocation.PATH, {"type": "string", "pattern": "^[A-Z]{3}$"}, is_required=True),
    parameter("limit", ParameterLocation.QUERY, {"type": "integer", "maximum": 50}),
    parameter("If-Match", ParameterLocation.HEADER, {"type": "string", "minLength": 1}, is_required=True),
)


def everything() -> Service:
    """Make a service that uses every kind of statement."""
    schemas: dict[str, Json] = {
        "Node": {
            "type": ["object", "null"],
            "required": ["name"],
            "properties": {
                "name": {"type": "string", "pattern": "^a", "format": "iso6346", "x-error-code": "BAD"},
                "next": {"$ref": "#/$defs/Node"},
                "sizes": {
                    "type": "array",
                    "items": {"type": "number", "multipleOf": 0.5},
                    "uniqueItems": True,
                    "contains": {"const": 1},
                },
                "any": {
                    "anyOf": [
                        {"type": "null"},
                        {"enum": [1, "a", {"b": []}]},
                        {"prefixItems": [True, {"type": "integer"}], "items": False},
                    ]
                },
                "when": {
                    "if": {"type": "string"},
                    "then": {"format": "date-time"},
                    "else": {"not": {"type": "object"}},
                },
            },
            "patternProperties": {"^x-": {"type": ["string", "integer"]}},
            "dependentSchemas": {"next": {"required": ["sizes"]}},
            "unevaluatedProperties": False,
            "x-validations": [
                {"id": "name-short", "rule": "size(self.name) < 20", "message": "Short."},
                {"id": "name-stays", "rule": "self.name == oldSelf.name", "message": "Same."},
            ],
        },
        "List": {"type": "array", "prefixItems": [{"type": "string"}], "unevaluatedItems": {"$ref": "#/$defs/Node"}},
    }
    return service_of(
        operation(
            "create",
            body={"$ref": "#/$defs/Node"},
            parameters=PARAMETERS,
            responses={"201": {"$ref": "#/$defs/List"}, "4XX": True},
        ),
        schemas=schemas,
        codes=["BAD"],
    )


def test_parameters_are_one_value() -> None:
    """All parameters of an operation are judged together, each at the pointer of its place and name."""
    _, names = module_of(service_of(operation("find", parameters=PARAMETERS)))
    check = names["PARAMETERS"]["find"]

    assert check({"path": {"order/Id": "ABC"}, "query": {}, "header": {"If-Match": "x"}}) == ()
    assert pairs(check({"path": {"order/Id": "abc"}, "query": {"limit": 51.0}, "header": {}})) == [
        ("/header", "required"),
        ("/path/order~1Id", "pattern"),
        ("/query/limit", "maximum"),
    ]
    assert pairs(check({"path": {}, "header": {"If-Match": ""}})) == [
        ("/header/If-Match", "minLength"),
        ("/path", "required"),
    ]
    assert pairs(check({})) == [("", "required"), ("", "required")]


def test_a_fault_of_a_parameter_is_told_at_the_parameter() -> None:
    """The place of an error is where the description has the parameter's schema."""
    wrong = parameter("q", ParameterLocation.QUERY, {"type": "string", "pattern": r"\p{L}"})

    with pytest.raises(UnsupportedFeatureError) as caught:
        compile_checks(service_of(operation("find", parameters=(wrong,))))

    assert caught.value.problems[0].where == Location("openapi.yaml", "/components/parameters/q/schema/pattern")


def test_checks_are_found_by_operation_media_type_and_status() -> None:
    """Tables lead to the functions; what several operations answer alike is one function."""
    service = service_of(
        operation(
            "a", body={"type": "string"}, responses={"200": {"$ref": "#/$defs/Item"}, "default": {"type": "null"}}
        ),
        operation("b", responses={"200": {"$ref": "#/$defs/Item"}}),
        schemas={"Item": {"type": "integer"}},
    )
    module, names = module_of(service)

    assert names["BODIES"]["a"]["application/json"]("x") == ()
    assert names["RESPONSES"]["a"]["200"]["application/json"] is names["RESPONSES"]["b"]["200"]["application/json"]
    assert pairs(names["RESPONSES"]["a"]["default"]["application/json"](1)) == [("", "type")]
    assert [(check.operation, check.kind, check.status, check.name) for check in module.checks] == [
        ("a", "body", "", "check_a_body"),
        ("a", "response", "200", "check_item_response"),
        ("a", "response", "default", "check_a_default_response"),
        ("b", "response", "200", "check_item_response"),
    ]


def test_responses_can_be_left_out() -> None:
    """A caller that only sends needs no checks of what it receives."""
    module, names = module_of(everything(), has_responses=False)

    assert {check.kind for check in module.checks} == {"body", "parameters"}
    assert names["RESPONSES"] == {}


def test_files_of_a_form_are_judged_by_nobody() -> None:
    """Parts with content of files may be anything; parts beside them are judged, and a body that is a file is not."""
    form: Json = {
        "type": "object",
        "required": ["Order", "Files"],
        "properties": {
            "Order": {"type": "object"},
            "Files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        },
    }
    service = service_of(
        operation("send", body=form, media_type="multipart/form-data", kind=MediaTypeKind.MULTIPART),
        operation(
            "upload", body={"type": "string", "format": "binary"}, media_type="image/png", kind=MediaTypeKind.BINARY
        ),
    )
    _, names = module_of(service)
    check = names["BODIES"]["send"]["multipart/form-data"]

    assert check({"Order": {}, "Files": [b"a", Path("b.pdf"), "c"]}) == ()
    assert pairs(check({"Order": {}, "Files": [1]})) == [("/Files/0", "type")]
    assert "upload" not in names["BODIES"]


def test_members_of_one_direction_are_required_in_it_only() -> None:
    """A required member that is read-only need not be sent, one that is write-only need not be received."""
    schema: Json = {
        "type": "object",
        "required": ["id", "secret", "name"],
        "properties": {
            "id": {"$ref": "#/$defs/Id"},
            "secret": {"type": "string", "writeOnly": True},
            "name": {"type": "string"},
        },
    }
    service = service_of(
        operation("save", body={"items": {"$ref": "#/$defs/User"}}, responses={"200": {"$ref": "#/$defs/User"}}),
        schemas={"User": schema, "Id": {"type": "string", "readOnly": True}},
    )
    _, names = module_of(service)

    assert [each.message for each in names["check_save_body"]([{}])] == [
        "The member 'name' is missing.",
        "The member 'secret' is missing.",
    ]
    assert [each.message for each in names["check_user_response"]({})] == [
        "The member 'id' is missing.",
        "The member 'name' is missing.",
    ]


def test_directions_are_told_apart_in_circles() -> None:
    """A schema that leads back to itself differs by direction if anything in the circle does."""
    node: Json = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string", "readOnly": True}, "next": {"$ref": "#/$defs/Link"}},
    }
    link: Json = {"properties": {"node": {"$ref": "#/$defs/Node"}}}
    service = service_of(
        operation("save", body={"$ref": "#/$defs/Link"}, responses={"200": {"$ref": "#/$defs/Link"}}),
        schemas={"Node": node, "Link": link},
    )
    _, names = module_of(service)
    value: Json = {"node": {"id": "a", "next": {"node": {}}}}

    assert names["check_save_body"](value) == ()
    assert pairs(names["check_link_response"](value)) == [("/node/next/node", "required")]


def test_a_check_that_cannot_be_made_can_be_left_out() -> None:
    """With `keep_going` the others are made, and what is missing is told with its reasons."""
    service = service_of(
        operation("good", body={"$ref": "#/$defs/Good"}),
        operation("bad", body={"properties": {"a": {"$ref": "#/$defs/Bad"}}}),
        operation("worse", body={"type": "array", "items": {"$ref": "#/$defs/Nothing"}}),
        schemas={"Good": {"type": "null"}, "Bad": {"pattern": r"\p{L}"}},
    )
    module, names = module_of(service, keep_going=True)

    assert list(names["BODIES"]) == ["good"]
    assert [(check.operation, [problem.rule for problem in problems]) for check, problems in module.left_out] == [
        ("bad", ["unsupported"]),
        ("worse", ["reference"]),
    ]


def test_every_keyword_is_listed_with_its_place_and_code() -> None:
    """Whoever breaks keywords on purpose finds each that can refuse a value."""
    schema: Json = {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/Code"}}}
    module, _ = module_of(
        body_service(
            schema,
            schemas={"Code": {"type": "string", "maxLength": 3, "x-error-code": {"maxLength": "LONG"}}},
            codes=["LONG"],
        )
    )

    assert module.keywords == (
        PlacedKeyword(schema="Code", pointer="", keyword="maxLength", code="LONG"),
        PlacedKeyword(schema="Code", pointer="", keyword="type", code=""),
        PlacedKeyword(schema="send_body", pointer="", keyword="required", code=""),
        PlacedKeyword(schema="send_body", pointer="", keyword="type", code=""),
    )


def test_the_same_service_gives_the_same_text() -> None:
    """Nothing of the machine, the clock or chance is in the text."""
    assert compile_checks(everything()).text == compile_checks(everything()).text


def test_the_module_needs_the_standard_library_only(tmp_path: Path) -> None:
    """A generated module is ASCII, imports what it uses and nothing else, and passes mypy --strict."""
    text = compile_checks(everything()).text
    path = tmp_path / "checks.py"
    path.write_text(text, "ascii")
    tree = ast.parse(text)
    imported = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    assert {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} <= {
        "__future__",
        "collections.abc",
        "datetime",
        "fractions",
        "functools",
        "itertools",
        "typing",
    }
    assert imported - {"annotations"} <= used
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=cache", path.name]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_everything_that_is_defined_is_used() -> None:
    """Neither a function nor a constant stands in the module for nothing."""
    tree = ast.parse(compile_checks(everything()).text)
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    defined |= {
        node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}

    assert defined - used - {"ASSUMED", "BODIES", "PARAMETERS", "RESPONSES", "TRANSITIONS", "__all__"} == set()


HOSTILE = st.text(alphabet=st.sampled_from(list("'\"\\{}\n\r\0#:%$ ()[]ab~/é\u2028\ud800")), max_size=12).filter(bool)


def shape_of(text: str) -> str:
    """Give a module's syntax tree without the values of its texts, and with its names numbered."""
    tree = ast.parse(text)
    numbers: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
        elif isinstance(node, ast.FunctionDef):
            node.name = numbers.setdefault(node.name, f"n{len(numbers)}")
        elif isinstance(node, ast.Name):
            node.id = numbers.setdefault(node.id, f"n{len(numbers)}")
    return ast.dump(tree)


@given(text=HOSTILE)
def test_no_text_of_a_description_becomes_code(text: str) -> None:
    """Whatever stands in names, values, patterns, codes and keys of a description, only literals of the module differ."""

    def written(word: str) -> str:
        body: dict[str, Any] = {
            "title": word,
            "description": word,
            "required": [word, "r"],
            "properties": {word: {"const": word, "description": word}, "o": {"enum": [word, "b"], "type": "string"}},
            "patternProperties": {
                "^" + "".join(f"\\u{{{ord(letter):x}}}" for letter in word): {"const": {word: [word]}}
            },
            "dependentRequired": {word: ["d" + word]},
            "dependentSchemas": {word: {"minProperties": 1}},
            "additionalProperties": False,
            "x-error-code": {"required": word},
        }
        item = operation(
            "send",
            body={"$ref": "#/$defs/Body"},
            parameters=(parameter(word, ParameterLocation.QUERY, {"const": word}, is_required=True),),
            media_type=word,
        )
        return compile_checks(service_of(item, schemas={"Body": body}, codes=[word])).text

    hostile = written(text)

    load(hostile)
    assert hostile.isascii()
    assert shape_of(hostile) == shape_of(written("Q"))

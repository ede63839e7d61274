"""Holds how parameters are completed, checked against the path, and told when they are wrong."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.model.errors import DescriptionError, UnsupportedFeatureError
from specwright.model.service import Operation, Parameter, ParameterLocation, ParameterStyle, Service
from specwright.model.types import Array, Enum, Scalar, ScalarKind

STRING = Scalar(ScalarKind.STRING)


def describe(*parameters: Any, path: str = "/a", shared: Any = (), **components: Any) -> dict[str, Any]:
    """Describe one operation with parameters."""
    item: dict[str, Any] = {
        "parameters": list(shared),
        "get": {"operationId": "op", "parameters": list(parameters), "responses": {}},
    }
    return {"paths": {path: item}, "components": components}


def only(service: Service) -> Operation:
    """Take the one operation."""
    (operation,) = service.operations
    return operation


def one(load_it: Load, parameter: Any, **document: Any) -> Parameter:
    """Load one parameter."""
    (found,) = only(load_it(describe(parameter, **document))).parameters
    return found


@pytest.mark.parametrize(
    ("place", "style", "explode"),
    [("query", "form", True), ("header", "simple", False), ("cookie", "form", True), ("path", "simple", False)],
)
def test_styles_have_the_defaults_of_the_specification(load_it: Load, place: str, style: str, explode: bool) -> None:
    """Where nothing is said, the place decides about style and explode, and a path parameter is required."""
    found = one(
        load_it, {"name": "x", "in": place, "schema": {"type": "string"}}, path="/a/{x}" if place == "path" else "/a"
    )

    assert (found.location, found.style, found.explode) == (ParameterLocation(place), ParameterStyle(style), explode)
    assert found.is_required == (place == "path")


@pytest.mark.parametrize(
    ("given", "style", "explode"),
    [
        ({"style": "spaceDelimited"}, "spaceDelimited", False),
        ({"style": "pipeDelimited", "explode": True}, "pipeDelimited", True),
        ({"style": "deepObject"}, "deepObject", True),
        ({"explode": False}, "form", False),
    ],
)
def test_styles_that_are_said_are_kept(load_it: Load, given: dict[str, Any], style: str, explode: bool) -> None:
    """A style brings its own default of explode."""
    found = one(load_it, {"name": "x", "in": "query", "schema": {}} | given)

    assert (found.style.value, found.explode) == (style, explode)


def test_a_style_of_another_place_is_told(load_it: Load) -> None:
    """A style that the place does not have is replaced by the place's own."""
    service = load_it(describe({"name": "x", "in": "header", "schema": {}, "style": "form"}))

    assert only(service).parameters[0].style is ParameterStyle.SIMPLE
    assert [warning.rule for warning in service.warnings] == ["parameter"]


def test_all_of_a_parameter_is_read(load_it: Load) -> None:
    """Type, definition, default, words and marks come with a parameter."""
    found = one(
        load_it,
        {
            "name": "x[]",
            "in": "query",
            "required": True,
            "allowReserved": True,
            "description": "words",
            "deprecated": True,
            "examples": {"e": {"value": ["a"]}},
            "schema": {"$ref": "#/components/schemas/L"},
        },
        schemas={"L": {"type": "array", "items": {"type": "string"}, "default": ["d"], "x-unit": "kg"}},
    )

    assert found.name.wire == "x[]"
    assert found.definition == {"$ref": "#/$defs/L"}
    assert (found.is_required, found.allow_reserved, found.has_default, found.default) == (True, True, True, ["d"])
    assert (found.docs.description, found.docs.is_deprecated, found.docs.examples) == ("words", True, (["a"],))


def test_content_takes_the_place_of_style(load_it: Load) -> None:
    """A parameter may be written by a media type."""
    found = one(
        load_it,
        {"name": "x", "in": "query", "content": {"application/json": {"schema": {"items": {"type": "string"}}}}},
    )

    assert (found.content, found.type) == ("application/json", Array(STRING))


@pytest.mark.parametrize(("encoding", "rules"), [("base64url", []), ("rot13", ["parameter"])])
def test_encodings_are_known_or_told(load_it: Load, encoding: str, rules: list[str]) -> None:
    """With `x-encoding` callers pass plain text, so its type is that of text."""
    service = load_it(describe({"name": "x", "in": "query", "schema": {"type": "string"}, "x-encoding": encoding}))

    assert only(service).parameters[0].encoding == ("" if rules else encoding)
    assert only(service).parameters[0].type == STRING
    assert [warning.rule for warning in service.warnings] == rules


def test_the_operation_wins_over_the_path_item(load_it: Load) -> None:
    """A parameter of the same name and place is that of the operation; one of another place stands beside it."""
    shared: list[Any] = [{"name": "x", "in": "query", "schema": {}}, {"name": "x", "in": "header", "schema": {}}]
    own = {"name": "x", "in": "query", "required": True, "schema": {"type": "integer"}}
    found = only(load_it(describe(own, shared=shared))).parameters

    assert [(each.location.value, each.is_required) for each in found] == [("query", True), ("header", False)]


def test_path_parameters_follow_the_path(load_it: Load) -> None:
    """Path parameters come first and in path order, whatever the order of their declaration."""
    declared: list[Any] = [
        {"name": name, "in": place, "required": True, "schema": {}}
        for name, place in [("q", "query"), ("b", "path"), ("a", "path")]
    ]
    found = only(load_it(describe(*declared, path="/{a}/x/{b}"))).parameters

    assert [each.name.wire for each in found] == ["a", "b", "q"]


def test_the_path_and_its_parameters_are_held_together(load_it: Load) -> None:
    """A placeholder without a parameter becomes one; a parameter without a placeholder goes; both are told."""
    service = load_it(describe({"name": "b", "in": "path", "required": True, "schema": {}}, path="/{a}"))

    (found,) = only(service).parameters
    assert (found.name.wire, found.type, found.is_required, found.definition) == ("a", STRING, True, {"type": "string"})
    assert len(service.warnings) == 2


@pytest.mark.parametrize("name", ["Accept", "content-type", "Authorization"])
def test_headers_that_others_describe_are_ignored(load_it: Load, name: str) -> None:
    """The specification gives these three to media types and security."""
    service = load_it(describe({"name": name, "in": "header", "schema": {"type": "string"}}))

    assert only(service).parameters == ()
    assert name in service.warnings[0].what


def test_a_parameter_without_a_schema_is_text(load_it: Load) -> None:
    """Nothing said about the value means text; schema keywords at the wrong level are understood."""
    service = load_it(
        describe({"name": "x", "in": "query"}, {"name": "y", "in": "query", "type": "string", "enum": ["a"]})
    )
    first, second = only(service).parameters

    assert first.type == STRING
    assert isinstance(second.type, Enum)
    assert len(service.warnings) == 2


@pytest.mark.parametrize(
    ("parameter", "what"),
    [
        ({"in": "query"}, "needs `name` and `in`"),
        ({"name": "x"}, "needs `name` and `in`"),
        (3, "needs `name` and `in`"),
        ({"name": "x", "in": "body"}, "no place of a parameter"),
        ({"$ref": "#/components/parameters/Nowhere"}, "points to nothing"),
    ],
)
def test_wrong_parameters_end_the_run_or_cost_their_operation(load_it: Load, parameter: Any, what: str) -> None:
    """A parameter that cannot be understood is an error; with keep_going its operation is reported."""
    with pytest.raises(DescriptionError, match=what):
        load_it(describe(parameter))
    service = load_it(describe(parameter), keep_going=True)

    assert service.operations == ()
    assert what in service.skipped[0].problem.what


def test_the_same_parameter_twice_is_an_error(load_it: Load) -> None:
    """A list may not hold two parameters of one name and place."""
    with pytest.raises(DescriptionError, match="declared twice"):
        load_it(describe({"name": "x", "in": "query", "schema": {}}, {"name": "x", "in": "query", "schema": {}}))


def test_a_whole_query_string_is_not_supported(load_it: Load) -> None:
    """3.2's querystring parameter is named as what is missing in Specwright, not in the description."""
    with pytest.raises(UnsupportedFeatureError, match="whole query string"):
        load_it({"openapi": "3.2.0"} | describe({"name": "x", "in": "querystring", "content": {}}))


def test_shared_parameters_are_told_once(load_it: Load) -> None:
    """A problem of a component is one problem, however many operations use it."""
    reference = {"$ref": "#/components/parameters/P"}
    operation: dict[str, Any] = {"parameters": [reference], "responses": {}}
    document: dict[str, Any] = {
        "paths": {"/a": {"get": operation, "put": operation}},
        "components": {"parameters": {"P": {"name": "x", "in": "odd"}}},
    }

    with pytest.raises(DescriptionError) as caught:
        load_it(document)
    assert len(caught.value.problems) == 1
    assert len(load_it(document, keep_going=True).skipped) == 2


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, {}),
        ({"x-error-code": "WRONG"}, {"": "WRONG"}),
        ({"x-error-code": {"pattern": "WRONG", "required": "GONE"}}, {"pattern": "WRONG", "required": "GONE"}),
    ],
)
def test_codes_of_failures_are_read(load_it: Load, given: dict[str, Any], codes: dict[str, str]) -> None:
    """One code stands for everything, a map names keywords and absence."""
    found = one(load_it, {"name": "x", "in": "path", "required": True, "schema": {}, **given}, path="/a/{x}")

    assert found.codes == codes


@pytest.mark.parametrize("given", ["", 1, [], {}, {"pattern": 1}, {"pattern": ""}, {"required": "GONE"}])
def test_codes_that_make_no_sense_are_told(load_it: Load, given: Any) -> None:
    """A code is a text; that of absence needs a parameter that must be there."""
    with pytest.raises(DescriptionError) as caught:
        load_it(describe({"name": "x", "in": "query", "schema": {"type": "string"}, "x-error-code": given}))

    assert [problem.where.pointer for problem in caught.value.problems] == ["/paths/~1a/get/parameters/0/x-error-code"]

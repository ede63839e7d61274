"""Which code the failure of a parameter has: its own, that of its schema, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest

from checks.compiled import module_of, operation, service_of
from specwright.checks.parameter_codes import with_codes
from specwright.model.errors import DescriptionError
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import Parameter, ParameterLocation, ParameterStyle, Service
from specwright.model.types import AnyType, Json

SCHEMAS: Final[dict[str, Json]] = {
    "Flow": {"type": "string", "enum": ["in", "out"]},
    "Alias": {"$ref": "#/$defs/Flow"},
    "Coded": {"type": "integer", "minimum": 0, "x-error-code": "OWN"},
    "Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}},
    "Loop": {"$ref": "#/$defs/Loop"},
}


def service(definition: Json, codes: Mapping[str, str], *, is_required: bool = True) -> Service:
    """Make a service of one operation with one parameter in the query."""
    parameter = Parameter(
        name=Name("p"),
        location=ParameterLocation.QUERY,
        type=AnyType(),
        is_required=is_required,
        style=ParameterStyle.FORM,
        explode=True,
        codes=codes,
        definition=definition,
        where=Location("openapi.yaml", "/paths/~1see/post/parameters/0"),
    )
    return service_of(operation("see", parameters=(parameter,)), schemas=SCHEMAS, codes=["WRONG", "GONE", "OWN"])


def found(definition: Json, codes: Mapping[str, str], query: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Check parameters and tell keyword, path and code of each violation."""
    _, names = module_of(service(definition, codes))
    return [(each.id, each.path, each.code) for each in names["check_see_parameters"]({"query": query})]


@pytest.mark.parametrize(
    ("definition", "codes", "value", "expected"),
    [
        ({"type": "string", "pattern": "^x"}, {"": "WRONG"}, "y", [("pattern", "WRONG")]),
        ({"type": "string", "pattern": "^x"}, {"": "WRONG"}, 1, [("type", "WRONG")]),
        ({"type": "string", "pattern": "^x"}, {"pattern": "WRONG"}, 1, [("type", "")]),
        ({"type": "string", "pattern": "^x"}, {"pattern": "WRONG"}, "y", [("pattern", "WRONG")]),
        ({"type": "string"}, {"required": "GONE"}, 1, [("type", "")]),
        ({"$ref": "#/$defs/Flow"}, {"": "WRONG"}, "up", [("enum", "WRONG")]),
        ({"$ref": "#/$defs/Alias"}, {"enum": "WRONG"}, "up", [("enum", "WRONG")]),
        ({"$ref": "#/$defs/Flow", "maxLength": 3}, {"": "WRONG"}, "down", [("enum", "WRONG"), ("maxLength", "WRONG")]),
        ({"$ref": "#/$defs/Flow", "maxLength": 3}, {"maxLength": "WRONG"}, "down", [("enum", ""), ("maxLength", "WRONG")]),
        ({"$ref": "#/$defs/Flow", "description": "a"}, {"": "WRONG"}, "up", [("enum", "WRONG")]),
        ({"$ref": "#/$defs/Coded"}, {"": "WRONG"}, -1, [("minimum", "OWN")]),
        ({"type": "integer", "minimum": 0, "x-error-code": {"minimum": "OWN"}}, {"": "WRONG"}, -1, [("minimum", "OWN")]),
        ({"type": "integer", "minimum": 0, "x-error-code": {"minimum": "OWN"}}, {"": "WRONG"}, "1", [("type", "WRONG")]),
        ({"$ref": "#/$defs/Node"}, {"": "WRONG"}, [], [("type", "WRONG")]),
        (True, {"required": "GONE"}, 1, []),
        (True, {"": "GONE"}, None, []),
        ({"type": "string", "pattern": "^x"}, {"": "WRONG"}, "x", []),
    ],
)  # fmt: skip
def test_a_failure_has_the_code_of_the_parameter(
    definition: Json, codes: Mapping[str, str], value: Any, expected: list[tuple[str, str]]
) -> None:
    """One code stands for all keywords, references followed; a map names them; the schema's own codes win."""
    wrong = found(definition, codes, {"p": value})

    assert wrong == [(keyword, "/query/p", code) for keyword, code in expected]


@pytest.mark.parametrize(
    ("codes", "code"),
    [({"": "WRONG"}, "WRONG"), ({"required": "GONE"}, "GONE"), ({"": "WRONG", "required": "GONE"}, "GONE"), ({}, "")],
)
def test_absence_has_a_code(codes: Mapping[str, str], code: str) -> None:
    """A missing parameter is told with its code for absence, else with that for everything."""
    assert found({"type": "string"}, codes, {}) == [("required", "/query", code)]


def test_only_the_parameter_with_a_code_is_told_with_one() -> None:
    """Codes of absence are kept apart, though several parameters miss from one place."""
    made = service({"type": "string"}, {"required": "GONE"}).operations[0].parameters[0]
    plain = Parameter(
        name=Name("q"),
        location=ParameterLocation.QUERY,
        type=AnyType(),
        is_required=True,
        style=ParameterStyle.FORM,
        explode=True,
        where=Location("openapi.yaml"),
    )
    _, names = module_of(service_of(operation("see", parameters=(made, plain)), codes=["GONE"]))

    wrong = names["check_see_parameters"]({"query": {}})
    assert sorted((each.code, each.message) for each in wrong) == [
        ("", "The member 'q' is missing."),
        ("GONE", "The member 'p' is missing."),
    ]


def test_what_others_refer_to_stays_as_it_is() -> None:
    """A schema that bodies use as well has no code there."""
    parameter = service({"$ref": "#/$defs/Flow"}, {"": "WRONG"}).operations[0].parameters
    body = operation("see", parameters=parameter, body={"$ref": "#/$defs/Flow"})
    _, names = module_of(service_of(body, schemas=SCHEMAS, codes=["WRONG"]))

    assert [each.code for each in names["check_see_body"]("up")] == [""]
    assert [each.code for each in names["check_see_parameters"]({"query": {"p": "up"}})] == ["WRONG"]


@pytest.mark.parametrize(
    ("definition", "codes", "expected"),
    [
        ({"$ref": "#/$defs/Flow"}, {}, {"$ref": "#/$defs/Flow"}),
        ({"$ref": "#/$defs/Flow"}, {"required": "GONE"}, {"$ref": "#/$defs/Flow"}),
        (
            {"$ref": "#/$defs/Flow", "title": "a"},
            {"enum": "WRONG"},
            {"type": "string", "enum": ["in", "out"], "x-error-code": {"enum": "WRONG"}},
        ),
        ({"type": "string", "title": "a"}, {"maximum": "WRONG"}, None),
    ],
)
def test_a_schema_changes_no_more_than_codes_ask_for(
    definition: Json, codes: Mapping[str, str], expected: Json
) -> None:
    """Without a code nothing is copied, and where all that is said stands in one schema, that one is taken."""
    unplaced: Json = {"allOf": [definition], "x-error-code": dict(codes)}

    assert with_codes(definition, codes, SCHEMAS) == (unplaced if expected is None else expected)


@pytest.mark.parametrize(
    ("definition", "codes", "what"),
    [
        ({"type": "string"}, {"maximum": "WRONG"}, "'maximum' is no keyword that stands here"),
        ({"type": "string"}, {"": "TYPO"}, "'TYPO' is no documented error code"),
        ({"$ref": "#/$defs/Flow"}, {"enum": "TYPO"}, "'TYPO' is no documented error code"),
        (
            {"type": "object", "properties": {"a": True}},
            {"properties": "WRONG"},
            "'properties' is no keyword that stands here",
        ),
        ({"$ref": "#/$defs/Loop"}, {"": "WRONG"}, "never end"),
    ],
)
def test_a_code_that_is_never_told_is_refused(definition: Json, codes: Mapping[str, str], what: str) -> None:
    """A keyword that does not stand there, a code that nobody documents, and a schema without an end are errors."""
    with pytest.raises(DescriptionError) as caught:
        found(definition, codes, {})

    assert what in str(caught.value)

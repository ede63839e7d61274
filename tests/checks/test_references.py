"""How references of JSON Schema 2020-12 are followed: pointers, anchors, identifiers, dynamic scope, circles."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from checks.compiled import body_service, judge, module_of
from specwright.model.errors import DescriptionError, UnresolvedReferenceError
from specwright.model.types import Json

TREE: dict[str, Json] = {
    "$id": "https://example.com/tree",
    "$dynamicAnchor": "node",
    "type": "object",
    "properties": {"children": {"type": "array", "items": {"$dynamicRef": "#node"}}},
}


def test_a_schema_refers_to_itself_below() -> None:
    """Values of any depth are judged by a schema that contains itself."""
    judged = judge(
        {
            "$defs": {"List": {"type": "object", "properties": {"next": {"$ref": "#/$defs/List"}}}},
            "$ref": "#/$defs/List",
        }
    )

    assert judged.verdict({"next": {"next": {}}})
    assert [each.path for each in judged.violations({"next": {"next": 1}})] == ["/next/next"]


def test_pointers_are_unescaped() -> None:
    """Tokens of a pointer may be escaped as RFC 6901 asks, and percent-encoded as a URI asks."""
    judged = judge({"$defs": {"a/b~c %": {"type": "null"}}, "$ref": "#/$defs/a~1b~0c%20%25"})

    assert judged.verdict(None)
    assert not judged.verdict(1)


def test_pointers_lead_into_schemas() -> None:
    """A pointer may lead to any schema, also to an item of a list."""
    judged = judge({"prefixItems": [{"type": "null"}], "items": {"$ref": "#/prefixItems/0"}})

    assert judged.verdict([None, None])
    assert not judged.verdict([None, 1])


def test_keywords_beside_a_reference_count() -> None:
    """What stands beside `$ref` is asked for as well."""
    judged = judge({"$defs": {"Text": {"type": "string"}}, "$ref": "#/$defs/Text", "maxLength": 1})

    assert [judged.verdict(value) for value in ("a", "ab", 1)] == [True, False, False]


def test_anchors_name_schemas() -> None:
    """An anchor belongs to the resource that it stands in."""
    schema: Json = {
        "$id": "https://example.com/root",
        "$defs": {
            "One": {"$anchor": "here", "type": "string"},
            "Two": {"$id": "inner", "$defs": {"Three": {"$anchor": "here", "type": "integer"}}},
        },
        "prefixItems": [{"$ref": "#here"}, {"$ref": "inner#here"}],
    }

    assert judge(schema).verdict(["a", 1])
    assert not judge(schema).verdict([1, "a"])


def test_identifiers_lead_to_other_documents() -> None:
    """A reference is resolved against the identifier of its own resource."""
    documents: dict[str, Json] = {
        "https://example.com/far/one.json": {"$ref": "two.json"},
        "https://example.com/far/two.json": {"type": "null"},
    }
    judged = judge({"$id": "https://example.com/", "items": {"$ref": "far/one.json"}}, documents=documents)

    assert judged.verdict([None])
    assert not judged.verdict([1])


def test_urns_are_identifiers() -> None:
    """Identifiers need no path."""
    judged = judge(
        {
            "$id": "urn:example:root",
            "$defs": {"Text": {"$anchor": "text", "type": "string"}},
            "$ref": "urn:example:root#text",
        }
    )

    assert judged.verdict("a")
    assert not judged.verdict(1)


def test_an_anchor_is_looked_for_in_its_own_resource() -> None:
    """A fragment alone names a schema of the nearest identifier, whether or not that has a path."""
    inner: Json = {"$id": "urn:example:inner", "$ref": "#text", "$defs": {"T": {"$anchor": "text", "type": "string"}}}
    judged = judge(
        {
            "$id": "urn:example:root",
            "$defs": {"I": inner, "O": {"$anchor": "text", "type": "null"}},
            "$ref": "urn:example:inner",
        }
    )

    assert judged.verdict("a")
    assert not judged.verdict(None)


@pytest.mark.parametrize("keyword", ["allOf", "not", "$defs"])
def test_anchors_are_found_below_every_keyword(keyword: str) -> None:
    """A schema with an anchor may stand alone, in a list or in a map."""
    named: dict[str, Json] = {"$anchor": "here", "type": "null"}
    inside: dict[str, Json] = {"allOf": [True, named], "not": named, "$defs": {"A": named}}
    judged = judge({"properties": {"a": {"$ref": "#here"}, "b": {keyword: inside[keyword]}}})

    assert judged.verdict({"a": None})
    assert not judged.verdict({"a": 1})


def test_a_place_is_written_as_a_pointer() -> None:
    """Where a keyword is wrong is told in tokens that are escaped, also where only one sign of them needs to be."""
    schema: Json = {"properties": {"a/b": {"properties": {"~": {"properties": {"c": {"minLength": -1}}}}}}}

    with pytest.raises(DescriptionError) as caught:
        judge(schema)

    assert caught.value.problems[0].where.pointer == "/properties/a~1b/properties/~0/properties/c/minLength"


def test_a_dynamic_reference_leads_to_the_outermost_anchor() -> None:
    """A tree that forbids unknown members forbids them in its children too, whoever defined these."""
    strict: Json = {
        "$id": "https://example.com/strict-tree",
        "$dynamicAnchor": "node",
        "$ref": "tree",
        "unevaluatedProperties": False,
    }
    documents: dict[str, Json] = {"https://example.com/tree": TREE}
    value: dict[str, Any] = {"children": [{"daat": 1}]}

    assert judge(TREE).verdict(value)
    assert not judge(strict, documents=documents).verdict(value)
    assert judge(strict, documents=documents).verdict({"children": [{"children": []}]})


def test_a_dynamic_reference_to_a_plain_anchor_is_a_plain_one() -> None:
    """Only an anchor that is dynamic can be taken over by an outer one."""
    schema: Json = {
        "$id": "https://example.com/outer",
        "$dynamicAnchor": "it",
        "$ref": "inner",
        "$defs": {
            "Inner": {
                "$id": "inner",
                "properties": {"a": {"$dynamicRef": "#it"}},
                "$defs": {"It": {"$anchor": "it", "type": "null"}},
            }
        },
    }

    assert judge(schema).verdict({"a": None})
    assert not judge(schema).verdict({"a": {}})


def test_a_word_that_looks_like_an_identifier_is_none() -> None:
    """Values of enum and const are no schemas, whatever they look like."""
    judged = judge(
        {
            "enum": [{"$id": "https://example.com/x", "type": "null"}],
            "$defs": {"X": {"$id": "https://example.com/x", "type": "object"}},
            "$ref": "https://example.com/x",
        }
    )

    assert judged.verdict({"$id": "https://example.com/x", "type": "null"})


@pytest.mark.parametrize("reference", ["#/$defs/None", "#nothing", "other.json", "#/$defs/List/0", "#/type/x"])
def test_a_reference_to_nothing_is_told(reference: str) -> None:
    """A reference that leads nowhere is an error at its place."""
    with pytest.raises(UnresolvedReferenceError, match="leads to no schema") as caught:
        judge({"type": "array", "items": {"$ref": reference}, "$defs": {"List": []}})

    assert caught.value.problems[0].where.pointer == "/items/$ref"


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#"},
        {"$ref": "#/$defs/A", "$defs": {"A": {"$ref": "#/$defs/B"}, "B": {"$ref": "#/$defs/A"}}},
        {"anyOf": [{"type": "null"}, {"$ref": "#"}]},
        {"not": {"$ref": "#"}},
        {"$defs": {"A": {"dependentSchemas": {"a": {"$ref": "#/$defs/A"}}}}, "items": {"$ref": "#/$defs/A"}},
        {"if": {"$ref": "#"}},
        {"$dynamicRef": "#it", "$dynamicAnchor": "it"},
        {"$dynamicRef": "#"},
    ],
)
def test_a_circle_that_goes_no_deeper_is_told(schema: Json) -> None:
    """A schema that is part of itself for the same value would never come to an end."""
    with pytest.raises(DescriptionError, match="part of itself"):
        judge(schema)


def test_what_is_used_twice_is_no_circle() -> None:
    """The same schema may be part of another twice, side by side."""
    judged = judge(
        {"$defs": {"A": {"type": "integer"}}, "allOf": [{"$ref": "#/$defs/A"}, {"anyOf": [{"$ref": "#/$defs/A"}]}]}
    )

    assert judged.verdict(1)


def test_values_too_deep_for_python_are_refused() -> None:
    """A value that is nested deeper than Python can follow is a violation and no traceback."""
    _, names = module_of(
        body_service({"$ref": "#/$defs/List"}, schemas={"List": {"type": "array", "items": {"$ref": "#/$defs/List"}}})
    )
    value: list[Any] = []
    for _ in range(sys.getrecursionlimit() + 100):
        value = [value]

    assert [each.id for each in names["check_send_body"](value)] == ["depth"]

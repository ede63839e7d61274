"""Holds where references lead, inside a file and across files, and how those that lead nowhere are told."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from loader.conftest import Load
from specwright.loader import document as document_module
from specwright.loader import load, read
from specwright.model.errors import DescriptionError, SourceError, UnresolvedReferenceError
from specwright.model.location import Location
from specwright.model.types import AnyType, Array, Object, Ref, Scalar, ScalarKind, Schema, Type

STRING = Scalar(ScalarKind.STRING)


def property_types(kind: Type) -> dict[str, Type]:
    """List the members of an object type."""
    assert isinstance(kind, Object)
    return {each.name.wire: each.type for each in kind.properties}


def test_a_component_is_referred_to_by_its_name(type_of: Callable[..., Type]) -> None:
    """`#/components/schemas/B` is the key B."""
    assert type_of({"type": "array", "items": {"$ref": "#/components/schemas/B"}}, B={"type": "string"}) == Array(
        Ref("B")
    )


def test_recursion_is_a_reference(schemas_of: Callable[..., Mapping[str, Schema]]) -> None:
    """Schemas that hold each other refer to each other by key."""
    schemas = schemas_of(
        {
            "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"properties": {"a": {"$ref": "#/components/schemas/A"}}},
        }
    )

    assert property_types(schemas["A"].type) == {"b": Ref("B")}
    assert property_types(schemas["B"].type) == {"a": Ref("A")}


def test_a_component_that_is_only_a_reference_is_the_same_schema(
    schemas_of: Callable[..., Mapping[str, Schema]],
) -> None:
    """An alias gets no entry of its own; who uses it uses the schema behind it."""
    schemas = schemas_of(
        {
            "Alias": {"$ref": "#/components/schemas/Real", "description": "words"},
            "Real": {"type": "string"},
            "User": {"items": {"$ref": "#/components/schemas/Alias"}},
        }
    )

    assert list(schemas) == ["Real", "User"]
    assert schemas["User"].type == Array(Ref("Real"))
    assert schemas["User"].definition == {"items": {"$ref": "#/$defs/Real"}}


def test_the_component_names_what_it_refers_to_in_another_file(load_it: Load) -> None:
    """A component that points into a file gives its name to what stands there, whoever else points there."""
    service = load_it(
        {
            "components": {
                "schemas": {
                    "Box": {"$ref": "parts/box.yaml#/Container"},
                    "Ship": {"items": {"$ref": "parts/box.yaml#/Container"}},
                }
            }
        },
        {"parts/box.yaml": "Container: {properties: {size: {$ref: '#/Size'}}}\nSize: {type: integer}\n"},
    )

    assert list(service.schemas) == ["Box", "Ship", "Size"]
    assert service.schemas["Ship"].type == Array(Ref("Box"))
    assert service.schemas["Box"].where == Location("parts/box.yaml", "/Container")
    assert not service.schemas["Size"].is_component
    assert sorted(service.sources) == ["openapi.json", "parts/box.yaml"]


def test_equal_names_in_several_files_are_told_apart(load_it: Load) -> None:
    """Keys collide in no case, and the first met keeps the plain name."""
    users = {"X": {"items": {"$ref": "a.yaml#/Item"}}, "Y": {"items": {"$ref": "b.yaml#/Item"}}}
    service = load_it(
        {"components": {"schemas": users}}, {"a.yaml": "Item: {type: string}", "b.yaml": "Item: {type: integer}"}
    )

    assert service.schemas["X"].type == Array(Ref("Item"))
    assert service.schemas["Y"].type == Array(Ref("Item_2"))


def test_two_spellings_of_a_path_are_one_file(load_it: Load) -> None:
    """A file is read once, however references spell its path."""
    properties = {"x": {"$ref": "a%20b.yaml#/S"}, "y": {"$ref": "./sub/../a b.yaml#/S"}}
    service = load_it(
        {"components": {"schemas": {"A": {"properties": properties}}}}, {"a b.yaml": "S: {type: string}", "sub/x": ""}
    )

    assert property_types(service.schemas["A"].type) == {"x": Ref("S"), "y": Ref("S")}


def test_references_back_to_the_root_file_meet_its_components(load_it: Load) -> None:
    """A file may use the components of the document that refers to it."""
    service = load_it(
        {"components": {"schemas": {"A": {"$ref": "a.yaml"}, "B": {"type": "string"}}}},
        {"a.yaml": "items: {$ref: 'openapi.json#/components/schemas/B'}"},
    )

    assert service.schemas["A"].type == Array(Ref("B"))


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("#/paths/~1p/get/responses/200/content/application~1json/schema", "p_get_200"),
        ("#/components/schemas/B/properties/x", "B_x"),
        ("#/components/responses/R/content/application~1json/schema", "R"),
        ("#/components/schemas/a%20b", "a_b"),
        ("#here", "anchored"),
        ("urn:example:b", "B"),
    ],
)
def test_references_reach_every_place(load_it: Load, reference: str, key: str) -> None:
    """A schema may stand anywhere: below paths, in responses, behind an anchor or an id."""
    content = {"content": {"application/json": {"schema": {"type": "string"}}}, "description": ""}
    schemas = {
        "A": {"items": {"$ref": reference}},
        "B": {"$id": "urn:example:b", "properties": {"x": {"type": "string"}}},
        "a b": {"type": "string"},
        "C": {"$defs": {"anchored": {"$anchor": "here", "type": "string"}}},
    }
    service = load_it(
        {
            "paths": {"/p": {"get": {"responses": {"200": content}}}},
            "components": {"schemas": schemas, "responses": {"R": content}},
        }
    )

    assert service.schemas["A"].type == Array(Ref(key))


def test_pointers_may_be_relative_to_the_schema_with_an_id(type_of: Callable[..., Type]) -> None:
    """Inside a schema that has an `$id`, `#/$defs` is its own."""
    schema = {
        "$id": "https://example.com/a",
        "properties": {"x": {"$ref": "#/$defs/in"}},
        "$defs": {"in": {"type": "string"}},
    }

    assert property_types(type_of(schema)) == {"x": Ref("in")}


def test_dynamic_references_are_followed_as_they_stand(type_of: Callable[..., Type]) -> None:
    """`$dynamicRef` is read as a reference to its anchor."""
    schema = {"$dynamicAnchor": "node", "properties": {"next": {"$dynamicRef": "#node"}}}

    assert property_types(type_of(schema)) == {"next": Ref("A")}


@pytest.mark.parametrize(
    ("reference", "what", "hint"),
    [
        ("#/components/schemas/Pat", "points to nothing", "Did you mean 'Pet' instead of 'Pat'?"),
        ("#/components/x", "points to nothing", "There is no 'x' at #/components."),
        ("missing.yaml", "cannot be read", "Correct the path"),
        ("../up.yaml", "leaves the description's folder", "below the root document's folder"),
        ("/etc/hostname", "leaves the description's folder", "below the root document's folder"),
        ("file:///etc/hostname", "leaves the description's folder", "below the root document's folder"),
        ("http://example.invalid/x.yaml", "on another machine", "--allow-remote"),
        ("ftp://example.invalid/x.yaml", "names no file", "relative path"),
        ("#nowhere", "no $anchor", "begins with '#/'"),
        (3, "is no text", "Write a reference"),
    ],
)
def test_what_leads_nowhere_is_told_with_a_hint(load_it: Load, reference: object, what: str, hint: str) -> None:
    """Each way of pointing to nothing has its own words, its place and a way out."""
    schemas = {"A": {"properties": {"x": {"$ref": reference}}}, "Pet": {"type": "string"}}

    with pytest.raises(UnresolvedReferenceError) as caught:
        load_it({"components": {"schemas": schemas}})

    (problem,) = caught.value.problems
    assert what in problem.what
    assert hint in problem.hint
    assert problem.where.pointer == "/components/schemas/A/properties/x"
    assert problem.where.line > 0


def test_a_link_cannot_lead_out_of_the_folder(tmp_path: Path, load_it: Load) -> None:
    """A symbolic link to a file elsewhere is as far outside as a path that climbs."""
    outside = tmp_path / "secret.yaml"
    outside.write_text("type: string")
    inside = tmp_path / "spec"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(outside)
    (inside / "openapi.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {items: {$ref: link.yaml}}}}"
    )

    with pytest.raises(DescriptionError, match="leaves the description's folder"):
        load(inside / "openapi.yaml")


@pytest.mark.parametrize(
    "schemas",
    [
        {"A": {"$ref": "#/components/schemas/A"}},
        {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"}},
    ],
)
def test_references_in_a_circle_are_told(load_it: Load, schemas: dict[str, Any]) -> None:
    """References that lead only to each other are an error, not an endless loop."""
    with pytest.raises(DescriptionError, match="leads back to itself"):
        load_it({"components": {"schemas": schemas}})


def test_a_long_chain_of_references_is_followed(type_of: Callable[..., Type]) -> None:
    """The length of a chain of aliases does not matter."""
    others: dict[str, Any] = {f"B{n}": {"$ref": f"#/components/schemas/B{n + 1}"} for n in range(1500)}

    assert type_of({"items": {"$ref": "#/components/schemas/B0"}}, **others, B1500={"type": "string"}) == Array(
        Ref("B1500")
    )


def test_remote_files_are_fetched_when_allowed(load_it: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the flag, a remote file is fetched once, and its relative references are remote too."""
    files = {"https://x.test/a.yaml": b"items: {$ref: b.yaml}", "https://x.test/b.yaml": b"{type: string, title: b}"}
    asked: list[str] = []

    def fetch(url: str, limit: int) -> bytes:
        asked.append(url)
        return files[url]

    monkeypatch.setattr(document_module, "fetch", fetch)
    schemas = {"A": {"$ref": "https://x.test/a.yaml"}, "B": {"items": {"$ref": "https://x.test/a.yaml"}}}
    service = load_it({"components": {"schemas": schemas}}, allow_remote=True)

    assert service.schemas["A"].type == Array(Ref("b"))
    assert asked == sorted(files)


def test_a_failed_download_is_told(load_it: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the network does wrong is an error of the reference that asked for it."""

    def fetch(url: str, limit: int) -> bytes:
        raise OSError("no route")

    monkeypatch.setattr(document_module, "fetch", fetch)

    with pytest.raises(UnresolvedReferenceError, match="the download failed: no route"):
        load_it({"components": {"schemas": {"A": {"$ref": "https://x.test/a.yaml"}}}}, allow_remote=True)


def test_a_remote_description_needs_the_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """A root document behind an address is read only when that is allowed."""
    text = b"openapi: 3.1.0\ncomponents: {schemas: {A: {type: string}}}"

    def fetch(url: str, limit: int) -> bytes:
        return text

    monkeypatch.setattr(document_module, "fetch", fetch)

    with pytest.raises(SourceError, match="--allow-remote"):
        load("https://x.test/openapi.yaml")
    assert load("https://x.test/openapi.yaml", allow_remote=True).schemas["A"].type == STRING


def test_a_broken_file_is_told_as_its_own(load_it: Load) -> None:
    """An error in a file that is referred to names that file."""
    with pytest.raises(SourceError) as caught:
        load_it({"components": {"schemas": {"A": {"$ref": "a.yaml"}}}}, {"a.yaml": "a: [1"})

    assert caught.value.problems[0].where.file.endswith("/a.yaml")


def test_words_beside_a_reference_are_read(load_it: Load) -> None:
    """What stands beside a `$ref` describes this use of the schema."""
    schemas = {
        "A": {
            "properties": {
                "x": {"$ref": "#/components/schemas/B", "description": "here", "readOnly": True, "default": "d"}
            }
        },
        "B": {"type": "string", "description": "there"},
    }
    kind = load_it({"components": {"schemas": schemas}}).schemas["A"].type

    assert isinstance(kind, Object)
    (found,) = kind.properties
    assert (found.type, found.docs.description, found.is_read_only, found.default) == (Ref("B"), "here", True, "d")


def test_keywords_beside_a_reference_hold_together_with_it(type_of: Callable[..., Type]) -> None:
    """In 3.1 a schema beside a `$ref` adds to what is referred to; in 3.0 it is not read."""
    schema = {"$ref": "#/components/schemas/B", "properties": {"y": {"type": "string"}}}
    other = {"properties": {"x": {"type": "string"}}}

    assert property_types(type_of({"items": schema}, B=other).items) == {"x": STRING, "y": STRING}  # type: ignore[union-attr]
    assert type_of({"items": schema, "type": "array"}, version="3.0.3", B=other) == Array(Ref("B"))


def test_a_place_is_completed_by_the_document(load_it: Load, tmp_path: Path) -> None:
    """Places of the model have no line until someone asks the document."""
    load_it("openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {type: string}\n")
    document = read(tmp_path / "openapi.yaml")

    place = document.place(Location("openapi.yaml", "/components/schemas/A"))
    assert (place.line, place.column) == (4, 5)
    assert document.place(Location("unknown.yaml", "/x")) == Location("unknown.yaml", "/x")


def test_a_broken_reference_is_any_value_where_going_on_was_asked_for(load_it: Load) -> None:
    """With keep_going, a schema that nobody uses costs a warning only."""
    service = load_it({"components": {"schemas": {"A": {"$ref": "#/nowhere"}}}}, keep_going=True)

    assert service.schemas["A"].type == AnyType()
    assert [warning.rule for warning in service.warnings] == ["unresolved-reference"]

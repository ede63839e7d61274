"""A description of several files becomes one document that says the same."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from specwright.loader import load, read
from specwright.loader.bundle import bundle
from specwright.model.types import Json

ROOT = """
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /pets:
    $ref: paths/pets.yaml
components:
  schemas:
    Pet: {$ref: "schemas/pet.yaml#/Pet"}
    Kind:
      oneOf: [{$ref: "#/components/schemas/Pet"}]
      discriminator: {propertyName: kind, mapping: {pet: "schemas/pet.yaml#/Pet", same: Pet}}
    Odd:
      type: object
      properties:
        value: {$ref: "#/components/schemas/Pet"}
        default: {$ref: "schemas/pet.yaml#/Pet"}
      default: {$ref: not a reference}
"""
PETS = """
get:
  operationId: getPet
  responses:
    "200":
      description: A pet.
      content:
        application/json:
          schema: {$ref: "../schemas/pet.yaml#/Pet"}
          examples:
            one: {$ref: ../examples/pet.yaml}
"""
PET = """
Pet:
  type: object
  properties:
    name: {type: string}
    parent: {$ref: "#/Pet"}
    owner: {$ref: ../openapi.yaml#/components/schemas/Kind}
"""


@pytest.fixture
def description(tmp_path: Path) -> Path:
    """Write a description whose files refer to each other in all directions."""
    for name, text in {
        "openapi.yaml": ROOT,
        "paths/pets.yaml": PETS,
        "schemas/pet.yaml": PET,
        "examples/pet.yaml": "value: {name: Rex}\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "openapi.yaml"


def references(value: Json) -> list[str]:
    """Collect every reference of a document, except where one is data."""
    match value:
        case list():
            return [found for item in value for found in references(item)]
        case {"$ref": str(reference)}:
            return [reference]
        case dict():
            return [found for item in value.values() for found in references(item)]
        case _:
            return []


def test_every_reference_stays_inside(description: Path) -> None:
    """No reference of the bundle names a file; a payload that looks like a reference is left alone."""
    document: Any = bundle(read(description))

    found = references(document)
    assert "not a reference" in found
    assert all(reference.startswith("#/") for reference in found if reference != "not a reference")
    assert document["components"]["schemas"]["Odd"]["default"] == {"$ref": "not a reference"}


def test_names_in_a_map_are_no_keywords(description: Path) -> None:
    """A property called `value` or `default` is followed like any other."""
    document: Any = bundle(read(description))

    properties = document["components"]["schemas"]["Odd"]["properties"]
    assert properties["default"] == {"$ref": "#/components/schemas/Pet"}
    assert properties["value"] == {"$ref": "#/components/schemas/Pet"}


def test_a_mapping_is_rewritten_where_it_holds_an_address(description: Path) -> None:
    """A bare name in a discriminator's mapping is a component, all else an address."""
    document: Any = bundle(read(description))

    assert document["components"]["schemas"]["Kind"]["discriminator"]["mapping"] == {
        "pet": "#/components/schemas/Pet",
        "same": "Pet",
    }


def test_the_bundle_reads_as_the_same_service(description: Path, tmp_path: Path) -> None:
    """Read back, the one document gives the same operations and the same schemas as the files."""
    path = tmp_path / "bundled.json"
    path.write_text(json.dumps(bundle(read(description))), "utf-8")

    original, bundled = load(description), load(path)

    assert bundled.schemas.keys() == original.schemas.keys()
    assert [
        replace(schema, where=original.schemas[key].where).definition for key, schema in bundled.schemas.items()
    ] == [schema.definition for schema in original.schemas.values()]
    assert [operation.name for operation in bundled.operations] == [operation.name for operation in original.operations]
    (response,) = bundled.operations[0].responses
    assert response.media_types[0].examples == {"one": {"name": "Rex"}}


def test_one_file_stays_as_it_is(tmp_path: Path) -> None:
    """A description without other files is its own bundle."""
    path = tmp_path / "openapi.json"
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}
    path.write_text(json.dumps(document), "utf-8")

    assert bundle(read(path)) == document


def test_a_scope_may_be_called_like_a_keyword(tmp_path: Path) -> None:
    """Names of scopes and of a form's fields are data, even where one is `$ref`."""
    path = tmp_path / "openapi.json"
    flows = {"clientCredentials": {"tokenUrl": "https://a.example/token", "scopes": {"$ref": "x"}}}
    source = {"tokenUrl": "https://a.example/token", "form": {"$ref": "x"}, "token": "/token"}
    scheme = {"type": "oauth2", "flows": flows, "x-token-source": source}
    document = {"openapi": "3.1.0", "paths": {}, "components": {"securitySchemes": {"a": scheme}}}
    path.write_text(json.dumps(document), "utf-8")

    assert bundle(read(path)) == document

"""Tests of putting nameless shared text back where it is used."""

from __future__ import annotations

from pathlib import Path

import yaml

from specwright.loader import load
from specwright.model.config import Config
from specwright.model.service import Service
from specwright.model.types import Nullable, Object, Ref, Scalar, ScalarKind, Schema
from specwright.passes.inline_shared import inline_shared

CONFIG = Config(name="x", distribution="x-client", package="x_client", client_class="XClient", env_prefix="X")

DESCRIPTION = """
openapi: 3.1.0
info: {title: t, version: "1"}
paths:
  /a:
    get:
      operationId: readA
      parameters:
        - {name: since, in: query, schema: {$ref: '#/components/schemas/A/properties/date'}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
components:
  schemas:
    A:
      type: object
      properties:
        date: {type: [string, 'null'], format: date-time, maxLength: 40}
        inner: {type: object, properties: {x: {type: string}}}
        tree: {type: array, items: {$ref: '#/components/schemas/A/properties/tree'}}
    B:
      type: object
      properties:
        date: {$ref: '#/components/schemas/A/properties/date', description: Other words.}
        short: {$ref: '#/components/schemas/A/properties/date', maxLength: 30}
        inner: {$ref: '#/components/schemas/A/properties/inner'}
        tree: {$ref: '#/components/schemas/A/properties/tree'}
        named: {$ref: '#/components/schemas/A'}
"""


def inlined(tmp_path: Path) -> Service:
    """Load the description and run the pass over it."""
    yaml.safe_load(DESCRIPTION)
    path = tmp_path / "openapi.yaml"
    path.write_text(DESCRIPTION, "utf-8")
    return inline_shared(load(path), CONFIG)


def member(schema: Schema, name: str) -> object:
    """Give the type of a property."""
    assert isinstance(schema.type, Object)
    return next(item.type for item in schema.type.properties if item.name.wire == name)


def test_a_nameless_scalar_stands_where_it_is_used(tmp_path: Path) -> None:
    """A property and a parameter that point to another object's scalar have that scalar's type, and no schema is left of it."""
    service = inlined(tmp_path)

    moment = Nullable(Scalar(ScalarKind.STRING, "date-time"))
    assert member(service.schemas["B"], "date") == moment
    assert service.operations[0].parameters[0].type == moment
    assert [key for key, schema in service.schemas.items() if not schema.is_component and schema.type == moment] == []


def test_definitions_say_the_same_as_types(tmp_path: Path) -> None:
    """Words beside the reference replace the target's; an assertion beside it holds together with the target's."""
    definition = inlined(tmp_path).schemas["B"].definition

    assert isinstance(definition, dict)
    properties = definition["properties"]
    assert isinstance(properties, dict)
    target = {"type": ["string", "null"], "format": "date-time", "maxLength": 40}
    assert properties["date"] == {**target, "description": "Other words."}
    assert properties["short"] == {"maxLength": 30, "allOf": [target]}


def test_what_has_a_shape_or_no_end_keeps_its_key(tmp_path: Path) -> None:
    """An object, a component and a list of itself stay schemas of their own."""
    service = inlined(tmp_path)

    for name in ("inner", "tree", "named"):
        reference = member(service.schemas["B"], name)
        assert isinstance(reference, Ref)
        assert reference.key in service.schemas

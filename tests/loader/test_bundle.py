"""Tests of the one-file bundle of a description of several files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import validate

from specwright.loader import load, read
from specwright.loader.bundle import FILES, bundle

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(p.parent.name for p in (ROOT / "specs").glob("*/openapi.yaml")))
def test_the_bundle_means_what_the_files_mean(name: str, tmp_path: Path) -> None:
    """A bundle is valid OpenAPI, refers to nothing outside itself, and loads into the same operations and components."""
    whole = load(ROOT / "specs" / name)
    document = bundle(read(ROOT / "specs" / name))
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")

    again = load(path)

    validate(json.loads(path.read_text("utf-8")))
    assert [o.name.wire for o in again.operations] == [o.name.wire for o in whole.operations]
    assert [s for s in again.schemas if again.schemas[s].is_component] == [
        s for s in whole.schemas if whole.schemas[s].is_component
    ]
    assert {k: s.type for k, s in again.schemas.items()}.keys() == whole.schemas.keys()


def test_components_hold_their_definitions(tmp_path: Path) -> None:
    """A component that points into another file takes its definition in, and references to that file follow, deep ones too."""
    (tmp_path / "schemas").mkdir()
    shapes = {
        "A b": {"type": "object", "properties": {"next": {"$ref": "#/Other"}, "self": {"$ref": "#/A b"}}},
        "Other": {"type": "string"},
        "Unused": {"type": "integer"},
    }
    (tmp_path / "schemas/shapes.yaml").write_text(yaml.safe_dump(shapes), "utf-8")
    root = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "A": {"$ref": "schemas/shapes.yaml#/A b"},
                "Deep": {"type": "array", "items": {"$ref": "schemas/shapes.yaml#/A%20b/properties/next"}},
            }
        },
    }
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(root), "utf-8")

    document = bundle(read(tmp_path / "openapi.yaml"))

    assert isinstance(document, dict)
    assert document["components"] == {
        "schemas": {
            "A": {
                "type": "object",
                "properties": {
                    "next": {"$ref": "#/x-files/schemas~1shapes.yaml/Other"},
                    "self": {"$ref": "#/components/schemas/A"},
                },
            },
            "Deep": {"type": "array", "items": {"$ref": "#/components/schemas/A/properties/next"}},
        }
    }
    assert document[FILES] == {"schemas/shapes.yaml": {"Other": {"type": "string"}}}

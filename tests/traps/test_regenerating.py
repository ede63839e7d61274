"""Traps around generating again, and generating much."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from specwright.cli.pipeline import generate_client
from specwright.cli.sync import compare, write
from specwright.loader.settings import default_config
from specwright.model.output import File
from traps.conftest import DESCRIPTION

CONFIG = default_config("depot")
MEGABYTE = 1024 * 1024


def generate(document: Any, folder: Path) -> tuple[File, ...]:
    """Generate the depot's client from a description that was changed."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), "utf-8")
    return generate_client(path, config=CONFIG).files


def test_removing_an_operation_removes_its_files(tmp_path: Path) -> None:
    """The module of a resource goes with its last operation, and nothing mentions it any more (kiota#6632, dmcg#579)."""
    document = yaml.safe_load(DESCRIPTION.read_text("utf-8"))
    out = tmp_path / "client"
    write(generate(document, tmp_path), out)
    modules = [out / "depot_client" / folder / "papers.py" for folder in ("resources", "_operations")]
    assert all(module.exists() for module in modules)

    del document["paths"]["/papers/{paper_id}"]
    document["tags"].pop()
    files = generate(document, tmp_path)
    drift = write(files, out)

    assert drift.orphaned == ("depot_client/_operations/papers.py", "depot_client/resources/papers.py")
    assert not any(module.exists() for module in modules)
    assert not compare(files, out)
    assert not [path for path in out.rglob("*") if path.is_file() and b"papers" in path.read_bytes().lower()]


def a_thousand_operations() -> dict[str, Any]:
    """Describe what a large vendor describes: a thousand operations with a thousand models in ten resources."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for number in range(1000):
        member = {"type": "string", "description": "One of many members, each with a sentence of its own."}
        schemas[f"Thing{number}"] = {"type": "object", "properties": {"id": member, "size": {"type": "number"}}}
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
        paths[f"/things{number}"] = {
            "get": {
                "operationId": f"getThing{number}",
                "summary": "Get one of many things.",
                "tags": [f"group{number % 10}"],
                "responses": {"200": {"description": "The thing.", "content": content}},
            }
        }
    info = {"title": "Thousand", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


@pytest.mark.slow
def test_a_client_of_a_thousand_operations_is_smaller_than_10_mb(tmp_path: Path) -> None:
    """A thousand operations with a thousand models install in less than 10 MB, compiled or not (msgraph#939)."""
    files = generate(a_thousand_operations(), tmp_path)

    size = sum(len(file.content) for file in files)
    compiled = sum(len(compile_to_bytes(file)) for file in files if file.path.endswith(".py"))
    assert sum(file.path.startswith("depot_client/resources/group") for file in files) == 10
    assert size + compiled < 10 * MEGABYTE


def compile_to_bytes(file: File) -> bytes:
    """Compile a module as an installer does."""
    import marshal

    return marshal.dumps(compile(file.content, file.path, "exec"))

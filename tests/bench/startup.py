"""Turns fresh interpreters into rows: what importing and generating cost, beside what they stand on."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.timing import Row
from bench.workbench import ROOT, Workbench
from specwright.model.types import Json

__all__ = ["generation_rows", "import_rows"]

DEPENDENCIES = "from pydantic import BaseModel, TypeAdapter\nimport httpx2\n"
FIRST_ORDER = """
import httpx2
from soget_client import SogetClient
class Fake(httpx2.BaseTransport):
    def handle_request(self, request):
        return httpx2.Response(200, json={"customerOrderId": "CDE0000000001", "type": "Master", "status": "Valid"})
client = SogetClient(access_token="a", subscription_key="b", transport=Fake())
assert client.customer_orders.get("CDE0000000001").customer_order_id
"""
THOUSAND = "from thousand_client import ThousandClient\nThousandClient(token='t')\n"


def import_rows(bench: Workbench, *, rounds: int) -> Iterator[Row]:
    """Measure a first order, and the import of a client of a thousand operations, beside importing the dependencies."""
    _thousand_operations(bench)
    paths = {"PYTHONPATH": f"{bench.folder / 'ours'}:{bench.folder / 'thousand'}"}
    programs = {"dependencies": DEPENDENCIES, "first order": FIRST_ORDER, "1,000 operations": THOUSAND}
    for program in programs.values():
        _seconds([sys.executable, "-c", program], paths)  # compiles the bytecode
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            taken[name].append(_seconds([sys.executable, "-c", program], paths))
    medians = {name: statistics.median(values) for name, values in taken.items()}
    bar = medians.pop("dependencies")
    yield Row("import", "pydantic and httpx2", bar * 1e6, 1.0, None)
    for (name, seconds), extra in zip(medians.items(), (0.120, 0.100), strict=True):
        yield Row(
            f"import: {name}", f"at most {extra * 1000:.0f} ms more", seconds * 1e6, seconds / bar, (bar + extra) / bar
        )


def generation_rows(bench: Workbench, *, rounds: int) -> Iterator[Row]:
    """Measure generating both clients from a cold start beside datamodel-code-generator alone on the same schemas."""
    peers: list[list[str]] = []
    for folder in sorted((ROOT / "generated").glob("*/*/description.json")):
        schemas = {"$defs": _without_extensions(json.loads(folder.read_bytes())["components"]["schemas"])}
        source = bench.folder / f"{folder.parts[-3]}-schemas.json"
        source.write_text(json.dumps(schemas).replace("#/components/schemas/", "#/$defs/"), "utf-8")
        peer = [
            sys.executable,
            "-m",
            "datamodel_code_generator",
            "--input",
            str(source),
            "--input-file-type",
            "jsonschema",
        ]
        peers.append(
            [*peer, "--output", str(source.with_suffix(".py")), "--output-model-type", "pydantic_v2.BaseModel"]
        )
    ours = [
        [
            sys.executable,
            "-m",
            "specwright",
            "generate",
            "--spec",
            str(ROOT / "specs" / name),
            "--out",
            str(bench.folder / "cold" / name),
        ]
        for name in ("soget", "transiteo")
    ]
    both = [
        sys.executable,
        "-c",
        "import sys; from specwright.cli import main\n" + _CALLS.format(ours=[c[3:] for c in ours]),
    ]
    taken: dict[str, list[float]] = {"datamodel-code-generator": [], "specwright": []}
    for _ in range(rounds):
        taken["datamodel-code-generator"].append(sum(_seconds(command, {}) for command in peers))
        taken["specwright"].append(_seconds(both, {}))
    bar, seconds = (statistics.median(values) for values in taken.values())
    yield Row("generate both clients", "datamodel-code-generator alone", bar * 1e6, 1.0, None)
    yield Row("generate both clients", "specwright", seconds * 1e6, seconds / bar, 3.0)


def _without_extensions(tree: Json) -> Json:
    """Leave out what each tool reads in a way of its own: the peer ends at a map in ``x-enum-descriptions``."""
    if isinstance(tree, dict):
        return {key: _without_extensions(value) for key, value in tree.items() if not key.startswith("x-")}
    return [_without_extensions(item) for item in tree] if isinstance(tree, list) else tree


_CALLS = """
for arguments in {ours!r}:
    try:
        main(arguments)
    except SystemExit as ended:
        assert not ended.code, ended.code
"""


def _seconds(command: list[str], environment: Mapping[str, str]) -> float:
    paths = [str(ROOT / "generator"), environment.get("PYTHONPATH", "")]
    # An installed package has its bytecode; without it, every start would compile our sources and not the peer's.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**kept, "PYTHONPATH": ":".join(filter(None, paths))})
    return time.perf_counter() - started


def _thousand_operations(bench: Workbench) -> None:
    """Generate a client of a thousand operations with a thousand models, ten resources of a hundred each."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for number in range(1000):
        schemas[f"Thing{number}"] = {
            "type": "object",
            "properties": {"id": {"type": "string"}, "size": {"type": "number"}},
        }
        answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}}
        operation = {
            "operationId": f"getThing{number}",
            "tags": [f"group{number % 10}"],
            "responses": {"200": {"description": "ok", "content": answer}},
        }
        paths[f"/things{number}"] = {"get": operation}
    scheme = {"token": {"type": "http", "scheme": "bearer", "x-credential": "token"}}
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Thousand", "version": "1"},
        "servers": [{"url": "https://localhost"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": scheme},
    }
    source = bench.folder / "thousand.json"
    source.write_text(json.dumps(document), "utf-8")
    out = Path(bench.folder / "thousand")
    command = [sys.executable, "-m", "specwright", "generate", "--spec", str(source), "--out", str(out)]
    _seconds([*command, "--package", "thousand_client"], {})

"""Turns the description of customer orders into everything that is measured: our client, plain models, a peer's client."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from specwright.cli.pipeline import generate_client
from specwright.cli.sync import write
from specwright.loader.settings import read_config
from specwright.model.types import Json

__all__ = ["ROOT", "Workbench", "build"]

ROOT = Path(__file__).parents[2]
ORDER = ROOT / "specs" / "soget"

# A person who writes a model by hand writes names and types; what a check would say is not the model's to repeat.
_CONSTRAINTS = {
    "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "minItems", "maxItems", "uniqueItems", "multipleOf", "examples", "example", "default",
}  # fmt: skip


class Workbench:
    """The folder in which all subjects were generated, and the description that they share."""

    def __init__(self, folder: Path, description: dict[str, Any]) -> None:
        self.folder = folder
        self.description = description
        self.path = folder / "openapi.json"

    def example(self, schema: str) -> Any:
        """Give the first documented example of a component schema."""
        return self.description["components"]["schemas"][schema]["examples"][0]


def build(folder: Path) -> Workbench:
    """Generate all subjects from one description: the real one, whose update answers with the order as peers' APIs do."""
    config = read_config(ORDER, name="soget")
    made = generate_client(ORDER / config.description_path, config=config)
    bundled = next(file for file in made.files if file.path.endswith("/description.json"))
    description = json.loads(bundled.content)
    # The peer knows references to whole components only; all subjects get the same text.
    description = _without_deep_references(description, description)
    for item in description["paths"].values():
        if "put" in item:
            answer = {"application/json": {"schema": {"$ref": "#/components/schemas/CustomerOrder"}}}
            item["put"]["responses"]["200"]["content"] = answer
            # The peer leaves out an operation whose body has several media types; with one, it can be measured too.
            body = item["put"]["requestBody"]["content"]
            item["put"]["requestBody"]["content"] = {"application/json": body["application/json"]}
    bench = Workbench(folder, description)
    bench.path.write_text(json.dumps(description), "utf-8")
    write(generate_client(bench.path, config=config).files, folder / "ours")
    _plain_models(bench)
    _peer(bench)
    sys.path[:0] = [str(folder / "ours"), str(folder), str(folder / "peer")]
    return bench


def _plain_models(bench: Workbench) -> None:
    schemas = {"$defs": _bare(bench.description["components"]["schemas"])}
    text = json.dumps(schemas).replace("#/components/schemas/", "#/$defs/")
    source = bench.folder / "schemas.json"
    source.write_text(text, "utf-8")
    command = [
        sys.executable,
        "-m",
        "datamodel_code_generator",
        "--input",
        str(source),
        "--input-file-type",
        "jsonschema",
    ]
    command += ["--output", str(bench.folder / "plain_models.py"), "--output-model-type", "pydantic_v2.BaseModel"]
    command += ["--snake-case-field", "--target-python-version", "3.11", "--formatters", "builtin", "--use-annotated"]
    subprocess.run(command, check=True, capture_output=True)


def _without_deep_references(tree: Json, document: dict[str, Any]) -> Any:
    if isinstance(tree, list):
        return [_without_deep_references(item, document) for item in tree]
    if not isinstance(tree, dict):
        return tree
    reference = tree.get("$ref", "")
    if isinstance(reference, str) and reference.startswith("#/") and reference.count("/") > 3:
        target: Any = document
        for token in reference[2:].split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        beside = {key: value for key, value in tree.items() if key != "$ref"}
        return _without_deep_references({**target, **beside}, document)
    return {key: _without_deep_references(value, document) for key, value in tree.items()}


def _bare(tree: Json) -> Json:
    if isinstance(tree, dict):
        return {
            key: _bare(value) for key, value in tree.items() if key not in _CONSTRAINTS and not key.startswith("x-")
        }
    return [_bare(item) for item in tree] if isinstance(tree, list) else tree


def _peer(bench: Workbench) -> None:
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(bench.path), "--meta", "none"]
    command += ["--output-path", str(bench.folder / "peer" / "peer_client"), "--overwrite"]
    (bench.folder / "peer").mkdir(exist_ok=True)
    subprocess.run(command, check=True, capture_output=True)

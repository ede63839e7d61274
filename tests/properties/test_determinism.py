"""The same description gives the same bytes, wherever, whenever and beside whatever it is generated.

Claimed is: the process, its hash seed, its folder, its language and what it generated before mean nothing; so does the
order of an object's fixed fields. Where names are the keys (components, paths, properties), their order is the author's
and is kept: for components that means the order of declarations, and nothing else.
"""

import ast
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from properties.hostile_clients import CONFIG, generate
from properties.hostile_descriptions import VERSIONS, describe
from properties.hostile_texts import TEXTS, Texts
from specwright.cli.pipeline import generate_client
from specwright.loader.settings import read_config
from specwright.model.output import File

ROOT = Path(__file__).parents[2]
NAMES = ("soget", "transiteo")
LIBRARY = yaml.safe_load((ROOT / "tests" / "emitters" / "library.yaml").read_text("utf-8"))
# Objects whose keys are names that the author chose, and payloads, in which nobody knows what order means.
MAPS = {
    "callbacks", "content", "encoding", "examples", "headers", "links", "mapping", "parameters", "paths", "properties",
    "requestBodies", "responses", "schemas", "scopes", "securitySchemes", "variables", "x-enum-descriptions",
}  # fmt: skip
PAYLOADS = {"const", "default", "enum", "example", "value", "security", "form"}
# What holds the description itself, or its hash.
ECHOES = {f"{CONFIG.package}/description.json", "specwright.lock.json"}


def run(arguments: list[str], folder: Path, **environment: str) -> None:
    """Run the command as a user would, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "specwright", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def snapshot(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert len(found) > 50
    return found


@pytest.mark.slow
def test_both_clients_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Hash seed, working folder, place of the project, way of naming it, language and time zone change no byte."""
    here, there = tmp_path / "here", tmp_path / "far" / "away"
    for project in (here, there):
        shutil.copytree(ROOT / "specs", project / "specs")
    (there / "below").mkdir()

    run(["generate"], here, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    run(["generate"], there / "below", PYTHONHASHSEED="4711", LC_ALL="C.UTF-8", TZ="Asia/Tokyo", PYTHONOPTIMIZE="1")
    for name in NAMES:
        out = tmp_path / "out" / name
        run(["generate", "--spec", str(here / "specs" / name), "--out", str(out)], Path("/"), PYTHONHASHSEED="random")

        expected = snapshot(here / "generated" / name)
        assert snapshot(there / "generated" / name) == expected
        assert snapshot(out) == expected
        assert not [path for path, content in expected.items() if str(tmp_path).encode() in content]


@pytest.mark.slow
def test_what_was_generated_before_means_nothing() -> None:
    """One process generates both clients, each twice and in turn: no state is left from one to the next."""
    made = [
        generate_client(ROOT / "specs" / name / "openapi.yaml", config=read_config(ROOT / "specs" / name, name=name))
        for name in (*NAMES, *NAMES)
    ]

    assert made[0].files == made[2].files
    assert made[1].files == made[3].files


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), version=st.sampled_from(VERSIONS))
def test_any_description_gives_the_same_bytes_again(texts: list[str], version: str) -> None:
    """Whatever its texts are, a description that is generated twice gives the same files."""
    document = describe(Texts(texts), version)

    assert generate(document) == generate(document)


def shuffled(value: Any, dice: random.Random, *, is_map: bool = False) -> Any:
    """Give a description in which the fixed fields of each object come in another order."""
    if isinstance(value, list):
        return [shuffled(item, dice) for item in cast("Sequence[Any]", value)]
    if not isinstance(value, dict):
        return value
    members = list(cast("dict[str, Any]", value).items())
    if not is_map:
        dice.shuffle(members)
    return {
        key: inner if not is_map and key in PAYLOADS else shuffled(inner, dice, is_map=not is_map and key in MAPS)
        for key, inner in members
    }


def comparable(files: tuple[File, ...]) -> dict[str, bytes]:
    """Give what does not repeat the description."""
    return {file.path: file.content for file in files if file.path not in ECHOES}


@given(dice=st.randoms(use_true_random=True))
def test_the_order_of_fixed_fields_means_nothing(dice: random.Random) -> None:
    """Whether an author writes `type` before or after `properties` changes no byte, nor does any such order."""
    other = shuffled(LIBRARY, dice)
    assert other == LIBRARY

    assert comparable(generate(other)) == comparable(generate(LIBRARY))


def declarations(source: bytes) -> Mapping[str, str]:
    """Give the statements of a module by the name that each defines, with the text below it."""
    found: dict[str, str] = {}
    name = ""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = ast.unparse(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = str(sorted(ast.literal_eval(value))) if name == "__all__" else ast.unparse(node)
            case _:
                found[name] = found.get(name, "") + ast.unparse(node)
    return found


@given(dice=st.randoms(use_true_random=True))
def test_the_order_of_components_is_the_order_of_declarations_and_no_more(dice: random.Random) -> None:
    """With its schemas in another order a client declares the same classes in another order; all else is the same."""
    components = LIBRARY["components"]
    schemas = list(components["schemas"].items())
    dice.shuffle(schemas)
    other = {**LIBRARY, "components": {**components, "schemas": dict(schemas)}}

    made, expected = comparable(generate(other)), comparable(generate(LIBRARY))

    for module in ("models", "dicts"):
        path = f"{CONFIG.package}/{module}.py"
        assert declarations(made.pop(path)) == declarations(expected.pop(path))
    assert made == expected


def test_the_shuffling_changes_something() -> None:
    """The two properties above can fail: the orders that they compare do differ."""
    assert json.dumps(shuffled(LIBRARY, random.Random(1))) != json.dumps(LIBRARY)

"""Compares what the compiler of checks writes with the checks in generated/, definition by definition."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import pytest

from specwright.checks import compile_checks
from specwright.loader import load
from specwright.loader.settings import read_config
from specwright.model.service import Service
from specwright.passes import PASSES

ROOT: Final = Path(__file__).parents[2]
WRITTEN: Final = sorted(ROOT.glob("generated/*/*/checks.py"))


def definitions(text: str) -> dict[str, str]:
    """Give the functions, classes and constants of a module as trees, so that spaces and quotes do not matter."""
    found: dict[str, str] = {}
    for node in ast.parse(text).body:
        target = node.target if isinstance(node, ast.AnnAssign) else node
        name = target.id if isinstance(target, ast.Name) else getattr(node, "name", "")
        if name:
            found[name] = ast.dump(node)
    return found


def service(api: str) -> Service:
    """Make a description ready to be written out, as `specwright generate` does."""
    folder = ROOT / "specs" / api
    config = read_config(folder, name=api)
    made = load(folder / config.description_path, config=config)
    for transform in PASSES:
        made = transform(made, config)
    return made


# Read with the tests, because what reads descriptions is not under test here.
SERVICES: Final = [(path, service(path.parts[-3])) for path in WRITTEN]


@pytest.mark.parametrize(("path", "made"), SERVICES, ids=[path.parts[-3] for path in WRITTEN])
def test_checks_are_written_as_they_stand_in_the_clients(path: Path, made: Service) -> None:
    """What reviewers saw in the generated client is what comes out today; `specwright generate` brings them together."""
    expected = definitions(path.read_text("utf-8"))
    found = definitions(compile_checks(made, has_responses=False).text)

    assert expected
    assert [name for name in expected if found.get(name) != expected[name]] == []
    assert found.keys() == expected.keys()

"""Holds that the pins are complete, hashed, agree with pyproject.toml and each other, and name no registry."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
PINS: Final = sorted((ROOT / "requirements").glob("*.txt"))
PIN: Final = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==(?P<version>\S+)", re.MULTILINE)


def imported_by(node: ast.AST) -> list[str]:
    """Name what an import statement asks for from outside its own package."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(path: Path) -> dict[str, str]:
    """Read the versions that a requirements file pins."""
    return {match["name"]: match["version"] for match in PIN.finditer(path.read_text("utf-8"))}


def requested(group: str) -> list[Requirement]:
    """List what a group asks for, with the groups it includes."""
    if group == "runtime":
        return [Requirement(text) for text in project()["project"]["dependencies"]]
    if group == "extras":
        extras = project()["project"]["optional-dependencies"]
        return [Requirement(text) for texts in extras.values() for text in texts]
    found: list[Requirement] = []
    for entry in project()["dependency-groups"][group]:
        found += [Requirement(entry)] if isinstance(entry, str) else requested(entry["include-group"])
    return found


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_every_pin_has_hashes(path: Path) -> None:
    """Each requirement is one exact version followed by the hashes of its files, and nothing else stands in the file."""
    text = path.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    malformed = [
        line[:80]
        for line in lines
        if not re.fullmatch(r"\S+==\S+(?: ; [^\\]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*", line)
    ]

    assert lines
    assert malformed == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_no_pin_names_a_place(path: Path) -> None:
    """The files work with any package index, so none names an index, an address or a folder."""
    assert re.findall(r"://|--index|--extra-index|--find-links|file:|@ ", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_pins_answer_what_is_asked_for(path: Path) -> None:
    """Every dependency in pyproject.toml is pinned in its file, within its bounds."""
    versions = pinned(path)
    wrong = [
        str(requirement)
        for requirement in requested(path.stem)
        if (version := versions.get(canonicalize_name(requirement.name))) is None
        or version not in requirement.specifier
    ]

    assert wrong == []


def test_a_package_has_one_version_everywhere() -> None:
    """What the tests ran with is what is linted, measured and shipped."""
    versions: dict[str, set[str]] = {}
    for path in PINS:
        for name, version in pinned(path).items():
            versions.setdefault(name, set()).add(version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_import_is_asked_for() -> None:
    """What the generator imports stands in pyproject.toml by name, not by the grace of another package."""
    asked = {canonicalize_name(requirement.name) for requirement in [*requested("runtime"), *requested("extras")]}
    distributions = packages_distributions()
    imported = {
        name.partition(".")[0]
        for path in (ROOT / "generator").rglob("*.py")
        if "runtime" not in path.parts  # those imports are the clients'; tests/test_floors.py holds them
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in imported_by(node)
    }
    outside = imported - sys.stdlib_module_names - {"specwright"}
    unasked = {
        name for name in outside if not asked & {canonicalize_name(found) for found in distributions.get(name, [])}
    }

    assert outside
    assert unasked == set()


def test_what_shapes_the_output_is_pinned_exactly() -> None:
    """Another version of the model renderer or of the formatter gives other bytes, so users get these versions too."""
    exact = {
        requirement.name
        for requirement in requested("runtime")
        if [clause.operator for clause in requirement.specifier] == ["=="]
    }

    assert exact == {"datamodel-code-generator", "ruff"}


def test_pre_commit_formats_with_the_same_ruff() -> None:
    """A commit hook of another version would undo what `nox -s lint` asks for."""
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")

    assert f"rev: v{pinned(ROOT / 'requirements' / 'runtime.txt')['ruff']}" in hooks

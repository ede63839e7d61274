"""Holds the one rule of the layout: imports go down only, and each floor keeps to what it may know."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = Path(__file__).parents[1] / "generator" / "specwright"

FLOORS: Final = {
    "model": 0,
    "loader": 1,
    "rules": 1,
    "passes": 2,
    "checks": 2,
    "lint": 2,
    "validation": 3,
    "samples": 3,
    "emitters": 4,
    "twin": 4,
    "conform": 5,
    "diff": 5,
    "cli": 6,
}
# The public functions, and `python -m specwright`, stand on top of all floors.
ROOF: Final = frozenset({"__init__", "__main__"})
# Files that emitters copy or fill in; no floor imports them.
DATA: Final = frozenset({"runtime", "templates"})

RUNTIME_DEPENDENCIES: Final = frozenset({"httpx2", "opentelemetry", "pydantic", "pydantic_core"})
# Type checkers know it without its being installed.
CHECKER_DEPENDENCIES: Final = frozenset({"typing_extensions"})
LAZY_RUNTIME_DEPENDENCIES: Final = frozenset({"opentelemetry"})
PURE_FLOORS: Final = ("model", "passes", "checks", "emitters")
OUTSIDE_WORLD: Final = frozenset(
    {
        "asyncio",
        "glob",
        "httpx2",
        "os",
        "random",
        "secrets",
        "shutil",
        "socket",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
    }
)

MODULES: Final = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Spell a module's path below the package, for the names of tests."""
    return path.relative_to(PACKAGE).as_posix()


def floor_of(path: Path) -> str:
    """Tell which folder or file of the package a module belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Find every import with its line: at the top, inside functions, under TYPE_CHECKING and by string."""
    package = ("specwright", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            # `from specwright import model` names a module after `import`.
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
            "import_module",
            "__import__",
        }:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def test_every_module_stands_on_a_known_floor() -> None:
    """A new folder in the package needs a place in the order before it needs code."""
    unknown = {floor_of(path) for path in MODULES} - FLOORS.keys() - ROOF - DATA

    assert unknown == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    """A module sees the floors strictly below its own: never a neighbour, the roof, or what is data."""
    own = floor_of(path)
    wrong: list[str] = []
    for line, imported in imports_of(path):
        parts = imported.split(".")
        if parts[0] != "specwright":
            continue
        if imported == "specwright.__version__" and own in FLOORS:
            # The one word of the roof that all floors may know; it is bound before anything is imported there.
            continue
        target = parts[1] if len(parts) > 1 and parts[1] in FLOORS.keys() | DATA else "__init__"
        allowed = (
            target == own
            or (own in ROOF and target in FLOORS)
            or (own in FLOORS and FLOORS.get(target, len(FLOORS)) < FLOORS[own])
        )
        if not allowed:
            wrong.append(f"line {line}: {own} imports {imported}")

    assert wrong == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) == "runtime"], ids=name_of)
def test_the_runtime_stands_alone(path: Path) -> None:
    """The files copied into clients import the standard library, two dependencies and each other, each other relatively."""
    wrong = [
        f"line {line}: {imported}"
        for line, imported in imports_of(path)
        if imported.partition(".")[0] not in sys.stdlib_module_names | RUNTIME_DEPENDENCIES | CHECKER_DEPENDENCIES
        and not imported.startswith("specwright.runtime")
    ]
    text = path.read_text("utf-8")

    assert wrong == []
    assert "specwright" not in "".join(re.findall(r"^\s*(?:from|import) .*", text, re.MULTILINE))


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) == "runtime"], ids=name_of)
def test_the_runtime_asks_for_optional_packages_late(path: Path) -> None:
    """A client works where opentelemetry is missing, so no module imports it while it is itself imported."""
    early = [
        ast.unparse(node)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name in ast.unparse(node) for name in LAZY_RUNTIME_DEPENDENCIES)
    ]

    assert early == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) == "runtime"], ids=name_of)
def test_the_runtime_never_runs_what_is_for_checkers(path: Path) -> None:
    """A package that only type checkers read is imported under TYPE_CHECKING alone."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }
    loose = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name in ast.unparse(node) for name in CHECKER_DEPENDENCIES)
        and id(node) not in guarded
    ]

    assert loose == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) == "model"], ids=name_of)
def test_the_model_needs_nothing(path: Path) -> None:
    """The lowest floor imports the standard library and itself."""
    wrong = [
        imported
        for _, imported in imports_of(path)
        if imported.partition(".")[0] not in sys.stdlib_module_names and not imported.startswith("specwright.model")
    ]

    assert wrong == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) in PURE_FLOORS], ids=name_of)
def test_what_makes_files_never_touches_the_world(path: Path) -> None:
    """The same model gives the same files anywhere: no disk, clock, chance, network or environment in these floors."""
    wrong = [
        f"line {line}: {imported}"
        for line, imported in imports_of(path)
        if any(imported == name or imported.startswith(f"{name}.") for name in OUTSIDE_WORLD)
    ]

    assert wrong == []


@pytest.mark.parametrize("path", [path for path in MODULES if floor_of(path) not in {"cli", "__main__"}], ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    """Whoever imports a floor keeps the terminal and the process."""
    wrong = [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"print", "exit", "quit", "sys.exit", "SystemExit", "os._exit"}
    ]

    assert wrong == []


def test_the_generator_knows_no_api_by_name() -> None:
    """What is special to an API stands in its description, so no file of the generator names one."""
    words = re.compile(r"soget|transiteo", re.IGNORECASE)
    files = [path for path in PACKAGE.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    naming = [
        path.relative_to(PACKAGE.parent).as_posix()
        for path in files
        if words.search(path.read_text("utf-8", "replace")) or words.search(path.name)
    ]

    assert files
    assert naming == []

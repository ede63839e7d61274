"""Holds that each public name is listed once, in order, and that nothing public goes unlisted."""

import ast
import importlib
import re
from pathlib import Path
from typing import Final

import pytest

GENERATOR: Final = Path(__file__).parents[1] / "generator"
PACKAGE: Final = GENERATOR / "specwright"


def declared(path: Path) -> list[str] | None:
    """Read `__all__` from a module's text; None where there is none."""
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            assert isinstance(node, ast.Assign | ast.AnnAssign)
            assert node.value is not None
            return list(ast.literal_eval(node.value))
    return None


def module_name(path: Path) -> str:
    """Spell the dotted name under which a file is imported."""
    parts = path.relative_to(GENERATOR).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def reading_order(name: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Sort constants, then classes, then the rest; numbers by value, as ruff's RUF022 does."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    parts = [part for part in re.split(r"(\d+)", name) if part]
    return kind, [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts]


def bound_names(path: Path) -> set[str]:
    """Collect the public names a module binds at its top level by def, class, import or assignment."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            if not (isinstance(node, ast.ImportFrom) and node.module in {"__future__", "typing", "collections.abc"}):
                names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return {name for name in names if not name.startswith("_")}


PUBLIC_MODULES: Final = [path for path in sorted(PACKAGE.rglob("*.py")) if declared(path) is not None]


@pytest.mark.parametrize("path", PUBLIC_MODULES, ids=module_name)
def test_public_names_are_sorted_and_unique(path: Path) -> None:
    """A reader finds a name where the order says it is."""
    names = declared(path) or []

    assert names == sorted(set(names), key=reading_order)


@pytest.mark.parametrize("path", PUBLIC_MODULES, ids=module_name)
def test_public_names_exist(path: Path) -> None:
    """Every listed name can be imported, also where it is loaded on first use."""
    module = importlib.import_module(module_name(path))
    missing = [name for name in declared(path) or [] if not hasattr(module, name)]

    assert missing == []


def test_the_package_lists_all_that_it_offers() -> None:
    """What `import specwright` binds is public, so it is listed."""
    path = PACKAGE / "__init__.py"

    assert bound_names(path) - set(declared(path) or []) == set()


def test_the_package_offers_something() -> None:
    """The package has a public list, and the version is on it."""
    assert "__version__" in (declared(PACKAGE / "__init__.py") or [])

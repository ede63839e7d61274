"""Holds the sizes a reader can keep in the head, and that each test says what it claims."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "generator" / "specwright"
TESTS: Final = ROOT / "tests"

MODULE_LINES: Final = 400
TEMPLATE_LINES: Final = 150
FUNCTION_LINES: Final = 50
TEST_FILE_LINES: Final = 500

# Path, or path:function, and why it may be longer. An entry that is no longer needed fails the test.
EXCEPTIONS: Final[dict[str, str]] = {}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def relative(path: Path) -> str:
    """Spell a path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def count_lines(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def hand_written_tests() -> list[Path]:
    """List the hand-written Python files under tests/."""
    return [path for path in sorted(TESTS.rglob("*.py")) if "expected" not in path.parts]


def definitions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, Definition]]:
    """Walk all functions and classes with their qualified names."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Definition):
            yield prefix + node.name, node
            yield from definitions(node, f"{prefix}{node.name}.")
        else:
            yield from definitions(node, prefix)


def length(node: Definition) -> int:
    """Count a definition's lines from its `def` on, without its docstring."""
    first = node.body[0]
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def too_long() -> dict[str, int]:
    """Measure everything and keep what exceeds its bound."""
    modules = sorted(PACKAGE.rglob("*.py"))
    sizes = {relative(path): (count_lines(path), MODULE_LINES) for path in modules}
    sizes |= {relative(path): (count_lines(path), TEMPLATE_LINES) for path in PACKAGE.rglob("*.jinja")}
    sizes |= {relative(path): (count_lines(path), TEST_FILE_LINES) for path in hand_written_tests()}
    sizes |= {
        f"{relative(path)}:{name}": (length(node), FUNCTION_LINES)
        for path in [*modules, *hand_written_tests(), ROOT / "noxfile.py"]
        for name, node in definitions(ast.parse(path.read_text("utf-8")))
        if not isinstance(node, ast.ClassDef)
    }
    return {name: size for name, (size, bound) in sizes.items() if size > bound}


def test_nothing_outgrows_its_bound() -> None:
    """Modules, templates, functions and test files stay short, or their exception says why."""
    unexplained = {name: size for name, size in too_long().items() if name not in EXCEPTIONS}

    assert unexplained == {}


def test_every_exception_is_still_needed() -> None:
    """An exception whose reason has gone is removed."""
    assert EXCEPTIONS.keys() - too_long().keys() == set()


def test_every_test_states_its_claim() -> None:
    """A test's docstring is the sentence that would be false if the test failed."""
    silent = [
        f"{relative(path)}:{node.lineno} {name}"
        for path in hand_written_tests()
        for name, node in definitions(ast.parse(path.read_text("utf-8")))
        if node.name.startswith("test_") and not (ast.get_docstring(node) or "").strip()
    ]

    assert silent == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    """A test that does not run holds nothing, so no mark turns one off."""
    marks = {"skip", "skipif", "xfail", "importorskip"}
    off = [
        f"{relative(path)}:{node.lineno}"
        for path in hand_written_tests()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in marks and "pytest" in ast.unparse(node)
    ]

    assert off == []

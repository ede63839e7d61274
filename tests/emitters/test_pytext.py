"""Texts and values of a description become Python that is a literal or a docstring and nothing else."""

import ast
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.emitters.pytext import WIDTH, Imports, docstring, literal
from specwright.model.types import Json

QUOTED = st.text(alphabet="\"\\\n'{}#%\u202e\u2066 ab\t\r\x00\ud800é", max_size=24)
TEXTS = st.text() | QUOTED
VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(value=VALUES)
def test_a_literal_reads_back_as_its_value(value: Json) -> None:
    """Whatever JSON holds, the literal is ASCII on one line and evaluates to it."""
    text = literal(value)

    assert ast.literal_eval(text) == value
    assert text.isascii()
    assert text.isprintable()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_numbers_without_json_spelling_are_refused(value: float) -> None:
    """Python would write `nan`, which is a name."""
    with pytest.raises(ValueError, match="no JSON spelling"):
        literal(value)


def test_other_objects_are_refused() -> None:
    """An object's own repr never gets into generated code."""
    with pytest.raises(TypeError, match="object is no JSON value"):
        literal(object())  # type: ignore[arg-type]


def test_tuples_stay_tuples() -> None:
    """Constants of a module are written as tuples, a single item with its comma."""
    assert [literal(()), literal(("a",)), literal((1, 2))] == ["()", "('a',)", "(1, 2)"]


@given(text=TEXTS, indent=st.sampled_from([0, 4, 8]))
def test_a_docstring_is_one_constant(text: str, indent: int) -> None:
    """No text ends its docstring, however it is quoted, escaped or broken into lines."""
    made = docstring(text, indent)
    module = ast.parse("if True:\n" + " " * (indent or 1) + (made or "pass"))
    block = module.body[0]

    assert isinstance(block, ast.If)
    (statement,) = block.body
    if made:
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Constant)
    else:
        assert not text.strip()


@given(text=TEXTS)
def test_a_docstring_says_what_the_text_says(text: str) -> None:
    """Only white space changes on the way."""
    made = docstring(text)
    value = str(ast.literal_eval(made)) if made else ""

    assert "".join(value.split()) == "".join(text.split())


@given(text=TEXTS)
def test_what_a_reader_cannot_see_is_escaped(text: str) -> None:
    """Characters that reorder or hide text stand as escapes in the file."""
    assert all(character.isprintable() or character == "\n" for character in docstring(text))


def test_long_lines_are_wrapped() -> None:
    """A paragraph in one line becomes lines that fit, keeping its indentation."""
    made = docstring("  " + "word " * 60, 4)

    assert all(len(line) <= WIDTH for line in made.splitlines())
    assert len(made.splitlines()) > 3


def test_docstrings_look_as_a_person_writes_them() -> None:
    """One line stays one line, more end on a line of their own, letters of all languages stay readable."""
    assert docstring("Weight in kg, at 20 °C.") == '"""Weight in kg, at 20 °C."""'
    assert docstring("One.\n\nTwo.  \n", 4) == '"""One.\n\n    Two.\n    """'
    assert docstring('say "hi"') == '"""say "hi\\""""'
    assert docstring(" \n\t") == ""


def test_imports_are_sorted_and_grouped() -> None:
    """The same names give the same lines, whatever order they came in."""
    imports = Imports()
    for module, name in [
        ("pydantic", "Field"),
        ("typing", "Any"),
        ("typing", "TYPE_CHECKING"),
        ("._runtime._models", "Model"),
        ("datetime", "date as _date"),
        ("collections.abc", ""),
    ]:
        imports.add(module, name)

    assert imports.lines() == (
        "import collections.abc",
        "from datetime import date as _date",
        "from typing import TYPE_CHECKING, Any",
        "",
        "from pydantic import Field",
        "",
        "from ._runtime._models import Model",
    )


def test_an_import_tells_how_it_is_called() -> None:
    """What is imported under another name is referred to by that."""
    assert [Imports().add("typing", "Any"), Imports().add("datetime", "date as _date"), Imports().add("json")] == [
        "Any",
        "_date",
        "json",
    ]

"""Holds the parser: what it reads, and where and how it refuses the rest."""

from __future__ import annotations

import pytest

from specwright.model.location import Location
from specwright.rules.faults import Places, RuleError, Snippet
from specwright.rules.parser import parse
from specwright.rules.render import render


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1+2*3-4/2%2", "1 + 2 * 3 - 4 / 2 % 2"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1-(2-3)", "1 - (2 - 3)"),
        ("!a&&b||c", "!a && b || c"),
        ("a||b&&c||d", "a || b && c || d"),
        ("!(a&&b)", "!(a && b)"),
        ("a?b:c?d:e", "a ? b : c ? d : e"),
        ("(a?b:c)?d:e", "(a ? b : c) ? d : e"),
        ("a<b==c", "a < b == c"),
        ("a in[1,2]", "a in [1, 2]"),
        ("-a.b[0].c", "-a.b[0].c"),
        ("- 5", "-5"),
        ("-(-5)", "-(-5)"),
        ("--5", "--(5)"),
        ("!!a", "!!a"),
        ("-(-a)", "--a"),
        ("a.`x-y`.b", "a.`x-y`.b"),
        ("has(a.b.c)", "has(a.b.c)"),
        ("a.map(x,x>1,{'k':x,2:[]})", "a.map(x, x > 1, {'k': x, 2: []})"),
        ("a.exists_one(x,x)", "a.exists_one(x, x)"),
        ("size( a )==f(1,'b')", "size(a) == f(1, 'b')"),
        ('"it\'s"', "'it\\'s'"),
        ("'\\n\\u00e9'", "'\\u000a\\u00e9'"),
        ("a // why\n && b", "a && b"),
        ("0x1F + 1.50", "31 + 1.5"),
        ("a.package", "a.package"),
        ("null != true", "null != true"),
    ],
)
def test_an_expression_is_read_as_its_plain_spelling(text: str, expected: str) -> None:
    """The tree has CEL's precedence, and its own spelling is read as the same tree."""
    written = render(parse(Snippet(text)))

    assert written == expected
    assert render(parse(Snippet(written))) == expected


@pytest.mark.parametrize(
    ("text", "marked", "what"),
    [
        ("", "", "an expression is empty"),
        ("a b", "b", "'b' stands where the expression has ended"),
        ("a &&", "", "an operand is missing"),
        ("a & b", "&", "'&' begins nothing that CEL knows"),
        ("a = b", "=", "'=' begins nothing that CEL knows"),
        ("a ? b", "", "':' is missing"),
        ("(a", "", "')' is missing"),
        ("a[1", "", "']' is missing"),
        ("{'a': 1", "", "'}' is missing"),
        ("{'a'}", "}", "':' is missing"),
        ("f(1,)", ")", "an argument is missing after the comma"),
        ("a.", "", "a property name is missing after the dot"),
        ("a.in", "in", "a property name is missing after the dot"),
        ("a.1", ".1", "'.1' stands where the expression has ended"),
        ("'abc", "'abc", "this string has no end"),
        ("'a\nb'", "'a", "this string has no end"),
        (r"'\q'", r"\q", r"CEL has no escape \q"),
        (r"'\ud800'", r"\ud800", "this escape names no character"),
        (r"r'\'", r"\'", "CEL reads a backslash before a quote in several ways"),
        ("12abc", "a", "a number runs into a name"),
        ("1e999", "1e999", "no double is as large as this number"),
        ("9223372036854775808", "9223372036854775808", "this number is no int64"),
        ("-(9223372036854775808)", "9223372036854775808", "this number is no int64"),
        ("while", "while", "'while' is reserved by CEL"),
        ("-!a", "-", "- and ! cannot stand side by side"),
        ("--9223372036854775808", "9223372036854775808", "this number is no int64"),
        ("has(a)", "has(a)", "has() takes one property"),
        ("has(a.b, c.d)", "has(a.b, c.d)", "has() takes one property"),
        ("a.all(b)", "all(b)", "all() takes a variable and an expression"),
        ("a.all(b.c, true)", "b.c", "the first argument of all() names the variable"),
        ("a.all(x, y, true)", "all(x, y, true)", "all() takes a variable and an expression"),
        ("a §", "§", "'§' begins nothing that CEL knows"),
        # What CEL knows and the profile leaves out.
        ("1u", "1u", "unsigned numbers are outside the profile"),
        ("b'a'", "b", "bytes are outside the profile"),
        ("Foo{a: 1}", "Foo", "a message literal is outside the profile"),
        (".a", ".", "a name that starts with a dot is outside the profile"),
        ("a.?b", "?", "optional access .? is outside the profile"),
        ("a[?0]", "?", "optional access [?…] is outside the profile"),
        ("[?a]", "?", "an optional element is outside the profile"),
        ("{?'a': 1}", "?", "an optional entry is outside the profile"),
    ],
)
def test_what_is_no_expression_is_refused_where_it_goes_wrong(text: str, marked: str, what: str) -> None:
    """The error has the words for it, a hint, and a caret under the very letters."""
    with pytest.raises(RuleError) as caught:
        parse(Snippet(text))

    problem = caught.value.problems[0]
    hint, line, caret = problem.hint.rsplit("\n", 2)
    assert problem.what == what
    assert hint
    assert line[len(caret) - len(caret.lstrip()) :].startswith(marked)
    assert caret.count("^") == max(1, len(marked))


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500 + "a" + ")" * 500,
        "!" * 5000 + "a",
        "a" + ".b" * 5000,
        "1" + "+1" * 5000,
        "a[" * 500,
        "a" * 10_001,
        "[" * 3000,
    ],
)
def test_an_expression_of_endless_depth_is_refused_without_a_crash(text: str) -> None:
    """No text exhausts the stack."""
    with pytest.raises(RuleError, match=r"nested too deeply|at most|missing"):
        parse(Snippet(text))


def test_a_long_chain_of_conditions_is_no_deep_one() -> None:
    """Hundreds of alternatives are read, because their order does not matter."""
    text = " || ".join(f"a == {number}" for number in range(700))

    assert render(parse(Snippet(text))) == text


YAML = """\
plain: a.b && c.d
single: 'a == ''x'' && b'
double: "a == \\"x\\" && b"
folded: >-
  first == 1 &&
  second == 2
  && third == 3
literal: |-
  first == 1 &&
    second == 2
"""
JSON = """{"rule": "a == \\"x\\"\\n  && \\\\b"}"""


@pytest.mark.parametrize(
    ("source", "line", "column", "value", "letter", "expected"),
    [
        (YAML, 1, 8, "a.b && c.d", "c", (1, 15)),
        (YAML, 2, 9, "a == 'x' && b", "b", (2, 24)),
        (YAML, 3, 9, 'a == "x" && b', "b", (3, 24)),
        (YAML, 4, 9, "first == 1 && second == 2 && third == 3", "first", (5, 3)),
        (YAML, 4, 9, "first == 1 && second == 2 && third == 3", "second", (6, 3)),
        (YAML, 4, 9, "first == 1 && second == 2 && third == 3", "third", (7, 6)),
        (YAML, 8, 10, "first == 1 &&\n  second == 2", "second", (10, 5)),
        (JSON, 1, 10, 'a == "x"\n  && \\b', "&&", (1, 25)),
        (JSON, 1, 10, 'a == "x"\n  && \\b', "b", (1, 30)),
        (YAML, 1, 1, "a.b && c.d", "c", (1, 15)),
        (YAML, 3, 1, 'a == "x" && b', "b", (3, 24)),
        (YAML, 4, 1, "first == 1 && second == 2 && third == 3", "third", (7, 6)),
        (JSON, 1, 2, 'a == "x"\n  && \\b', "b", (1, 30)),
        (YAML, 1, 8, "something else", "else", (1, 8)),
        (YAML, 99, 1, "a", "a", (99, 1)),
    ],
)
def test_a_fault_is_placed_at_its_letter_in_the_file(
    source: str, line: int, column: int, value: str, letter: str, expected: tuple[int, int]
) -> None:
    """Whatever style a text is written in, line and column are those of the letter; else those of its beginning."""
    places = Places(lambda where: Location(where.file, where.pointer, line, column), lambda _: source)
    offset = value.index(letter)

    where = (
        Snippet(value, Location("api.yaml", "/x"), places)
        .problem(offset, offset + 1, "wrong", hint="h", rule="r")
        .where
    )

    assert (where.line, where.column) == expected

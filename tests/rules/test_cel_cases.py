"""Holds the profile to CEL's own definition: conditions with a known outcome, judged by Google's implementation too."""

from __future__ import annotations

from typing import Any, Final

import pytest

from rules.compiled import program, type_of
from rules.oracle import ERROR, Oracle

EMPTY: Final = type_of({"type": "object"})

TRUE: Final = (
    # Literals.
    *("0x2A == 42", "-0x10 == -16", "1e3 == 1000.0", ".5 == 0.5", "-9223372036854775808 < 0", "1.5e-3 < 1.0"),
    *(
        r"'\x41\u0042\U00000043\104' == 'ABCD'",
        r"r'\d' == '\\d'",
        "'''a'b\"c''' == 'a\\'b\"c'",
        r"'\a\b\f\n\r\t\v\?\`' != ''",
    ),
    *("\"\" == ''", "// a remark\n1 == 1", "1 == 1 // a remark", "[1, 2,] == [1, 2]"),
    *("{'a': 1,} == {'a': 1}", "[] == []", "{} == {}", "[[]] == [[]]", "'\\u00e9' == 'é'"),
    # Arithmetic.
    *("7 / 2 == 3", "-7 / 2 == -3", "7 / -2 == -3", "7 % 3 == 1", "-7 % 3 == -1", "7 % -3 == 1", "2 - 3 - 4 == -5"),
    *(
        "2 + 3 * 4 == 14",
        "(2 + 3) * 4 == 20",
        "1 - -1 == 2",
        "--1 == 1",
        "-(1) == -1",
        "8 / 4 / 2 == 1",
        "4.0 / 8.0 == 0.5",
    ),
    *("1.0 / 0.0 > 1e308", "-1.0 / 0.0 < -1e308", "0.0 == -0.0", "!(0.0 / 0.0 == 0.0 / 0.0)", "0.0 / 0.0 != 1.0"),
    *(
        "1.0 / -0.0 < 0.0",
        "0.1 + 0.2 != 0.3",
        "1e308 * 10.0 > 1e308",
        "-9223372036854775808 + 1 == -9223372036854775807",
    ),
    *("'a' + 'b' == 'ab'", "[1] + [2, 3] == [1, 2, 3]", "[] + [1] == [1]", "-9223372036854775808 / 1 < 0"),
    # Order and equality.
    *("1 < 2", "2 >= 2", "1.0 <= 1.5", "'a' < 'b'", "'Z' < 'a'", "'' < 'a'", "'é' > 'z'", "'\\U0001F600' > '\\uffff'"),
    *(
        "false < true",
        "!(true < false)",
        "1 != 2",
        "'a' != 'A'",
        "[1, 2] != [2, 1]",
        "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
    ),
    *("{'a': [1]} == {'a': [1]}", "{'a': 1} != {'a': 2}", "{'a': 1} != {'b': 1}", "[[1], [2]] == [[1], [2]]"),
    # Logic and absorbed errors.
    *(
        "true || 1 / 0 == 1",
        "1 / 0 == 1 || true",
        "!(false && 1 / 0 == 1)",
        "!(1 / 0 == 1 && false)",
        "!!true",
        "!false",
    ),
    *("true ? true : 1 / 0 == 1", "false ? 1 / 0 == 1 : true", "true && true || false", "false || true && true"),
    *(
        "(1 / 0 == 1 || 1 / 0 == 1) || true",
        "!((1 / 0 == 1 || false) && false)",
        "true ? (false ? false : true) : false",
        "false ? false : false ? false : true",
    ),
    # Lists and maps.
    *("[1, 2][1] == 2", "{'a': 1}['a'] == 1", "{'a': 1}.a == 1", "{1: 'x'}[1] == 'x'", "{true: 1}[true] == 1"),
    *("2 in [1, 2]", "!(3 in [1, 2])", "'a' in {'a': 1}", "!('b' in {'a': 1})", "!(1 in [])", "[1] in [[1], [2]]"),
    *(
        "size([1, 2]) == 2",
        "[].size() == 0",
        "size({'a': 1}) == 1",
        "has({'a': 1}.a)",
        "!has({'a': 1}.b)",
        "'x' in ['x']",
    ),
    # Macros.
    *("[1, 2].all(x, x > 0)", "[1, 2].exists(x, x == 2)", "[1].filter(x, x > 1).all(x, x > 5)"),
    *("[1, 2, 3].exists_one(x, x > 2)", "![1, 2, 3].exists_one(x, x > 1)", "![].exists_one(x, true)"),
    *(
        "[1, 2, 3].filter(x, x > 1) == [2, 3]",
        "[1, 2].map(x, x * 2) == [2, 4]",
        "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
    ),
    *("{'a': 1}.all(k, k == 'a')", "{'a': 1, 'b': 2}.exists(k, k == 'b')", "{'a': 1}.map(k, k + '!') == ['a!']"),
    *(
        "[0, 1].exists(x, 1 / x == 1)",
        "![0, 2].all(x, 1 / x == 1)",
        "[1, 0].exists(x, 1 / x == 1)",
        "[[1], [2]].all(x, x.all(y, y > 0))",
    ),
    *("[1, 2].map(x, [x]) == [[1], [2]]", "[1, 2].filter(x, x > 5) == []", "[3, 1].map(x, x).filter(x, x > 2) == [3]"),
    # Texts.
    *(
        "size('é😀') == 2",
        "''.size() == 0",
        "'hello'.startsWith('he')",
        "'hello'.endsWith('lo')",
        "'hello'.contains('ell')",
    ),
    *(
        "'a'.startsWith('')",
        "!'a'.startsWith('ab')",
        "'hello'.matches('l+o$')",
        "matches('hello', '^h')",
        "!'hello'.matches('^ello')",
    ),
    *(
        r"'a1'.matches(r'^\w\d$')",
        r"!'é'.matches(r'\w')",
        r"!'١'.matches(r'\d')",
        "!'a\\n'.matches('a$')",
        "'é'.matches('^.$')",
    ),
    *(
        "''.matches('^$')",
        "'ab'.matches('a(?:b|c)')",
        "'a.b'.matches('a\\\\.b')",
        r"'\v'.matches(r'^\S$')",
        r"!'\v'.matches(r'\s')",
    ),
    # Conversions.
    *("int(1.9) == 1", "int(-1.9) == -1", "int('-12') == -12", "int('+5') == 5", "int(3) == 3", "double(2) == 2.0"),
    *(
        "double('1.5') == 1.5",
        "double('1e3') == 1000.0",
        "double('-inf') < 0.0",
        "double('nan') != 0.0",
        "double(1.5) == 1.5",
    ),
    *(
        "string(12) == '12'",
        "string(-1) == '-1'",
        "string(true) == 'true'",
        "string('a') == 'a'",
        "int('9223372036854775807') > 0",
    ),
    # Instants and spans.
    *(
        "timestamp('2026-01-31T09:00:00+01:00') == timestamp('2026-01-31T08:00:00Z')",
        "timestamp(0) == timestamp('1970-01-01T00:00:00Z')",
    ),
    *(
        "timestamp('2026-01-31T08:00:00.000000001Z') > timestamp('2026-01-31T08:00:00Z')",
        "int(timestamp('1969-12-31T23:59:59.5Z')) == -1",
    ),
    *(
        "timestamp('2026-01-01T00:00:00Z') - timestamp('2025-12-31T00:00:00Z') == duration('24h')",
        "duration('1h30m') == duration('90m')",
    ),
    *(
        "timestamp('2026-01-01T00:00:00Z') + duration('1h') == timestamp('2026-01-01T01:00:00Z')",
        "duration('-1.5s') < duration('0')",
    ),
    *(
        "duration('1s') + duration('500ms') == duration('1500ms')",
        "duration('1s') - duration('2s') == duration('-1s')",
        "duration('1us') > duration('999ns')",
    ),
    *(
        "duration('.5s') == duration('500ms')",
        "duration('1h1h') == duration('2h')",
        "duration('1h') + timestamp(0) == timestamp(3600)",
    ),
    *(
        "timestamp('2016-12-31T23:59:60Z') == timestamp('2017-01-01T00:00:00Z')",
        "timestamp('2016-12-31t23:59:59z') < timestamp('2017-01-01T00:00:00Z')",
    ),
    *("timestamp('2024-02-29T12:34:56Z').getFullYear() == 2024", "timestamp('2024-02-29T12:34:56Z').getMonth() == 1"),
    *("timestamp('2024-02-29T12:34:56Z').getDate() == 29", "timestamp('2024-02-29T12:34:56Z').getDayOfWeek() == 4"),
    *("timestamp('2024-02-29T12:34:56Z').getHours() == 12", "timestamp('2024-02-29T12:34:56Z').getMinutes() == 34"),
    *(
        "timestamp('2024-02-29T12:34:56Z').getSeconds() == 56",
        "duration('-90m').getHours() == -1",
        "duration('90m').getMinutes() == 90",
    ),
    *(
        "duration('-1500ms').getSeconds() == -1",
        "timestamp('2024-03-03T00:00:00Z').getDayOfWeek() == 0",
        "timestamp(timestamp(5)) == timestamp(5)",
    ),
)
FAILING: Final = (
    *(
        "9223372036854775807 + 1 > 0",
        "-9223372036854775808 - 1 < 0",
        "9223372036854775807 * 2 > 0",
        "1 / 0 == 1",
        "1 % 0 == 1",
    ),
    *(
        "-9223372036854775808 / -1 > 0",
        "-(-9223372036854775808) > 0",
        "-9223372036854775808 % -1 == 0",
        "[1][1] == 1",
        "[1][-1] == 1",
    ),
    *(
        "{'a': 1}['b'] == 1",
        "{1: 1}[2] == 1",
        "int(9.3e18) > 0",
        "int(1.0 / 0.0) > 0",
        "int('x') > 0",
        "int('') > 0",
        "int('1_0') > 0",
    ),
    *(
        "int('9223372036854775808') > 0",
        "double('x') > 0.0",
        "double('') > 0.0",
        "1 / 0 == 1 || false",
        "1 / 0 == 1 && true",
    ),
    *(
        "[1, 0].all(x, 1 / x == 1)",
        "[0].exists(x, 1 / x == 1)",
        "[0, 1].exists_one(x, 1 / x == 1)",
        "[0].map(x, 1 / x) == [1]",
    ),
    *(
        "[0].filter(x, 1 / x == 1) == []",
        "1 / 0 == 1 ? true : true",
        "timestamp('2026-02-30' + 'T00:00:00Z') > timestamp(0)",
    ),
    *(
        "timestamp('9999-12-31T23:59:59Z') + duration('1s') > timestamp(0)",
        "timestamp('0001-01-01T00:00:00Z') - duration('1ns') < timestamp(0)",
    ),
    *(
        "timestamp('9999-01-01T00:00:00Z') - timestamp('0001-01-01T00:00:00Z') > duration('0')",
        "duration('2562047h') + duration('2562047h') > duration('0')",
    ),
    *(
        "duration('1' + 'd') > duration('0')",
        "timestamp(253402300799 + 1) > timestamp(0)",
        "timestamp('24:00' + '') > timestamp(0)",
    ),
    *(
        "timestamp('2026-01-31T24:00' + ':00Z') > timestamp(0)",
        "timestamp('0000-01-01T00' + ':00:00Z') < timestamp(0)",
        "duration('' + '') == duration('0')",
    ),
)


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    """Give Google's implementation."""
    return Oracle()


@pytest.mark.parametrize("text", TRUE)
def test_a_condition_that_cel_calls_true_is_true(text: str, oracle: Oracle) -> None:
    """The compiled condition and Google's implementation both say true."""
    values: dict[str, Any] = {"self": {}, "oldSelf": {}}

    assert (program(text, EMPTY).evaluate({}, {}), oracle.evaluate(oracle.compile(text), values)) == (True, True)


@pytest.mark.parametrize("text", FAILING)
def test_an_evaluation_that_cel_calls_an_error_is_one(text: str, oracle: Oracle) -> None:
    """The compiled condition raises what a rule counts as violated, and Google's implementation ends in an error."""
    evaluate = program(text, EMPTY).evaluate

    with pytest.raises((ArithmeticError, LookupError, ValueError)):
        evaluate({}, {})
    assert oracle.evaluate(oracle.compile(text), {"self": {}, "oldSelf": {}}) is ERROR

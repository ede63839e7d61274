"""The functions that compiled rules call: ordinary Python, copied into each module that holds rules.

Each function stands on its own and needs the standard library only.
A failed evaluation is an ArithmeticError, a LookupError or a ValueError, which the compiled rule counts as violated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

__all__ = [
    "absorbing_all",
    "absorbing_and",
    "absorbing_exists",
    "absorbing_or",
    "are_equal",
    "as_int",
    "divide",
    "divide_doubles",
    "double_of_text",
    "index_in",
    "int64",
    "int_of_double",
    "int_of_text",
    "is_among",
    "is_sorted",
    "item_at",
    "items_by_key",
    "keys_of",
    "remainder",
    "sum_of_doubles",
    "sum_of_ints",
    "value_at",
]

INT64_LIMIT: Final = 2**63

WHOLE_NUMBER: Final = re.compile(r"[ \t-\r]*[+-]?[0-9]{1,40}[ \t-\r]*")
DECIMAL_NUMBER: Final = re.compile(
    r"[ \t-\r]*[+-]?(?:[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[iI][nN][fF]"
    r"(?:[iI][nN][iI][tT][yY])?|[nN][aA][nN])[ \t-\r]*"
)
EVALUATION_ERRORS: Final = (ArithmeticError, LookupError, ValueError)


def int64(value: int) -> int:
    """Give a result of whole numbers back, unless it overflows."""
    if -INT64_LIMIT <= value < INT64_LIMIT:
        return value
    raise OverflowError("a whole number overflows")


def as_int(value: Any) -> int:
    """Read a whole number of a document, where 5 may be spelled 5.0."""
    return int64(int(value))


def divide(dividend: int, divisor: int) -> int:
    """Divide whole numbers, rounding towards zero."""
    quotient = abs(dividend) // abs(divisor)
    return int64(quotient if (dividend < 0) == (divisor < 0) else -quotient)


def remainder(dividend: int, divisor: int) -> int:
    """Give what remains of a division that rounds towards zero; it has the dividend's sign."""
    if divisor == -1 and dividend == -INT64_LIMIT:
        raise OverflowError("a whole number overflows")
    rest = abs(dividend) % abs(divisor)
    return -rest if dividend < 0 else rest


def divide_doubles(dividend: float, divisor: float) -> float:
    """Divide as IEEE 754 does: by zero gives an infinity or no number."""
    if divisor:
        return dividend / divisor
    if not dividend or dividend != dividend:  # noqa: PLR0124 - only NaN differs from itself
        return float("nan")
    # The sign of a zero shows in its text only.
    is_negative = (dividend < 0) != repr(divisor).startswith("-")
    return float("-inf") if is_negative else float("inf")


def int_of_double(value: float) -> int:
    """Cut off the fraction of a double."""
    if not -INT64_LIMIT < value < INT64_LIMIT:
        raise OverflowError("a double is no whole number of 64 bits")
    return int(value)


def int_of_text(text: str) -> int:
    """Read a whole number from a text."""
    if WHOLE_NUMBER.fullmatch(text) is None:
        raise ValueError("a text is no whole number")
    return int64(int(text))


def double_of_text(text: str) -> float:
    """Read a number from a text."""
    if DECIMAL_NUMBER.fullmatch(text) is None:
        raise ValueError("a text is no number")
    return float(text)


def item_at(items: Sequence[Any], index: int) -> Any:
    """Read an item of a list; a negative index finds none."""
    if index < 0:
        raise IndexError("an index is negative")
    return items[index]


def value_at(members: Mapping[Any, Any], key: Any) -> Any:
    """Read a value of a map; null counts as absent."""
    value = members[key]
    if value is None:
        raise KeyError(key)
    return value


def keys_of(members: Mapping[str, Any]) -> list[str]:
    """List the keys of a map whose values are not null."""
    return [key for key, value in members.items() if value is not None]


def are_equal(left: Any, right: Any) -> bool:
    """Compare values as JSON does: a number is no boolean, and a null member counts as absent."""
    pair: tuple[Any, Any] = (left, right)
    if isinstance(left, dict):
        return isinstance(right, dict) and have_equal_members(*pair)
    if isinstance(left, list):
        return isinstance(right, list) and have_equal_items(*pair)
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def have_equal_members(left: Mapping[Any, Any], right: Mapping[Any, Any]) -> bool:
    """Compare maps; null members count as absent."""
    mine = {key: value for key, value in left.items() if value is not None}
    other = {key: value for key, value in right.items() if value is not None}
    return mine.keys() == other.keys() and all(are_equal(value, other[key]) for key, value in mine.items())


def have_equal_items(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Compare lists."""
    return len(left) == len(right) and all(are_equal(one, two) for one, two in zip(left, right, strict=True))


def is_among(value: Any, items: Iterable[Any]) -> bool:
    """Say whether a list holds a value."""
    return any(are_equal(value, item) for item in items)


def index_in(items: Iterable[Any], value: Any) -> int:
    """Find the first place of a value in a list, -1 where it is missing."""
    return next((index for index, item in enumerate(items) if are_equal(item, value)), -1)


def is_sorted(items: Sequence[Any]) -> bool:
    """Say whether no item is smaller than the one before it."""
    return all(left <= right for left, right in pairwise(items))


def sum_of_ints(items: Iterable[Any]) -> int:
    """Add whole numbers up."""
    total = 0
    for item in items:
        total = int64(total + as_int(item))
    return total


def sum_of_doubles(items: Iterable[Any]) -> float:
    """Add doubles up, one after the other."""
    total = 0.0
    for item in items:
        total += float(item)
    return total


def absorbing_or(left: Callable[[], bool], right: Callable[[], bool]) -> bool:
    """Evaluate `left || right`: true where either is, whatever became of the other."""
    try:
        if left():
            return True
    except EVALUATION_ERRORS:
        if right():
            return True
        raise
    return right()


def absorbing_and(left: Callable[[], bool], right: Callable[[], bool]) -> bool:
    """Evaluate `left && right`: false where either is, whatever became of the other."""
    try:
        if not left():
            return False
    except EVALUATION_ERRORS:
        if not right():
            return False
        raise
    return right()


def absorbing_all(items: Iterable[Any], predicate: Callable[[Any], bool]) -> bool:
    """Evaluate `all`: false where one item fails the predicate, even if another ends in an error."""
    failure: Exception | None = None
    for item in items:
        try:
            if not predicate(item):
                return False
        except EVALUATION_ERRORS as error:
            failure = error
    if failure is not None:
        raise failure
    return True


def absorbing_exists(items: Iterable[Any], predicate: Callable[[Any], bool]) -> bool:
    """Evaluate `exists`: true where one item meets the predicate, even if another ends in an error."""
    return not absorbing_all(items, lambda item: not predicate(item))


def items_by_key(items: Iterable[Mapping[str, Any]], *names: str) -> dict[tuple[Any, ...], Any]:
    """Find the items of an old list again: by the values of their keys; of several with one key the first counts."""
    found: dict[tuple[Any, ...], Any] = {}
    for item in items:
        key = tuple(item.get(name) for name in names)
        if None not in key:
            found.setdefault(key, item)
    return found

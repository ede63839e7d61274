"""Turns a value into simpler ones: with less in it first, then with plainer texts and numbers, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["mended", "simpler"]

# Below it, floating-point numbers have all whole ones among them.
_EXACT: Final = 2**53
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def simpler(value: Any, *, kept: frozenset[str] = frozenset()) -> Iterator[Any]:
    """List values that differ in one step: much is left out before little, outer places before inner ones.

    Texts in ``kept`` stay as they are where they stand.
    """
    places = list(_places(value))
    for put, found in places:
        if isinstance(found, OBJECT):
            names = list(found)
            for gone in _chunks(len(names)):
                yield put({name: found[name] for index, name in enumerate(names) if index not in gone})
        elif isinstance(found, ARRAY):
            for gone in _chunks(len(found)):
                yield put([item for index, item in enumerate(found) if index not in gone])
    for put, found in places:
        if not isinstance(found, str) or found not in kept:
            yield from (put(plain) for plain in _plainer(found))


def mended(value: Any, model: Any, pointer: str) -> Any:
    """Give a value with what a model has at a pointer.

    Raises:
        LookupError: one of them has nothing there.
    """
    name, _, rest = pointer.removeprefix("/").partition("/")
    if not pointer:
        return model
    token = name.replace("~1", "/").replace("~0", "~")
    rest = f"/{rest}" if rest else ""
    if isinstance(value, OBJECT) and isinstance(model, OBJECT):
        return {**value, token: mended(value[token], model[token], rest)}
    if isinstance(value, ARRAY) and isinstance(model, ARRAY) and token.isdecimal():
        index = int(token)
        return [*value[:index], mended(value[index], model[index], rest), *value[index + 1 :]]
    raise LookupError(pointer)


def _places(value: Any) -> Iterator[tuple[Callable[[Any], Any], Any]]:
    """List what stands in a value, outer places first, each with what puts something else there."""
    pending: list[tuple[Callable[[Any], Any], Any]] = [(lambda new: new, value)]
    while pending:
        put, found = pending.pop(0)
        yield put, found
        if isinstance(found, OBJECT):
            pending += [(_putting_member(put, found, name), member) for name, member in found.items()]
        elif isinstance(found, ARRAY):
            pending += [(_putting_item(put, found, index), item) for index, item in enumerate(found)]


def _putting_member(put: Callable[[Any], Any], whole: Any, name: str) -> Callable[[Any], Any]:
    return lambda new: put({**whole, name: new})


def _putting_item(put: Callable[[Any], Any], whole: Any, index: int) -> Callable[[Any], Any]:
    return lambda new: put([*whole[:index], new, *whole[index + 1 :]])


def _chunks(count: int) -> Iterator[range]:
    """List what to leave out of so many: all, each half, each quarter, at last each alone."""
    size = count
    while size:
        yield from (range(start, min(start + size, count)) for start in range(0, count, size))
        size = 0 if size == 1 else (size + 1) // 2


def _plainer(value: Any) -> Iterator[Any]:
    match value:
        case str():
            yield from _shorter(value, value[:0])
            plain = "".join(letter if letter in _PLAIN else "a" for letter in value)
            if plain != value:
                yield plain
        case bytes():
            yield from _shorter(value, value[:0])
        case bool() | None:
            return
        case int():
            half = 10 ** (len(str(abs(value))) // 2)
            smaller = (0, 1, value // half, value // 10, value // 2)
            yield from (plain for plain in dict.fromkeys(smaller) if abs(plain) < abs(value))
            if value < 0:
                yield -value
        case float():
            # Of a number with a fraction, what is short to write is simple; infinity has no whole one.
            whole = (0, 1, int(value)) if abs(value) < _EXACT else (0, 1)
            yield from (plain for plain in (*whole, float(f"{value:.0e}")) if len(repr(plain)) < len(repr(value)))
        case _:
            return


def _shorter(value: Any, nothing: Any) -> Iterator[Any]:
    for length in dict.fromkeys((0, 1, len(value) // 2, len(value) - 1)):
        if 0 <= length < len(value):
            yield value[:length] if length else nothing

"""Texts that break whatever puts them between quotes, and the hand that deals them out to the places of a description."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, cast

from hypothesis import strategies as st

__all__ = ["MUTATIONS", "SENTINEL", "TEXTS", "Mutation", "Texts", "has_run", "mutate"]

# What a text would leave behind if it were ever run.
SENTINEL: Final = "specwright_ran_a_text"
_CALL: Final = f'__import__("builtins").__dict__.update({SENTINEL}=1)'
_QUIET_CALL: Final = _CALL.replace('"', "'")

_PAYLOADS: Final = (
    _CALL,
    f'"""\n{_CALL}\n"""',
    f"'''\n{_CALL}\n'''",
    f'\\"""\n{_CALL}\n"""',
    f'"+{_QUIET_CALL}+"',
    f"'+{_CALL}+'",
    f'")\n{_CALL}\n#',
    f"')\n{_CALL}\n#",
    f"]\n{_CALL}\n[",
    f"\n{_CALL}\n",
    f"\n        {_CALL}",
    f"\r{_CALL}",
    f"\r\n{_CALL}\r\n",
    f"\x0b{_CALL}",
    f"\x0c{_CALL}",
    f"\x85{_CALL}",
    f"\u2028{_CALL}",
    f"\u2029{_CALL}",
    f"\\\n{_CALL}",
    f"{{{_CALL}}}",
    f"{{{{ {_CALL} }}}}",
    "{{ cycler.__init__.__globals__.__builtins__.update(" + SENTINEL + "=1) }}",
    "{% set x = cycler.__init__.__globals__.__builtins__.update(" + SENTINEL + "=1) %}",
    f"str | {_CALL}",
    f'str", {_QUIET_CALL}, "',
    f"lambda: {_CALL}",
    # Python reads a comment on the first line as the module's encoding, and this one has line breaks of its own.
    f"# coding: utf-7 +AAo-{_CALL}+AAo-#",
)
_FRAGMENTS: Final = (
    "",
    " ",
    '"',
    "'",
    '""',
    '"""',
    "'''",
    "\\",
    "\\\\",
    '\\"""',
    "\\N{DASH}",
    "\\x",
    "\\u12",
    "{",
    "}",
    "{}",
    "{0}",
    "{{ x }}",
    "{{ 1 / 0 }}",
    "{% raw %}",
    "{% endif %}",
    "{% include 'x' %}",
    "{# #}",
    "%s",
    "%(x)s",
    "${x}",
    "\n",
    "\r",
    "a\nb",
    "a\r\nb",
    "\n\n  indented",
    "\t",
    "\x00",
    "a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g",
    "\x1b[31m",
    "\x7f\x9f",
    "\u202e\u2066abc\u2069",
    "\u200b\u200d\ufeff\u2060",
    "\u00ad",
    "🎉",
    "👩‍👩‍👧",
    "𝒳",
    "名前",
    "ﬁ",
    "ª",
    "İ",
    "e\u0301",
    "class",
    "None",
    "True",
    "import",
    "lambda",
    "match",
    "self",
    "print",
    "__init__",
    "__class__",
    "__dict__",
    "__pydantic_extra__",
    "__all__",
    "__getattr__",
    "model_config",
    "_",
    "__",
    "0",
    "1a",
    ".",
    "..",
    "../../etc/passwd",
    "/",
    "//",
    "a/b",
    "a\\b",
    "C:\\x",
    "~",
    "~1",
    "%2e%2e",
    "%00",
    "#",
    "# noqa",
    "# type: ignore",
    "# -*- coding: utf-7 -*-",
    "#: value x",
    "#> Order",
    "Placeholder0_",
    "]",
    "]] | Any",
    '", int] = 1',
    "a: int = 1",
    ")",
    ";",
    ",",
    "@",
    "*",
    "**",
    "->",
    ":=",
    "<!--",
    "<script>alert(1)</script>",
    "](javascript:x)",
    "![a](http://b)",
    "# heading",
    "```",
    "````python",
    "| a | b |",
    "---",
    "===",
    "- item",
    "1. item",
    "> quote",
    "[table]",
    "a = 'b'",
    "'''\n[project]\nname = 'x'\n'''",
    "&anchor",
    "*alias",
    "!!python/object/apply:os.abort []",
    "$ref",
    "a" * 3000,
    '"' * 301,
    "\\" * 301,
    "x " * 300,
)
# Few letters, so that no text by chance is a word that means something in its place, such as `items`.
_ALPHABET: Final = "aZ09_ .,:;'\"\\/{}[]()<>#%$&|`~^*+-=!?@\n\r\t\x00\x0b\x85\u2028\u202e\ufeff🎉é"
_HOSTILE: Final = st.sampled_from(_PAYLOADS + _FRAGMENTS)

TEXTS: Final = _HOSTILE | st.text(_ALPHABET, max_size=16) | st.lists(_HOSTILE, max_size=3).map("".join)

# Words that mean something in some place, where a text does not belong.
_WORDS: Final = st.sampled_from(
    (
        *("$ref", "#", "#/", "#/components/schemas/Problem", "other.yaml", "../up.yaml", "object", "array", "null"),
        *("query", "path", "deepObject", "default", "2XX", "200", "get", "x-error-codes", "items", "allOf", "oneOf"),
        *("application/json", "multipart/form-data", "text/event-stream", "bearer", "oauth2", "date-time", "\ud800"),
        *("{a}", "/{a}", "/a?b", "code", "limit", "cursor", "id"),
    )
)


@dataclass(frozen=True)
class Mutation:
    """Puts a value in the place of one member or item, or of its key; ``place`` counts through the whole document."""

    place: int
    value: Any
    is_key: bool


MUTATIONS: Final = st.lists(
    st.builds(
        Mutation,
        st.integers(0, 2000),
        _WORDS | TEXTS | st.sampled_from((None, True, 0, -1.5, [], {}, [""], {"": ""})),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def mutate(document: dict[str, Any], mutations: Sequence[Mutation]) -> dict[str, Any]:
    """Change a document at some places."""
    for mutation in mutations:
        places = list(_places(document))
        holder, key = places[mutation.place % len(places)]
        if isinstance(holder, dict) and mutation.is_key:
            known = cast("dict[str, Any]", holder)
            members = [(str(mutation.value) if name == key else name, value) for name, value in known.items()]
            known.clear()
            known.update(members)
        else:
            holder[key] = mutation.value
    return document


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(cast("dict[str, Any]", value).items())
    elif isinstance(value, list):
        inner = list(enumerate(cast("Sequence[Any]", value)))
    for key, child in inner:
        yield cast("Any", value), key
        yield from _places(child)


def has_run() -> bool:
    """Say whether a text was run, and forget it."""
    return builtins.__dict__.pop(SENTINEL, None) is not None


class Texts:
    """Deals texts out to the places of one description, the first again after the last.

    Where a description needs texts to differ, one that was given already gets a number behind it.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        numbers = count()
        self._next: Callable[[], str] = lambda: texts[next(numbers) % len(texts)]
        self._given: dict[str, set[str]] = {}

    def any(self) -> str:
        """Give a text for a place that takes any."""
        return self._next()

    def key(self, scope: str) -> str:
        """Give a text that differs from all others of its scope."""
        return self._distinct(scope, self._next())

    def name(self, scope: str) -> str:
        """Give a text that differs from all others of its scope and is not blank, as OpenAPI asks for some places."""
        text = self._next()
        return self._distinct(scope, text if text.strip() else f"{text}blank")

    def segment(self, scope: str) -> str:
        """Give a text for a path, without what separates the path's parts from each other and from a query."""
        return self._distinct(scope, "".join(letter for letter in self._next() if letter not in "{}?#/") or "a")

    def url(self) -> str:
        """Give a text for a URL, where braces would name a variable."""
        return "".join(letter for letter in self._next() if letter not in "{}")

    def _distinct(self, scope: str, text: str) -> str:
        given = self._given.setdefault(scope, set())
        found = text
        for number in count(2):
            if found.strip() not in given:
                break
            found = f"{text}{number}"
        given.add(found.strip())
        return found

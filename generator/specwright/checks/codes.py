"""Tells which documented error code the failure of a keyword has: what `x-error-code` at its schema says."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Final

from specwright.checks.keywords import ALL_OF_KEYWORDS, Keywords
from specwright.model.types import Json

__all__ = ["KEYWORD", "own_keywords", "read_codes"]

KEYWORD: Final = "x-error-code"

# Their failures are those of other schemas, which have codes of their own.
_APPLYING: Final = frozenset(
    {
        *("$dynamicRef", "$ref", "allOf", "dependentSchemas", "else", "if", "items", "patternProperties"),
        *("prefixItems", "properties", "then"),
    }
)
_APPLYING_UNLESS_FALSE: Final = frozenset({"additionalProperties", "unevaluatedItems", "unevaluatedProperties"})


def read_codes(keywords: Keywords, known: Collection[str] | None) -> Mapping[str, str]:
    """Give codes by keyword; ``known`` are the documented ones, None allows any.

    Raises:
        DescriptionError: a code is not documented, or stands where it can never be told.
    """
    if KEYWORD not in keywords:
        return {}
    value = keywords.schema[KEYWORD]
    own = own_keywords(keywords.schema)
    if isinstance(value, str):
        if len(own) < len(keywords.asserting()):
            what = "one code stands for failures of several schemas, and codes are never inherited"
            keywords.fail(KEYWORD, what, f"Name the keyword, such as {{{(own or ['type'])[0]}: {value}}}.")
        codes = dict.fromkeys(own, value)
    elif isinstance(value, dict) and all(isinstance(code, str) for code in value.values()):
        codes = {keyword: str(code) for keyword, code in value.items()}
    else:
        keywords.fail(KEYWORD, "x-error-code is a code, or a map from keywords to codes", "Write: {maxLength: CODE}")
    _judge(keywords, codes, known)
    return codes


def own_keywords(schema: Mapping[str, Json]) -> list[str]:
    """List the keywords of a schema whose failures are not those of further schemas."""
    return [keyword for keyword in schema if keyword in ALL_OF_KEYWORDS and _fails_itself(schema, keyword)]


def _fails_itself(schema: Mapping[str, Json], keyword: str) -> bool:
    if keyword in _APPLYING_UNLESS_FALSE:
        return schema[keyword] is False
    return keyword not in _APPLYING or (keyword == "items" and schema[keyword] is False)


def _judge(keywords: Keywords, codes: Mapping[str, str], known: Collection[str] | None) -> None:
    if not codes:
        keywords.fail(KEYWORD, "nothing here can fail with this code", "Put it at the schema whose keywords fail.")
    for keyword, code in codes.items():
        if keyword not in keywords.asserting():
            keywords.fail(
                KEYWORD, f"{keyword!r} is no keyword that stands here and judges", "Name one that stands here."
            )
        if not _fails_itself(keywords.schema, keyword):
            hint = "Put the code at the schema inside; codes are never inherited."
            keywords.fail(KEYWORD, f"a failure of {keyword!r} is that of another schema", hint)
        if known is not None and code not in known:
            close = difflib.get_close_matches(code, list(known), n=1)
            hint = f"Did you mean {close[0]!r}?" if close else "Leave it out where the documents have none."
            keywords.fail(KEYWORD, f"{code!r} is no documented error code", hint)

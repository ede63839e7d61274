# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns the body of an error answer into what it says to people and to programs."""

from __future__ import annotations

from typing import cast

__all__ = ["at_pointer", "bounded", "excerpt", "message_of"]

MESSAGE_LIMIT = 200
# Where services put the sentence for people: RFC 9457 first, then what is common.
_MESSAGE_KEYS = ("detail", "message", "error_description", "errorMessage", "title", "description", "error")


def excerpt(content: bytes) -> str:
    """Show how a body begins, on one line and bounded."""
    return bounded(content[: 4 * MESSAGE_LIMIT].decode("utf-8", "replace"))


def message_of(body: object) -> str:
    """Find the sentence for people; empty where there is none."""
    if isinstance(body, str):
        return body
    if isinstance(body, list) and body:
        return message_of(cast("list[object]", body)[0])
    if not isinstance(body, dict):
        return ""
    members = cast("dict[str, object]", body)
    for key in _MESSAGE_KEYS:
        value = members.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, dict) and (nested := message_of(cast("object", value))):
            return nested
    errors = members.get("errors")
    return message_of(cast("object", errors)) if isinstance(errors, list) else ""


def at_pointer(document: object, pointer: str) -> object:
    """Follow a JSON pointer; None where it leads nowhere."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict):
            document = cast("dict[str, object]", document).get(key)
        elif isinstance(document, list) and key.isdecimal() and int(key) < len(cast("list[object]", document)):
            document = cast("list[object]", document)[int(key)]
        else:
            return None
    return document


def bounded(text: str) -> str:
    """Give a text on one line, without control characters, cut to a readable length."""
    # Also directional marks and private letters: what a service sends must not change how a log or terminal reads.
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 4 * MESSAGE_LIMIT]).split())
    return line if len(line) <= MESSAGE_LIMIT else line[: MESSAGE_LIMIT - 1] + "…"

"""Turns what a description says about an operation into the text of its method's docstring."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from specwright.emitters.arguments import CONTENT_TYPE, Argument, arguments_of, needs_content_type
from specwright.emitters.checked import OLD
from specwright.emitters.pytext import WIDTH
from specwright.emitters.resource_tree import Method
from specwright.emitters.statuses import status_class
from specwright.model.service import ErrorCode, Operation, Response, Service
from specwright.model.types import Docs, Ref

__all__ = ["UNVERIFIED", "method_text", "section", "sentence", "with_marks"]

UNVERIFIED = "Not documented by the vendor."
_ENCODED = "Pass the plain text: the client encodes it as URL-safe Base64 without padding."
_OLD = "The value before the change, as the service gave it: with it, the rules about changes are checked as well."
_HANGING = " " * 4
_METHOD_INDENT = 8


def method_text(method: Method, service: Service, *, is_async: bool = False, takes_old: bool = False) -> str:
    """Say what a method does, what it takes, gives and raises, and where that is known from."""
    operation = method.operation
    sections = [
        operation.summary.strip() or f"Call `{operation.method.upper()} {operation.path}`.",
        operation.docs.description.strip(),
        ".. deprecated:: The description marks this operation as deprecated." if operation.docs.is_deprecated else "",
        UNVERIFIED if operation.docs.is_unverified else "",
        section("Args", _arguments(operation, service, takes_old=takes_old)),
        section("Returns", _returns(method, is_async=is_async)),
        section("Raises", _raises(method, service)),
        f"Source: {operation.docs.source}" if operation.docs.source else "",
    ]
    return "\n\n".join(section for section in sections if section)


def with_marks(text: str, docs: Docs) -> str:
    """Add to a text its unit, and whether it is deprecated or inferred."""
    marks = [
        f"Unit: {docs.unit}." if docs.unit else "",
        "Deprecated." if docs.is_deprecated else "",
        UNVERIFIED if docs.is_unverified else "",
    ]
    return " ".join(part for part in (sentence(text), *marks) if part)


def sentence(text: str) -> str:
    """Close a text with a full stop, if nothing closes it."""
    text = text.strip()
    return f"{text}." if text and text[-1].isalnum() else text


def section(title: str, entries: Iterable[str]) -> str:
    """Write a titled list of entries; empty where there are none."""
    lines = [line for entry in entries for line in _hang(entry)]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _hang(entry: str) -> Iterator[str]:
    """Indent an entry's first line once and all others twice, so that a reader sees where the next one begins."""
    for index, line in enumerate(entry.strip().splitlines()):
        yield from textwrap.wrap(
            line.strip(),
            width=WIDTH - _METHOD_INDENT,
            initial_indent=_HANGING * (2 if index else 1),
            subsequent_indent=_HANGING * 2,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]


def _arguments(operation: Operation, service: Service, *, takes_old: bool) -> Iterator[str]:
    for argument in arguments_of(operation):
        yield f"{argument.name}: {_argument(argument, operation, service)}"
    if needs_content_type(operation.body):
        yield f"{CONTENT_TYPE}: Media type of the body."
    if takes_old:
        yield f"{OLD}: {_OLD}"
    yield "options: What a single call may change: see `RequestOptions`."


def _argument(argument: Argument, operation: Operation, service: Service) -> str:
    if argument.parameter:
        parameter = argument.parameter
        text = with_marks(parameter.docs.description or _schema_text(parameter.type, service), parameter.docs)
        text = text or f"The {parameter.location.value} parameter `{parameter.name.wire}`."
        notes = [f" {_ENCODED}"] if parameter.encoding else []
        notes += [f" Documented default: `{parameter.default!r}`."] if parameter.has_default else []
        return text + "".join(notes)
    if argument.parts:
        part = argument.parts[0]
        text = part.docs.description or _schema_text(part.type, service)
        return with_marks(text, part.docs) or f"The part `{part.name.wire}` of the body."
    body = operation.body
    text = body.docs.description if body else ""
    text = text or _schema_text(argument.media_types[0].type, service)
    return with_marks(text, body.docs if body else Docs()) or "The request body."


def _schema_text(type_: object, service: Service) -> str:
    docs = service.schemas[type_.key].docs if isinstance(type_, Ref) and type_.key in service.schemas else Docs()
    return docs.description or docs.title


def _returns(method: Method, *, is_async: bool) -> Iterator[str]:
    if method.is_stream:
        yield f"A stream of items, to be used in `{'async with' if is_async else 'with'}`."
    for response in _successes(method):
        text = with_marks(response.docs.description, response.docs)
        nothing = "" if response.media_types or method.is_stream else " There is no content."
        yield text + nothing if text else nothing


def _successes(method: Method) -> tuple[Response, ...]:
    found = tuple(response for response in method.responses if response.status.startswith("2"))
    return found or tuple(response for response in method.responses if response.status == "default")


def _raises(method: Method, service: Service) -> Iterator[str]:
    """List codes before statuses, because a code says more."""
    codes = {code.name.wire: code for code in service.error_codes}
    failures = [response for response in method.responses if response not in _successes(method)]
    for response in failures:
        for wire in response.error_codes:
            if wire in codes:
                yield f"errors.{codes[wire].name.python}: {_code(codes[wire], response)}"
    for response in failures:
        text = with_marks(response.docs.description, response.docs)
        yield f"errors.{status_class(response.status)}: {_status(response.status)}{text}"


def _code(code: ErrorCode, response: Response) -> str:
    mark = f" {UNVERIFIED}" if response.docs.is_unverified else ""
    return f"{_status(response.status)}`{code.name.wire}`. {sentence(code.description)}{mark}".strip()


def _status(status: str) -> str:
    return "" if status == "default" else f"{status}: "

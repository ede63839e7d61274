"""Judges an answer by what had to come: accepted, or refused with exactly one status, code and, if told, place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from specwright.conform.answers import code_of, documented, json_of
from specwright.conform.exchanges import Exchange
from specwright.conform.exchanges import Response as Answer
from specwright.conform.results import Failure
from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["Refusal", "are_told_apart", "judge_accepted", "judge_refused"]

# Said of wrong values, and of what is not there any more; which one is meant, only codes tell.
_ALIKE: Final = (frozenset({"400", "422"}), frozenset({"404", "410"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """How a wrong request has to be refused.

    ``status`` is as documented (``400``, ``4XX``, ``default``), empty where none is documented, so that any refusal
    will do. ``is_any_code`` lets any code pass. ``places`` are all texts that have to stand at ``place_pointer`` of the
    body, where the body tells places.
    """

    status: str
    code: str = ""
    is_any_code: bool = False
    places: frozenset[str] = frozenset()
    place_pointer: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    has_body: bool = False


def judge_accepted(operation: Operation, exchange: Exchange, pointer: str, *, what: str = "") -> Iterator[Failure]:
    """List why an answer is not that of an accepted call."""
    answer = exchange.response
    if answer is None or 200 <= answer.status < 400:
        return
    code = code_of(answer, pointer)
    name = operation.name.wire
    told = f"{answer.status}{' ' + code if code else ''}"
    yield Failure(
        cause=f"{name} refuses what is acceptable with {told}",
        message=f"{name} refuses {what or 'an acceptable request'} with {told}: {_said(answer)}",
        expected="2XX",
        actual=told,
        exchange=exchange.number,
    )


def judge_refused(
    operation: Operation, exchange: Exchange, expected: Refusal, pointer: str, *, what: str
) -> Iterator[Failure]:
    """List how an answer differs from the refusal that had to come; ``what`` names what is wrong with the request."""
    answer = exchange.response
    if answer is None:
        return
    name = operation.name.wire
    wanted = f"{expected.status or '4XX'}{' ' + expected.code if expected.code else ''}"
    code = code_of(answer, pointer)
    told = f"{answer.status}{' ' + code if code else ''}"
    if not 400 <= answer.status < 500:
        verb = "accepts" if answer.status < 400 else "fails over"
        yield Failure(
            cause=f"{name} {verb} {what}",
            message=f"{name} {verb} {what}",
            expected=wanted,
            actual=told,
            exchange=exchange.number,
        )
        return
    response = documented(operation, answer.status)
    is_status = not expected.status or (
        response is not None and not are_told_apart(operation, response.status, expected.status)
    )
    is_code = not pointer or not expected.status or expected.is_any_code or code == expected.code
    if not is_status or not is_code:
        yield Failure(
            cause=f"{name} refuses {what} with {told} instead of {wanted}",
            message=f"{name} refuses {what} with {told} instead of {wanted}: {_said(answer)}",
            expected=wanted,
            actual=told,
            exchange=exchange.number,
        )
        return
    yield from _further(name, answer, expected, exchange.number, what)


def are_told_apart(operation: Operation, one: str, other: str) -> bool:
    """Say whether a description tells two statuses apart: of 400 and 422, or of 404 and 410, only codes tell which."""
    if one.upper() == other.upper():
        return False
    codes = {code for each in operation.responses if each.status in {one, other} for code in each.error_codes}
    return frozenset({one, other}) not in _ALIKE or bool(codes)


def _are_told(places: frozenset[str], told: frozenset[str]) -> bool:
    """Say whether these places and no others are told; a missing member stands for the object that lacks it."""
    objects = {each: each if each in places else each.rpartition("/")[0] for each in told}
    return frozenset(objects.values()) == places


def _further(name: str, answer: Answer, expected: Refusal, number: int, what: str) -> Iterator[Failure]:
    if expected.places and expected.place_pointer:
        value, _ = json_of(answer)
        told = frozenset(texts_at(value, expected.place_pointer.split("/")[1:]))
        if not _are_told(expected.places, told):
            yield Failure(
                cause=f"{name} names another place for {what}",
                message=f"{name} names another place for {what}",
                expected=", ".join(sorted(expected.places)),
                actual=", ".join(sorted(told)),
                exchange=number,
            )
    for header, wanted in expected.headers:
        given = answer.fields.get(header.lower(), "")
        if _tokens(given) != _tokens(wanted):
            yield Failure(
                cause=f"{name} sends another {header} for {what}",
                message=f"{name} sends another {header} for {what}",
                expected=wanted,
                actual=given,
                exchange=number,
            )
    if expected.has_body:
        value, _ = json_of(answer)
        if value != expected.body:
            yield Failure(
                cause=f"{name} answers another body to {what}",
                message=f"{name} answers another body than the documented one to {what}",
                expected=str(expected.body),
                actual=str(value),
                exchange=number,
            )


def texts_at(value: Json, path: list[str]) -> Iterator[str]:
    """List the texts at a pointer, in which ``*`` stands for all items."""
    if not path:
        if isinstance(value, str):
            yield value
    elif path[0] == "*" and isinstance(value, list):
        for item in value:
            yield from texts_at(item, path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from texts_at(value[path[0]], path[1:])


def _tokens(text: str) -> frozenset[str]:
    return frozenset(token.strip() for token in text.split(",") if token.strip())


def _said(answer: Answer) -> str:
    return answer.fields.get("specwright-reason", "") or answer.body[:120].decode("utf-8", "replace")

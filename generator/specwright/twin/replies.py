"""Turns documented answers and refusals into HTTP responses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from specwright.model.service import MediaTypeKind
from specwright.twin.answers import WITHOUT_BODY, Answer, Example, OperationAnswers, Representation
from specwright.twin.negotiation import choose
from specwright.twin.preferences import Preferences
from specwright.twin.preferring import preferred_answer, success_of, unmet
from specwright.twin.refusals import RefusalError

__all__ = ["REASON_HEADER", "preferred", "refused", "succeeded"]

REASON_HEADER: Final = "Specwright-Reason"
_LONGEST_HEADER: Final = 1_000


def succeeded(answers: OperationAnswers, request: Request) -> Response:
    """Answer with the documented success.

    Raises:
        RefusalError: the request accepts none of its media types.
    """
    return _sent(success_of(answers), request)


def preferred(answers: OperationAnswers, preferences: Preferences, request: Request) -> Response:
    """Answer with what the request prefers.

    Raises:
        RefusalError: the description has no such answer.
    """
    response = _sent(preferred_answer(answers, preferences), request, name=preferences.example)
    response.headers["Preference-Applied"] = _header_text(str(preferences))
    return response


def refused(refusal: RefusalError, answers: OperationAnswers | None) -> Response:
    """Answer with a documented body of the status, rather one without an error code, or with a problem document."""
    described = answers.of_status(refusal.status) if answers is not None and refusal.is_described else None
    bodies = described.representations if described is not None else ()
    made = next((body for body in bodies if body.kind is MediaTypeKind.JSON), None)
    if described is None or answers is None or made is None:
        problem = {"type": "about:blank", "status": refusal.status, "detail": refusal.reason}
        response = Response(json.dumps(problem).encode(), refusal.status, media_type="application/problem+json")
        _add_headers(response, described.headers if described is not None else ())
    else:
        plain = next((body for body in made.examples if answers.code_of(body) is None), made.examples[0])
        response = _response(described, made, plain)
    for name in {name for name, _ in refusal.headers}:
        # An example of a header gives way to what is true of this request.
        del response.headers[name]
    _add_headers(response, (*refusal.headers, (REASON_HEADER, refusal.reason)))
    return response


def _sent(answer: Answer, request: Request, *, name: str = "") -> Response:
    offered = [(made.media_type, made) for made in answer.representations]
    if not offered:
        return _response(answer, None, None)
    made = choose(",".join(request.headers.getlist("accept")), offered)
    if made is None:
        if not answer.is_error:
            known = ", ".join(media_type for media_type, _ in offered)
            raise RefusalError(406, f"nothing documented is acceptable: {known}")
        # Who accepts no form of an error is better told it than left with 406.
        made = offered[0][1]
    example = next((body for body in made.examples if body.name == name), None) if name else made.examples[0]
    if example is None:
        raise unmet(f"no example {name!r} for status {answer.status} as {made.media_type}")
    return _response(answer, made, example)


def _response(answer: Answer, made: Representation | None, example: Example | None) -> Response:
    if made is None or example is None or answer.status in WITHOUT_BODY:
        response = Response(b"", answer.status)
    else:
        response = Response(made.encode(example), answer.status)
        response.headers["Content-Type"] = _header_text(made.media_type)
    _add_headers(response, answer.headers)
    return response


def _add_headers(response: Response, headers: Iterable[tuple[str, str]]) -> None:
    for name, value in headers:
        response.headers.append(name, _header_text(value))


def _header_text(value: str) -> str:
    """Keep a header on one line, short, and in the letters that HTTP carries."""
    line = "".join(letter if letter.isprintable() else " " for letter in value[:_LONGEST_HEADER])
    return line.encode("latin-1", "replace").decode("latin-1").strip()

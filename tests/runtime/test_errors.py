"""Holds the error tree: every status has its class, and no body hides it."""

import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specwright.runtime import _errors as errors
from specwright.runtime._models import Model
from specwright.runtime._operation import ErrorTable, Response
from wire import AT, GET, SECRET, Thing, Wire, answer, json_content, operation, service, sync_client


class Problem(Model):
    """A documented error body."""

    code: str
    hint: str


class WrongColour(errors.StatusError):
    """What a generated client has for a documented code."""


def codes() -> Mapping[str, type[Exception]]:
    """Map codes to classes as a generated client does."""
    return {"WRONG_COLOUR": WrongColour}


TYPED = operation("GET", responses=(Response(status="4XX", contents=(json_content(Problem),)),))
SERVICE = service(errors=ErrorTable(code="/code", classes=codes))


def failed(status: int, content: bytes = b"", described: Any = GET, **headers: str) -> errors.StatusError:
    """Give the error of an answer."""
    with pytest.raises(errors.StatusError) as caught:
        sync_client(Wire(answer(status, content, **headers)), service=SERVICE, max_retries=0).send(described, AT, {})
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.BadRequest),
        (401, errors.Unauthorized),
        (403, errors.PermissionDenied),
        (404, errors.NotFound),
        (405, errors.MethodNotAllowed),
        (406, errors.NotAcceptable),
        (409, errors.Conflict),
        (410, errors.Gone),
        (412, errors.PreconditionFailed),
        (413, errors.PayloadTooLarge),
        (415, errors.UnsupportedMediaType),
        (418, errors.ClientError),
        (422, errors.UnprocessableContent),
        (428, errors.PreconditionRequired),
        (429, errors.TooManyRequests),
        (499, errors.ClientError),
        (500, errors.ServerError),
        (520, errors.ServerError),
        (599, errors.ServerError),
        (99, errors.UnexpectedStatus),
        (103, errors.UnexpectedStatus),
        (304, errors.UnexpectedStatus),
        (600, errors.UnexpectedStatus),
        (700, errors.UnexpectedStatus),
        (999, errors.UnexpectedStatus),
    ],
)
def test_every_status_has_a_class(status: int, kind: type[errors.StatusError]) -> None:
    """Numbers that HTTP does not know are errors of this tree too, never a ValueError."""
    error = failed(status)

    assert type(error) is kind
    assert error.status_code == status
    assert isinstance(error, errors.ApiError)


def test_text_from_a_proxy_is_an_error_with_that_text() -> None:
    """A 403 in plain text gives PermissionDenied, whatever the description says about 403."""
    error = failed(
        403, "Zugriff verweigert, größtenteils".encode("latin-1"), TYPED, content_type="text/plain; charset=latin-1"
    )

    assert isinstance(error, errors.PermissionDenied)
    assert error.body == "Zugriff verweigert, größtenteils"
    assert error.message == error.body
    assert error.error is None


def test_a_documented_code_has_its_class_and_its_status_class() -> None:
    """Both `except WrongColour` and `except BadRequest` catch it, at every status that the code comes with."""
    error = failed(400, b'{"code": "WRONG_COLOUR", "message": "blue is taken"}')

    assert isinstance(error, WrongColour)
    assert isinstance(error, errors.BadRequest)
    assert type(error).__name__ == "WrongColour"
    assert (error.code, error.message) == ("WRONG_COLOUR", "blue is taken")
    assert isinstance(failed(409, b'{"code": "WRONG_COLOUR"}'), errors.Conflict)
    assert type(failed(400, b'{"code": "OTHER"}')) is errors.BadRequest


def test_a_documented_body_is_typed_when_it_is_asked_for() -> None:
    """The body is read leniently, and only then."""
    error = failed(422, b'{"code": "X", "hint": 5}', TYPED)

    assert isinstance(error.error, Problem)
    assert error.error.code == "X"
    assert failed(422, b"<html>", TYPED).error is None
    assert failed(500, b'{"code": "X"}', TYPED).error is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"code": {"a": 1}}', b'{"code": true}']
)
def test_no_body_hides_the_status(content: bytes) -> None:
    """Whatever comes, the class is that of the status, and every attribute answers."""
    error = failed(404, content, TYPED)

    assert isinstance(error, errors.NotFound)
    assert error.code is None
    assert isinstance(str(error), str)
    assert isinstance(error.message, str)
    assert error.response.status_code == 404
    assert error.response.content == content
    assert error.error is None or isinstance(error.error, object)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"title": "Bad", "detail": "Too blue"}', "Too blue"),
        (b'{"error": {"message": "nested"}}', "nested"),
        (b'{"error": "invalid_grant", "error_description": "expired"}', "expired"),
        (b'{"errors": [{"detail": "first"}, {"detail": "second"}]}', "first"),
        (b'["plain"]', "plain"),
        (b'{"x": 1}', ""),
    ],
)
def test_the_sentence_for_people_is_found(content: bytes, message: str) -> None:
    """RFC 9457 and the usual envelopes are known."""
    assert failed(400, content).message == message


def test_an_error_says_what_where_and_no_secret() -> None:
    """Method, path, status, code and message, on one bounded line; no query, no header."""
    long = b'{"code": "C", "message": "line one\\nline two \\u001b[31m' + b"x" * 500 + b'"}'
    wire = Wire(answer(400, long))
    with pytest.raises(errors.BadRequest) as caught:
        sync_client(wire).send(GET, AT, {"extra_query": {"key": SECRET}, "extra_headers": {"X-Key": SECRET}})
    text = str(caught.value)

    assert text.startswith("GET /v1/things/a1 answered 400 C: line one line two")
    assert len(text) < 260
    assert text.isprintable()
    assert SECRET not in text + repr(caught.value) + repr(caught.value.response)


def test_an_error_tells_support_and_scheduler_what_they_need() -> None:
    """Request id, Retry-After and whether another attempt makes sense."""
    error = failed(503, b"", x_request_id="r-1", retry_after="7")

    assert (error.request_id, error.retry_after, error.is_retryable) == ("r-1", 7.0, True)
    assert not failed(400).is_retryable


def test_errors_cross_processes() -> None:
    """Pickling, as test runners and pools do it, keeps class, status, body and text."""
    error = failed(400, b'{"code": "WRONG_COLOUR", "message": "m"}', TYPED)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here

    assert isinstance(copy, WrongColour)
    assert isinstance(copy, errors.BadRequest)
    assert (copy.status_code, copy.code, copy.message, str(copy)) == (400, "WRONG_COLOUR", "m", str(error))
    assert str(pickle.loads(pickle.dumps(errors.ResponseDecodeError("no JSON", status_code=200)))) == "no JSON"  # noqa: S301


def test_errors_are_also_what_the_standard_library_would_raise() -> None:
    """Code that knows only builtins still catches the right kind."""
    assert issubclass(errors.ApiTimeout, TimeoutError)
    assert issubclass(errors.InvalidArgument, ValueError)
    assert issubclass(errors.DeadlineExceeded, errors.TransportError)


def test_json_that_is_html_is_a_decode_error_with_its_beginning() -> None:
    """A 200 with a login page: status, media type and a bounded excerpt, and the whole answer at hand."""
    page = b"<html>\n<body>Sign in " + b"x" * 5000
    with pytest.raises(errors.ResponseDecodeError, match="text/html") as caught:
        sync_client(Wire(answer(200, page, content_type="text/html"))).send(GET, AT, {})
    error = caught.value

    assert error.status_code == 200
    assert error.excerpt.startswith("<html> <body>Sign in xxx")
    assert len(error.excerpt) <= 200
    assert error.response is not None
    assert error.response.content == page


@given(st.binary(), st.sampled_from(["application/json", "text/plain", "application/problem+json", "x", ""]))
def test_any_bytes_of_an_error_are_survived(content: bytes, media_type: str) -> None:
    """No error body raises anything but the error of its status."""
    error = failed(500, content, content_type=media_type)

    assert str(error).isprintable()
    assert error.response.content == content


def test_strict_reading_names_the_deviations() -> None:
    """A model that does not fit is an error only when the caller asks for it."""
    wire = Wire(answer(200, b'{"id": 5}'))
    value = sync_client(wire).send(GET, AT, {})
    with pytest.raises(errors.ResponseValidationError) as caught:
        sync_client(wire).send(GET, AT, {"strict": True})

    assert isinstance(value, Thing)
    assert {deviation.pointer for deviation in caught.value.deviations} == {"/id", "/size"}
    assert caught.value.response is not None

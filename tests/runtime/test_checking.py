"""Holds that requests are judged before they are sent: what refuses, what warns, and what is judged at all."""

import asyncio
import json
import pickle
import re
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime
from enum import Enum
from functools import partial
from inspect import currentframe
from typing import Any
from uuid import UUID

import pytest

from judged import (
    CHANGE,
    FIND,
    FORM,
    LINES,
    NOTE,
    Checks,
    TooLarge,
    WrongColour,
    judged_service,
    violation,
)
from specwright.runtime import _errors as errors
from specwright.runtime._options import RequestOptions
from specwright.runtime._unset import UNSET
from specwright.runtime._violations import AssumedRuleWarning, RuleViolationWarning
from wire import AT, GET, Thing, Wire, answer, async_client, sync_client

BODY = {"colour": "blue", "sizes": [1, 2.5], "note": None}
CODED = violation("colour-known", code="WRONG_COLOUR")


def change(checks: Checks, body: Any = BODY, wire: Wire | None = None, *, old: Any = UNSET, **options: Any) -> Any:
    """Send a change over a client that judges."""
    client = sync_client(wire or Wire(answer(204, b"")), service=judged_service(checks))
    given: RequestOptions = {**options}  # type: ignore[typeddict-item]
    return client.send(CHANGE, {**AT, "body": body, "old": old}, given)


def find(checks: Checks, **arguments: Any) -> None:
    """Send a search over a client that judges."""
    sync_client(Wire(), service=judged_service(checks)).send(FIND, arguments, {})


def test_what_breaks_a_schema_is_not_sent() -> None:
    """A violation without a code raises RuleViolation: all violations are on it, and nothing went over the network."""
    wire = Wire()
    found = (violation("type", layer="schema", path="/a"), violation("colour-known", code="WRONG_COLOUR", path="/b"))

    with pytest.raises(errors.RuleViolation) as caught:
        change(Checks(*found), wire=wire)

    error = caught.value
    assert wire.requests == []
    assert type(error) is errors.RuleViolation
    assert error.violations == found
    assert (error.operation, error.part, error.code) == ("putThing", "body", None)
    assert error.is_local
    assert str(error) == "putThing was not sent: /a: type is asked for.; 1 more in violations"
    assert isinstance(error, errors.ApiError)
    assert isinstance(error, ValueError)
    assert not isinstance(error, errors.StatusError)


def test_a_code_raises_its_class_before_sending() -> None:
    """`except WrongColour` and `except RuleViolation` both catch it; there is no answer, and none is made up."""
    with pytest.raises(WrongColour) as caught:
        change(Checks(CODED))

    error = caught.value
    assert error.violations == (CODED,)
    assert (error.is_local, error.code, error.message) == (True, "WRONG_COLOUR", CODED.message)
    assert (error.status_code, error.response, error.body, error.headers) == (None, None, None, None)
    assert type(error).__name__ == "WrongColour"
    assert issubclass(type(error), errors.RuleViolation)
    assert not issubclass(type(error), errors.StatusError)
    assert str(error) == "putThing was not sent: /colour: colour-known is asked for. (WRONG_COLOUR)"


def test_the_same_class_catches_the_services_refusal() -> None:
    """An answer with the code is of the same class, a StatusError as well, and not local."""
    wire = Wire(answer(400, b'{"code": "WRONG_COLOUR", "message": "blue is taken"}'))

    with pytest.raises(WrongColour) as caught:
        change(Checks(), wire=wire, max_retries=0)

    error = caught.value
    assert (error.is_local, error.violations) == (False, ())
    assert (error.status_code, error.code, error.message) == (400, "WRONG_COLOUR", "blue is taken")
    assert error.response is not None
    assert error.response.status_code == 400
    assert error.body == {"code": "WRONG_COLOUR", "message": "blue is taken"}
    assert isinstance(error, errors.BadRequest)
    assert not issubclass(type(error), errors.RuleViolation)


def test_the_first_violation_decides_the_class() -> None:
    """Of several codes that of the first counts, and all are told."""
    found = (violation("size-known", code="TOO_LARGE", path="/a"), CODED)

    with pytest.raises(TooLarge) as caught:
        change(Checks(*found))

    assert not isinstance(caught.value, WrongColour)
    assert caught.value.violations == found


def test_an_unknown_code_is_a_violation_like_any_other() -> None:
    """A code without a class of its own raises RuleViolation, which tells it."""
    with pytest.raises(errors.RuleViolation) as caught:
        change(Checks(violation("x", code="BRAND_NEW")))

    assert type(caught.value) is errors.RuleViolation
    assert caught.value.code == "BRAND_NEW"


@pytest.mark.parametrize("found", [CODED, violation("type", layer="schema")])
def test_a_refusal_can_cross_a_process(found: Any) -> None:
    """A pickled refusal keeps its classes, its violations and its text."""
    with pytest.raises(errors.RuleViolation) as caught:
        change(Checks(found))

    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - made on the line before

    assert type(copy) is type(caught.value)
    assert isinstance(copy, errors.RuleViolation)
    assert (copy.violations, str(copy), copy.is_local) == ((found,), str(caught.value), True)


def ways(checks: Checks, wire: Wire) -> Iterator[Callable[[], Any]]:
    """Give a call of every way that there is."""
    service = judged_service(checks)
    client = sync_client(wire, service=service)
    arguments = {**AT, "body": BODY}

    async def awaited(name: str) -> Any:
        eventual = async_client(wire, service=service)
        if name == "streamed":
            async with eventual.send_streamed(CHANGE, arguments, {}) as streamed:
                return streamed
        return await getattr(eventual, name)(CHANGE, arguments, {})

    def run(name: str) -> Any:
        return asyncio.run(awaited(name))

    yield lambda: client.send(CHANGE, arguments, {})
    yield lambda: client.send_raw(CHANGE, arguments, {})
    yield lambda: client.build(CHANGE, arguments, {})
    yield lambda: client.send_streamed(CHANGE, arguments, {}).__enter__().close()
    for name in ("send", "send_raw", "build", "streamed"):
        yield partial(run, name)


def test_every_way_of_calling_is_judged() -> None:
    """Plain, raw, streamed and built calls, blocking or not, are refused before anything is sent."""
    wire = Wire()
    called = list(ways(Checks(CODED), wire))

    assert len(called) == 8
    for call in called:
        with pytest.raises(WrongColour):
            call()
    assert wire.requests == []


def test_an_assumed_rule_warns_at_the_callers_line() -> None:
    """The request is sent; the warning names operation, place and rule, and points at the code that called."""
    for call in ways(Checks(violation("colour-known"), assumed=frozenset({"colour-known"})), Wire(answer(204, b""))):
        with pytest.warns(AssumedRuleWarning) as told:
            call()
        (warning,) = told
        assert warning.filename == __file__
        assert str(warning.message) == ("putThing: /colour: colour-known is asked for. (assumed rule: colour-known)")


def test_the_line_of_a_warning_is_that_of_the_call() -> None:
    """Neither the client's own frames nor the event loop's stand in the way."""
    checks = Checks(violation("colour-known"), assumed=frozenset({"colour-known"}))
    client = async_client(Wire(answer(204, b"")), service=judged_service(checks))

    def call() -> int:
        frame = currentframe()
        assert frame is not None
        here = frame.f_lineno + 1
        asyncio.run(client.send(CHANGE, {**AT, "body": BODY}, {}))
        return here

    with pytest.warns(AssumedRuleWarning) as told:
        here = call()

    assert (told[0].filename, told[0].lineno) == (__file__, here)


def test_an_assumed_rule_never_decides_a_refusal() -> None:
    """Beside a documented violation it warns, and stands neither first nor at all on the error."""
    assumed = violation("aaa", code="TOO_LARGE", path="")

    with pytest.warns(AssumedRuleWarning, match="aaa"), pytest.raises(WrongColour) as caught:
        change(Checks(assumed, CODED, assumed=frozenset({"aaa"})))

    assert caught.value.violations == (CODED,)


def test_a_keyword_is_never_assumed() -> None:
    """A keyword that is called like an assumed rule refuses all the same."""
    with pytest.raises(errors.RuleViolation):
        change(Checks(violation("format", layer="schema"), assumed=frozenset({"format"})))


def test_a_call_can_be_sent_unchecked() -> None:
    """`check_requests=False` sends what is given, and the checks are not even loaded."""
    checks, wire = Checks(CODED), Wire(answer(204, b""))
    change(checks, wire=wire, check_requests=False)
    client = sync_client(wire, service=judged_service(checks), check_requests=False)
    client.send(CHANGE, {**AT, "body": BODY}, {})

    assert len(wire.requests) == 2
    assert checks.loads == 0
    with pytest.raises(WrongColour):
        client.send(CHANGE, {**AT, "body": BODY}, {"check_requests": True})
    with pytest.raises(WrongColour):
        client.with_options(check_requests=True).send(CHANGE, {**AT, "body": BODY}, {})


def test_refusals_can_be_turned_into_warnings() -> None:
    """With `"warn"` the request is sent, and each violation is told as a warning of its own kind."""
    checks = Checks(CODED, violation("type", layer="schema"), violation("guess"), assumed=frozenset({"guess"}))
    wire = Wire(answer(204, b""))

    with pytest.warns(RuleViolationWarning) as told:
        change(checks, wire=wire, check_requests="warn")

    assert len(wire.requests) == 1
    assert [(each.category, str(each.message).rpartition("(")[2]) for each in told] == [
        (RuleViolationWarning, "rule: WRONG_COLOUR)"),
        (RuleViolationWarning, "schema: type)"),
        (AssumedRuleWarning, "assumed rule: guess)"),
    ]


@pytest.mark.parametrize("mode", ["refuse", "", None])
def test_another_mode_is_an_error(mode: Any) -> None:
    """A misspelt mode neither checks nor skips in silence."""
    with pytest.raises(errors.InvalidArgument, match="check_requests is True, False or"):
        change(Checks(), check_requests=mode)
    with pytest.raises(errors.InvalidArgument):
        sync_client(Wire(), check_requests=mode)


def test_a_warning_that_is_an_error_stops_the_call() -> None:
    """Who turns warnings into errors gets the warning raised, and nothing is sent."""
    wire = Wire()
    checks = Checks(violation("guess"), assumed=frozenset({"guess"}))
    with warnings.catch_warnings(action="error"), pytest.raises(AssumedRuleWarning):
        change(checks, wire=wire)

    assert wire.requests == []


class Colour(Enum):
    """A closed list of values."""

    BLUE = "blue"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (Thing(id="a", size=1), {"id": "a", "size": 1}),
        ({"thing": Thing(id="a", size=1)}, {"thing": {"id": "a", "size": 1}}),
        ({"at": datetime(2026, 1, 2, tzinfo=UTC), "gone": UNSET}, {"at": "2026-01-02T00:00:00Z"}),
        ({"colour": Colour.BLUE, "data": b"\xff\xfe"}, {"colour": "blue", "data": "//4="}),
        (({"a": 1},), [{"a": 1}]),
        ({1: "one"}, {"1": "one"}),
        ({"pair": (1, 2)}, {"pair": [1, 2]}),
        ("text", "text"),
        (None, None),
        (True, True),
    ],
)
def test_a_body_is_judged_as_the_json_that_travels(body: Any, expected: Any) -> None:
    """Models, dates, enums, bytes, tuples and odd keys are judged as what stands on the wire."""
    checks, wire = Checks(), Wire(answer(204, b""))
    change(checks, body, wire)

    assert checks.values == [expected]
    assert repr(checks.values) == repr([json.loads(wire.bodies[0])])


def test_a_plain_dictionary_is_judged_as_it_is() -> None:
    """What JSON has already is neither copied nor read again."""
    checks = Checks()
    change(checks, BODY)

    assert checks.values[0] is BODY


def test_members_that_are_added_are_judged_too() -> None:
    """`extra_body` is part of what travels."""
    checks = Checks()
    change(checks, Thing(id="a", size=1), extra_body={"more": True})

    assert checks.values == [{"id": "a", "size": 1, "more": True}]


def test_the_value_before_is_given_as_json() -> None:
    """A model or a dictionary is passed on as JSON; without one the check looks at no change."""
    checks = Checks()
    change(checks, old=Thing(id="a", size=1))
    change(checks, old=BODY)
    change(checks)

    assert checks.olds == [{"id": "a", "size": 1}, BODY, None]


def test_a_form_is_judged_as_the_object_of_its_parts() -> None:
    """JSON parts are values, text parts what they are spelled as; files are there and not looked into."""
    checks = Checks()
    arguments = {
        "thing": Thing(id="a", size=1),
        "size": "3",
        "name": 7,
        "files": [b"x", ("n", b"y")],
        "cover": ("c", b"z", "image/png"),
    }
    sync_client(Wire(), service=judged_service(checks)).send(FORM, arguments, {"extra_body": {"more": "x"}})

    (value,) = checks.values
    files, cover = value.pop("Files"), value.pop("cover")
    assert value == {"Thing": {"id": "a", "size": 1}, "size": 3, "name": "7", "more": "x"}
    assert len(files) == 2
    assert files[0] != files[1]
    assert not isinstance(cover, str | bytes | tuple | list | dict)


def test_text_is_judged_as_text() -> None:
    """A body of text is one string."""
    checks = Checks()
    sync_client(Wire(), service=judged_service(checks)).send(NOTE, {"body": "hello"}, {})

    assert checks.values == ["hello"]


def test_each_item_of_a_stream_is_judged() -> None:
    """A list is judged as a whole before sending, an iterator item by item as it is sent."""
    checks = Checks()
    client = sync_client(Wire(), service=judged_service(checks))
    client.send(LINES, {"body": [{"a": 1}, Thing(id="b", size=2)]}, {})
    client.send(LINES, {"body": iter([{"c": 3}])}, {})

    assert checks.values == [{"a": 1}, {"id": "b", "size": 2}, {"c": 3}]


def test_a_wrong_item_of_an_iterator_ends_the_call() -> None:
    """The refusal comes out of the call as it is, for both kinds of client, and is not repeated."""
    checks = Checks(CODED)
    with pytest.raises(WrongColour):
        sync_client(Wire(), service=judged_service(checks)).send(LINES, {"body": iter([BODY])}, {})

    async def items() -> AsyncIterator[Any]:
        yield BODY

    with pytest.raises(WrongColour):
        asyncio.run(async_client(Wire(), service=judged_service(checks)).send(LINES, {"body": items()}, {}))
    assert len(checks.values) == 2


def test_parameters_that_only_have_a_type_need_no_check() -> None:
    """Text for a text and a number for a number cannot be wrong, so the checks are not even loaded."""
    checks = Checks(CODED)
    find(checks)
    find(checks, colour="blue", page=3, wide=True, since=None)

    assert checks.loads == 0


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"since": datetime(2026, 1, 2, tzinfo=UTC)}, {"query": {"since": "2026-01-02T00:00:00Z"}}),
        ({"since": date(2026, 1, 2)}, {"query": {"since": "2026-01-02"}}),
        ({"since": UUID(int=1)}, {"query": {"since": "00000000-0000-0000-0000-000000000001"}}),
        ({"colour": Colour.BLUE}, {"query": {"colour": "blue"}}),
        ({"colour": 5}, {"query": {"colour": "5"}}),
        ({"colour": True}, {"query": {"colour": "true"}}),
        ({"page": "3"}, {"query": {"page": 3}}),
        ({"page": "three"}, {"query": {"page": "three"}}),
        ({"page": "true"}, {"query": {"page": "true"}}),
        ({"wide": "false"}, {"query": {"wide": False}}),
        ({"wide": "1"}, {"query": {"wide": "1"}}),
        ({"tags": ["a", 5]}, {"query": {"tags": ["a", "5"]}}),
        ({"tags": ("a",)}, {"query": {"tags": ["a"]}}),
        ({"mark": "é?"}, {"query": {"mark": "w6k_"}}),
        ({"trace_id": "t", "page": 1}, {"query": {"page": 1}, "header": {"Trace-Id": "t"}}),
    ],
)
def test_parameters_are_judged_as_what_they_say_on_the_wire(given: Any, expected: Any) -> None:
    """Under wire names and by place; where text and number look alike, the described type decides."""
    checks = Checks()
    find(checks, **given)

    assert repr(checks.values) == repr([expected])


def test_wrong_parameters_are_told_as_such() -> None:
    """The error says that parameters were judged, and the body is not looked at any more."""
    with pytest.raises(errors.RuleViolation, match=re.escape("findThing was not sent: /query/since: ")) as caught:
        find(Checks(violation("format", layer="schema", path="/query/since")), since="yesterday")

    assert caught.value.part == "parameters"


def test_what_cannot_be_spelled_is_told_before_it_is_judged() -> None:
    """A missing path value is no violation but an argument that is missing."""
    checks = Checks(CODED)
    with pytest.raises(errors.InvalidArgument, match="thing_id is required"):
        sync_client(Wire(), service=judged_service(checks)).send(CHANGE, {"body": BODY}, {})
    assert checks.values == []


def test_what_nobody_describes_is_not_judged() -> None:
    """The escape hatch and operations without a check never load the checks."""
    checks = Checks(CODED)
    client = sync_client(Wire(), service=judged_service(checks))
    client.send(GET, AT, {})
    client.post("/anything", cast_to=Thing, body={"a": 1})

    assert checks.loads == 0

"""The SOGET client over a fake transport: reading, options, credentials, retries and what it keeps to itself."""

import asyncio
import json
import logging
from typing import Any

import httpx2
import pytest

import soget_client
from clients.canned import ORDER, UPDATE, Caller, Canned, answer
from soget_client import UNSET, errors, models

ORDER_ID = "CDE0000000031"
STORED = {"customerOrderId": ORDER_ID, "type": "Master", "status": "Valid"}
SERVER = "https://soget-api-integration.azure-api.net/customer-orders/v1"


def get(client: Any, **options: Any) -> Any:
    """Read one order."""
    return client.customer_orders.get(ORDER_ID, **options)


def get_raw(client: Any, **options: Any) -> Any:
    """Read one order with all that came with it."""
    return client.customer_orders.with_raw_response.get(ORDER_ID, **options)


def read(soget: Caller, body: Any, **options: Any) -> Any:
    """Read one order that a fake service answers."""
    return soget(get_raw, transport=Canned([answer(200, body)]), **options)


def test_calls_go_to_the_documented_server(soget: Caller) -> None:
    """Without a base URL the integration gateway is called, its path before the operation's."""
    transport = Canned([answer(200, STORED)])
    soget(get, transport=transport)

    assert str(transport.requests[0].url) == f"{SERVER}/customer-orders/{ORDER_ID}"


def test_an_unknown_enum_value_is_read_and_told(soget: Caller) -> None:
    """A status that came after the client was made reads, compares and dumps as it is, and is a recorded deviation."""
    raw = read(soget, {**STORED, "status": "Teleported"})

    assert raw.parsed.status.is_known is False
    assert raw.parsed.status == "Teleported"
    assert raw.parsed.model_dump(mode="json", by_alias=True)["status"] == "Teleported"
    assert [(d.pointer, d.kind, d.value) for d in raw.deviations] == [("/status", "unknown-value", "Teleported")]


def test_null_absent_and_value_are_three_things(soget: Caller) -> None:
    """A member that is null is None, one that is absent is UNSET, and neither becomes the other when sent on."""
    parsed = read(soget, {**STORED, "comment": None, "sender": "Camille"}).parsed

    assert parsed.comment is None
    assert parsed.sender == "Camille"
    assert parsed.date is UNSET
    assert parsed.model_dump(mode="json", by_alias=True) == {**STORED, "comment": None, "sender": "Camille"}


def test_only_what_is_given_is_sent(soget: Caller) -> None:
    """In a request too: None travels as null, what is left out does not travel."""
    transport = Canned([answer(200)])
    update = models.OrderUpdate.model_validate({**UPDATE, "comment": None})
    soget(lambda client: client.customer_orders.update(ORDER_ID, if_match='"1"', body=update), transport=transport)

    assert json.loads(transport.requests[0].content) == {**UPDATE, "comment": None}


def test_deviations_are_recorded_and_sent_to_the_hook(soget: Caller) -> None:
    """A missing required member and one of another type do not fail the call; each is told with its place."""
    heard: list[Any] = []
    raw = read(
        soget,
        {"customerOrderId": 31, "type": "Master", "container": {"events": [], "grossWeight": "heavy"}},
        on_deviation=heard.append,
    )

    told = {(d.pointer, d.kind) for d in raw.deviations}
    assert told == {("/customerOrderId", "type"), ("/status", "missing"), ("/container/grossWeight", "type")}
    assert heard == list(raw.deviations)
    assert raw.parsed.customer_order_id == 31
    assert raw.parsed.container.gross_weight == "heavy"
    assert raw.parsed.status is UNSET


def test_strict_turns_deviations_into_an_error(soget: Caller) -> None:
    """Asked of one call or of the client, a deviation raises an error that names the place; a good answer passes."""
    wrong = {**STORED, "status": "Teleported"}

    with pytest.raises(errors.ResponseValidationError, match="/status") as caught:
        soget(lambda client: get(client, strict=True), transport=Canned([answer(200, wrong)]))
    with pytest.raises(errors.ResponseValidationError):
        soget(get, transport=Canned([answer(200, wrong)]), strict=True)

    assert caught.value.status_code == 200
    assert soget(get, transport=Canned([answer(200, STORED)]), strict=True).status == "Valid"


def test_unknown_members_are_kept_and_sent_back(soget: Caller) -> None:
    """A member that the description does not have can be read, and survives a round trip."""
    parsed = read(soget, {**STORED, "carbonFootprint": {"kg": 12}}).parsed

    assert parsed.carbonFootprint == {"kg": 12}
    assert parsed.model_dump(mode="json", by_alias=True)["carbonFootprint"] == {"kg": 12}


def test_a_new_error_code_still_raises_its_status(soget: Caller) -> None:
    """A code that nobody documented is a BadRequest with that code."""
    transport = Canned([answer(400, {"code": "BRAND_NEW", "message": "Nouveau"})])

    with pytest.raises(errors.BadRequest, match="BRAND_NEW: Nouveau") as caught:
        soget(get, transport=transport)

    assert type(caught.value) is errors.BadRequest
    assert caught.value.code == "BRAND_NEW"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<html>Bad gateway</html>", "text/html"),
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"\xff", "text/plain; charset=nonsense"),
    ],
)
def test_a_body_that_cannot_be_read_never_hides_the_status(soget: Caller, body: bytes, content_type: str) -> None:
    """Whatever the body of an error is, the error is that of its status and the body can be looked at."""
    with pytest.raises(errors.ServerError) as caught:
        soget(get, transport=Canned([answer(502, body, content_type=content_type)]))

    assert caught.value.status_code == 502
    assert caught.value.content == body
    assert caught.value.code is None


def test_a_success_that_is_no_json_is_told_with_its_beginning(soget: Caller) -> None:
    """A login page in place of an order raises an error that shows how it begins."""
    transport = Canned([answer(200, b"<html>Please sign in</html>", content_type="text/html")])

    with pytest.raises(errors.ApiError, match="JSON") as caught:
        soget(get, transport=transport)

    assert isinstance(caught.value, errors.ResponseDecodeError)
    assert "sign in" in caught.value.excerpt


def test_a_request_can_be_built_without_being_sent(soget: Caller) -> None:
    """`build_request` gives the complete request, credentials included, and sends nothing."""
    transport = Canned([])
    request = soget(lambda client: client.customer_orders.build_request.cancel(ORDER_ID), transport=transport)

    assert (request.method, str(request.url)) == ("DELETE", f"{SERVER}/customer-orders/{ORDER_ID}")
    assert request.headers["ocp-apim-subscription-key"] == "planted-key"
    assert transport.requests == []


def test_options_change_one_call(soget: Caller) -> None:
    """Headers, query, body members, timeout and base URL given to a call count for that call alone."""
    transport = Canned([answer(200), answer(200, STORED)])

    def use(client: Any) -> Any:
        first = client.customer_orders.update(
            ORDER_ID,
            if_match='"1"',
            body=UPDATE,
            extra_headers={"X-Trace": "7"},
            extra_query={"dry": True},
            extra_body={"comment": "extra"},
            timeout=3.5,
            base_url="https://elsewhere.example/api",
        )
        if not soget.is_async:
            return get(client)

        async def both() -> Any:
            await first
            return await get(client)

        return both()

    soget(use, transport=transport)
    changed, plain = transport.requests

    assert str(changed.url) == f"https://elsewhere.example/api/customer-orders/{ORDER_ID}?dry=true"
    assert changed.headers["x-trace"] == "7"
    assert json.loads(changed.content) == {**UPDATE, "comment": "extra"}
    assert changed.extensions["timeout"]["read"] == 3.5
    assert str(plain.url).startswith(SERVER)
    assert "x-trace" not in plain.headers
    assert plain.extensions["timeout"]["read"] == 60.0


def test_with_options_leaves_the_first_client_as_it_was(soget: Caller) -> None:
    """A client with other settings shares credentials and connections with the one it was made from."""
    transport = Canned([answer(200, STORED)])
    soget(lambda client: get(client.with_options(default_headers={"X-Team": "blue"})), transport=transport)

    assert transport.requests[0].headers["x-team"] == "blue"
    assert transport.requests[0].headers["authorization"] == "Bearer planted-token"


def test_a_read_is_repeated_and_a_placing_is_not(soget: Caller) -> None:
    """After 503 a GET is tried again as often as allowed; a POST without idempotency key is sent once."""
    busy = [answer(503, retry_after="0"), answer(503, retry_after="0")]
    reading, placing = Canned([*busy, answer(200, STORED)]), Canned([answer(503, retry_after="0")])

    raw = soget(get_raw, transport=reading, max_retries=2)
    with pytest.raises(errors.ServerError):
        soget(lambda client: client.customer_orders.create(order=ORDER), transport=placing, max_retries=2)

    assert raw.retries == 2
    assert len(reading.requests) == 3
    assert len(placing.requests) == 1


def test_an_idempotency_key_is_sent_and_makes_a_placing_repeatable(soget: Caller, tmp_path: Any) -> None:
    """With a key the same placing is sent again, its file from the beginning."""
    document = tmp_path / "a.pdf"
    document.write_bytes(b"%PDF-1.7")
    transport = Canned([answer(503, retry_after="0"), answer(200, {"id": ORDER_ID})])

    soget(
        lambda client: client.customer_orders.create(
            order=ORDER, files=[document], idempotency_key="key-1", max_retries=1
        ),
        transport=transport,
    )

    first, second = transport.requests
    assert first.headers["idempotency-key"] == second.headers["idempotency-key"] == "key-1"
    assert first.content.count(b"%PDF-1.7") == second.content.count(b"%PDF-1.7") == 1


def test_environment_variables_stand_in_for_arguments(soget: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOGET_ACCESS_TOKEN and SOGET_SUBSCRIPTION_KEY are used, and an argument wins over its variable."""
    monkeypatch.setenv("SOGET_ACCESS_TOKEN", "token-of-environment")
    monkeypatch.setenv("SOGET_SUBSCRIPTION_KEY", "key-of-environment")
    transport = Canned([answer(200, STORED)])

    soget(get, transport=transport, access_token=None)

    headers = transport.requests[0].headers
    assert headers["authorization"] == "Bearer token-of-environment"
    assert headers["ocp-apim-subscription-key"] == "planted-key"


def test_missing_credentials_name_argument_and_variable(soget: Caller) -> None:
    """A client may be made without credentials; the call that needs them says what to give, and sends nothing."""
    with pytest.raises(errors.MissingCredentials) as caught:
        soget(get, transport=Canned([]), subscription_key=None)

    assert "subscription_key" in str(caught.value)
    assert "SOGET_SUBSCRIPTION_KEY" in str(caught.value)


def test_a_credential_may_be_a_function(soget: Caller) -> None:
    """A callable is asked at each call, so that a rotated key is used at once."""
    keys = iter(["first", "second"])
    transport = Canned([answer(200, STORED), answer(200, STORED)])

    def use(client: Any) -> Any:
        if not soget.is_async:
            return [get(client), get(client)]

        async def both() -> Any:
            return [await get(client), await get(client)]

        return both()

    soget(use, transport=transport, subscription_key=lambda: next(keys))

    assert [request.headers["ocp-apim-subscription-key"] for request in transport.requests] == ["first", "second"]


def test_no_representation_shows_a_secret(soget: Caller) -> None:
    """Client, resource, answer and error can be printed anywhere: no token, no key."""
    shown: list[str] = []
    transport = Canned([answer(200, STORED), answer(401, {"statusCode": 401, "message": "no"})])

    def use(client: Any) -> Any:
        shown.extend([repr(client), str(client), repr(client.customer_orders)])
        return get_raw(client)

    shown.append(repr(soget(use, transport=transport)))
    with pytest.raises(errors.Unauthorized) as caught:
        soget(get, transport=transport)
    shown.extend([repr(caught.value), str(caught.value)])

    assert "planted" not in "".join(shown)
    assert "SogetClient" in shown[0]


def test_the_log_shows_no_secret_and_no_value_of_a_query(soget: Caller, caplog: pytest.LogCaptureFixture) -> None:
    """At its most talkative the log names operation, status and header names, and redacts what is not known harmless."""
    caplog.set_level(logging.DEBUG)
    transport = Canned([answer(200, {"items": []}, set_cookie="planted-cookie")])
    soget(
        lambda client: client.customer_orders.list(
            container_number="planted-number", extra_headers={"X-Own": "planted-own"}
        ),
        transport=transport,
    )

    assert "listCustomerOrders" in caplog.text
    assert "containerNumber=[redacted]" in caplog.text
    assert "x-own" in caplog.text.lower()
    assert "planted" not in caplog.text


def test_middleware_sees_and_changes_every_attempt(soget: Caller) -> None:
    """A layer may add to the request and look at the answer, for each attempt, the first layer outermost."""
    seen: list[Any] = []

    def layer(name: str) -> Any:
        def before(attempt: Any) -> None:
            attempt.request.headers["X-Layers"] = attempt.request.headers.get("X-Layers", "") + name

        def wrap(attempt: Any, proceed: Any) -> Any:
            before(attempt)
            response = proceed(attempt.request)
            seen.append((name, attempt.operation, attempt.number, response.status_code))
            return response

        async def awrap(attempt: Any, proceed: Any) -> Any:
            before(attempt)
            response = await proceed(attempt.request)
            seen.append((name, attempt.operation, attempt.number, response.status_code))
            return response

        return awrap if soget.is_async else wrap

    transport = Canned([answer(503, retry_after="0"), answer(200, STORED)])
    soget(get, transport=transport, max_retries=1, middleware=[layer("a"), layer("b")])

    assert seen == [
        ("b", "getCustomerOrder", 1, 503),
        ("a", "getCustomerOrder", 1, 503),
        ("b", "getCustomerOrder", 2, 200),
        ("a", "getCustomerOrder", 2, 200),
    ]
    assert [request.headers["x-layers"] for request in transport.requests] == ["ab", "ab"]


def test_a_broken_connection_is_an_error_of_its_own(soget: Caller) -> None:
    """What the transport raises becomes the client's ConnectError and ApiTimeout, its cause kept."""
    for cause, kind in (
        (httpx2.ConnectError("refused"), errors.ConnectError),
        (httpx2.ReadTimeout("slow"), errors.ApiTimeout),
    ):
        with pytest.raises(kind) as caught:
            soget(get, transport=Canned([cause]))
        assert caught.value.__cause__ is cause
        assert not isinstance(caught.value, errors.StatusError)


def test_a_closed_client_says_so(soget: Caller) -> None:
    """After closing, a call raises ClientClosed and nothing is sent; closing twice is no error."""
    kept: list[Any] = []
    settings = {"transport": Canned([])}

    async def nothing() -> None:
        """Give the asynchronous caller something to await."""

    def use(client: Any) -> Any:
        kept.append(client)
        return nothing() if soget.is_async else None

    soget(use, **settings)
    with pytest.raises(errors.ClientClosed):
        _ = asyncio.run(_awaited(get(kept[0]))) if soget.is_async else get(kept[0])
    _ = asyncio.run(kept[0].aclose()) if soget.is_async else kept[0].close()


async def _awaited(awaitable: Any) -> Any:
    return await awaitable


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_path_value_that_would_lead_elsewhere_is_refused(soget: Caller, value: str) -> None:
    """An empty or dotted id would address another resource, so nothing is sent, checked or not."""
    for settings in ({}, {"check_requests": False}):
        with pytest.raises(errors.InvalidArgument):
            soget(lambda client: client.customer_orders.get(value), transport=Canned([]), **settings)


def test_any_sign_of_a_path_value_is_encoded(soget: Caller) -> None:
    """Unchecked, an id of any letters stays one segment of the path."""
    transport = Canned([answer(200, STORED)])
    soget(lambda client: client.customer_orders.get("a\nb", check_requests=False), transport=transport)

    assert transport.requests[0].url.raw_path.endswith(b"/a%0Ab")


def test_a_streamed_answer_is_read_piece_by_piece() -> None:
    """`with_streaming_response` gives status and headers first, and the body as bytes when asked."""
    transport = Canned([answer(200, STORED, etag='"9"')])
    with (
        soget_client.SogetClient(access_token="t", subscription_key="k", transport=transport) as client,
        client.customer_orders.with_streaming_response.get(ORDER_ID) as streamed,
    ):
        assert streamed.status_code == 200
        assert streamed.headers["etag"] == '"9"'
        content = b"".join(streamed.iter_bytes())

    assert json.loads(content) == STORED

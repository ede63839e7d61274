"""Holds that a token is asked for once, kept as long as it lasts, and never shown."""

import asyncio
import gc
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import pytest

from specwright.runtime._auth import Auth
from specwright.runtime._client import AsyncClient, SyncClient
from specwright.runtime._errors import ApiError, MissingCredentials, TokenRequestFailed, Unauthorized
from specwright.runtime._operation import Credential, Operation, Response, SecurityScheme, ServiceInfo, TokenSource
from wire import Clock

SECRET = "s3cret+value&more"
REFRESH = TokenSource(
    token_url="https://auth.example.test/oauth2/token?tenant=1",
    form=(("grant_type", "refresh_token"), ("client_id", "{client_id}"), ("refresh_token", "{refresh_token}")),
    token="/id_token",
    expires_in="/expires_in",
    lifetime=3600.0,
)
CLIENT = TokenSource(
    token_url="https://auth.example.test/token",
    form=(("client_id", "{client_id}"), ("client_secret", "{client_secret}"), ("scope", "a {client_id}")),
    token="/data/access_token",
    expires_in="/data/expires_in",
    lifetime=600.0,
)
SCHEMES = {
    "id": SecurityScheme(
        key="id", kind="header", credentials=("id_token",), parameter="Authorization", token_source=REFRESH
    ),
    "client": SecurityScheme(key="client", kind="bearer", credentials=("access_token",), token_source=CLIENT),
}
NAMES = ("id_token", "access_token", "client_id", "client_secret", "refresh_token")
SERVICE = ServiceInfo(
    title="Things",
    package="things_client",
    version="1",
    env_prefix="THINGS",
    servers=("https://api.example.test",),
    credentials=tuple(Credential(python=name, env=f"THINGS_{name.upper()}") for name in NAMES),
    schemes=SCHEMES,
)
INGREDIENTS = {"client_id": "c1", "refresh_token": SECRET}
BY_ID = (("id",),)
BY_CLIENT = (("client",),)


class TokenService:
    """Gives tokens with numbers, and counts how often it was asked; ``answers`` may hold other answers for a while."""

    def __init__(self, *answers: httpx2.Response | Exception, **members: Any) -> None:
        self.answers: list[httpx2.Response | Exception] = list(answers)
        self.members = members
        self.requests: list[httpx2.Request] = []
        self.gate: threading.Event | None = None
        self.asked = threading.Event()

    def send(self, request: httpx2.Request) -> httpx2.Response:
        """Answer a blocking client."""
        self.requests.append(request)
        self.asked.set()
        if self.gate is not None:
            self.gate.wait(10)
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        number = len(self.requests)
        token = {"id_token": f"id-{number}", "expires_in": 3600, **self.members}
        return httpx2.Response(200, json={**token, "data": {"access_token": f"access-{number}", "expires_in": "600"}})

    async def asend(self, request: httpx2.Request) -> httpx2.Response:
        """Answer an asynchronous client, after a while."""
        await asyncio.sleep(0.01)
        return self.send(request)

    @property
    def form(self) -> dict[str, str]:
        """The form of the last request."""
        return dict(parse_qsl(self.requests[-1].content.decode(), strict_parsing=True))


def value(auth: Auth, service: TokenService, security: Any = BY_ID) -> str:
    """Give the header that is sent now, asking if need be."""
    applied = auth.ready(security) or auth.obtain(security, service.send)
    return applied.headers[0][1]


def test_a_refresh_token_becomes_the_token() -> None:
    """The form is posted as described, with secrets escaped, and the token is put where the scheme says."""
    service = TokenService()

    assert value(Auth(SERVICE, INGREDIENTS), service) == "id-1"
    request = service.requests[0]
    assert (request.method, str(request.url)) == ("POST", REFRESH.token_url)
    assert service.form == {"grant_type": "refresh_token", "client_id": "c1", "refresh_token": SECRET}
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["accept"] == "application/json"
    assert request.headers["host"] == "auth.example.test"
    assert request.extensions["timeout"]["read"] == 30.0


def test_client_credentials_become_a_bearer_token() -> None:
    """Placeholders are filled within other text too, and pointers lead into the answer."""
    service = TokenService()
    auth = Auth(SERVICE, {"client_id": "c1", "client_secret": SECRET})

    assert value(auth, service, BY_CLIENT) == "Bearer access-1"
    assert service.form == {"client_id": "c1", "client_secret": SECRET, "scope": "a c1"}


@pytest.mark.parametrize(
    ("members", "lasting", "over"),
    [
        ({"expires_in": 3600}, 3539.0, 3541.0),
        ({"expires_in": "3600"}, 3539.0, 3541.0),
        ({"expires_in": 100}, 89.0, 91.0),
        ({"expires_in": None}, 3539.0, 3541.0),
        ({"expires_in": "soon"}, 3539.0, 3541.0),
        ({"expires_in": -5}, 3539.0, 3541.0),
        ({"expires_in": 0}, 3539.0, 3541.0),
    ],
)
def test_a_token_is_renewed_before_its_end(members: dict[str, Any], lasting: float, over: float) -> None:
    """It is kept until a minute, or a tenth of a short life, before its end; an unsaid lifetime is the assumed one."""
    clock, service = Clock(), TokenService(**members)
    auth = Auth(SERVICE, INGREDIENTS, clock=clock.monotonic)
    value(auth, service)
    start = clock.now

    clock.now = start + lasting
    assert value(auth, service) == "id-1"
    clock.now = start + over
    assert value(auth, service) == "id-2"
    assert len(service.requests) == 2


def test_a_given_token_needs_no_fetching() -> None:
    """A token that the caller gave is used as it is, until it is refused."""
    service = TokenService()
    auth = Auth(SERVICE, {"id_token": "given", **INGREDIENTS})

    assert value(auth, service) == "given"
    applied = auth.ready(BY_ID)
    assert applied is not None
    assert service.requests == []
    assert auth.invalidate(applied) is True
    assert value(auth, service) == "id-1"


def test_a_given_token_without_ingredients_is_final() -> None:
    """Where nothing else can be had, a refused token stays what it is."""
    auth = Auth(SERVICE, {"id_token": "given", "client_id": "c1"})
    applied = auth.ready(BY_ID)
    assert applied is not None

    assert auth.invalidate(applied) is False


def test_missing_ingredients_are_named() -> None:
    """The error says both ways: the token itself, or all that it is made of."""
    with pytest.raises(MissingCredentials) as caught:
        Auth(SERVICE, {"client_id": "c1"}).ready(BY_ID)

    assert str(caught.value) == (
        "credentials are missing: id_token= (or THINGS_ID_TOKEN) or client_id= (or THINGS_CLIENT_ID) and"
        " refresh_token= (or THINGS_REFRESH_TOKEN)"
    )


def test_ingredients_may_be_functions() -> None:
    """A secret may come from a function, plain or asynchronous, which is asked when a token is."""

    async def secret() -> str:
        return SECRET

    service = TokenService()
    auth = Auth(SERVICE, {"client_id": lambda: "c2", "refresh_token": secret})

    assert asyncio.run(auth.aobtain(BY_ID, service.asend)).headers[0][1] == "id-1"
    assert service.form["client_id"] == "c2"
    assert service.form["refresh_token"] == SECRET


def test_a_new_refresh_token_takes_the_place_of_the_old() -> None:
    """A service that hands out a new refresh token with each token gets that one the next time."""
    clock, service = Clock(), TokenService(refresh_token="second")
    auth = Auth(SERVICE, INGREDIENTS, clock=clock.monotonic)
    value(auth, service)
    clock.now += 4000
    value(auth, service)

    assert service.form["refresh_token"] == "second"


@pytest.mark.parametrize("callers", [2, 25])
def test_concurrent_threads_make_one_request(callers: int) -> None:
    """However many threads want a token at once, the service is asked once and all get what it gave."""
    service = TokenService()
    service.gate = threading.Event()
    auth = Auth(SERVICE, INGREDIENTS)
    with ThreadPoolExecutor(callers) as pool:
        waiting = [pool.submit(value, auth, service) for _ in range(callers)]
        assert service.asked.wait(10)
        service.gate.set()
        found = {each.result(10) for each in waiting}

    assert found == {"id-1"}
    assert len(service.requests) == 1


def gathered(calls: list[Coroutine[Any, Any, Any]]) -> list[Any]:
    """Run tasks at once, and give results and errors alike."""

    async def run() -> list[Any]:
        return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(run())


@pytest.mark.parametrize("callers", [2, 100])
def test_concurrent_tasks_make_one_request(callers: int) -> None:
    """However many tasks want a token at once, the service is asked once and all get what it gave."""
    service = TokenService()
    auth = Auth(SERVICE, INGREDIENTS)
    found = gathered([auth.aobtain(BY_ID, service.asend) for _ in range(callers)])

    assert {each.headers for each in found} == {(("Authorization", "id-1"),)}
    assert len(service.requests) == 1


REFUSED = httpx2.Response(400, json={"error": "invalid_grant", "error_description": f"token {SECRET} is revoked"})


def test_waiting_threads_share_a_failure_that_is_then_forgotten() -> None:
    """One refusal reaches all who waited, as an error of their own each; the next caller asks anew."""
    service = TokenService(REFUSED)
    service.gate = threading.Event()
    auth = Auth(SERVICE, INGREDIENTS)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(value, auth, service) for _ in range(8)]
        assert service.asked.wait(10)
        # Those who come later than the failure ask for themselves, so all must be waiting before it comes.
        flight: Any = auth._keepers["id"]._flight
        while len(flight.landed._cond._waiters) < 7:
            time.sleep(0.001)
        service.gate.set()
        errors = [each.exception(10) for each in waiting]

    assert {type(error) for error in errors} == {TokenRequestFailed}
    assert len({id(error) for error in errors}) == 8
    assert len(service.requests) == 1
    assert value(auth, service) == "id-2"


def test_waiting_tasks_share_a_failure_that_is_then_forgotten() -> None:
    """One refusal reaches all tasks that waited, as an error of their own each; the next one asks anew."""
    service = TokenService(REFUSED)
    auth = Auth(SERVICE, INGREDIENTS)
    errors = gathered([auth.aobtain(BY_ID, service.asend) for _ in range(8)])

    assert {type(error) for error in errors} == {TokenRequestFailed}
    assert len({id(error) for error in errors}) == 8
    assert len(service.requests) == 1
    assert asyncio.run(auth.aobtain(BY_ID, service.asend)).headers[0][1] == "id-2"


def test_one_cancelled_task_does_not_fail_the_others() -> None:
    """The task that asked first may be cancelled: the others get their token, from the same request."""
    service = TokenService()
    auth = Auth(SERVICE, INGREDIENTS)

    async def run() -> list[Any]:
        tasks = [asyncio.create_task(auth.aobtain(BY_ID, service.asend)) for _ in range(3)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    cancelled, *others = asyncio.run(run())
    assert isinstance(cancelled, asyncio.CancelledError)
    assert [each.headers[0][1] for each in others] == ["id-1", "id-1"]
    assert len(service.requests) == 1


def test_an_interrupted_thread_leaves_the_asking_to_the_next() -> None:
    """Who asked may be interrupted: the next caller asks again instead of waiting for ever."""
    service = TokenService()
    auth = Auth(SERVICE, INGREDIENTS)

    def interrupted(request: httpx2.Request) -> httpx2.Response:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        auth.obtain(BY_ID, interrupted)
    assert value(auth, service) == "id-1"


def test_a_client_outlives_its_loops() -> None:
    """Two runs of ``asyncio.run`` with one client work, even if the first ended while a token was asked for."""
    service = TokenService()
    auth = Auth(SERVICE, INGREDIENTS)

    async def abandoned() -> None:
        asyncio.ensure_future(auth.aobtain(BY_ID, service.asend))  # noqa: RUF006 - to be abandoned
        await asyncio.sleep(0)

    asyncio.run(abandoned())
    assert auth.ready(BY_ID) is None
    closed = asyncio.new_event_loop()
    closed.run_until_complete(abandoned())
    closed.close()
    assert asyncio.run(auth.aobtain(BY_ID, service.asend)).headers[0][1] == "id-1"
    assert auth._keepers["id"]._tasks == {}
    with warnings.catch_warnings():
        # What that loop left behind is its owner's fault, and of no interest here.
        warnings.simplefilter("ignore")
        gc.collect()


ANSWERS: list[tuple[httpx2.Response | Exception, str]] = [
    (REFUSED, r"answered 400 invalid_grant: token \[redacted\] is revoked"),
    (httpx2.Response(500, content=b"<html>"), "answered 500$"),
    (httpx2.Response(302, headers={"location": "https://evil.test"}), "answered 302$"),
    (httpx2.Response(200, content=b"no json"), "answered 200 without a token at /id_token"),
    (httpx2.Response(200, json={"id_token": 5}), "without a token"),
    (httpx2.Response(200, json={"id_token": ""}), "without a token"),
    (httpx2.Response(200, json=[SECRET]), "without a token"),
    (httpx2.ConnectError("no route"), "gave no answer: .*no route"),
    (httpx2.ReadTimeout("slow"), "gave no answer: .*ReadTimeout"),
]


@pytest.mark.parametrize(
    ("answer", "message"), ANSWERS, ids=[f"{number}-{message}" for number, (_, message) in enumerate(ANSWERS)]
)
def test_what_is_no_token_is_an_error_without_secrets(answer: Any, message: str) -> None:
    """Each failure says what the token's service did, with the scheme and the address but no query and no secret."""
    auth = Auth(SERVICE, INGREDIENTS)
    if isinstance(answer, httpx2.Response):
        answer = httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    with pytest.raises(TokenRequestFailed, match=message) as caught:
        value(auth, TokenService(answer))
    shown = "".join(traceback.format_exception(caught.value)) + repr(auth) + repr(auth._keepers)
    assert str(caught.value).startswith("no token for id: https://auth.example.test/oauth2/token ")
    assert SECRET not in shown
    assert "tenant" not in str(caught.value)


GET = Operation[Any](id="getThing", method="GET", path=("/thing",), security=BY_ID, responses=(Response(status="204"),))


class Api(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """The token's service and the API behind it, which takes only some tokens."""

    def __init__(self, *accepted: str) -> None:
        self.accepted = accepted
        self.tokens = TokenService()
        self.seen: list[str] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer for both."""
        if request.url.host == "auth.example.test":
            return self.tokens.send(request)
        self.seen.append(request.headers["authorization"])
        return httpx2.Response(204 if self.seen[-1] in self.accepted else 401)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer for both."""
        await asyncio.sleep(0)
        return self.handle_request(request)


CALLS: list[Callable[[Api, dict[str, Any]], Any]] = [
    lambda api, given: SyncClient(SERVICE, credentials=given, transport=api).send(GET, {}, {}),
    lambda api, given: asyncio.run(AsyncClient(SERVICE, credentials=given, transport=api).send(GET, {}, {})),
]


@pytest.mark.parametrize("call", CALLS, ids=["sync", "async"])
def test_a_refused_token_is_replaced_and_the_call_repeated_once(call: Any) -> None:
    """A 401 leads to a new token and exactly one more attempt."""
    api = Api("id-1")

    assert call(api, {"id_token": "old", **INGREDIENTS}) is None
    assert api.seen == ["old", "id-1"]
    assert len(api.tokens.requests) == 1


@pytest.mark.parametrize("call", CALLS, ids=["sync", "async"])
def test_a_token_that_is_refused_twice_is_the_callers_problem(call: Any) -> None:
    """If the new token is refused as well, the call fails with 401 and nothing more is sent."""
    api = Api()

    with pytest.raises(Unauthorized):
        call(api, INGREDIENTS)
    assert api.seen == ["id-1", "id-2"]


@pytest.mark.parametrize("call", CALLS, ids=["sync", "async"])
def test_a_token_that_cannot_be_had_fails_the_call(call: Any) -> None:
    """The call raises the token's error, which is one of this package's, and the API is not called."""
    api = Api("id-1")
    api.tokens.answers = [httpx2.Response(400, json={"error": "invalid_client"})]

    with pytest.raises(ApiError, match="invalid_client"):
        call(api, INGREDIENTS)
    assert api.seen == []


def test_many_refused_tasks_renew_once() -> None:
    """Tasks whose calls are refused at the same time share one new token."""
    api = Api("id-1")
    client = AsyncClient(SERVICE, credentials={"id_token": "old", **INGREDIENTS}, transport=api)
    found = gathered([client.send(GET, {}, {}) for _ in range(20)])

    assert found == [None] * 20
    assert len(api.tokens.requests) == 1

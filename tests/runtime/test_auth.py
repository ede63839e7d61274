"""Holds which credentials are chosen, where they are put, and that none is ever shown."""

import asyncio
import base64
from typing import Any

import httpx2
import pytest

from specwright.runtime._auth import Applied, Auth
from specwright.runtime._errors import InvalidArgument, MissingCredentials
from specwright.runtime._operation import Credential, SecurityScheme, ServiceInfo

SECRET = "s3cret-value"
SCHEMES = {
    "bearer": SecurityScheme(key="bearer", kind="bearer", credentials=("token",)),
    "basic": SecurityScheme(key="basic", kind="basic", credentials=("user", "password")),
    "header": SecurityScheme(key="header", kind="header", credentials=("key",), parameter="X-Key"),
    "query": SecurityScheme(key="query", kind="query", credentials=("key",), parameter="key"),
    "cookie": SecurityScheme(key="cookie", kind="cookie", credentials=("session",), parameter="sid"),
    "mutual": SecurityScheme(key="mutual", kind="none"),
}
NAMES = ("token", "user", "password", "key", "session")


def auth(**given: Any) -> Auth:
    """Make the credentials of a client that got these arguments."""
    credentials = tuple(Credential(python=name, env=f"THINGS_{name.upper()}") for name in NAMES)
    service = ServiceInfo(
        title="Things",
        package="things_client",
        version="1",
        env_prefix="THINGS",
        servers=(),
        credentials=credentials,
        schemes=SCHEMES,
    )
    return Auth(service, given)


def refuse(request: httpx2.Request) -> httpx2.Response:
    """Stand where nothing may be sent."""
    raise AssertionError(f"nothing should be asked for, but {request.url} was")


async def arefuse(request: httpx2.Request) -> httpx2.Response:
    """Stand where nothing may be sent."""
    return refuse(request)


def applied(made: Auth, *alternatives: tuple[str, ...]) -> Applied:
    """Give what is applied without asking anybody."""
    found = made.ready(alternatives)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("scheme", "given", "headers", "query", "cookies"),
    [
        ("bearer", {"token": "t"}, (("Authorization", "Bearer t"),), (), ()),
        ("basic", {"user": "é", "password": "p:w"}, (("Authorization", "Basic w6k6cDp3"),), (), ()),
        ("header", {"key": "k"}, (("X-Key", "k"),), (), ()),
        ("query", {"key": "k"}, (), (("key", "k"),), ()),
        ("cookie", {"session": "s"}, (), (), (("sid", "s"),)),
        ("mutual", {}, (), (), ()),
    ],
)
def test_each_scheme_puts_its_credential_in_its_place(
    scheme: str, given: dict[str, str], headers: Any, query: Any, cookies: Any
) -> None:
    """Bearer, basic, keys in header, query and cookie, and what the connection itself proves."""
    found = applied(auth(**given), (scheme,))

    assert (found.headers, found.query, found.cookies) == (headers, query, cookies)


def test_basic_is_what_the_standard_says() -> None:
    """Name and password are joined by a colon as UTF-8; a name with a colon could not be told apart."""
    (_, value), *_ = applied(auth(user="a", password="ü"), ("basic",)).headers

    assert base64.b64decode(value.removeprefix("Basic ")).decode() == "a:ü"
    with pytest.raises(InvalidArgument, match="user"):
        auth(user="a:b", password="p").ready((("basic",),))


def test_all_schemes_of_an_alternative_are_applied() -> None:
    """Schemes that stand together are needed together."""
    found = applied(auth(token="t", key="k", session="s"), ("bearer", "header", "query", "cookie"))

    assert found.headers == (("Authorization", "Bearer t"), ("X-Key", "k"))
    assert found.query == (("key", "k"),)
    assert found.cookies == (("sid", "s"),)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"token": "t", "key": "k"}, "Authorization"),
        ({"key": "k"}, "X-Key"),
        ({"key": "k", "user": "u"}, "X-Key"),
    ],
)
def test_the_first_alternative_that_is_complete_is_taken(given: dict[str, str], expected: str) -> None:
    """Alternatives are tried in their order, and half of one is none."""
    found = applied(auth(**given), ("bearer",), ("basic", "header"), ("header",))

    assert [name for name, _ in found.headers] == [expected]


def test_nothing_is_an_alternative_of_last_resort() -> None:
    """Where an operation works without credentials too, they are sent if they are there."""
    alternatives: tuple[tuple[str, ...], ...] = ((), ("bearer",))

    assert applied(auth(token="t"), *alternatives).headers == (("Authorization", "Bearer t"),)
    assert applied(auth(), *alternatives).headers == ()


def test_missing_credentials_name_arguments_and_variables() -> None:
    """The error says all ways in which the operation could be satisfied, and shows no value."""
    with pytest.raises(MissingCredentials) as caught:
        auth(user=SECRET).ready((("bearer",), ("basic", "header")))

    assert str(caught.value) == (
        "credentials are missing: token= (or THINGS_TOKEN), or user= (or THINGS_USER) and password= (or THINGS_PASSWORD)"
        " with key= (or THINGS_KEY)"
    )


def test_an_unknown_scheme_is_named() -> None:
    """A caller's own choice of a scheme that does not exist is refused with those that do."""
    with pytest.raises(InvalidArgument, match=r"'beerer' is no security scheme.*bearer, basic"):
        auth(token="t").ready((("beerer",),))


def test_the_environment_stands_in_for_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable is used where no argument is given, without the line end that a file leaves; an argument wins."""
    monkeypatch.setenv("THINGS_TOKEN", "from-environment\n")
    monkeypatch.setenv("THINGS_KEY", "")

    assert applied(auth(), ("bearer",)).headers == (("Authorization", "Bearer from-environment"),)
    assert applied(auth(token="mine"), ("bearer",)).headers == (("Authorization", "Bearer mine"),)
    assert applied(auth(token=None), ("bearer",)).headers == (("Authorization", "Bearer from-environment"),)
    with pytest.raises(MissingCredentials):
        auth().ready((("header",),))


def test_the_environment_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client keeps the credentials that it was made with."""
    monkeypatch.setenv("THINGS_TOKEN", "first")
    made = auth()
    monkeypatch.setenv("THINGS_TOKEN", "second")

    assert applied(made, ("bearer",)).headers == (("Authorization", "Bearer first"),)


def test_a_function_is_asked_for_each_call() -> None:
    """A credential may be a function, which gives the text of the moment; the same text gives the same object."""
    texts = iter(["one", "one", "two"])
    made = auth(token=lambda: next(texts))
    security = (("bearer",),)

    assert made.ready(security) is None
    first, again, other = (made.obtain(security, refuse) for _ in range(3))
    assert first is again
    assert first.headers == (("Authorization", "Bearer one"),)
    assert other.headers == (("Authorization", "Bearer two"),)


def test_an_asynchronous_function_is_awaited() -> None:
    """The asynchronous client awaits functions that are awaitable, and takes plain ones as well."""

    async def token() -> str:
        await asyncio.sleep(0)
        return "awaited"

    made = auth(token=token, key=lambda: "plain")
    found = asyncio.run(made.aobtain((("bearer", "header"),), arefuse))

    assert found.headers == (("Authorization", "Bearer awaited"), ("X-Key", "plain"))
    with pytest.raises(InvalidArgument, match="asynchronous"):
        made.obtain((("bearer",),), refuse)


@pytest.mark.parametrize("value", [None, "", 5, b"t"])
def test_a_function_must_give_a_text(value: Any) -> None:
    """What is no text, or empty, is refused with its type, never sent as ``Bearer None``."""
    with pytest.raises(InvalidArgument, match=type(value).__name__):
        auth(token=lambda: value).obtain((("bearer",),), refuse)


def test_the_same_credentials_give_the_same_object() -> None:
    """Requests can be prepared once, because what is applied stays the same object."""
    made = auth(token="t")

    assert made.ready((("bearer",),)) is made.ready((("bearer",),))
    assert made.obtain((("bearer",),), refuse) is made.ready((("bearer",),))


def test_fixed_credentials_are_not_tried_again() -> None:
    """A refused text or function would be refused again, so nothing is replayed."""
    made = auth(token="t", key=lambda: "k")

    assert made.invalidate(applied(made, ("bearer",))) is False
    assert made.invalidate(made.obtain((("header",),), refuse)) is False


def test_no_secret_is_ever_printed() -> None:
    """Neither the credentials nor what they become shows a secret, whatever they are."""
    made = auth(token=SECRET, user=SECRET, password=SECRET, key=lambda: SECRET, session=SECRET)
    found = made.obtain((("bearer", "basic", "header", "query", "cookie"),), refuse)

    for thing in (made, found, *found.parts):
        assert SECRET not in repr(thing)
        assert SECRET not in str(thing)
    assert "Authorization" in repr(found)
    assert "token" in repr(made)

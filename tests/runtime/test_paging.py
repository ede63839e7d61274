"""Holds that pages are asked for one after the other, each once, and that the walk ends."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from pydantic import Field

from specwright.runtime import _calls
from specwright.runtime._errors import InvalidArgument, NotFound, StreamError
from specwright.runtime._headers import link_target
from specwright.runtime._models import UNSET, Maybe, Model
from specwright.runtime._operation import Operation, Paging, Parameter, Response
from specwright.runtime._paging import value_at
from wire import BASE_URL, ID, SECRET, Wire, async_client, json_content, operation, sync_client


class Page(Model):
    """An envelope with all that pages are made of."""

    items: Annotated[list[int], Field(alias="theItems")]
    next_cursor: Annotated[Maybe[str | None], Field(alias="nextCursor")] = UNSET
    links: Maybe[dict[str, str | None]] = UNSET


def query_parameter(name: str) -> Parameter:
    """Describe an optional query parameter, spelled otherwise in Python."""
    return Parameter(python=f"{name}_", wire=name, location="query")


def listing(paging: Paging, kind: Any = Page) -> Operation[Any]:
    """Describe an operation that answers page by page."""
    names = ("offset", "page", "cursor", "limit", "q")
    return operation(
        "GET",
        id="listThings",
        path=("/boxes/", ID, "/things"),
        parameters=(*map(query_parameter, names), Parameter(python="x_tag", wire="X-Tag", location="header")),
        responses=(Response(status="200", contents=(json_content(kind),)),),
        paging=paging,
    )


OFFSET = listing(Paging(style="offset", items="/theItems", request="offset", limit="limit"))
PAGE = listing(Paging(style="page", items="/theItems", request="page"))
PAGE_FROM_ZERO = listing(Paging(style="page", items="/theItems", request="page", first=0))
CURSOR = listing(Paging(style="cursor", items="/theItems", request="cursor", next="/nextCursor"))
LINK = listing(Paging(style="link", items="/theItems", next="/links/next"))
LINK_HEADER = listing(Paging(style="link", items=""), list[int])
ARGUMENTS = {"thing_id": "b1", "x_tag": "t", "q_": "a b"}


def asked(request: httpx2.Request) -> dict[str, list[str]]:
    """Give the query of a request."""
    return parse_qs(urlsplit(str(request.url)).query)


class Service(Wire):
    """Answers each request from a function of its query."""

    def __init__(
        self, answer: Callable[[dict[str, list[str]]], Any], *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.answer = answer
        self.headers = headers or {}

    def _next(self, request: httpx2.Request) -> Callable[[], httpx2.Response]:
        self.requests.append(request)
        found = self.answer(asked(request))
        if isinstance(found, httpx2.Response):
            return lambda: found
        content = json.dumps(found).encode()
        return lambda: httpx2.Response(200, headers={"content-type": "application/json"}, content=content)


NUMBERS = list(range(7))


def by_offset(query: dict[str, list[str]]) -> Any:
    """Give at most three numbers from an offset on."""
    start = int(query.get("offset", ["0"])[0])
    return {"theItems": NUMBERS[start : start + 3]}


def by_page(first: int) -> Callable[[dict[str, list[str]]], Any]:
    """Give the numbers in pages of three, the first of which has this number."""

    def answer(query: dict[str, list[str]]) -> Any:
        page = int(query.get("page", [str(first)])[0]) - first
        return {"theItems": NUMBERS[page * 3 : page * 3 + 3]}

    return answer


def by_cursor(query: dict[str, list[str]]) -> Any:
    """Give the numbers by opaque marks; the second page is empty, as AIP-158 allows."""
    pages: dict[str, tuple[list[int], str | None]] = {
        "": ([0, 1, 2], "a/b c"),
        "a/b c": ([], "x"),
        "x": ([3, 4, 5, 6], None),
    }
    items, following = pages[query.get("cursor", [""])[0]]
    return {"theItems": items, "nextCursor": following}


def by_link(query: dict[str, list[str]]) -> Any:
    """Give the numbers by complete links, absolute at first and relative then."""
    links = {
        "": f"{BASE_URL}/boxes/b1/things?after=2&q=%2Ba&tag=x&tag=y",
        "2": "?after=5",
        "5": "/v1/other/path?after=6",
    }
    after = query.get("after", [""])[0]
    start = int(after or -1) + 1
    return {"theItems": NUMBERS[start : {"": 3, "2": 6, "5": 7, "6": 7}[after]], "links": {"next": links.get(after)}}


WALKS = [
    pytest.param(OFFSET, by_offset, 4, id="offset"),
    pytest.param(PAGE, by_page(1), 4, id="page"),
    pytest.param(PAGE_FROM_ZERO, by_page(0), 4, id="page-from-zero"),
    pytest.param(CURSOR, by_cursor, 3, id="cursor"),
    pytest.param(LINK, by_link, 4, id="link"),
]


@pytest.mark.parametrize(("described", "answer", "requests"), WALKS)
def test_all_items_of_all_pages_are_given(described: Operation[Any], answer: Any, requests: int) -> None:
    """Each style gives each item once, in order, with one request a page, blocking and asynchronous alike."""
    wire, async_wire = Service(answer), Service(answer)

    assert list(sync_client(wire).pages(described, ARGUMENTS, {})) == NUMBERS
    assert len(wire.requests) == requests

    async def collect() -> list[int]:
        return [item async for item in async_client(async_wire).pages(described, ARGUMENTS, {})]

    assert asyncio.run(collect()) == NUMBERS
    assert [str(each.url) for each in async_wire.requests] == [str(each.url) for each in wire.requests]


@pytest.mark.parametrize(("described", "answer", "requests"), WALKS)
def test_envelopes_can_be_had_instead(described: Operation[Any], answer: Any, requests: int) -> None:
    """``pages`` gives the typed answers, in both kinds of client."""
    found = list(sync_client(Service(answer)).pages(described, ARGUMENTS, {}).pages())

    assert [item for page in found for item in page.items] == NUMBERS
    assert all(isinstance(page, Page) for page in found)
    assert len(found) == requests

    async def collect() -> list[Any]:
        return [page async for page in async_client(Service(answer)).pages(described, ARGUMENTS, {}).pages()]

    assert asyncio.run(collect()) == found


def test_nothing_is_asked_before_it_is_needed() -> None:
    """A page is asked for when its first item is wanted, not earlier."""
    wire = Service(by_offset)
    pages = iter(sync_client(wire).pages(OFFSET, ARGUMENTS, {}))

    assert wire.requests == []
    assert [next(pages) for _ in range(3)] == [0, 1, 2]
    assert len(wire.requests) == 1
    assert next(pages) == 3
    assert len(wire.requests) == 2


def test_arguments_and_options_go_along() -> None:
    """What was asked for at first is asked for on each page, and the caller's first position is where it begins."""
    wire = Service(by_offset)
    options: Any = {"extra_headers": {"X-Extra": "e"}, "extra_query": {"also": "this"}}

    assert list(sync_client(wire).pages(OFFSET, {**ARGUMENTS, "offset_": 2, "limit_": 3}, options)) == NUMBERS[2:]
    assert [asked(each) for each in wire.requests] == [
        {"offset": [offset], "limit": ["3"], "q": ["a b"], "also": ["this"]} for offset in ("2", "5", "7")
    ]
    assert {each.headers["X-Extra"] for each in wire.requests} == {"e"}
    assert {each.headers["X-Tag"] for each in wire.requests} == {"t"}


def test_a_link_is_followed_as_it_is() -> None:
    """A link replaces path and query, headers and credentials stay."""
    wire = Service(by_link)
    list(sync_client(wire).pages(LINK, ARGUMENTS, {}))

    assert [str(each.url).removeprefix(BASE_URL) for each in wire.requests] == [
        "/boxes/b1/things?q=a%20b",
        "/boxes/b1/things?after=2&q=%2Ba&tag=x&tag=y",
        "/boxes/b1/things?after=5",
        "/other/path?after=6",
    ]
    assert {each.headers["X-Tag"] for each in wire.requests} == {"t"}
    assert {each.headers["Authorization"] for each in wire.requests} == {f"Bearer {SECRET}"}


@pytest.mark.parametrize("target", ["https://evil.test/v1/x", "//evil.test/x", "http://api.example.test/v1/x", "ftp:x"])
def test_a_link_to_another_host_is_not_followed(target: str) -> None:
    """Credentials never go to a host that an answer names: such a page is an error."""
    wire = Service(lambda query: {"theItems": [1], "links": {"next": target}})

    with pytest.raises(StreamError, match="another host"):
        list(sync_client(wire).pages(LINK, ARGUMENTS, {}))
    assert len(wire.requests) == 1


def test_the_link_header_leads_on() -> None:
    """Where no pointer is described, the Link header's ``next`` is followed, and items are the answer itself."""

    def answer(query: dict[str, list[str]]) -> httpx2.Response:
        page = int(query.get("page", ["1"])[0])
        link = (
            {"link": f'<{BASE_URL}/x?page=9>; rel="last", <?page={page + 1}>; title="a, b"; rel="next"'}
            if page < 3
            else {}
        )
        return httpx2.Response(200, headers={"content-type": "application/json", **link}, json=[page])

    assert list(sync_client(Service(answer)).pages(LINK_HEADER, ARGUMENTS, {})) == [1, 2, 3]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["<a>; rel=next"], "a"),
        (['<a>; rel="prev next"'], "a"),
        (['<a>; rel="prev", <b>; REL="NEXT"'], "b"),
        (['<a,b>; x="rel=next"; rel="next"'], "a,b"),
        (['<a>; rel="prev"', '<b>; rel="next"'], "b"),
        (['<a>; title="<b>; rel=next"; rel="prev"'], None),
        (["<a>"], None),
        (["nonsense; rel=next"], None),
        ([], None),
    ],
)
def test_link_headers_are_read_as_specified(values: list[str], expected: str | None) -> None:
    """RFC 8288: several links a header, several relations a link, quoted commas and brackets."""
    assert link_target(values, "next") == expected


@pytest.mark.parametrize("described", [CURSOR, LINK])
def test_a_position_that_comes_again_ends_the_walk(described: Operation[Any]) -> None:
    """A service that answers with the same mark again and again is left after it repeats itself."""
    wire = Service(lambda query: {"theItems": [1], "nextCursor": "same", "links": {"next": "?same"}})

    assert list(sync_client(wire).pages(described, ARGUMENTS, {})) == [1, 1]
    assert list(sync_client(wire).pages(CURSOR, {**ARGUMENTS, "cursor_": "same"}, {})) == [1]


@pytest.mark.parametrize("mark", [None, "", False, {"a": 1}])
def test_what_is_no_mark_ends_the_walk(mark: Any) -> None:
    """Null, nothing, an empty text and anything that cannot be sent back mean the end."""
    wire = Service(lambda query: {"theItems": [1], "nextCursor": mark})

    assert list(sync_client(wire).pages(CURSOR, ARGUMENTS, {})) == [1]


@pytest.mark.parametrize("items", [None, "x", {"a": 1}])
def test_a_page_without_a_list_is_an_empty_page(items: Any) -> None:
    """A page whose items are no list has none; counting goes no further."""
    wire = Service(lambda query: {"theItems": items})

    assert list(sync_client(wire).pages(OFFSET, ARGUMENTS, {})) == []
    assert len(wire.requests) == 1


def test_the_number_of_pages_can_be_capped() -> None:
    """``limited`` stops after so many pages, and leaves the position from which another run goes on."""
    pages = sync_client(Service(by_offset)).pages(OFFSET, ARGUMENTS, {})
    capped = pages.limited(max_pages=2)

    assert list(capped) == NUMBERS[:6]
    assert capped.position == 6
    assert not capped.is_finished
    assert list(pages.resumed(capped.position)) == NUMBERS[6:]
    assert list(pages.limited(max_pages=0)) == []
    assert list(pages) == NUMBERS
    assert pages.is_finished
    with pytest.raises(InvalidArgument):
        pages.limited(max_pages=-1)


@pytest.mark.parametrize(("described", "answer", "requests"), WALKS)
def test_a_walk_can_be_taken_up_again(described: Operation[Any], answer: Any, requests: int) -> None:
    """After a break the position is that of the page amid which it happened; a new run from there misses nothing."""
    pages = sync_client(Service(answer)).pages(described, ARGUMENTS, {})
    found: list[int] = []
    for item in pages:
        if item == 4:
            break
        found.append(item)
    others = list(sync_client(Service(answer)).pages(described, ARGUMENTS, {}).resumed(pages.position))

    assert pages.position is not None
    assert others[0] == 3
    assert others[-1] == 6
    assert found == [0, 1, 2, 3]

    async def again() -> list[int]:
        fresh = async_client(Service(answer)).pages(described, ARGUMENTS, {})
        return [item async for item in fresh.resumed(pages.position)]

    assert asyncio.run(again()) == others


def test_an_error_amid_the_pages_is_raised_there() -> None:
    """A refused page raises its error after the items before it were given."""
    wire = Service(
        lambda query: httpx2.Response(404, content=b"") if "offset" in query else {"theItems": [0, 1]},
    )
    found: list[int] = []

    with pytest.raises(NotFound):
        found.extend(sync_client(wire).pages(OFFSET, ARGUMENTS, {}))
    assert len(wire.requests) == 2


def test_only_paged_operations_have_pages() -> None:
    """An operation without a paging trait, or without the parameter it names, is refused with a clear message."""
    client = sync_client(Service(by_offset))

    with pytest.raises(InvalidArgument, match="page by page"):
        client.pages(operation("GET"), {}, {})
    with pytest.raises(InvalidArgument, match="'nope'"):
        list(client.pages(listing(Paging(style="offset", items="/theItems", request="nope")), ARGUMENTS, {}))


def test_following_links_keeps_nothing_for_ever() -> None:
    """A client that follows many links remembers no more operations than it was given."""
    client = sync_client(
        Service(lambda query: {"theItems": [1], "links": {"next": f"?n={int(query.get('n', ['0'])[0]) + 1}"}})
    )
    list(client.pages(LINK, ARGUMENTS, {}).limited(max_pages=20))
    after_twenty = set(_calls._tables)
    list(client.pages(LINK, ARGUMENTS, {}).limited(max_pages=20))

    assert set(_calls._tables) == after_twenty


def test_pointers_lead_through_models() -> None:
    """A pointer's wire names find attributes, unknown members, dict members and list items."""
    page = Page(items=[1, 2], links={"a/b": "x"})
    page = Page.model_validate({**page.to_dict(), "meta": {"n": [5]}})

    assert value_at(page, "/theItems/1") == 2
    assert value_at(page, "/links/a~1b") == "x"
    assert value_at(page, "/meta/n/0") == 5
    assert value_at(page, "") is page
    for nowhere in ("/items", "/theItems/9", "/theItems/-1", "/nextCursor/x", "/links/none", "/none"):
        assert value_at(page, nowhere) is UNSET
    assert value_at(page, "/nextCursor") is UNSET

"""Resources have one typed method for each operation, in both kinds of client, with views that share its signature."""

import ast
import asyncio
import inspect
from types import ModuleType
from typing import Any

import httpx2
import pytest


def answer(request: httpx2.Request) -> httpx2.Response:
    """Play the service: a book for whoever reads one, a page for whoever lists, nothing else."""
    path = request.url.path
    if request.method == "GET" and path.endswith("/books"):
        start = int(request.url.params.get("offset") or 0)
        items = [{"id": f"b{number}", "title": "Emma"} for number in range(start, min(start + 2, 3))]
        return httpx2.Response(200, json={"items": items, "total": 3})
    if path.endswith("/search") and "event-stream" in request.headers["accept"]:
        event = b'data: {"id": "b1", "title": "Emma"}\n\n'
        return httpx2.Response(200, content=event, headers={"content-type": "text/event-stream"})
    if path.endswith("/search"):
        return httpx2.Response(200, json=[{"id": "b1", "title": "Emma"}])
    if request.method == "GET":
        return httpx2.Response(200, json={"id": path.rpartition("/")[2], "title": "Emma"}, headers={"etag": '"7"'})
    return httpx2.Response(204)


@pytest.fixture
def client(package: ModuleType) -> Any:
    """Give a client whose requests the service above answers."""
    return package.LibraryClient(token="t", shelf_key="k", transport=httpx2.MockTransport(answer))


@pytest.fixture
def async_client(package: ModuleType) -> Any:
    """Give the asynchronous twin."""
    return package.AsyncLibraryClient(token="t", shelf_key="k", transport=httpx2.MockTransport(answer))


def test_both_kinds_have_the_same_methods(client: Any, async_client: Any) -> None:
    """A method of one client has a twin of the same name and signature in the other."""
    for resource in ("books", "search"):
        sync, other = getattr(client, resource), getattr(async_client, resource)
        names = {name for name in dir(sync) if not name.startswith("_")}

        assert names == {name for name in dir(other) if not name.startswith("_")}
        for name in names:
            if callable(getattr(sync, name)):
                parameters = inspect.signature(getattr(sync, name)).parameters
                assert list(parameters) == list(inspect.signature(getattr(other, name)).parameters)


def test_path_parameters_are_positional_and_all_else_is_not(client: Any) -> None:
    """`replace` takes the book by position only; header and body are keywords, and the optional ones default to UNSET."""
    parameters = inspect.signature(client.books.replace).parameters

    assert {name: parameter.kind.description for name, parameter in parameters.items()} == {
        "book_id": "positional-only",
        "if_match": "keyword-only",
        "body": "keyword-only",
        "content_type": "keyword-only",
        "options": "variadic keyword",
    }
    assert parameters["if_match"].default is inspect.Parameter.empty


def test_a_parameter_called_like_an_option_gets_an_underscore(client: Any) -> None:
    """The query parameter `timeout` and the option `timeout` can both be given."""
    request = client.books.build_request.list(timeout_=3, timeout=5.0)

    assert request.url.params["timeout"] == "3"
    assert request.extensions["timeout"]["read"] == 5.0


def test_a_method_called_like_a_builtin_hides_nothing(files: dict[str, str]) -> None:
    """Annotations in a class with a method `list` still mean the builtin."""
    tree = ast.parse(files["library_client/resources/books.py"])
    (books,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Books"]
    annotations = {
        name.id
        for node in ast.walk(books)
        if isinstance(node, ast.FunctionDef)
        for annotation in [node.returns, *(argument.annotation for argument in node.args.kwonlyargs)]
        if annotation is not None
        for name in ast.walk(annotation)
        if isinstance(name, ast.Name)
    }

    assert "list" in {node.name for node in books.body if isinstance(node, ast.FunctionDef)}
    assert "list" not in annotations


def test_a_call_gives_the_model(client: Any, package: ModuleType) -> None:
    """What the service answers comes back as the documented type."""
    book = client.books.get("b1")

    assert isinstance(book, package.models.Book)
    assert (book.id, book.title) == ("b1", "Emma")


def test_the_raw_view_wraps_the_value(client: Any) -> None:
    """The view has the same methods, and gives the value with status and headers."""
    response = client.books.with_raw_response.get("b1")

    assert (response.status_code, response.etag, response.parsed.id) == (200, '"7"', "b1")


def test_the_streaming_view_leaves_the_body_unread(client: Any) -> None:
    """The view gives an answer to be read inside `with`."""
    with client.books.with_streaming_response.get("b1") as response:
        assert b"".join(response.iter_bytes()) == b'{"id":"b1","title":"Emma"}'


def test_the_request_view_sends_nothing(package: ModuleType) -> None:
    """The view gives the request, credentials included, and the transport is never asked."""

    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(f"{request.method} was sent")

    client = package.LibraryClient(token="t", shelf_key="k", transport=httpx2.MockTransport(refuse))
    request = client.books.build_request.replace("b/1", if_match='"7"', body="text", content_type="text/plain")

    assert (request.method, request.url.raw_path) == ("PUT", b"/api/books/b%2F1?key=k")
    assert (request.headers["if-match"], request.headers["content-type"]) == ('"7"', "text/plain; charset=utf-8")
    assert request.read() == b"text"


def test_pages_are_iterated_over(client: Any) -> None:
    """`iter_list` gives the items of all pages, and the pages where they are asked for."""
    assert [book.id for book in client.books.iter_list()] == ["b0", "b1", "b2"]
    assert [len(page.items) for page in client.books.iter_list().pages()][:2] == [2, 1]


def test_a_stream_is_another_method(client: Any) -> None:
    """The same operation gives a list or a stream, as the method asks for in Accept."""
    assert [book.id for book in client.search.create(query="q")] == ["b1"]
    with client.search.stream_create(query="q") as stream:
        assert [book.id for book in stream] == ["b1"]


def test_the_asynchronous_client_does_the_same(async_client: Any) -> None:
    """Calls, views, pages and streams of the asynchronous client give what those of the other give."""

    async def run() -> tuple[str, str | None, list[str], list[str], bytes]:
        async with async_client as client:
            book = await client.books.get("b1")
            raw = await client.books.with_raw_response.get("b1")
            listed = [item.id async for item in client.books.iter_list()]
            async with await client.search.stream_create(query="q") as stream:
                streamed = [item.id async for item in stream]
            async with client.books.with_streaming_response.get("b1") as response:
                content = await response.read()
            return book.id, raw.etag, listed, streamed, content

    assert asyncio.run(run()) == ("b1", '"7"', ["b0", "b1", "b2"], ["b1"], b'{"id":"b1","title":"Emma"}')


def test_the_docstring_tells_what_the_description_tells(package: ModuleType) -> None:
    """Summary, arguments with units and defaults, documented errors, doubts and the source are all there."""
    import importlib

    books = importlib.import_module("library_client.resources.books").Books

    assert "days" in books.list.__doc__
    assert "Documented default: `14`" in books.list.__doc__
    assert "x_trace: The header parameter `X-Trace`" in books.list.__doc__ or "Deprecated." in books.list.__doc__
    assert "errors.TitleMissing: 400: `TITLE_MISSING`. The book has no title." in books.create.__doc__
    assert "Source: vendor:books (assumed)" in books.create.__doc__
    assert "errors.NotFound: 404: No such book. Not documented by the vendor." in books.get.__doc__
    assert ".. deprecated::" in books.remove.__doc__

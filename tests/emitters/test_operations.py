"""Descriptors say how each operation of the description travels."""

import ast
import importlib
import json
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


def descriptor(package: ModuleType, resource: str, constant: str) -> Any:
    """Import one descriptor of the library's client."""
    return getattr(importlib.import_module(f"{package.__name__}._operations.{resource}"), constant)


def test_a_path_alternates_text_and_parameters(package: ModuleType) -> None:
    """A template is split at its placeholders, which become parameters of the path."""
    path = descriptor(package, "books", "SCAN_OF_BOOK").path

    assert path[0] == "/books/"
    assert (path[1].python, path[1].wire, path[1].location, path[1].is_required) == ("book_id", "bookId", "path", True)
    assert path[2:] == ("/scan",)


def test_a_parameter_keeps_its_spelling_on_the_wire(package: ModuleType) -> None:
    """Name, place, style and explode arrive as described; a name that an option has gets an underscore in Python only."""
    parameters = {p.wire: p for p in descriptor(package, "books", "LIST_BOOKS").parameters}

    assert parameters["timeout"].python == "timeout_"
    assert (parameters["tags"].style, parameters["tags"].explode) == ("pipeDelimited", False)
    assert (parameters["X-Trace"].location, parameters["X-Trace"].python) == ("header", "x_trace")


def test_security_is_an_or_of_ands(package: ModuleType) -> None:
    """Alternatives and what belongs together in one are kept apart; no security asks for nothing."""
    assert descriptor(package, "books", "GET_BOOK").security == (("token", "shelfKey"), ("login",))
    assert descriptor(package, "books", "PROBE_BOOK").security == ()


def test_a_multipart_body_lists_its_parts(package: ModuleType) -> None:
    """Files, lists of files and plain parts are told apart."""
    (body,) = descriptor(package, "books", "CREATE_BOOK").bodies

    found = {part.wire: (part.is_required, part.is_file, part.is_repeated) for part in body.parts}

    assert (body.media_type, body.kind, body.is_required) == ("multipart/form-data", "multipart", True)
    assert found == {"book": (True, False, False), "scans": (False, True, True), "cover": (False, True, False)}


def test_every_media_type_of_a_body_is_kept_in_order(package: ModuleType) -> None:
    """The first media type of the description is the one sent by default."""
    bodies = descriptor(package, "books", "REPLACE_BOOK").bodies

    assert [(body.media_type, body.kind) for body in bodies] == [("application/json", "json"), ("text/plain", "text")]


def test_a_response_names_its_type_through_a_thunk(package: ModuleType) -> None:
    """The model is imported when the thunk is called, not when the descriptor is."""
    read = descriptor(package, "books", "GET_BOOK")

    assert "library_client.models" not in sys.modules
    assert [response.status for response in read.responses] == ["200", "404"]
    assert read.responses[0].contents[0].type() is package.models.Book
    assert read.responses[1].contents[0].type() is package.models.Problem


def test_an_answer_to_head_has_no_content(package: ModuleType) -> None:
    """What a description says about content of HEAD answers is not read."""
    (response,) = descriptor(package, "books", "PROBE_BOOK").responses

    assert (response.status, response.contents) == ("200", ())


def test_whole_and_stream_are_two_descriptors(package: ModuleType) -> None:
    """An operation that answers either way has a descriptor for each, which accepts one of them only."""
    whole = descriptor(package, "search", "SEARCH")
    stream = descriptor(package, "search", "STREAM_SEARCH")

    assert [content.kind for content in whole.responses[0].contents] == ["json"]
    assert [content.kind for content in stream.responses[0].contents] == ["event-stream"]
    assert stream.responses[0].contents[0].type() is package.models.Book


def test_paging_is_handed_on(package: ModuleType) -> None:
    """The way to the next page stands in the descriptor of the operation that pages."""
    paging = descriptor(package, "books", "LIST_BOOKS").paging

    assert (paging.style, paging.items, paging.request, paging.limit) == ("offset", "/items", "offset", "limit")
    assert descriptor(package, "books", "GET_BOOK").paging is None


@pytest.mark.parametrize("text", ["'", '"""', "\\", "{}", "{{ 7 * 7 }}", "{% raw %}", "a\nb", "\u202e", "é", "`x`"])
def test_text_of_a_description_stays_text(emit: Callable[[str], dict[str, str]], text: str) -> None:
    """A hostile wire name comes back from the descriptor as it was, and the module has the same tree as ever."""
    files = emit(
        json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": text, "version": text},
                "paths": {
                    "/a": {
                        "get": {
                            "operationId": "readA",
                            "tags": ["things"],
                            "summary": text,
                            "parameters": [{"name": text, "in": "query", "schema": {"type": "string"}}],
                            "responses": {"200": {"description": text}},
                        }
                    }
                },
            }
        )
    )
    tree = ast.parse(files["library_client/_operations/things.py"])
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert text in constants
    assert [type(node).__name__ for node in tree.body] == [
        "Expr",
        "ImportFrom",
        "ImportFrom",
        "ImportFrom",
        "AnnAssign",
    ]
    for path, content in files.items():
        if path.endswith(".py"):
            ast.parse(content)

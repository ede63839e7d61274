"""Holds that paging is inferred where it is certain, and nowhere else."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.model.service import Paging
from specwright.model.types import Scalar, ScalarKind

STRING = Scalar(ScalarKind.STRING)
LIST = {"type": "array", "items": {"type": "string"}}
TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def paging(load_it: Load, answer: Any, method: str = "get", **query: Any) -> Paging | None:
    """Load an operation with query parameters and one JSON answer."""
    parameters = [{"name": name, "in": "query", "schema": schema} for name, schema in query.items()]
    responses = {
        "200": {"content": {"application/json": {"schema": answer}}},
        "400": {"content": {"application/json": {"schema": LIST}}},
    }
    service = load_it(
        {
            "paths": {"/a": {method: {"parameters": parameters, "responses": responses}}},
            "components": {"schemas": {"S": page()}},
        }
    )
    return service.operations[0].paging


def page(**members: Any) -> dict[str, Any]:
    """Describe a page with a list and further members."""
    return {"type": "object", "properties": {"items": LIST} | members}


@pytest.mark.parametrize(
    ("answer", "query", "found"),
    [
        (
            page(),
            {"offset": NUMBER, "limit": NUMBER},
            Paging(style="offset", items="/items", request="offset", limit="limit"),
        ),
        (LIST, {"page": NUMBER, "per_page": NUMBER}, Paging(style="page", items="", request="page", limit="per_page")),
        (
            {"$ref": "#/components/schemas/S"},
            {"pageNumber": NUMBER},
            Paging(style="page", items="/items", request="pageNumber"),
        ),
        (
            page(next_cursor={"type": ["string", "null"]}),
            {"cursor": TEXT, "limit": NUMBER},
            Paging(style="cursor", items="/items", request="cursor", limit="limit", next="/next_cursor"),
        ),
        (
            page(meta={"properties": {"nextPageToken": TEXT}}),
            {"pageToken": TEXT},
            Paging(style="cursor", items="/items", request="pageToken", next="/meta/nextPageToken"),
        ),
        (
            {"properties": {"rows": LIST, "total": NUMBER}},
            {"page": NUMBER},
            Paging(style="page", items="/rows", request="page"),
        ),
        (page(links=LIST), {"page": NUMBER}, Paging(style="page", items="/items", request="page")),
    ],
)
def test_paging_is_found(load_it: Load, answer: Any, query: dict[str, Any], found: Paging) -> None:
    """A telling parameter and a list in the answer make a page; the type of its items comes with it."""
    result = paging(load_it, answer, **query)

    assert result is not None
    assert result.item_type == STRING
    assert (result.style, result.items, result.request, result.limit, result.next) == (
        found.style,
        found.items,
        found.request,
        found.limit,
        found.next,
    )


@pytest.mark.parametrize(
    ("answer", "query"),
    [
        (page(), {}),
        (page(), {"limit": NUMBER}),
        (page(), {"offset": NUMBER}),
        (page(), {"page": TEXT}),
        (page(), {"cursor": TEXT}),
        (page(next=NUMBER), {"next": TEXT}),
        ({"properties": {"a": LIST, "b": LIST}}, {"page": NUMBER}),
        ({"properties": {"items": LIST, "data": LIST}}, {"page": NUMBER}),
        ({"properties": {"name": TEXT}}, {"page": NUMBER}),
        (TEXT, {"page": NUMBER}),
    ],
)
def test_doubt_is_no_paging(load_it: Load, answer: Any, query: dict[str, Any]) -> None:
    """One missing or ambiguous sign, and nothing is claimed."""
    assert paging(load_it, answer, **query) is None


def test_only_reading_pages(load_it: Load) -> None:
    """An operation that changes something is never repeated for its next page."""
    assert paging(load_it, page(), method="post", offset=NUMBER, limit=NUMBER) is None

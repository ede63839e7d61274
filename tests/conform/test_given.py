"""Holds that a call can have a number that only the service gives: it is taken from what was read before."""

import copy
import json
from dataclasses import replace
from typing import Final

from conform.depot import depot_kit
from specwright.conform.drafts import Draft
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.plans import Brought, Given, Step, fill

READ: Final = Request(operation="getCrate", method="GET", target="/crates/c1")


def brought(document: object) -> Brought:
    """Give what an answer brings."""
    answer = Response(
        status=200, headers=(("content-type", "application/json"),), body=json.dumps(document).encode("utf-8")
    )
    step = Step(draft=Draft(operation=depot_kit().operations["getCrate"]))
    return Brought().after(Exchange(number=1, request=READ, response=answer), step)


def draft() -> Draft:
    """Give a draft with a number of that kind deep in its body, copied as drafts are."""
    body = {"lines": [{"lineId": Given(5, "lineId"), "count": 5}]}
    return Draft(operation=depot_kit().operations["addCrate"], body=copy.deepcopy(body))


def test_the_number_is_that_of_the_document() -> None:
    """The first number of that name in the last document takes its place, wherever it stands there, and no other does."""
    document = {"other": {"lineId": "text"}, "goods": [{"lineId": True}, {"lineId": 7001}, {"lineId": 7002}]}
    assert fill(draft(), brought(document)).body == {"lines": [{"lineId": 7001, "count": 5}]}


def test_until_it_is_known_it_is_as_valid() -> None:
    """Where no document has it, what is sent is the number that stood for it, and checks take it for one."""
    for known in (Brought(), brought({"lineId": None})):
        filled = fill(draft(), known)
        assert filled.body == {"lines": [{"lineId": 5, "count": 5}]}
        assert type(filled.body["lines"][0]["lineId"]) is int


def test_later_answers_without_a_document_forget_none() -> None:
    """An answer without a body leaves what was read before."""
    known = brought({"lineId": 3})
    empty = Exchange(number=2, request=READ, response=Response(status=204))
    later = known.after(empty, Step(draft=replace(draft(), body=None)))
    assert later.document == {"lineId": 3}

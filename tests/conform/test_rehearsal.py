"""Holds what is expected of calls that a twin was asked about before: no luck with numbers, and refusals in their words."""

from pathlib import Path
from typing import Any, Final

import pytest

from specwright.conform.body_cases import body_aims
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.prepared import Prepared
from specwright.conform.reading_back import Reader
from specwright.conform.results import Side
from specwright.conform.subjects import Subject
from specwright.conform.world import World
from specwright.samples.engine.nodes import ARRAY, OBJECT
from specwright.twin.creation import load_with_behaviour

SPEC: Final = Path(__file__).parents[2] / "specs" / "soget"
FIRST_NUMBER: Final = 7001


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Read a description with a declared behaviour once."""
    return Kit(load_with_behaviour(SPEC))


def _subject(kit: Kit, name: str) -> Subject:
    world = World(kit, _nobody, seed=1, fixtures=Fixtures(), is_twin=True)
    return Subject(kit=kit, operation=kit.operations[name], plans=world.plans, reader=Reader(kit), seed=1, is_twin=True)


def _nobody(request: Any) -> Any:
    raise AssertionError(request)


def _values(value: Any, name: str) -> list[Any]:
    if isinstance(value, ARRAY):
        return [found for item in value for found in _values(item, name)]
    if isinstance(value, OBJECT):
        own = [value[name]] if name in value else []
        return own + [found for member in value.values() for found in _values(member, name)]
    return []


def test_no_plan_counts_on_the_number_of_the_first_document(kit: Kit) -> None:
    """A number that a fresh twin gives to the first document is left out: whoever stores more gives it only once."""
    subject = _subject(kit, "updateCustomerOrder")
    base = subject.plans.plan(subject.operation).last
    assert base.content is not None
    assert isinstance(base.body, OBJECT)
    containers = [{**each, "goods": [{"goodsId": FIRST_NUMBER}]} for each in base.body["containers"]]
    body = {**base.body, "containers": containers}
    plan = subject.plans.fitted(subject.operation, base.content, body, base.parameters, seed="numbers")
    assert _values(body, "goodsId") != []
    assert _values(plan.last.body, "goodsId") == []


def test_what_a_precondition_refuses_is_held_to_its_words(kit: Kit) -> None:
    """A code of exactly the longest length is nobody's, so that nothing but the code for that may be told."""
    subject = _subject(kit, "createCustomerOrder")
    assert subject.operation.body is not None
    content = subject.operation.body.media_types[0]
    source = subject.plans.supplies.body(subject.operation, content)
    cases = [case for aim in body_aims(subject, content, source) for case in _first(aim)]
    held = [case for case in cases if case.case.id.endswith("/Order/contractor/code:maxLength/inside/refused")]
    assert [(case.case.side, case.refusal and case.refusal.code) for case in held] == [(Side.INSIDE, "ACTOR_NOT_FOUND")]


def _first(aim: Any) -> list[Prepared]:
    """Give the cases of one keyword, and of none besides: the others would take long."""
    first = next(aim, None)
    if first is None or "/Order/contractor/code:maxLength/" not in first.case.id:
        return []
    return [first, *aim]

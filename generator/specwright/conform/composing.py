"""Composes plans: a call of an operation behind those that make what it is about."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from specwright.conform.answers import content_of_requests
from specwright.conform.chains import Link, links_of, member_for
from specwright.conform.drafts import Draft
from specwright.conform.fixtures import Fixtures
from specwright.conform.grafting import graft
from specwright.conform.kit import Kit
from specwright.conform.payloads import spellable
from specwright.conform.plans import Plan, Step
from specwright.conform.proving import Prover
from specwright.conform.supplies import BodySource, Supplies, UndrawableError
from specwright.model.service import MediaType, Operation
from specwright.model.types import Json
from specwright.samples.engine.nodes import OBJECT, NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource

__all__ = ["Composer"]


class Composer:
    """Draws what plans are made of; what is known of a live service goes into them."""

    def __init__(self, kit: Kit, fixtures: Fixtures, supplies: Supplies, prover: Prover) -> None:
        self._kit = kit
        self._fixtures = fixtures
        self._supplies = supplies
        self._prover = prover

    def compose(
        self,
        operation: Operation,
        content: MediaType | None,
        body: Any,
        parameters: Mapping[str, Mapping[str, Json]],
        *,
        seed: str,
    ) -> Plan:
        """Put a call behind those that it needs, of which the last makes what suits the body.

        Raises:
            UndrawableError: nothing can be drawn for one of them.
        """
        links = links_of(self._kit.service, operation)
        keys: Mapping[str, str] = {}
        steps: list[Step] = []
        own: list[str] = []
        for number, link in enumerate(links):
            maker = link.maker
            made_in = content_of_requests(maker)
            made: Any = None
            if made_in is not None:
                source = self._supplies.body(maker, made_in)
                keys = keys or source.caller
                made = self.body(maker, made_in, f"{seed}/{number}")
                if number == len(links) - 1 and content is not None:
                    made = graft(source, made, body)
                own += _own(source, made) or _named(made, link)
            given = self.parameters(maker, f"{seed}/{number}", is_least=True)
            steps.append(Step(draft=Draft(operation=maker, parameters=given, content=made_in, body=made), link=link))
        if content is not None:
            source = self._supplies.body(operation, content)
            keys = keys or source.caller
            own += [] if links else _own(source, body) or self._named_like(operation, body)
        draft = Draft(operation=operation, parameters=parameters, content=content, body=body)
        plan = Plan(steps=(*steps, Step(draft=draft)), own=tuple(dict.fromkeys(own)))
        return self._prover.called(plan, keys)

    def parameters(self, operation: Operation, seed: str, *, is_least: bool) -> dict[str, dict[str, Json]]:
        """Draw parameters; with ``is_least`` those that are required.

        Raises:
            UndrawableError: nothing meets their schemas.
        """
        if not operation.parameters:
            return {}
        drawn: Any = self._supplies.parameters(operation).valid(RandomSource(seed))
        known = self._values(operation)
        found: dict[str, dict[str, Json]] = {}
        for parameter in operation.parameters:
            place, name = parameter.location.value, parameter.name.wire
            if is_least and not parameter.is_required:
                continue
            if name in known:
                found.setdefault(place, {})[name] = known[name][0]
            elif name in drawn.get(place, {}):
                found.setdefault(place, {})[name] = drawn[place][name]
        return found

    def body(self, operation: Operation, content: MediaType, seed: str) -> Any:
        """Draw a body.

        Raises:
            UndrawableError: none was found.
        """
        having = {name: values[0] for name, values in self._values(operation).items() if name.startswith("/")}
        source = self._supplies.body(operation, content)
        try:
            drawn = source.valid(seed, {name: value for name, value in having.items() if "*" not in name})
            return spellable(content, copy.deepcopy(drawn))
        except (NotDrawableError, NoWayFoundError) as error:
            raise UndrawableError(str(error)) from None

    def _values(self, operation: Operation) -> Mapping[str, tuple[Json, ...]]:
        values = self._fixtures.values
        found = {**values.get("*", {}), **values.get(operation.name.wire, {})}
        return {name: listed for name, listed in found.items() if listed}

    def _named_like(self, operation: Operation, body: Any) -> list[str]:
        """Find the text that other operations will name what is made here by."""
        links = (link for each in self._kit.service.operations for link in links_of(self._kit.service, each))
        return next((_named(body, link) for link in links if link.maker is operation), list[str]())


def _own(source: BodySource, body: Any) -> list[str]:
    """List the texts by which documents are told apart."""
    found: list[str] = []
    for path in source.unique:
        value: Any = body
        for name in path:
            value = value.get(name) if isinstance(value, OBJECT) else None
        if isinstance(value, str):
            found.append(value)
    return found


def _named(body: Any, link: Link) -> list[str]:
    """Find the text in a body by which a path will name it, where nothing else tells documents apart."""
    found = member_for(body, link)
    return [found] if isinstance(found, str) else []

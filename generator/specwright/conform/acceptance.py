"""Makes plans of calls that a service has to accept, and proves them on an unchanged twin before anybody sends them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from specwright.conform.answers import code_of
from specwright.conform.callers import Caller, callers
from specwright.conform.chains import Link, links_of, member_for
from specwright.conform.drafts import Draft, SpellingError, write
from specwright.conform.exchanges import Exchange
from specwright.conform.exchanges import Response as Answer
from specwright.conform.fixtures import Fixtures
from specwright.conform.grafting import graft, without
from specwright.conform.kit import Kit
from specwright.conform.payloads import spellable
from specwright.conform.plans import Brought, Plan, Step, fill
from specwright.conform.rehearsal import Rehearsal
from specwright.conform.supplies import BodySource, Supplies, UndrawableError
from specwright.model.service import MediaType, MediaTypeKind, Operation
from specwright.model.types import Json
from specwright.samples.engine.nodes import OBJECT, NotDrawableError
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource

__all__ = ["Acceptable", "content_of_requests", "is_success"]

_ATTEMPTS: Final = 6
_MOST_CALLERS: Final = 12


def is_success(answer: Answer | None) -> bool:
    """Say whether a call was accepted."""
    return answer is not None and 200 <= answer.status < 400


def content_of_requests(operation: Operation) -> MediaType | None:
    """Give the media type that bodies are sent in: JSON where there is a choice."""
    known = operation.body.media_types if operation.body is not None else ()
    plain = (each for each in known if each.kind is MediaTypeKind.JSON and "*" not in each.media_type)
    return next(plain, next(iter(known), None))


class Acceptable:
    """Plans for one description; what is known of a live service goes into them."""

    def __init__(self, kit: Kit, fixtures: Fixtures, *, is_twin: bool) -> None:
        self._kit = kit
        self._is_twin = is_twin
        self._fixtures = fixtures
        self.supplies = Supplies(kit)
        self._made: dict[tuple[str, int], Plan | UndrawableError] = {}
        self._callers: dict[str, Caller | None] = {}

    @property
    def rehearsal(self) -> Rehearsal:
        """The twin on which plans are tried."""
        return self._kit.once("rehearsal", lambda: Rehearsal(self._kit.service))

    def plan(self, operation: Operation, number: int = 0) -> Plan:
        """Give a plan that ends with a call of an operation; plans of other numbers hold other values.

        Raises:
            UndrawableError: none was found that is acceptable.
        """
        key = (operation.name.wire, number)
        if key not in self._made:
            try:
                self._made[key] = self._found(operation, number)
            except UndrawableError as error:
                self._made[key] = error
        found = self._made[key]
        if isinstance(found, UndrawableError):
            raise found
        return found

    def _found(self, operation: Operation, number: int) -> Plan:
        content = content_of_requests(operation)
        last: UndrawableError | None = None
        for attempt in range(_ATTEMPTS):
            seed = f"{operation.name.wire}/{number}/{attempt}"
            try:
                body = None if content is None else self._body(operation, content, seed)
                parameters = self.parameters(operation, seed, is_least=number == 0)
                if content is None:
                    return self.proved(self.compose(operation, content, body, parameters, seed=seed))
                return self.fitted(operation, content, body, parameters, seed=seed)
            except UndrawableError as error:
                last = error
        raise last or UndrawableError("nothing was tried")

    def proved(self, plan: Plan) -> Plan:
        """Give a plan back once it is known to be acceptable, with another caller where that takes one.

        Raises:
            UndrawableError: it is not, and why.
        """
        if not self.rehearsal.is_possible:
            return self._called_live(replace(plan, is_proved=False))
        operation = plan.last.operation.name.wire
        reason = ""
        everybody = callers(self._kit.service, plan.steps[0].draft.operation, self._without_live)
        is_settled = operation in self._callers
        # Who was let in once is let in again, and what is refused then is refused for another reason.
        tried = [self._callers[operation]] if is_settled else [None, *islice(everybody, _MOST_CALLERS)]
        for caller in tried:
            candidate = plan if caller is None else self._called_by(plan, caller)
            because = self.refused_because(candidate)
            reason = reason or because
            if not because:
                self._callers[operation] = caller
                return self._called_live(candidate)
        declared = self._kit.service.behaviour.operations
        if not self._is_twin and all(step.draft.operation.name.wire not in declared for step in plan.steps):
            # What a twin makes up about a service decides nothing for that service.
            return self._called_live(replace(plan, is_proved=False))
        raise UndrawableError(reason)

    def links(self, operation: Operation) -> tuple[Link, ...]:
        """List the path parameters that name what other operations make."""
        return links_of(self._kit.service, operation)

    def with_parameter(self, plan: Plan, place: str, name: str, value: Json) -> Plan:
        """Give a plan whose last call has another value for a parameter."""
        draft = plan.last
        given = {**draft.parameters.get(place, {}), name: value}
        return plan.ending(replace(draft, parameters={**draft.parameters, place: given}))

    def refused_because(self, plan: Plan) -> str:
        """Try a plan: why it is not acceptable, empty where it is."""
        answers = list(self.rehearse(plan))
        if len(answers) == len(plan.steps) and is_success(answers[-1]):
            return ""
        operation = plan.steps[len(answers) - 1].draft.operation.name.wire
        answer = answers[-1]
        if answer is None:
            return f"{operation} gives no answer"
        code = code_of(answer, self._kit.service.error_code_pointer)
        said = answer.fields.get("specwright-reason", "")
        return f"{operation} answers {answer.status}{' ' + code if code else ''}{': ' + said if said else ''}"

    def rehearse(self, plan: Plan) -> Iterator[Answer | None]:
        """Make the calls of a plan on the unchanged twin, up to the first that is refused."""
        self.rehearsal.begin()
        brought = Brought()
        for step in plan.steps:
            try:
                request = write(fill(step.draft, brought), self._kit.service.security_schemes)
            except SpellingError as error:
                raise UndrawableError(f"{step.draft.operation.name.wire}: {error}") from None
            answer = self.rehearsal(request)
            yield answer
            if not is_success(answer):
                return
            brought = brought.after(Exchange(number=0, request=request, response=answer), step)

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
                source = self.supplies.body(maker, made_in)
                keys = keys or source.caller
                made = self._body(maker, made_in, f"{seed}/{number}")
                if number == len(links) - 1 and content is not None:
                    made = graft(source, made, body)
                own += _own(source, made) or _named(made, link)
            given = self.parameters(maker, f"{seed}/{number}", is_least=True)
            steps.append(Step(draft=Draft(operation=maker, parameters=given, content=made_in, body=made), link=link))
        if content is not None:
            source = self.supplies.body(operation, content)
            keys = keys or source.caller
            own += [] if links else _own(source, body) or self._named_like(operation, body)
        draft = Draft(operation=operation, parameters=parameters, content=content, body=body)
        plan = Plan(steps=(*steps, Step(draft=draft)), own=tuple(dict.fromkeys(own)))
        caller = next(callers(self._kit.service, plan.steps[0].draft.operation, self._without_live, keys), Caller())
        return self._called_by(plan, caller)

    def fitted(
        self,
        operation: Operation,
        content: MediaType,
        body: Any,
        parameters: Mapping[str, Mapping[str, Json]],
        *,
        seed: str,
        kept: str = "",
    ) -> Plan:
        """Give a proved plan that ends with a body; numbers that only a stored document gives are left out if need be.

        The member at the pointer ``kept`` stays.

        Raises:
            UndrawableError: the body is not acceptable.
        """
        try:
            return self.proved(self.compose(operation, content, body, parameters, seed=seed))
        except UndrawableError:
            numbers = {
                child.id.member
                for resource in self._kit.service.behaviour.resources.values()
                for child in resource.children
                if child.id.text or child.id.is_number
            }
            fitting = without(body, numbers - {kept.rpartition("/")[2]})
            if fitting == body:
                raise
            return self.proved(self.compose(operation, content, fitting, parameters, seed=seed))

    def parameters(self, operation: Operation, seed: str, *, is_least: bool) -> dict[str, dict[str, Json]]:
        """Draw parameters; with ``is_least`` those that are required.

        Raises:
            UndrawableError: nothing meets their schemas.
        """
        if not operation.parameters:
            return {}
        drawn: Any = self.supplies.parameters(operation).valid(RandomSource(seed))
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

    def _body(self, operation: Operation, content: MediaType, seed: str) -> Any:
        having = {name: values[0] for name, values in self._values(operation).items() if name.startswith("/")}
        source = self.supplies.body(operation, content)
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
        return next((_named(body, link) for link in links if link.maker is operation), [])

    @property
    def _without_live(self) -> Fixtures:
        return Fixtures()

    def _called_by(self, plan: Plan, caller: Caller) -> Plan:
        def of(draft: Draft) -> Draft:
            mine = next(callers(self._kit.service, draft.operation, self._without_live, caller.keys), caller)
            return replace(draft, credentials=mine.credentials)

        return replace(plan, steps=tuple(replace(step, draft=of(step.draft)) for step in plan.steps))

    def _called_live(self, plan: Plan) -> Plan:
        if not self._fixtures.credentials:
            return plan

        def of(draft: Draft) -> Draft:
            mine = next(callers(self._kit.service, draft.operation, self._fixtures), Caller())
            return replace(draft, credentials=mine.credentials)

        return replace(plan, steps=tuple(replace(step, draft=of(step.draft)) for step in plan.steps))


def _own(source: BodySource, body: Any) -> list[str]:
    """List the texts by which documents are told apart."""
    found: list[str] = []
    for path in source.unique:
        value = body
        for name in path:
            value = value.get(name) if isinstance(value, OBJECT) else None
        if isinstance(value, str):
            found.append(value)
    return found


def _named(body: Any, link: Link) -> list[str]:
    """Find the text in a body by which a path will name it, where nothing else tells documents apart."""
    found = member_for(body, link)
    return [found] if isinstance(found, str) else []

"""Makes plans of calls that a service has to accept, and proves them on an unchanged twin before anybody sends them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from specwright.conform.answers import content_of_requests
from specwright.conform.chains import Link, links_of
from specwright.conform.composing import Composer
from specwright.conform.fixtures import Fixtures
from specwright.conform.grafting import without
from specwright.conform.kit import Kit
from specwright.conform.plans import Given, Plan, Step
from specwright.conform.proving import Prover, Told
from specwright.conform.supplies import Supplies, UndrawableError
from specwright.model.service import MediaType, Operation
from specwright.model.types import Json
from specwright.twin.pointers import at_pointer, with_pointer

__all__ = ["Acceptable"]

_ATTEMPTS: Final = 6


class Acceptable:
    """Plans for one description; what is known of a live service goes into them."""

    def __init__(self, kit: Kit, fixtures: Fixtures, *, is_twin: bool) -> None:
        self._kit = kit
        self.supplies = Supplies(kit)
        self._prover = Prover(kit, fixtures, is_twin=is_twin)
        self._composer = Composer(kit, fixtures, self.supplies, self._prover)
        self._made: dict[tuple[str, int], Plan | UndrawableError] = {}

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
                body = None if content is None else self._composer.body(operation, content, seed)
                parameters = self.parameters(operation, seed, is_least=number == 0)
                if content is None:
                    return self.composed(operation, content, body, parameters, seed=seed)
                return self.fitted(operation, content, body, parameters, seed=seed)
            except UndrawableError as error:
                last = error
        raise last or UndrawableError("nothing was tried")

    def proved(self, plan: Plan) -> Plan:
        """Give a plan back once it is known to be acceptable, with another caller where that takes one.

        Raises:
            UndrawableError: it is not, and why.
        """
        return self._prover.proved(plan)

    def refused(
        self,
        operation: Operation,
        content: MediaType,
        body: Any,
        parameters: Mapping[str, Mapping[str, Json]],
        *,
        seed: str,
    ) -> tuple[Plan, Told] | None:
        """Give a plan that ends with a body that nothing is wrong with and that is refused; None where it is not.

        Raises:
            UndrawableError: it cannot be planned.
        """
        plan = self._composer.compose(operation, content, body, parameters, seed=seed)
        told = self.refusal(plan)
        return None if told is None else (plan, told)

    def refusal(self, plan: Plan) -> Told | None:
        """Say how the unchanged twin refuses the last call of a plan; None where it does not, or cannot be asked."""
        return self._prover.refusal(plan)

    def parameters(self, operation: Operation, seed: str, *, is_least: bool) -> dict[str, dict[str, Json]]:
        """Draw parameters; with ``is_least`` those that are required.

        Raises:
            UndrawableError: nothing meets their schemas.
        """
        return self._composer.parameters(operation, seed, is_least=is_least)

    def composed(
        self,
        operation: Operation,
        content: MediaType | None,
        body: Any,
        parameters: Mapping[str, Mapping[str, Json]],
        *,
        seed: str,
    ) -> Plan:
        """Give a proved plan that ends with a body.

        Raises:
            UndrawableError: it is not acceptable, and why.
        """
        return self.proved(self._composer.compose(operation, content, body, parameters, seed=seed))

    def links(self, operation: Operation) -> tuple[Link, ...]:
        """List the path parameters that name what other operations make."""
        return links_of(self._kit.service, operation)

    def with_parameter(self, plan: Plan, place: str, name: str, value: Json) -> Plan:
        """Give a plan whose last call has another value for a parameter."""
        draft = plan.last
        given = {**draft.parameters.get(place, {}), name: value}
        return plan.ending(replace(draft, parameters={**draft.parameters, place: given}))

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

        The member at the pointer ``kept`` stays; where it is such a number, it is the one that is read before.

        Raises:
            UndrawableError: the body is not acceptable.
        """
        try:
            return self.composed(operation, content, body, parameters, seed=seed)
        except UndrawableError:
            numbers = {
                child.id.member
                for resource in self._kit.service.behaviour.resources.values()
                for child in resource.children
                if child.id.text or child.id.is_number
            }
            name = kept.rpartition("/")[2]
            if name in numbers and isinstance(at_pointer(body, kept), int):
                plan = self._composer.compose(operation, content, without(body, numbers), parameters, seed=seed)
                return self.proved(self._given(plan, kept, at_pointer(body, kept)))
            fitting = without(body, numbers - {name})
            if fitting == body:
                raise
            return self.composed(operation, content, fitting, parameters, seed=seed)

    def _given(self, plan: Plan, pointer: str, value: Json) -> Plan:
        """Let the last call have, at a pointer, the number that a document has which is read before.

        Raises:
            UndrawableError: no operation reads it, or it is no number.
        """
        draft = plan.last
        reading = (each for each in self._kit.service.operations if each.method.upper() == "GET")
        reader = next((each for each in reading if each.path == draft.operation.path), None)
        if reader is None or not isinstance(value, int) or isinstance(value, bool):
            raise UndrawableError("only a stored document gives it, and nothing reads one")
        read = self.plan(reader).last
        if draft.credentials.keys() == read.credentials.keys():
            read = replace(read, credentials=draft.credentials)
        body = with_pointer(copy.deepcopy(draft.body), pointer, Given(value, pointer.rpartition("/")[2]))
        return replace(plan, steps=(*plan.steps[:-1], Step(draft=read), Step(draft=replace(draft, body=body))))

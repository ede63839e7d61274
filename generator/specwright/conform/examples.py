"""The first phase: what the description gives as examples of requests is sent, and has to be accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from specwright.conform.cases import accepted, case_of, unreachable
from specwright.conform.phases import Ground
from specwright.conform.plans import Plan
from specwright.conform.results import Aim, Case, Kind, Result, Side
from specwright.conform.supplies import UndrawableError
from specwright.model.service import MediaType, Operation, Parameter
from specwright.model.types import Json

__all__ = ["ExamplePhase"]

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ExamplePhase:
    """Sends the examples of bodies and of parameters, each behind the calls that it needs."""

    name = "examples"

    def run(self, ground: Ground, /) -> Iterator[Result]:
        """Tell the results one by one."""
        for operation in ground.service.operations:
            if operation.name.wire not in ground.operations:
                continue
            if ground.is_read_only and operation.method.upper() not in _READING:
                continue
            yield from self._operation(ground, operation)

    def _operation(self, ground: Ground, operation: Operation) -> Iterator[Result]:
        examples = 0
        for content in operation.body.media_types if operation.body is not None else ():
            for name, value in content.examples.items():
                examples += 1
                yield from self._body(ground, operation, content, name, value)
        for parameter in operation.parameters:
            for number, value in enumerate(parameter.docs.examples):
                examples += 1
                yield from self._parameter(ground, operation, parameter, number, value)
        if not examples:
            yield from self._plain(ground, operation)

    def _body(
        self, ground: Ground, operation: Operation, content: MediaType, name: str, value: Json
    ) -> Iterator[Result]:
        aim = Aim(operation=operation.name.wire, kind=Kind.EXAMPLE, name=name, place=f"body {content.media_type}")
        case = case_of(f"{content.media_type}/{name}", aim, Side.INSIDE, f"the example {name}", phase=self.name)

        def plan() -> Plan:
            check = ground.kit.judges.body(operation, content.media_type)
            found = check(value) if check is not None else ()
            if found:
                raise UndrawableError(f"the example is not valid: {found[0].path}: {found[0].message}")
            plans = ground.world.plans
            parameters = plans.parameters(operation, f"example {name}", is_least=True)
            return plans.composed(operation, content, value, parameters, seed=f"example {name}")

        yield from _tried(ground, case, plan)

    def _parameter(
        self, ground: Ground, operation: Operation, parameter: Parameter, number: int, value: Json
    ) -> Iterator[Result]:
        place = parameter.location.value
        name = parameter.name.wire
        aim = Aim(operation=operation.name.wire, kind=Kind.EXAMPLE, name=str(number + 1), place=f"{place} {name}")
        story = f"the example {number + 1} of {place} {name}"
        case = case_of(f"{place}/{name}/{number + 1}", aim, Side.INSIDE, story, phase=self.name)

        def plan() -> Plan:
            plans = ground.world.plans
            base = plans.plan(operation)
            is_made = place == "path" and any(link.parameter == name for link in plans.links(operation))
            if is_made and len(base.own) == 1 and isinstance(value, str) and not parameter.encoding:
                # Who makes it chooses the number that it will be known by.
                return plans.proved(replace(base.renewed({base.own[0]: value}), own=()))
            if is_made or name.lower() == "if-match":
                raise UndrawableError("the value has to be that of something stored, which the other cases send")
            return plans.proved(plans.with_parameter(base, place, name, value))

        yield from _tried(ground, case, plan)

    def _plain(self, ground: Ground, operation: Operation) -> Iterator[Result]:
        aim = Aim(operation=operation.name.wire, kind=Kind.EXAMPLE, name="acceptable")
        case = case_of("acceptable", aim, Side.INSIDE, "an acceptable call", phase=self.name)
        yield from _tried(ground, case, lambda: ground.world.plans.plan(operation))


def _tried(ground: Ground, case: Case, plan: Callable[[], Plan]) -> Iterator[Result]:
    if not ground.is_wanted(case.id):
        return
    try:
        found = plan()
    except UndrawableError as error:
        yield unreachable(case, str(error))
        return
    ground.world.reset()
    yield accepted(ground, case, found)

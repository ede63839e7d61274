"""Draws what is valid to send, from a description alone: values of parameters, and bodies that are acceptable too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from specwright.checks import compile_checks
from specwright.checks.entries import read_entries
from specwright.conform.kit import Kit
from specwright.model.errors import SpecwrightError
from specwright.model.service import Body, MediaType, MediaTypeKind, Operation, Service
from specwright.model.types import Json
from specwright.samples.acceptable import AcceptableSampler, acceptable_sampler
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource
from specwright.samples.planning import make_plan
from specwright.twin.execution import execute

__all__ = ["BodySource", "Supplies", "UndrawableError"]

T = TypeVar("T")

_JSON: Final = "application/json"
_PASSED_ON: Final = (SpecwrightError, NotDrawableError, NoWayFoundError, KeyError, StopIteration, RecursionError)


class UndrawableError(Exception):
    """Nothing can be drawn, and why."""


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why there is no sampler."""

    reason: str


class BodySource:
    """Draws the bodies of one media type; ``caller`` are the keys of the rows of whom it draws for."""

    def __init__(self, sampler: Sampler, acceptable: AcceptableSampler | None) -> None:
        self.sampler = sampler
        self.acceptable = acceptable
        self.caller: Mapping[str, str] = {} if acceptable is None else acceptable.caller

    def valid(self, seed: str, having: Mapping[str, Any] | None = None) -> Any:
        """Draw one.

        Raises:
            UndrawableError: none was found.
        """
        drawing = self.sampler if self.acceptable is None else self.acceptable
        try:
            return drawing.valid(RandomSource(seed), having or {})
        except (NotDrawableError, NoWayFoundError) as error:
            raise UndrawableError(str(error)) from None

    @property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        """List the members by which documents are told apart, as paths."""
        pointers = () if self.acceptable is None else self.acceptable.unique
        return tuple(tuple(pointer.split("/")[1:]) for pointer in pointers)


class Supplies:
    """Samplers of one description, each made once."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def parameters(self, operation: Operation) -> Sampler:
        """Give what draws the parameters of an operation, as an object by location.

        Raises:
            UndrawableError: nothing meets their schemas.
        """
        return self._once(("parameters", operation.name.wire), lambda: self._parameters(operation))

    def body(self, operation: Operation, content: MediaType) -> BodySource:
        """Give what draws the bodies of one media type.

        Raises:
            UndrawableError: nothing meets their schema.
        """
        known = operation.body.media_types if operation.body is not None else ()
        # Several media types often announce the same value.
        content = next((each for each in known if _is_alike(each, content)), content)
        key = ("body", operation.name.wire, content.media_type)
        return self._once(key, lambda: self._body(operation, content))

    def _once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        def made() -> T | _Failed:
            try:
                return make()
            except _PASSED_ON as error:
                return _Failed(str(error) or type(error).__name__)

        found = self._kit.once(key, made)
        if isinstance(found, _Failed):
            raise UndrawableError(found.reason)
        return found

    def _body(self, operation: Operation, content: MediaType) -> BodySource:
        try:
            found = acceptable_sampler(self._kit.service, operation.name.wire, media_type=content.media_type)
        except _PASSED_ON:
            alone = replace(operation, body=Body(media_types=(content,), is_required=True), parameters=())
            return BodySource(sampler_of(replace(self._kit.service, operations=(alone,))), None)
        return BodySource(found.sampler, found)

    def _parameters(self, operation: Operation) -> Sampler:
        """Draw parameters as a body would be: one object, with a member for each location."""
        service = replace(self._kit.service, operations=(replace(operation, body=None),))
        entries = read_entries(service, has_responses=False)
        entry = next(use.entry for use in entries.uses if use.entry.kind == "parameters")
        content = MediaType(
            media_type=_JSON,
            kind=MediaTypeKind.JSON,
            type=entries.schemas[entry.key].type,
            definition=_closed(entry.definition),
            where=operation.where,
        )
        stand_in = replace(operation, parameters=(), body=Body(media_types=(content,), is_required=True))
        return sampler_of(replace(service, operations=(stand_in,), schemas=entries.schemas))


def sampler_of(service: Service) -> Sampler:
    """Make the sampler of the only body of a service."""
    module = compile_checks(service, has_responses=False, keep_going=True)
    plan = make_plan(service, module)
    check = next(check.name for check in module.checks if check.kind == "body")
    return Sampler(plan, check, execute(module.text, "samples"))


def _is_alike(first: MediaType, second: MediaType) -> bool:
    return first.kind is second.kind and first.definition == second.definition and first.parts == second.parts


def _closed(definition: Json) -> Json:
    """Let nothing but what is described stand among parameters that are drawn."""
    whole: dict[str, Json] = definition if isinstance(definition, dict) else {}
    properties = whole.get("properties")
    return {**whole, "properties": dict(_inner(properties)), "additionalProperties": False}


def _inner(properties: Json) -> Iterator[tuple[str, Json]]:
    for name, member in properties.items() if isinstance(properties, dict) else ():
        yield name, {**member, "additionalProperties": False} if isinstance(member, dict) else member

"""Turns an operation of a service into samples of bodies that it accepts, or refuses for one reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from specwright.checks import compile_checks
from specwright.model.service import Operation, Service
from specwright.samples.acceptance import Acceptance, LeftOut, accept
from specwright.samples.engine.nodes import OBJECT
from specwright.samples.engine.places import fixed_paths, wishes
from specwright.samples.engine.sampling import NOTHING, Sampler
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource, Source
from specwright.samples.planning import make_plan

__all__ = ["AcceptableSampler", "acceptable_sampler"]

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 12
_TRIES: Final = 4


def acceptable_sampler(
    service: Service,
    operation: str,
    caller: Mapping[str, str] | str | None = None,
    *,
    media_type: str | None = None,
) -> AcceptableSampler:
    """Make a sampler of bodies that are right for one caller, the first usual one where none is named.

    Raises:
        KeyError: there is no such operation.
        ConfigError: it has no such body, or nobody is called so.
        DescriptionError: nothing can be accepted.
    """
    found = next((each for each in service.operations if each.name.wire == operation), None)
    if found is None:
        raise KeyError(operation)
    return AcceptableSampler(service, found, caller, media_type)


class AcceptableSampler:
    """Samples of one body that meet the preconditions which speak of it alone; each has a number of its own."""

    def __init__(
        self, service: Service, operation: Operation, caller: Mapping[str, str] | str | None, media_type: str | None
    ) -> None:
        self._arguments = (service, operation, caller, media_type)
        self._acceptance = _accept(self._arguments, has_avoided=True)
        self.sampler = _sampler(self._acceptance)
        self._careless: Sampler | None = None

    @property
    def caller(self) -> Mapping[str, str]:
        """Give the key of the caller's row for each of the caller's names."""
        return self._acceptance.caller.keys

    @property
    def preconditions(self) -> Mapping[str, str]:
        """Give the preconditions that can be broken, by the names that break them."""
        return self._acceptance.rules

    @property
    def avoided(self) -> Mapping[str, str]:
        """Give those that samples keep away from; what breaks them is accepted until such a document is stored."""
        return self._acceptance.avoided

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """List the preconditions that nothing is done about, and why."""
        return self._acceptance.left_out

    @property
    def unique(self) -> tuple[str, ...]:
        """List the members, as pointers, that are never the same in two samples."""
        return tuple("".join(f"/{token}" for token in path) for path in self._acceptance.unique)

    @property
    def breakable(self) -> tuple[str, ...]:
        """List what can be broken so that the operation refuses: rules, preconditions, keywords at their places."""
        return tuple(name for name in self.sampler.breakable if name not in self.avoided)

    def valid(self, source: Source, having: Mapping[str, Any] = NOTHING) -> Any:
        """Draw a body that is accepted; ``having`` holds the values of some members, by their names.

        Raises:
            NotDrawableError: none was found.
            NoWayFoundError: it could not be made acceptable.
        """
        sampler = self._for(having)
        return self._numbered(sampler, sampler.valid(source, having), source, having)

    def many(self, source: Source, having: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
        """Draw bodies that are accepted, without end and quickly.

        Raises:
            NotDrawableError: none was found.
            NoWayFoundError: it could not be made acceptable.
        """
        sampler = self._for(having)
        for document in sampler.many(source, having):
            yield self._numbered(sampler, document, source, having)

    def broken(self, name: str, source: Source, having: Mapping[str, Any] = NOTHING) -> Any:
        """Draw a body that is refused for one reason: a precondition, a rule, a keyword at a place, or an error code.

        Raises:
            NotDrawableError: there is nothing of this name.
            NoWayFoundError: no such body was found.
        """
        sampler = self._for(having)
        return self._numbered(sampler, sampler.broken(name, source, having), source, having)

    def transition(self, source: Source, breaking: str | None = None) -> tuple[Any, Any]:
        """Draw a body and the one that is to replace it: a change that is accepted, or that breaks one rule.

        Raises:
            NotDrawableError: the body has no rules about changes.
            NoWayFoundError: no such change was found.
        """
        return self.sampler.transition(source, breaking)

    def _for(self, having: Mapping[str, Any]) -> Sampler:
        """Choose who draws: one that keeps away from what is stored, unless this is asked for."""
        if not having or not self.avoided:
            return self.sampler
        try:
            self.sampler.valid(RandomSource(0), having)
        except NoWayFoundError:
            if self._careless is None:
                self._careless = _sampler(_accept(self._arguments, has_avoided=False))
            return self._careless
        return self.sampler

    def _numbered(self, sampler: Sampler, document: Any, source: Source, having: Mapping[str, Any]) -> Any:
        """Give a document values of its own where documents are told apart, unless the caller or a fault says which."""
        fixed = fixed_paths(wishes(having, sampler.root, sampler.drawer)) if having else []
        for path in self._acceptance.unique:
            if path not in fixed:
                _number(sampler, document, path, source)
        return document


def _accept(
    arguments: tuple[Service, Operation, Mapping[str, str] | str | None, str | None], *, has_avoided: bool
) -> Acceptance:
    service, operation, caller, media_type = arguments
    return accept(service, operation, caller=caller, media_type=media_type, has_avoided=has_avoided)


def _sampler(acceptance: Acceptance) -> Sampler:
    module = compile_checks(acceptance.service, has_responses=False)
    plan = make_plan(acceptance.service, module)
    names: dict[str, Any] = {"__name__": "checks"}
    # Written by ourselves: nothing of a description's text becomes code in it.
    exec(compile(module.text, "<checks>", "exec", dont_inherit=True), names)  # noqa: S102
    return Sampler(plan, plan["bodies"][acceptance.operation.name.wire][acceptance.media_type], names)


def _number(sampler: Sampler, document: Any, path: tuple[str, ...], source: Source) -> None:
    """Put a new value at a place, if what is wrong with the document stays the same."""
    container: Any = document
    node = sampler.root
    for name in path[:-1]:
        container = container.get(name) if isinstance(container, OBJECT) else None
    for name in path:
        node = sampler.drawer.member(node, name) or node
    if not isinstance(container, OBJECT) or not isinstance(container.get(path[-1]), (int, str)):
        return
    known = container[path[-1]]
    found = sampler.check(document)
    sampler.drawer.source = source
    for value in _values(sampler, node, source):
        container[path[-1]] = value
        if sampler.check(document) == found:
            return
    container[path[-1]] = known


def _values(sampler: Sampler, node: str, source: Source) -> Iterator[Any]:
    number = source.below(len(_LETTERS) ** _LENGTH)
    text = "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(_LENGTH))
    shortest, longest = sampler.drawer.lengths(node)
    candidates = (text.ljust(shortest, "0")[:longest], number)
    yield from (value for value in candidates if sampler.drawer.accepts(node, value))
    for _ in range(_TRIES):
        yield sampler.drawer.fresh(node)

"""Calls as they are planned: drafts that lack what only the calls before them bring, and how they are filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from specwright.conform.answers import json_of
from specwright.conform.chains import Link, id_in, path_names
from specwright.conform.drafts import Draft
from specwright.conform.exchanges import Exchange
from specwright.model.service import ParameterLocation
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["Brought", "Given", "Plan", "Step", "fill"]

_MATCHES: Final = ("if-match",)


class Given(int):
    """A number that only the service gives, the first of a name in the last answer; until then one that is as valid."""

    name: str

    def __new__(cls, value: int, name: str) -> Self:
        """Make it of a number that stands for it."""
        made = super().__new__(cls, value)
        made.name = name
        return made

    def __deepcopy__(self, _memo: object) -> Self:
        """Stay what it is in copies of what holds it."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What calls have brought so far.

    Path parameters by prefix of the path, and entity tag and document of the last answer that had them.
    """

    ids: Mapping[str, Json] = field(default_factory=dict[str, Json])
    tag: str = ""
    document: Json = None

    def after(self, exchange: Exchange, step: Step) -> Brought:
        """Add what the answer to a step brings."""
        answer = exchange.response
        ids = dict(self.ids)
        if step.link is not None:
            chosen = step.link.chosen(step.draft.given(ParameterLocation.PATH)) if step.link.is_own else None
            found = chosen if chosen is not None else id_in(exchange, step.link, step.draft.body)
            if found is not None:
                ids[step.link.prefix] = found
        tag = "" if answer is None else answer.fields.get("etag", "")
        document, is_json = (None, False) if answer is None else json_of(answer)
        return replace(self, ids=ids, tag=tag or self.tag, document=document if is_json else self.document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call; ``link`` says what its answer brings for the calls after it."""

    draft: Draft
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Calls in their order, of which the last one is what it is about; ``own`` are texts that each run has anew.

    ``is_proved`` is False where nothing but its schemas says that it is acceptable.
    """

    steps: tuple[Step, ...]
    own: tuple[str, ...] = ()
    is_proved: bool = True

    @property
    def last(self) -> Draft:
        """The draft of the last call."""
        return self.steps[-1].draft

    def ending(self, draft: Draft) -> Plan:
        """End with another draft."""
        return replace(self, steps=(*self.steps[:-1], Step(draft=draft)))

    def renewed(self, names: Mapping[str, str]) -> Plan:
        """Put other texts in the places of one's own ones, everywhere alike."""
        if not names:
            return self
        steps = tuple(replace(step, draft=_renewed(step.draft, names)) for step in self.steps)
        return replace(self, steps=steps, own=tuple(names.get(text, text) for text in self.own))


def fill(draft: Draft, brought: Brought) -> Draft:
    """Fill in what the calls before have brought: path parameters, the entity tag, and numbers that they gave."""
    prefixes = path_names(draft.operation)
    path = dict(draft.given(ParameterLocation.PATH))
    for name, prefix in prefixes.items():
        if prefix in brought.ids:
            path[name] = brought.ids[prefix]
    header = dict(draft.given(ParameterLocation.HEADER))
    for name in header:
        if name.lower() in _MATCHES and brought.tag:
            header[name] = brought.tag
    parameters = {**draft.parameters, "path": path, "header": header}
    body = _told(draft.body, brought.document)
    return replace(draft, body=body, parameters={place: given for place, given in parameters.items() if given})


def _told(value: Any, document: Json) -> Any:
    if isinstance(value, Given):
        return next(_numbers(document, value.name), int(value))
    if isinstance(value, ARRAY):
        return [_told(item, document) for item in value]
    if isinstance(value, OBJECT):
        return {key: _told(item, document) for key, item in value.items()}
    return value


def _numbers(value: Json, name: str) -> Iterator[int]:
    """List the numbers of a name, outer ones first."""
    pending = [value]
    while pending:
        found = pending.pop(0)
        if isinstance(found, dict):
            member = found.get(name)
            if isinstance(member, int) and not isinstance(member, bool):
                yield member
        pending += found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()


def _renewed(draft: Draft, names: Mapping[str, str]) -> Draft:
    parameters = {place: _exchanged(given, names) for place, given in draft.parameters.items()}
    return replace(draft, body=_exchanged(draft.body, names), parameters=parameters)


def _exchanged(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, ARRAY):
        return [_exchanged(item, names) for item in value]
    if isinstance(value, OBJECT):
        return {key: _exchanged(item, names) for key, item in value.items()}
    return value

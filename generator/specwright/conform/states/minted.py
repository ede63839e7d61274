"""Tells which values are a model's own, as ids that it made, and lets calls take them from answers that tell them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from specwright.conform.answers import json_of
from specwright.conform.exchanges import Response
from specwright.conform.states.model import Model
from specwright.conform.states.places import generic_values
from specwright.conform.states.steps import Call, MoveMade, Step, Told
from specwright.model.behaviour import IdRule
from specwright.model.types import Json
from specwright.rules.instants import timestamp_of_text
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = ["Minted", "leaves", "millis_of", "told_by"]


@dataclass(slots=True, eq=False)
class Minted:
    """The ids and times that a model made since it ``began``; numbers count only as members of their name.

    ``times`` are spelled as texts. ``chosen`` are ids of inferred documents that a caller chose: a service may prefer
    its own, and tells it.
    """

    began: int = 0
    texts: set[str] = field(default_factory=set[str])
    numbers: set[tuple[str, int]] = field(default_factory=set["tuple[str, int]"])
    times: set[str] = field(default_factory=set[str])
    chosen: set[str] = field(default_factory=set[str])
    _seen: set[tuple[str, str, int]] = field(default_factory=set["tuple[str, str, int]"])

    def look(self, model: Model, sent: set[str]) -> None:
        """Take in what the model has by now; what a caller sent is nobody's to make."""
        resources = model.service.behaviour.resources
        for (name, id_), record in model.records():
            if (name, id_, record.version) in self._seen:
                continue
            self._seen.add((name, id_, record.version))
            self._take_times(record.document, model.millis(), sent)
            if (name, id_) in model.fixed:
                continue
            declared = resources.get(name)
            if declared is None:
                if id_ in sent:
                    self.chosen.add(id_)
                else:
                    self.texts.add(id_)
                    for member, value in record.document.items():
                        if isinstance(value, int) and str(value) == id_:
                            self.numbers.add((member, value))
                continue
            self._take(declared.id, record.document)
            for child in declared.children:
                for _, value in generic_values(record.document):
                    if isinstance(value, OBJECT) and child.id.member in value:
                        self._take(child.id, value)

    def _take_times(self, document: Json, now: int, sent: set[str]) -> None:
        for _, leaf in leaves(document):
            moment = millis_of(leaf)
            if moment is not None and self.began <= moment <= now and str(leaf) not in sent:
                self.times.add(str(leaf))

    def _take(self, rule: IdRule, holder: dict[str, Json]) -> None:
        value = holder.get(rule.member)
        if isinstance(value, int) and not isinstance(value, bool):
            self.numbers.add((rule.member, value))
        elif isinstance(value, str) and rule.text:
            self.texts.add(value)

    def is_own(self, value: Any, member: str) -> bool:
        """Say whether a value was made by the model."""
        if isinstance(value, str):
            return value in self.texts
        return isinstance(value, int) and not isinstance(value, bool) and (member, value) in self.numbers

    def untold(self, step: Step, answers: Sequence[Response]) -> Step:
        """Give a step with each own value of the model replaced by where an earlier answer tells it."""
        if isinstance(step, Call):
            path = {name: self._path(value, answers) for name, value in step.parameters.get("path", {}).items()}
            rest = {place: self._in(values, "", answers) for place, values in step.parameters.items()}
            return replace(
                step,
                parameters={**rest, "path": path} if "path" in rest else rest,
                body=self._in(step.body, "", answers),
            )
        return replace(step, id=self._path(step.id, answers)) if isinstance(step, MoveMade) else step

    def _path(self, value: Any, answers: Sequence[Response]) -> Any:
        if isinstance(value, Told):
            return value
        is_number = any(str(number) == str(value) for _, number in self.numbers)
        is_number = is_number or str(value) in self.chosen
        if not is_number and not (isinstance(value, str) and value in self.texts):
            return value
        return told_by(value, answers) or value

    def _in(self, value: Any, member: str, answers: Sequence[Response]) -> Any:
        if isinstance(value, OBJECT):
            return {name: self._in(each, name, answers) for name, each in value.items()}
        if isinstance(value, ARRAY):
            return [self._in(each, member, answers) for each in value]
        is_time = isinstance(value, (str, int)) and str(value) in self.times
        return (told_by(value, answers) or value) if is_time or self.is_own(value, member) else value


def leaves(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """List all values without parts, with their places."""
    if isinstance(value, OBJECT):
        for name, member in value.items():
            yield from leaves(member, (*at, name))
    elif isinstance(value, ARRAY):
        for index, item in enumerate(value):
            yield from leaves(item, (*at, index))
    else:
        yield at, value


def millis_of(value: Any) -> int | None:
    """Read a moment, in milliseconds since 1970: a number of them, or a text of RFC 3339."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not 20 <= len(value) <= 40:
        return None
    try:
        return timestamp_of_text(value) // 1_000_000
    except ValueError:
        return None


def told_by(value: Any, answers: Sequence[Response]) -> Told | None:
    """Find where an answer tells a value; None where none does."""
    for number, answer in enumerate(answers):
        body, is_json = json_of(answer)
        for place, leaf in leaves(body) if is_json else ():
            if leaf is not None and str(leaf) == str(value) and not isinstance(leaf, bool):
                return Told(number, place)
        location = answer.fields.get("location", "")
        if location.endswith(f"/{value}"):
            return Told(number, header="location", prefix=location[: -len(str(value))])
    return None

"""Plays a sequence on the model, so that each of its steps has an answer to be compared with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from urllib.parse import quote, quote_plus

from specwright.conform.answers import json_of
from specwright.conform.drafts import write
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.results import Failure
from specwright.conform.states.minted import Minted, leaves
from specwright.conform.states.model import Model, Said
from specwright.conform.states.places import ABSENT, read
from specwright.conform.states.steps import Call, MoveMade, Step, TokenAsked, Told, Wait, other_of, resolved_step
from specwright.model.service import SecurityScheme
from specwright.model.types import Json
from specwright.twin.calls import Refusal

__all__ = [
    "Expected",
    "Rehearsal",
    "Rehearser",
    "UntoldError",
    "admin_request",
    "rehearse",
    "request_of",
    "sent_texts",
    "told",
]


_BEFORE: Final = "before the last step"
Judge: TypeAlias = "Callable[[Exchange], tuple[Failure, ...]]"


class UntoldError(Exception):
    """An answer does not have a value that a later step needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the model did in a step; ``now`` is its time afterwards in milliseconds, ``tag_about`` whose ETag it is.

    ``flaw`` says what the description does not have of it: nobody can be asked to do the same. ``is_fixed`` says that
    it was about a document of the fixtures.
    """

    said: Said
    now: int
    tag_about: str = ""
    flaw: str = ""
    is_fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A sequence with what the model does in each step; in ``steps``, own values are told by answers."""

    steps: tuple[Step, ...]
    expected: tuple[Expected, ...]
    minted: Minted
    began: int


class Rehearser:
    """Plays steps on the model from the beginning, one by one; nobody else may use the model meanwhile."""

    def __init__(self, model: Model, schemes: Mapping[str, SecurityScheme], judge: Judge | None = None) -> None:
        self.model = model
        self._judge = judge
        self._schemes = schemes
        model.begin()
        self._began = model.millis()
        self._minted = Minted(began=self._began)
        self._sent: set[str] = set()
        self.steps: list[Step] = []
        self.expected: list[Expected] = []
        self.answers: list[Response] = []

    def take(self, step: Step) -> Expected:
        """Play a step.

        Raises:
            UntoldError: it needs what no answer of the model tells.
            SpellingError: it has no spelling.
        """
        untold = self._minted.untold(step, self.answers)
        plain = resolved_step(untold, lambda value: told(value, self.answers))
        self.model.keep(_BEFORE)
        said = _played(self.model, plain, self._schemes)
        flaw = self._flaw(plain, said)
        self._sent |= sent_texts(plain)
        self._minted.look(self.model, self._sent)
        about = ",".join(f"{resource}/{id_}" for resource, id_ in said.about)
        is_fixed = any(each in self.model.fixed for each in said.about)
        expected = Expected(said=said, now=self.model.millis(), tag_about=about, flaw=flaw, is_fixed=is_fixed)
        self.steps.append(untold)
        self.expected.append(expected)
        self.answers.append(said.response)
        return expected

    def take_back(self) -> None:
        """Undo the last step."""
        self.model.back(_BEFORE)
        for each in (self.steps, self.expected, self.answers):
            each.pop()

    def _flaw(self, step: Step, said: Said) -> str:
        if self._judge is None or not isinstance(step, Call):
            return ""
        exchange = Exchange(number=0, request=request_of(step, self._schemes), response=said.response)
        return next((failure.message for failure in self._judge(exchange)), "")

    def rehearsal(self) -> Rehearsal:
        """Give all that was played."""
        return Rehearsal(steps=tuple(self.steps), expected=tuple(self.expected), minted=self._minted, began=self._began)


def rehearse(
    model: Model, steps: Sequence[Step], schemes: Mapping[str, SecurityScheme], judge: Judge | None = None
) -> Rehearsal:
    """Play steps from the beginning.

    Raises:
        UntoldError: a step needs what no answer of the model tells.
        SpellingError: a call has no spelling.
    """
    rehearser = Rehearser(model, schemes, judge)
    for step in steps:
        rehearser.take(step)
    return rehearser.rehearsal()


def told(value: Told, answers: Sequence[Response]) -> Any:
    """Find what an answer tells, or another value of that form where one is asked for.

    Raises:
        UntoldError: it does not tell it.
    """
    found = _told(value, answers)
    return other_of(found, value.form) if value.form else found


def _told(value: Told, answers: Sequence[Response]) -> Any:
    answer = answers[value.step]
    if value.header:
        text = answer.fields.get(value.header)
        if text is None:
            raise UntoldError(f"the answer to step {value.step + 1} has no header {value.header}")
        return value.lead + text[len(value.prefix) :].strip(value.without or None)
    body, _ = json_of(answer)
    found = read(body, value.place)
    if found is ABSENT:
        pointer = "/".join(("", *map(str, value.place)))
        raise UntoldError(f"the answer to step {value.step + 1} has nothing at {pointer}")
    return found


def request_of(step: Step, schemes: Mapping[str, SecurityScheme]) -> Request:
    """Spell a step for a service; what no operation does, a twin's admin API does.

    Raises:
        SpellingError: a call has no spelling.
    """
    match step:
        case Call():
            return write(step.draft(), schemes)
        case TokenAsked():
            form = "&".join(f"{quote_plus(name)}={quote_plus(text)}" for name, text in step.form.items())
            headers = (("Content-Type", "application/x-www-form-urlencoded"),)
            return Request(operation="", method="POST", target=step.path, headers=headers, body=form.encode("ascii"))
        case MoveMade():
            where = "/".join(quote(text, safe="") for text in (step.resource, str(step.id), "moves", step.name))
            return admin_request("POST", f"resources/{where}", {} if step.arguments is None else step.arguments)
        case Wait():
            return admin_request("PUT", "clock", {"advance": step.seconds})


def admin_request(method: str, path: str, body: Json) -> Request:
    """Spell a request to the admin API of a twin."""
    return Request(
        operation="",
        method=method,
        target=f"/__twin/{path}",
        headers=(("Content-Type", "application/json"),),
        body=json.dumps(body).encode("utf-8"),
    )


def sent_texts(step: Step) -> set[str]:
    """List the values that a step sends, as texts."""
    if isinstance(step, Call):
        return {str(leaf) for _, leaf in leaves([step.parameters, step.body]) if isinstance(leaf, (str, int, float))}
    return {str(leaf) for _, leaf in leaves(step.arguments)} if isinstance(step, MoveMade) else set()


def _played(model: Model, step: Step, schemes: Mapping[str, SecurityScheme]) -> Said:
    match step:
        case MoveMade():
            moved = model.move(step.resource, str(step.id), step.name, step.arguments)
            status = 200
            if isinstance(moved, Refusal):
                status = moved.status if 400 <= moved.status < 500 else 409
            return Said(response=Response(status=status))
        case Wait():
            model.advance(step.seconds)
            return Said(response=Response(status=200))
        case _:
            return model.send(request_of(step, schemes))

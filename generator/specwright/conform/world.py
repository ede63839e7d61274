"""Carries out plans of acceptable calls on the service under test, and remembers what was made for whom."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Final

from specwright.conform.acceptance import Acceptable
from specwright.conform.answers import code_of, is_success
from specwright.conform.drafts import Draft, write
from specwright.conform.exchanges import Exchange, Request, Send
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.conform.oracle import ADMIN
from specwright.conform.plans import Brought, Plan, fill
from specwright.conform.styles import json_text
from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["Made", "RefusedSetupError", "World"]

# A text in hexadecimal stays one.
_KINDS: Final = ("0123456789", "abcdef", "ABCDEF", "ghijklmnopqrstuvwxyz", "GHIJKLMNOPQRSTUVWXYZ")
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_TRIES: Final = 8
# Drawn at random, texts of fewer letters and digits soon come again.
_MANY: Final = 5


class RefusedSetupError(Exception):
    """A call that should have been accepted was not, so that the one behind it cannot be made."""

    def __init__(self, message: str, exchanges: tuple[Exchange, ...]) -> None:
        super().__init__(message)
        self.exchanges = exchanges


@dataclass(frozen=True, slots=True)
class Made:
    """The last draft of a plan, filled in with what the calls before it brought, and these calls."""

    draft: Draft
    exchanges: tuple[Exchange, ...]


class World:
    """One campaign's view of a service; ``plans`` has what is acceptable there."""

    def __init__(self, kit: Kit, send: Send, *, seed: int, fixtures: Fixtures, is_twin: bool) -> None:
        self._kit = kit
        self._send = send
        self.fixtures = fixtures
        self._is_twin = is_twin
        self._random = random.Random(f"{seed}" if is_twin else None)
        # A live service keeps what earlier campaigns stored.
        key = ("plans", repr(fixtures.values), *fixtures.credentials.items(), is_twin)
        self.plans = kit.once(key, lambda: Acceptable(kit, fixtures, is_twin=is_twin))
        self._resting: dict[str, Made] = {}

    def reset(self) -> None:
        """Let a twin begin anew, so that nothing of earlier cases is in the way; a live service stays as it is."""
        if self._is_twin:
            self.tell_twin("POST", "reset", {})
        self.forget()

    def forget(self) -> None:
        """Take it that nothing that was stored is there any more."""
        self._resting.clear()

    def draft(self, operation: Operation, number: int = 0) -> Draft:
        """Give an acceptable draft of an operation, making what has to be there before it.

        Raises:
            UndrawableError: none was found.
            RefusedSetupError: the service refuses what has to be there before it.
        """
        return self.prepare(self.plans.plan(operation, number)).draft

    def resting(self, operation: Operation) -> Made:
        """Give an acceptable draft again and again, for calls that change nothing; its own setup is made once.

        Raises:
            UndrawableError: none was found.
            RefusedSetupError: the service refuses what has to be there before it.
        """
        name = operation.name.wire
        if name not in self._resting:
            self._resting[name] = self.prepare(self.plans.plan(operation))
        return self._resting[name]

    def prepare(self, plan: Plan) -> Made:
        """Make all calls of a plan but the last, with texts of one's own that no document had yet.

        Raises:
            RefusedSetupError: one of them is refused.
        """
        is_told_apart = bool(plan.own) and all(_has_many_forms(text) for text in plan.own)
        if self._is_twin and not is_told_apart and any(_is_writing(step.draft.operation) for step in plan.steps):
            # Nothing tells what is stored now from what earlier cases have stored.
            self.reset()
        plan = self._renewed(plan)
        brought, exchanges = Brought(), list[Exchange]()
        for step in plan.steps[:-1]:
            exchange = self.send(fill(step.draft, brought))
            exchanges.append(exchange)
            if not is_success(exchange.response):
                raise RefusedSetupError(self._told(exchange), tuple(exchanges))
            brought = brought.after(exchange, step)
        return Made(fill(plan.last, brought), tuple(exchanges))

    def send(self, draft: Draft, *, is_assigned: bool = True) -> Exchange:
        """Send a draft; what is not assigned to its operation is not judged by what that documents.

        Raises:
            SpellingError: it has no spelling.
        """
        request = self.request(draft)
        return self._send(request if is_assigned else replace(request, operation=""))

    def tell_twin(self, method: str, target: str, document: Json = None) -> Exchange:
        """Ask something of a twin that its API has no words for."""
        headers = (("Content-Type", "application/json"),) if document is not None else ()
        body = json_text(document).encode("utf-8") if document is not None else b""
        return self._send(Request(operation="", method=method, target=ADMIN + target, headers=headers, body=body))

    def request(self, draft: Draft) -> Request:
        """Spell a draft.

        Raises:
            SpellingError: it has no spelling.
        """
        return write(draft, self._kit.service.security_schemes)

    def _told(self, exchange: Exchange) -> str:
        answer, name = exchange.response, exchange.request.operation
        if answer is None:
            return f"{name} gives no answer: {exchange.broken}"
        code = code_of(answer, self._kit.service.error_code_pointer)
        return f"{name} is refused with {answer.status}{' ' + code if code else ''}, and is acceptable"

    def _renewed(self, plan: Plan) -> Plan:
        """Give each text of one's own a new value that is as valid."""
        for text in plan.own:
            for _ in range(_TRIES):
                candidate = plan.renewed({text: self._fresh(text)})
                if all(self._is_valid(step.draft) for step in candidate.steps):
                    plan = candidate
                    break
        return plan

    def _fresh(self, text: str) -> str:
        """Draw a text of the same form: another letter for each letter, another digit for each digit."""
        return "".join(
            next((self._random.choice(kind) for kind in _KINDS if letter in kind), letter) for letter in text
        )

    def _is_valid(self, draft: Draft) -> bool:
        if draft.content is None:
            return True
        check = self._kit.judges.body(draft.operation, draft.content.media_type)
        return check is None or not check(draft.body)


def _has_many_forms(text: str) -> bool:
    return sum(any(letter in kind for kind in _KINDS) for letter in text) >= _MANY


def _is_writing(operation: Operation) -> bool:
    return operation.method.upper() not in _READING

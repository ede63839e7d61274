"""What a sequence is made of: calls, moves that only a twin can make, time that passes, and values told by answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from specwright.conform.drafts import Draft
from specwright.conform.results import Case
from specwright.conform.states.material import Caller
from specwright.model.service import MediaType, Operation
from specwright.model.types import Json
from specwright.samples.engine.nodes import ARRAY, OBJECT

__all__ = [
    "OTHER_FORMS",
    "Call",
    "MoveMade",
    "Script",
    "Step",
    "TokenAsked",
    "Told",
    "Wait",
    "other_of",
    "resolved_step",
]

# Ways to another id that nobody has: far off where there is room, else as long as the one that is known.
OTHER_FORMS: Final = ("far", "as long")
_FAR: Final = 1_982_451_653
_DIGITS: Final = str.maketrans("0123456789", "9876501234")
# What is hexadecimal stays so.
_SPELLED: Final = ("abcdefghijklmnopqrstuvwxyz", "fedcbazyxwvutsrqponmlkjihg")
_LETTERS: Final = str.maketrans(
    "".join((_SPELLED[0], _SPELLED[0].upper())), "".join((_SPELLED[1], _SPELLED[1].upper()))
)


@dataclass(frozen=True, slots=True)
class Told:
    """A value that the answer to an earlier step tells: at a place of its body, or in a header behind a ``prefix``.

    ``lead`` is put before it, and ``without`` is taken off its ends. With a ``form``, another value like it is meant.
    """

    step: int
    place: tuple[str | int, ...] = ()
    header: str = ""
    prefix: str = ""
    lead: str = ""
    without: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of an operation; values may be ``Told`` by earlier answers.

    ``tokens`` are credentials by security scheme, in place of the caller's own.
    """

    operation: Operation
    caller: Caller
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    content: MediaType | None = None
    body: Any = None
    headers: Mapping[str, Any] = field(default_factory=dict[str, Any])
    tokens: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    raw: bytes | None = None
    content_type: str | None = ""

    def draft(self) -> Draft:
        """Give the call as a request's values; nothing in it may be ``Told`` any more."""
        held = {**self.caller.credentials, **{key: str(text) for key, text in self.tokens.items()}}
        return Draft(
            operation=self.operation,
            parameters=self.parameters,
            credentials={key: text for key, text in held.items() if self._asks(key)},
            content=self.content,
            body=self.body,
            raw=self.raw,
            content_type=self.content_type,
            headers=tuple((name, str(value)) for name, value in self.headers.items()),
        )

    def _asks(self, scheme: str) -> bool:
        return any(scheme in alternative for alternative in self.operation.security)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMade:
    """A transition that no operation makes: for the campaign, the admin API of a twin does."""

    resource: str
    id: Any
    name: str
    arguments: Json = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Time that passes."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenAsked:
    """A form posted to the token endpoint of a security scheme."""

    path: str
    form: Mapping[str, str]


Step: TypeAlias = Call | MoveMade | Wait | TokenAsked


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A sequence that shows something; ``needs`` says what a service that is no twin lacks for it."""

    case: Case
    steps: tuple[Step, ...]
    needs: str = ""


def resolved(value: Any, tell: Callable[[Told], Any]) -> Any:
    """Give a value with everything ``Told`` replaced by what was told."""
    if isinstance(value, Told):
        return tell(value)
    if isinstance(value, OBJECT):
        return {name: resolved(member, tell) for name, member in value.items()}
    if isinstance(value, ARRAY):
        return [resolved(item, tell) for item in value]
    return value


def other_of(value: Any, form: str) -> Any:
    """Give another id than one that is known, of the same kind."""
    if isinstance(value, int):
        return value + _FAR if form == "far" else int(str(value).translate(_DIGITS))
    text = str(value)
    if form == "far" and text.isalnum() and text[-1:].isdecimal():
        return f"{text.rstrip('0123456789')}{_FAR}"
    # Of a UUID, or what else is told by its signs, only the last letters are others.
    return text[:-4] + text[-4:].translate(_DIGITS).translate(_LETTERS)


def resolved_step(step: Step, tell: Callable[[Told], Any]) -> Step:
    """Give a step with everything ``Told`` replaced by what was told."""
    if isinstance(step, Call):
        return replace(
            step,
            parameters=resolved(step.parameters, tell),
            body=resolved(step.body, tell),
            headers=resolved(step.headers, tell),
            tokens=resolved(step.tokens, tell),
        )
    return replace(step, id=resolved(step.id, tell)) if isinstance(step, MoveMade) else step

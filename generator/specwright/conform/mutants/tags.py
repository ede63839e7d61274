"""Mutants of entity tags, and of what If-Match and If-None-Match ask for (M11)."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from specwright.conform.mutants.damage import Asked, Damage, Handling, Replying, Told
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.model.behaviour import Answer as AnswerEffect
from specwright.model.behaviour import Match, OperationBehaviour
from specwright.model.service import Operation
from specwright.twin.calls import Answer, Call, Refusal
from specwright.twin.engine import Engine

__all__ = ["tag_mutants", "tagged", "version_mutants"]


def tagged(bench: Workbench, operation: Operation) -> bool:
    """Say whether an operation answers with an entity tag."""
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    names = {
        header.name.wire.lower()
        for response in operation.responses
        if response.status.startswith("2")
        for header in response.headers
    }
    return "etag" in names or any(isinstance(each, AnswerEffect) and each.tag_of for each in declared.effects or ())


def version_mutants(bench: Workbench) -> Iterator[Mutant]:
    """Show other versions than those that there are, wherever a tag is told."""
    if not any(tagged(bench, operation) for operation in bench.service.operations):
        return
    for what, (story, version) in _VERSIONS.items():
        yield _mutant(bench, "", what, story, Damage(version=version))


def tag_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change what one operation makes of tags."""
    name = operation.name.wire
    if tagged(bench, operation):
        for what, (story, spell) in _SPELLINGS.items():
            yield _mutant(bench, name, f"tag-{what}", story, Damage(replying=_spelled(name, spell)))
        if operation.method.upper() == "GET":
            story = "each reading tells another tag"
            yield _mutant(bench, name, "tag-restless", story, Damage(replying=_restless(name)))
    if _is_conditional(bench, operation):
        for what, (story, change) in _CONDITIONS.items():
            yield _mutant(bench, name, f"if-match-{what}", story, Damage(handling=_given(name, change)))
        story = "a call that If-Match refuses is carried out"
        yield _mutant(bench, name, "refused-and-done", story, Damage(handling=_done(name)))


def _is_conditional(bench: Workbench, operation: Operation) -> bool:
    declared = bench.service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    is_inferred = declared.effects is None and operation.method.upper() in ("PUT", "PATCH", "DELETE")
    has_status = any(response.status == "412" for response in operation.responses)
    return any(isinstance(each, Match) for each in declared.preconditions) or (is_inferred and has_status)


def _spelled(name: str, spell: Callable[[str], str]) -> Replying:
    def replying(asked: Asked, told: Told) -> Told:
        if asked.operation != name:
            return told
        return replace(told, headers=tuple((key, spell(text) if key == "etag" else text) for key, text in told.headers))

    return replying


def _given(name: str, change: Callable[[str], str]) -> Handling:
    """Understand another If-Match than the one that was sent."""

    def handling(_engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        if call.operation.name.wire != name:
            return sound(call)
        headers = {
            key: change(str(value)) if key.lower() == "if-match" else value
            for key, value in call.parameters.get("header", {}).items()
        }
        others = {key: change(value) if key == "if-match" else value for key, value in call.headers.items()}
        return sound(replace(call, parameters={**call.parameters, "header": headers}, headers=others))

    return handling


def _restless(name: str) -> Replying:
    numbers = itertools.count(1)
    return _spelled(name, lambda tag: f'{tag.rstrip(chr(34))}.{next(numbers)}"')


def _done(name: str) -> Handling:
    def handling(engine: Engine, sound: Callable[[Call], Answer], call: Call) -> Answer:
        answer = sound(call)
        if call.operation.name.wire == name and isinstance(answer, Refusal) and answer.status == 412:
            _given(name, lambda _: "*")(engine, sound, call)
        return answer

    return handling


def _first_of(header: str) -> str:
    return header.partition(",")[0]


_VERSIONS: Final[Mapping[str, tuple[str, Callable[[int], int]]]] = {
    "constant": ("the tag is always the same", lambda _: 1),
    "every-other": ("every second change leaves the tag as it was", lambda version: version // 2),
    "two-only": ("the tag goes to and fro between two values", lambda version: version % 2),
    "ends-at-three": ("from the third change on the tag stays", lambda version: min(version, 3)),
}
_SPELLINGS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "former": ("the tag is that of the version before", lambda tag: _counted(tag, -1)),
    "next": ("the tag is that of the next version", lambda tag: _counted(tag, 1)),
}
_CONDITIONS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "ignored": ("If-Match is not looked at", lambda _: "*"),
    "star-refused": ("If-Match: * is refused", lambda header: '"-"' if header.strip() == "*" else header),
    "list-refused": ("of several tags only the first counts", _first_of),
    "quotes-needed": (
        "a tag without quotes is refused",
        lambda header: header if '"' in header or "*" in header else '"-"',
    ),
    "weak-taken": ("weak tags match too", lambda header: header.replace("W/", "")),
}


def _counted(tag: str, by: int) -> str:
    digits = "".join(letter for letter in tag if letter.isdecimal())
    return tag.replace(digits, str(int(digits) + by), 1) if digits else tag


def _mutant(bench: Workbench, name: str, what: str, story: str, damage: Damage) -> Mutant:
    return Mutant(
        id=f"M11/{name or 'all'}/{what}", kind=Kind.TAG, operation=name, story=story, damage=damage, workbench=bench
    )

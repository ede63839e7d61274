"""Mutants of answers: members missing or of another type, other media types, headers and statuses (M3)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from specwright.conform.mutants.damage import Asked, Damage, Replying, Told
from specwright.conform.mutants.mutant import Kind, Mutant, Workbench
from specwright.conform.mutants.places import Place, changed_at, names_in, places_in, values_in
from specwright.conform.mutants.spread import spread
from specwright.conform.mutants.statuses import is_first_of_route, told_statuses
from specwright.model.service import MediaTypeKind, Operation, Response

__all__ = ["answer_mutants"]

_MOST_MEMBERS: Final = 2
_MOST_TYPES: Final = 3
# A value that no schema of the type takes.
_WRONG: Final[Mapping[str, Any]] = {
    "string": 7,
    "integer": "7",
    "number": "7",
    "boolean": "true",
    "array": {},
    "object": [],
}


def answer_mutants(bench: Workbench, operation: Operation) -> Iterator[Mutant]:
    """Change what is answered, success and refusals alike."""
    for response in operation.responses:
        if not response.status.isdecimal() or int(response.status) not in told_statuses(bench.service, operation):
            continue
        if response.status == "405" and not is_first_of_route(bench.service, operation):
            continue
        yield from _of_body(bench, operation, response)
        yield from _of_head(bench, operation, response)


def _of_body(bench: Workbench, operation: Operation, response: Response) -> Iterator[Mutant]:
    content = next((each for each in response.media_types if each.kind is MediaTypeKind.JSON), None)
    if content is None:
        return
    places = [
        place
        for place in places_in(bench.service, operation, content.definition)
        if _is_shown(list(content.examples.values()), place) and "type" in place.schema
    ]
    required = [f"{place.pointer}/{name}" for place in places for name in names_in(place.schema.get("required"))]
    is_success = response.status.startswith("2")
    for pointer in spread(required, _MOST_MEMBERS if is_success else 1):
        change = _body(operation, response, _setter(pointer, ...))
        yield _mutant(bench, operation, response, (f"{pointer}/missing", f"{pointer} is missing"), change)
    typed = [place for place in places if place.pointer and isinstance(place.schema["type"], str)]
    for place in spread(typed, _MOST_TYPES if is_success else 0 if required else 1):
        wrong: Any = _WRONG.get(str(place.schema["type"]))
        change = _body(operation, response, _setter(place.pointer, wrong))
        story = f"{place.pointer} is {json.dumps(wrong)}"
        yield _mutant(bench, operation, response, (f"{place.pointer}/type", story), change)
    if is_success:
        listed = [place for place in places if "enum" in place.schema]
        for place in spread(listed, 1):
            change = _body(operation, response, _setter(place.pointer, "Other"))
            yield _mutant(
                bench, operation, response, (f"{place.pointer}/enum", f"{place.pointer} is no listed value"), change
            )
        yield _mutant(bench, operation, response, ("empty", "there is no body"), _told(operation, response, body=b""))
    if not is_success and response.status != "400":
        return
    plain = _retold(operation, response, lambda told: _with_header(told, "content-type", "text/plain"))
    yield _mutant(bench, operation, response, ("text", "the media type is text/plain"), plain)


def _of_head(bench: Workbench, operation: Operation, response: Response) -> Iterator[Mutant]:
    for header in response.headers:
        name = header.name.wire.lower()
        if header.is_required:
            gone = _retold(operation, response, _without_header(name))
            yield _mutant(
                bench, operation, response, (f"{name}-missing", f"the header {header.name.wire} is missing"), gone
            )
    if response.status.startswith("2"):
        number = int(response.status)
        documented = {each.status for each in operation.responses}
        for other in (200, 201, 202, 204):
            if other != number and str(other) not in documented:
                told = _retold(operation, response, _restater(other))
                yield _mutant(bench, operation, response, (f"as-{other}", f"the status is {other}"), told)
                break
        if not response.media_types:
            told = _told(operation, response, body=b'{"ok":true}')
            yield _mutant(bench, operation, response, ("body", "there is a body that nobody documents"), told)


def _setter(pointer: str, new: Any) -> Callable[[Any], Any]:
    return lambda value: changed_at(value, pointer, lambda _: new)


def _without_header(name: str) -> Callable[[Told], Told]:
    return lambda told: _with_header(told, name, None)


def _restater(status: int) -> Callable[[Told], Told]:
    return lambda told: replace(told, status=status)


def _is_shown(examples: list[Any], place: Place) -> bool:
    return any(value is not None for example in examples for value in values_in(example, place.pointer))


def _body(operation: Operation, response: Response, change: Callable[[Any], Any]) -> Replying:
    def retell(told: Told) -> Told:
        if not told.body:
            return told
        return replace(told, body=json.dumps(change(json.loads(told.body)), ensure_ascii=False).encode())

    return _retold(operation, response, retell)


def _told(operation: Operation, response: Response, *, body: bytes) -> Replying:
    return _retold(operation, response, lambda told: replace(told, body=body))


def _retold(operation: Operation, response: Response, retell: Callable[[Told], Told]) -> Replying:
    status, name = int(response.status), operation.name.wire

    def replying(asked: Asked, told: Told) -> Told:
        return retell(told) if told.status == status and name in (asked.operation, asked.route) else told

    return replying


def _with_header(told: Told, name: str, text: str | None) -> Told:
    kept = tuple((key, value) for key, value in told.headers if key != name)
    return replace(told, headers=kept if text is None else (*kept, (name, text)))


def _mutant(
    bench: Workbench, operation: Operation, response: Response, title: tuple[str, str], replying: Replying
) -> Mutant:
    what, story = title
    return Mutant(
        id=f"M3/{operation.name.wire}/{response.status}/{what.strip('/')}",
        kind=Kind.ANSWER,
        operation=operation.name.wire,
        story=f"in answers with {response.status}, {story}",
        damage=Damage(replying=replying),
        workbench=bench,
    )

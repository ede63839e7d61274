"""Makes ids of inferred documents: numbers, UUIDs, or what else the description allows where an id stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from specwright.model.types import Json
from specwright.twin.identities import random_uuid
from specwright.twin.patterns import numbered_text

__all__ = ["candidate_ids", "fitting_id"]

_MOST_LETTERS: Final = 500


def fitting_id(
    schemas: Sequence[Mapping[str, Json]],
    is_fitting: Callable[[Json], bool],
    *,
    number: int,
    resource: str,
    seed: int | None,
    is_number: bool,
) -> Json:
    """Give the id of a number: the first candidate that fits; where none does, the plainest."""
    known = list(candidate_ids(schemas, number=number, resource=resource, seed=seed, is_number=is_number))
    return next((each for each in known if is_fitting(each)), known[0])


def candidate_ids(
    schemas: Sequence[Mapping[str, Json]], *, number: int, resource: str, seed: int | None, is_number: bool
) -> Iterator[Json]:
    """List ids for a number, plain ones first; ``schemas`` are those of the places where it stands."""
    if any(schema.get("format") == "uuid" for schema in schemas):
        yield random_uuid(seed, resource, number)
    if is_number:
        yield number
        for schema in schemas:
            yield from _above(schema, number)
    yield str(number)
    for schema in schemas:
        listed = schema.get("enum")
        if isinstance(listed, list) and number <= len(listed):
            yield listed[number - 1]
        least = _length(schema.get("minLength"))
        pattern = schema.get("pattern")
        made = numbered_text(pattern, number, least=least) if isinstance(pattern, str) else None
        if made is not None:
            yield made
        if least > len(str(number)):
            yield str(number).zfill(least)
    yield random_uuid(seed, resource, number)


def _above(schema: Mapping[str, Json], number: int) -> Iterator[Json]:
    low, step = schema.get("minimum"), schema.get("multipleOf")
    if isinstance(low, (int, float)) and not isinstance(low, bool):
        yield int(low) + number
    if isinstance(step, int) and not isinstance(step, bool):
        yield step * number


def _length(value: Json) -> int:
    return min(value, _MOST_LETTERS) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

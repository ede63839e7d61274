"""Turns an operation into the arguments of its method: which there are, what each is called, and what it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specwright.model.service import Body, MediaType, Operation, Parameter, ParameterLocation, Part

__all__ = ["BODY", "CONTENT_TYPE", "Argument", "arguments_of", "needs_content_type"]

BODY = "body"
CONTENT_TYPE = "content_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument: a parameter, a part of the body (once a media type), or the whole body in ``media_types``."""

    name: str
    is_required: bool
    parameter: Parameter | None = None
    parts: tuple[Part, ...] = ()
    media_types: tuple[MediaType, ...] = ()

    @property
    def is_positional(self) -> bool:
        """Say whether it is given by position, as path parameters alone are."""
        return self.parameter is not None and self.parameter.location is ParameterLocation.PATH


def arguments_of(operation: Operation) -> tuple[Argument, ...]:
    """List an operation's arguments in the order of its signature: path, what is required, what is not."""
    found = [*_parameters(operation), *_body(operation.body)]
    return tuple(sorted(found, key=lambda argument: (not argument.is_positional, not argument.is_required)))


def needs_content_type(body: Body | None) -> bool:
    """Say whether there is a choice of media type for the caller to make."""
    return body is not None and len(body.media_types) > 1


def _parameters(operation: Operation) -> Iterator[Argument]:
    in_path = [p for p in operation.parameters if p.location is ParameterLocation.PATH]
    in_path.sort(key=lambda parameter: operation.path.find("{" + parameter.name.wire + "}"))
    others = [p for p in operation.parameters if p.location is not ParameterLocation.PATH]
    for parameter in (*in_path, *others):
        is_required = parameter.is_required or parameter.location is ParameterLocation.PATH
        yield Argument(name=parameter.name.python, is_required=is_required, parameter=parameter)


def _body(body: Body | None) -> Iterator[Argument]:
    if body is None:
        return
    whole = tuple(media_type for media_type in body.media_types if not media_type.parts)
    split = tuple(media_type for media_type in body.media_types if media_type.parts)
    if whole:
        yield Argument(name=BODY, is_required=body.is_required and not split, media_types=whole)
    parts: dict[str, list[Part]] = {}
    for media_type in split:
        for part in media_type.parts:
            parts.setdefault(part.name.python, []).append(part)
    for name, same in parts.items():
        # Where another media type has no such part, nobody can be made to give it.
        is_everywhere = not whole and len(same) == len(split)
        is_required = body.is_required and is_everywhere and all(part.is_required for part in same)
        yield Argument(name=name, is_required=is_required, parts=tuple(same))

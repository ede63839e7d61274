"""Turns a method into the text of its signature and of the call in its body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specwright.emitters.arguments import CONTENT_TYPE, Argument, arguments_of, needs_content_type
from specwright.emitters.checked import OLD
from specwright.emitters.pytext import Imports, literal
from specwright.emitters.resource_tree import Method
from specwright.emitters.scopes import rename
from specwright.emitters.typetext import Use, type_expression
from specwright.model.service import MediaType, MediaTypeKind, Operation, Part, Service
from specwright.model.types import Array, Nullable, Type

__all__ = ["Signature", "signature_of"]


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameter list after ``self``, and the mapping that the body hands on."""

    parameters: str
    arguments: str


def signature_of(
    method: Method,
    service: Service,
    imports: Imports,
    *,
    is_async: bool,
    renamed: Mapping[str, str],
    old_types: Sequence[Type] = (),
) -> Signature:
    """Write a method's parameters; path parameters are positional only, all others keywords.

    ``old_types`` are those of the value before, where a rule looks at it.
    """
    writer = _Annotations(service, imports, is_async=is_async)
    arguments = arguments_of(method.operation)
    positional = [f"{a.name}: {rename(writer.of(a), renamed)}" for a in arguments if a.is_positional]
    keywords = [
        f"{a.name}: {rename(writer.of(a), renamed)}{'' if a.is_required else ' = UNSET'}"
        for a in arguments
        if not a.is_positional
    ]
    keys = [argument.name for argument in arguments]
    if needs_content_type(method.operation.body):
        # Left out, the first media type is sent of which an argument was given.
        keywords.append(f"{CONTENT_TYPE}: {rename(writer.content_type(method.operation), renamed)} = UNSET")
        keys.append(CONTENT_TYPE)
    if old_types:
        keywords.append(f"{OLD}: {rename(writer.old(old_types), renamed)} = UNSET")
        keys.append(OLD)
    parameters = [*positional, *(["/"] if positional else []), *(["*"] if keywords else []), *keywords]
    mapping = "{" + ", ".join(f"{literal(key)}: {key}" for key in keys) + "}"
    return Signature(", ".join([*parameters, "**options: Unpack[RequestOptions]"]), mapping)


class _Annotations:
    def __init__(self, service: Service, imports: Imports, *, is_async: bool) -> None:
        self._service = service
        self._imports = imports
        self._is_async = is_async

    def of(self, argument: Argument) -> str:
        if argument.parameter:
            names = [self._type(argument.parameter.type)]
        elif argument.parts:
            names = [self._part(part) for part in argument.parts]
        else:
            names = [self._content(media_type) for media_type in argument.media_types]
        union = _union(names)
        return union if argument.is_required or union == "Any" else f"{union} | Unset"

    def content_type(self, operation: Operation) -> str:
        media_types = operation.body.media_types if operation.body else ()
        choices = ", ".join(dict.fromkeys(literal(media_type.media_type) for media_type in media_types))
        return f"{self._imports.add('typing', 'Literal')}[{choices}] | Unset"

    def old(self, types: Sequence[Type]) -> str:
        union = _union([self._type(type_) for type_ in types])
        return union if union == "Any" else f"{union} | Unset"

    def _type(self, type_: Type) -> str:
        return type_expression(type_, service=self._service, imports=self._imports, use=Use.ARGUMENT)

    def _part(self, part: Part) -> str:
        bare = part.type.type if isinstance(part.type, Nullable) else part.type
        text = "FileInput" if part.is_file else self._type(part.type)
        if part.is_repeated and (part.is_file or not isinstance(bare, Array)):
            return f"{self._imports.add('collections.abc', 'Sequence')}[{text}]"
        return text

    def _content(self, media_type: MediaType) -> str:
        match media_type.kind:
            case MediaTypeKind.JSON:
                return self._type(media_type.type)
            case MediaTypeKind.FORM | MediaTypeKind.MULTIPART:
                return f"{self._imports.add('collections.abc', 'Mapping')}[str, object]"
            case MediaTypeKind.TEXT | MediaTypeKind.EVENT_STREAM:
                return "str"
            case MediaTypeKind.BINARY:
                return "FileInput"
            case MediaTypeKind.JSON_LINES:
                item = self._type(media_type.type)
                texts = [f"{self._imports.add('collections.abc', 'Iterable')}[{item}]"]
                if self._is_async:
                    texts.append(f"{self._imports.add('collections.abc', 'AsyncIterable')}[{item}]")
                return " | ".join(texts)


def _union(texts: list[str]) -> str:
    names = list(dict.fromkeys(texts))
    return "Any" if "Any" in names else " | ".join(names)

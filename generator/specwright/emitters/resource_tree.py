"""Turns the operations of a service into the client's tree: resources, and in each its methods under final names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specwright.model.service import MediaType, MediaTypeKind, Operation, Response, Service
from specwright.model.types import Scalar, ScalarKind, Type, Union
from specwright.passes.reserved import METHODS
from specwright.passes.spelling import Style, allot, identifier

__all__ = ["Method", "Resource", "content_type", "resource_tree"]

# What the modules of resources and of the client import under their own names.
_TAKEN_CLASSES = frozenset(
    {
        "Any",
        "AsyncClient",
        "AsyncIterable",
        "AsyncPages",
        "AsyncResource",
        "AsyncStream",
        "AsyncTransport",
        "Awaitable",
        "Callable",
        "CredentialInput",
        "Decimal",
        "Deviation",
        "FileInput",
        "Final",
        "HttpClient",
        "Iterable",
        "Literal",
        "Mapping",
        "Middleware",
        "Never",
        "Pages",
        "RequestOptions",
        "Resource",
        "RetryPolicy",
        "Sequence",
        "Stream",
        "SyncClient",
        "Timeout",
        "TimeoutInput",
        "Transport",
        "UUID",
        "Unpack",
        "Unset",
    }
)

_STREAMS = frozenset({MediaTypeKind.JSON_LINES, MediaTypeKind.EVENT_STREAM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One way to call an operation: reading its answer as a whole or, where ``is_stream``, item by item.

    ``responses`` holds what this way can meet; ``result`` is the type of the whole, or of one item.
    ``pages`` names the iterator over pages, empty where the operation has none.
    """

    operation: Operation
    name: str
    constant: str
    responses: tuple[Response, ...]
    result: Type
    is_stream: bool
    pages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One attribute of the client; ``module`` is the file's name below ``resources`` and ``_operations``."""

    attribute: str
    class_name: str
    async_class_name: str
    description: str
    methods: tuple[Method, ...]

    @property
    def module(self) -> str:
        """The module bears the attribute's name."""
        return self.attribute


def resource_tree(service: Service) -> tuple[Resource, ...]:
    """Group the operations of a service by resource, in the order of the description."""
    grouped: dict[str, list[Operation]] = {}
    for operation in service.operations:
        grouped.setdefault(operation.resource, []).append(operation)
    classes = _class_names(tuple(grouped))
    return tuple(
        Resource(
            attribute=attribute,
            class_name=classes[attribute],
            async_class_name=classes[f"async {attribute}"],
            description=_description(operations, service),
            methods=_name([method for operation in operations for method in _ways(operation)]),
        )
        for attribute, operations in grouped.items()
    )


def _class_names(attributes: tuple[str, ...]) -> dict[str, str]:
    wanted = [identifier(attribute, Style.PASCAL, prefix="Api") for attribute in attributes]
    wanted = [f"{name}Resource" if name in _TAKEN_CLASSES else name for name in wanted]
    wanted += [f"Async{name}" for name in wanted]
    keys = (*attributes, *(f"async {attribute}" for attribute in attributes))
    return dict(zip(keys, allot(keys, Style.PASCAL, reserved=_TAKEN_CLASSES, wanted=wanted), strict=True))


def _description(operations: list[Operation], service: Service) -> str:
    tags = {operation.tags[0] for operation in operations if operation.tags}
    return "\n\n".join(service.tags[tag] for tag in sorted(tags) if service.tags.get(tag))


def _ways(operation: Operation) -> Iterator[Method]:
    """Give an operation that answers with a whole or a stream, as the request asks, one method for either."""
    successes = _successes(operation)
    kinds = {media_type.kind for response in successes for media_type in response.media_types}
    has_whole = not kinds or bool(kinds - _STREAMS)
    if has_whole:
        yield _way(operation, successes, is_stream=False)
    if kinds & _STREAMS:
        way = _way(operation, successes, is_stream=True)
        yield replace(way, name=f"stream_{way.name}", constant=f"STREAM_{way.constant}") if has_whole else way


def _successes(operation: Operation) -> tuple[Response, ...]:
    documented = tuple(response for response in operation.responses if response.status.startswith("2"))
    # A description that knows nothing but `default` means success by it, too.
    return documented or tuple(response for response in operation.responses if response.status == "default")


def _way(operation: Operation, successes: tuple[Response, ...], *, is_stream: bool) -> Method:
    read = tuple(replace(r, media_types=_contents(operation, r, is_stream=is_stream)) for r in successes)
    failures = tuple(response for response in operation.responses if response not in successes)
    types: list[Type] = []
    for response in read:
        types.extend(content_type(media_type) for media_type in response.media_types)
        if not response.media_types and not is_stream:
            types.append(Scalar(ScalarKind.NULL))
    return Method(
        operation=operation,
        name=operation.name.python,
        constant=identifier(operation.name.wire, Style.CONSTANT),
        responses=(*read, *failures),
        result=Union(tuple(types)) if len(types) > 1 else types[0] if types else Scalar(ScalarKind.NULL),
        is_stream=is_stream,
        pages=f"iter_{operation.name.python}" if operation.paging and not is_stream else "",
    )


def _contents(operation: Operation, response: Response, *, is_stream: bool) -> tuple[MediaType, ...]:
    # An answer to HEAD has the headers of content and no content.
    if operation.method.upper() == "HEAD":
        return ()
    return tuple(media_type for media_type in response.media_types if (media_type.kind in _STREAMS) is is_stream)


def content_type(media_type: MediaType) -> Type:
    """Say what content of a media type is read as, or one item of it where it is a stream."""
    match media_type.kind:
        case MediaTypeKind.TEXT | MediaTypeKind.FORM:
            return Scalar(ScalarKind.STRING)
        case MediaTypeKind.BINARY | MediaTypeKind.MULTIPART:
            return Scalar(ScalarKind.FILE)
        case MediaTypeKind.JSON | MediaTypeKind.JSON_LINES | MediaTypeKind.EVENT_STREAM:
            return media_type.type


def _name(methods: list[Method]) -> tuple[Method, ...]:
    """Give each method, iterator and descriptor of a resource a name of its own."""
    wanted = [method.name for method in methods] + [method.pages for method in methods if method.pages]
    names = allot(wanted, Style.SNAKE, reserved=METHODS, wanted=wanted)
    constants = allot([""] * len(methods), Style.CONSTANT, wanted=[method.constant for method in methods])
    pages = iter(names[len(methods) :])
    return tuple(
        replace(method, name=name, constant=constant, pages=next(pages) if method.pages else "")
        for method, name, constant in zip(methods, names, constants, strict=False)
    )

"""Operation descriptors: everything that a call needs to know, as frozen data that the generator writes out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from ._record import Record

__all__ = [
    "Body",
    "BodyKind",
    "ContentKind",
    "Credential",
    "ErrorTable",
    "Location",
    "Operation",
    "Paging",
    "Parameter",
    "Part",
    "Response",
    "ResponseContent",
    "SecurityScheme",
    "ServiceInfo",
    "Style",
    "TokenSource",
    "TypeThunk",
]

T = TypeVar("T")

Location: TypeAlias = Literal["path", "query", "header", "cookie"]
Style: TypeAlias = Literal["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"]
BodyKind: TypeAlias = Literal["json", "form", "multipart", "text", "binary", "json-lines"]
ContentKind: TypeAlias = Literal["json", "text", "binary", "json-lines", "event-stream"]

# A thunk, because naming a model must not import it: models are loaded at the first answer.
TypeThunk: TypeAlias = Callable[[], Any]


class Parameter(Record):
    """One parameter of a path, query, header or cookie; ``content`` is a media type where that serialises the value.

    ``encoding`` ``base64url`` means that the text of the value travels as unpadded URL-safe Base64 of its UTF-8 bytes.
    ``type`` is the one JSON type that a value can have (``[type]`` where it is a list of such), empty where there are
    more; with ``has_type_only`` nothing else is asked of it.
    """

    python: str
    wire: str
    location: Location
    is_required: bool = False
    style: Style = "form"
    explode: bool = True
    allow_reserved: bool = False
    content: str = ""
    encoding: Literal["", "base64url"] = ""
    type: str = ""
    has_type_only: bool = False


class Part(Record):
    """One part of a multipart body or field of a urlencoded one."""

    python: str
    wire: str
    is_required: bool = False
    is_file: bool = False
    is_repeated: bool = False
    content_type: str = ""
    style: Style = "form"
    explode: bool = True
    type: str = ""


class Body(Record):
    """A request body in one media type; ``python`` is the argument that holds it, unused where ``parts`` are given.

    ``has_check`` says whether the client's checks can refuse it, ``has_transitions`` whether some look at the value
    before, which is the argument ``old``.
    """

    media_type: str
    kind: BodyKind
    python: str = "body"
    is_required: bool = False
    parts: tuple[Part, ...] = ()
    has_check: bool = False
    has_transitions: bool = False


class ResponseContent(Record):
    """Content of one media type; ``type`` gives the Python type of the value (of one item where it is a stream)."""

    media_type: str
    kind: ContentKind
    type: TypeThunk


class Response(Record):
    """What one status brings: ``200``, ``2XX`` or ``default``; no content means that the answer is None."""

    status: str
    contents: tuple[ResponseContent, ...] = ()


class Paging(Record):
    """How the next page is asked for: pointers lead into the answer, ``request`` and ``limit`` are wire names.

    ``offset`` counts items, ``page`` counts pages, ``cursor`` sends back the value at ``next``, ``link`` follows the
    URL at ``next`` (of the Link header where that is empty). ``first`` is the number of the first page.
    """

    style: Literal["offset", "page", "cursor", "link"]
    items: str
    request: str = ""
    limit: str = ""
    next: str = ""
    first: int = 1


class ErrorTable(Record):
    """Which exception a documented error code raises: ``code`` is a JSON pointer into the error body."""

    code: str = ""
    classes: Callable[[], Mapping[str, type[Exception]]] = dict


class TokenSource(Record):
    """Where a credential is fetched: ``form`` is posted to ``token_url``, its ``{name}`` values being credentials."""

    token_url: str
    form: tuple[tuple[str, str], ...]
    token: str
    expires_in: str
    lifetime: float


class Credential(Record):
    """One credential argument of a client: constructor keyword and environment variable."""

    python: str
    env: str


class SecurityScheme(Record):
    """How a credential is put on a request.

    ``kind`` ``bearer`` and ``basic`` are HTTP authentication; ``header``, ``query`` and ``cookie`` are API keys named
    ``parameter``; ``none`` is left to the transport (mutual TLS). ``credentials`` names the client's arguments: one, or
    two for basic.
    """

    key: str
    kind: Literal["bearer", "basic", "header", "query", "cookie", "none"]
    credentials: tuple[str, ...] = ()
    parameter: str = ""
    token_source: TokenSource | None = None


class ServiceInfo(Record):
    """What all operations of a client share; ``servers`` are base URLs, the first is the default.

    ``checks`` gives the module that judges requests.
    """

    title: str
    package: str
    version: str
    env_prefix: str
    servers: tuple[str, ...]
    credentials: tuple[Credential, ...] = ()
    schemes: Mapping[str, SecurityScheme] = MappingProxyType({})
    errors: ErrorTable = ErrorTable()
    checks: TypeThunk = lambda: None


class Operation(Record, Generic[T]):
    """One operation whose success is a ``T``.

    ``path`` alternates literal text and parameters. ``bodies`` lists the media types, the default first. ``security``
    is an OR of ANDs of scheme keys; empty asks for nothing. ``has_parameter_check`` says whether the client's
    checks can refuse its parameters.
    """

    id: str
    method: str
    path: tuple[str | Parameter, ...]
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Body, ...] = ()
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    servers: tuple[str, ...] = ()
    is_idempotent: bool = False
    paging: Paging | None = None
    has_parameter_check: bool = False

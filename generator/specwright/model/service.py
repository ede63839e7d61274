"""A whole API as a value: operations with every decision about them already made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from specwright.model.behaviour import Behaviour
from specwright.model.errors import Problem
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.types import Docs, Json, Schema, Type

__all__ = [
    "ApiKeyScheme",
    "Body",
    "ErrorCode",
    "Header",
    "HttpScheme",
    "MediaType",
    "MediaTypeKind",
    "Oauth2Scheme",
    "Operation",
    "OtherScheme",
    "Paging",
    "Parameter",
    "ParameterLocation",
    "ParameterStyle",
    "Part",
    "Response",
    "SecurityScheme",
    "Server",
    "ServerVariable",
    "Service",
    "SkippedOperation",
    "TokenSource",
]


class ParameterLocation(Enum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"


class ParameterStyle(Enum):
    """How arrays and objects are spelled in a parameter."""

    MATRIX = "matrix"
    LABEL = "label"
    SIMPLE = "simple"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter; ``content`` is a media type where the value is serialised by it instead of by style.

    ``encoding`` is ``base64url`` where the API wants the text of the value encoded so (``x-encoding``): callers give
    the plain value. ``codes`` are the documented codes of its failures (``x-error-code``) by keyword, ``required`` for
    its absence and ``""`` for all; codes in the schema itself are not among them.
    """

    name: Name
    location: ParameterLocation
    type: Type
    is_required: bool
    style: ParameterStyle
    explode: bool
    allow_reserved: bool = False
    content: str = ""
    encoding: str = ""
    codes: Mapping[str, str] = field(default_factory=dict[str, str])
    definition: Json = True
    has_default: bool = False
    default: Json = None
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))


class MediaTypeKind(Enum):
    """How content of a media type is written and read."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    BINARY = "binary"
    JSON_LINES = "json-lines"
    EVENT_STREAM = "event-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a multipart or urlencoded body."""

    name: Name
    type: Type
    is_required: bool
    is_file: bool
    is_repeated: bool
    content_type: str = ""
    style: ParameterStyle = ParameterStyle.FORM
    explode: bool = True
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaType:
    """Content of one media type; ``parts`` only for multipart and urlencoded; for streams ``type`` is one item's."""

    media_type: str
    kind: MediaTypeKind
    type: Type
    definition: Json = True
    parts: tuple[Part, ...] = ()
    examples: Mapping[str, Json] = field(default_factory=dict[str, Json])
    where: Location = field(default_factory=lambda: Location(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body; the first media type is the one sent by default."""

    media_types: tuple[MediaType, ...]
    is_required: bool
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A documented response header."""

    name: Name
    type: Type
    is_required: bool
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one status (``200``, ``4XX`` or ``default``) brings; ``error_codes`` as documented for this operation."""

    status: str
    media_types: tuple[MediaType, ...] = ()
    headers: tuple[Header, ...] = ()
    error_codes: tuple[str, ...] = ()
    docs: Docs = field(default_factory=Docs)
    where: Location = field(default_factory=lambda: Location(""))


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A placeholder in a server's URL."""

    name: str
    default: str
    enum: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A base URL, its placeholders spelled ``{name}``."""

    url: str
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSource:
    """Where a credential is fetched: a form posted to ``token_url``, the credential at pointer ``token`` of the answer.

    In ``form``, a value ``{name}`` stands for the client's credential argument of that name. ``lifetime`` (seconds)
    counts where the answer has nothing at pointer ``expires_in``.
    """

    token_url: str
    form: Mapping[str, str]
    token: str
    expires_in: str
    lifetime: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyScheme:
    """A key in a header, query parameter or cookie; ``credential`` is the client's argument that holds it."""

    key: str
    credential: str
    location: ParameterLocation
    parameter: str
    token_source: TokenSource | None = None
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpScheme:
    """HTTP authentication; ``scheme`` in lower case: ``basic``, ``bearer`` or another registered one."""

    key: str
    credential: str
    scheme: str
    token_source: TokenSource | None = None
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oauth2Scheme:
    """OAuth 2 or OpenID Connect: a bearer token, fetched by the client only where a flow without a person exists."""

    key: str
    credential: str
    scopes: Mapping[str, str]
    token_source: TokenSource | None = None
    docs: Docs = field(default_factory=Docs)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherScheme:
    """A scheme that the transport satisfies (``mutualTLS``)."""

    key: str
    type: str
    docs: Docs = field(default_factory=Docs)


SecurityScheme: TypeAlias = ApiKeyScheme | HttpScheme | Oauth2Scheme | OtherScheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How the next page is asked for.

    ``style`` is ``offset`` (``request`` counts items), ``page`` (``request`` counts pages), ``cursor`` (``request``
    takes the value at pointer ``next``) or ``link`` (the URL at pointer ``next``, or of the Link header where that is
    empty). ``items`` is the pointer of the list, ``limit`` and ``request`` are wire names of query parameters.
    """

    style: str
    items: str
    request: str = ""
    limit: str = ""
    next: str = ""
    item_type: Type | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorCode:
    """One documented error code; ``name.python`` is its exception class, ``statuses`` those it is documented with."""

    name: Name
    description: str = ""
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation; ``name`` is operationId and method, ``resource`` the attribute of the client that has it.

    ``security`` is an OR of ANDs of scheme keys with scopes; an empty tuple asks for nothing. ``path`` keeps OpenAPI's
    template.
    """

    name: Name
    resource: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    responses: tuple[Response, ...]
    security: tuple[Mapping[str, tuple[str, ...]], ...]
    servers: tuple[Server, ...] = ()
    tags: tuple[str, ...] = ()
    is_idempotent: bool = False
    paging: Paging | None = None
    docs: Docs = field(default_factory=Docs)
    summary: str = ""
    where: Location = field(default_factory=lambda: Location(""))
    extensions: Mapping[str, Json] = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class SkippedOperation:
    """An operation that is not generated, with the reason; it is always reported."""

    operation: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A whole API. ``schemas`` is in the order of the description, then hoisted ones in the order of their discovery.

    ``document`` is the description itself as one document that refers to nothing outside; ``twin_overlay`` makes it the
    one that also says how a twin behaves, None where nobody wrote that down.
    """

    title: str
    version: str
    openapi: str
    docs: Docs = field(default_factory=Docs)
    servers: tuple[Server, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict[str, str])
    schemas: Mapping[str, Schema] = field(default_factory=dict[str, Schema])
    security_schemes: Mapping[str, SecurityScheme] = field(default_factory=dict[str, SecurityScheme])
    operations: tuple[Operation, ...] = ()
    skipped: tuple[SkippedOperation, ...] = ()
    error_code_pointer: str = ""
    error_codes: tuple[ErrorCode, ...] = ()
    warnings: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    document: Json = None
    twin_overlay: Json = None
    behaviour: Behaviour = field(default_factory=Behaviour)

"""Builds small services by hand, for tests of the floors that never read a description."""

from collections.abc import Mapping

from specwright.model.config import Config
from specwright.model.location import Location
from specwright.model.names import Name
from specwright.model.service import (
    Body,
    MediaType,
    MediaTypeKind,
    Operation,
    Parameter,
    ParameterLocation,
    ParameterStyle,
    Part,
    Response,
    Service,
)
from specwright.model.types import Docs, Enum, EnumMember, Json, Object, Property, Scalar, ScalarKind, Schema, Type
from specwright.passes import PASSES

__all__ = [
    "BOOLEAN",
    "INTEGER",
    "NUMBER",
    "STRING",
    "config",
    "enum",
    "finish",
    "json_body",
    "json_response",
    "member",
    "multipart_body",
    "objects",
    "operation",
    "parameter",
    "schema",
    "service",
]

STRING = Scalar(ScalarKind.STRING)
INTEGER = Scalar(ScalarKind.INTEGER)
NUMBER = Scalar(ScalarKind.NUMBER)
BOOLEAN = Scalar(ScalarKind.BOOLEAN)


def config(methods: Mapping[str, str] | None = None) -> Config:
    """Give the settings of a client called demo."""
    return Config(
        name="demo",
        distribution="demo-client",
        package="demo_client",
        client_class="DemoClient",
        env_prefix="DEMO",
        methods=methods or {},
    )


def member(
    wire: str,
    type_: Type = STRING,
    *,
    is_required: bool = False,
    is_read_only: bool = False,
    is_write_only: bool = False,
    docs: Docs | None = None,
) -> Property:
    """Make one property."""
    return Property(
        name=Name(wire),
        type=type_,
        is_required=is_required,
        is_read_only=is_read_only,
        is_write_only=is_write_only,
        docs=docs or Docs(),
        where=Location("openapi.yaml", f"/{wire}"),
    )


def objects(*members: Property | str) -> Object:
    """Make an object; a name alone is an optional string."""
    return Object(tuple(member(item) if isinstance(item, str) else item for item in members))


def enum(*values: Json, kind: ScalarKind | None = ScalarKind.STRING) -> Enum:
    """Make an enumeration."""
    return Enum(tuple(EnumMember(Name(str(value)), value) for value in values), kind)


def schema(key: str, type_: Type, *, docs: Docs | None = None, definition: Json = True) -> Schema:
    """Make one component."""
    where = Location("openapi.yaml", f"/components/schemas/{key}")
    return Schema(key=key, name=Name(key), type=type_, definition=definition, docs=docs or Docs(), where=where)


def json_body(type_: Type, *, where: str = "") -> Body:
    """Make a request body of JSON."""
    media_type = MediaType(media_type="application/json", kind=MediaTypeKind.JSON, type=type_)
    return Body(media_types=(media_type,), is_required=True, where=Location("openapi.yaml", where))


def multipart_body(*parts: str) -> Body:
    """Make a request body of text parts."""
    media_type = MediaType(
        media_type="multipart/form-data",
        kind=MediaTypeKind.MULTIPART,
        type=objects(*parts),
        parts=tuple(
            Part(name=Name(part), type=STRING, is_required=False, is_file=False, is_repeated=False) for part in parts
        ),
    )
    return Body(media_types=(media_type,), is_required=True)


def json_response(type_: Type, *, status: str = "200", where: str = "") -> Response:
    """Make a response of JSON."""
    location = Location("openapi.yaml", where)
    media_type = MediaType(media_type="application/json", kind=MediaTypeKind.JSON, type=type_, where=location)
    return Response(status=status, media_types=(media_type,), where=location)


def parameter(
    wire: str, location: ParameterLocation = ParameterLocation.QUERY, type_: Type = STRING, *, where: str = ""
) -> Parameter:
    """Make one parameter."""
    return Parameter(
        name=Name(wire),
        location=location,
        type=type_,
        is_required=location is ParameterLocation.PATH,
        style=ParameterStyle.FORM,
        explode=True,
        where=Location("openapi.yaml", where),
    )


def operation(
    operation_id: str,
    *responses: Response,
    tag: str = "",
    method: str = "get",
    path: str = "/",
    parameters: tuple[Parameter, ...] = (),
    body: Body | None = None,
) -> Operation:
    """Make one operation."""
    return Operation(
        name=Name(operation_id),
        resource="",
        method=method,
        path=path,
        parameters=parameters,
        body=body,
        responses=responses,
        security=(),
        tags=(tag,) if tag else (),
    )


def service(*parts: Schema | Operation) -> Service:
    """Put schemas and operations together."""
    return Service(
        title="Demo",
        version="1",
        openapi="3.1.0",
        schemas={part.key: part for part in parts if isinstance(part, Schema)},
        operations=tuple(part for part in parts if isinstance(part, Operation)),
    )


def finish(made: Service, settings: Config | None = None) -> Service:
    """Run all passes."""
    for transform in PASSES:
        made = transform(made, settings or config())
    return made

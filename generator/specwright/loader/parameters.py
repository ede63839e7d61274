"""Turns Parameter Objects into parameters with every default of the specification filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from specwright.loader.context import Context
from specwright.loader.definitions import define
from specwright.loader.docs import read_docs
from specwright.loader.examples import read_examples
from specwright.loader.findings import UNSUPPORTED
from specwright.loader.paths import placeholders
from specwright.loader.schemas import TypeReader
from specwright.loader.source import Node
from specwright.model.names import Name
from specwright.model.service import Parameter, ParameterLocation, ParameterStyle
from specwright.model.types import AnyType, Docs, Json, Scalar, ScalarKind, Type

__all__ = ["read_parameters"]

_LOCATIONS: Final = {location.value: location for location in ParameterLocation}
_DEFAULT_STYLES: Final = {
    ParameterLocation.PATH: ParameterStyle.SIMPLE,
    ParameterLocation.QUERY: ParameterStyle.FORM,
    ParameterLocation.HEADER: ParameterStyle.SIMPLE,
    ParameterLocation.COOKIE: ParameterStyle.FORM,
}
_STYLES: Final = {
    ParameterLocation.PATH: ("simple", "label", "matrix"),
    ParameterLocation.QUERY: ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    ParameterLocation.HEADER: ("simple",),
    ParameterLocation.COOKIE: ("form", "cookie"),
}
# OAS 3.1 section 4.8.12.2.1: a header parameter of these names is ignored, other fields describe them.
_IGNORED_HEADERS: Final = frozenset({"accept", "content-type", "authorization"})


def read_parameters(
    holders: Sequence[Node], path: str, where: Node, context: Context, types: TypeReader
) -> tuple[Parameter, ...]:
    """Read the parameters of a path item and its operation, of which the latter win; those of the path in its order."""
    found: dict[tuple[str, str], Parameter] = {}
    for holder in holders:
        found.update(_read_list(holder, context, types))
    names = placeholders(path)
    for location, name in list(found):
        if location == "path" and name not in names:
            _warn(
                context, where, f"the path parameter {name!r} is not in {path}", "Put it into the path, or remove it."
            )
            del found[location, name]
    for name in names:
        if ("path", name) not in found:
            _warn(context, where, f"{{{name}}} in {path} is no declared parameter", "Declare it; text is assumed.")
            found["path", name] = _undeclared(name, where)
    ordered = sorted(found.items(), key=lambda item: names.index(item[0][1]) if item[0][0] == "path" else len(names))
    return tuple(parameter for _, parameter in ordered)


def _read_list(holder: Node, context: Context, types: TypeReader) -> dict[tuple[str, str], Parameter]:
    listed = holder.get("parameters")
    if listed is None:
        return {}
    if not isinstance(listed.value, list):
        context.findings.error(listed, "parameters is no list", "Begin each parameter with '- '.", rule="shape")
        return {}
    found: dict[tuple[str, str], Parameter] = {}
    for node in listed.items():
        target = context.references.follow(node)
        if target is None:
            continue
        parameter = context.findings.once("parameter", target, lambda target: _read(target, context, types))
        if parameter is None:
            continue
        key = (parameter.location.value, parameter.name.wire)
        if key in found:
            what = f"the {key[0]} parameter {key[1]!r} is declared twice"
            context.findings.error(node, what, "Remove one of the two.", rule="duplicate-parameter")
        found[key] = parameter
    return found


def _read(node: Node, context: Context, types: TypeReader) -> Parameter | None:
    name, spelled = node.text("name"), node.text("in")
    if not isinstance(node.value, dict) or not name or not spelled:
        context.findings.error(node, "a parameter needs `name` and `in`", "Add what is missing.", rule="shape")
        return None
    location = _LOCATIONS.get(spelled)
    if location is None:
        if spelled == "querystring":
            what, hint = (
                "a parameter that is the whole query string is not supported",
                "Declare its members one by one.",
            )
            context.findings.error(node, what, hint, rule=UNSUPPORTED)
        else:
            context.findings.error(
                node, f"{spelled!r} is no place of a parameter", f"Use {', '.join(_LOCATIONS)}.", rule="shape"
            )
        return None
    if location is ParameterLocation.HEADER and name.lower() in _IGNORED_HEADERS:
        _warn(context, node, f"the header parameter {name} is ignored", "Media types and security say what it is.")
        return None
    media_type, schema = _content(node, context)
    style = _style(node, location, context)
    explode = node.members.get("explode")
    defaults = _default(schema, context)
    return Parameter(
        name=Name(name),
        location=location,
        type=Scalar(ScalarKind.STRING) if _encoding(node, context) else _type_of(schema, types, node, context),
        is_required=node.flag("required") or location is ParameterLocation.PATH,
        style=style,
        explode=explode if isinstance(explode, bool) else style in (ParameterStyle.FORM, ParameterStyle.DEEP_OBJECT),
        allow_reserved=node.flag("allowReserved"),
        content=media_type,
        encoding=_encoding(node, context),
        codes=_codes(node, context),
        definition=define(schema, context) if schema is not None else True,
        has_default=bool(defaults),
        default=defaults[0] if defaults else None,
        docs=_docs(node, schema, context),
        where=node.where,
    )


def _content(node: Node, context: Context) -> tuple[str, Node | None]:
    content = node.get("content")
    if content is None or not content.members:
        return "", node.get("schema") or _bare_schema(node, context)
    name, media_type = content.children()[0]
    media_type = context.references.follow(media_type) or media_type
    return name, media_type.get("schema")


def _bare_schema(node: Node, context: Context) -> Node | None:
    keywords = [key for key in ("type", "format", "enum", "items", "default", "pattern") if key in node.members]
    if "type" not in keywords:
        return None
    _warn(
        context, node, "schema keywords stand on the parameter itself", "Put them under `schema`, as OpenAPI 3 has it."
    )
    members: dict[str, Json] = {key: node.members[key] for key in keywords}
    return Node(members, node.source, node.pointer, "schema")


def _style(node: Node, location: ParameterLocation, context: Context) -> ParameterStyle:
    spelled = node.members.get("style")
    if spelled is None:
        return _DEFAULT_STYLES[location]
    if spelled not in _STYLES[location]:
        what = (
            f"the style {spelled!r} is not for {location.value} parameters; {_DEFAULT_STYLES[location].value} is used"
        )
        _warn(context, node, what, f"Use {', '.join(_STYLES[location])}.")
        return _DEFAULT_STYLES[location]
    # 3.2's cookie style is form without percent-encoding.
    return ParameterStyle.FORM if spelled == "cookie" else ParameterStyle(spelled)


def _type_of(schema: Node | None, types: TypeReader, node: Node, context: Context) -> Type:
    if schema is None:
        _warn(context, node, f"the parameter {node.text('name')!r} has no schema; text is assumed", "Add a schema.")
        return Scalar(ScalarKind.STRING)
    found = types.read(schema)
    return Scalar(ScalarKind.STRING) if isinstance(found, AnyType) and not schema.members else found


def _default(schema: Node | None, context: Context) -> list[Json]:
    if schema is None:
        return []
    if "default" in schema.members:
        return [schema.members["default"]]
    with context.findings.part():
        target = context.registry.target_of(schema) if isinstance(schema.members.get("$ref"), str) else None
    return [target.members["default"]] if target is not None and "default" in target.members else []


def _encoding(node: Node, context: Context) -> str:
    spelled = node.members.get("x-encoding", "")
    if spelled in ("", "base64url"):
        return str(spelled)
    _warn(context, node, f"x-encoding {spelled!r} is not known and is ignored", "Write base64url.")
    return ""


def _codes(node: Node, context: Context) -> dict[str, str]:
    """Read ``x-error-code``: one code for whatever is wrong with the parameter, or codes by keyword."""
    at = node.get("x-error-code")
    if at is None:
        return {}
    if isinstance(at.value, str) and at.value:
        return {"": at.value}
    codes = {keyword: code for keyword, code in at.members.items() if isinstance(code, str) and code}
    if not codes or len(codes) < len(at.members):
        what = "x-error-code is a code, or a map from keywords to codes"
        context.findings.error(at, what, "Write: {maximum: CODE}", rule="shape")
    elif "required" in codes and not node.flag("required") and node.text("in") != "path":
        what = "this code is for a missing parameter, and the parameter may be missing"
        context.findings.error(at, what, "Remove it, or write: required: true", rule="shape")
    return codes


def _docs(node: Node, schema: Node | None, context: Context) -> Docs:
    own = read_docs(node)
    below = read_docs(schema) if schema is not None else Docs()
    return Docs(
        title=own.title or below.title,
        description=own.description or below.description,
        is_deprecated=own.is_deprecated or below.is_deprecated,
        is_unverified=own.is_unverified or below.is_unverified,
        unit=own.unit or below.unit,
        examples=tuple(read_examples(node, context).values()),
        source=own.source or below.source,
    )


def _undeclared(name: str, where: Node) -> Parameter:
    return Parameter(
        name=Name(name),
        location=ParameterLocation.PATH,
        type=Scalar(ScalarKind.STRING),
        is_required=True,
        style=ParameterStyle.SIMPLE,
        explode=False,
        definition={"type": "string"},
        where=where.where,
    )


def _warn(context: Context, node: Node, what: str, hint: str) -> None:
    context.findings.warn(node, what, hint, rule="parameter")

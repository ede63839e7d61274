"""Turns the schemas of a service into ``models.py``: a class for each object and enumeration, an alias for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specwright.emitters.docstrings import with_marks
from specwright.emitters.ordering import declaration_order
from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.schema_document import EXTRA, VALUE, is_enum_class, member_key
from specwright.emitters.type_hints import type_hints
from specwright.emitters.used_names import gather_imports
from specwright.model.service import Service
from specwright.model.types import AnyType, Docs, Enum, EnumMember, Never, Object, Property, ScalarKind, Schema, Union
from specwright.passes.variants import class_of

__all__ = ["render_models"]

_INDENT = 4


@dataclass(frozen=True, slots=True)
class MemberView:
    """One line of a class and the docstring below it; both are Python text."""

    statement: str
    docstring: str


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """One class or alias; ``extra`` is the type of an object's unnamed members, where it is not any."""

    kind: str
    name: str
    docstring: str
    base: str = ""
    members: tuple[MemberView, ...] = ()
    extra: str = ""
    value: str = ""


def render_models(service: Service) -> str:
    """Write models.py."""
    spellings = _spellings(service)
    hints = type_hints(service, spellings=spellings | {"date": spellings["Date"], "datetime": spellings["DateTime"]})
    declarations = [
        _declaration(service.schemas[key], hints, service, is_recursive=is_recursive)
        for key, is_recursive in declaration_order(service)
    ]
    body = render("models/declarations.py.jinja", declarations=declarations)
    return render(
        "models/models.py.jinja",
        header=header(service),
        imports=gather_imports(body, spellings=spellings).lines(),
        names=sorted(declaration.name for declaration in declarations),
        body=body,
    )


def _spellings(service: Service) -> dict[str, str]:
    """Choose the names under which types are imported: neither a member nor a class of the API may hide one."""
    fields = {
        item.name.python
        for schema in service.schemas.values()
        if isinstance(schema.type, Object)
        for item in schema.type.properties
    }
    taken = fields | {schema.name.python for schema in service.schemas.values()}
    return {name: f"_{name}" if name in taken else name for name in ("Decimal", "UUID", "Date", "DateTime")}


def _declaration(
    schema: Schema, hints: Mapping[str, Mapping[str, str]], service: Service, *, is_recursive: bool
) -> DeclarationView:
    name = schema.name.python
    match schema.type:
        case Object(properties, additional):
            is_typed = additional not in {AnyType(), Never()}
            return DeclarationView(
                kind="class",
                name=name,
                docstring=_docstring(schema.docs, _INDENT),
                members=tuple(_field(item, hints[name][member_key(index)]) for index, item in enumerate(properties)),
                extra=hints[name][EXTRA] if is_typed else "",
            )
        case Enum(members, kind) if is_enum_class(schema.type):
            return DeclarationView(
                kind="enum",
                name=name,
                docstring=_docstring(schema.docs, _INDENT),
                base="OpenStrEnum" if kind is ScalarKind.STRING else "OpenIntEnum",
                members=tuple(_enum_member(member) for member in members),
            )
        case _:
            return DeclarationView(
                kind="recursive alias" if is_recursive else "alias",
                name=name,
                docstring=_docstring(schema.docs, 0),
                value=_tagged(schema, service) or hints[name][VALUE],
            )


def _field(item: Property, hint: str) -> MemberView:
    annotation = hint if item.is_required else f"Maybe[{hint}]"
    if item.name.wire != item.name.python:
        annotation = f"Annotated[{annotation}, Field(alias={literal(item.name.wire)})]"
    default = "" if item.is_required else " = UNSET"
    return MemberView(f"{item.name.python}: {annotation}{default}", docstring(_field_text(item), _INDENT))


def _field_text(item: Property) -> str:
    marks = [
        with_marks(item.docs.description or item.docs.title, item.docs),
        "Read only." if item.is_read_only else "",
        "Write only." if item.is_write_only else "",
        f"Documented default: `{literal(item.default)}`." if item.has_default else "",
    ]
    return " ".join(mark for mark in marks if mark)


def _enum_member(member: EnumMember) -> MemberView:
    return MemberView(f"{member.name.python} = {literal(member.value)}", docstring(member.description, _INDENT))


def _tagged(schema: Schema, service: Service) -> str:
    """Write a union that a member tells apart; empty where the schema is none, or not all its variants are classes."""
    if not isinstance(schema.type, Union) or schema.type.discriminator is None:
        return ""
    classes = [class_of(variant, service) for variant in schema.type.variants]
    names = [service.schemas[key].name.python for key in classes if key is not None]
    discriminator = schema.type.discriminator
    if len(names) < len(classes) or not discriminator.mapping:
        return ""
    tags = {tag: names[index] for tag, index in discriminator.mapping.items()}
    marker = f"TaggedUnion({literal(discriminator.property)}, {literal(dict(tags))})"
    return f"Annotated[{' | '.join([*dict.fromkeys(names), 'UnknownVariant'])}, {marker}]"


def _docstring(docs: Docs, indent: int) -> str:
    return docstring("\n\n".join(_paragraphs(docs)), indent)


def _paragraphs(docs: Docs) -> Iterator[str]:
    texts: Sequence[str] = (docs.description.strip() or docs.title.strip(), with_marks("", docs))
    yield from (text for text in texts if text)
    if docs.source:
        yield f"Source: {docs.source}"

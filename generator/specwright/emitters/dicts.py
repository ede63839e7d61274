"""Turns the schemas of a service into ``dicts.py``: typed dictionaries for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specwright.emitters.docstrings import with_marks
from specwright.emitters.pytext import Imports, docstring, is_identifier, literal
from specwright.emitters.render import header, render
from specwright.emitters.schema_document import is_enum_class
from specwright.emitters.typetext import Use, type_expression
from specwright.emitters.used_names import gather_imports
from specwright.model.service import Service
from specwright.model.types import Docs, Object, Property, Schema, Type, Union
from specwright.passes.variants import class_of

__all__ = ["render_dicts"]

_INDENT = 4


@dataclass(frozen=True, slots=True)
class KeyView:
    """One key of a dictionary: its text as a name, as a literal, its type and the docstring below it."""

    name: str
    literal: str
    type: str
    docstring: str


@dataclass(frozen=True, slots=True)
class DictView:
    """One dictionary, or an alias with ``value``; ``is_plain`` where each key can be written as a name."""

    name: str
    docstring: str
    keys: tuple[KeyView, ...] = ()
    is_plain: bool = True
    value: str = ""


def render_dicts(service: Service) -> str:
    """Write dicts.py."""
    views = [_view(schema, service) for schema in service.schemas.values()]
    body = render("models/typed_dicts.py.jinja", views=views)
    return render(
        "models/dicts.py.jinja",
        header=header(service),
        imports=gather_imports(body, also=["TYPE_CHECKING"] if "models." in body else []).lines(),
        names=sorted(view.name for view in views),
        uses_models="models." in body,
        body=body,
    )


def _view(schema: Schema, service: Service) -> DictView:
    name = schema.name.python
    if not isinstance(schema.type, Object):
        text = docstring(_text(schema.docs), 0)
        return DictView(name, text, value=literal(" | ".join(_alias(schema, service))))
    # Type checkers know no key without a letter; such a member is a field of the model alone.
    members = [item for item in schema.type.properties if item.name.wire]
    keys = tuple(_key(item, service) for item in members)
    # In the body of a class, a name with two leading underscores would be mangled.
    is_plain = all(is_identifier(item.name.wire) and not item.name.wire.startswith("__") for item in members)
    text = docstring(_text(schema.docs), _INDENT if is_plain else 0)
    return DictView(name, text, keys=keys, is_plain=is_plain)


def _alias(schema: Schema, service: Service) -> Iterator[str]:
    # What was read may be passed on as it is: members of enumerations, and variants that nobody documented.
    if is_enum_class(schema.type) or _is_tagged(schema.type, service):
        yield f"models.{schema.name.python}"
    yield _expression(schema.type, service)


def _is_tagged(type_: Type, service: Service) -> bool:
    return (
        isinstance(type_, Union)
        and type_.discriminator is not None
        and all(class_of(variant, service) for variant in type_.variants)
    )


def _key(item: Property, service: Service) -> KeyView:
    expression = _expression(item.type, service)
    return KeyView(
        name=item.name.wire,
        literal=literal(item.name.wire),
        type=expression if item.is_required else f"NotRequired[{expression}]",
        docstring=docstring(with_marks(item.docs.description or item.docs.title, item.docs), _INDENT),
    )


def _expression(type_: Type, service: Service) -> str:
    return type_expression(type_, service=service, imports=Imports(), use=Use.ENTRY)


def _text(docs: Docs) -> str:
    return with_marks(docs.description or docs.title, docs)

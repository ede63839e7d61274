"""Decides what an operation does that declares no effects, from its path and the answers it documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from specwright.model.service import MediaType, MediaTypeKind, Operation, Response, Service
from specwright.model.types import Json
from specwright.rules.schema_view import View
from specwright.twin.synthesis import Synthesiser

__all__ = ["Collection", "Inference", "Shape", "resource_of"]

_PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
# Members that hold a page's items, nearest first, where there are several lists.
_LISTS: Final = ("items", "data", "results", "value", "values", "content", "entries", "records", "list")
_IDS: Final = ("id", "uuid", "key", "name", "slug", "code")


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer looks like: its schema, a value of it, and the member with the items where it is a page.

    Where the answer wraps its document in one member, ``wrapper`` names it, schema and value are the document's, and
    ``outer`` is the value around it.
    """

    definition: Json
    example: Json
    items: str = ""
    wrapper: str = ""
    outer: Json = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A path whose items can be stored; ``id_member`` holds an item's id, ``operations`` are about its items.

    ``id_schemas`` are those of all places where an id stands, references followed.
    """

    id_member: str
    id_schemas: tuple[Mapping[str, Json], ...]
    item: Shape
    has_post: bool
    operations: tuple[Operation, ...] = ()


def resource_of(template: str, path: Mapping[str, Json]) -> str:
    """Name the resource of a call by its path: each set of values above it is a collection of its own."""
    return _PLACEHOLDER.sub(lambda match: str(path.get(match[1], "")).replace("/", "%2F"), template)


class Inference:
    """Finds collections and items among the paths of a service."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._definitions = {key: schema.definition for key, schema in service.schemas.items()}
        self._synthesiser = Synthesiser(service.schemas)
        self._collections: dict[str, Collection | None] = {}

    def collection(self, operation: Operation) -> tuple[Collection, bool] | None:
        """Find the collection that an operation is about, and say whether it is about one item of it."""
        as_item = _PLACEHOLDER.fullmatch(operation.path.rpartition("/")[2])
        if as_item is not None:
            found = self._of(operation.path.rpartition("/")[0])
            return None if found is None else (found, True)
        found = self._of(operation.path)
        return None if found is None else (found, False)

    def answer(self, operation: Operation) -> tuple[Response | None, Shape | None]:
        """Find the documented success of an operation, and what it looks like where it is JSON."""
        response = next((each for each in operation.responses if each.status[:1] == "2"), None)
        content = None if response is None else _json(response)
        return response, None if content is None else self._shape(content, operation)

    def sent_members(self, operation: Operation) -> frozenset[str]:
        """List the members that a request may set."""
        contents = operation.body.media_types if operation.body is not None else ()
        return frozenset[str]().union(*(self._view(content.definition).member_names() for content in contents))

    @cached_property
    def _by_path(self) -> dict[str, dict[str, Operation]]:
        found: dict[str, dict[str, Operation]] = {}
        for operation in self._service.operations:
            found.setdefault(_plain(operation.path), {})[operation.method.upper()] = operation
        return found

    def _of(self, path: str) -> Collection | None:
        key = _plain(path)
        if key not in self._collections:
            self._collections[key] = self._find(path)
        return self._collections[key]

    def _find(self, path: str) -> Collection | None:
        own, items = self._by_path.get(_plain(path), {}), self._by_path.get(_plain(path) + "/{}", {})
        post, put = own.get("POST"), items.get("PUT")
        if post is not None and not self._is_making(post):
            post = None
            own = {method: each for method, each in own.items() if method != "POST"}
        if post is None and (put is None or put.body is None):
            # Nothing can be stored, so remembering would only mean to refuse.
            return None
        if not items and "GET" not in own:
            return None
        shapes = list(self._item_shapes(own, items))
        if not shapes or (not items and not self._is_listing(own["GET"])):
            return None
        item = shapes[0]
        parameter = next((_PLACEHOLDER.findall(each.path)[-1] for each in items.values()), "id")
        member = self._id_member(parameter, path, shapes)
        operations = (*items.values(), *([post] if post is not None else ()))
        return Collection(
            id_member=member,
            id_schemas=tuple(self._id_schemas(member, shapes, items)),
            item=item,
            has_post=post is not None,
            operations=operations,
        )

    def _is_making(self, post: Operation) -> bool:
        """Say whether a POST tells one document, or nothing: many, or a mere text, tell of something else."""
        shape = self.answer(post)[1]
        return shape is None or (isinstance(shape.example, dict) and not shape.items)

    def _id_schemas(
        self, member: str, shapes: Sequence[Shape], items: Mapping[str, Operation]
    ) -> Iterator[Mapping[str, Json]]:
        definitions = [each for shape in shapes for each in self._view(shape.definition).member_schemas(member)]
        definitions = definitions if member else []
        for operation in items.values():
            name = _PLACEHOLDER.findall(operation.path)[-1]
            definitions += [each.definition for each in operation.parameters if each.name.wire == name]
        for definition in definitions:
            yield from self._view(definition).parts

    def _item_shapes(self, own: Mapping[str, Operation], items: Mapping[str, Operation]) -> Iterator[Shape]:
        for operation in (items.get("GET"), own.get("POST"), items.get("PUT"), items.get("PATCH")):
            shape = self.answer(operation)[1] if operation is not None else None
            if shape is not None and isinstance(shape.example, dict) and not shape.items:
                yield shape
        for operation in (own.get("POST"), items.get("PUT")):
            body = None if operation is None or operation.body is None else operation.body
            content = (
                next((each for each in body.media_types if each.kind is MediaTypeKind.JSON), None) if body else None
            )
            if content is None or operation is None:
                continue
            shape = self._shape(content, operation, is_sent=True)
            if isinstance(shape.example, dict):
                yield shape

    def _is_listing(self, operation: Operation) -> bool:
        shape = self.answer(operation)[1]
        return shape is not None and (isinstance(shape.example, list) or bool(shape.items))

    def _shape(self, content: MediaType, operation: Operation, *, is_sent: bool = False) -> Shape:
        named = next(iter(content.examples.values()), None)
        example = named if named is not None else self._synthesiser.value(content.definition)
        items = ""
        if isinstance(example, dict):
            view = self._view(content.definition)
            # What is sent to be stored is an item.
            items = "" if is_sent else self._items(example, view, operation)
            wrapper = "" if items else self._wrapper(example)
            if wrapper:
                inner = next(iter(view.member_schemas(wrapper)), True)
                return Shape(inner, example[wrapper], wrapper=wrapper, outer=example)
        return Shape(content.definition, example, items)

    def _items(self, example: Mapping[str, Json], view: View, operation: Operation) -> str:
        """Name the member with the items where a value is a page, as far as the operation is one that gives pages."""
        lists = [name for name, value in example.items() if isinstance(value, list)]
        lists = lists or [name for name in sorted(view.member_names()) if self._is_list(view, name)]
        noun = _noun(operation.path)
        named = next((name for name in lists if _split(name) == noun), "")
        named = named or next((name for name in _LISTS if name in lists), "")
        lone = lists[0] if len(lists) == 1 and len(example) <= _MOST_BESIDE else ""
        is_listing = operation.method.upper() == "GET" and not operation.path.endswith("}")
        # What tells an id is an item, whatever lists it has, unless it is what lists are asked of.
        return named or lone if is_listing or not _has_id({*example, *view.member_names()}, operation.path) else ""

    def _wrapper(self, example: Mapping[str, Json]) -> str:
        objects = [name for name, value in example.items() if isinstance(value, dict) and name not in _BESIDE]
        has_own = any(_split(name) == [known] for name in example for known in _IDS)
        return objects[0] if len(objects) == 1 and not has_own and len(example) <= len(_BESIDE) else ""

    def _is_list(self, view: View, name: str) -> bool:
        return any(self._view(schema).kinds() == frozenset({"array"}) for schema in view.member_schemas(name))

    def _id_member(self, parameter: str, path: str, shapes: list[Shape]) -> str:
        names: dict[str, None] = {}
        for shape in shapes:
            names |= dict.fromkeys(self._view(shape.definition).member_names())
            names |= dict.fromkeys(shape.example if isinstance(shape.example, dict) else ())
        words = _split(parameter)
        noun = _split(path.rpartition("/")[2])
        wanted = [words]
        if len(words) > 1:
            wanted.append(words[-1:])
        wanted += [[*noun, "id"], [*(word.rstrip("s") for word in noun), "id"], *([name] for name in _IDS)]
        for each in wanted:
            found = next((name for name in sorted(names) if _split(name) == each), None)
            if found is not None:
                return found
        return ""

    def _view(self, definition: Json) -> View:
        return View.of((definition,), self._definitions)


# Members that stand beside a wrapped document.
_BESIDE: Final = frozenset({"links", "_links", "meta", "metadata"})
# An object with one list and few other members is a page; with more it is an item that happens to have a list.
_MOST_BESIDE: Final = 6


def _has_id(names: Iterable[str], path: str) -> bool:
    parameter = _PLACEHOLDER.fullmatch(path.rpartition("/")[2])
    noun = _noun(path)
    wanted = [["id"], ["uuid"], [*noun, "id"], [*(word.rstrip("s") for word in noun), "id"]]
    wanted += [_split(parameter[1])] if parameter else []
    return any(_split(name) in wanted for name in names)


def _noun(path: str) -> list[str]:
    above, _, last = path.rpartition("/")
    return _split(above.rpartition("/")[2] if _PLACEHOLDER.fullmatch(last) else last)


def _plain(path: str) -> str:
    return _PLACEHOLDER.sub("{}", path.partition("?")[0].partition("#")[0]).rstrip("/")


def _json(response: Response) -> MediaType | None:
    return next((each for each in response.media_types if each.kind is MediaTypeKind.JSON), None)


def _split(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]

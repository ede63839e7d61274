"""Turns the ``x-`` keys that declare how a service behaves into the model of its behaviour."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from specwright.loader.behaviour_steps import StepReader
from specwright.loader.behaviour_templates import TemplateReader
from specwright.loader.context import Context
from specwright.loader.definitions import define
from specwright.loader.findings import Scope
from specwright.loader.source import Node
from specwright.model.behaviour import (
    Behaviour,
    CallerTable,
    Child,
    FixtureTable,
    IdRule,
    Move,
    OperationBehaviour,
    Resource,
    StatusRule,
    TokenFlow,
)
from specwright.model.templates import PlaceStep
from specwright.model.types import Json

__all__ = ["read_behaviour"]

_OF_OPERATIONS: Final = ("x-preconditions", "x-effects", "x-accept")


_STATUS: Final = re.compile(r"[1-5](\d\d|[xX]{2})|default")
_OF_ROOT: Final = ("x-resource", "x-fixtures", "x-callers", "x-errors")


def read_behaviour(operations: Iterable[tuple[str, Node]], context: Context) -> tuple[Behaviour, Scope]:
    """Read all declarations, and give the mistakes in them: a behaviour that is wrong in one place is no behaviour."""
    reader = _BehaviourReader(context)
    with context.findings.part() as scope:
        found = {title: read for title, node in operations if (read := reader.operation(node)) is not None}
        root = context.document.root
        behaviour = reader.root(found) if found or any(key in root.members for key in _OF_ROOT) else Behaviour()
    return behaviour, scope


class _BehaviourReader:
    """Reads declarations; mistakes are noted where they stand."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._read = TemplateReader(context)
        self._steps = StepReader(self._read)

    def operation(self, node: Node) -> OperationBehaviour | None:
        """Read what stands at an operation; None where nothing does."""
        if not any(key in node.members for key in _OF_OPERATIONS):
            return None
        accept = node.get("x-accept")
        aliases: dict[str, str] = {}
        if accept is not None and self._read.members(accept, ("aliases", "parts")):
            aliases = self._texts(accept.get("aliases"))
            if self._read.word(accept, "parts") not in ("", "loose"):
                self._read.wrong(accept.child("parts"), "only `loose` is known here", "Write `loose`, or nothing.")
        effects = node.get("x-effects")
        return OperationBehaviour(
            preconditions=self._steps.preconditions(node.get("x-preconditions")),
            effects=self._steps.effects(effects) if effects is not None else None,
            aliases=aliases,
            has_loose_parts=accept is not None and self._read.word(accept, "parts") == "loose",
        )

    def root(self, operations: dict[str, OperationBehaviour]) -> Behaviour:
        """Read what stands at the root."""
        root = self._context.document.root
        errors = root.get("x-errors")
        for status, node in errors.children() if errors is not None else ():
            if not _STATUS.fullmatch(status):
                self._read.wrong(node, f"{status!r} is no status", "Write: '400', 4XX or default.")
        return Behaviour(
            resources={name: self._resource(name, node) for name, node in self._named(root, "x-resource")},
            fixtures={name: self._table(name, node) for name, node in self._named(root, "x-fixtures")},
            callers={scheme: self._callers(scheme, node) for scheme, node in self._named(root, "x-callers")},
            errors={status: self._read.template(node) for status, node in errors.children()} if errors else {},
            operations=operations,
        )

    def _named(self, holder: Node, key: str) -> list[tuple[str, Node]]:
        node = holder.get(key)
        if node is None:
            return []
        if not isinstance(node.value, dict):
            self._read.wrong(node, f"{key!r} is no map", "Write a name and its declaration below it.")
        return [
            (name, child) for name, child in node.children() if isinstance(child.value, dict) or self._no_map(child)
        ]

    def _no_map(self, node: Node) -> bool:
        self._read.wrong(node, "a map is needed here", "Write its keys below it.")
        return False

    def _texts(self, node: Node | None) -> dict[str, str]:
        if node is None:
            return {}
        found = {key: value for key, value in node.members.items() if isinstance(value, str)}
        if not isinstance(node.value, dict) or len(found) != len(node.value):
            self._read.wrong(node, "a map of texts is needed here", "Write a name and a text on each line.")
        return found

    def _resource(self, name: str, node: Node) -> Resource:
        known = ("schema", "id", "version", "visible", "files", "status", "children", "projections", "moves")
        self._read.members(node, known, required=("schema", "id"))
        schema, status = node.get("schema"), node.get("status")
        return Resource(
            name=name,
            definition=define(schema, self._context) if schema is not None else True,
            id=self._id(node),
            version=self._read.word(node, "version", '"{version}"'),
            visible=self._read.formula_of(node, "visible"),
            files=self._read.word(node, "files"),
            status=self._status(status) if status is not None else None,
            children=tuple(self._child(key, child) for key, child in self._named(node, "children")),
            projections={
                key: self._read.template(child) for key, child in (node.get("projections") or _empty(node)).children()
            },
            moves={key: self._move(key, child) for key, child in self._named(node, "moves")},
            where=node.source.locate(node.pointer),
        )

    def _id(self, holder: Node) -> IdRule:
        node = holder.get("id")
        if node is None or not self._read.members(node, ("member", "text", "type", "start"), required=("member",)):
            return IdRule(member="id")
        kind = self._read.word(node, "type", "string")
        if kind not in ("string", "integer"):
            self._read.wrong(node.child("type"), "an id is a string or an integer", "Correct it.")
        return IdRule(
            member=self._read.word(node, "member"),
            text=self._read.id_text(node.get("text")),
            is_number=kind == "integer",
            start=self._read.whole(node, "start", 1),
        )

    def _status(self, node: Node) -> StatusRule:
        self._read.members(node, ("member", "initial", "history"), required=("member", "initial"))
        history = node.get("history")
        if history is not None:
            self._read.members(history, ("member", "entry"), required=("member", "entry"))
        return StatusRule(
            member=self._read.word(node, "member"),
            initial=self._read.word(node, "initial"),
            history=self._read.word(history, "member") if history is not None else "",
            entry=self._read.template_of(history, "entry") if history is not None else None,
            where=node.source.locate(node.pointer),
        )

    def _child(self, name: str, node: Node) -> Child:
        self._read.members(node, ("at", "id"), required=("at", "id"))
        places: list[tuple[PlaceStep, ...]] = []
        for text in self._read.words(node, "at"):
            place = self._read.place(node, text)
            if not place.steps or place.steps[-1].items != "+" or any(step.items == ":" for step in place.steps):
                self._read.wrong(node, f"{text!r} leads to no items of a list", "End it with `[]`.")
            places.append(place.steps)
        id_ = self._id(node)
        if not id_.text and not id_.is_number:
            self._read.wrong(
                node, "ids of children are made, so their text is needed", "Add `text`, or `type: integer`."
            )
        return Child(name=name, places=tuple(places), id=id_, where=node.source.locate(node.pointer))

    def _move(self, name: str, node: Node) -> Move:
        self._read.members(node, ("summary", "from", "to", "with", "preconditions", "set"))
        arguments = node.get("with")
        return Move(
            name=name,
            summary=self._read.word(node, "summary"),
            sources=self._read.words(node, "from"),
            to=self._read.word(node, "to"),
            arguments=define(arguments, self._context) if arguments is not None else True,
            preconditions=self._steps.preconditions(node.get("preconditions")),
            places=self._steps.places(node.get("set")),
            where=node.source.locate(node.pointer),
        )

    def _table(self, name: str, node: Node) -> FixtureTable:
        self._read.members(node, ("key", "resource", "rows"), required=("rows",))
        if ("key" in node.members) == ("resource" in node.members):
            self._read.wrong(node, "a table needs one of `key` and `resource`", "Say what its rows are found by.")
        key, rows = self._read.word(node, "key"), node.get("rows")
        taken: set[str] = set()
        found: list[dict[str, Json]] = []
        for row in rows.items() if rows is not None else []:
            value = row.members.get(key) if key else ""
            if not isinstance(row.value, dict) or (key and not isinstance(value, str)):
                self._read.wrong(row, f"a row is a map with a text under {key!r}", "Add it, or quote it.")
                continue
            if key and value in taken:
                self._read.wrong(row, f"{value!r} is the key of an earlier row", "Give each row a key of its own.")
            taken.add(str(value))
            found.append(row.members)
        return FixtureTable(
            name=name,
            key=key,
            resource=self._read.word(node, "resource"),
            rows=tuple(found),
            where=node.source.locate(node.pointer),
        )

    def _callers(self, scheme: str, node: Node) -> CallerTable:
        self._read.members(
            node, ("as", "table", "column", "prefixes", "refusals", "issue"), required=("table", "column")
        )
        issue = node.get("issue")
        return CallerTable(
            scheme=scheme,
            name=self._read.name(node, "as", scheme),
            table=self._read.word(node, "table"),
            column=self._read.word(node, "column"),
            prefixes=self._read.words(node, "prefixes"),
            refusals=self._texts(node.get("refusals")),
            flow=self._flow(scheme, issue) if issue is not None else None,
            where=node.source.locate(node.pointer),
        )

    def _flow(self, scheme: str, node: Node) -> TokenFlow:
        read = self._read
        known = ("path", "match", "require", "allow", "lifetime", "answer", "refusal")
        read.members(node, known, required=("match", "answer", "refusal"))
        path = read.word(node, "path") or self._path_of(scheme)
        if not path.startswith("/"):
            read.wrong(node, "the path of the token endpoint is missing", "Write: path: /token")
        refusal = node.get("refusal") or _empty(node)
        read.members(refusal, ("status", "body"))
        require, allow = node.get("require") or _empty(node), node.get("allow") or _empty(node)
        return TokenFlow(
            path=path,
            match=self._texts(node.get("match")),
            require={key: read.words(require, key) for key in require.members},
            allow={key: read.words(allow, key) for key in allow.members},
            lifetime=float(read.whole(node, "lifetime", 3600)),
            answer=read.template_of(node, "answer"),
            refusal_status=read.whole(refusal, "status", 400),
            refusal_body=read.template_of(refusal, "body"),
            where=node.source.locate(node.pointer),
        )

    def _path_of(self, scheme: str) -> str:
        node: Json = self._context.document.root.value
        for key in ("components", "securitySchemes", scheme, "x-token-source", "tokenUrl"):
            node = node.get(key) if isinstance(node, dict) else None
        return urlsplit(node).path if isinstance(node, str) else ""


def _empty(node: Node) -> Node:
    return Node({}, node.source, node.pointer)

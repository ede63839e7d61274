"""Turns what operations and moves demand and do into preconditions and effects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from specwright.loader.behaviour_templates import TemplateReader
from specwright.loader.source import Node
from specwright.model.behaviour import (
    Absent,
    Answer,
    Change,
    Create,
    Effect,
    Find,
    Let,
    Listing,
    Match,
    MoveTo,
    Precondition,
    Remove,
    Rule,
    Transitions,
)
from specwright.model.location import Location
from specwright.model.templates import Constant, Formula, Place, Template

__all__ = ["StepReader"]

_CHECKS: Final[Mapping[str, tuple[str, ...]]] = {
    "rule": ("when",),
    "find": ("by", "as"),
    "absent": ("by", "on", "where", "among"),
    "match": ("header",),
    "transitions": (),
    "let": (),
}
_BESIDE: Final = ("id", "message", "code", "status")
_VERBS: Final[Mapping[str, tuple[str, ...]]] = {
    "create": ("to", "as", "existing"),
    "change": ("to", "set"),
    "remove": (),
    "move": ("to",),
    "list": ("as", "filters", "sort", "offset", "limit"),
    "let": (),
    "answer": (),
}


class StepReader:
    """Reads lists of steps; each step has one word that says what it is."""

    def __init__(self, templates: TemplateReader) -> None:
        self._templates = templates

    def preconditions(self, node: Node | None) -> tuple[Precondition, ...]:
        """Read ``x-preconditions``."""
        taken: set[str] = set()
        found: list[Precondition] = []
        for item, word in self._steps(node, _CHECKS, _BESIDE):
            if word == "let":
                found.append(Let(values=self._templates.formulas(item.child("let"))))
                continue
            id_ = self._templates.word(item, "id")
            if not id_ or id_ in taken:
                what = f"the id {id_!r} is taken" if id_ else "an id is missing"
                self._templates.wrong(item, what, "Give each precondition an id of its own.")
            taken.add(id_)
            found.append(self._precondition(item, word, id_))
        return tuple(found)

    def effects(self, node: Node) -> tuple[Effect, ...]:
        """Read ``x-effects``."""
        readers: Mapping[str, Callable[[Node], Effect]] = {
            "create": self._create,
            "change": self._change,
            "remove": lambda item: Remove(name=self._templates.name(item, "remove", "stored"), where=self._where(item)),
            "move": lambda item: MoveTo(
                name=self._templates.name(item, "move", "stored"),
                to=self._templates.word(item, "to"),
                where=self._where(item),
            ),
            "list": self._list,
            "let": lambda item: Let(values=self._templates.formulas(item.child("let"))),
            "answer": self._answer,
        }
        return tuple(readers[word](item) for item, word in self._steps(node, _VERBS, ()))

    def places(self, node: Node | None) -> tuple[tuple[Place, Template], ...]:
        """Read a map of places to templates."""
        if node is None:
            return ()
        if not isinstance(node.value, dict):
            self._templates.wrong(node, "a map of places to values is needed here", "Write: status: Done")
        return tuple(
            (self._templates.place(child, key), self._templates.template(child)) for key, child in node.children()
        )

    def _steps(
        self, node: Node | None, words: Mapping[str, tuple[str, ...]], beside: tuple[str, ...]
    ) -> list[tuple[Node, str]]:
        if node is None:
            return []
        if not isinstance(node.value, list):
            self._templates.wrong(node, "a list of steps is needed here", "Begin each step with '- '.")
            return []
        found: list[tuple[Node, str]] = []
        for item in node.items():
            named = [word for word in words if word in item.members]
            if len(named) != 1:
                what = "a step needs one of these words" if not named else f"a step has one word, not {len(named)}"
                self._templates.wrong(item, what, f"Known: {', '.join(words)}.")
            elif self._templates.members(item, (named[0], *words[named[0]], *beside)):
                found.append((item, named[0]))
        return found

    def _precondition(self, item: Node, word: str, id_: str) -> Precondition:
        read = self._templates
        message = read.template_of(item, "message", Constant(""))
        code, status, where = read.word(item, "code"), read.whole(item, "status", 0), self._where(item)
        if word == "rule":
            rule, when = read.formula(item.child("rule")), read.formula_of(item, "when")
            return Rule(id=id_, rule=rule, when=when, message=message, code=code, status=status, where=where)
        if word == "find":
            return Find(
                id=id_,
                resource=read.word(item, "find"),
                by=self._listed(item, "by"),
                name=read.name(item, "as", "stored"),
                message=message,
                code=code,
                status=status,
                where=where,
            )
        if word == "absent":
            return self._absent(item, id_, message, code, status)
        name = read.name(item, word, "stored")
        if word == "match":
            header = read.word(item, "header", "If-Match")
            return Match(id=id_, name=name, header=header, message=message, code=code, status=status, where=where)
        return Transitions(id=id_, name=name, message=message, code=code, status=status, where=where)

    def _absent(self, item: Node, id_: str, message: Template, code: str, status: int) -> Absent:
        read = self._templates
        among = read.word(item, "among", "visible")
        if among not in ("visible", "all"):
            read.wrong(item.child("among"), f"{among!r} is not known here", "Write `all` or `visible`.")
        if ("by" in item.members) == ("on" in item.members or "where" in item.members):
            read.wrong(item, "`absent` needs `by`, or else `on` or `where`", "Say what must not exist.")
        return Absent(
            id=id_,
            resources=read.words(item, "absent"),
            by=read.formula_of(item, "by"),
            on=read.formulas(item.get("on")),
            condition=read.formula_of(item, "where"),
            is_among_all=among == "all",
            message=message,
            code=code,
            status=status,
            where=self._where(item),
        )

    def _listed(self, item: Node, key: str) -> tuple[Formula, ...]:
        member = item.get(key)
        if member is None:
            self._templates.wrong(item, f"{key!r} is missing", "Say which document.")
            return ()
        nodes = member.items() if isinstance(member.value, list) else [member]
        return tuple(self._templates.formula(node) for node in nodes)

    def _create(self, item: Node) -> Effect:
        read = self._templates
        read.members(item, ("create", *_VERBS["create"]), required=("to",))
        existing = read.word(item, "existing")
        if existing not in ("", "replace"):
            read.wrong(item.child("existing"), f"{existing!r} is not known here", "Write `replace`, or nothing.")
        return Create(
            resource=read.word(item, "create"),
            name=read.name(item, "as", "stored"),
            to=read.template_of(item, "to"),
            replaces=existing == "replace",
            where=self._where(item),
        )

    def _change(self, item: Node) -> Effect:
        read = self._templates
        if ("to" in item.members) == ("set" in item.members):
            read.wrong(item, "`change` needs one of `to` and `set`", "Say what the document becomes.")
        return Change(
            name=read.name(item, "change", "stored"),
            to=read.template(item.child("to")) if "to" in item.members else None,
            places=self.places(item.get("set")),
            where=self._where(item),
        )

    def _list(self, item: Node) -> Effect:
        read = self._templates
        sort = item.get("sort")
        if sort is not None:
            read.members(sort, ("by", "descending"))
        return Listing(
            resource=read.word(item, "list"),
            name=read.name(item, "as", "page"),
            filters=read.formulas(item.get("filters")),
            by=read.formula_of(sort, "by") if sort is not None else None,
            is_descending=read.formula_of(sort, "descending") if sort is not None else None,
            offset=read.formula_of(item, "offset"),
            limit=read.formula_of(item, "limit"),
            where=self._where(item),
        )

    def _answer(self, item: Node) -> Effect:
        read, node = self._templates, item.child("answer")
        read.members(node, ("status", "body", "headers", "etag"))
        headers = node.get("headers")
        return Answer(
            status=read.whole(node, "status", 0),
            body=read.template(node.child("body")) if "body" in node.members else None,
            headers={name: read.template(child) for name, child in headers.children()} if headers is not None else {},
            tag_of=read.name(node, "etag", "stored") if "etag" in node.members else "",
            where=self._where(node),
        )

    def _where(self, node: Node) -> Location:
        return node.source.locate(node.pointer)

"""Turns the texts of a declared behaviour into templates, places and texts of ids, their expressions still as text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from specwright.loader.context import Context
from specwright.loader.source import Node
from specwright.model.location import Location
from specwright.model.templates import (
    Choice,
    Constant,
    Each,
    Formula,
    IdText,
    Items,
    Members,
    Number,
    Place,
    PlaceStep,
    Projected,
    Template,
    Text,
    Uuid,
    Value,
)
from specwright.model.types import Json

__all__ = ["RULE", "TemplateReader", "closing"]

RULE: Final = "behaviour"
_NOTHING: Final = Constant(None)
_NUMBER: Final = re.compile(r"\{(?:number(?::(\d{1,2}))?|(uuid))\}")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MEMBER: Final = re.compile(r"`([^`]+)`|([^.\[\]`]+)")


class TemplateReader:
    """Reads pieces of declarations; what is wrong is noted, and something harmless stands in for it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def wrong(self, node: Node, what: str, hint: str) -> None:
        """Note a mistake."""
        self._context.findings.error(node, what, hint, rule=RULE)

    def members(self, node: Node, known: Collection[str], *, required: Collection[str] = ()) -> bool:
        """Check that a node is a map with known keys; required ones must be there."""
        if not isinstance(node.value, dict):
            self.wrong(node, "a map is needed here", f"Known keys: {', '.join(known)}.")
            return False
        for key in node.value:
            if key not in known:
                self.wrong(node.child(key), f"{key!r} is not known here", f"Known keys: {', '.join(known)}.")
        lacking = [key for key in required if key not in node.value]
        if lacking:
            self.wrong(node, f"{', '.join(map(repr, lacking))} is missing", "Add it.")
        return not lacking

    def word(self, node: Node, key: str, otherwise: str = "") -> str:
        """Read a member that must be text where it is there."""
        member = node.get(key)
        if member is None:
            return otherwise
        if isinstance(member.value, str):
            return member.value
        self.wrong(member, f"{key!r} must be a text", "Quote it.")
        return otherwise

    def name(self, node: Node, key: str, otherwise: str) -> str:
        """Read a name for expressions."""
        text = self.word(node, key, otherwise)
        if not _NAME.fullmatch(text):
            self.wrong(node.get(key) or node, f"{text!r} is no name", "Use letters, digits and underscores.")
            return otherwise
        return text

    def flag(self, node: Node, key: str) -> bool:
        """Read a member that must be true or false where it is there."""
        member = node.get(key)
        if member is not None and not isinstance(member.value, bool):
            self.wrong(member, f"{key!r} must be true or false", "Correct it.")
        return member is not None and member.value is True

    def whole(self, node: Node, key: str, otherwise: int) -> int:
        """Read a member that must be a whole number where it is there."""
        member = node.get(key)
        if member is None:
            return otherwise
        if isinstance(member.value, int) and not isinstance(member.value, bool):
            return member.value
        self.wrong(member, f"{key!r} must be a whole number", "Correct it.")
        return otherwise

    def words(self, node: Node, key: str) -> tuple[str, ...]:
        """Read a text or a list of texts."""
        member = node.get(key)
        if member is None:
            return ()
        listed = member.value if isinstance(member.value, list) else [member.value]
        texts = [item for item in listed if isinstance(item, str)]
        if len(texts) != len(listed):
            self.wrong(member, f"{key!r} must be a text or a list of texts", "Quote each.")
        return tuple(texts)

    def formula(self, node: Node) -> Formula:
        """Read an expression; YAML reads ``true`` and numbers as such, and they are expressions too."""
        value = node.value
        if isinstance(value, bool):
            value = "true" if value else "false"
        elif isinstance(value, (int, float)):
            value = repr(value)
        if not isinstance(value, str):
            self.wrong(node, "an expression is needed here", "Write it as a text.")
            value = "true"
        return Formula(value, self._where(node))

    def formula_of(self, node: Node, key: str) -> Formula | None:
        """Read a member that is an expression where it is there."""
        member = node.get(key)
        return None if member is None else self.formula(member)

    def formulas(self, node: Node | None) -> dict[str, Formula]:
        """Read a map of names to expressions."""
        if node is None:
            return {}
        if not isinstance(node.value, dict):
            self.wrong(
                node, "a map of names to expressions is needed here", "Write a name and an expression on a line."
            )
        return {key: self.formula(child) for key, child in node.children()}

    def template_of(self, node: Node, key: str, otherwise: Template = _NOTHING) -> Template:
        """Read a member that is a template."""
        member = node.get(key)
        return otherwise if member is None else self.template(member)

    def template(self, node: Node) -> Template:
        """Read a template."""
        value = node.value
        if isinstance(value, str):
            return self._text(node, value)
        if isinstance(value, list):
            return Items(tuple(self.template(item) for item in node.items()))
        if not isinstance(value, dict):
            return Constant(value)
        operator = next((key for key in ("$project", "$each", "$if") if key in value), "")
        match operator:
            case "$project":
                return self._projected(node)
            case "$each":
                return self._each(node)
            case "$if":
                return self._choice(node)
            case _:
                return self._object(node)

    def place(self, node: Node, text: str) -> Place:
        """Read a place of a document."""
        steps: list[PlaceStep] = []
        at = 0
        while at < len(text):
            step, end = self._step(node, text, at)
            if step is None:
                self.wrong(node, f"{text!r} is no place in a document", "Write: member.list[].member")
                break
            steps.append(step)
            at = end + 1 if text[end : end + 1] == "." else end
        return Place(tuple(steps), self._where(node))

    def id_text(self, node: Node | None) -> IdText:
        """Read the text of ids: literal text, numbers, UUIDs and expressions in turn."""
        if node is None:
            return ()
        if not isinstance(node.value, str):
            self.wrong(node, "the text of an id must be a text", "Write: 'A{number:6}'")
            return ()
        parts: list[str | Formula | Number | Uuid] = []
        for part in self._parts(node, node.value):
            if isinstance(part, str):
                at = 0
                for match in _NUMBER.finditer(part):
                    parts += [part[at : match.start()], Uuid() if match[2] else Number(int(match[1] or 0))]
                    at = match.end()
                parts.append(part[at:])
            else:
                parts.append(part)
        return tuple(part for part in parts if part != "")

    def _where(self, node: Node) -> Location:
        return node.source.locate(node.pointer)

    def _text(self, node: Node, text: str) -> Template:
        parts = self._parts(node, text)
        if len(parts) == 1 and isinstance(parts[0], Formula):
            formula = parts[0]
            if formula.text.startswith("?"):
                return Value(Formula(formula.text[1:].strip(), formula.where), is_optional=True)
            return Value(formula)
        if all(isinstance(part, str) for part in parts):
            return Constant("".join(part for part in parts if isinstance(part, str)))
        return Text(tuple(parts))

    def _parts(self, node: Node, text: str) -> list[str | Formula]:
        parts: list[str | Formula] = []
        plain, at = "", 0
        while at < len(text):
            if text.startswith("$${", at):
                plain, at = plain + "${", at + 3
            elif text.startswith("${", at):
                end = closing(text, at + 1, "{", "}")
                if end < 0:
                    self.wrong(node, f"an expression in {text!r} has no end", "Close it with '}', or write '$${'.")
                    return [*parts, plain + text[at:]]
                parts += [plain] if plain else []
                parts.append(Formula(text[at + 2 : end].strip(), self._where(node)))
                plain, at = "", end + 1
            else:
                plain, at = plain + text[at], at + 1
        return [*parts, plain] if plain or not parts else parts

    def _object(self, node: Node) -> Template:
        spreads: tuple[Template, ...] = ()
        members: dict[str, Template] = {}
        for key, child in node.children():
            if key == "...":
                spreads = tuple(map(self.template, child.items())) if isinstance(child.value, list) else ()
                spreads = spreads or (self.template(child),)
            elif key.startswith("$") and not key.startswith("$$"):
                self.wrong(
                    child, f"{key!r} is no operator of templates", "Known: $each, $if, $project; '$$' for a '$'."
                )
            else:
                members[key.removeprefix("$") if key.startswith("$$") else key] = self.template(child)
        if not spreads and all(isinstance(member, Constant) for member in members.values()):
            value: dict[str, Json] = {
                key: member.value for key, member in members.items() if isinstance(member, Constant)
            }
            return Constant(value)
        return Members(spreads, members, self._where(node))

    def _each(self, node: Node) -> Template:
        if not self.members(node, ("$each", "$as", "$index", "$if", "$key", "$do"), required=("$each", "$do")):
            return _NOTHING
        over = self.formula(node.child("$each"))
        name = self.name(node, "$as", "each")
        index = self.name(node, "$index", "index") if "$index" in node.members else ""
        condition, key = self.formula_of(node, "$if"), self.formula_of(node, "$key")
        return Each(over, name, index, condition, self.template(node.child("$do")), key)

    def _choice(self, node: Node) -> Template:
        if not self.members(node, ("$if", "$then", "$else"), required=("$if", "$then")):
            return _NOTHING
        otherwise = self.template(node.child("$else")) if "$else" in node.members else None
        return Choice(self.formula(node.child("$if")), self.template(node.child("$then")), otherwise)

    def _projected(self, node: Node) -> Template:
        if not self.members(node, ("$project", "$of", "$each"), required=("$project",)):
            return _NOTHING
        key = next((key for key in ("$of", "$each") if key in node.members), "")
        if not key:
            self.wrong(node, "$project needs a document", "Write `$of: stored`, or `$each: page.items`.")
            return _NOTHING
        return Projected(self.word(node, "$project"), self.formula(node.child(key)), is_each=key == "$each")

    def _step(self, node: Node, text: str, at: int) -> tuple[PlaceStep | None, int]:
        match = _MEMBER.match(text, at)
        if match is None:
            return None, at
        member, at = match[1] or match[2], match.end()
        if text[at : at + 1] != "[":
            return PlaceStep(member), at
        end = closing(text, at, "[", "]")
        if end < 0:
            return None, at
        inner = text[at + 1 : end].strip()
        if inner in ("", "*"):
            return PlaceStep(member, inner or "+"), end + 1
        name, colon, condition = inner.partition(":")
        if not colon or not _NAME.fullmatch(name.strip()):
            return None, at
        return PlaceStep(member, ":", name.strip(), Formula(condition.strip(), self._where(node))), end + 1


def closing(text: str, at: int, opening: str, end: str) -> int:
    """Find the bracket that closes the one at ``at``, past texts of the expression; -1 where none does."""
    depth, quote = 0, ""
    while at < len(text):
        letter = text[at]
        if quote:
            if letter == "\\":
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "'\"":
            quote = letter
        elif letter == opening:
            depth += 1
        elif letter == end:
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return -1

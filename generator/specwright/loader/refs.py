"""Turns a ``$ref`` into the node that it points to, in its own file or in another."""

from __future__ import annotations

import difflib
import urllib.parse
from typing import Final

from specwright.loader.document import Document, RefusedReferenceError
from specwright.loader.findings import UNRESOLVED, Findings
from specwright.loader.source import Node, Source, split_pointer
from specwright.model.errors import SourceError
from specwright.model.location import escape_pointer_token
from specwright.model.types import Json

__all__ = ["References"]

_CHAIN: Final = 100
# A guess compares with every neighbour; a document that is all wrong needs no guess at each place.
_GUESSES: Final = 30


class References:
    """Resolves references; what does not resolve is noted as an error where it stands, and answered with None."""

    def __init__(self, document: Document, findings: Findings) -> None:
        self._document = document
        self._findings = findings
        self._guesses = 0
        self._local: dict[tuple[str, str], Node] = {}
        self._ids: dict[str, dict[str, Node]] = {}
        self._anchors: dict[str, dict[str, Node]] = {}

    def follow(self, node: Node) -> Node | None:
        """Follow ``$ref`` from node to node until something else stands there."""
        seen: set[tuple[str, str, str]] = set()
        while "$ref" in node.members:
            if node.identity in seen or len(seen) > _CHAIN:
                self._fail(node, "the $ref leads back to itself", "Let one of the references point to a definition.")
                return None
            seen.add(node.identity)
            target = self.resolve(node)
            if target is None:
                return None
            node = target
        return node

    def resolve(self, node: Node, *, key: str = "$ref") -> Node | None:
        """Take one step: the node that a reference points to."""
        reference = node.members.get(key)
        if not isinstance(reference, str):
            self._fail(node, f"{key} is no text", "Write a reference such as '#/components/schemas/Order'.")
            return None
        return self.look_up(reference, node)

    def look_up(self, reference: str, node: Node) -> Node | None:
        """Find what a reference text, as seen from a node, points to."""
        # References within a file are most of a description, and mean the same wherever they stand in it.
        is_local = reference.startswith("#/") and not node.source.has_ids
        known = self._local.get((node.source.name, reference)) if is_local else None
        if known is None:
            known = self._find(reference, node)
            if is_local and known is not None:
                self._local[node.source.name, reference] = known
        return known

    def _find(self, reference: str, node: Node) -> Node | None:
        address, _, fragment = reference.partition("#")
        source = self._open(address, node)
        if source is None:
            return None
        fragment = urllib.parse.unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._anchor(fragment, source, node)
        start = source if isinstance(source, Node) else Node(source.value, source, "")
        found = _walk(start, fragment)
        if found is None and not address:
            enclosing = self._enclosing_resource(node)
            found = _walk(enclosing, fragment) if enclosing else None
        if found is None:
            self._guesses += 1
            hint = _guess(start, fragment) if self._guesses <= _GUESSES else "Check the part after '#'."
            self._fail(node, f"{reference!r} points to nothing", hint)
        return found

    def _open(self, address: str, node: Node) -> Source | Node | None:
        if not address:
            return node.source
        known = self._known_id(address, node)
        if known is not None:
            return known
        try:
            return self._document.open(address, node.source)
        except RefusedReferenceError as refusal:
            self._fail(node, refusal.what, refusal.hint)
            return None
        except SourceError as error:
            # The other file's own problem, at its own place.
            for problem in error.problems:
                self._findings.scope.errors[problem] = None
            return None

    def _known_id(self, address: str, node: Node) -> Node | None:
        for source in self._document.sources.values():
            if source.has_ids:
                ids = self._index_ids(source)
                base = urllib.parse.urljoin(_nearest_id(ids, node), address) if source is node.source else address
                found = ids.get(address) or ids.get(base)
                if found is not None:
                    return found
        return None

    def _enclosing_resource(self, node: Node) -> Node | None:
        if not node.source.has_ids:
            return None
        holders = [
            holder
            for holder in self._index_ids(node.source).values()
            if holder.pointer and node.pointer.startswith(holder.pointer)
        ]
        return max(holders, key=lambda holder: len(holder.pointer), default=None)

    def _anchor(self, name: str, source: Source | Node, node: Node) -> Node | None:
        origin = source.source if isinstance(source, Node) else source
        if origin.name not in self._anchors:
            self._anchors[origin.name] = _index(origin, ("$dynamicAnchor", "$anchor")) if origin.has_anchors else {}
        found = self._anchors[origin.name].get(name)
        if found is None:
            self._fail(node, f"no $anchor {name!r} in {origin.name}", "A JSON pointer begins with '#/'.")
        return found

    def _index_ids(self, source: Source) -> dict[str, Node]:
        if source.name not in self._ids:
            self._ids[source.name] = _index(source, ("$id", "$self"))
        return self._ids[source.name]

    def _fail(self, node: Node, what: str, hint: str) -> None:
        self._findings.error(node, what, hint, rule=UNRESOLVED)


def _walk(start: Node, pointer: str) -> Node | None:
    node = start
    for token in split_pointer(pointer):
        if isinstance(node.value, list):
            if not (token.isascii() and token.isdigit() and len(token) < 10 and int(token) < len(node.value)):
                return None
            node = Node(node.value[int(token)], node.source, f"{node.pointer}/{token}")
        elif token in node.members:
            node = node.child(token)
        else:
            return None
    return node


def _guess(start: Node, pointer: str) -> str:
    """Guess the slip: the first token that leads nowhere, and what stands beside it."""
    node = start
    for token in split_pointer(pointer):
        step = _walk(node, "/" + escape_pointer_token(token))
        if step is None:
            close = difflib.get_close_matches(token, list(node.members)[:2000], n=1)
            return (
                f"Did you mean {close[0]!r} instead of {token!r}?"
                if close
                else f"There is no {token!r} at #{node.pointer}."
            )
        node = step
    return "Check the part after '#'."


def _nearest_id(ids: dict[str, Node], node: Node) -> str:
    names = [(len(holder.pointer), name) for name, holder in ids.items() if node.pointer.startswith(holder.pointer)]
    return max(names)[1] if names else ""


def _index(source: Source, keywords: tuple[str, ...]) -> dict[str, Node]:
    """Index the schemas of a file by the value of a keyword; the outer one wins where two share it."""
    found: dict[str, Node] = {}
    pending: list[tuple[Json, str]] = [(source.value, "")]
    while pending:
        value, pointer = pending.pop()
        if isinstance(value, dict):
            for keyword in keywords:
                name = value.get(keyword)
                if isinstance(name, str):
                    found.setdefault(name.rstrip("#"), Node(value, source, pointer))
            inner = [(child, f"{pointer}/{escape_pointer_token(key)}") for key, child in value.items()]
            pending += reversed(inner)
        elif isinstance(value, list):
            pending += [(child, f"{pointer}/{index}") for index, child in enumerate(value)]
    return found

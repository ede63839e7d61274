"""Turns an OpenAPI Overlay document, 1.0 or 1.1, into the actions that it asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from specwright.loader.json_path import Query, QueryError, compile_query
from specwright.loader.source import Node, Source
from specwright.model.errors import DescriptionError, Problem, UnsupportedFeatureError
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["OVERLAY", "Action", "Overlay", "read_overlay"]

OVERLAY: Final = "overlay"

_VERSIONS: Final = ("1.0", "1.1")
_VERSION: Final = re.compile(r"(\d+\.\d+)\.\d+(?:[-+].*)?")
_FIELDS: Final = ("overlay", "info", "extends", "actions")
_INFO_FIELDS: Final = ("title", "version", "description")
_CHANGES: Final = ("update", "copy", "remove")
_ACTION_FIELDS: Final = ("target", "description", *_CHANGES)
_SPELLED: Final[dict[type, str]] = {str: "text", bool: "true or false"}


@dataclass(frozen=True, slots=True)
class Action:
    """One change: what ``target`` selects is removed, or takes in ``update`` or what ``copied`` selects."""

    index: int
    change: str
    target: Query
    text: str
    update: Json = None
    copied: Query | None = None

    @property
    def tokens(self) -> tuple[str, ...]:
        """Say where in its document the change stands."""
        return ("actions", str(self.index), self.change)


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """An ordered list of changes to the document that ``extends`` names, or to the root of a description."""

    source: Source
    version: str
    extends: str
    actions: tuple[Action, ...]


def read_overlay(source: Source, *, depth: int) -> Overlay:
    """Check an overlay and read its actions, for documents nested as deep as ``depth``.

    Raises:
        DescriptionError: it is no overlay, or a wrong one; all problems are told at once.
        UnsupportedFeatureError: it is of a version that is not read.
    """
    root = Node(source.value, source, "")
    version = _read_version(root)
    reader = _Reader(root, version, depth)
    actions = tuple(reader.actions())
    reader.check_frame()
    if reader.problems:
        problems = sorted(reader.problems, key=lambda problem: (problem.where.line, problem.where.column))
        raise DescriptionError(*problems)
    return Overlay(source, version, root.text("extends"), actions)


def _read_version(root: Node) -> str:
    version = root.members.get("overlay")
    where = root.source.locate("/overlay")
    if version is None:
        what = "this is no overlay: `overlay` is missing"
        raise DescriptionError(Problem(where, what, "Begin it with `overlay: 1.1.0`.", OVERLAY))
    match = _VERSION.fullmatch(version) if isinstance(version, str) else None
    if match is None:
        hint = "Write one of: " + ", ".join(f"{known}.0" for known in _VERSIONS) + "."
        raise DescriptionError(Problem(where, f"{version!r} is no version of Overlay", hint, OVERLAY))
    if match[1] not in _VERSIONS:
        hint = f"Use one of {', '.join(_VERSIONS)}."
        raise UnsupportedFeatureError(Problem(where, f"Overlay {match[1]} is not read", hint, OVERLAY))
    return match[1]


class _Reader:
    """Reads one overlay and collects what is wrong with it."""

    def __init__(self, root: Node, version: str, depth: int) -> None:
        self._root = root
        self._version = version
        self._depth = depth
        self.problems: list[Problem] = []

    def check_frame(self) -> None:
        """Check everything but the actions."""
        self._check_fields(self._root, _FIELDS)
        self._typed(self._root, "extends", str)
        info = self._root.get("info")
        if info is None or not isinstance(info.value, dict):
            self._wrong(info or self._root, "", "`info` is missing or no map", "Give it a `title` and a `version`.")
            return
        self._check_fields(info, _INFO_FIELDS)
        self._typed(info, "description", str)
        for key in ("title", "version"):
            if key not in info.members:
                self._wrong(info, "", f"`info.{key}` is missing", "Add it.")
            else:
                self._typed(info, key, str)

    def actions(self) -> Iterator[Action]:
        """Read the actions that can be read."""
        listed = self._root.get("actions")
        nodes = listed.items() if listed is not None else []
        if not nodes:
            self._wrong(
                listed or self._root, "", "`actions` is no list with an item", "Add an action, or drop the file."
            )
        seen: dict[str, int] = {}
        for index, node in enumerate(nodes):
            spelled = json.dumps(node.value, sort_keys=True)
            first = seen.setdefault(spelled, index)
            if first != index:
                self._wrong(node, "", f"this action repeats action {first}", "Remove one of the two.")
            elif not isinstance(node.value, dict):
                self._wrong(node, "", "an action is no map", "Give it a `target` and one change.")
            else:
                action = self._action(index, node)
                if action is not None:
                    yield action

    def _action(self, index: int, node: Node) -> Action | None:
        self._check_fields(node, _ACTION_FIELDS)
        self._typed(node, "description", str)
        self._typed(node, "remove", bool)
        if "target" not in node.members:
            self._wrong(node, "", "an action without `target`", "Write what it changes: target: $.paths['/orders'].get")
        target = self._query(node, "target")
        copied = self._query(node, "copy") if "copy" in node.members else None
        change = self._change(node)
        if target is None or change is None:
            return None
        return Action(index, change, target, node.text("target"), node.members.get("update"), copied)

    def _change(self, node: Node) -> str | None:
        """Tell which of the changes an action asks for; None where it is none, or more than one."""
        present = [key for key in _CHANGES if key in node.members]
        wanted = [key for key in present if key != "remove" or node.flag("remove")]
        if "copy" in present and self._version == "1.0":
            self._wrong(node, "copy", "`copy` came with Overlay 1.1", "Begin the overlay with `overlay: 1.1.0`.")
        elif not present:
            self._wrong(node, "", "this action changes nothing", "Add one of `update`, `copy` and `remove`.")
        elif len(wanted) > 1 and not (self._version == "1.0" and "remove" in wanted):
            named = " and ".join(f"`{key}`" for key in wanted)
            self._wrong(node, "", f"this action has {named}", "Keep one of them, or make two actions.")
        # `remove` outweighs `update` where 1.0 lets both stand.
        return wanted[-1] if wanted else None

    def _query(self, node: Node, key: str) -> Query | None:
        if not self._typed(node, key, str):
            return None
        try:
            return compile_query(node.text(key), depth=self._depth)
        except QueryError as error:
            self._wrong(node, key, error.what, error.hint)
            return None

    def _typed(self, node: Node, key: str, kind: type) -> bool:
        if key in node.members and not isinstance(node.members[key], kind):
            self._wrong(node, key, f"`{key}` is no {_SPELLED[kind]}", "Quote it." if kind is str else "Write it so.")
        return isinstance(node.members.get(key), kind)

    def _check_fields(self, node: Node, known: tuple[str, ...]) -> None:
        for key in node.members:
            if key not in known and not key.startswith("x-"):
                close = get_close_matches(key, known, 1)
                hint = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(known)}."
                self._wrong(node, key, f"{key!r} is no field of this object", hint)

    def _wrong(self, node: Node, key: str, what: str, hint: str) -> None:
        pointer = join_pointer(node.pointer, key) if key else node.pointer
        self.problems.append(Problem(node.source.locate(pointer), what, hint, OVERLAY))

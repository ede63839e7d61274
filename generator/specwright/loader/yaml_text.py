"""Turns YAML text into JSON values by the core schema of YAML 1.2, keeping the place of each key and item."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from specwright.loader.limits import Limits
from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["YamlPlaces", "parse_yaml"]

# The C parser is ten times as fast; PyYAML is built without it on some machines.
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG: Final = "tag:yaml.org,2002:"
_CONSTANTS: Final[dict[str, Json]] = {
    **{text: None for text in ("", "~", "null", "Null", "NULL")},  # noqa: C420  # fromkeys would not be typed so
    **{text: True for text in ("true", "True", "TRUE")},  # noqa: C420
    **{text: False for text in ("false", "False", "FALSE")},  # noqa: C420
}
_NUMBER_START: Final = frozenset("-+.0123456789")
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_BASED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class YamlPlaces:
    """Places of keys and items, as they were met."""

    def __init__(self, root: Json, marks: dict[int, dict[str, Any]]) -> None:
        self._root = root
        self._marks = marks

    def locate(self, tokens: Sequence[str]) -> tuple[int, int]:
        """Give the line and column of what reference tokens lead to, or of the nearest place above it."""
        value, mark = self._root, None
        for token in tokens:
            found = self._marks.get(id(value), {}).get(token)
            if found is None:
                break
            mark = found
            if isinstance(value, dict):
                value = value[token]
            elif isinstance(value, list):
                value = value[int(token)]
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def parse_yaml(text: str, file: str, limits: Limits) -> tuple[Json, YamlPlaces]:
    """Read one YAML document.

    Raises:
        SourceError: the text is no YAML, or holds what JSON cannot carry.
    """
    builder = _Builder(file, limits)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise SourceError(_syntax_problem(error, text, file)) from None
    except (yaml.YAMLError, RecursionError) as error:
        what = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise SourceError(
            Problem(Location(file), f"this is no YAML: {what}", "Save the file as UTF-8 text.", "syntax")
        ) from None
    return builder.root, YamlPlaces(builder.root, builder.marks)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    mark, begin = error.problem_mark or error.context_mark, error.context_mark
    where = Location(file, "", mark.line + 1, mark.column + 1) if mark else Location(file)
    line = next(iter(text.splitlines()[mark.line : mark.line + 1]), "") if mark else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem(where, "this is no YAML: a tab indents this line", "Indent with spaces.", "syntax")
    context = error.context or ""
    if begin is not None and mark is not None and begin.line != mark.line:
        context = f"{context} that begins in line {begin.line + 1}, column {begin.column + 1}:"
    what = " ".join(part for part in (context, error.problem) if part)
    return Problem(where, f"this is no YAML: {what}", "Check indentation and quotes around here.", "syntax")


@dataclass(slots=True)
class _Frame:
    """A list or map that is still being read."""

    container: dict[str, Json] | list[Json]
    marks: dict[str, Any]
    anchor: str | None
    start: Any
    key: str | None = None
    is_merge: bool = False
    size: int = 1
    height: int = 1
    merges: list[Json] = field(default_factory=list[Json])


@dataclass(slots=True)
class _Anchored:
    """A value that aliases may name, with what following it costs."""

    value: Json
    size: int
    height: int


_MERGE: Final = "<<"
_UNFINISHED: Final = _Anchored(None, -1, -1)


class _Builder:
    """Builds values from parser events on a stack of its own, so that depth is counted and never recursed into."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.root: Json = None
        self.marks: dict[int, dict[str, Any]] = {}
        self._file = file
        self._limits = limits
        self._stack: list[_Frame] = []
        self._anchors: dict[str, _Anchored] = {}
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._take_alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._error(event, "a second YAML document begins here", "Keep one document in a file.")
            case _:
                pass

    def _take_scalar(self, event: Any) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.container) is dict:
            # A key is its text: `200:` and `yes:` name the members "200" and "yes".
            self._set_key(frame, event, event.value)
            if event.anchor:
                self._anchors[event.anchor] = _Anchored(event.value, 1, 0)
            return
        value = self._resolve(event)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)
        self._add(value, event, size=1, height=0)

    def _set_key(self, frame: _Frame, event: Any, key: str) -> None:
        plain_merge = key == _MERGE and isinstance(event, yaml.ScalarEvent) and event.implicit[0]
        if not plain_merge and key in frame.marks:
            line = frame.marks[key].line + 1
            what = f"the key {key!r} stands here twice, first in line {line}"
            frame.key = key
            raise self._error(event, what, "Remove one of the two.", rule="duplicate-key")
        if not plain_merge:
            frame.marks[key] = event.start_mark
        frame.key, frame.is_merge = key, plain_merge

    def _open(self, event: Any) -> None:
        is_map = isinstance(event, yaml.MappingStartEvent)
        if self._stack:
            frame = self._stack[-1]
            if frame.key is None and type(frame.container) is dict:
                raise self._error(event, "a key of a map is itself a list or a map", "Use plain text as a key.")
        allowed = (None, "!", f"{_TAG}map" if is_map else f"{_TAG}seq")
        if event.tag not in allowed:
            raise self._error(event, f"the tag {event.tag!r} has no meaning in a description", "Remove the tag.")
        if len(self._stack) >= self._limits.depth:
            raise self._error(
                event, f"values are nested more than {self._limits.depth} deep", "Flatten the document.", rule="depth"
            )
        if event.anchor:
            self._anchors[event.anchor] = _UNFINISHED
        self._stack.append(_Frame({} if is_map else [], {}, event.anchor, event))

    def _close(self) -> None:
        frame = self._stack.pop()
        container = frame.container
        self.marks[id(container)] = frame.marks
        if isinstance(container, dict) and frame.merges:
            self._merge(container, frame)
        if frame.anchor:
            self._anchors[frame.anchor] = _Anchored(container, frame.size, frame.height)
        self._add(container, frame.start, size=frame.size, height=frame.height)

    def _merge(self, container: dict[str, Json], frame: _Frame) -> None:
        for source in frame.merges:
            for merged in source if isinstance(source, list) else [source]:
                if not isinstance(merged, dict):
                    raise self._error(frame.start, "`<<` merges something that is no map", "Let the alias name a map.")
                for key, value in merged.items():
                    if key not in container:
                        container[key] = value
                        frame.marks[key] = self.marks.get(id(merged), {}).get(key)

    def _take_alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None:
            raise self._error(
                event, f"the alias *{event.anchor} names no anchor", "Define the anchor before it is used."
            )
        if known is _UNFINISHED:
            raise self._error(event, f"the alias *{event.anchor} names what it stands in", "Use a $ref for recursion.")
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.container) is dict:
            if not isinstance(known.value, str):
                raise self._error(event, "a key of a map is no text", "Use plain text as a key.")
            self._set_key(frame, event, known.value)
            return
        if len(self._stack) + known.height > self._limits.depth:
            raise self._error(
                event, f"values are nested more than {self._limits.depth} deep", "Flatten the document.", rule="depth"
            )
        self._add(known.value, event, size=known.size, height=known.height)

    def _add(self, value: Json, event: Any, *, size: int, height: int) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        frame.size += size
        frame.height = max(frame.height, height + 1)
        if frame.size > self._limits.nodes:
            raise self._error(
                event, f"aliases unfold to more than {self._limits.nodes} values", "Use $ref instead.", rule="size"
            )
        container = frame.container
        if isinstance(container, list):
            frame.marks[str(len(container))] = event.start_mark
            container.append(value)
        elif frame.is_merge:
            frame.merges.append(value)
        elif frame.key is not None:
            container[frame.key] = value
        frame.key, frame.is_merge = None, False

    def _resolve(self, event: Any) -> Json:
        tag, text = event.tag, event.value
        if tag is None or tag == "!":
            return self._plain(event, text) if event.implicit[0] else str(text)
        if tag in (f"{_TAG}str", f"{_TAG}timestamp", f"{_TAG}binary"):
            return str(text)
        if tag in (f"{_TAG}int", f"{_TAG}float", f"{_TAG}bool", f"{_TAG}null"):
            value = self._plain(event, text)
            if not isinstance(value, str):
                return value
        raise self._error(event, f"the tag {tag!r} has no meaning here", "Remove the tag.")

    def _plain(self, event: Any, text: str) -> Json:
        if text[:1] not in _NUMBER_START:
            return _CONSTANTS.get(text, text)
        try:
            if _INTEGER.fullmatch(text):
                return int(text)
            if _BASED.fullmatch(text):
                return int(text, 0)
        except ValueError:
            raise self._error(event, "a number has too many digits", "Quote it if it is text.") from None
        if _FLOAT.fullmatch(text):
            number = float(text)
            if math.isinf(number):
                raise self._error(event, f"the number {text[:40]} is too large", "Quote it if it is text.")
            return number
        if _NOT_FINITE.fullmatch(text):
            raise self._error(event, f"{text} is no JSON number", "Quote it if it is text.")
        return text

    def _error(self, event: Any, what: str, hint: str, *, rule: str = "syntax") -> SourceError:
        mark = event.start_mark
        pointer = Location(self._file, self._pointer(), mark.line + 1, mark.column + 1)
        return SourceError(Problem(pointer, what, hint, rule))

    def _pointer(self) -> str:
        tokens: list[str] = []
        for frame in self._stack:
            if isinstance(frame.container, list):
                tokens.append(str(len(frame.container)))
            elif frame.key is not None:
                tokens.append(frame.key)
        return "".join("/" + token.replace("~", "~0").replace("/", "~1") for token in tokens)

"""Turns the bytes of one file into a value that knows its places."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from specwright.loader.json_text import JsonPlaces, parse_json
from specwright.loader.limits import Limits
from specwright.loader.yaml_text import parse_yaml
from specwright.model.errors import Problem, SourceError
from specwright.model.location import Location, escape_pointer_token
from specwright.model.types import Json

__all__ = ["Node", "Source", "read_source", "split_pointer"]

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE_ESCAPE: Final = re.compile(r"\\u[dD][89a-fA-F]")


class Places(Protocol):
    """Where the members of a document stand in its text."""

    def locate(self, tokens: Sequence[str], /) -> tuple[int, int]:
        """Give the line and column of what reference tokens lead to."""
        ...


class Origins(Protocol):
    """Where the values of a patched document were written."""

    def locate(self, tokens: Sequence[str], /) -> Location:
        """Find file, line and column of what reference tokens lead to."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One file: ``name`` is relative to the root document's folder, ``shown`` is how messages spell it.

    ``origins`` is set where overlays have changed ``value``, of which ``places`` then knows only a part.
    ``has_ids`` and ``has_anchors`` say whether its text mentions the keywords at all, which spares most files an index.
    """

    name: str
    shown: str
    base: str
    value: Json
    sha256: str
    places: Places
    has_ids: bool
    has_anchors: bool
    origins: Origins | None = None

    def locate(self, pointer: str) -> Location:
        """Find file, line and column of a pointer, spelled for a message."""
        if self.origins is not None:
            return self.origins.locate(split_pointer(pointer))
        line, column = self.places.locate(split_pointer(pointer))
        return Location(self.shown, pointer, line, column)


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value with the place that it has in its file; ``facet`` tells apart two readings of one place."""

    value: Json
    source: Source
    pointer: str
    facet: str = ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """Name the node in a way that can be compared and hashed."""
        return (self.source.name, self.pointer, self.facet)

    @property
    def where(self) -> Location:
        """Give the place as the model keeps it."""
        return Location(self.source.name, self.pointer)

    @property
    def members(self) -> dict[str, Json]:
        """Give the members of a map, none for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def child(self, key: str) -> Node:
        """Go to a member, which must exist."""
        return Node(self.members[key], self.source, f"{self.pointer}/{escape_pointer_token(key)}")

    # These are asked hundreds of thousands of times in a large description, so each looks at the value itself.
    def get(self, key: str) -> Node | None:
        """Go to a member, if it exists."""
        value = self.value
        if isinstance(value, dict) and key in value:
            return Node(value[key], self.source, f"{self.pointer}/{escape_pointer_token(key)}")
        return None

    def children(self) -> list[tuple[str, Node]]:
        """List the members of a map with their keys."""
        return [(key, self.child(key)) for key in self.members]

    def items(self) -> list[Node]:
        """List the items of a list; anything else has none."""
        if not isinstance(self.value, list):
            return []
        return [Node(item, self.source, f"{self.pointer}/{index}") for index, item in enumerate(self.value)]

    def without(self, *keys: str) -> Node:
        """Read the same place as if some of its members were not there."""
        kept: dict[str, Json] = {key: value for key, value in self.members.items() if key not in keys}
        return Node(kept, self.source, self.pointer, self.facet + "".join(f"-{key}" for key in keys))

    def text(self, key: str) -> str:
        """Give a member that is text, else the empty text."""
        value = self.value
        found = value.get(key) if isinstance(value, dict) else None
        return found if isinstance(found, str) else ""

    def flag(self, key: str) -> bool:
        """Say whether a member is ``true``."""
        value = self.value
        return isinstance(value, dict) and value.get(key) is True


def split_pointer(pointer: str) -> list[str]:
    """Split a JSON pointer into unescaped reference tokens."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]


def read_source(content: bytes, *, name: str, shown: str, base: str, limits: Limits) -> Source:
    """Decode and parse one file.

    Raises:
        SourceError: the bytes cannot be read as JSON or YAML.
    """
    if len(content) > limits.size:
        what = f"the file has {len(content)} bytes, more than the {limits.size} allowed"
        raise SourceError(Problem(Location(shown), what, "Split the description into several files.", "size"))
    text = _decode(content, shown)
    value, places = _parse(text, name, shown, limits)
    if _SURROGATE_ESCAPE.search(text):
        _refuse_lone_surrogates(value, shown)
    return Source(
        name=name,
        shown=shown,
        base=base,
        value=value,
        sha256=hashlib.sha256(content).hexdigest(),
        places=places,
        has_ids="$id" in text or "$self" in text,
        has_anchors="$anchor" in text or "$dynamicAnchor" in text,
    )


def _parse(text: str, name: str, shown: str, limits: Limits) -> tuple[Json, Places]:
    path = name.lower().partition("?")[0]
    is_json_like = text.lstrip()[:1] in ("{", "[")
    if path.endswith(".json") or (is_json_like and not path.endswith((".yaml", ".yml"))):
        value = parse_json(text, shown)
        _check_depth(value, shown, limits)
        return value, JsonPlaces(text)
    if is_json_like:
        # JSON under a YAML name is common; YAML's flow style begins with the same letter.
        try:
            value = parse_json(text, shown)
        except SourceError:
            return parse_yaml(text, shown, limits)
        _check_depth(value, shown, limits)
        return value, JsonPlaces(text)
    return parse_yaml(text, shown, limits)


def _decode(content: bytes, shown: str) -> str:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        what = f"byte {error.start} (0x{content[error.start]:02X}) is no {encoding.upper().removesuffix('-SIG')} text"
        raise SourceError(
            Problem(Location(shown, "", line, column), what, "Save the file as UTF-8.", "encoding")
        ) from None


def _check_depth(value: Json, shown: str, limits: Limits) -> None:
    level: list[Json] = [value]
    for _ in range(limits.depth + 1):
        inner: list[Json] = []
        for parent in level:
            if isinstance(parent, dict):
                inner += [child for child in parent.values() if isinstance(child, (dict, list))]
            elif isinstance(parent, list):
                inner += [child for child in parent if isinstance(child, (dict, list))]
        level = inner
        if not level:
            return
    what = f"values are nested more than {limits.depth} deep"
    raise SourceError(Problem(Location(shown), what, "Flatten the document.", "depth"))


def _refuse_lone_surrogates(value: Json, shown: str) -> None:
    pending: list[tuple[Json, str]] = [(value, "")]
    while pending:
        current, pointer = pending.pop()
        if isinstance(current, dict):
            for key, child in current.items():
                inner = f"{pointer}/{escape_pointer_token(key)}"
                pending += [(key, inner), (child, inner)]
        elif isinstance(current, list):
            pending += [(child, f"{pointer}/{index}") for index, child in enumerate(current)]
        elif isinstance(current, str) and any("\ud800" <= letter <= "\udfff" for letter in current):
            where = Location(shown, pointer.encode("utf-8", "replace").decode())
            what = "a text holds half of a surrogate pair, which no encoding can carry"
            raise SourceError(Problem(where, what, "Write the whole character.", "encoding"))

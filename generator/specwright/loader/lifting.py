"""Turns a bundle that keeps other files whole into one whose components hold their own definitions.

A component that only points into another file takes that definition in, every reference follows, and of the other files
stays what something still refers to: readers of the bundle then meet plain components, as most tools expect them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote, unquote

from specwright.loader.source import split_pointer
from specwright.model.location import join_pointer
from specwright.model.types import Json

__all__ = ["lift"]

# What RFC 3986 lets stand in a fragment as it is.
_FRAGMENT = "/?!$&'()*+,;=:@-._~"


def lift(document: dict[str, Json], files: str) -> dict[str, Json]:
    """Move definitions out of the member ``files`` of a bundle into the components that are aliases of them."""
    moved = dict(_aliases(document, f"/{files}/"))
    components = document.get("components")
    if not moved or not isinstance(components, dict):
        return document
    lifted: dict[str, Json] = {
        section: {
            name: _definition(document, entry, moved, join_pointer("/components", section, name))
            for name, entry in entries.items()
        }
        if isinstance(entries, dict)
        else entries
        for section, entries in components.items()
    }
    follow = _follower(moved)
    result: dict[str, Json] = {key: value for key, value in document.items() if key != files}
    result["components"] = lifted
    rewritten = _rewritten(result, follow)
    kept = _still_reached(rewritten, _rewritten(document.get(files), follow), files)
    if isinstance(rewritten, dict):
        if kept:
            rewritten[files] = kept
        return rewritten
    return document


def _aliases(document: dict[str, Json], prefix: str) -> Iterator[tuple[str, str]]:
    """Pair the pointer of a definition in another file with the component that will hold it: the first alias wins."""
    seen: set[str] = set()
    components = document.get("components")
    for section, entries in components.items() if isinstance(components, dict) else ():
        for name, entry in entries.items() if isinstance(entries, dict) else ():
            pointer = _target(entry)
            if pointer is not None and pointer.startswith(prefix) and pointer not in seen:
                seen.add(pointer)
                yield pointer, join_pointer("/components", section, name)


def _target(entry: Json) -> str | None:
    reference = entry.get("$ref") if isinstance(entry, dict) and len(entry) == 1 else None
    return unquote(reference[1:]) if isinstance(reference, str) and reference.startswith("#/") else None


def _definition(document: dict[str, Json], entry: Json, moved: dict[str, str], place: str) -> Json:
    pointer = _target(entry)
    if pointer is None or moved.get(pointer) != place:
        return entry
    value: Json = document
    for token in split_pointer(pointer):
        if isinstance(value, dict) and token in value:
            value = value[token]
        elif isinstance(value, list) and token.isdigit() and int(token) < len(value):
            value = value[int(token)]
        else:
            return entry
    return value


def _follower(moved: dict[str, str]) -> Callable[[str], str]:
    def follow(reference: str) -> str:
        pointer = unquote(reference[1:])
        end = len(pointer)
        while end > 0:
            target = moved.get(pointer[:end])
            if target is not None:
                return "#" + quote(target + pointer[end:], safe=_FRAGMENT)
            end = pointer.rfind("/", 0, end)
        return reference

    return follow


def _rewritten(value: Json, follow: Callable[[str], str]) -> Json:
    if isinstance(value, list):
        return [_rewritten(item, follow) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: follow(item)
        if key == "$ref" and isinstance(item, str) and item.startswith("#/")
        else {tag: follow(t) if isinstance(t, str) and t.startswith("#/") else t for tag, t in item.items()}
        if key == "mapping" and isinstance(item, dict)
        else _rewritten(item, follow)
        for key, item in value.items()
    }


def _still_reached(document: Json, files: Json, name: str) -> dict[str, Json]:
    """Keep the members of other files that a reference still leads to, directly or through one another."""
    kept: dict[str, Json] = {}
    queue = list(_references(document))
    seen: set[tuple[str, ...]] = set()
    while queue:
        tokens = tuple(split_pointer(queue.pop()))[:3]
        if len(tokens) < 2 or tokens[0] != name or tokens in seen or not isinstance(files, dict):
            continue
        seen.add(tokens)
        content = files.get(tokens[1])
        if len(tokens) == 2 or not isinstance(content, dict):
            kept[tokens[1]] = content
            queue.extend(_references(content))
        elif tokens[2] in content:
            part = kept.setdefault(tokens[1], {})
            if isinstance(part, dict):
                part[tokens[2]] = content[tokens[2]]
            queue.extend(_references(content[tokens[2]]))
    return {file: kept[file] for file in sorted(kept)}


def _references(value: Json) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _references(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "$ref" and isinstance(item, str) and item.startswith("#/"):
                yield unquote(item[1:])
            else:
                yield from _references(item)

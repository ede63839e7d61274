"""Turns the demo.yaml beside a description into the steps that a demonstration plays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from specwright.loader.limits import Limits
from specwright.loader.source import Node, read_source
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["SCRIPT_FILE", "Script", "Step", "read_script"]

SCRIPT_FILE: Final = "demo.yaml"
_SCRIPT_KEYS: Final = frozenset({"title", "about", "credentials", "steps"})
_STEP_KEYS: Final = frozenset({"title", "call", "arguments", "prefer", "raises", "bind", "show", "note"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call of the client: what to send, what to keep of the answer, what to show of it.

    ``call`` is ``resource.method``. ``raises`` names the exception class that the step is about.
    """

    title: str
    call: str
    where: Location
    arguments: Mapping[str, Json] = field(default_factory=dict[str, Json])
    prefer: str = ""
    raises: str = ""
    bind: Mapping[str, str] = field(default_factory=dict[str, str])
    show: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A demonstration of one API; ``credentials`` are arguments of the client: samples that the twin knows."""

    title: str
    about: str
    credentials: Mapping[str, str]
    steps: tuple[Step, ...]


def read_script(path: Path) -> Script:
    """Read a demo.yaml.

    Raises:
        ConfigError: it says something that is no script.
        SourceError: it cannot be read as YAML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _wrong(Location(str(path)), f"cannot be read: {error.strerror or error}") from None
    source = read_source(content, name=path.name, shown=str(path), base=str(path.parent), limits=Limits())
    root = Node(source.value, source, "")
    _refuse_unknown(root, _SCRIPT_KEYS)
    steps = root.get("steps")
    if steps is None or not steps.items():
        raise _wrong(source.locate(""), "a script needs a list of steps")
    return Script(
        title=_text(root, "title"),
        about=_text(root, "about"),
        credentials=_texts(root, "credentials"),
        steps=tuple(map(_step, steps.items())),
    )


def _step(node: Node) -> Step:
    _refuse_unknown(node, _STEP_KEYS)
    step = Step(
        title=_text(node, "title"),
        call=_text(node, "call"),
        where=node.source.locate(node.pointer),
        arguments=_map(node, "arguments"),
        prefer=_text(node, "prefer"),
        raises=_text(node, "raises"),
        bind=_texts(node, "bind"),
        show=tuple(_list_of_texts(node, "show")),
        note=_text(node, "note"),
    )
    if not step.title or not step.call:
        raise _wrong(step.where, "a step needs a title and a call")
    return step


def _refuse_unknown(node: Node, known: frozenset[str]) -> None:
    if not isinstance(node.value, dict):
        raise _wrong(node.source.locate(node.pointer), "this is no map")
    for key in node.members.keys() - known:
        where = node.source.locate(node.child(key).pointer)
        raise _wrong(where, f"the key {key!r} means nothing here", f"Known: {', '.join(sorted(known))}.")


def _text(node: Node, key: str) -> str:
    value = node.members.get(key, "")
    if not isinstance(value, str):
        raise _wrong(node.source.locate(node.child(key).pointer), f"{key} is no text")
    return " ".join(value.split())


def _map(node: Node, key: str) -> dict[str, Json]:
    value = node.members.get(key, {})
    if not isinstance(value, dict):
        raise _wrong(node.source.locate(node.child(key).pointer), f"{key} is no map")
    return value


def _texts(node: Node, key: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in _map(node, key).items():
        if not isinstance(value, str):
            raise _wrong(node.source.locate(node.child(key).child(name).pointer), f"{name} is no text")
        texts[name] = value
    return texts


def _list_of_texts(node: Node, key: str) -> list[str]:
    listed = node.get(key)
    values = [item.value for item in listed.items()] if listed is not None else []
    texts = [value for value in values if isinstance(value, str)]
    if listed is not None and (not values or len(texts) != len(values)):
        raise _wrong(listed.source.locate(listed.pointer), f"{key} is no list of texts")
    return texts


def _wrong(where: Location, what: str, hint: str = "docs/demo.md describes the format.") -> ConfigError:
    return ConfigError(Problem(where, what, hint))

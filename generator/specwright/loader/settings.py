"""Turns ``specwright.toml`` into settings, with names after the folder where it is silent."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Iterator, Mapping
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Final, cast

from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["SETTINGS_FILE", "TWIN_OVERLAY", "default_config", "read_config"]

SETTINGS_FILE: Final = "specwright.toml"
# Says how the twin behaves where the description is silent; no client is made from it.
TWIN_OVERLAY: Final = "twin.overlay.yaml"
_TABLES: Final[Mapping[str, Mapping[str, type]]] = {
    "client": {
        "distribution": str,
        "package": str,
        "class": str,
        "env_prefix": str,
        "version": str,
        "skip": list,
        "methods": dict,
    },
    "errors": {"code": str},
    "description": {"path": str, "overlays": list},
    "test": {"hosts": list},
}
# Its keys are operations.
_FIXTURES: Final = "fixtures"
# Names of documents that say nothing about the API; the folder's name is meant.
_GENERIC: Final = frozenset({"openapi", "swagger", "api", "spec", "index", "description", "root"})


def read_config(folder: Path, *, name: str = "", is_loose: bool = False) -> Config:
    """Read the settings beside a description; with ``is_loose``, ``name`` is a file's and the folder any folder.

    Raises:
        ConfigError: the file cannot be read, or says something that is no setting.
    """
    if not name or (is_loose and name.lower() in _GENERIC):
        name = folder.resolve().name
    path = folder / SETTINGS_FILE
    text = _read(path)
    tables = _parse(text, path)
    problems = list(_check(tables, text, path))
    if problems:
        raise ConfigError(*problems)
    return _config(name, tables)


def default_config(name: str) -> Config:
    """Name everything after ``name``, where no settings say otherwise."""
    return _config(name, {})


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) and error.strerror else "it is no UTF-8 text"
        raise ConfigError(
            Problem(Location(path.as_posix()), f"cannot be read: {what}", "Check the file.", "settings")
        ) from None


def _parse(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(match[1]), int(match[2])) if match else (0, 0)
        where = Location(path.as_posix(), "", line, column)
        raise ConfigError(Problem(where, f"this is no TOML: {error}", "Check the line.", "settings")) from None


def _check(tables: Mapping[str, object], text: str, path: Path) -> list[Problem]:
    problems: list[Problem] = []

    def wrong(pointer: str, key: str, what: str, hint: str) -> None:
        problems.append(Problem(_find(text, path, pointer, key), what, hint, "settings"))

    for table, content in tables.items():
        known = _TABLES.get(table)
        if table == _FIXTURES:
            for key, what in _refuse_fixtures(content):
                wrong(f"/{table}/{key}", key or table, what, 'Write it like [fixtures.getOrder], id = ["A-1"].')
            continue
        if known is None or not isinstance(content, dict):
            names = ", ".join((*_TABLES, _FIXTURES))
            wrong(f"/{table}", table, f"{table!r} is no table of settings", f"Known: {names}.")
            continue
        settings = cast("dict[str, object]", content)
        for key, value in settings.items():
            kind = known.get(key)
            if kind is None:
                wrong(f"/{table}/{key}", key, f"{table}.{key} is no setting", f"Known: {', '.join(known)}.")
            elif not _is_of(value, kind):
                wrong(f"/{table}/{key}", key, f"{table}.{key} is no {_SPELLED[kind]}", "Write it so.")
            elif (reason := _refuse(table, key, value)) is not None:
                wrong(f"/{table}/{key}", key, f"{table}.{key}: {reason[0]}", reason[1])
    return problems


def _is_of(value: object, kind: type) -> bool:
    return isinstance(value, kind)


_SPELLED: Final[Mapping[type, str]] = {str: "text", list: "list of texts", dict: "table"}
# A name or an address, with a port or for all ports; no wildcards, since nobody knows who else is behind them.
_HOST: Final = r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?"
_PATTERNS: Final = {
    "distribution": (
        r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?",
        "is no name of a distribution",
        "Use letters, digits and hyphens.",
    ),
    "env_prefix": (
        r"[A-Z][A-Z0-9_]*",
        "is no prefix of environment variables",
        "Use upper-case letters, digits and underscores.",
    ),
    "version": (r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", "is no version", "Write it like 1.2.0."),
}


def _refuse(table: str, key: str, value: object) -> tuple[str, str] | None:
    if isinstance(value, list) and not all(isinstance(item, str) for item in cast("list[object]", value)):
        return "an item is no text", "Quote each item."
    if key == "methods":
        for operation, method in cast("dict[str, object]", value).items():
            if not isinstance(method, str) or not re.fullmatch(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*", method):
                return f"{operation!r} is given no 'resource.method'", 'Write it like "orders.create".'
    if key in ("package", "class") and not _is_name(cast("str", value)):
        return f"{value!r} is no Python name", "Use letters, digits and underscores."
    if key in _PATTERNS and not re.fullmatch(_PATTERNS[key][0], cast("str", value)):
        return f"{value!r} {_PATTERNS[key][1]}", _PATTERNS[key][2]
    if key == "hosts":
        for host in cast("list[str]", value):
            if not re.fullmatch(_HOST, host):
                return f"{host!r} is no host", 'Write it like "staging.example.com" or "staging.example.com:8443".'
    if table == "errors" and not re.fullmatch(r"(/[^/]+)+", cast("str", value)):
        return f"{value!r} is no JSON pointer to a member", 'Write it like "/code".'
    if table == "description":
        paths = [value] if isinstance(value, str) else cast("list[str]", value)
        for path in paths:
            if not path or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
                return f"{path!r} leaves the folder", "Name a file in this folder or below."
            if key == "overlays" and PurePosixPath(path).name == TWIN_OVERLAY:
                return (
                    f"{path!r} is the twin's, and no client is made from it",
                    "Remove it: the twin finds it by itself.",
                )
    return None


def _refuse_fixtures(content: object) -> Iterator[tuple[str, str]]:
    if not isinstance(content, dict):
        yield "", "'fixtures' is no table"
        return
    for operation, values in cast("dict[str, object]", content).items():
        if not isinstance(values, dict):
            yield operation, f"fixtures.{operation} is no table of an operation's values"
            continue
        for name, listed in cast("dict[str, object]", values).items():
            if not isinstance(listed, list) or not listed:
                yield name, f"fixtures.{operation}.{name} is no list of values that will do"
            elif not _is_json(cast("list[object]", listed)):
                yield name, f"fixtures.{operation}.{name} has a value that JSON does not know"


def _is_json(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_json(item) for item in cast("list[object]", value))
    if isinstance(value, dict):
        return all(_is_json(item) for item in cast("dict[str, object]", value).values())
    return isinstance(value, str | int) or (isinstance(value, float) and isfinite(value))


def _is_name(text: str) -> bool:
    return text.isidentifier() and text.isascii() and not keyword.iskeyword(text)


def _find(text: str, path: Path, pointer: str, key: str) -> Location:
    """Find the line that sets a key; TOML's reader keeps none."""
    pattern = re.compile(rf"\s*(\[.*)?['\"]?{re.escape(key)}['\"]?\s*[\].=]")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return Location(path.as_posix(), pointer, number, len(line) - len(line.lstrip()) + 1)
    return Location(path.as_posix(), pointer)


def _config(name: str, tables: Mapping[str, object]) -> Config:
    client = cast("dict[str, object]", tables.get("client", {}))
    description = cast("dict[str, object]", tables.get("description", {}))
    errors = cast("dict[str, object]", tables.get("errors", {}))
    words = re.findall(r"[A-Za-z0-9]+", name) or ["api"]
    if words[0][0].isdigit():
        words.insert(0, "api")
    snake = "_".join(words).lower()
    methods = {key: str(value) for key, value in cast("dict[str, object]", client.get("methods", {})).items()}
    test = cast("dict[str, object]", tables.get("test", {}))
    fixtures = cast("dict[str, dict[str, list[Json]]]", tables.get(_FIXTURES, {}))
    code = errors.get("code")
    return Config(
        name=name,
        distribution=str(client.get("distribution", f"{snake.replace('_', '-')}-client")),
        package=str(client.get("package", f"{snake}_client")),
        client_class=str(client.get("class", "".join(word[:1].upper() + word[1:] for word in words) + "Client")),
        env_prefix=str(client.get("env_prefix", snake.upper())),
        description_path=str(description.get("path", "openapi.yaml")),
        overlays=tuple(cast("list[str]", description.get("overlays", []))),
        methods=methods,
        skip=tuple(cast("list[str]", client.get("skip", []))),
        error_code=str(code) if code is not None else None,
        version=str(client.get("version", "0.1.0")),
        test_hosts=tuple(cast("list[str]", test.get("hosts", []))),
        fixtures={
            operation: {name: tuple(listed) for name, listed in values.items()}
            for operation, values in fixtures.items()
        },
    )

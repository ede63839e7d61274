"""What a user names on the command line, turned into descriptions and the folders of their clients."""

from __future__ import annotations

import keyword
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import NoReturn
from urllib.parse import urlsplit

from specwright.loader.settings import default_config, read_config
from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location

__all__ = ["Target", "choose", "find_root", "find_targets", "shown", "single_target"]

_PACKAGE = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Target:
    """One description with its settings, and the folder that its client belongs in (None where nobody said).

    ``argument`` is how the user named it; ``url`` is set where it stands on a web server.
    """

    description: Path
    config: Config
    out: Path | None
    argument: str
    url: str = ""

    @property
    def source(self) -> Path | str:
        """Give what the loader reads."""
        return self.url or self.description


def choose(
    specs: Sequence[str] | None,
    *,
    spec: str | None,
    out: Path | None,
    package: str | None,
    overlays: Sequence[str] | None = None,
) -> list[tuple[Target, Path]]:
    """Turn the arguments of a command that deals with clients into targets, each with its client's folder.

    Raises:
        ConfigError: the arguments contradict each other, or leave something open.
    """
    if spec is not None and specs:
        raise _wrong(
            "SPEC arguments and --spec are both given",
            "SPEC names a folder under specs/, --spec a document from anywhere: give one of them.",
        )
    targets = [single_target(spec)] if spec is not None else find_targets(specs or [])
    if len(targets) > 1:
        for option, value in {"--out": out, "--package": package, "--overlay": overlays or None}.items():
            if value is not None:
                _refuse_for_many(option, targets)
    chosen: list[tuple[Target, Path]] = []
    for target in targets:
        folder = out or target.out
        if folder is None:
            raise _wrong(f"no folder is given for the client of {target.argument}", "Add --out DIR.")
        chosen.append((_with_package(target, package), folder))
    return chosen


def find_only(names: Sequence[str], *, option: str) -> list[Target]:
    """Find targets for a run with an option that is meant for one.

    Raises:
        ConfigError: names stand for nothing, or for more than one.
    """
    targets = find_targets(names)
    if len(targets) > 1:
        _refuse_for_many(option, targets)
    return targets


def find_root(start: Path | None = None) -> Path | None:
    """Find the nearest folder, from here upwards, that holds a ``specs`` folder."""
    here = (start or Path.cwd()).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / "specs").is_dir()), None)


def find_targets(names: Sequence[str]) -> list[Target]:
    """Turn names of folders under ``specs/``, or paths, into targets; no names stand for all of ``specs/``.

    Raises:
        ConfigError: a name stands for nothing, or there is no ``specs`` folder.
    """
    if names:
        return [single_target(name) for name in names]
    root = find_root()
    if root is None:
        raise _wrong(
            "there is no folder named specs, here or above",
            "Run inside a project, name a description with --spec FILE --out DIR, or start one: specwright new NAME.",
        )
    targets = [_folder_target(folder, root, folder.name) for folder in _described(root / "specs")]
    if not targets:
        raise _wrong(f"{shown(root / 'specs')} holds no description", "Start one with: specwright new NAME")
    return targets


def single_target(name: str) -> Target:
    """Turn one name, path or URL into a target.

    Raises:
        ConfigError: it stands for nothing.
    """
    if name.startswith(("http://", "https://")):
        return _remote_target(name)
    root = find_root()
    for folder in (Path(name), *([root / "specs" / name] if root else [])):
        if name and folder.is_dir():
            return _folder_target(Path(os.path.abspath(folder)), root, name)  # noqa: PTH100  links stay as they are named
    path = Path(name.removeprefix("file://"))
    if path.is_file():
        return Target(path, read_config(path.parent, name=path.stem, is_loose=True), None, name)
    known = ", ".join(folder.name for folder in _described(root / "specs")) if root else ""
    raise _wrong(
        f"{name!r} is neither a folder under specs/ nor a file",
        f"Known: {known}." if known else "Give the path of an OpenAPI document.",
    )


def _remote_target(url: str) -> Target:
    unreadable = _wrong("the address cannot be read", "Write it like https://api.example.com/openapi.yaml.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise unreadable from None
    if host is None:
        raise unreadable
    path = PurePosixPath(parts.path)
    # openapi.json says nothing about the API; its host does.
    stem = path.stem if path.stem.lower() not in {"", "openapi", "swagger", "api", "spec", "index"} else host
    shown = f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"
    return Target(Path(path.name or "openapi.yaml"), default_config(stem or "api"), None, shown, url)


def _refuse_for_many(option: str, targets: Sequence[Target]) -> NoReturn:
    names = ", ".join(target.config.name for target in targets)
    raise _wrong(f"{option} is for one client, but {len(targets)} are meant", f"Name one of: {names}.")


def _with_package(target: Target, package: str | None) -> Target:
    """Rename the client's package, and with it what is named alike and was not chosen in the settings."""
    if package is None:
        return target
    if not _PACKAGE.fullmatch(package) or keyword.iskeyword(package):
        raise _wrong(
            f"{package!r} is no name of a package",
            "Begin with a lower-case letter; letters, digits and underscores may follow.",
        )
    config, unset = target.config, default_config(target.config.name)
    named = default_config(package.removesuffix("_client").strip("_") or package)
    return replace(
        target,
        config=replace(
            config,
            package=package,
            distribution=package.strip("_").replace("_", "-"),
            client_class=named.client_class if config.client_class == unset.client_class else config.client_class,
            env_prefix=named.env_prefix if config.env_prefix == unset.env_prefix else config.env_prefix,
        ),
    )


def _folder_target(folder: Path, root: Path | None, argument: str) -> Target:
    config = read_config(shown(folder), name=folder.name)
    is_inside = root is not None and folder.parent == root / "specs"
    out = shown(root / "generated" / folder.name) if root is not None and is_inside else None
    return Target(shown(folder) / config.description_path, config, out, argument)


def shown(path: Path) -> Path:
    """Spell a path as a user here would."""
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _described(specs: Path) -> Iterator[Path]:
    for folder in sorted(specs.iterdir()):
        if folder.is_dir() and ((folder / "specwright.toml").is_file() or (folder / "openapi.yaml").is_file()):
            yield folder


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))

"""What a user names on the command line, turned into descriptions and the folders of their clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specwright.loader.settings import read_config
from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location

__all__ = ["Target", "find_root", "find_targets", "single_target", "with_package"]


@dataclass(frozen=True, slots=True)
class Target:
    """One description with its settings, and the folder that its client belongs in (None where nobody said)."""

    description: Path
    config: Config
    out: Path | None


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
            "no folder named specs here or above",
            "Run inside a project, or name a description with --spec FILE --out DIR.",
        )
    targets = [_folder_target(folder, root) for folder in _described(root / "specs")]
    if not targets:
        raise _wrong(f"{root / 'specs'} holds no description", "Start one with: specwright new NAME")
    return targets


def single_target(name: str) -> Target:
    """Turn one name or path into a target.

    Raises:
        ConfigError: it stands for nothing.
    """
    root = find_root()
    for folder in (Path(name), *([root / "specs" / name] if root else [])):
        if folder.is_dir():
            return _folder_target(folder.resolve(), root)
    path = Path(name.removeprefix("file://"))
    if path.is_file():
        return Target(path, read_config(path.parent, name=path.stem, is_loose=True), None)
    known = ", ".join(folder.name for folder in _described(root / "specs")) if root else ""
    raise _wrong(
        f"no description named {name!r}", f"Known: {known}." if known else "Give the path of an OpenAPI document."
    )


def with_package(target: Target, package: str | None) -> Target:
    """Rename the client's package, and with it its distribution, where the user asked for it."""
    if package is None:
        return target
    if not package.isidentifier() or package != package.lower():
        raise _wrong(f"{package!r} is no package name", "Use lower-case letters, digits and underscores.")
    return replace(target, config=replace(target.config, package=package, distribution=package.replace("_", "-")))


def _folder_target(folder: Path, root: Path | None) -> Target:
    config = read_config(folder, name=folder.name)
    inside = root is not None and folder.parent == root / "specs"
    return Target(
        folder / config.description_path, config, root / "generated" / folder.name if root and inside else None
    )


def _described(specs: Path) -> Iterator[Path]:
    for folder in sorted(specs.iterdir()):
        if folder.is_dir() and ((folder / "specwright.toml").is_file() or (folder / "openapi.yaml").is_file()):
            yield folder


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))

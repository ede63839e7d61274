"""``specwright new``: a name in, a described starting point under specs/ out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from specwright.cli.console import Console, OutputFormat
from specwright.cli.options import Format, Quiet, Verbose
from specwright.cli.sync import create
from specwright.cli.targets import find_root, shown
from specwright.emitters.render import render
from specwright.loader.settings import default_config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.output import File
from specwright.model.types import Json

__all__ = ["new"]

_FILES = ("openapi.yaml", "schemas/thing.yaml", "schemas/error.yaml", "specwright.toml", "DECISIONS.md")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Folder under specs/, in lower case.")],
    *,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Start the description of an API under specs/NAME."""
    console = Console(format, quiet, verbose)
    if not _NAME.fullmatch(name):
        raise ConfigError(
            Problem(
                Location("command line"),
                f"{name!r} is no name of an API's folder",
                "Begin with a lower-case letter; letters and digits may follow, single hyphens between them.",
            )
        )
    folder = shown(find_root() or Path.cwd()) / "specs" / name
    config = default_config(name)
    view = {
        "title": " ".join(re.split("[-_]", name)).capitalize(),
        "distribution": config.distribution,
        "package": config.package,
        "client_class": config.client_class,
        "env_prefix": config.env_prefix,
    }
    files = tuple(File(path, render(f"new/{path}.jinja", **view).encode()) for path in _FILES)
    create(files, folder)
    console.result("\n".join(f"{folder / file.path}" for file in files), _as_data(folder, files))
    console.say(f"next: edit them, then specwright lint {name} and specwright generate {name}")


def _as_data(folder: Path, files: tuple[File, ...]) -> Json:
    return {"folder": str(folder), "files": [file.path for file in files]}

"""The options that several commands share, declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from specwright.cli.console import OutputFormat

__all__ = [
    "AllowRemote",
    "Format",
    "KeepGoing",
    "Out",
    "Overlays",
    "Package",
    "Quiet",
    "Spec",
    "Specs",
    "Strict",
    "Verbose",
]

# typer reads these at run time and does not know ``X | None`` inside Annotated aliases of older releases.
Specs = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        metavar="[SPEC]...",
        help="Folders under specs/, or paths of OpenAPI documents. All of specs/ by default.",
        show_default=False,
    ),
]
Spec = Annotated[str | None, typer.Option("--spec", metavar="FILE_OR_URL", help="One OpenAPI document from anywhere.")]
Out = Annotated[Optional[Path], typer.Option("--out", metavar="DIR", help="Where the client goes (with --spec).")]  # noqa: UP045
Package = Annotated[
    str | None, typer.Option("--package", metavar="NAME", help="Import name of the client (with --spec).")
]
Overlays = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Option(
        "--overlay",
        metavar="FILE",
        help="Patch one description by an OpenAPI Overlay document, after those of its settings. May be repeated.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")]
AllowRemote = Annotated[bool, typer.Option("--allow-remote", help="Fetch descriptions and references over http(s).")]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", help="Leave out operations that are wrong or unsupported, and report each.")
]
Format = Annotated[OutputFormat, typer.Option("--format", help="How results are written.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages, only results.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell more.")]

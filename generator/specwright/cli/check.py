"""``specwright check``: what stands under generated/ is held against what generate would write."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import typer

from specwright.cli.console import Console, OutputFormat, count
from specwright.cli.options import AllowRemote, Format, KeepGoing, Out, Overlays, Package, Quiet, Spec, Specs, Verbose
from specwright.cli.pipeline import generate_client
from specwright.cli.sync import LOCK_FILE, Drift, compare, render_diff
from specwright.cli.targets import Target, choose
from specwright.model.output import File
from specwright.model.types import Json

__all__ = ["check"]

_DIFF_LINES = 40


def check(
    *,
    specs: Specs = None,
    spec: Spec = None,
    out: Out = None,
    package: Package = None,
    overlay: Overlays = None,
    allow_remote: AllowRemote = False,
    keep_going: KeepGoing = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Compare generated clients with their descriptions; exit 1 where they differ."""
    console = Console(format, quiet, verbose)
    lines: list[str] = []
    found: list[Json] = []
    for target, folder in choose(specs, spec=spec, out=out, package=package, overlays=overlay):
        generated = generate_client(
            target.source,
            config=target.config,
            overlays=overlay or [],
            allow_remote=allow_remote,
            keep_going=keep_going,
            on_stage=partial(_tell_stage, console, target.config.name),
        )
        drift = compare(generated.files, folder)
        repair = _repair_command(
            target,
            is_spec=spec is not None,
            out=out,
            package=package,
            overlays=overlay or [],
            keep_going=keep_going,
            allow_remote=allow_remote,
        )
        lines += _describe(drift, generated.files, folder, repair=repair, is_verbose=verbose)
        found.append(
            {
                "name": target.config.name,
                "folder": str(folder),
                "changed": list(drift.changed),
                "missing": list(drift.missing),
                "orphaned": list(drift.orphaned),
                "foreign": list(drift.foreign),
                "repair": repair if drift else None,
            }
        )
    console.result("\n".join(lines), found)
    if any(isinstance(item, dict) and item["repair"] for item in found):
        raise typer.Exit(1)


def _tell_stage(console: Console, name: str, stage: str) -> None:
    console.tell_more(f"{name}: {stage}")


def _describe(drift: Drift, files: tuple[File, ...], folder: Path, *, repair: str, is_verbose: bool) -> list[str]:
    if not drift:
        return [f"{folder}: up to date, {count(len(files), 'file')}"]
    if not folder.exists():
        return [f"{folder}: is missing", f"repair with: {repair}"]
    lines = [f"{folder}: differs from what its description generates"]
    for word, paths in (("changed", drift.changed), ("missing", drift.missing), ("orphaned", drift.orphaned)):
        lines += [f"  {word:8} {path}" for path in paths]
    lines += [f"  foreign  {path} (not made by specwright: delete it, or move it elsewhere)" for path in drift.foreign]
    # Hashes follow from the other files: they are shown only where nothing else is.
    for path in [path for path in drift.changed if path != LOCK_FILE] or drift.changed:
        diff = render_diff(files, folder, path)
        lines += list(diff) if is_verbose else list(islice(diff, _DIFF_LINES))
    if drift.changed and not is_verbose:
        lines.append(f"(at most {_DIFF_LINES} lines a file are shown; -v shows all)")
    lines.append(f"repair with: {repair}")
    return lines


def _repair_command(
    target: Target,
    *,
    is_spec: bool,
    out: Path | None,
    package: str | None,
    overlays: Sequence[str],
    keep_going: bool,
    allow_remote: bool,
) -> str:
    words = ["specwright", "generate", *(["--spec"] if is_spec else []), target.argument]
    words += ["--out", str(out)] if out is not None else []
    words += ["--package", package] if package is not None else []
    words += [word for overlay in overlays for word in ("--overlay", overlay)]
    words += ["--keep-going"] if keep_going else []
    words += ["--allow-remote"] if allow_remote else []
    return shlex.join(words)

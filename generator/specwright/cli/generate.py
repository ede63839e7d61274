"""``specwright generate``: descriptions in, clients on disk."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from specwright.cli.console import Console, OutputFormat
from specwright.cli.fetch import fetch_description, is_url
from specwright.cli.options import AllowRemote, Format, KeepGoing, Out, Package, Quiet, Spec, Specs, Verbose
from specwright.cli.pipeline import Generated, generate_client
from specwright.cli.sync import Drift, write
from specwright.cli.targets import Target, find_targets, single_target, with_package
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["generate"]


def generate(
    *,
    specs: Specs = None,
    spec: Spec = None,
    out: Out = None,
    package: Package = None,
    allow_remote: AllowRemote = False,
    keep_going: KeepGoing = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Generate clients: all of specs/ into generated/, or --spec FILE into --out DIR."""
    console = Console(format, quiet, verbose)
    if spec is not None and specs:
        raise typer.BadParameter("give either SPEC arguments or --spec, not both")
    with TemporaryDirectory(prefix="specwright-") as scratch:
        if spec is not None and is_url(spec):
            spec = str(fetch_description(spec, Path(scratch), allow_remote=allow_remote))
        targets = [single_target(spec)] if spec is not None else find_targets(specs or [])
        made = [
            _generate_one(with_package(t, package), out, console, allow_remote=allow_remote, keep_going=keep_going)
            for t in targets
        ]
    console.result("\n".join(line for line, _ in made), [data for _, data in made])


def _generate_one(
    target: Target, out: Path | None, console: Console, *, allow_remote: bool, keep_going: bool
) -> tuple[str, Json]:
    folder = out or target.out
    if folder is None:
        raise ConfigError(
            Problem(Location(str(target.description)), "nobody said where this client goes", "Add --out DIR.")
        )
    generated = generate_client(
        target.description,
        config=target.config,
        allow_remote=allow_remote,
        keep_going=keep_going,
        on_stage=lambda stage: console.tell_more(f"{target.config.name}: {stage}"),
    )
    console.problems(generated.service.warnings)
    console.problems(skipped.problem for skipped in generated.service.skipped)
    drift = write(generated.files, folder)
    return _summary(generated, folder, drift)


def _summary(generated: Generated, folder: Path, drift: Drift) -> tuple[str, Json]:
    service = generated.service
    kept, skipped = len(service.operations), len(service.skipped)
    changes = len(drift.changed) + len(drift.missing) + len(drift.orphaned)
    line = f"{folder}: {kept} operations, {len(generated.files)} files, {changes} changed"
    if skipped:
        line += f", {skipped} operations left out"
    data: Json = {
        "name": generated.config.name,
        "folder": str(folder),
        "operations": kept,
        "skipped": [{"operation": s.operation, "problem": str(s.problem)} for s in service.skipped],
        "warnings": len(service.warnings),
        "files": len(generated.files),
        "changed": list(drift.changed),
        "added": list(drift.missing),
        "removed": list(drift.orphaned),
    }
    return line, data

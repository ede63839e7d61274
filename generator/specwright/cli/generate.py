"""``specwright generate``: descriptions in, clients on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from specwright.cli.console import Console, OutputFormat, count
from specwright.cli.options import AllowRemote, Format, KeepGoing, Out, Overlays, Package, Quiet, Spec, Specs, Verbose
from specwright.cli.pipeline import Generated, generate_client
from specwright.cli.sync import Drift, write
from specwright.cli.targets import Target, choose
from specwright.model.errors import Problem, Severity
from specwright.model.service import SkippedOperation
from specwright.model.types import Json

__all__ = ["generate"]


def generate(
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
    """Generate clients: all of specs/ into generated/, or --spec FILE into --out DIR."""
    console = Console(format, quiet, verbose)
    # All are made before the first is written: where one description is wrong, all old output stays.
    made = [
        (
            _generate_one(target, console, overlays=overlay or [], allow_remote=allow_remote, keep_going=keep_going),
            folder,
        )
        for target, folder in choose(specs, spec=spec, out=out, package=package, overlays=overlay)
    ]
    written = [_summary(generated, folder, write(generated.files, folder)) for generated, folder in made]
    console.result("\n".join(line for line, _ in written), [data for _, data in written])


def _generate_one(
    target: Target, console: Console, *, overlays: list[str], allow_remote: bool, keep_going: bool
) -> Generated:
    generated = generate_client(
        target.source,
        config=target.config,
        overlays=overlays,
        allow_remote=allow_remote,
        keep_going=keep_going,
        on_stage=lambda stage: console.tell_more(f"{target.config.name}: {stage}"),
    )
    console.problems(generated.service.warnings)
    console.problems(_without(skipped) for skipped in generated.service.skipped)
    return generated


def _without(skipped: SkippedOperation) -> Problem:
    what = skipped.problem.what
    return replace(
        skipped.problem,
        what=f"the operation {skipped.operation} is left out: {what}",
        severity=Severity.WARNING,
    )


def _summary(generated: Generated, folder: Path, drift: Drift) -> tuple[str, Json]:
    service = generated.service
    kept, skipped = len(service.operations), len(service.skipped)
    changes = len(drift.changed) + len(drift.missing) + len(drift.orphaned)
    line = f"{folder}: {count(kept, 'operation')}, {count(len(generated.files), 'file')}, {changes} changed"
    if skipped:
        line += f", {count(skipped, 'operation')} left out"
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

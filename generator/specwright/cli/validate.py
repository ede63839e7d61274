"""``specwright validate``: files of documents in, a verdict on each of them out."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from typing import Annotated, Optional

import typer

from specwright.cli.chosen_check import choose_check, find_operation
from specwright.cli.console import Console, OutputFormat
from specwright.cli.inputs import Inputs
from specwright.cli.options import AllowRemote, Format, Overlays, Quiet, Verbose
from specwright.cli.progress import progress
from specwright.cli.targets import single_target
from specwright.cli.verdicts import as_json, as_text, summary
from specwright.loader import load
from specwright.validation import Outcome, Plan, Shape, judge_blocks

__all__ = ["validate"]

_LIMIT = 64 * 1024 * 1024

_Spec = Annotated[
    str, typer.Argument(metavar="SPEC", help="A folder under specs/, or the path of an OpenAPI document.")
]
_Operation = Annotated[str, typer.Argument(metavar="OPERATION", help="The operationId whose request body is judged.")]
_Files = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="JSON or NDJSON, plain or gzip; - is standard input.")
]
_Old = Annotated[
    Optional[str],  # noqa: UP045  as in options.py
    typer.Option("--old", metavar="FILE", help="What is to be replaced: one document, or one for each of FILE."),
]
_Response = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--response", metavar="STATUS", help="Judge the body of this response instead."),
]
_MediaType = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--media-type", metavar="TYPE", help="Which body is meant; the JSON one by default."),
]
_As = Annotated[Shape, typer.Option("--as", help="One document a file, or one a line; auto tells by the first line.")]
_MaxViolations = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--max-violations", metavar="N", min=0, help="Tell at most N of each document; all are counted."),
]
_MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", min=1, help="The largest document that is read.")]
_DocumentedOnly = Annotated[bool, typer.Option("--documented-only", help="Leave out rules that no document states.")]
_Jobs = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--jobs", metavar="N", min=1, help="How many processes judge; as many as there are cores by default."),
]


def validate(
    spec: _Spec,
    operation: _Operation,
    files: _Files,
    *,
    old: _Old = None,
    response: _Response = None,
    media_type: _MediaType = None,
    shape: _As = Shape.AUTO,
    max_violations: _MaxViolations = None,
    max_bytes: _MaxBytes = _LIMIT,
    documented_only: _DocumentedOnly = False,
    jobs: _Jobs = None,
    overlay: Overlays = None,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Judge documents by the check of an operation; exit 1 where one is invalid."""
    console = Console(format, quiet, verbose)
    inputs = Inputs(files, old=old, shape=shape, limit=max_bytes)
    target = single_target(spec)
    service = load(
        target.source, config=target.config, overlays=overlay or [], allow_remote=allow_remote, keep_going=True
    )
    found = find_operation(service, operation)
    chosen = choose_check(service, found, response=response, media_type=media_type)
    console.tell_more(f"{chosen.check.name} judges {chosen.check.media_type}")
    if old is not None and not chosen.check.has_transitions:
        console.say(f"{operation} has no transition rules: {old} changes no verdict.", style="yellow")
    plan = Plan(
        text=chosen.text,
        check=chosen.check.name,
        describe=as_json if format is OutputFormat.JSON else as_text,
        limit=max_bytes,
        most=max_violations,
        old=inputs.only_old,
        old_name=inputs.old_name,
        ignored=chosen.assumed if documented_only else frozenset(),
    )
    told = _tell(inputs, plan, console, jobs=jobs or cores())
    if inputs.has_more_old():
        console.say(f"{inputs.old_name} has more old values than there are documents.", style="yellow")
    text = summary(told.documents, told.invalid, told.counts, chosen.assumed)
    if format is OutputFormat.JSON:
        console.say(text)
    else:
        console.result(text, None)
    if told.invalid:
        raise typer.Exit(1)


def _tell(inputs: Inputs, plan: Plan, console: Console, *, jobs: int) -> Outcome:
    """Print each verdict as it comes, and count."""
    total = Outcome()
    is_watched = not console.is_quiet and sys.stderr.isatty()
    with (
        progress(inputs.size, is_shown=is_watched) as bar,
        closing(judge_blocks(inputs.blocks(), plan, jobs=jobs, on_start=bar.start)) as outcomes,
    ):
        for outcome in outcomes:
            console.write(outcome.text)
            total.documents += outcome.documents
            total.invalid += outcome.invalid
            total.counts.update(outcome.counts)
            bar.show(inputs.position(outcome), f"{total.documents:,} documents, {total.invalid:,} invalid")
    return total


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""``specwright lint``: descriptions in, what is unsound about them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import typer

from specwright.cli.console import Console, OutputFormat, count
from specwright.cli.options import AllowRemote, Format, Overlays, Quiet, Specs, Strict, Verbose
from specwright.cli.targets import Target, find_only, find_targets
from specwright.lint import Node, View
from specwright.lint import lint as judge
from specwright.loader import TWIN_OVERLAY, Document, read
from specwright.loader import Node as LoadedNode
from specwright.loader.dialects import find_dialect
from specwright.loader.findings import Findings
from specwright.loader.refs import References
from specwright.model.errors import Problem, Severity
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["judge_document", "lint"]


def lint(
    *,
    specs: Specs = None,
    overlay: Overlays = None,
    strict: Strict = False,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Judge descriptions; exit 1 where one is unsound."""
    console = Console(format, quiet, verbose)
    found: list[tuple[Target, tuple[Problem, ...]]] = []
    for target in find_only(specs or [], option="--overlay") if overlay else find_targets(specs or []):
        overlays: list[Path | str] = [*_twin_overlay(target), *(overlay or [])]
        document = read(target.source, config=target.config, overlays=overlays, allow_remote=allow_remote)
        find_dialect(document.root)
        problems = judge_document(document)
        found.append((target, tuple(map(_as_error, problems)) if strict else problems))
        console.tell_more(f"{target.config.name}: read {', '.join([*document.sources, *document.overlays])}")
    counts = [sum(problem.severity is Severity.ERROR for problem in problems) for _, problems in found]
    lines = [
        f"{_shown(target)}: {count(errors, 'error')}, {count(len(problems) - errors, 'warning')}"
        for (target, problems), errors in zip(found, counts, strict=True)
    ]
    console.result(
        "\n".join(lines),
        [_as_data(target, problems) for target, problems in found],
        problems=[problem for _, problems in found for problem in problems],
    )
    if any(counts):
        raise typer.Exit(1)


def _twin_overlay(target: Target) -> list[Path]:
    """Find the overlay of the twin: no client is made from it, but it stands and falls with the description."""
    path = target.description.parent / TWIN_OVERLAY
    return [path] if not target.url and path.is_file() else []


def _as_error(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR)


def judge_document(document: Document) -> tuple[Problem, ...]:
    """Tell everything that is unsound about a description."""
    findings = Findings()
    references = References(document, findings)

    def resolve(file: str, reference: str) -> Node | None:
        source = document.sources[file]
        found = references.look_up(reference, LoadedNode(source.value, source, ""))
        return None if found is None else Node(found.source.name, found.pointer, found.value)

    def explain(file: str, reference: str) -> tuple[Problem, ...]:
        with findings.part() as scope:
            resolve(file, reference)
        return tuple(scope.errors)

    return judge(
        View(
            root=document.root.source.name,
            files=_Files(document),
            locate=lambda file, pointer: document.place(Location(file, pointer)),
            resolve=resolve,
            explain=explain,
            effects=document.effects,
            idle_overlays=document.idle_overlays,
        )
    )


class _Files(Mapping[str, Json]):
    """The files of a description, as far as references have led to them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def __getitem__(self, name: str) -> Json:
        return self._document.sources[name].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._document.sources)

    def __len__(self) -> int:
        return len(self._document.sources)


def _shown(target: Target) -> str:
    return target.argument if target.url else str(target.description)


def _as_data(target: Target, problems: tuple[Problem, ...]) -> Json:
    return {
        "description": _shown(target),
        "problems": [
            {
                "file": p.where.file,
                "line": p.where.line,
                "column": p.where.column,
                "pointer": p.where.pointer,
                "severity": p.severity.value,
                "rule": p.rule,
                "message": p.what,
                "hint": p.hint,
            }
            for p in problems
        ],
    }

"""``specwright lint``: descriptions in, what is unsound about them out."""

from __future__ import annotations

from collections.abc import Callable

import typer

from specwright.cli.console import Console, OutputFormat, report_problem
from specwright.cli.options import AllowRemote, Format, Quiet, Specs
from specwright.cli.targets import Target, find_targets
from specwright.lint import Node, View
from specwright.lint import lint as judge
from specwright.lint.view import walk
from specwright.loader import Document, read
from specwright.loader import Node as LoadedNode
from specwright.loader.findings import Findings
from specwright.loader.refs import References
from specwright.model.errors import Problem, Severity
from specwright.model.location import Location
from specwright.model.types import Json

__all__ = ["lint"]


def lint(
    *,
    specs: Specs = None,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
) -> None:
    """Judge descriptions; exit 1 where one is unsound."""
    console = Console(format, quiet)
    found = [(target, _judge(target, allow_remote=allow_remote)) for target in find_targets(specs or [])]
    errors = 0
    lines = []
    for target, problems in found:
        count = sum(p.severity is Severity.ERROR for p in problems)
        errors += count
        if console.format is OutputFormat.TEXT:
            for problem in problems:
                report_problem(problem)
        lines.append(f"{target.description}: {count} errors, {len(problems) - count} warnings")
    console.result("\n".join(lines), [_as_data(target, problems) for target, problems in found])
    if errors:
        raise typer.Exit(1)


def _judge(target: Target, *, allow_remote: bool) -> tuple[Problem, ...]:
    document = read(target.description, allow_remote=allow_remote)
    references = References(document, Findings())

    def resolve(file: str, reference: str) -> Node | None:
        source = document.sources[file]
        found = references.look_up(reference, LoadedNode(source.value, source, ""))
        return None if found is None else Node(found.source.name, found.pointer, found.value)

    return judge(
        View(
            root=document.root.source.name,
            files=_open_all(document, resolve),
            locate=lambda file, pointer: document.place(Location(file, pointer)),
            resolve=resolve,
        )
    )


def _open_all(document: Document, resolve: Callable[[str, str], Node | None]) -> dict[str, Json]:
    """Read every file that a reference leads to: the loader reads only what an operation needs."""
    files: dict[str, Json] = {}
    while fresh := [source for name, source in document.sources.items() if name not in files]:
        for source in fresh:
            files[source.name] = source.value
            for node in walk(Node(source.name, "", source.value)):
                reference = node.value.get("$ref") if isinstance(node.value, dict) else None
                if isinstance(reference, str) and not reference.startswith("#"):
                    resolve(source.name, reference)
    return files


def _as_data(target: Target, problems: tuple[Problem, ...]) -> Json:
    return {
        "description": str(target.description),
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

"""Turns a service into the checks of its requests, with what is wrong told by file, line and column."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from specwright.checks import CheckModule, compile_checks
from specwright.emitters import unchecked_problems
from specwright.loader import Document, read
from specwright.loader.document import RefusedReferenceError
from specwright.model.config import Config
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.rules import Places

__all__ = ["compile_request_checks", "places_of"]

_CODE = "/x-error-code"


def compile_request_checks(service: Service, places: Places, *, keep_going: bool) -> tuple[CheckModule, Service]:
    """Compile the checks, and give the service the warnings about those that cannot be made.

    A schema that a vendor got wrong costs its check; a wrong rule is this project's own mistake and ends the run.

    Raises:
        DescriptionError: a rule or an error code of a keyword is wrong, and nobody asked to keep going.
    """
    checks = compile_checks(service, places=places, has_responses=False, keep_going=True)
    own = [problem for _, problems in checks.left_out for problem in problems if _is_of_rules(problem)]
    if own and not keep_going:
        raise DescriptionError(*dict.fromkeys(own))
    return checks, replace(service, warnings=(*service.warnings, *unchecked_problems(checks)))


def places_of(
    description: Path | str, *, config: Config, overlays: Sequence[str] = (), allow_remote: bool = False
) -> Places:
    """Give what completes places; the files are read again, and only when there is something to tell."""

    @cache
    def document() -> Document:
        return read(description, config=config, overlays=overlays, allow_remote=allow_remote)

    return Places(complete=lambda where: _completed(where, document), text=lambda file: _text(file, description))


def _completed(where: Location, document: Callable[[], Document]) -> Location:
    if where.line:
        return where
    opened = document()
    if where.file not in opened.sources:
        try:
            opened.open(urllib.parse.quote(where.file), opened.root.source)
        except RefusedReferenceError:
            return where
    return opened.place(where)


def _text(file: str, description: Path | str) -> str:
    folder = Path(description) if Path(description).is_dir() else Path(description).parent
    for path in (folder / file, Path(file)):
        if path.is_file():
            return path.read_text("utf-8", "replace")
    return ""


def _is_of_rules(problem: Problem) -> bool:
    return problem.rule.startswith("rule-") or problem.where.pointer.endswith(_CODE)

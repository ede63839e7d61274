"""Turns the documented error codes into ``errors.py``: the runtime's tree, and one class below it for each code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.statuses import status_class
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import ErrorCode, Service
from specwright.passes.reserved import ERRORS

__all__ = ["emit_errors"]

# What is no error of the tree, by the module of the runtime that has it.
_VALUES: Final = {
    "_deviations": ("Deviation",),
    "_violations": ("AssumedRuleWarning", "RuleViolationWarning", "Violation"),
}


@dataclass(frozen=True, slots=True)
class ErrorView:
    """One class; all of it is Python text."""

    name: str
    docstring: str
    code: str


def emit_errors(service: Service, config: Config) -> list[File]:
    """Write the module that a caller's ``except`` clauses refer to."""
    views = [_view(code) for code in service.error_codes]
    text = render(
        "client/package/errors.py.jinja",
        header=header(service),
        package=config.package,
        values=_VALUES,
        tree=sorted(ERRORS - {name for names in _VALUES.values() for name in names}),
        errors=views,
        exports=sorted({"CODES", *ERRORS, *(view.name for view in views)}),
    )
    return [File(f"{config.package}/errors.py", text.encode())]


def _view(code: ErrorCode) -> ErrorView:
    statuses = ", ".join(code.statuses)
    text = code.description.strip() or f"The service answered with the code {code.name.wire}."
    if statuses:
        classes = " or ".join(f"`{name}`" for name in dict.fromkeys(map(status_class, code.statuses)))
        text += f"\n\nDocumented with status {statuses}: an answer with it is a {classes} as well."
    return ErrorView(code.name.python, docstring(text, 4), literal(code.name.wire))

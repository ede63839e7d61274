"""Turns the documented error codes into ``errors.py``: the runtime's tree, and one class below it for each code."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.statuses import status_class
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import ErrorCode, Service
from specwright.passes.reserved import ERRORS

__all__ = ["emit_errors", "error_base"]


@dataclass(frozen=True, slots=True)
class ErrorView:
    """One class; all of it is Python text."""

    name: str
    base: str
    docstring: str
    code: str


def emit_errors(service: Service, config: Config) -> list[File]:
    """Write the module that a caller's ``except`` clauses refer to."""
    views = [_view(code) for code in service.error_codes]
    text = render(
        "client/package/errors.py.jinja",
        header=header(service),
        package=config.package,
        tree=sorted(ERRORS - {"Deviation"}),
        errors=views,
        exports=sorted({"CODES", "Deviation", *(ERRORS - {"Deviation"}), *(view.name for view in views)}),
    )
    return [File(f"{config.package}/errors.py", text.encode())]


def error_base(code: ErrorCode) -> str:
    """Name the class above a code's: that of its status, where only one is documented."""
    classes = {status_class(status) for status in code.statuses}
    return classes.pop() if len(classes) == 1 else "StatusError"


def _view(code: ErrorCode) -> ErrorView:
    statuses = ", ".join(code.statuses)
    text = code.description.strip() or f"The service answered with the code {code.name.wire}."
    if statuses:
        text += f"\n\nDocumented with status {statuses}."
    return ErrorView(code.name.python, error_base(code), docstring(text, 4), literal(code.name.wire))

"""Turns the names that a client exports into its ``__init__.py``, which imports each one on first use."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.emitters.pytext import docstring
from specwright.emitters.render import header, render
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_package"]

_MODULES = ("checks", "dicts", "errors", "models", "testing")
# Names of the runtime that callers write in their own code.
_RUNTIME = {
    "_deviations": ("Deviation",),
    "_multipart": ("FileInput",),
    "_options": ("RequestOptions", "Timeout"),
    "_response": ("Response",),
    "_retries": ("RetryPolicy",),
    "_streamed": ("AsyncStreamedResponse", "StreamedResponse"),
    "_unset": ("UNSET", "Unset"),
}


@dataclass(frozen=True, slots=True)
class ExportView:
    """One name and the module below the package that has it."""

    name: str
    module: str


def emit_package(service: Service, config: Config) -> list[File]:
    """Write the package's front, and the mark that it is typed."""
    exports = [
        ExportView(config.client_class, "client"),
        ExportView(f"Async{config.client_class}", "client"),
        *(ExportView(name, f"_runtime.{module}") for module, names in _RUNTIME.items() for name in names),
    ]
    exports.sort(key=lambda export: export.name)
    text = render(
        "client/package/__init__.py.jinja",
        header=header(service),
        package=config.package,
        docstring=docstring(f"Client of {service.title or config.name}: start with `{config.client_class}`."),
        exports=exports,
        modules=_MODULES,
        public=sorted([*_MODULES, *(export.name for export in exports), "__version__"]),
        version=config.version,
    )
    return [File(f"{config.package}/__init__.py", text.encode()), File(f"{config.package}/py.typed", b"")]

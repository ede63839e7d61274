"""Turns a client's names and version into the ``pyproject.toml`` that makes it an installable distribution."""

from __future__ import annotations

import re

from specwright.emitters.render import header, render, version
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_pyproject", "toml_string"]

_SUMMARY_LENGTH = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def emit_pyproject(service: Service, config: Config) -> list[File]:
    """Write the metadata and the build settings."""
    summary = f"Typed Python client of {service.title or config.name}"
    text = render(
        "client/pyproject.toml.jinja",
        header=header(service),
        distribution=toml_string(config.distribution),
        version=toml_string(config.version),
        description=toml_string(_CONTROL.sub(" ", summary)[:_SUMMARY_LENGTH].strip()),
        package=toml_string(config.package),
        plugin=toml_string(f"{config.package}.pytest_plugin"),
        twin=toml_string(f"specwright>={version()}"),
        files=", ".join(
            toml_string(f"/{name}") for name in (config.package, "README.md", "RULES.md", "pyproject.toml")
        ),
    )
    return [File("pyproject.toml", text.encode())]


def toml_string(text: str) -> str:
    """Write a text as a basic string of TOML."""
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    # What TOML wants escaped, and all else that a reader could not see.
    if character.isprintable():
        return character
    code = ord(character)
    # A lone surrogate is no Unicode scalar value, and TOML has no way to write one.
    code = 0xFFFD if 0xD800 <= code <= 0xDFFF else code
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

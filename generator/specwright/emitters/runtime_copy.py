"""Turns the runtime, ordinary Python in this repository, into the ``_runtime`` package of a client."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_runtime", "runtime_digest"]

_HEADER = "# Copied verbatim from the runtime of Specwright; do not edit.\n"


def emit_runtime(_service: Service, config: Config) -> list[File]:
    """Copy every module of the runtime, byte for byte below one line that says where it comes from."""
    return [File(f"{config.package}/_runtime/{name}", _HEADER.encode() + content) for name, content in _modules()]


@cache
def runtime_digest() -> str:
    """Give one hash over all modules of the runtime: two clients of equal digest share every line of it."""
    digest = hashlib.sha256()
    for name, content in _modules():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


@cache
def _modules() -> tuple[tuple[str, bytes], ...]:
    folder = resources.files("specwright.runtime")
    return tuple(
        sorted(
            # Git may have checked the files out with other line ends; a client has the same bytes everywhere.
            (module.name, module.read_bytes().replace(b"\r\n", b"\n"))
            for module in folder.iterdir()
            if module.name.endswith(".py")
        )
    )

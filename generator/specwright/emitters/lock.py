"""Turns a finished client into ``specwright.lock.json``: what it was made from, by what, and the hash of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from specwright import __version__
from specwright.emitters.runtime_copy import runtime_digest
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["LOCK_PATH", "emit_lock"]

LOCK_PATH = "specwright.lock.json"
_FORMAT = 1


def emit_lock(service: Service, config: Config, files: Iterable[File]) -> File:
    """List ``files`` as they are written to disk, which is after formatting, with the hash of each."""
    content = {
        "format": _FORMAT,
        "generator": {"name": "specwright", "version": __version__},
        "runtime": runtime_digest(),
        "client": {"distribution": config.distribution, "package": config.package, "version": config.version},
        "description": {
            "title": service.title,
            "version": service.version,
            "files": {PurePosixPath(path).as_posix(): digest for path, digest in sorted(service.sources.items())},
        },
        "skipped": sorted(skipped.operation for skipped in service.skipped),
        "files": {file.path: _sha256(file.content) for file in sorted(files) if file.path != LOCK_PATH},
    }
    return File(LOCK_PATH, (json.dumps(content, indent=2, ensure_ascii=True) + "\n").encode())


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

"""The architecture in one function: a description goes in, the files of its client come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from specwright.cli.formatting import format_files
from specwright.cli.request_checks import compile_request_checks, places_of
from specwright.cli.twin_behaviour import with_twin_overlay
from specwright.emitters import emit_client, emit_lock
from specwright.loader import load
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service
from specwright.passes import PASSES

__all__ = ["Generated", "generate_client"]


@dataclass(frozen=True, slots=True)
class Generated:
    """A client that exists in memory only, with the service it was made from."""

    config: Config
    service: Service
    files: tuple[File, ...]


def generate_client(
    description: Path | str,
    *,
    config: Config,
    overlays: Sequence[str] = (),
    allow_remote: bool = False,
    keep_going: bool = False,
    on_stage: Callable[[str], None] = lambda _stage: None,
) -> Generated:
    """Turn one description into the formatted files of its client.

    Raises:
        SpecwrightError: the description is wrong, or uses what is not supported.
    """
    on_stage("load")
    service = load(description, config=config, overlays=overlays, allow_remote=allow_remote, keep_going=keep_going)
    service = with_twin_overlay(service, description, config=config, overlays=overlays)
    for transform in PASSES:
        service = transform(service, config)
    on_stage("check")
    places = places_of(description, config=config, overlays=overlays, allow_remote=allow_remote)
    checks, service = compile_request_checks(service, places, keep_going=keep_going)
    on_stage("emit")
    files = emit_client(service, config, checks)
    on_stage("format")
    files = format_files(files)
    return Generated(config, service, (*files, emit_lock(service, config, files)))

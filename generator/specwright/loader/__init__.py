"""Turns the bytes of a description into the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from specwright.loader.assembly import assemble
from specwright.loader.bundle import bundle
from specwright.loader.context import Context
from specwright.loader.dialects import find_dialect
from specwright.loader.difference import overlay_between
from specwright.loader.document import Document, open_document
from specwright.loader.findings import Findings
from specwright.loader.limits import Effort, Limits
from specwright.loader.patching import Effect
from specwright.loader.refs import References
from specwright.loader.registry import Registry
from specwright.loader.settings import TWIN_OVERLAY, read_config
from specwright.loader.source import Node
from specwright.model.config import Config
from specwright.model.errors import DescriptionError, Problem
from specwright.model.service import Service

__all__ = [
    "TWIN_OVERLAY",
    "Document",
    "Effect",
    "Limits",
    "Node",
    "bundle",
    "load",
    "overlay_between",
    "read",
    "read_config",
]


def load(
    path: Path | str,
    *,
    config: Config | None = None,
    overlays: Sequence[Path | str] = (),
    allow_remote: bool = False,
    keep_going: bool = False,
    limits: Limits | None = None,
) -> Service:
    """Read a description and everything it refers to, patched by the overlays of its settings, then by ``overlays``.

    With ``keep_going``, an operation that cannot be read is reported in ``skipped`` instead of ending the run.

    Raises:
        DescriptionError: the description is wrong; all problems are told at once.
        UnsupportedFeatureError: it is right, but uses what is not supported.
    """
    limits = limits or Limits()
    document = _open(path, config, overlays=overlays, allow_remote=allow_remote, limits=limits)
    root = document.root
    if not isinstance(root.value, dict):
        what = "the file is empty" if root.value is None else "this is no OpenAPI description"
        raise DescriptionError(Problem(root.source.locate(""), what, "Begin it with `openapi: 3.1.0`.", "shape"))
    dialect = find_dialect(root)
    findings = Findings()
    references = References(document, findings)
    registry = Registry(root, references, findings)
    context = Context(document, dialect, findings, references, registry, limits, Effort(limits.steps))
    try:
        return assemble(context, config, keep_going=keep_going)
    except RecursionError:
        what = "the description is nested too deeply to be read"
        raise DescriptionError(
            Problem(root.source.locate(""), what, "Move inner schemas to components.", "depth")
        ) from None


def read(
    path: Path | str,
    *,
    config: Config | None = None,
    overlays: Sequence[Path | str] = (),
    allow_remote: bool = False,
) -> Document:
    """Read a description with its overlays as it stands, with the place of everything in it.

    Raises:
        DescriptionError: it or an overlay cannot be read, or an overlay cannot be applied.
    """
    return _open(path, config, overlays=overlays, allow_remote=allow_remote, limits=Limits())


def _open(
    path: Path | str,
    config: Config | None,
    *,
    overlays: Sequence[Path | str],
    allow_remote: bool,
    limits: Limits,
) -> Document:
    described = _described(path, config)
    settled = _beside_settings(described, config) if config is not None else []
    return open_document(described, allow_remote=allow_remote, limits=limits, overlays=[*settled, *overlays])


def _described(path: Path | str, config: Config | None) -> Path | str:
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        return path
    local = Path(path)
    if local.is_dir():
        return local / (config or read_config(local)).description_path
    return local


def _beside_settings(described: Path | str, config: Config) -> list[Path]:
    """Find the overlays that settings name: their paths begin where the path of the description does."""
    own = Path(config.description_path).parts
    path = Path(described)
    folder = path.parents[len(own) - 1] if path.parts[-len(own) :] == own else path.parent
    return [folder / overlay for overlay in config.overlays]

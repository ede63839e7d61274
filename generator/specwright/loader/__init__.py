"""Turns the bytes of a description into the model."""

from __future__ import annotations

from pathlib import Path

from specwright.loader.assembly import assemble
from specwright.loader.context import Context
from specwright.loader.dialects import find_dialect
from specwright.loader.document import Document, open_document
from specwright.loader.findings import UNSUPPORTED, Findings
from specwright.loader.limits import Effort, Limits
from specwright.loader.refs import References
from specwright.loader.registry import Registry
from specwright.loader.settings import SETTINGS_FILE, read_config
from specwright.loader.source import Node
from specwright.model.config import Config
from specwright.model.errors import DescriptionError, Problem, UnsupportedFeatureError
from specwright.model.location import Location
from specwright.model.service import Service

__all__ = ["Document", "Limits", "Node", "load", "read", "read_config"]


def load(
    path: Path | str,
    *,
    config: Config | None = None,
    allow_remote: bool = False,
    keep_going: bool = False,
    limits: Limits | None = None,
) -> Service:
    """Read a description and everything it refers to.

    With ``keep_going``, an operation that cannot be read is reported in ``skipped`` instead of ending the run.

    Raises:
        DescriptionError: the description is wrong; all problems are told at once.
        UnsupportedFeatureError: it is right, but uses what is not supported.
    """
    limits = limits or Limits()
    document = open_document(_described(path, config), allow_remote=allow_remote, limits=limits)
    root = document.root
    if not isinstance(root.value, dict):
        what = "the file is empty" if root.value is None else "this is no OpenAPI description"
        raise DescriptionError(Problem(root.source.locate(""), what, "Begin it with `openapi: 3.1.0`.", "shape"))
    dialect = find_dialect(root)
    if config is not None and config.overlays:
        what, hint = (
            "overlays are not applied yet",
            "Empty description.overlays, or apply them to the description yourself.",
        )
        raise UnsupportedFeatureError(Problem(Location(SETTINGS_FILE), what, hint, UNSUPPORTED))
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


def read(path: Path | str, *, allow_remote: bool = False) -> Document:
    """Read a description as it stands, with the place of everything in it.

    Raises:
        SourceError: it cannot be read.
    """
    return open_document(_described(path, None), allow_remote=allow_remote)


def _described(path: Path | str, config: Config | None) -> Path | str:
    if isinstance(path, str) and path.startswith(("http://", "https://")):
        return path
    local = Path(path)
    if local.is_dir():
        return local / (config or read_config(local)).description_path
    return local

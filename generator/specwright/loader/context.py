"""What every part of the loader needs at hand while it reads one description."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.loader.dialects import Dialect
from specwright.loader.document import Document
from specwright.loader.findings import Findings
from specwright.loader.limits import Effort, Limits
from specwright.loader.refs import References
from specwright.loader.registry import Registry

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """One run of the loader; nothing of it outlives the run."""

    document: Document
    dialect: Dialect
    findings: Findings
    references: References
    registry: Registry
    limits: Limits
    effort: Effort

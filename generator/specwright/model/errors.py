"""The error tree; each class says which answer a caller gets, each problem where, what and what to do.

::

    SpecwrightError
    ├── DescriptionError            the description is wrong                          exit code 2
    │   ├── SourceError             it cannot be read: bytes, syntax, size, depth
    │   └── UnresolvedReferenceError  a $ref points to nothing
    ├── ConfigError                 specwright.toml or an argument is wrong           exit code 2
    ├── UnsupportedFeatureError     a valid description uses what is not built yet    exit code 3
    └── InternalError               a bug in Specwright                               exit code 70
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from specwright.model.location import Location

__all__ = [
    "ConfigError",
    "DescriptionError",
    "InternalError",
    "Problem",
    "Severity",
    "SourceError",
    "SpecwrightError",
    "UnresolvedReferenceError",
    "UnsupportedFeatureError",
]


class Severity(Enum):
    """How much a problem weighs: an error ends the run, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where it is, what is wrong, what to do about it."""

    where: Location
    what: str
    hint: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        rule = f" [{self.rule}]" if self.rule else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.where}: {self.severity.value}: {self.what}{rule}{hint}"


class SpecwrightError(Exception):
    """Everything that Specwright raises on purpose; carries one problem or more."""

    exit_code: ClassVar[int] = 2

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(*problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class DescriptionError(SpecwrightError):
    """The description contradicts OpenAPI or itself."""


class SourceError(DescriptionError):
    """The description cannot be read at all."""


class UnresolvedReferenceError(DescriptionError):
    """A ``$ref`` points to nothing, or to where it may not point."""


class ConfigError(SpecwrightError):
    """A setting or an argument is wrong."""


class UnsupportedFeatureError(SpecwrightError):
    """A valid description uses something that Specwright does not support yet."""

    exit_code: ClassVar[int] = 3


class InternalError(SpecwrightError):
    """Specwright broke one of its own promises."""

    exit_code: ClassVar[int] = 70

"""A request that has passed its checks, and what a twin says to it: values that know nothing of HTTP's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from specwright.model.service import Operation
from specwright.model.types import Json

__all__ = ["Answer", "Call", "Refusal", "Success", "Upload", "Violation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file of a form; its name is data and never a path."""

    part: str
    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        """Name the content: its SHA-256 in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A valid request: parameters by location and wire name, ``sent`` being those of the path as they were sent.

    In ``body`` a file part stands as an object that describes it. ``headers`` are If-Match and If-None-Match as they
    came, described or not, by their names in lower case. ``about`` is filled in with the documents that the call
    led to, by resource and id.
    """

    operation: Operation
    caller: Mapping[str, Json] = field(default_factory=dict[str, Json])
    parameters: Mapping[str, Mapping[str, Json]] = field(default_factory=dict[str, Mapping[str, Json]])
    sent: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Json = None
    has_body: bool = False
    media_type: str = ""
    files: tuple[Upload, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    about: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One thing that is wrong with a request, and where.

    ``member`` is the pointer of the member itself, which for a missing one is not the ``path``, that of its object.
    """

    path: str
    id: str
    message: str
    code: str = ""
    member: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """An answer to be encoded; ``example`` names the documented example that stands in for a body nobody made."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    has_body: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is refused; ``example`` names the documented example of that status to answer with."""

    status: int
    message: str
    code: str = ""
    id: str = ""
    violations: tuple[Violation, ...] = ()
    example: str = ""
    headers: tuple[tuple[str, str], ...] = ()


Answer: TypeAlias = Success | Refusal

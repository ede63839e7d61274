"""The versions of OpenAPI as values: every difference between them is a member of one table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from specwright.loader.source import Node
from specwright.model.errors import DescriptionError, Problem, UnsupportedFeatureError

__all__ = ["DIALECTS", "Dialect", "find_dialect"]

_METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One version of OpenAPI.

    ``has_nullable``: ``nullable: true`` stands for "or null". ``siblings_constrain``: keywords beside ``$ref`` count as
    schema. ``spells_bytes_as_format``: ``format: byte`` is what later versions spell ``contentEncoding: base64``.
    ``requires_paths``: a document without ``paths`` is wrong. ``methods``: fixed fields of a path item that are
    operations. ``extra_methods``: the field that holds operations by further methods, empty where there is none.
    """

    version: str
    has_nullable: bool
    spells_bytes_as_format: bool
    siblings_constrain: bool
    requires_paths: bool
    methods: tuple[str, ...]
    extra_methods: str


DIALECTS: Final = {
    "3.0": Dialect(
        version="3.0",
        has_nullable=True,
        spells_bytes_as_format=True,
        siblings_constrain=False,
        requires_paths=True,
        methods=_METHODS,
        extra_methods="",
    ),
    "3.1": Dialect(
        version="3.1",
        has_nullable=False,
        spells_bytes_as_format=False,
        siblings_constrain=True,
        requires_paths=False,
        methods=_METHODS,
        extra_methods="",
    ),
    "3.2": Dialect(
        version="3.2",
        has_nullable=False,
        spells_bytes_as_format=False,
        siblings_constrain=True,
        requires_paths=False,
        methods=(*_METHODS, "query"),
        extra_methods="additionalOperations",
    ),
}

_VERSION: Final = re.compile(r"(\d+\.\d+)(?:\.\d+(?:[-+.].*)?)?")


def find_dialect(root: Node) -> Dialect:
    """Read the version of a description.

    Raises:
        UnsupportedFeatureError: it is a version of OpenAPI that is not read.
        DescriptionError: it names no version.
    """
    members = root.members
    if "swagger" in members:
        where = root.source.locate("/swagger")
        what = f"this is Swagger {members['swagger']}, which is not read"
        raise UnsupportedFeatureError(
            Problem(where, what, "Convert it to OpenAPI 3 first, with any Swagger converter.", "version")
        )
    version = members.get("openapi")
    if isinstance(version, str):
        match = _VERSION.fullmatch(version.strip())
        if match is not None and match.group(1) in DIALECTS:
            return DIALECTS[match.group(1)]
    where = root.source.locate("/openapi" if "openapi" in members else "")
    known = ", ".join(DIALECTS)
    if not isinstance(version, str):
        what = "`openapi` is missing" if version is None else f"`openapi` is no text but {version!r}"
        raise DescriptionError(Problem(where, what, f"Name the version in quotes: one of {known}.", "version"))
    if _VERSION.fullmatch(version.strip()) is None:
        what = f"{version[:40]!r} is no version of OpenAPI"
        raise DescriptionError(Problem(where, what, f"Use one of {known}.", "version"))
    raise UnsupportedFeatureError(
        Problem(where, f"OpenAPI {version[:40]} is not read", f"Use one of {known}.", "version")
    )

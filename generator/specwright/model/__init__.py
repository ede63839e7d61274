"""Frozen values that all floors share; nothing here reads, writes or decides."""

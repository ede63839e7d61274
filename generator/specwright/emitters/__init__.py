"""Turns a finished service into the files of its client."""

from specwright.emitters.checks import unchecked_problems
from specwright.emitters.client import OUTPUTS, emit_client
from specwright.emitters.lock import emit_lock

__all__ = ["OUTPUTS", "emit_client", "emit_lock", "unchecked_problems"]

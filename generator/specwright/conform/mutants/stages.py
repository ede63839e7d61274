"""A pipeline whose stages come in another order."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from specwright.conform.mutants.damage import Damage
from specwright.twin.calls import Call, Refusal
from specwright.twin.edge.bodies import Content
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.options import Options
from specwright.twin.edge.pipeline import Pipeline
from specwright.twin.edge.plans import Plan
from specwright.twin.edge.settings import Settings
from specwright.twin.engine import Engine
from specwright.twin.preferences import Preferences

__all__ = ["ChangedPipeline"]


class ChangedPipeline(Pipeline):
    """All stages between reading and sending."""

    def __init__(self, engine: Engine, options: Options, settings: Settings, damage: Damage) -> None:
        super().__init__(engine, options, settings)
        self._damage = damage
        self._limits = settings.limits
        self._depth = options.max_depth

    def respond(self, exchange: Exchange, preferences: Preferences | None = None) -> Reply:
        """Answer a request."""
        change = self._damage.responding
        if change is None or preferences is not None:
            return super().respond(exchange, preferences)
        sound = super().respond
        return change(self, self._engine, sound, exchange)

    def judge(
        self, plan: Plan, exchange: Exchange, segments: Mapping[str, str], caller: Mapping[str, Any]
    ) -> Call | Refusal:
        """Read and check a request."""
        found = super().judge(plan, exchange, segments, caller)
        if not isinstance(found, Refusal):
            return found
        if plan.id in self._damage.checks_parameters_last and plan.read_parameters(exchange, segments)[2]:
            return self._check_body(plan, self._content(plan, exchange)) or found
        if plan.id in self._damage.acts_on_refused:
            self._act(plan, exchange, segments, caller)
        return found

    def _content(self, plan: Plan, exchange: Exchange) -> Content:
        media_type = plan.body.choose(exchange)
        return plan.body.read(media_type, exchange, max_parts=self._limits.max_parts, max_depth=self._depth)

    def _act(self, plan: Plan, exchange: Exchange, segments: Mapping[str, str], caller: Mapping[str, Any]) -> None:
        values, sent, _ = plan.read_parameters(exchange, segments)
        content = self._content(plan, exchange)
        call = Call(
            operation=plan.operation,
            caller=caller,
            parameters=values,
            sent=sent,
            body=content.value,
            has_body=content.is_there,
            media_type=content.media_type,
            files=content.files,
        )
        # What no check has seen may end anywhere; the caller is told of the refusal alone.
        with contextlib.suppress(Exception):
            self._engine.handle(call)

"""Finds how to read what a call has stored, so that the operation that gives one document is judged on it too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specwright.conform.acceptance import Acceptable
from specwright.conform.chains import Link, links_of, path_names
from specwright.conform.drafts import Draft
from specwright.conform.exchanges import Exchange
from specwright.conform.plans import Brought, Plan, Step, fill
from specwright.conform.supplies import UndrawableError
from specwright.model.service import Operation, ParameterLocation, Service

__all__ = ["Again", "again_for"]

_CHANGING = frozenset({"PUT", "PATCH"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A call that reads what another one stored; ``link`` says how the answer to that one names it."""

    draft: Draft
    link: Link | None

    def after(self, made: Draft, exchange: Exchange) -> Draft:
        """Give the draft that reads what was made."""
        path = made.given(ParameterLocation.PATH)
        ids = {prefix: path[name] for name, prefix in path_names(made.operation).items() if name in path}
        return fill(self.draft, Brought(ids=ids).after(exchange, Step(draft=made, link=self.link)))


def again_for(service: Service, plans: Acceptable, plan: Plan) -> Again | None:
    """Find how to read what the last call of a plan stores, and prove it; None where nothing does."""
    found = _reader(service, plan.last.operation)
    if found is None:
        return None
    reader, link = found
    try:
        template = plans.plan(reader).last
        path = {**template.given(ParameterLocation.PATH), **plan.last.given(ParameterLocation.PATH)}
        credentials = plan.last.credentials
        if credentials.keys() != template.credentials.keys():
            credentials = template.credentials
        draft = replace(template, parameters={**template.parameters, "path": path}, credentials=credentials)
        steps = (*plan.steps[:-1], Step(draft=plan.last, link=link), Step(draft=draft))
        plans.proved(replace(plan, steps=steps))
    except UndrawableError:
        return None
    return Again(draft=draft, link=link)


def _reader(service: Service, operation: Operation) -> tuple[Operation, Link | None] | None:
    """Find the operation that reads what another one stores, and how it is named to it."""
    for each in service.operations:
        if each.method.upper() != "GET":
            continue
        if each.path == operation.path and operation.method.upper() in _CHANGING:
            return each, None
        links = links_of(service, each)
        if links and links[-1].maker is operation and each.path.endswith("}"):
            return each, links[-1]
    return None

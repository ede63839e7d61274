"""Makes samplers from schemas that stand in a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checks.compiled import body_service, module_of
from specwright.model.types import Json
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.source import RandomSource
from specwright.samples.planning import make_plan

__all__ = ["Made", "made", "rule"]


@dataclass(frozen=True)
class Made:
    """A sampler of one body, and the check that its samples are made for."""

    sampler: Sampler
    check: Any
    names: dict[str, Any]

    def valid(self, seed: int) -> Any:
        """Draw a valid body."""
        return self.sampler.valid(RandomSource(seed))

    def well_formed(self, seed: int) -> Any:
        """Draw a body that meets the schema, whatever the rules say."""
        self.sampler.drawer.source = RandomSource(seed)
        return self.sampler.drawer.fresh(self.root)

    @property
    def root(self) -> str:
        """Name the shape of the body."""
        return self.sampler.root


def rule(id_: str, text: str, **more: Json) -> Json:
    """Write one rule."""
    return {"id": id_, "rule": text, "message": f"{id_} is broken.", **more}


def made(schema: dict[str, Json], *rules: Json, schemas: dict[str, Json] | None = None) -> Made:
    """Make the sampler of a body with some rules."""
    body: dict[str, Json] = {**schema, "x-validations": [*rules]} if rules else schema
    service = body_service(body, schemas=schemas)
    module, names = module_of(service)
    plan = make_plan(service, module)
    check = next(iter(plan["bodies"]["send"].values()))
    return Made(Sampler(plan, check, names), names[check], names)

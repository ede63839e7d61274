"""Compiles what a behaviour declares once for all operations: resources with their shapes, fixtures, parts of steps."""

from __future__ import annotations

from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.model.types import Json
from specwright.rules.types import Type
from specwright.twin.capacity import Capacity
from specwright.twin.fixtures import fixture_maps
from specwright.twin.formulas import Env, Formulas, Function
from specwright.twin.judges import Judges
from specwright.twin.name_types import NameTypes
from specwright.twin.places import Places
from specwright.twin.resources import Keeper
from specwright.twin.templates import Templates

__all__ = ["Workshop"]


class Workshop:
    """What the compilers of operations share."""

    def __init__(self, service: Service, judges: Judges, seed: int | None, capacity: Capacity) -> None:
        self.capacity = capacity
        self.service = service
        self.judges = judges
        self.seed = seed
        self.types = NameTypes(service)
        self.formulas = Formulas()
        self.templates = Templates(self.formulas, self._project)
        self.places = Places(self.formulas, self.templates)
        self.fixtures: dict[str, dict[str, Json]] = fixture_maps(service.behaviour.fixtures.values())
        self.keepers: dict[str, Keeper] = {}
        common = self.types.common()
        for name, declared in service.behaviour.resources.items():
            self.keepers[name] = Keeper.of(
                declared,
                self.types.resource(name, declared.where),
                common=common,
                formulas=self.formulas,
                templates=self.templates,
                seed=seed,
            )
        for keeper in self.keepers.values():
            for projection, template in keeper.declared.projections.items():
                keeper.projections[projection] = self.templates.compile(template, keeper.names)

    def keeper(self, name: str, where: Location) -> Keeper:
        """Find a resource.

        Raises:
            DescriptionError: it is not declared.
        """
        self.types.resource(name, where)
        return self.keepers[name]

    def child_keepers(self, name: str, where: Location) -> list[Keeper]:
        """List the resources that have a kind of child.

        Raises:
            DescriptionError: none has.
        """
        found = [
            keeper for keeper in self.keepers.values() if any(child.name == name for child in keeper.declared.children)
        ]
        if not found:
            known = [*self.keepers, *(child.name for k in self.keepers.values() for child in k.declared.children)]
            hint = f"Known: {', '.join(known)}."
            raise DescriptionError(Problem(where, f"there is no resource or child {name!r}", hint, "behaviour"))
        return found

    def _project(self, projection: str, type_: Type, where: Location) -> Function:
        resource = self.types.resource_of(type_)
        declared = self.service.behaviour.resources.get(resource)
        if declared is None or projection not in declared.projections:
            known = ", ".join(declared.projections) if declared is not None else ""
            what = f"{resource or 'this'} has no projection {projection!r}"
            raise DescriptionError(Problem(where, what, f"Known: {known or 'none'}.", "behaviour"))

        def project(env: Env) -> Json:
            # Looked up when it is called, because projections may name each other.
            found: Json = self.keepers[resource].projections[projection](env)
            return found

        return project

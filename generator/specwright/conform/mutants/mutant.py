"""What a mutant is: one damage to a twin with a name, a class and a story, and the twin that has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from specwright.conform.mutants.building import QUIET, ChangedTwin, build_twin
from specwright.conform.mutants.damage import Damage
from specwright.model.service import Service
from specwright.twin.edge import Options
from specwright.twin.judges import Judges

__all__ = ["TITLES", "Kind", "Mutant", "Workbench"]


class Kind(StrEnum):
    """The classes of defects."""

    CONSTRAINT = "M1"
    PRESENCE = "M2"
    ANSWER = "M3"
    CRASH = "M4"
    RULE = "M5"
    CODE = "M6"
    PLACE = "M7"
    ORDER = "M8"
    STATE = "M9"
    STORING = "M10"
    TAG = "M11"
    LIST = "M12"
    TRACE = "M13"
    CALLER = "M14"


TITLES: Final[Mapping[Kind, str]] = {
    Kind.CONSTRAINT: "A constraint of one value is dropped or shifted by one",
    Kind.PRESENCE: "A required member may be missing, or an unknown one is taken",
    Kind.ANSWER: "An answer has another shape, media type, header or status",
    Kind.CRASH: "A value at the edge of what is allowed ends in 500",
    Kind.RULE: "A rule is dropped, turned round, or shifted by one",
    Kind.CODE: "A refusal has another code or status that is documented too",
    Kind.PLACE: "A refusal names another place, or not all of them",
    Kind.ORDER: "Two checks are made in the other order",
    Kind.STATE: "A precondition is dropped or turned round, or a transition goes elsewhere",
    Kind.STORING: "What is stored differs from what was sent",
    Kind.TAG: "Entity tags or If-Match do not do what they promise",
    Kind.LIST: "A list breaks its order, its filters or its pages",
    Kind.TRACE: "A refused call leaves something behind",
    Kind.CALLER: "Somebody sees or changes what is not theirs, or needs no credential",
}


class Workbench:
    """A service and what its twins share; twins over one workbench live in one thread."""

    def __init__(self, service: Service, judges: Judges | None = None) -> None:
        self.service = service
        self.judges = judges or Judges(service)

    def original(self, *, seed: int = 1) -> ChangedTwin:
        """Build the twin that nothing is wrong with."""
        return build_twin(self.service, self.judges, Damage(), seed=seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One single change; ``id`` is the same for the same description.

    ``operation`` is the operationId that it concerns, empty where it concerns all.
    """

    id: str
    kind: Kind
    operation: str
    story: str
    damage: Damage
    workbench: Workbench

    def build(self, *, seed: int = 1, options: Options = QUIET) -> ChangedTwin:
        """Build the twin that has the defect; its description stays the sound one's.

        Raises:
            DescriptionError: the damaged behaviour does not hold together, so there is no such twin.
        """
        return build_twin(self.workbench.service, self.workbench.judges, self.damage, seed=seed, options=options)

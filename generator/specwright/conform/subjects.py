"""What the constraint phase knows while it prepares cases of one operation: its plans, codes and error bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specwright.conform.acceptance import Acceptable
from specwright.conform.answers import documented, status_of_code
from specwright.conform.cases import case_of
from specwright.conform.expectations import Refusal
from specwright.conform.kit import Kit
from specwright.conform.plans import Plan
from specwright.conform.prepared import Change, Prepared
from specwright.conform.proving import Told
from specwright.conform.reading_again import again_for
from specwright.conform.reading_back import Reader
from specwright.conform.results import Aim, Case, Side
from specwright.model.behaviour import Behaviour
from specwright.model.service import Operation
from specwright.model.templates import Constant, Each, Items, Members, Template, Value

__all__ = ["Subject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One operation; ``seed`` lets campaigns differ."""

    kit: Kit
    operation: Operation
    plans: Acceptable
    reader: Reader
    seed: int
    is_twin: bool

    @property
    def name(self) -> str:
        """The operationId."""
        return self.operation.name.wire

    def refusal(self, code: str, *places: str) -> Refusal:
        """Say how something is refused that a check finds."""
        status = status_of_code(self.operation, code)
        template = _error_template(self.kit.service.behaviour, status) if self.is_twin else None
        if template is None:
            # Nobody says which of the documented codes a refusal without one of its own bears.
            return Refusal(status=status, code=code, is_any_code=not code)
        told = code or _constant_at(template, self.kit.service.error_code_pointer)
        pointer = next(_places(template, "", ""), "")
        return Refusal(status=status, code=told, places=frozenset(places), place_pointer=pointer)

    def inside(self, label: str, aim: Aim, plan: Plan) -> Prepared:
        """Prepare what has to be accepted."""
        story = f"{aim.name} at {aim.place or 'the whole'}, from inside"
        # The first of an aim is read again; for all of them, that would be half of all calls.
        again = again_for(self.kit.service, self.plans, plan) if label.endswith("/inside") else None
        return Prepared(case=case_of(label, aim, Side.INSIDE, story), operation=self.operation, plan=plan, again=again)

    def outside(
        self, label: str, aim: Aim, change: Change, refusal: Refusal, *, setup: Plan | None = None, pointer: str = ""
    ) -> Prepared:
        """Prepare what has to be refused."""
        what = f"what {aim.name} at {aim.place or 'the whole'} refuses"
        story = f"{aim.name} at {aim.place or 'the whole'}, from outside"
        return Prepared(
            case=case_of(label, aim, Side.OUTSIDE, story),
            operation=self.operation,
            change=change,
            setup=setup,
            refusal=refusal,
            what=what,
            pointer=pointer,
        )

    def held(self, label: str, aim: Aim, plan: Plan, told: Told) -> Prepared | None:
        """Prepare what a precondition refuses, and nothing before it: only of a twin is known what it says then."""
        status = self.documented_status(told.status)
        if not self.is_twin or not status:
            return None
        where = f"{aim.name} at {aim.place or 'the whole'}"
        return Prepared(
            case=case_of(label, aim, Side.INSIDE, f"{where}, from inside, where a precondition refuses it"),
            operation=self.operation,
            change=lambda draft: draft,
            setup=plan,
            refusal=Refusal(status=status, code=told.code),
            what=f"what {where} allows, and a precondition refuses",
        )

    def wrong(self, label: str, aim: Aim, change: Change, refusal: Refusal, story: str) -> Prepared:
        """Prepare a request that is wrong before its values are looked at."""
        return Prepared(
            case=case_of(f"request/{label}", aim, Side.OUTSIDE, story),
            operation=self.operation,
            change=change,
            refusal=refusal,
            what=story,
        )

    def documented_status(self, status: int) -> str:
        """Give a status as the operation documents it, empty where it does not; ``default`` says too little."""
        response = documented(self.operation, status)
        return "" if response is None or response.status.lower() == "default" else response.status

    def never(self, label: str, aim: Aim, side: Side, reason: str) -> Prepared:
        """Tell why a side cannot be seen."""
        case: Case = case_of(label, aim, side, f"{aim.name} at {aim.place or 'the whole'}")
        return Prepared(case=case, operation=self.operation, reason=reason)


def _error_template(behaviour: Behaviour, status: str) -> Template | None:
    keys = (status, f"{status[:1]}XX", "default")
    return next((behaviour.errors[key] for key in keys if key in behaviour.errors), None)


def _constant_at(template: Template, pointer: str) -> str:
    """Give the text that a template always has at a pointer, empty where it has none."""
    for name in pointer.split("/")[1:]:
        if not isinstance(template, Members) or name not in template.members:
            return ""
        template = template.members[name]
    return template.value if isinstance(template, Constant) and isinstance(template.value, str) else ""


def _places(template: Template, pointer: str, name: str) -> Iterator[str]:
    match template:
        case Members(members=members):
            for key, member in members.items():
                yield from _places(member, f"{pointer}/{key}", name)
        case Items(items):
            for item in items:
                yield from _places(item, f"{pointer}/*", name)
        case Each(over=over, name=each, key=None, do=do) if over.text.strip() == "violations":
            yield from _places(do, f"{pointer}/*", each)
        case Value(formula) if name and formula.text.strip() in {f"{name}.path", f"{name}.member"}:
            yield pointer
        case _:
            return

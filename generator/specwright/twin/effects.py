"""Turns declared effects into steps that change documents and say what is answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specwright.model.behaviour import Answer, Change, Create, Effect, Let, Listing, MoveTo, Remove
from specwright.model.errors import DescriptionError, Problem
from specwright.model.location import Location
from specwright.model.service import Operation
from specwright.twin.calls import Refusal, Success
from specwright.twin.documented import is_documented, success_of
from specwright.twin.formulas import Names
from specwright.twin.listing import compile_listing
from specwright.twin.preconditions import compile_let, document_names
from specwright.twin.resources import TakenIdError, named_members, own_members
from specwright.twin.run import RefusedError, Run, Step
from specwright.twin.soundness import check_status
from specwright.twin.workshop import Workshop

__all__ = ["Effects"]


class Effects:
    """Compiles the effects of one operation."""

    def __init__(self, workshop: Workshop, operation: Operation) -> None:
        self._workshop = workshop
        self._operation = operation

    def compile(self, declared: Iterable[Effect], names: Names) -> tuple[list[Step], bool]:
        """Compile them in their order, and say whether any changes something.

        Raises:
            DescriptionError: one of them is wrong.
        """
        steps: list[Step] = []
        is_change = False
        for each in declared:
            is_change = is_change or isinstance(each, (Create, Change, Remove, MoveTo))
            match each:
                case Let():
                    step, names = compile_let(self._workshop, each, names)
                    steps.append(step)
                case Create():
                    steps.append(self._create(each, names))
                    names = names.having(**{each.name: self._workshop.types.resource(each.resource, each.where)})
                case Change():
                    steps.append(self._change(each, names))
                case Remove():
                    steps.append(self._remove(each, names))
                case MoveTo():
                    steps.append(self._move(each, names))
                case Listing():
                    steps.append(compile_listing(self._workshop, self._operation, each, names))
                    page = self._workshop.types.page(each.resource, each.where)
                    names = names.having(**{each.name: page})
                case Answer():
                    steps.append(self._answer(each, names))
        return steps, is_change

    def _create(self, declared: Create, names: Names) -> Step:
        keeper = self._workshop.keeper(declared.resource, declared.where)
        make = self._workshop.templates.compile(declared.to, names, expected=keeper.type)
        named = named_members(declared.to)
        dropped = [name for name in own_members(keeper.declared, is_new=True) if name not in named]

        def create(run: Run) -> None:
            document = dict(make(run.env))
            for name in dropped:
                document.pop(name, None)
            self._workshop.capacity.take_document(run, keeper.name)
            if keeper.declared.files:
                self._workshop.capacity.take_files(run)
            try:
                record = keeper.create(
                    run.transaction, run.env, document, replaces=declared.replaces, files=run.uploads()
                )
            except TakenIdError as error:
                status = next((each for each in (409, 400) if is_documented(self._operation, each)), 409)
                message = f"There is a {keeper.name} {error} already."
                raise RefusedError(Refusal(status=status, message=message, id="taken-id")) from None
            run.bind(declared.name, keeper, record)

        return create

    def _change(self, declared: Change, names: Names) -> Step:
        resource = self._resource(declared.name, names, declared.where)
        keeper = self._workshop.keepers[resource]
        if declared.to is None:
            change = self._workshop.places.compile(declared.places, names, keeper.type)

            def make(run: Run) -> dict[str, Any]:
                return change(run.env, run.found[declared.name].record.document)
        else:
            template = self._workshop.templates.compile(declared.to, names, expected=keeper.type)
            named = named_members(declared.to)
            kept = [name for name in own_members(keeper.declared, is_new=False) if name not in named]

            def make(run: Run) -> dict[str, Any]:
                document, former = dict(template(run.env)), run.found[declared.name].record.document
                for name in kept:
                    document.pop(name, None)
                    if name in former:
                        document[name] = former[name]
                return document

        def store(run: Run) -> None:
            if keeper.declared.files:
                self._workshop.capacity.take_files(run)
            record = run.found[declared.name].record
            changed = keeper.change(run.transaction, run.env, record, make(run), files=run.uploads())
            run.bind(declared.name, keeper, changed)

        return store

    def _remove(self, declared: Remove, names: Names) -> Step:
        self._resource(declared.name, names, declared.where)

        def remove(run: Run) -> None:
            found = run.found[declared.name]
            run.transaction.delete(found.keeper.name, found.record.id, expected=found.record.version)

        return remove

    def _move(self, declared: MoveTo, names: Names) -> Step:
        resource = self._resource(declared.name, names, declared.where)
        keeper = self._workshop.keepers[resource]
        status = keeper.declared.status
        if status is None:
            problem = Problem(declared.where, f"{resource} has no status", "Declare it in x-resource.", "behaviour")
            raise DescriptionError(problem)

        check_status(keeper.declared, keeper.type, declared.to, declared.where)

        def move(run: Run) -> None:
            record = run.found[declared.name].record
            document = {**record.document, status.member: declared.to}
            run.bind(declared.name, keeper, keeper.change(run.transaction, run.env, record, document))

        return move

    def _answer(self, declared: Answer, names: Names) -> Step:
        status = declared.status or success_of(self._operation)
        if not is_documented(self._operation, status):
            what = f"{self._operation.name.wire} documents no response {status}"
            raise DescriptionError(Problem(declared.where, what, "Answer with a documented status.", "behaviour"))
        templates = self._workshop.templates
        body = None if declared.body is None else templates.compile(declared.body, names)
        headers = [(name, templates.compile(template, names)) for name, template in declared.headers.items()]
        if declared.tag_of:
            self._resource(declared.tag_of, names, declared.where)

        def answer(run: Run) -> None:
            said = [(name, str(value)) for name, function in headers if (value := function(run.env)) or value == ""]
            if declared.tag_of:
                found = run.found[declared.tag_of]
                said.append(("ETag", found.keeper.tag(found.record)))
            run.answer = Success(
                status=status,
                headers=tuple(said),
                body=None if body is None else body(run.env),
                has_body=body is not None,
            )

        return answer

    def _resource(self, name: str, names: Names, where: Location) -> str:
        if name not in document_names(names, self._workshop):
            hint = "Put a `find` into x-preconditions, or a `create` before."
            raise DescriptionError(Problem(where, f"{name!r} is no document that was found", hint, "behaviour"))
        return self._workshop.types.resource_of(names.types[name])

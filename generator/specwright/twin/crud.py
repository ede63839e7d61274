"""Turns an operation on a collection or an item into a step that stores, finds, lists, changes or removes documents."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Final

from specwright.model.service import Operation, Response
from specwright.model.types import Json
from specwright.twin.calls import Refusal, Success
from specwright.twin.capacity import Capacity
from specwright.twin.inference import Collection, Shape, resource_of
from specwright.twin.inferred_ids import fitting_id
from specwright.twin.judges import CheckViolation, Judges
from specwright.twin.paging import page_of
from specwright.twin.run import RefusedError, Run, Step
from specwright.twin.store import Record
from specwright.twin.tags import is_match, is_none_match

__all__ = ["Crud"]

_MOST_DIGITS: Final = 19
_COUNTS: Final = frozenset({"total", "totalcount", "count", "totalresults", "totalitems", "size", "returned"})


class Crud:
    """Makes the step of one operation."""

    def __init__(
        self,
        operation: Operation,
        collection: Collection,
        answer: tuple[Response | None, Shape | None],
        sent: frozenset[str],
        *,
        is_item: bool,
        seed: int | None,
        capacity: Capacity,
        judges: Judges,
    ) -> None:
        self._operation = operation
        self._judges = judges
        self._capacity = capacity
        self._is_item = is_item
        self._collection = collection
        self._response, self._shape = answer
        self._seed = seed
        self._sent = sent
        self._statuses = {response.status for response in operation.responses}
        self._headers = (
            {header.name.wire.lower() for header in self._response.headers}
            if self._response is not None
            else set[str]()
        )

    def step(self) -> Step | None:
        """Choose by the method; None where it is none that collections and items have."""
        if self._is_item:
            steps: dict[str, Step] = {"GET": self.read, "PUT": self.replace, "PATCH": self.merge, "DELETE": self.remove}
        else:
            steps = {"GET": self.list, **({"POST": self.create} if self._collection.has_post else {})}
        return steps.get(self._operation.method.upper())

    def create(self, run: Run) -> None:
        """Store the body, completed to the documented answer."""
        body = run.call.body
        if not isinstance(body, dict):
            return
        document = self._completed(body)
        id_ = self._new_id(run, document, body)
        if self._collection.id_member:
            document[self._collection.id_member] = id_
        resource = self._resource(run)
        if run.transaction.get(resource, str(id_)) is not None:
            status = next((each for each in (409, 422, 400) if str(each) in self._statuses), 409)
            raise RefusedError(Refusal(status=status, message=f"{id_} exists already.", id="taken-id"))
        self._capacity.take_document(run, resource)
        record = run.transaction.put(resource, str(id_), document, expected=0)
        run.about[resource, record.id] = None
        run.answer = self._success(record, resource)

    def read(self, run: Run) -> None:
        """Give one document; nothing where the caller has this version."""
        record = self._record(run)
        header = _header(run, "if-none-match")
        if header is not None and "304" in self._statuses and is_none_match(header, _tag(record)):
            run.answer = Success(status=304, headers=(("ETag", _tag(record)),))
            return
        run.answer = self._success(record, self._resource(run))

    def list(self, run: Run) -> None:
        """List the documents that the query asks for."""
        resource = self._resource(run)
        documents = [record.document for record in run.transaction.scan(resource)]
        total, page = page_of(documents, run.env["query"])
        shape, items = self._shape, list[Json](page)
        if shape is None or self._response is None:
            return
        body: Json = items
        if isinstance(shape.example, dict):
            if not shape.items:
                return
            counts: dict[str, Json] = {
                name: len(page) if name.lower() == "returned" else total
                for name, value in shape.example.items()
                if name.replace("_", "").lower() in _COUNTS and isinstance(value, int)
            }
            body = {**shape.example, **counts, shape.items: items}
        run.answer = Success(status=_number(self._response), body=body, has_body=True)

    def replace(self, run: Run) -> None:
        """Put the body in the document's place; where nothing else creates documents, this does."""
        body = run.call.body
        resource, id_ = self._place(run)
        record = run.transaction.get(resource, id_)
        if record is None and self._collection.has_post:
            self._record(run)
        if record is None:
            self._capacity.take_document(run, resource)
        else:
            self._match(run, record)
        if not isinstance(body, dict):
            return
        former = {} if record is None else record.document
        # What a request cannot say stays as it was.
        kept = {name: value for name, value in former.items() if name not in self._sent and name not in body}
        document = {**self._completed(body), **kept}
        member = self._collection.id_member
        if member:
            document[member] = former.get(member, self._typed(id_))
        is_new = record is None
        record = run.transaction.put(resource, id_, document, expected=0 if record is None else record.version)
        run.about[resource, record.id] = None
        run.answer = self._success(record, resource)
        if is_new and "201" in self._statuses:
            run.answer = Success(
                status=201, headers=run.answer.headers, body=run.answer.body, has_body=run.answer.has_body
            )

    def merge(self, run: Run) -> None:
        """Merge the body into the document (RFC 7396)."""
        record = self._record(run)
        self._match(run, record)
        body = run.call.body
        if isinstance(body, dict):
            merged = merge_patch(record.document, body)
            member = self._collection.id_member
            if isinstance(merged, dict):
                kept = {member: record.document[member]} if member in record.document else {}
                resource, id_ = self._place(run)
                record = run.transaction.put(resource, id_, {**merged, **kept}, expected=record.version)
        run.answer = self._success(record, self._resource(run))

    def remove(self, run: Run) -> None:
        """Remove the document."""
        record = self._record(run)
        self._match(run, record)
        resource, id_ = self._place(run)
        run.transaction.delete(resource, id_, expected=record.version)
        run.answer = Success(status=204 if self._response is None else _number(self._response))

    def _place(self, run: Run) -> tuple[str, str]:
        name = self._operation.path.rpartition("/")[2].strip("{}")
        return self._resource(run), str(run.env["path"].get(name, ""))

    def _resource(self, run: Run) -> str:
        path = self._operation.path
        return resource_of(path.rpartition("/")[0] if self._is_item else path, run.env["path"])

    def _record(self, run: Run) -> Record:
        resource, id_ = self._place(run)
        record = run.transaction.get(resource, id_)
        if record is None:
            raise RefusedError(Refusal(status=404, message=f"There is nothing at {resource}/{id_}.", id="unknown-id"))
        run.about[resource, id_] = None
        return record

    def _match(self, run: Run, record: Record) -> None:
        header = _header(run, "if-match")
        if header is not None and not is_match(header, _tag(record)):
            raise RefusedError(Refusal(status=412, message="It was changed since it was read.", id="stale"))

    def _completed(self, body: Mapping[str, Json]) -> dict[str, Json]:
        example = self._collection.item.example
        # The example is shared by all documents, and documents by all answers.
        return {**copy.deepcopy(example), **body} if isinstance(example, dict) else dict(body)

    def _new_id(self, run: Run, document: Mapping[str, Json], body: Mapping[str, Json]) -> Json:
        member = self._collection.id_member
        given = body.get(member) if member else None
        if isinstance(given, float) and given.is_integer():
            # In JSON 1.0 is the integer 1, which schemas allow for as well.
            given = int(given)
        if isinstance(given, (str, int)) and not isinstance(given, bool) and given != "":
            return given
        resource, sample = self._resource(run), document.get(member)
        while True:
            id_ = fitting_id(
                self._collection.id_schemas,
                self._is_id,
                number=run.transaction.next(f"{resource}#"),
                resource=resource,
                seed=self._seed,
                is_number=isinstance(sample, int) and not isinstance(sample, bool),
            )
            if run.transaction.get(resource, str(id_)) is None:
                return id_

    def _is_id(self, id_: Json) -> bool:
        """Say whether all operations on items take an id, and may tell it."""
        return all(
            self._takes(operation, id_) and self._may_tell(operation, id_) for operation in self._collection.operations
        )

    def _takes(self, operation: Operation, id_: Json) -> bool:
        check, name = self._judges.parameters(operation), operation.path.rpartition("/")[2].strip("{}")
        if check is None or f"{{{name}}}" not in operation.path:
            return True
        text = str(id_)
        # A path has texts alone; whether one is read as a number is the parameter's to say.
        read: list[Json] = [text, int(text)] if text.isdecimal() and len(text) < _MOST_DIGITS else [text]
        return any(not _told_at(check({"path": {name: each}}), f"/path/{name}") for each in read)

    def _may_tell(self, operation: Operation, id_: Json) -> bool:
        member, wrapper = self._collection.id_member, self._collection.item.wrapper
        document: Json = {member: id_}
        for response in operation.responses if member else ():
            for content in response.media_types if response.status[:1] == "2" else ():
                check = self._judges.response(operation, response.status, content.media_type)
                told = check({wrapper: document} if wrapper else document) if check is not None else ()
                if _told_at(told, f"/{wrapper}/{member}" if wrapper else f"/{member}"):
                    return False
        return True

    def _typed(self, id_: str) -> Json:
        example = self._collection.item.example
        sample = example.get(self._collection.id_member) if isinstance(example, dict) else None
        is_number = isinstance(sample, int) and not isinstance(sample, bool)
        return int(id_) if is_number and id_.isdecimal() and len(id_) < _MOST_DIGITS else id_

    def _success(self, record: Record, resource: str) -> Success:
        headers: tuple[tuple[str, str], ...] = ()
        if "etag" in self._headers or self._operation.method.upper() == "GET":
            headers = (("ETag", _tag(record)),)
        if "location" in self._headers:
            headers = (*headers, ("Location", f"{resource}/{record.id}"))
        status = 204 if self._response is None else _number(self._response)
        if self._shape is None:
            return Success(status=status, headers=headers)
        body: Json = record.document
        if self._shape.wrapper and isinstance(self._shape.outer, dict):
            body = {**self._shape.outer, self._shape.wrapper: body}
        return Success(status=status, headers=headers, body=body, has_body=True)


def merge_patch(target: Json, patch: Json) -> Json:
    """Apply a merge patch: null removes, objects merge, all else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else dict[str, Json]()
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge_patch(merged.get(name), value)
    return merged


def _told_at(violations: Iterable[CheckViolation], pointer: str) -> bool:
    return any(each.path == pointer or each.path.startswith(f"{pointer}/") for each in violations)


def _number(response: Response) -> int:
    return int(response.status) if response.status.isdecimal() else 200


def _tag(record: Record) -> str:
    return f'"{record.version}"'


def _header(run: Run, name: str) -> str | None:
    for key, value in {**run.call.parameters.get("header", {}), **run.call.headers}.items():
        if key.lower() == name:
            return str(value)
    return None

"""Tells which statuses and codes an operation of a twin can answer with at all."""

from __future__ import annotations

from typing import Final

from specwright.conform.mutants.places import can_refuse, places_of
from specwright.model.behaviour import Absent, Find, Let, Match, OperationBehaviour, Precondition
from specwright.model.service import Operation, Service
from specwright.model.templates import Constant, Members, Template, Value
from specwright.twin.documented import status_of_code, success_of

__all__ = ["has_wrong_parameters", "is_first_of_route", "status_told", "tells_code", "told_statuses"]

_KEYWORDS: Final = frozenset(
    {"enum", "format", "maximum", "maxLength", "minimum", "minLength", "pattern", "type", "x-validations"}
)


def told_statuses(service: Service, operation: Operation) -> frozenset[int]:
    """List the documented statuses that a request can bring about; not those of limits, plans and failures."""
    declared = service.behaviour.operations.get(operation.name.wire, OperationBehaviour())
    documented = {int(response.status) for response in operation.responses if response.status.isdecimal()}
    found = {success_of(operation), 405}
    if operation.body is not None or has_wrong_parameters(service, operation):
        found |= {400} if 400 in documented else {422}
    found |= {401} if operation.security else set()
    found |= {415} if operation.body is not None else set()
    found |= {status_told(operation, each) for each in declared.preconditions}
    if declared.effects is None:
        found |= {201, 204, 304, 404, 409, 412}
    return frozenset(found & documented)


def status_told(operation: Operation, refusing: Precondition) -> int:
    """Tell the status that a precondition refuses with; 0 where it never does."""
    if isinstance(refusing, Let):
        return 0
    told = refusing.status or status_of_code(operation, refusing.code)
    if told or isinstance(refusing, Match):
        return told or 412
    usual = 404 if isinstance(refusing, Find) else 409 if isinstance(refusing, Absent) else 400
    return usual if any(response.status == str(usual) for response in operation.responses) else 400


def is_first_of_route(service: Service, operation: Operation) -> bool:
    """Say whether an operation is the first of its path, whose answers are those to methods that the path lacks."""
    return next(each for each in service.operations if each.path == operation.path) is operation


def has_wrong_parameters(service: Service, operation: Operation) -> bool:
    """Say whether any value of a parameter is refused, or its absence."""
    places = [place for place in places_of(service, operation) if not place.is_body]
    if any(can_refuse(place, keyword) for place in places for keyword in place.schema.keys() & _KEYWORDS):
        return True
    return any(parameter.is_required and parameter.location.value != "path" for parameter in operation.parameters)


def tells_code(service: Service, status: int) -> bool:
    """Say whether the body of a refusal has the code that the refusal has; it may be the same for all."""
    if not service.error_code_pointer:
        return False
    for key in (str(status), f"{status // 100}XX", "default"):
        template = service.behaviour.errors.get(key)
        if template is not None:
            return _has_code(template)
    return True


def _has_code(template: Template) -> bool:
    match template:
        case Value(formula=formula):
            return "code" in formula.text
        case Members(spreads=spreads, members=members):
            return any(_has_code(each) for each in (*spreads, *members.values()))
        case Constant():
            return False
        case _:
            return "'code'" in repr(template)

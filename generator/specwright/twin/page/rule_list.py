"""Lists what an operation demands beyond its schemas: the rules of its body, then its preconditions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from specwright.model.behaviour import Let
from specwright.model.service import Operation, Service
from specwright.model.templates import Constant
from specwright.model.types import Json

__all__ = ["RuleList"]

_RULES: Final = "x-validations"
_PREFIX: Final = "#/$defs/"
# What stands there is no schema.
_VALUES: Final = frozenset({_RULES, "const", "default", "enum", "example", "examples", "x-source"})

# Rules by their ids with their messages, and the keys of the schemas that are referred to.
_Found = tuple[dict[str, str], frozenset[str]]


class RuleList:
    """The rules of one service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def of(self, operation: Operation) -> dict[str, str]:
        """Give the ids of an operation's rules with their messages."""
        found: dict[str, str] = {}
        contents = operation.body.media_types if operation.body is not None else ()
        pending = [_look(content.definition) for content in contents]
        seen: set[str] = set()
        while pending:
            rules, references = pending.pop()
            found = {**rules, **found}
            new = references - seen
            seen |= new
            pending += [self._schemas[key] for key in sorted(new) if key in self._schemas]
        declared = self._service.behaviour.operations.get(operation.name.wire)
        for each in declared.preconditions if declared is not None else ():
            if not isinstance(each, Let):
                message = each.message.value if isinstance(each.message, Constant) else ""
                found.setdefault(each.id, str(message or each.code))
        return found

    @cached_property
    def _schemas(self) -> Mapping[str, _Found]:
        return {key: _look(schema.definition) for key, schema in self._service.schemas.items()}


def _look(definition: Json) -> _Found:
    rules: dict[str, str] = {}
    references: set[str] = set()
    pending = [definition]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending += value
        elif isinstance(value, dict):
            listed = value.get(_RULES)
            for entry in listed if isinstance(listed, list) else []:
                if isinstance(entry, dict) and "id" in entry:
                    rules[str(entry["id"])] = str(entry.get("message", ""))
            reference = value.get("$ref")
            if isinstance(reference, str):
                references.add(reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~"))
            pending += [inner for name, inner in value.items() if name not in _VALUES]
    return rules, frozenset(references)

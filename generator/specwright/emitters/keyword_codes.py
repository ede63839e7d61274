"""Turns the error codes of schema keywords into rows: where a keyword stands, what it asks for, and its code."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specwright.checks import CheckModule, PlacedKeyword
from specwright.checks.functions import plain_name
from specwright.emitters.markdown import code_span
from specwright.emitters.resource_tree import resource_tree
from specwright.model.service import Service
from specwright.model.types import Json

__all__ = ["keyword_rows"]

_LONGEST = 80


def keyword_rows(service: Service, checks: CheckModule) -> Iterator[tuple[str, str, str]]:
    """List the keywords whose failure has a documented code; all cells are Markdown."""
    parameters = _parameters(service)
    codes = {code.name.wire: code.name.python for code in service.error_codes}
    # A parameter that is missing cannot be left out of a call.
    sets = {check.name.removeprefix("check_") for check in checks.checks if check.kind == "parameters"}
    for placed in checks.keywords:
        if placed.code and placed.schema not in sets:
            root = parameters.get(placed.schema)
            named = service.schemas.get(placed.schema)
            where = root[0] if root else code_span(named.name.wire if named else placed.schema)
            value = _value(root[1] if root else named.definition if named else None, placed)
            yield (
                f"{where}{f' at {code_span(placed.pointer)}' if placed.pointer else ''}",
                code_span(f"{placed.keyword}: {value}" if value else placed.keyword),
                f"{code_span(placed.code)}: {code_span(f'errors.{codes.get(placed.code, placed.code)}')}",
            )


def _parameters(service: Service) -> dict[str, tuple[str, Json]]:
    """Name the parameters by the keys that their schemas have in a module of checks."""
    found: dict[str, tuple[str, Json]] = {}
    for resource in resource_tree(service):
        for method in resource.methods:
            operation = method.operation
            for each in operation.parameters:
                key = plain_name(f"{operation.name.wire} {each.location.value} {each.name.wire}")
                text = f"{code_span(f'{resource.attribute}.{method.name}')}, {each.location.value} parameter "
                found.setdefault(key, (text + code_span(each.name.wire), each.definition))
    return found


def _value(definition: Json, placed: PlacedKeyword) -> str:
    """Write what the keyword says, as far as that is short."""
    for token in [*placed.pointer.split("/")[1:], placed.keyword]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(definition, dict) and key in definition:
            definition = definition[key]
        elif isinstance(definition, list) and key.isdecimal() and int(key) < len(definition):
            definition = definition[int(key)]
        else:
            return ""
    text = json.dumps(definition, ensure_ascii=False)
    return text if len(text) <= _LONGEST else ""

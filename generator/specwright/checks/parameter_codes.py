"""Puts the error codes that stand at a parameter into the schema by which the parameter is checked."""

from __future__ import annotations

from collections.abc import Mapping

from specwright.checks.codes import KEYWORD, own_keywords
from specwright.model.types import Json
from specwright.rules.schema_view import resolve

__all__ = ["MISSING", "with_codes"]

# The keyword under which a Parameter Object names the code of its absence.
MISSING = "required"


def with_codes(definition: Json, codes: Mapping[str, str], definitions: Mapping[str, Json]) -> Json:
    """Give a schema the codes of its parameter, where its keywords have none of their own; ``""`` stands for all."""
    wanted = {keyword: code for keyword, code in codes.items() if keyword != MISSING}
    if not wanted:
        return definition
    placed: set[str] = set()
    coded = _coded(definition, wanted, definitions, placed, frozenset())
    unplaced: dict[str, Json] = {keyword: code for keyword, code in wanted.items() if keyword and keyword not in placed}
    # What no keyword can tell is left where it is refused, with its place.
    return {"allOf": [coded], KEYWORD: unplaced} if unplaced else coded


def _coded(
    definition: Json,
    codes: Mapping[str, str],
    definitions: Mapping[str, Json],
    placed: set[str],
    above: frozenset[str],
) -> Json:
    if not isinstance(definition, dict):
        return definition
    target = resolve(definition.get("$ref"), definitions)
    if target is not None and target[0] not in above:
        # A schema that others refer to as well keeps its own codes, so this parameter gets a copy.
        parts: list[Json] = [_coded(target[1], codes, definitions, placed, above | {target[0]})]
        beside: dict[str, Json] = {keyword: value for keyword, value in definition.items() if keyword != "$ref"}
        if own_keywords(beside):
            parts.append(_coded(beside, codes, definitions, placed, above))
        return {"allOf": parts} if len(parts) > 1 else parts[0]
    keywords = own_keywords(definition)
    placed.update(keywords)
    found: dict[str, Json] = {
        keyword: codes.get(keyword) or codes[""] for keyword in keywords if keyword in codes or "" in codes
    }
    own = definition.get(KEYWORD, {})
    found |= own if isinstance(own, dict) else dict.fromkeys(keywords, own)
    return {**definition, KEYWORD: found} if found else definition

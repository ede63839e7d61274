"""Turns a report document into SARIF 2.1.0: each cause of failures at its line of the description."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from specwright.model.types import Json

__all__ = ["sarif"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_TOLD: Final = {
    "example": "A documented example is answered otherwise than documented.",
    "keyword": "A keyword of a schema is not enforced as it stands.",
    "rule": "A business rule is not enforced as it is described.",
    "precondition": "What an operation demands of the state is not enforced as it is described.",
    "status": "A documented status does not come where it should.",
    "code": "A documented code does not come where it should.",
    "law": "Answers contradict each other.",
    "fuzz": "An answer is not what the description allows.",
}


def sarif(document: dict[str, Any]) -> dict[str, Json]:
    """Make the log; each kind of case is a rule of it."""
    failures: list[dict[str, Any]] = document["failures"]
    kinds = list(dict.fromkeys(failure["case"]["kind"] for failure in failures))
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": document["tool"]["name"],
                        "semanticVersion": document["tool"]["version"],
                        "rules": [{"id": kind, "shortDescription": {"text": _TOLD.get(kind, kind)}} for kind in kinds],
                    }
                },
                "automationDetails": {"id": f"specwright/{document['api']['title']}/"},
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {"executionSuccessful": not document["stopped"], "startTimeUtc": document["started"]},
                ],
                "results": [_result(failure, kinds) for failure in failures],
            }
        ],
    }


def _result(failure: dict[str, Any], kinds: list[str]) -> Json:
    case: dict[str, Any] = failure["case"]
    message = failure["message"]
    if failure["expected"] or failure["actual"]:
        message += f" (expected: {failure['expected'] or 'nothing'}; actual: {failure['actual'] or 'nothing'})"
    return {
        "ruleId": case["kind"],
        "ruleIndex": kinds.index(case["kind"]),
        "kind": "fail",
        "level": "error",
        "message": {"text": message},
        "locations": [_location(failure["location"], case)],
        "partialFingerprints": {"cause/v1": hashlib.sha256(failure["cause"].encode("utf-8", "replace")).hexdigest()},
        "occurrenceCount": max(failure["count"], 1),
        "properties": {
            "case": case["id"],
            "side": case["side"],
            "replay": failure["replay"]["command"],
            "cases": len(failure["cases"]),
        },
    }


def _location(where: dict[str, Any], case: dict[str, Any]) -> Json:
    told: dict[str, Json] = {}
    if where["file"]:
        physical: dict[str, Json] = {"artifactLocation": {"uri": _uri(where["file"])}}
        if where["line"]:
            physical["region"] = {"startLine": where["line"], "startColumn": max(where["column"], 1)}
        told["physicalLocation"] = physical
    names: Json = [{"fullyQualifiedName": f"{case['operation']} {case['place']}".strip(), "kind": "function"}]
    told["logicalLocations"] = names
    return told


def _uri(file: str) -> str:
    path = PurePosixPath(file)
    if "://" in file:
        return file
    return f"file://{quote(file)}" if path.is_absolute() else quote(file)

"""Turns the coverage in a report document into rows, cells and marks that a page shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

__all__ = ["matrix_of", "operations_of", "statuses_of"]

_INDEX = re.compile(r"/\d+(?=/|$)")


def statuses_of(coverage: dict[str, Any]) -> list[str]:
    """List the columns: all statuses, numbers first."""
    found = {status["status"] for operation in coverage["operations"] for status in operation["statuses"]}
    return sorted(found, key=lambda status: (not status[:1].isdigit(), status.upper()))


def matrix_of(coverage: dict[str, Any]) -> list[dict[str, Any]]:
    """Make a row for each operation, with a cell or None for each status."""
    columns = statuses_of(coverage)
    rows: list[dict[str, Any]] = []
    for index, operation in enumerate(coverage["operations"]):
        known = {status["status"]: status for status in operation["statuses"]}
        rows.append(
            {
                "operation": operation["operation"],
                "anchor": f"operation-{index}",
                "cells": [_cell(known[column]) if column in known else None for column in columns],
            }
        )
    return rows


def _cell(status: dict[str, Any]) -> dict[str, Any]:
    expected = [code for code in status["codes"] if code["isExpected"]]
    seen = sum(bool(code["count"]) for code in expected)
    text = f"{status['count']:,}×" if status["count"] else "–"
    if expected:
        text += f" {seen}/{len(expected)}"
    told = f"came {status['count']:,} times" if status["count"] else "did not come"
    if not status["isDocumented"]:
        told += ", and is not documented"
    return {"mark": _mark(status), "text": text, "told": told, "is_documented": status["isDocumented"]}


def _mark(status: dict[str, Any]) -> str:
    if not status["count"]:
        return "none"
    is_whole = all(code["count"] or not code["isExpected"] for code in status["codes"])
    is_whole = is_whole and all(aim["mark"] == "both" for code in status["codes"] for aim in code["aims"])
    return "both" if is_whole else "one"


def operations_of(coverage: dict[str, Any]) -> list[dict[str, Any]]:
    """Lay the operations out: statuses, their codes, and what leads there by place."""
    return [_operation(operation, index) for index, operation in enumerate(coverage["operations"])]


def _operation(operation: dict[str, Any], index: int) -> dict[str, Any]:
    aims = [aim for status in operation["statuses"] for code in status["codes"] for aim in code["aims"]]
    marks = Counter(aim["mark"] for aim in (*aims, *operation["laws"]))
    total = sum(marks.values()) or 1
    return {
        "anchor": f"operation-{index}",
        "operation": operation["operation"],
        "method": operation["method"],
        "path": operation["path"],
        "told": f"{marks['both']:,} of {sum(marks.values()):,} seen from both sides",
        **{mark: round(100 * marks[mark] / total, 2) for mark in ("both", "one", "none")},
        "statuses": [_status(status) for status in operation["statuses"]],
        "laws": [_aim(aim) for aim in operation["laws"]],
    }


def _status(status: dict[str, Any]) -> dict[str, Any]:
    told = f"came {status['count']:,} times" if status["count"] else "did not come"
    return {
        "status": status["status"],
        "mark": _mark(status),
        "told": told if status["isDocumented"] else f"{told}, and is not documented",
        "codes": [_code(code) for code in status["codes"]],
    }


def _code(code: dict[str, Any]) -> dict[str, Any]:
    marks = Counter(aim["mark"] for aim in code["aims"])
    is_whole = set(marks) <= {"both"} and (code["count"] or not code["isExpected"])
    is_seen = code["count"] or marks["both"] or marks["one"]
    told = f"came {code['count']:,} times" if code["count"] else "did not come" if code["isExpected"] else ""
    return {
        "name": code["code"] or "no code",
        "mark": "both" if is_whole else "one" if is_seen else "none",
        "told": told,
        "places": _places(code["aims"]),
    }


def _places(aims: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    places: dict[str, list[dict[str, Any]]] = {}
    for aim in aims:
        places.setdefault(_INDEX.sub("/*", aim["place"]) or "state", []).append(_aim(aim))
    return [{"name": name, "aims": found} for name, found in places.items()]


def _aim(aim: dict[str, Any]) -> dict[str, Any]:
    sides = [side for side in ("inside", "outside") if aim[side]]
    has_sides = sides and aim["kind"] in _SIDED
    told = f"{aim['kind']} seen from {' and '.join(sides)}" if has_sides else f"{aim['kind']} {_PLAIN[aim['mark']]}"
    if aim["failed"]:
        told += f", {aim['failed']} failed"
    return {"name": aim["name"], "mark": aim["mark"], "failed": aim["failed"], "told": told}


_SIDED = frozenset({"keyword", "rule", "precondition"})
_PLAIN = {"both": "seen", "one": "seen in part", "none": "not seen"}

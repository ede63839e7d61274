"""Turns a report document into JUnit's XML: a suite for each phase, a test case for each case."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any, Final

__all__ = ["junit"]

# What XML 1.0 cannot hold, not even as a reference.
_IMPOSSIBLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(document: dict[str, Any]) -> bytes:
    """Write the file; what could not be reached is skipped, with its reason."""
    verdicts = document["verdicts"]
    root = ET.Element(
        "testsuites",
        _texts(
            name=f"{document['api']['title']} {document['api']['version']}".strip(),
            tests=sum(verdicts.values()),
            failures=verdicts["fail"],
            errors=0,
            skipped=verdicts["unreachable"],
            time=document["seconds"],
        ),
    )
    by_phase: dict[str, list[dict[str, Any]]] = {}
    for case in document["cases"]:
        by_phase.setdefault(case["phase"], []).append(case)
    seconds = {phase["name"]: phase["seconds"] for phase in document["phases"]}
    failures = {failure["cause"]: failure for failure in document["failures"]}
    for phase, cases in by_phase.items():
        suite = ET.SubElement(
            root,
            "testsuite",
            _texts(
                name=phase,
                tests=len(cases),
                failures=sum(case["verdict"] == "fail" for case in cases),
                errors=0,
                skipped=sum(case["verdict"] == "unreachable" for case in cases),
                time=seconds.get(phase, 0),
                timestamp=document["started"],
            ),
        )
        for case in cases:
            _case(suite, case, failures)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _case(suite: ET.Element, case: dict[str, Any], failures: dict[str, dict[str, Any]]) -> None:
    element = ET.SubElement(
        suite, "testcase", _texts(name=case["id"], classname=f"{case['phase']}.{case['operation']}", time=0)
    )
    if case["verdict"] == "unreachable":
        ET.SubElement(element, "skipped", _texts(message=case.get("reason", "")))
    for cause in case.get("causes", ()):
        failure = failures.get(cause)
        told = ET.SubElement(element, "failure", _texts(message=cause, type=case["kind"]))
        if failure is not None:
            told.text = _text(_told(failure, case))


def _told(failure: dict[str, Any], case: dict[str, Any]) -> str:
    lines = [case["story"], failure["message"]]
    lines += [f"expected: {failure['expected']}"] if failure["expected"] else []
    lines += [f"actual: {failure['actual']}"] if failure["actual"] else []
    return "\n".join([*lines, failure["replay"]["command"], failure["replay"]["curl"]])


def _texts(**attributes: object) -> dict[str, str]:
    return {name: _text(str(value)) for name, value in attributes.items()}


def _text(text: str) -> str:
    return _IMPOSSIBLE.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)

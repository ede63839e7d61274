"""Turns a report document into one page that stands by itself: no script, no font, nothing from elsewhere."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from specwright.conform.reports.matrix import matrix_of, operations_of, statuses_of
from specwright.conform.reports.plots import duration, latency_plot, requests_plot
from specwright.conform.reports.statistics import class_of
from specwright.emitters.render import template_source

__all__ = ["page"]

_MOST_REASONS: Final = 60
_MOST_LISTED: Final = 400
_LONGEST_BODY: Final = 12_000


def page(document: dict[str, Any]) -> str:
    """Write the page."""
    return _environment().get_template("report/page.html.jinja").render(document=document, view=_view(document))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(template_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_visible,
    )


def _visible(value: object) -> object:
    """Show what could not be seen, or would turn the text around it."""
    if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable():
        return value
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else letter.encode("unicode_escape").decode("ascii")
        for letter in value
    )


def _view(document: dict[str, Any]) -> dict[str, Any]:
    verdicts, api = document["verdicts"], document["api"]
    cases = sum(verdicts.values())
    failures = len(document["failures"])
    sentence = f"{verdicts['pass']:,} of {cases:,} cases passed"
    if failures:
        sentence += f"; {verdicts['fail']:,} failed for {failures:,} cause{'s' if failures != 1 else ''}"
    return {
        "title": f"{api['title']} {api['version']}".strip(),
        "verdict": "Passed" if document["isSuccess"] else "Failed",
        "sentence": sentence + ".",
        "started": document["started"].replace("T", " ").replace("Z", " UTC"),
        "took": f"{duration(document['seconds'])} for {document['requests']:,} requests",
        "sections": [
            ("failures", "Failures"),
            ("coverage", "Coverage"),
            ("time", "Requests"),
            ("unreachable", "Unreachable"),
            ("not-provoked", "Not provoked"),
            ("cases", "Cases"),
        ],
        "tiles": list(_tiles(document)),
        "failures": [_failure(failure, document["target"]) for failure in document["failures"]],
        "statuses": statuses_of(document["coverage"]),
        "matrix": matrix_of(document["coverage"]),
        "operations": operations_of(document["coverage"]),
        "requests_plot": requests_plot(document["statistics"]),
        "latency_plot": latency_plot(document["statistics"]),
        "latencies": [_latency(row) for row in document["statistics"]["operations"]],
        "unreachable": _grouped([c for c in document["cases"] if c["verdict"] == "unreachable"], "reason"),
        "cases": _grouped(document["cases"], "operation"),
        "command": shlex.join(document["command"]),
    }


def _tiles(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    verdicts, coverage = document["verdicts"], document["coverage"]
    unreachable = "warn" if verdicts["unreachable"] else ""
    yield {
        "name": "verdicts",
        "tiles": [
            _tile(verdicts["pass"], "passed", "good"),
            _tile(verdicts["fail"], "failed", "bad" if verdicts["fail"] else ""),
            _tile(verdicts["unreachable"], "unreachable", unreachable),
        ],
    }
    counts = [(coverage[name]["seen"], coverage[name]["documented"], f"{name} seen") for name in ("statuses", "codes")]
    for kind, name in (("keyword", "keywords"), ("rule", "rules"), ("precondition", "preconditions")):
        marks = coverage["marks"].get(kind, {})
        counts.append((marks.get("both", 0), sum(marks.values()), f"{name} from both sides"))
    tiles = [_tile(seen, name, "good" if seen == total else "warn", total) for seen, total, name in counts if total]
    yield {"name": "seen", "tiles": tiles}


def _tile(figure: int, name: str, tone: str, total: int = 0) -> dict[str, Any]:
    share = round(100 * figure / total, 1) if total else None
    return {"figure": f"{figure:,}", "total": f"{total:,}" if total else "", "name": name, "tone": tone, "share": share}


def _failure(failure: dict[str, Any], url: str) -> dict[str, Any]:
    where, number = failure["location"], len(failure["cases"])
    place = f"{where['file']}:{where['line']}:{where['column']}" if where["line"] else where["file"]
    shown = failure["exchange"] or (failure["exchanges"][-1]["number"] if failure["exchanges"] else 0)
    return {
        "cause": failure["cause"],
        "cases": f"{number:,} case{'s' if number != 1 else ''}",
        "story": failure["case"]["story"],
        "message": failure["message"],
        "expected": failure["expected"],
        "actual": failure["actual"],
        "place": f"{place} #{where['pointer']}" if place else "",
        "exchanges": [_exchange(each, url, is_shown=each["number"] == shown) for each in failure["exchanges"]],
        "omitted": failure["omittedExchanges"],
        "ids": failure["cases"][:_MOST_LISTED],
        **failure["replay"],
    }


def _exchange(told: dict[str, Any], url: str, *, is_shown: bool) -> dict[str, Any]:
    request, response = told["request"], told.get("response")
    status = response["status"] if response is not None else 0
    return {
        "method": request["method"],
        "target": request["target"],
        "url": url + request["target"],
        "status": status or "no answer",
        "tone": class_of(status),
        "took": duration(told["seconds"]),
        "is_shown": is_shown,
        "request_headers": request["headers"],
        "request_body": _body(request),
        "response_headers": response["headers"] if response is not None else [],
        "response_body": _body(response) if response is not None else told["broken"],
    }


def _body(message: dict[str, Any]) -> str:
    body = message.get("body")
    if body is None:
        return ""
    if "parts" in body:
        return "\n".join(map(_part, body["parts"]))
    if "text" not in body:
        return f"{message['size']:,} bytes of {body['mediaType'] or 'no known kind'}"
    text = _laid_out(body["text"])
    cut = len(text) > _LONGEST_BODY or body.get("isCut")
    return f"{text[:_LONGEST_BODY]}\n… of {message['size']:,} bytes" if cut else text


def _part(part: dict[str, Any]) -> str:
    if "fileName" in part:
        return f"{part['name']}: file {part['fileName']}, {part['size']:,} bytes of {part['mediaType']}"
    return f"{part['name']}: {_laid_out(part['value'])}"


def _laid_out(text: str) -> str:
    if not text.lstrip().startswith(("{", "[")):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    # Only what is said twice the same way can be shown in another layout.
    return json.dumps(value, indent=2, ensure_ascii=False)


def _latency(row: dict[str, Any]) -> dict[str, Any]:
    figures = [f"{row['count']:,}", *(duration(row[key]) for key in ("p50", "p90", "p99", "max"))]
    return {"operation": row["operation"], "figures": figures}


def _grouped(cases: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for case in cases:
        groups.setdefault(case.get(key) or "no operation", []).append(case)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1])) if key == "reason" else list(groups.items())
    return [
        {
            "reason": name,
            "name": name,
            "cases": f"{len(found):,} case{'s' if len(found) != 1 else ''}",
            "ids": found[:_MOST_LISTED] if key == "reason" else found,
        }
        for name, found in ordered[: _MOST_REASONS if key == "reason" else None]
    ]

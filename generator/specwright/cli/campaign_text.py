"""Turns the document of a campaign into what a person reads on a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from specwright.cli.console import count

__all__ = ["plan_text", "replay_text", "summary_text"]

_MOST_FAILURES: Final = 20
_MOST_CASES: Final = 3
_MOST_REASONS: Final = 12
_MOST_NOT_PROVOKED: Final = 20
_LONGEST: Final = 2_000


def summary_text(document: dict[str, Any], files: Sequence[str]) -> str:
    """Sum up: counts, failures by cause with the ways to see them again, what was not reached, what was not seen."""
    lines = [*_head(document), *_failures(document["failures"]), *_unreachable(document["cases"])]
    lines += _not_provoked(document["notProvoked"])
    if document["stopped"]:
        lines += ["", f"Ended early: {document['stopped']}."]
    if files:
        lines += ["", "Reports", *(f"  {file}" for file in files)]
    return "\n".join(lines)


def _head(document: dict[str, Any]) -> Iterator[str]:
    api, verdicts, coverage = document["api"], document["verdicts"], document["coverage"]
    where = "its twin" if document["isTwin"] else document["target"]
    yield f"{api['title']} {api['version']}".strip() + f", tested on {where}, seed {document['seed']}"
    cases = sum(verdicts.values())
    yield (
        f"  {count(cases, 'case')}: {verdicts['pass']} passed, {verdicts['fail']} failed, "
        f"{verdicts['unreachable']} unreachable; {count(document['requests'], 'request')} "
        f"in {document['seconds']:.1f} s"
    )
    both, total = _sides(coverage["marks"])
    statuses, codes = coverage["statuses"], coverage["codes"]
    seen = [f"statuses {statuses['seen']} of {statuses['documented']}"]
    if codes["documented"]:
        seen.append(f"codes {codes['seen']} of {codes['documented']}")
    if total:
        seen.append(f"rules, keywords and preconditions from both sides {both} of {total}")
    yield f"  seen: {', '.join(seen)}"


def _sides(marks: dict[str, dict[str, int]]) -> tuple[int, int]:
    chosen = [marks.get(kind, {}) for kind in ("keyword", "rule", "precondition")]
    return sum(each.get("both", 0) for each in chosen), sum(sum(each.values()) for each in chosen)


def _failures(failures: list[dict[str, Any]]) -> Iterator[str]:
    if not failures:
        return
    yield ""
    yield f"Failures: {count(len(failures), 'cause')}"
    for number, failure in enumerate(failures[:_MOST_FAILURES], start=1):
        yield ""
        yield f"{number}. {failure['cause']} ({count(len(failure['cases']), 'case')})"
        yield from (f"   {line}" for line in _failure(failure))
    if len(failures) > _MOST_FAILURES:
        yield ""
        yield f"and {len(failures) - _MOST_FAILURES} more causes, which the reports tell"


def _failure(failure: dict[str, Any]) -> Iterator[str]:
    where, replay = failure["location"], failure["replay"]
    yield failure["case"]["story"]
    if failure["message"] != failure["cause"]:
        yield failure["message"]
    if failure["expected"]:
        yield f"expected: {_cut(failure['expected'])}"
    if failure["actual"]:
        yield f"actual:   {_cut(failure['actual'])}"
    if where["file"]:
        place = f"{where['file']}:{where['line']}:{where['column']}" if where["line"] else where["file"]
        yield f"at        {place} (#{where['pointer']})"
    yield f"cases:    {', '.join(failure['cases'][:_MOST_CASES])}{', …' if len(failure['cases']) > _MOST_CASES else ''}"
    yield f"again:    {replay['command']}"
    if replay["curl"]:
        yield f"curl:     {_cut(replay['curl'])}"
    if replay["python"]:
        yield "python:"
        yield from (f"    {line}" for line in replay["python"].splitlines())


def _unreachable(cases: list[dict[str, Any]]) -> Iterator[str]:
    reasons = Counter(case.get("reason", "") for case in cases if case["verdict"] == "unreachable")
    if not reasons:
        return
    yield ""
    yield "Unreachable"
    for reason, number in reasons.most_common(_MOST_REASONS):
        yield f"  {number:>4}  {reason}"
    if len(reasons) > _MOST_REASONS:
        yield f"        and {len(reasons) - _MOST_REASONS} more reasons"


def _not_provoked(entries: list[dict[str, Any]]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield "Documented, not provoked"
    for entry in entries[:_MOST_NOT_PROVOKED]:
        what = f"{entry['operation']} {entry['status']} {entry['code']}".strip()
        yield f"  {what}: {entry['reason']}"
    if len(entries) > _MOST_NOT_PROVOKED:
        yield f"  and {len(entries) - _MOST_NOT_PROVOKED} more"


def replay_text(told: dict[str, Any], url: str) -> str:
    """Show one case with all that was sent and answered."""
    lines = [f"{told['case']}: {told['verdict']}", f"  {told['story']}"]
    lines += [f"  because {told['reason']}"] if told["reason"] else []
    for failure in told["failures"]:
        lines += ["", failure["message"]]
        lines += [f"  expected: {failure['expected']}"] if failure["expected"] else []
        lines += [f"  actual:   {failure['actual']}"] if failure["actual"] else []
    for exchange in told["exchanges"]:
        lines += ["", *_message(exchange, url)]
    return "\n".join(lines)


def _message(exchange: dict[str, Any], url: str) -> Iterator[str]:
    request, response = exchange["request"], exchange.get("response")
    yield f"> {request['method']} {url}{request['target']}"
    yield from (f"> {name}: {value}" for name, value in request["headers"])
    yield from (f"> {line}" for line in _body(request))
    if response is None:
        yield f"< {exchange['broken']}"
        return
    yield f"< {response['status']} after {exchange['seconds'] * 1000:.1f} ms"
    yield from (f"< {name}: {value}" for name, value in response["headers"])
    yield from (f"< {line}" for line in _body(response))


def _body(message: dict[str, Any]) -> Iterator[str]:
    body = message.get("body")
    if body is None:
        return
    if "parts" in body:
        for part in body["parts"]:
            shown = part.get("value", f"file {part.get('fileName', '')}, {part['size']} bytes")
            yield f"{part['name']} ({part['mediaType']}): {_cut(shown)}"
    elif "text" in body:
        yield from _cut(body["text"]).splitlines()
    else:
        yield f"{message['size']} bytes"


def plan_text(told: dict[str, Any], url: str) -> str:
    """Tell what a campaign would send, as it was on the twin."""
    lines = [f"{count(told['cases'], 'case')} and {count(told['requests'], 'request')}, as rehearsed on the twin:"]
    width = max((len(row["operation"]) for row in told["operations"]), default=0)
    lines += [f"  {row['operation']:<{width}}  {row['method']:<8} {row['requests']:>6,}" for row in told["operations"]]
    lines.append(f"At most {told['maxRequests']:,} requests would be sent.")
    lines.append(f"Nothing was sent to {url}." if url else "Nothing was sent anywhere.")
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

"""Judges recorded traffic for ``specwright test --traffic``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from specwright.cli.campaign_setup import Request, prepare
from specwright.cli.console import Console, count
from specwright.conform.recordings import read_recording
from specwright.conform.reports.curtain import Curtain
from specwright.conform.traffic import TrafficJudge, TrafficOutcome
from specwright.model.types import Json

__all__ = ["judge_traffic"]

_MOST_TOLD: Final = 40


def judge_traffic(request: Request, path: Path, console: Console) -> int:
    """Judge a recording and give the exit code: 1 where it differs from the description."""
    setup = prepare(request, needs_service=False)
    console.problems(setup.service.warnings)
    outcome = TrafficJudge(setup.service, url=request.url).judge(read_recording(path))
    curtain = Curtain(setup.service, is_foreign=True)
    document = _document(outcome, curtain)
    console.result(_text(document), document)
    return 1 if outcome.drifts else 0


def _document(outcome: TrafficOutcome, curtain: Curtain) -> dict[str, Json]:
    drifts: list[Json] = []
    for drift in sorted(outcome.drifts.values(), key=lambda each: -each.count):
        # Described first, so that the secrets in it are known when the message is told.
        exchange = curtain.exchange(drift.exchange)
        drifts.append(
            {
                "cause": curtain.text(drift.failure.cause),
                "message": curtain.text(drift.failure.message),
                "expected": curtain.text(drift.failure.expected),
                "actual": curtain.text(drift.failure.actual),
                "count": drift.count,
                "entry": drift.exchange.number,
                "exchange": exchange,
            }
        )
    return {
        "exchanges": outcome.exchanges,
        "judged": outcome.judged,
        "operations": dict[str, Json](outcome.operations.most_common()),
        "unjudged": dict[str, Json](outcome.unjudged.most_common()),
        "drifts": drifts,
        "notDescribed": [
            {"method": method, "path": curtain.text(path), "status": status, "count": number}
            for (method, path, status), number in outcome.strange.most_common()
        ],
    }


def _text(told: dict[str, Any]) -> str:
    lines = [f"{count(told['exchanges'], 'exchange')}, {told['judged']} judged: {count(len(told['drifts']), 'drift')}"]
    for number, drift in enumerate(told["drifts"][:_MOST_TOLD], start=1):
        request = drift["exchange"]["request"]
        lines += ["", f"{number}. {drift['cause']} ({count(drift['count'], 'exchange')})"]
        lines += [f"   {drift['message']}"] if drift["message"] != drift["cause"] else []
        lines += [f"   expected: {drift['expected']}"] if drift["expected"] else []
        lines += [f"   actual:   {drift['actual']}"] if drift["actual"] else []
        lines.append(f"   first:    entry {drift['entry']}, {request['method']} {request['target']}")
    if len(told["drifts"]) > _MOST_TOLD:
        lines += ["", f"and {len(told['drifts']) - _MOST_TOLD} more, which --format json tells"]
    if told["unjudged"]:
        lines += ["", "Not judged", *(f"  {number:>6,}  {reason}" for reason, number in told["unjudged"].items())]
    if told["notDescribed"]:
        lines += ["", "Not described"]
        lines += [
            f"  {each['count']:>6,}  {each['method']} {each['path']} answered {each['status'] or 'by nothing'}"
            for each in told["notDescribed"][:_MOST_TOLD]
        ]
    return "\n".join(lines)

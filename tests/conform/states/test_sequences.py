"""Holds that random sequences are the same for a seed, find what is wrong, and end as short as they can be."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from conform.states.faulty import TextFault, answering, kit, played, text_twin
from specwright.conform.exchanges import Request, Response
from specwright.conform.results import Verdict
from specwright.conform.stateful import SequencePhase

FAULTS: Final = {
    "what is gone is there": (
        TextFault("", "x-effects: [{remove: stored}]", "x-effects: [{change: stored, set: {note: gone}}]"),
        3,
    ),
    "a status is not looked at": (TextFault("", "rule: stored.status != 'lent'", "rule: stored.status != 'back'"), 3),
    "old tags do": (TextFault("", "- {id: current, match: stored, message: Changed since.}", ""), 4),
    "others see it": (
        TextFault("", "visible: item.shop == caller.member.shop", 'visible: "item.shop != caller.member.name"'),
        2,
    ),
}


def test_a_sound_twin_is_its_own_model() -> None:
    """No sequence is answered otherwise than by the model, and there are both accepted and refused calls in them."""
    results = list(played(kit().service, phase=SequencePhase()))

    assert [result.failures for result in results if result.verdict is not Verdict.PASS] == []
    statuses = [
        exchange.response.status
        for result in results
        for exchange in result.exchanges
        if exchange.response is not None and not exchange.request.target.startswith("/__twin/")
    ]
    accepted = sum(status < 400 for status in statuses)
    assert len(statuses) > 300
    assert len(statuses) * 0.3 < accepted < len(statuses) * 0.9


def test_a_seed_gives_the_same_requests() -> None:
    """Two campaigns with one seed send the same bytes."""
    first, second = (
        [exchange.request for result in played(kit().service, phase=SequencePhase()) for exchange in result.exchanges]
        for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize("name", FAULTS)
def test_a_failing_sequence_shrinks(name: str, tmp_path: Path) -> None:
    """What is left of a sequence that fails for a new cause is about as long as the shortest way to the fault."""
    fault, longest = FAULTS[name]
    shown, lengths = set[str](), list[int]()
    for result in played(text_twin(fault, tmp_path), phase=SequencePhase()):
        causes = {failure.cause for failure in result.failures}
        if not causes <= shown:
            lengths.append(len(result.exchanges))
        shown |= causes

    assert min(lengths) <= longest
    assert max(lengths) <= longest + 2


def renamed(_request: Request, response: Response) -> Response:
    """Answer what is not there with a page."""
    return replace(response, headers=(("content-type", "text/html"),)) if response.status == 404 else response


def test_what_only_the_description_shows_shrinks_too() -> None:
    """A refusal that is the model's, in a media type that nobody documents, is shown by few calls."""
    causes = dict[str, int]()
    for result in played(kit().service, answering(renamed), SequencePhase()):
        for failure in result.failures:
            causes.setdefault(failure.cause, len(result.exchanges))

    assert causes
    assert all("404: the media type is text/html" in cause for cause in causes)
    assert max(causes.values()) <= 3

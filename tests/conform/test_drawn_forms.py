"""Holds that forms are drawn too: multipart with files and JSON parts, and fields in the body."""

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from specwright.conform.campaign import Campaign, CampaignOptions, run_campaign
from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.fuzzing import FuzzingPhase
from specwright.conform.kit import Kit
from specwright.conform.results import Result, Side, Verdict
from specwright.conform.transports.asgi import AsgiTransport
from specwright.twin.creation import create_twin, load_with_behaviour
from specwright.twin.edge import Options
from specwright.twin.edge.form_reading import read_multipart

FORMS: Final = Path(__file__).parent / "forms.yaml"
FAILED: Final = Response(status=500, headers=(("content-type", "application/json"),), body=b"{}")


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Read the description once."""
    return Kit(load_with_behaviour(FORMS))


@contextmanager
def twin(kit: Kit) -> Generator[Send]:
    """Give a way to a sound twin."""
    with AsgiTransport(create_twin(kit.service, seed=5, options=Options(has_journal=False))) as send:
        yield send


def run(kit: Kit, send: Send) -> tuple[Campaign, list[Result]]:
    """Run what is drawn, as against a service of which nothing but the description is known."""
    campaign = run_campaign(kit, send, CampaignOptions(seed=2), phases=(FuzzingPhase(),))
    results = [result for result in campaign if result.case.id.startswith("fuzzing/drawn/")]
    return campaign, results


def fields(request: Request) -> dict[str, Any]:
    """Read the parts of a multipart body."""
    media_type = next(value for name, value in request.headers if name == "Content-Type")
    return {each.name: each for each in read_multipart(request.body, media_type, max_parts=100)}


def test_a_sound_twin_takes_and_refuses_what_is_drawn(kit: Kit) -> None:
    """There is no false alarm, both forms are drawn from both sides, and some have files."""
    with twin(kit) as send:
        _, results = run(kit, send)
    assert [(result.case.id, result.failures) for result in results if result.verdict is Verdict.FAIL] == []
    seen = Counter((result.case.aim.operation, result.case.side) for result in results if result.exchanges)
    for operation in ("sendLetter", "subscribe"):
        assert seen[operation, Side.INSIDE] >= 5
        assert seen[operation, Side.OUTSIDE] >= 5
    letters = [
        each.request for result in results for each in result.exchanges if each.request.operation == "sendLetter"
    ]
    files = [part for letter in letters for part in fields(letter).values() if part.file_name is not None]
    assert any(part.content for part in files)


def test_a_form_that_fails_becomes_small(kit: Kit) -> None:
    """What is left of a multipart body is the part that the service fails over, beside those that have to be there."""
    with twin(kit) as send:

        def failing(request: Request, /) -> Exchange:
            exchange = send(request)
            has_file = b"filename=" in request.body
            return replace(exchange, response=FAILED) if has_file else exchange

        campaign, _ = run(kit, failing)
    group = next(group for group in campaign.outcome().groups if group.cause == "sendLetter: status 500")
    parts = fields(group.shortest.exchanges[-1].request)
    assert parts.keys() == {"letter", "enclosures"}
    assert parts["enclosures"].content == b""
    assert len(parts["letter"].content) <= len('{"to":"x"}')


def test_a_field_that_is_not_looked_at_shows(kit: Kit) -> None:
    """A service that takes any number of copies is told for it."""
    with twin(kit) as send:

        def lenient(request: Request, /) -> Exchange:
            body = request.body if request.operation != "subscribe" else b"name=x"
            return replace(send(replace(request, body=body)), request=request)

        campaign, _ = run(kit, lenient)
    causes = {group.cause for group in campaign.outcome().groups}
    assert any(cause.startswith("subscribe accepts what") for cause in causes)
    assert not any("sendLetter" in cause for cause in causes)

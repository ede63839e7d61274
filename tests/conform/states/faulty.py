"""Twins of the tool library that are wrong in one way each, and a way to play the phase against them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.kit import Kit
from specwright.conform.phases import Phase
from specwright.conform.results import Result
from specwright.conform.states.phase import StatePhase
from specwright.conform.transports.asgi import AsgiTransport
from specwright.model.service import Service
from specwright.twin.creation import create_twin, load_with_behaviour
from specwright.twin.edge import Options

__all__ = ["LOANS", "TextFault", "WireFault", "answering", "kit", "played", "run", "text_twin"]

LOANS: Final = Path(__file__).parent / "loans.yaml"
# The twin under test begins elsewhere than the model does.
TWIN_SEED: Final = 77


@dataclass(frozen=True)
class TextFault:
    """A fault that is another text in the description of the twin under test."""

    law: str
    old: str
    new: str


@dataclass(frozen=True)
class WireFault:
    """A fault that is put between the campaign and a sound twin."""

    law: str
    wrap: Callable[[Send], Send]


def read(path: Path) -> Service:
    """Read the description; its errors bear their code at ``/code``."""
    return replace(load_with_behaviour(path), error_code_pointer="/code")


@cache
def kit() -> Kit:
    """Give what all campaigns over the sound description share."""
    return Kit(read(LOANS))


def text_twin(fault: TextFault, folder: Path) -> Service:
    """Write the description with the fault in it."""
    text = LOANS.read_text("utf-8")
    assert fault.old in text
    wrong = folder / "loans.yaml"
    wrong.write_text(text.replace(fault.old, fault.new), "utf-8")
    return read(wrong)


def run(send: Send, phase: Phase | None = None) -> Iterator[Result]:
    """Run the phase over a service."""
    yield from run_campaign(kit(), send, CampaignOptions(is_twin=True, seed=3), phases=[phase or StatePhase()])


def played(
    service: Service, wrap: Callable[[Send], Send] | None = None, phase: Phase | None = None
) -> Iterator[Result]:
    """Run the phase over a twin."""
    with AsgiTransport(create_twin(service, seed=TWIN_SEED, options=Options(has_journal=False))) as send:
        yield from run(wrap(send) if wrap is not None else send, phase)


def answering(change: Callable[[Request, Response], Response]) -> Callable[[Send], Send]:
    """Let answers be changed on their way."""

    def wrap(send: Send) -> Send:
        def sending(request: Request, /) -> Exchange:
            exchange = send(request)
            if exchange.response is None or request.target.startswith("/__twin/"):
                return exchange
            return replace(exchange, response=change(request, exchange.response))

        return sending

    return wrap

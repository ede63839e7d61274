"""Runs campaigns over the depot and makes all their reports, with a service around it that plants what it is told to."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from conform.depot_server import KEY, DepotServer
from specwright.cli.campaign_text import summary_text
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.constraints import ConstraintPhase
from specwright.conform.examples import ExamplePhase
from specwright.conform.exchanges import Exchange, Request, Response
from specwright.conform.fixtures import Fixtures
from specwright.conform.outcome import Outcome
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.document import document_of
from specwright.conform.reports.har import HarWriter
from specwright.conform.reports.junit import junit
from specwright.conform.reports.page import page
from specwright.conform.reports.places import Places
from specwright.conform.reports.sarif import sarif
from specwright.conform.reports.subject import Subject
from specwright.loader import load
from specwright.loader.settings import default_config
from specwright.model.service import Service
from specwright.model.types import Json

DEPOT: Final = Path(__file__).parent / "depot.yaml"
URL: Final = "https://depot.example/v1"


@dataclass(frozen=True)
class Reported:
    """A campaign with all that is told of it: the document, and the text of every report by its name."""

    service: Service
    outcome: Outcome
    document: dict[str, Any]
    texts: dict[str, str]


def reported(
    *faults: str,
    description: Path = DEPOT,
    change: Callable[[Request, Response], Response] = lambda _request, response: response,
    adapt: Callable[[Request], Request] = lambda request: request,
    key: str = KEY,
    max_requests: int = 400,
    secrets: tuple[str, ...] = (),
) -> Reported:
    """Run a campaign over a server with faults, and report it."""
    service = load(description, keep_going=True)
    server = DepotServer(*faults)
    subject = Subject(
        service=service,
        config=default_config("depot"),
        url=URL,
        command=("specwright", "test", "depot", "--url", URL),
        started="2026-03-01T12:00:00Z",
        credentials={"key": key},
        secrets=secrets,
    )
    curtain = Curtain(service, known=subject.known_secrets)
    pieces: list[str] = []
    har = HarWriter(pieces.append, curtain, url=URL, started=datetime(2026, 3, 1, 12, tzinfo=UTC))
    numbers = iter(range(1, 10_000))

    def send(request: Request) -> Exchange:
        exchange = replace(server(adapt(request)), request=request)
        if exchange.response is not None:
            exchange = replace(exchange, response=change(request, exchange.response))
        har.add(replace(exchange, number=next(numbers)))
        return exchange

    options = CampaignOptions(fixtures=Fixtures(credentials={"key": key}), seed=3, max_requests=max_requests)
    campaign = run_campaign(service, send, options, phases=(ExamplePhase(), ConstraintPhase()))
    for _ in campaign:
        pass
    har.end()
    document = document_of(campaign.outcome(), subject, curtain=curtain, places=Places(service))
    texts = {
        "report.json": json.dumps(document, indent=2),
        "index.html": page(document),
        "junit.xml": junit(document).decode("utf-8"),
        "report.sarif": json.dumps(sarif(document)),
        "traffic.har": "".join(pieces),
        "terminal": summary_text(document, []),
    }
    return Reported(service, campaign.outcome(), document, texts)


def strings(value: Json) -> Iterator[str]:
    """List all texts in a JSON value, names of members among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from strings(item)

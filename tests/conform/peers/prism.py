"""Turns a campaign against Prism, which serves a description and keeps nothing, into a table of what it tells and why.

``nox -s peers -- --prism COMMAND`` runs it. Of each failure it is computed from the description and the request what Prism
has to answer; the exit code is 1 where it answered anything else, or where a reason that must show does not.
"""

import argparse
import shlex
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from conform.peers.prism_answers import METHOD, MULTIPART, REFUSES, STRANGERS, Predictor
from specwright.conform.answers import json_of
from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.fixtures import Fixtures
from specwright.conform.outcome import Outcome
from specwright.conform.results import Verdict
from specwright.conform.transports.http import HttpTransport
from specwright.twin.creation import load_with_behaviour

ROOT: Final = Path(__file__).parents[3]
CREDENTIALS: Final = {"bearerAuth": "sample-token", "subscriptionKey": "sample-key"}
# What a server that keeps nothing and knows neither rules nor codes must show.
MUST: Final = (MULTIPART, REFUSES, METHOD, STRANGERS)


def started(command: str, port: int) -> subprocess.Popen[bytes]:
    """Start Prism and wait until it listens."""
    arguments = ["mock", "-h", "127.0.0.1", "-p", str(port), str(ROOT / "specs/soget/openapi.yaml")]
    process = subprocess.Popen([*shlex.split(command), *arguments], stdout=subprocess.DEVNULL)
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.2)
    process.kill()
    raise SystemExit("Prism does not listen")


def campaign(port: int, requests: int, seconds: float) -> Outcome:
    """Run the campaign as against any live service."""
    options = CampaignOptions(fixtures=Fixtures(credentials=CREDENTIALS), max_requests=requests, max_time=seconds)
    with HttpTransport(f"http://127.0.0.1:{port}") as send:
        running = run_campaign(load_with_behaviour(ROOT / "specs/soget"), send, options)
        for _ in running:
            pass
    return running.outcome()


def sorted_causes(outcome: Outcome) -> tuple[Counter[str], dict[str, set[str]], list[tuple[str, str]]]:
    """Sort failures and causes by why Prism must answer just so; list other answers, and which one would be right."""
    predictor = Predictor(load_with_behaviour(ROOT / "specs/soget"), CREDENTIALS)
    exchanges = {each.number: each for result in outcome.results for each in result.exchanges}
    found: Counter[str] = Counter()
    causes: dict[str, set[str]] = {}
    unexplained: list[tuple[str, str]] = []
    for group in outcome.groups:
        for failure in group.failures:
            exchange = exchanges.get(failure.exchange)
            if exchange is None or exchange.response is None:
                unexplained.append((group.cause, "no answer"))
                continue
            answers = predictor.answers(exchange.request)
            value, _ = json_of(exchange.response)
            given = next((each for each in answers if each.is_given(exchange.response, value)), None)
            if given is None:
                wanted = " or ".join(f"{each.status} {each.title or each.body}"[:200] for each in answers)
                unexplained.append((group.cause, f"{exchange.response.status} {str(value)[:200]} instead of {wanted}"))
            else:
                found[given.reason] += 1
                causes.setdefault(given.reason, set()).add(group.cause)
    return found, causes, unexplained


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--prism", required=True, help="the command that starts it")
    parser.add_argument("--port", type=int, default=4010)
    parser.add_argument("--max-requests", type=int, default=2_000)
    parser.add_argument("--max-time", type=float, default=120.0)
    options = parser.parse_args()
    process = started(options.prism, options.port)
    try:
        outcome = campaign(options.port, options.max_requests, options.max_time)
    finally:
        process.terminate()
        process.wait()
    found, causes, unexplained = sorted_causes(outcome)
    counts = ", ".join(f"{outcome.count(verdict)} {verdict.value}" for verdict in Verdict)
    lines = [
        f"{outcome.exchanges} requests: {counts}",
        *(f"{found[why]:5} failures, {len(causes[why])} causes: {why}" for why in sorted(causes)),
        f"{len(outcome.groups):5} causes, {len({cause for cause, _ in unexplained})} of them unexplained",
    ]
    lines += [f"unexplained: {cause}: {told}" for cause, told in dict(unexplained).items()]
    lines += [f"not seen: {why}" for why in MUST if why not in found]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if unexplained or any(why not in found for why in MUST) else 0


if __name__ == "__main__":
    sys.exit(main())

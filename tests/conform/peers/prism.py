"""Turns a campaign against Prism, which serves a description and keeps nothing, into a table of what it tells and why.

``nox -s peers -- --prism COMMAND`` runs it. The exit code is 1 where a cause is told that none of the reasons explains, or
where a reason that must show does not.
"""

import argparse
import re
import shlex
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Final

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.fixtures import Fixtures
from specwright.conform.outcome import Outcome
from specwright.conform.results import Verdict
from specwright.conform.transports.http import HttpTransport
from specwright.twin.creation import load_with_behaviour

ROOT: Final = Path(__file__).parents[3]
CREDENTIALS: Final = {"bearerAuth": "sample-token", "subscriptionKey": "sample-key"}
# What a server that keeps nothing and knows neither rules nor codes must fail, by the causes that tell it.
MUST: Final = {
    "it refuses the multipart body that the description asks for": r"createCustomerOrder refuses what is acceptable",
    "it answers its first example, whatever code the mistake has": r".* instead of \d+|.*: the code \w+ is not documented",
    "it answers another method in its own way": r".*another Allow for|.* 405: ",
    "it takes any credential for the right one": r".* accepts an unknown credential",
}
# What shows where the campaign gets that far.
MAY: Final = {
    "it judges no rules, and not all formats": r".* accepts what ",
    "it keeps nothing": r".* tells something else|.* answers \d+ instead of|.* refuses what is acceptable",
    "it makes up what it answers": r".*: the (body|header) ",
}


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
    found: Counter[str] = Counter()
    unexplained: list[str] = []
    for group in outcome.groups:
        reason = next((why for why, form in {**MUST, **MAY}.items() if re.match(form, group.cause)), "")
        found[reason] += 1
        unexplained += [] if reason else [group.cause]
    counts = ", ".join(f"{outcome.count(verdict)} {verdict.value}" for verdict in Verdict)
    lines = [
        f"{outcome.exchanges} requests: {counts}",
        *(f"{count:5} causes: {why}" for why, count in found.items() if why),
    ]
    lines += [f"unexplained: {cause}" for cause in unexplained]
    lines += [f"not seen: {why}" for why in MUST if why not in found]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if unexplained or any(why not in found for why in MUST) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Asks both twins over HTTP for a given time, by Schemathesis and by our own random sequences, and watches their memory."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.kit import Kit
from specwright.conform.transports.http import HttpTransport
from specwright.twin.creation import load_with_behaviour
from twin.schemathesis_runs import ROOT, Subject, run_schemathesis

CREDENTIALS = {
    "soget": {"Authorization": "Bearer sample-token", "Ocp-Apim-Subscription-Key": "sample-key"},
    "transiteo": {"Authorization": "sample-id-token"},
}
EXAMPLES = 30
# The journal keeps the last 10,000 calls, so memory grows until there were as many; what counts is what comes after.
SETTLED = 12_000


@dataclass
class Account:
    """What was seen of one twin."""

    name: str
    requests: int = 0
    server_errors: int = 0
    findings: Counter[str] = field(default_factory=Counter[str])
    megabytes: list[float] = field(default_factory=list[float])
    settled: list[float] = field(default_factory=list[float])


@contextmanager
def twin(name: str) -> Generator[tuple[str, int]]:
    """Start the command as a user does; give its URL and process."""
    command = [sys.executable, "-m", "specwright", "twin", str(ROOT / "specs" / name), "--port", "0", "--seed", "1"]
    with subprocess.Popen([*command, "--format", "json"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())["url"], process.pid
        finally:
            process.terminate()


def ask_once(account: Account, url: str, kit: Kit, seed: int) -> None:
    """Ask by Schemathesis, then by random sequences, then forget all that was stored."""
    run = run_schemathesis(Subject(account.name, url, CREDENTIALS[account.name]), examples=EXAMPLES, seed=seed)
    account.requests += run.requests
    account.findings.update(str(finding) for finding in run.findings)
    account.server_errors += sum(finding.status >= 500 for finding in run.findings)
    with HttpTransport(url) as send:
        campaign = run_campaign(
            kit, send, CampaignOptions(seed=seed, phases=("examples", "fuzzing"), is_twin=True, max_requests=5_000)
        )
        account.findings.update(
            f"{result.case.id}: {failure.message}" for result in campaign for failure in result.failures
        )
        outcome = campaign.outcome()
    account.requests += outcome.exchanges
    account.server_errors += sum(call.status >= 500 for call in outcome.calls)
    httpx2.post(f"{url}/__twin/reset", json={}, trust_env=False).raise_for_status()


def resident(process: int) -> float:
    """Tell the memory of a process, in megabytes (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1000


def soak(name: str, seconds: float) -> Account:
    """Ask one twin for some time."""
    account = Account(name)
    kit = Kit(load_with_behaviour(ROOT / "specs" / name))
    started, seed = time.monotonic(), 0
    with twin(name) as (url, process):
        while time.monotonic() - started < seconds:
            seed += 1
            ask_once(account, url, kit, seed)
            account.megabytes.append(resident(process))
            if account.requests > SETTLED:
                account.settled.append(account.megabytes[-1])
            sys.stdout.write(
                f"{name}: {(time.monotonic() - started) / 60:.1f} min, round {seed}, {account.requests:,} requests, "
                f"{sum(account.findings.values())} findings, {account.megabytes[-1]:.0f} MB\n"
            )
            sys.stdout.flush()
    return account


def main() -> int:
    """Ask both; 1 where anything was found, or memory grew by more than a tenth once the journal was full."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="in all, half for each twin")
    arguments = parser.parse_args()
    is_well = True
    for name in CREDENTIALS:
        account = soak(name, arguments.minutes * 30)
        settled = account.settled or account.megabytes
        is_flat = settled[-1] <= settled[0] * 1.1
        is_well = is_well and not account.findings and not account.server_errors and is_flat
        sys.stdout.write(
            f"{name}: {account.requests:,} requests, {sum(account.findings.values())} responses outside the description, "
            f"{account.server_errors} server errors, memory {settled[0]:.0f} to {settled[-1]:.0f} MB: "
            f"{'flat' if is_flat else 'GROWS'}\n"
        )
        for finding, count in account.findings.most_common(20):
            sys.stdout.write(f"  {count} times: {finding}\n")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())

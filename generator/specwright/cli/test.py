"""``specwright test``: find out whether a service does what its description says."""

# ruff: noqa: PT028 - the function is a command that bears the name of its word, and no test

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from specwright.cli.campaign_setup import Request
from specwright.cli.console import Console, OutputFormat
from specwright.cli.options import AllowRemote, Format, Overlays, Quiet, Verbose

__all__ = ["test"]

_Described = Annotated[str, typer.Argument(metavar="SPEC", help="A folder under specs/, or any OpenAPI document.")]
_Url = Annotated[str, typer.Option("--url", metavar="URL", help="Where the service is.")]
_Twin = Annotated[bool, typer.Option("--twin", help="Test the twin of the description, in this process.")]
_Texts = Optional[list[str]]  # noqa: UP045  as in options.py
_Phases = Annotated[_Texts, typer.Option("--phase", metavar="NAME", help="Only this phase. May be repeated.")]
_Operations = Annotated[
    _Texts, typer.Option("--operation", metavar="ID", help="Only this operationId. May be repeated.")
]
_Seed = Annotated[int, typer.Option("--seed", help="The same seed makes the same requests.")]
_MaxRequests = Annotated[int, typer.Option("--max-requests", metavar="N", min=1, help="Send at most N requests.")]
_MaxTime = Annotated[str, typer.Option("--max-time", metavar="TIME", help="End after that long, such as 30s or 5m.")]
_MaxCreated = Annotated[
    Optional[int],  # noqa: UP045
    typer.Option("--max-created", metavar="N", min=0, help="Create at most N things; 1000 by default on other hosts."),
]
_Rate = Annotated[str, typer.Option("--rate", metavar="N/s", help="Never more; 20/s by default on other hosts.")]
_ReadOnly = Annotated[bool, typer.Option("--read-only", help="Send only GET, HEAD and OPTIONS.")]
_AllowHost = Annotated[
    _Texts, typer.Option("--allow-host", metavar="HOST", help="May be written to, as hosts in specwright.toml.")
]
_Timeout = Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0.1, help="Wait that long for an answer.")]
_EnvProxy = Annotated[bool, typer.Option("--env-proxy", help="Use the proxies that the environment names.")]
_Report = Annotated[Optional[Path], typer.Option("--report", metavar="DIR", help="Write reports there.")]  # noqa: UP045
_Replay = Annotated[str, typer.Option("--replay", metavar="CASE", help="Run this case again, and show what is sent.")]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Rehearse on the twin and tell what would be sent; send nothing.")
]
_Traffic = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--traffic", metavar="FILE", help="Judge recorded exchanges instead: HAR, or NDJSON of its entries."),
]
_Clean = Annotated[
    Optional[Path],  # noqa: UP045
    typer.Option("--clean", metavar="LEDGER", help="Remove what an earlier run left behind, and end."),
]


def test(
    spec: _Described,
    *,
    url: _Url = "",
    twin: _Twin = False,
    phase: _Phases = None,
    operation: _Operations = None,
    seed: _Seed = 0,
    max_requests: _MaxRequests = 20_000,
    max_time: _MaxTime = "",
    max_created: _MaxCreated = None,
    rate: _Rate = "",
    read_only: _ReadOnly = False,
    allow_host: _AllowHost = None,
    timeout: _Timeout = 30.0,
    env_proxy: _EnvProxy = False,
    report: _Report = None,
    replay: _Replay = "",
    dry_run: _DryRun = False,
    traffic: _Traffic = None,
    clean: _Clean = None,
    overlay: Overlays = None,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find out whether a service does what its description says; exit 1 where it does not."""
    request = Request(
        spec=spec,
        url=url,
        is_twin=twin,
        phases=tuple(phase or ()),
        operations=tuple(operation or ()),
        seed=seed,
        max_requests=max_requests,
        max_time=max_time,
        max_created=max_created,
        rate=rate,
        is_read_only=read_only,
        allowed_hosts=tuple(allow_host or ()),
        timeout=timeout,
        uses_proxies=env_proxy,
        overlays=tuple(overlay or ()),
        allow_remote=allow_remote,
        replay=replay,
    )
    console = Console(format, quiet, verbose)
    raise typer.Exit(_run(request, console, report=report, is_dry=dry_run, traffic=traffic, clean=clean))


def _run(
    request: Request,
    console: Console,
    *,
    report: Path | None,
    is_dry: bool,
    traffic: Path | None,
    clean: Path | None,
) -> int:
    if traffic is not None:
        from specwright.cli.traffic import judge_traffic

        return judge_traffic(request, traffic, console)
    if clean is not None:
        from specwright.cli.cleaning import clean_up

        return clean_up(request, clean, console)
    from specwright.cli.campaign import run

    return run(request, console, report=report, is_dry=is_dry)

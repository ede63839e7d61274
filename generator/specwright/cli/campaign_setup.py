"""Turns the arguments of ``specwright test`` into a service, a way to reach it, and the limits of a campaign."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from specwright.cli.targets import Target, single_target
from specwright.conform.campaign import CampaignOptions
from specwright.conform.credentials import Obtained, obtain_credentials
from specwright.conform.fixtures import Fixtures
from specwright.conform.transports.hosts import host_of, is_loopback, may_be_written_to
from specwright.conform.transports.rate import Rate, read_rate
from specwright.loader import TWIN_OVERLAY, load
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.service import Service

if TYPE_CHECKING:
    from specwright.conform.exchanges import Send
    from specwright.conform.transports.guards import Limits

__all__ = ["Request", "Setup", "Way", "prepare"]

_TIME: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|min|h)?")
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0}
# For hosts that others share; this machine is its user's own.
_POLITE: Final = Rate(20)
_MOST_CREATED: Final = 1_000
_TWIN_URL: Final = "http://127.0.0.1:8080"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked for on the command line."""

    spec: str
    url: str = ""
    is_twin: bool = False
    phases: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    seed: int = 0
    max_requests: int = 20_000
    max_time: str = ""
    max_created: int | None = None
    rate: str = ""
    is_read_only: bool = False
    allowed_hosts: tuple[str, ...] = ()
    timeout: float = 30.0
    uses_proxies: bool = False
    overlays: tuple[str, ...] = ()
    allow_remote: bool = False
    replay: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a service, and what holds on it."""

    transport: Send
    limits: Limits

    def open(self, wrap: Callable[[Send], Send] | None = None) -> Send:
        """Put all guards on the way; ``wrap`` goes inside those that look at what is sent."""
        from specwright.conform.transports.guards import guarded

        return guarded(self.transport, self.limits, inner=wrap)

    def unlimited(self) -> Send:
        """Leave out budgets of requests and of time, as for cleaning up; all else holds."""
        from specwright.conform.transports.guards import guarded

        return guarded(self.transport, replace(self.limits, max_requests=None, max_time=None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a campaign is made of."""

    request: Request
    target: Target
    service: Service
    obtained: Obtained
    max_time: float | None
    rate: Rate | None

    @property
    def url(self) -> str:
        """Tell where the service is; for a twin in this process, where one would listen by default."""
        return self.request.url.rstrip("/") or _TWIN_URL

    @property
    def is_elsewhere(self) -> bool:
        """Say whether the service is on another machine."""
        return bool(self.request.url) and not is_loopback((urlsplit(self.request.url).hostname or "").lower())

    @property
    def max_created(self) -> int | None:
        """Tell how many things may be created."""
        if self.request.max_created is not None:
            return self.request.max_created
        return _MOST_CREATED if self.is_elsewhere else None

    def options(self) -> CampaignOptions:
        """Give what the campaign itself has to know."""
        request = self.request
        return CampaignOptions(
            seed=request.seed,
            phases=request.phases,
            operations=frozenset(request.operations),
            max_requests=request.max_requests,
            max_time=self.max_time,
            is_twin=request.is_twin,
            is_read_only=request.is_read_only,
            only=request.replay,
            fixtures=Fixtures(
                credentials={} if request.is_twin else self.obtained.credentials,
                values={} if request.is_twin else self.target.config.fixtures,
            ),
        )

    def limits(self) -> Limits:
        """Give what the guards hold."""
        from specwright.conform.transports.guards import Limits

        request = self.request
        return Limits(
            url=request.url,
            is_read_only=request.is_read_only,
            allowed_hosts=(*self.target.config.test_hosts, *request.allowed_hosts),
            # Admin calls of a twin are no load on anybody.
            max_requests=None if request.is_twin else request.max_requests,
            max_time=None if request.is_twin or self.max_time is None else self.max_time,
            rate=self.rate,
        )

    @contextmanager
    def reach(self) -> Generator[Way]:
        """Open the way to the service."""
        if self.request.is_twin:
            from specwright.conform.transports.asgi import AsgiTransport
            from specwright.twin.creation import create_twin
            from specwright.twin.edge import Options

            app = create_twin(self.service, seed=self.request.seed, options=Options(has_journal=False))
            with AsgiTransport(app) as transport:
                yield Way(transport, self.limits())
            return
        from specwright.conform.transports.http import HttpTransport

        with HttpTransport(self.url, seconds=self.request.timeout, uses_proxies=self.request.uses_proxies) as transport:
            yield Way(transport, self.limits())


def prepare(request: Request, *, needs_service: bool = True) -> Setup:
    """Read the description and check what was asked for.

    Raises:
        ConfigError: an argument is wrong, or the service may not be written to.
        DescriptionError: the description is wrong.
    """
    if needs_service:
        _check_place(request)
    target = single_target(request.spec)
    service = _load(request, target)
    _check_names(request, service)
    if needs_service:
        _check_host(request, target)
    environment: Mapping[str, str] = os.environ if request.url else {}
    rate = _rate(request)
    max_time = _seconds(request.max_time) if request.max_time else None
    return Setup(
        request=request,
        target=target,
        service=service,
        obtained=obtain_credentials(service, target.config, environment),
        max_time=max_time,
        rate=rate,
    )


def _load(request: Request, target: Target) -> Service:
    beside = target.description.parent / TWIN_OVERLAY
    chosen: list[Path | str] = [*([beside] if beside.is_file() and not target.url else []), *request.overlays]
    return load(
        target.source, config=target.config, overlays=chosen, allow_remote=request.allow_remote, keep_going=True
    )


def _check_place(request: Request) -> None:
    if request.is_twin == bool(request.url):
        both = "--url and --twin are both given" if request.is_twin else "nothing is given to test"
        raise _wrong(both, "Add --twin for the twin of the description, or --url URL for a service.")
    if request.url:
        if not _is_address(request.url):
            raise _wrong("--url is no address of a service", "Write it like https://api.example.com/v1.")
        if "@" in urlsplit(request.url).netloc:
            hint = "Set the environment variables that the client's README names."
            raise _wrong("--url bears credentials, which everybody on this machine could see", hint)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    is_plain = not (parts.query or parts.fragment) and port != 0
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain


def _check_names(request: Request, service: Service) -> None:
    known = [operation.name.wire for operation in service.operations]
    for operation in request.operations:
        if operation not in known:
            raise _wrong(f"there is no operation {operation!r}", f"Known: {', '.join(known[:40])}.")
    from specwright.conform.registry import all_phases

    phases = [phase.name for phase in all_phases()]
    for phase in request.phases:
        if phase not in phases:
            raise _wrong(f"there is no phase {phase!r}", f"Known: {', '.join(phases)}.")


def _check_host(request: Request, target: Target) -> None:
    allowed = (*target.config.test_hosts, *request.allowed_hosts)
    if request.url and not request.is_read_only and not may_be_written_to(request.url, allowed):
        host = host_of(request.url)
        raise _wrong(
            f"{host} is on no list of hosts that may be written to, and a campaign creates, changes and deletes",
            f'Add hosts = ["{host}"] under [test] in specwright.toml, or --allow-host {host}; --read-only only reads.',
        )


def _rate(request: Request) -> Rate | None:
    if request.rate:
        rate = read_rate(request.rate)
        if rate is None:
            raise _wrong(f"--rate {request.rate!r} is no rate", "Write it like 10/s or 300/m.")
        return rate
    host = (urlsplit(request.url).hostname or "").lower() if request.url else "localhost"
    return None if is_loopback(host) else _POLITE


def _seconds(text: str) -> float:
    match = _TIME.fullmatch(text.strip().lower())
    if match is None or float(match[1]) <= 0:
        raise _wrong(f"--max-time {text!r} is no time", "Write it like 30s, 5m or 1h.")
    return float(match[1]) * _SECONDS[match[2] or "s"]


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))

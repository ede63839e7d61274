"""Turns a campaign into tests that pytest collects from one line: each case is a test with its id.

::

    test_orders = specwright.conformance_tests("specs/orders", url="http://127.0.0.1:8080")
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from specwright.conform.campaign import CampaignOptions, run_campaign
from specwright.conform.credentials import obtain_credentials, sent_credentials
from specwright.conform.exchanges import Send
from specwright.conform.fixtures import Fixtures
from specwright.conform.live import clean, keeping_account
from specwright.conform.reports.curtain import Curtain
from specwright.conform.reports.replays import Replays
from specwright.conform.reports.subject import Subject
from specwright.conform.results import Result, Verdict
from specwright.conform.transports.asgi import AsgiTransport
from specwright.conform.transports.guards import Limits, guarded
from specwright.conform.transports.hosts import host_of, may_be_written_to
from specwright.conform.transports.rate import read_rate
from specwright.loader import read_config
from specwright.model.config import Config
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.twin.creation import create_twin, load_with_behaviour
from specwright.twin.edge import Options

if TYPE_CHECKING:
    from specwright.conform.cleanup import Cleaned

__all__ = ["conformance_tests"]

_OTHERS: Final = "all-other-cases"
_TWIN_URL: Final = "http://127.0.0.1:8080"


def conformance_tests(
    spec: Path | str,
    *,
    url: str = "",
    app: Any = None,
    phases: Sequence[str] = (),
    operations: Sequence[str] = (),
    seed: int = 0,
    max_requests: int = 2_000,
    max_time: float | None = None,
    rate: str = "",
    read_only: bool = False,
    allowed_hosts: Sequence[str] = (),
) -> Callable[[str], None]:
    """Make a test of each case of a campaign against ``url``, an ASGI ``app``, or by default the description's twin.

    Cases are found by rehearsing on the twin while tests are collected, so that nothing is sent anywhere before the
    first of them runs. That one runs the whole campaign; the others tell what it found.

    Raises:
        DescriptionError: the description is wrong.
        ConfigError: the service may not be written to.
    """
    import pytest  # noqa: PLC0415  only who writes tests has it

    options = CampaignOptions(
        seed=seed,
        phases=tuple(phases),
        operations=frozenset(operations),
        max_requests=max_requests,
        max_time=max_time,
        is_read_only=read_only,
    )
    suite = _Suite(str(spec), url, app, options, rate=rate, allowed_hosts=tuple(allowed_hosts))

    @pytest.mark.parametrize("case", [*suite.rehearsed, _OTHERS])
    def test_conformance(case: str) -> None:
        found = suite.results
        if case == _OTHERS:
            strange = [result for name, result in found.items() if name not in suite.rehearsed]
            failed = [result for result in strange if result.verdict is Verdict.FAIL]
            if failed:
                pytest.fail("\n\n".join(map(suite.told, failed)), pytrace=False)
            return
        result = found.get(case)
        if result is None:
            pytest.skip(f"the campaign did not come to it: {suite.stopped or 'the service went another way'}")
        if result.verdict is Verdict.UNREACHABLE:
            pytest.skip(result.reason)
        if result.verdict is Verdict.FAIL:
            pytest.fail(suite.told(result), pytrace=False)

    return test_conformance


@dataclass(kw_only=False)
class _Suite:
    """One campaign, run when its results are first asked for."""

    spec: str
    url: str
    app: Any
    options: CampaignOptions
    rate: str = ""
    allowed_hosts: tuple[str, ...] = ()
    stopped: str = field(default="", init=False)

    @cached_property
    def service(self) -> Service:
        return load_with_behaviour(self.spec)

    @cached_property
    def config(self) -> Config:
        path = Path(self.spec)
        return read_config(path) if path.is_dir() else read_config(path.parent, name=path.stem, is_loose=True)

    @cached_property
    def rehearsed(self) -> dict[str, Result]:
        """The cases as they are against the twin."""
        if self.url:
            self._check_host()
        with self._twin() as send:
            return {result.case.id: result for result in run_campaign(self.service, send, self._for_twin())}

    @cached_property
    def results(self) -> dict[str, Result]:
        """What the campaign found."""
        if not self.url and self.app is None:
            return self.rehearsed
        with self._service() as send:
            campaign = run_campaign(self.service, send, replace(self.options, fixtures=self._fixtures))
            results = {result.case.id: result for result in campaign}
            self.stopped = campaign.outcome().stopped
        return results

    def told(self, result: Result) -> str:
        """Tell a failure, without any secret."""
        exchanges = [self._curtain.exchange(exchange) for exchange in result.exchanges]
        lines = [result.case.id, result.case.story]
        for failure in result.failures:
            lines.append(failure.message)
            lines += [f"  expected: {failure.expected}"] if failure.expected else []
            lines += [f"  actual:   {failure.actual}"] if failure.actual else []
        if exchanges:
            lines.append(f"  curl:     {Replays(self._subject, self._curtain).curl(result.exchanges[-1].request)}")
        return self._curtain.text("\n".join(lines))

    @cached_property
    def _fixtures(self) -> Fixtures:
        obtained = obtain_credentials(self.service, self.config, os.environ)
        return Fixtures(credentials=obtained.credentials, values=self.config.fixtures)

    @cached_property
    def _subject(self) -> Subject:
        return Subject(
            service=self.service,
            config=self.config,
            url=self.url or _TWIN_URL,
            command=("specwright", "test", self.spec, *(("--url", self.url) if self.url else ("--twin",))),
            started=datetime.now(UTC).isoformat(timespec="seconds"),
            is_twin=not self.url,
            credentials=sent_credentials(self.service, self._fixtures if self.url else Fixtures()),
        )

    @cached_property
    def _curtain(self) -> Curtain:
        return Curtain(self.service, known=self._subject.known_secrets)

    def _for_twin(self) -> CampaignOptions:
        return replace(self.options, is_twin=True)

    @contextmanager
    def _twin(self) -> Generator[Send]:
        app = create_twin(self.service, seed=self.options.seed, options=Options(has_journal=False))
        with AsgiTransport(app) as send:
            yield guarded(send, Limits(is_read_only=self.options.is_read_only))

    @contextmanager
    def _service(self) -> Generator[Send]:
        """Open the way to the service under test, with all guards, and put it in order at the end."""
        if self.app is not None:
            with AsgiTransport(self.app) as send:
                yield guarded(send, Limits(is_read_only=self.options.is_read_only))
            return
        from specwright.conform.transports.http import HttpTransport  # noqa: PLC0415  only a URL needs it

        limits = Limits(
            url=self.url,
            is_read_only=self.options.is_read_only,
            allowed_hosts=(*self.config.test_hosts, *self.allowed_hosts),
            max_requests=self.options.max_requests,
            max_time=self.options.max_time,
            rate=read_rate(self.rate) if self.rate else None,
        )
        with ExitStack() as stack:
            transport = stack.enter_context(HttpTransport(self.url))
            if self.options.is_read_only:
                yield guarded(transport, limits)
                return
            unlimited = guarded(transport, replace(limits, max_requests=None, max_time=None))
            around = stack.enter_context(
                keeping_account(
                    self.service,
                    url=self.url,
                    path=Path(tempfile.mkdtemp(prefix="specwright-")) / "ledger.ndjson",
                    most=None,
                    cleaning=lambda ledger: clean(self.service, unlimited, ledger, self._fixtures),
                    told=self._note,
                )
            )
            yield guarded(transport, limits, inner=around)

    def _note(self, cleaned: Cleaned) -> None:
        import warnings  # noqa: PLC0415  needed where something stays

        if cleaned.left:
            left = ", ".join(each.what for each in cleaned.left[:10])
            warnings.warn(f"{len(cleaned.left)} things that the tests made could not be removed: {left}", stacklevel=2)

    def _check_host(self) -> None:
        allowed = (*self.config.test_hosts, *self.allowed_hosts)
        if not self.options.is_read_only and not may_be_written_to(self.url, allowed):
            what = f"{host_of(self.url)} is on no list of hosts that may be written to"
            hint = "Add it to [test] hosts in specwright.toml, to allowed_hosts, or ask for read_only."
            raise ConfigError(Problem(Location("conformance_tests"), what, hint, "hosts"))

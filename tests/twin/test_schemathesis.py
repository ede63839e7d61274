"""Schemathesis, which shares no code with the twins, finds nothing wrong with them; nor with a live service, if named.

`SPECWRIGHT_LIVE_SOGET_URL` or `SPECWRIGHT_LIVE_TRANSITEO_URL` name one, with the credentials beside them (docs/conformance.md);
a live service is only read, unless `SPECWRIGHT_LIVE_SOGET_WRITES` or `SPECWRIGHT_LIVE_TRANSITEO_WRITES` is set.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

import pytest
from hypothesis import settings

from specwright.conform.class_check import RequestClass
from specwright.twin import create_twin, serve
from twin.schemathesis_runs import ROOT, Subject, run_schemathesis

LIVE = "SPECWRIGHT_LIVE_"
# Headers by the variable that holds them for a live service, with those of the twin.
CREDENTIALS = {
    "soget": {
        "Authorization": ("ACCESS_TOKEN", "Bearer {}", "sample-token"),
        "Ocp-Apim-Subscription-Key": ("SUBSCRIPTION_KEY", "{}", "sample-key"),
    },
    "transiteo": {"Authorization": ("ID_TOKEN", "{}", "sample-id-token")},
}


@contextmanager
def subject(name: str, environment: Mapping[str, str]) -> Generator[Subject]:
    """Give the live service that the environment names, else a twin over HTTP."""
    prefix = f"{LIVE}{name.upper()}_"
    url = environment.get(f"{prefix}URL")
    if url:
        headers = {
            header: form.format(environment[prefix + variable])
            for header, (variable, form, _) in CREDENTIALS[name].items()
        }
        yield Subject(name, url, headers, is_read_only=f"{prefix}WRITES" not in environment)
        return
    with serve(create_twin(ROOT / "specs" / name, seed=1)) as url:
        headers = {header: form.format(value) for header, (_, form, value) in CREDENTIALS[name].items()}
        yield Subject(name, url, headers, is_twin=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CREDENTIALS))
def test_nothing_is_wrong(name: str, caller_environment: dict[str, str]) -> None:
    """All phases and all checks of Schemathesis, and our check of classes beside them, leave nothing that is wrong."""
    with subject(name, caller_environment) as tested:
        run = run_schemathesis(tested, examples=max(settings().max_examples // 50, 1))

    assert run.requests > 50
    assert run.findings == ()
    assert {RequestClass.ACCEPTABLE, RequestClass.WRONG_BY_SCHEMA} <= run.classes.keys()

"""Holds that the credentials of a live service are those that its client would read, and that none is told."""

from pathlib import Path
from typing import Any, Final

import pytest

from specwright.conform.credentials import obtain_credentials
from specwright.loader import load, read_config
from specwright.loader.settings import default_config
from specwright.model.errors import ConfigError

SPECS: Final = Path(__file__).parents[2] / "specs"
DEPOT: Final = Path(__file__).parent / "depot.yaml"


def obtained(name: str, post: Any = None, **environment: str) -> Any:
    """Read the credentials of one of the two APIs."""
    folder = SPECS / name
    return obtain_credentials(load(folder), read_config(folder), environment, post=post)


def test_variables_are_those_of_the_client() -> None:
    """A token and a key are read by the names in the client's README; what is missing is named."""
    found = obtained("soget", SOGET_ACCESS_TOKEN=" token ", SOGET_SUBSCRIPTION_KEY="key")
    assert found.credentials == {"bearerAuth": "token", "subscriptionKey": "key"}
    assert found.missing == ()
    assert "token" not in repr(found)

    found = obtained("soget")
    assert found.credentials == {}
    assert set(found.missing) == {"SOGET_ACCESS_TOKEN", "SOGET_SUBSCRIPTION_KEY"}


def test_a_token_is_fetched_where_the_description_says_how() -> None:
    """Where the token itself is not set, what it is made of is posted as the description says."""
    posted: list[tuple[str, bytes]] = []

    def post(url: str, form: bytes) -> tuple[int, bytes]:
        posted.append((url, form))
        return 200, b'{"id_token": "fresh", "expires_in": 300}'

    found = obtained("transiteo", post, TRANSITEO_CLIENT_ID="me & you", TRANSITEO_REFRESH_TOKEN="long")

    assert found.credentials == {"idToken": "fresh"}
    assert set(found.secrets) == {"me & you", "long", "fresh"}
    ((url, form),) = posted
    assert url == "https://auth.transiteo.io/oauth2/token"
    assert form == b"grant_type=refresh_token&client_id=me+%26+you&refresh_token=long"


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ((401, b'{"error": "invalid_grant long"}'), "answers 401"),
        ((200, b"{}"), "without a token"),
        ((200, b"no json long"), "without a token"),
        (ValueError("long"), "cannot be reached"),
    ],
)
def test_a_token_that_is_not_issued_is_told_without_secrets(answer: Any, what: str) -> None:
    """The message says what happened, and nothing of what was sent or answered."""

    def post(_url: str, _form: bytes) -> tuple[int, bytes]:
        if isinstance(answer, Exception):
            raise answer
        given: tuple[int, bytes] = answer
        return given

    with pytest.raises(ConfigError, match=what) as caught:
        obtained("transiteo", post, TRANSITEO_CLIENT_ID="me", TRANSITEO_REFRESH_TOKEN="long")
    assert "long" not in str(caught.value)


def test_two_parts_of_basic_credentials_are_joined(tmp_path: Path) -> None:
    """User and password are two variables and one credential."""
    text = DEPOT.read_text("utf-8").replace(
        "{type: apiKey, in: header, name: X-Depot-Key}", "{type: http, scheme: basic}"
    )
    (tmp_path / "depot.yaml").write_text(text, "utf-8")
    service = load(tmp_path / "depot.yaml")
    environment = {"DEPOT_USERNAME": "me", "DEPOT_PASSWORD": "long"}

    assert obtain_credentials(service, default_config("depot"), environment).credentials == {"key": "me:long"}
    assert obtain_credentials(service, default_config("depot"), {"DEPOT_USERNAME": "me"}).credentials == {}

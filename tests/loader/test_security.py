"""Holds how security schemes and requirements are read, and where credentials come from."""

from typing import Any

import pytest

from loader.conftest import Load
from specwright.model.errors import DescriptionError
from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    OtherScheme,
    ParameterLocation,
    SecurityScheme,
    TokenSource,
)

SOURCE = {
    "tokenUrl": "https://x.test/token",
    "form": {"grant_type": "refresh_token", "refresh_token": "{refresh_token}"},
    "token": "/id_token",
    "expiresIn": "/expires_in",
    "lifetime": 60,
}


def read(load_it: Load, scheme: Any, key: str = "apiKeyAuth", **document: Any) -> SecurityScheme:
    """Load one security scheme."""
    return load_it({"components": {"securitySchemes": {key: scheme}}} | document).security_schemes[key]


@pytest.mark.parametrize(
    ("scheme", "found"),
    [
        (
            {"type": "apiKey", "name": "X-Key", "in": "header"},
            ApiKeyScheme(
                key="apiKeyAuth", credential="api_key_auth", location=ParameterLocation.HEADER, parameter="X-Key"
            ),
        ),
        (
            {"type": "apiKey", "name": "k", "in": "cookie", "x-credential": "secret"},
            ApiKeyScheme(key="apiKeyAuth", credential="secret", location=ParameterLocation.COOKIE, parameter="k"),
        ),
        (
            {"type": "http", "scheme": "Bearer"},
            HttpScheme(key="apiKeyAuth", credential="api_key_auth", scheme="bearer"),
        ),
        ({"type": "mutualTLS"}, OtherScheme(key="apiKeyAuth", type="mutualTLS")),
        (
            {"type": "openIdConnect", "openIdConnectUrl": "x"},
            Oauth2Scheme(key="apiKeyAuth", credential="api_key_auth", scopes={}),
        ),
    ],
)
def test_schemes(load_it: Load, scheme: Any, found: SecurityScheme) -> None:
    """Each type of scheme keeps what a client needs, and has a credential of its own name."""
    assert read(load_it, scheme) == found


@pytest.mark.parametrize(
    ("key", "credential"),
    [
        ("OAuth2", "o_auth2"),
        ("api-key", "api_key"),
        ("HTTPBasic", "http_basic"),
        ("2fa", "credential_2fa"),
        ("class", "credential_class"),
        ("é", "credential"),
    ],
)
def test_credentials_are_python_names(load_it: Load, key: str, credential: str) -> None:
    """Whatever a scheme's key is, its credential can be an argument."""
    found = read(load_it, {"type": "http", "scheme": "basic"}, key)

    assert isinstance(found, HttpScheme)
    assert found.credential == credential


@pytest.mark.parametrize("name", ["not a name", "class", "1"])
def test_a_credential_that_is_no_name_is_told(load_it: Load, name: str) -> None:
    """An impossible x-credential gives way to the key's name, with a warning."""
    service = load_it(
        {"components": {"securitySchemes": {"k": {"type": "http", "scheme": "basic", "x-credential": name}}}}
    )

    assert getattr(service.security_schemes["k"], "credential", "") == "k"
    assert [each.rule for each in service.warnings] == ["security"]


def test_a_token_source_is_read(load_it: Load) -> None:
    """Where the credential is fetched comes with any scheme."""
    found = read(load_it, {"type": "apiKey", "name": "Authorization", "in": "header", "x-token-source": SOURCE})

    assert isinstance(found, ApiKeyScheme)
    assert found.token_source == TokenSource(
        token_url="https://x.test/token",
        form={"grant_type": "refresh_token", "refresh_token": "{refresh_token}"},
        token="/id_token",
        expires_in="/expires_in",
        lifetime=60.0,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"tokenUrl": "/relative"},
        {"form": ["a"]},
        {"form": {"a": 1}},
        {"token": "id_token"},
        {"expiresIn": 3},
        {"lifetime": "long"},
        {"lifetime": True},
        {"lifetime": 0},
    ],
)
def test_a_wrong_token_source_is_told(load_it: Load, change: dict[str, Any]) -> None:
    """A source that cannot work is named, and the scheme stays usable with a ready token."""
    scheme = {"type": "http", "scheme": "bearer", "x-token-source": SOURCE | change}
    service = load_it({"components": {"securitySchemes": {"k": scheme}}})

    assert getattr(service.security_schemes["k"], "token_source", "") is None
    assert [each.where.pointer for each in service.warnings] == ["/components/securitySchemes/k/x-token-source"]


@pytest.mark.parametrize(
    ("servers", "url", "found"),
    [
        ([], "https://x.test/token", "https://x.test/token"),
        ([{"url": "https://x.test/v1/"}], "token", "https://x.test/v1/token"),
        ([{"url": "https://x.test/v1"}], "/token", "https://x.test/token"),
    ],
)
def test_client_credentials_are_fetched_by_the_client(load_it: Load, servers: Any, url: str, found: str) -> None:
    """The one flow without a person becomes a token source; its scopes are asked for."""
    flows = {
        "clientCredentials": {"tokenUrl": url, "scopes": {"read": "reading", "write": ""}},
        "authorizationCode": {"tokenUrl": "https://x.test/other", "scopes": {"admin": "all"}},
    }
    scheme = read(load_it, {"type": "oauth2", "flows": flows}, servers=servers)

    assert isinstance(scheme, Oauth2Scheme)
    assert scheme.scopes == {"read": "reading", "write": "", "admin": "all"}
    assert scheme.token_source is not None
    assert (scheme.token_source.token_url, scheme.token_source.token) == (found, "/access_token")
    assert scheme.token_source.form == {
        "grant_type": "client_credentials",
        "client_id": "{client_id}",
        "client_secret": "{client_secret}",
        "scope": "read write",
    }


@pytest.mark.parametrize("servers", [[], [{"url": "/"}], [{"url": "https://{host}/"}]])
def test_a_token_url_without_an_address_is_no_source(load_it: Load, servers: Any) -> None:
    """Where a relative URL has nothing to be relative to, the caller brings the token."""
    flows: dict[str, Any] = {"clientCredentials": {"tokenUrl": "/token", "scopes": {}}}
    scheme = read(load_it, {"type": "oauth2", "flows": flows}, servers=servers)

    assert isinstance(scheme, Oauth2Scheme)
    assert scheme.token_source is None


SCHEMES: dict[str, Any] = {"a": {"type": "http", "scheme": "basic"}, "b": {"type": "oauth2", "flows": {}}}


REQUIREMENTS: list[tuple[Any, Any]] = [
    (None, ({"a": ()},)),
    ([], ()),
    ([{}], ({},)),
    ([{"a": [], "b": ["read"]}, {}], ({"a": (), "b": ("read",)}, {})),
    ([{"a": []}, {"a": []}], ({"a": ()},)),
]


@pytest.mark.parametrize(
    ("own", "found"),
    REQUIREMENTS,
)
def test_requirements(load_it: Load, own: Any, found: Any) -> None:
    """An operation's own list replaces that of the root, even when it is empty; `{}` makes credentials optional."""
    operation = {} if own is None else {"security": own}
    service = load_it(
        {"security": [{"a": []}], "paths": {"/": {"get": operation}}, "components": {"securitySchemes": SCHEMES}}
    )

    assert service.operations[0].security == found


@pytest.mark.parametrize(
    "scheme",
    [
        {"type": "odd"},
        {"type": "apiKey", "name": "x"},
        {"type": "apiKey", "in": "query"},
        {"type": "http"},
        {"$ref": "#/nowhere"},
        3,
    ],
)
def test_an_unreadable_scheme_costs_who_needs_it(load_it: Load, scheme: Any) -> None:
    """A scheme that makes no sense is told, and is an error for operations that ask for it."""
    document: dict[str, Any] = {"components": {"securitySchemes": {"a": scheme}}, "paths": {"/": {"get": {}}}}

    assert load_it(document).warnings != ()
    with pytest.raises(DescriptionError, match="'a' is no readable security scheme"):
        load_it(document | {"security": [{"a": []}]})

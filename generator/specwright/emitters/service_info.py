"""Turns what all operations share into ``_service.py``: servers, credentials, security schemes and the error table."""

from __future__ import annotations

from specwright.emitters.calls import call, items
from specwright.emitters.credentials import Scheme, credentials_of, schemes_of
from specwright.emitters.pytext import literal
from specwright.emitters.render import header, render
from specwright.emitters.servers import base_urls
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["emit_service_info"]


def emit_service_info(service: Service, config: Config) -> list[File]:
    """Write the module with the client's ``ServiceInfo``."""
    schemes = schemes_of(service)
    expression = call(
        "ServiceInfo",
        title=literal(service.title),
        package=literal(config.package),
        version=literal(config.version),
        env_prefix=literal(config.env_prefix),
        servers=items(literal(url) for url in base_urls(service.servers)) or "()",
        credentials=items(
            call("Credential", python=literal(credential.name), env=literal(credential.env))
            for credential in credentials_of(service, config)
        ),
        schemes="{" + ", ".join(f"{literal(s.key)}: {_scheme(s)}" for s in schemes) + "}" if schemes else None,
        errors=call("ErrorTable", code=literal(service.error_code_pointer), classes="lambda: _client.errors.CODES"),
        checks="lambda: _client.checks",
    )
    names = {"ServiceInfo", "ErrorTable"}
    names |= {"Credential"} if credentials_of(service, config) else set()
    names |= {"SecurityScheme"} if schemes else set()
    names |= {"TokenSource"} if any(scheme.token_source for scheme in schemes) else set()
    text = render(
        "client/package/_service.py.jinja",
        header=header(service),
        package=config.package,
        names=sorted(names),
        expression=expression,
    )
    return [File(f"{config.package}/_service.py", text.encode())]


def _scheme(scheme: Scheme) -> str:
    source = scheme.token_source
    return call(
        "SecurityScheme",
        key=literal(scheme.key),
        kind=literal(scheme.kind),
        credentials=items(literal(name) for name in scheme.credentials),
        parameter=literal(scheme.parameter) if scheme.parameter else None,
        token_source=call(
            "TokenSource",
            token_url=literal(source.token_url),
            form=items(f"({literal(key)}, {literal(value)})" for key, value in scheme.form) or "()",
            token=literal(source.token),
            expires_in=literal(source.expires_in),
            lifetime=literal(float(source.lifetime)),
        )
        if source
        else None,
    )

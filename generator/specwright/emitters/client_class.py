"""Turns a service into ``client.py``: the two classes that callers make, with their credentials and resources."""

from __future__ import annotations

from dataclasses import dataclass

from specwright.emitters.credentials import Credential, credentials_of
from specwright.emitters.docstrings import section
from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.emitters.resource_tree import Resource, resource_tree
from specwright.emitters.servers import base_urls
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service

__all__ = ["ClientView", "emit_client_class"]

_SETTINGS = """base_url: Where the service is{default}.
timeout: Seconds for each step of a call (connecting, writing, reading), or an `httpx2.Timeout`.
deadline: Seconds for a whole call with its retries.
max_retries: How often a call that may be repeated is tried again.
retry: When and after which pause a call is tried again.
transport: What sends requests: any object with the two methods of {transport}.
http_client: Your own `{http_client}` (or one of that shape), with its hooks, authentication and proxies.
strict: Raise `errors.ResponseValidationError` where an answer differs from the description.
on_deviation: Called with each such difference, strict or not.
middleware: Functions around each attempt, the first outermost.
default_headers: Sent with every request.
check_requests: Refuse requests that break the description before they are sent; `"warn"` sends them with a warning."""


_LIFETIME = """Usable until closed: leave its `{block}` block or call `{close}()`.{credentials}"""
_CREDENTIALS = (
    " A credential is a text, or a function that gives the text of today; "
    "left out, it is taken from its environment variable."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceView:
    """One attribute of the client."""

    attribute: str
    class_name: str
    module: str
    docstring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientView:
    """One class of client; all of it is Python text."""

    name: str
    base: str
    is_async: bool
    docstring: str
    credentials: tuple[Credential, ...]
    resources: tuple[ResourceView, ...]


def emit_client_class(service: Service, config: Config) -> list[File]:
    """Write the module with both clients."""
    text = render(
        "client/package/client.py.jinja",
        header=header(service),
        package=config.package,
        title=docstring(f"The clients of {service.title or config.name}."),
        clients=[_view(service, config, is_async=False), _view(service, config, is_async=True)],
        resources=resource_tree(service),
    )
    return [File(f"{config.package}/client.py", text.encode())]


def _view(service: Service, config: Config, *, is_async: bool) -> ClientView:
    return ClientView(
        name=f"Async{config.client_class}" if is_async else config.client_class,
        base="AsyncClient" if is_async else "SyncClient",
        is_async=is_async,
        docstring=docstring(_text(service, config, is_async=is_async), 4),
        credentials=credentials_of(service, config),
        resources=tuple(_resource(resource, is_async=is_async) for resource in resource_tree(service)),
    )


def _resource(resource: Resource, *, is_async: bool) -> ResourceView:
    text = resource.description or f"The operations of `{resource.attribute}`."
    return ResourceView(
        attribute=resource.attribute,
        class_name=resource.async_class_name if is_async else resource.class_name,
        module=resource.module,
        docstring=docstring(text, 8),
    )


def _text(service: Service, config: Config, *, is_async: bool) -> str:
    urls = base_urls(service.servers)
    settings = _SETTINGS.format(
        default=f" (default {literal(urls[0])})" if urls and urls[0] else "",
        transport="`AsyncTransport`" if is_async else "`Transport`",
        http_client="httpx2.AsyncClient" if is_async else "httpx2.Client",
    )
    arguments = [f"{c.name}: {c.text} Environment variable: `{c.env}`." for c in credentials_of(service, config)]
    arguments += settings.split("\n")
    lifetime = _LIFETIME.format(
        block="async with" if is_async else "with",
        close="aclose" if is_async else "close",
        credentials=_CREDENTIALS if credentials_of(service, config) else "",
    )
    title = f"{'Asynchronous client' if is_async else 'Client'} of {service.title or config.name}."
    return "\n\n".join([title, lifetime, section("Args", arguments)])

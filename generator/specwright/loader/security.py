"""Turns Security Scheme and Security Requirement Objects into who must prove what, and with which credential."""

from __future__ import annotations

import keyword
import re
import urllib.parse
from collections.abc import Mapping
from typing import Final

from specwright.loader.context import Context
from specwright.loader.docs import read_docs
from specwright.loader.source import Node
from specwright.model.service import (
    ApiKeyScheme,
    HttpScheme,
    Oauth2Scheme,
    OtherScheme,
    ParameterLocation,
    SecurityScheme,
    Server,
    TokenSource,
)

__all__ = ["read_requirements", "read_schemes"]

_KEY_LOCATIONS: Final = {
    "header": ParameterLocation.HEADER,
    "query": ParameterLocation.QUERY,
    "cookie": ParameterLocation.COOKIE,
}
_LIFETIME: Final = 3600.0


def read_schemes(root: Node, servers: tuple[Server, ...], context: Context) -> dict[str, SecurityScheme]:
    """Read the security schemes of a description."""
    components = root.get("components")
    listed = components.get("securitySchemes") if components else None
    found: dict[str, SecurityScheme] = {}
    for key, node in listed.children() if listed else []:
        if key.startswith("x-"):
            continue
        with context.findings.part() as scope:
            target = context.references.follow(node)
            scheme = _read(key, target, servers, context) if target is not None else None
        if scheme is not None:
            found[key] = scheme
        # An operation that needs a scheme which cannot be read says so itself.
        context.findings.demote(scope)
    return found


def _read(key: str, node: Node, servers: tuple[Server, ...], context: Context) -> SecurityScheme | None:
    credential = node.text("x-credential") or _snake(key)
    if not credential.isidentifier() or keyword.iskeyword(credential):
        context.findings.warn(
            node, f"{credential!r} cannot name an argument", "Set x-credential to a Python name.", rule="security"
        )
        credential = _snake(key)
    source = _token_source(node, context)
    docs = read_docs(node)
    match node.text("type"):
        case "apiKey":
            location, parameter = _KEY_LOCATIONS.get(node.text("in")), node.text("name")
            if location is None or not parameter:
                return _refuse(node, "an apiKey needs `name` and `in: header, query or cookie`", context)
            return ApiKeyScheme(
                key=key, credential=credential, location=location, parameter=parameter, token_source=source, docs=docs
            )
        case "http":
            scheme = node.text("scheme").lower()
            if not scheme:
                return _refuse(node, "an http scheme needs `scheme`", context)
            return HttpScheme(key=key, credential=credential, scheme=scheme, token_source=source, docs=docs)
        case "oauth2" | "openIdConnect":
            scopes, flow_source = _flows(node, servers)
            return Oauth2Scheme(
                key=key, credential=credential, scopes=scopes, token_source=source or flow_source, docs=docs
            )
        case "mutualTLS":
            return OtherScheme(key=key, type="mutualTLS", docs=docs)
        case other:
            return _refuse(node, f"{other!r} is no type of security scheme", context)


def _refuse(node: Node, what: str, context: Context) -> SecurityScheme | None:
    context.findings.error(node, what, "Complete the scheme.", rule="security")
    return None


def _snake(key: str) -> str:
    """Spell a scheme's key as the argument that holds its credential."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", key)
    name = "_".join(re.findall(r"[A-Za-z0-9]+", spaced)).lower() or "credential"
    return f"credential_{name}" if name[0].isdigit() or keyword.iskeyword(name) else name


def _flows(node: Node, servers: tuple[Server, ...]) -> tuple[Mapping[str, str], TokenSource | None]:
    flows = node.get("flows")
    scopes: dict[str, str] = {}
    source: TokenSource | None = None
    for name, flow in flows.children() if flows else []:
        listed = flow.members.get("scopes")
        own = (
            {scope: text if isinstance(text, str) else "" for scope, text in listed.items()}
            if isinstance(listed, dict)
            else {}
        )
        scopes.update(own)
        url = _absolute(flow.text("tokenUrl"), servers)
        if name == "clientCredentials" and url:
            form = {"grant_type": "client_credentials", "client_id": "{client_id}", "client_secret": "{client_secret}"}
            if own:
                form["scope"] = " ".join(own)
            source = TokenSource(
                token_url=url,
                form=form,
                token="/access_token",  # noqa: S106  # a pointer
                expires_in="/expires_in",
                lifetime=_LIFETIME,
            )
    return scopes, source


def _absolute(url: str, servers: tuple[Server, ...]) -> str:
    if url.startswith(("http://", "https://")) or not url:
        return url
    base = servers[0].url if servers else ""
    return urllib.parse.urljoin(base, url) if base.startswith(("http://", "https://")) and "{" not in base else ""


def _token_source(node: Node, context: Context) -> TokenSource | None:
    source = node.get("x-token-source")
    if source is None:
        return None
    url, form, lifetime = source.text("tokenUrl"), source.members.get("form"), source.members.get("lifetime", _LIFETIME)
    expires_in = source.members.get("expiresIn", "")
    problem = ""
    if not url.startswith(("http://", "https://")):
        problem = "tokenUrl is no absolute URL"
    elif not isinstance(form, dict) or not all(isinstance(value, str) for value in form.values()):
        problem = "form is no map of texts"
    elif not source.text("token").startswith("/") or not isinstance(expires_in, str) or expires_in[:1] not in ("", "/"):
        problem = "token and expiresIn are no JSON pointers"
    elif isinstance(lifetime, bool) or not isinstance(lifetime, (int, float)) or lifetime <= 0:
        problem = "lifetime is no number of seconds"
    if problem or not isinstance(form, dict) or not isinstance(lifetime, (int, float)):
        context.findings.error(source, f"x-token-source: {problem}", "Correct it.", rule="security")
        return None
    return TokenSource(
        token_url=url,
        form={name: str(value) for name, value in form.items()},
        token=source.text("token"),
        expires_in=str(expires_in),
        lifetime=float(lifetime),
    )


def read_requirements(
    operation: Node, root: Node, schemes: Mapping[str, SecurityScheme], context: Context
) -> tuple[Mapping[str, tuple[str, ...]], ...]:
    """Read what an operation asks for: its own list, even an empty one, instead of the root's."""
    listed = operation.get("security") or root.get("security")
    if listed is None:
        return ()
    found: list[Mapping[str, tuple[str, ...]]] = []
    for node in listed.items():
        requirement: dict[str, tuple[str, ...]] = {}
        for key, scopes in node.members.items():
            if key not in schemes:
                hint = f"Declare it under components.securitySchemes; known: {', '.join(schemes) or 'none'}."
                context.findings.error(node, f"{key!r} is no readable security scheme", hint, rule="security")
            requirement[key] = (
                tuple(scope for scope in scopes if isinstance(scope, str)) if isinstance(scopes, list) else ()
            )
        if requirement not in found:
            found.append(requirement)
    return tuple(found)

"""``specwright twin``: serve a stateful stand-in of an API on this machine."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

import typer

from specwright.cli.console import Console, OutputFormat
from specwright.cli.options import AllowRemote, Format, Overlays, Quiet
from specwright.cli.targets import Target, single_target
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

if TYPE_CHECKING:
    from socket import socket as Socket  # noqa: N812  a class with the name of a function

    from specwright.model.service import Service
    from specwright.twin.edge import Options, Twin

__all__ = ["twin"]

_SIZE: Final = re.compile(r"(\d{1,12})\s*([kmg]?)(?:i?b)?", re.IGNORECASE)
_UNITS: Final = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
# Arguments are seen by everybody on a machine, the environment is not.
_TOKEN_VARIABLE: Final = "SPECWRIGHT_ADMIN_TOKEN"  # noqa: S105  the name of a variable
# Full collections walk all that a twin remembers while callers wait, and find nothing: calls leave no circles behind.
_COLLECTING: Final = (700, 10, 20_000)
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


_Described = Annotated[str, typer.Argument(metavar="SPEC", help="A folder under specs/, or any OpenAPI document.")]
_Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
_Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0 lets the system choose.")]
_Store = Annotated[str, typer.Option("--store", metavar="URL", help="memory:, sqlite:PATH or postgresql://….")]
_Seed = Annotated[int | None, typer.Option("--seed", help="Make ids, tokens and time the same for the same calls.")]
_Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes over one shared store.")]
_Strict = Annotated[
    bool, typer.Option("--strict/--lenient", help="Refuse members that no schema names, or let them through.")
]
_Proxy = Annotated[str, typer.Option("--proxy", metavar="URL", help="Forward to a live service, and judge both sides.")]
_MaxBody = Annotated[str, typer.Option("--max-body", metavar="SIZE", help="Largest request body.")]
_AdminToken = Annotated[
    str, typer.Option("--admin-token", metavar="TOKEN", help=f"Opens the admin API to others; or {_TOKEN_VARIABLE}.")
]
_Journal = Annotated[bool, typer.Option("--journal/--no-journal", help="Keep the calls so far.")]
_Mutant = Annotated[
    str, typer.Option("--mutant", metavar="ID", help="Be wrong in this one way: specwright mutants SPEC --list.")
]


def twin(
    *,
    spec: _Described,
    host: _Host = "127.0.0.1",
    port: _Port = 8080,
    store: _Store = "memory:",
    seed: _Seed = None,
    workers: _Workers = 1,
    strict: _Strict = True,
    proxy: _Proxy = "",
    max_body: _MaxBody = "32MB",
    admin_token: _AdminToken = "",
    journal: _Journal = True,
    mutant: _Mutant = "",
    overlay: Overlays = None,
    allow_remote: AllowRemote = False,
    format: Format = OutputFormat.TEXT,
    quiet: Quiet = False,
) -> None:
    """Serve a stateful stand-in of an API until it is interrupted."""
    from specwright.twin.edge import Options
    from specwright.twin.serving import serve_forever, url_of

    console = Console(format, quiet)
    _check_together(mutant, workers=workers, store=store, proxy=proxy)
    target = single_target(spec)
    options = Options(
        is_strict=strict,
        max_body=_size(max_body),
        has_journal=journal,
        admin_token=admin_token or os.environ.get(_TOKEN_VARIABLE, ""),
        allowed_hosts=(host.lower(),),
        proxy=_address(proxy),
    )
    make = partial(
        _make,
        target,
        store=store,
        seed=seed,
        options=options,
        mutant=mutant,
        overlays=overlay or [],
        allow_remote=allow_remote,
    )
    app = make()
    console.problems(app.engine.service.warnings)
    with _listening(host, port) as socket:
        _tell(console, app, url_of(socket, host), store=store)
        if host not in _LOOPBACK and not options.admin_token:
            console.say("Other machines can call the API; its admin API is for this one unless --admin-token is given.")
        serve_forever(socket, app=app if workers == 1 else None, make=make, workers=workers)


def _listening(host: str, port: int) -> Socket:
    from specwright.twin.serving import listen

    try:
        return listen(host, port)
    except OSError as error:
        hint = "Choose another with --port; 0 lets the system choose."
        raise _wrong(f"{host} port {port} cannot be had: {error.strerror or error}", hint) from None


def _make(target: Target, **options: Any) -> Twin:
    """Make the application without looking for garbage: nearly all that is made on the way lasts as long as it."""
    gc.disable()
    try:
        return _read(target, **options)
    finally:
        # What lasts is never looked at again, which spares calls the pauses.
        gc.freeze()
        gc.set_threshold(*_COLLECTING)
        gc.enable()


def _read(
    target: Target,
    *,
    store: str,
    seed: int | None,
    options: Options,
    mutant: str,
    overlays: list[str],
    allow_remote: bool,
) -> Twin:
    """Read the description, and make the application of it; each worker does."""
    from specwright.loader import TWIN_OVERLAY, load
    from specwright.twin.creation import create_twin

    beside = target.description.parent / TWIN_OVERLAY
    chosen: list[Path | str] = [*([beside] if beside.is_file() and not target.url else []), *overlays]
    service = load(target.source, config=target.config, overlays=chosen, allow_remote=allow_remote, keep_going=True)
    if mutant:
        return _damaged(service, mutant, seed=seed, options=options, spec=target.argument)
    return create_twin(service, store=store, seed=seed, strict=options.is_strict, options=options)


def _damaged(service: Service, name: str, *, seed: int | None, options: Options, spec: str) -> Twin:
    from specwright.conform.mutants import mutants_of

    found = next((mutant for mutant in mutants_of(service) if mutant.id == name), None)
    if found is None:
        raise _wrong(f"there is no mutant {name!r}", f"specwright mutants {spec} --list tells what there is.")
    return found.build(seed=1 if seed is None else seed, options=options)


def _tell(console: Console, app: Twin, url: str, *, store: str) -> None:
    """Say where the twin listens and how it is called: one line of JSON for programs, a few lines for people."""
    service, credentials = app.engine.service, app.engine.sample_credentials()
    kind = "memory" if store == "memory:" else store.partition(":")[0]
    admin = f"{url}/__twin/"
    if console.format is OutputFormat.JSON:
        data: Json = {
            "event": "ready",
            "title": service.title,
            "url": url,
            "admin": admin,
            "store": kind,
            "seed": app.engine.seed,
            "operations": len(service.operations),
            "proxy": app.options.proxy or None,
            "credentials": dict(credentials),
        }
        sys.stdout.write(json.dumps(data) + "\n")
    else:
        rows = [("listening", url), ("admin", admin), ("store", kind)]
        rows += [("proxy for", app.options.proxy)] if app.options.proxy else []
        rows += _spelled(app, credentials)
        width = max(len(name) for name, _ in rows)
        lines = [f"{service.title} {service.version}".strip(), *(f"  {name:<{width}}  {value}" for name, value in rows)]
        console.result("\n".join(lines), None)
    sys.stdout.flush()


def _spelled(app: Twin, credentials: Mapping[str, str]) -> list[tuple[str, str]]:
    """Write sample credentials as they are sent."""
    from specwright.model.service import ApiKeyScheme, HttpScheme, ParameterLocation

    schemes = app.engine.service.security_schemes
    lines: list[tuple[str, str]] = []
    for key, value in credentials.items():
        match schemes.get(key):
            case ApiKeyScheme(location=ParameterLocation.QUERY, parameter=name):
                lines.append((key, f"?{name}={value}"))
            case ApiKeyScheme(location=ParameterLocation.COOKIE, parameter=name):
                lines.append((key, f"Cookie: {name}={value}"))
            case ApiKeyScheme(parameter=name):
                lines.append((key, f"{name}: {value}"))
            case HttpScheme(scheme=word):
                lines.append((key, f"Authorization: {word.title()} {value}"))
            case _:
                lines.append((key, f"Authorization: Bearer {value}"))
    return lines


def _check_together(mutant: str, *, workers: int, store: str, proxy: str) -> None:
    if mutant and (workers > 1 or store != "memory:" or proxy):
        raise _wrong("a mutant is served by one process, from memory", "Leave out --workers, --store and --proxy.")
    if workers > 1 and store == "memory:":
        raise _wrong(
            "--workers needs a store that processes can share: each would remember other things in its memory",
            "Add --store sqlite:PATH or --store postgresql://USER@HOST/DATABASE, or leave --workers out.",
        )


def _size(text: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    if match is None or not int(match[1]):
        raise _wrong(f"--max-body {text!r} is no size", "Write bytes, or a number with KB, MB or GB.")
    return int(match[1]) * _UNITS[match[2].lower()]


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_right = not url or (parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query)
    except ValueError:
        is_right = False
    if not is_right:
        raise _wrong("--proxy is no address of a service", "Write it like https://api.example.com.")
    return url


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))

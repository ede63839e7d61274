"""Turns the names of a client into ``twin.py``, its twin for tests, and the plugin that gives it to pytest."""

from __future__ import annotations

from specwright.emitters.credentials import schemes_of
from specwright.emitters.pytext import docstring, literal
from specwright.emitters.render import header, render
from specwright.model.config import Config
from specwright.model.output import File
from specwright.model.service import Service
from specwright.model.types import Json
from specwright.passes.spelling import identifier

__all__ = ["emit_twin", "twin_fixture", "twin_name"]


def twin_name(config: Config) -> str:
    """Name the twin's class after the client."""
    return f"{config.client_class.removesuffix('Client') or config.client_class}Twin"


def twin_fixture(config: Config) -> str:
    """Name the fixture after the twin's class."""
    return identifier(twin_name(config))


def emit_twin(service: Service, config: Config) -> list[File]:
    """Write both modules; they import specwright and pytest, which a client itself does without, when they are used."""
    title = service.title or config.name
    name, fixture = twin_name(config), twin_fixture(config)
    install = f"{config.distribution}[twin]"
    settings: dict[str, Json] = {"error_code": service.error_code_pointer, "skip": [*config.skip]}
    values = {
        "header": header(service),
        "package": config.package,
        "twin": name,
        "client": config.client_class,
        "fixture": fixture,
        "settings": ", ".join(f"{name}={literal(value)}" for name, value in settings.items() if value),
        "schemes": literal({scheme.key: [*scheme.credentials] for scheme in schemes_of(service)}),
        "package_literal": literal(config.package),
        "missing": literal(f"the fixture {fixture} needs Specwright: pip install '{install}'"),
    }
    twin = render(
        "client/package/twin.py.jinja",
        title=docstring(f"A twin of {title} for tests: a local stand-in that remembers. Needs the extra `twin`."),
        docstring=docstring(f"The twin of {title}. It begins with its fixtures, and remembers what is done to it.", 4),
        **values,
    )
    plugin = render(
        "client/package/pytest_plugin.py.jinja",
        title=docstring(f"Gives tests the fixture `{fixture}`. Needs the extra `twin` as soon as a test asks for it."),
        docstring=docstring(f"Give a twin of {title} as it is at the start.", 4),
        **values,
    )
    return [
        File(f"{config.package}/twin.py", twin.encode()),
        File(f"{config.package}/pytest_plugin.py", plugin.encode()),
    ]

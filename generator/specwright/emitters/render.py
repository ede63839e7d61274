"""Turns a template's name and the values it needs into text, through the one Jinja environment of the generator."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from specwright.emitters.pytext import docstring, literal
from specwright.model.service import Service

__all__ = ["environment", "header", "render", "template_source", "version"]

# Emitters may import lower floors only; the version stands on the roof, which is loaded before any floor is.
_ROOF = __name__.partition(".")[0]
# PEP 263: such a comment on the first line would say how to decode the file, and with it what its texts mean.
_ENCODING = re.compile(r"(?<=coding)[:=]")


@cache
def environment() -> Environment:
    """Make the environment: an unknown name is an error, nothing is escaped for the web, no blank line is left over."""
    env = Environment(
        loader=FunctionLoader(template_source),
        undefined=StrictUndefined,
        # Web escapes would be wrong in Python and Markdown; texts pass the filters below instead.
        autoescape=False,  # noqa: S701
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["literal"] = literal
    env.filters["docstring"] = docstring
    return env


def render(template: str, /, **values: object) -> str:
    """Render one template, named by its path below ``templates/``."""
    return environment().get_template(template).render(**values)


def template_source(name: str) -> str:
    """Read a template's text.

    Raises:
        TemplateNotFound: no template has this name.
    """
    resource = files(_ROOF).joinpath("templates", *name.split("/"))
    if ".." in name.split("/") or not resource.is_file():
        raise TemplateNotFound(name)
    return resource.read_text("utf-8")


def header(service: Service) -> str:
    """Write the line that opens each generated file: which description it is made from, and by which generator."""
    text = render("_header.py.jinja", title=service.title, api_version=service.version, version=version())
    return _ENCODING.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def version() -> str:
    """Tell the generator's version."""
    return str(sys.modules[_ROOF].__dict__["__version__"])

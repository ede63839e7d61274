"""The one Jinja environment: strict, plain, and reading templates of the package only."""

import ast
import io
import re
import tokenize
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateNotFound, UndefinedError

import specwright
from services import service
from specwright.emitters.render import environment, header, render, template_source


def test_an_unknown_name_is_an_error() -> None:
    """A typing mistake in a template never renders as nothing."""
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_nothing_is_escaped_for_the_web() -> None:
    """The output is Python, where `&lt;` would be wrong."""
    assert environment().from_string("{{ text }}").render(text="a < b & 'c'") == "a < b & 'c'"


def test_filters_make_text_safe() -> None:
    """Templates have the two ways for a text to enter Python."""
    template = environment().from_string("{{ text | literal }} {{ text | docstring }}")

    assert template.render(text='a"') == '\'a"\' """a\\""""'


@pytest.mark.parametrize("name", ["nothing.jinja", "../__init__.py", "models/../../__main__.py", "models"])
def test_only_templates_can_be_named(name: str) -> None:
    """A name that climbs out of the folder, or is no file, is no template."""
    with pytest.raises(TemplateNotFound):
        template_source(name)


@given(title=st.text(), api_version=st.text())
def test_the_header_is_one_comment(title: str, api_version: str) -> None:
    """Whatever the title says, the first line of a file stays a comment."""
    text = header(replace(service(), title=title, version=api_version))

    assert text.endswith("\n")
    assert text.count("\n") == 1
    assert ast.parse(text).body == []


@pytest.mark.parametrize(
    "title", ["coding: utf-7", "-*- coding=latin-1 -*-", "encoding:cp037", "coding::=x", "coding:"]
)
def test_the_header_names_no_encoding(title: str) -> None:
    """The first comment of a file is where Python looks for its encoding; a title there is not asked."""
    for made in (replace(service(), title=title), replace(service(), version=title)):
        encoding, _ = tokenize.detect_encoding(io.BytesIO(header(made).encode()).readline)
        assert encoding == "utf-8"
        assert not re.search("coding[:=]", header(made))


def test_the_header_names_source_and_generator() -> None:
    """A reader learns what to change instead of the file; nothing in it varies from day to day."""
    assert header(service()) == (
        f"# Made by specwright {specwright.__version__} from 'Demo' '1'. "
        "Change the description and generate again: edits here are lost.\n"
    )


def test_rendering_takes_values_by_name() -> None:
    """A template is named by its path below the folder of templates."""
    assert render("_header.py.jinja", title="T", api_version="1", version="2").startswith("# Made by specwright 2")

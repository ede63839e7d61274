# Made by specwright 0.1.0 from '""" {{ title }} {% raw %}' '1\\'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._runtime._models import UNSET, Maybe, Model, OpenStrEnum

__all__ = [
    "Quote",
    "QuoteItS",
]


class QuoteItS(OpenStrEnum):
    VALUE = '"'
    BACKSLASH = "\\"
    VALUE_2 = "\n"
    X = "{x}"


class Quote(Model):
    """\"\"\"
    import os
    \"\"\"
    """

    text: Maybe[str] = UNSET
    """\\ Documented default: `'"); import os #'`."""
    it_s: Annotated[Maybe[QuoteItS], Field(alias="it's")] = UNSET

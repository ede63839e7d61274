"""Writes a description and overlays of it into one folder, and reads them together."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from specwright.loader import Document, read

API = """\
openapi: 3.1.0
info: {title: T, version: '1'}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /items:
    get:
      operationId: listItems
      tags: [one, two, one]
      parameters:
        - {name: a, in: query, schema: {type: string}}
        - {name: b, in: query, schema: {type: string}}
        - {name: c, in: query, schema: {type: string}}
      responses: {'200': {description: Items.}}
  /others:
    delete:
      operationId: deleteOthers
      responses: {'204': {description: Gone.}}
"""


class Workbench:
    """Writes a description and overlays into one folder, and reads them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("openapi.yaml", API)

    def write(self, name: str, text: str) -> Path:
        """Write one file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def overlay(
        self, *actions: Mapping[str, Any], version: str = "1.1.0", name: str = "o.overlay.yaml", **more: Any
    ) -> Path:
        """Write an overlay."""
        whole = {"overlay": version, "info": {"title": "O", "version": "1"}, **more, "actions": list(actions)}
        return self.write(name, yaml.safe_dump(whole, sort_keys=False))

    def read(self, *overlays: Path) -> Document:
        """Read the description with overlays."""
        return read(self.folder / "openapi.yaml", overlays=overlays)

    def patched(self, *actions: Mapping[str, Any], **options: Any) -> Any:
        """Give the description after one overlay."""
        return self.read(self.overlay(*actions, **options)).root.value

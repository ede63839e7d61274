"""Turns a description in memory into the files of its client, and those into an imported package."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Final, get_type_hints

import yaml
from pydantic import BaseModel

import specwright.runtime
from specwright.emitters import emit_client, emit_lock
from specwright.loader import load
from specwright.loader.settings import default_config
from specwright.model.output import File
from specwright.passes import PASSES

__all__ = ["CONFIG", "generate", "imported", "use"]

CONFIG: Final = default_config("hostile")
_PACKAGE: Final = CONFIG.package


class _Quoting(yaml.SafeDumper):
    """Writes texts in quotes where another version of YAML would read a number."""


def _quoted(_dumper: _Quoting, text: str) -> yaml.ScalarNode:
    style = '"' if any(letter.isdigit() for letter in text) else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


_Quoting.add_representer(str, _quoted)


def _as_yaml(document: Mapping[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Quoting, sort_keys=False)


def generate(document: Mapping[str, Any], *, as_yaml: bool = False) -> tuple[File, ...]:
    """Do what `specwright generate` does, without formatting: that is for the eye, and for a program of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("openapi.yaml" if as_yaml else "openapi.json")
        text = _as_yaml(document) if as_yaml else json.dumps(document)
        path.write_text(text, "utf-8")
        service = load(path, config=CONFIG)
    for transform in PASSES:
        service = transform(service, CONFIG)
    files = emit_client(service, CONFIG)
    return (*files, emit_lock(service, CONFIG, files))


@contextmanager
def imported(files: tuple[File, ...]) -> Generator[ModuleType]:
    """Give the package made of some files; its copy of the runtime is the runtime that is loaded already."""
    with TemporaryDirectory() as folder:
        for file in files:
            if "/_runtime/" not in file.path:
                target = Path(folder) / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.content)
        before, path = dict(sys.modules), list(sys.path)
        sys.path.insert(0, folder)
        for name in ("", *(f".{module.name}" for module in pkgutil.iter_modules(specwright.runtime.__path__))):
            sys.modules[f"{_PACKAGE}._runtime{name}"] = importlib.import_module(f"specwright.runtime{name}")
        importlib.invalidate_caches()
        try:
            yield importlib.import_module(_PACKAGE)
        finally:
            sys.path[:] = path
            for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
                del sys.modules[name]
            sys.modules.update({name: module for name, module in before.items() if name.startswith(_PACKAGE)})


def use(package: ModuleType) -> None:
    """Let everything of a package happen that can happen without a call: import, annotations, descriptors, the fake."""
    for module in pkgutil.walk_packages(package.__path__, f"{_PACKAGE}."):
        importlib.import_module(module.name)
    models = package.models
    for name in models.__all__:
        found = getattr(models, name)
        if isinstance(found, type) and issubclass(found, BaseModel):
            found.model_rebuild()
    for name in package.dicts.__all__:
        found = getattr(package.dicts, name)
        if isinstance(found, type):
            get_type_hints(found, localns={"models": models})
    fake = getattr(package.testing, f"Fake{CONFIG.client_class.removesuffix('Client')}")()
    with fake.client() as client:
        for operation in fake.transport.operations if hasattr(fake.transport, "operations") else ():
            for response in operation.responses:
                for content in response.contents:
                    content.type()
        repr(client)

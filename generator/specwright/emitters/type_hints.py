"""Turns schemas into type hints by means of datamodel-code-generator, which no other module knows of."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import reduce
from importlib.resources import as_file, files
from typing import TypeAlias

from specwright.emitters.schema_document import schema_document
from specwright.model.errors import InternalError, Problem
from specwright.model.location import Location
from specwright.model.service import Service

__all__ = ["Hints", "type_hints"]

# By class name, then by member key.
Hints: TypeAlias = Mapping[str, Mapping[str, str]]

_ROOF = __name__.partition(".")[0]


def type_hints(service: Service, *, spellings: Mapping[str, str]) -> Hints:
    """Give the type hint of every member of every schema.

    Raises:
        InternalError: datamodel-code-generator renamed or dropped something.
    """
    document = schema_document(service, spellings)
    if not document.schemas:
        return {}
    hints: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for name, member, hint in _lines(_generate(document.as_openapi())):
        hints[name] |= {member: document.resolve(_with_operator(hint))} if member else {}
    lost = document.schemas.keys() - hints.keys()
    if lost:
        what = f"the model generator did not keep the names {', '.join(sorted(lost))}"
        raise InternalError(Problem(Location("models.py"), what, "Please report this with the description."))
    for (name, member), (first_name, first_member) in document.same.items():
        hints[name][member] = hints[first_name][first_member]
    return hints


def _generate(document: Mapping[str, object]) -> str:
    # Imported late: it takes longer to import than everything else that generates a client.
    from datamodel_code_generator import generate  # noqa: PLC0415
    from datamodel_code_generator.config import GenerateConfig  # noqa: PLC0415
    from datamodel_code_generator.enums import DataModelType, InputFileType  # noqa: PLC0415
    from datamodel_code_generator.format import PythonVersion  # noqa: PLC0415

    with as_file(files(_ROOF) / "templates" / "models" / "hints") as templates:
        config = GenerateConfig(
            input_file_type=InputFileType.OpenAPI,
            output_model_type=DataModelType.PydanticV2BaseModel,
            target_python_version=PythonVersion.PY_311,
            custom_template_dir=templates,
            # Without this a name such as `HTTPServer` would be spelled anew.
            custom_class_name_generator=str,
            use_type_alias=True,
            disable_timestamp=True,
            allow_remote_refs=False,
            formatters=[],
        )
        output = generate(document, config=config)
    return output if isinstance(output, str) else ""


def _with_operator(hint: str) -> str:
    """Write unions with ``|``; around a quoted reference the generator has to write them out."""
    unquoted = hint.replace('"', "")
    if "Union[" not in unquoted and "Optional[" not in unquoted:
        return unquoted
    return ast.unparse(_joined(ast.parse(unquoted, mode="eval").body))


def _joined(node: ast.expr) -> ast.expr:
    match node:
        case ast.Subscript(value=ast.Name(id="Union"), slice=ast.Tuple(elts=alternatives)):
            return reduce(_either, map(_joined, alternatives))
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return _either(_joined(inner), ast.Constant(None))
        case ast.Subscript(value=value, slice=ast.Tuple(elts=arguments)):
            return ast.Subscript(value, ast.Tuple([_joined(argument) for argument in arguments]))
        case ast.Subscript(value=value, slice=argument):
            return ast.Subscript(value, _joined(argument))
        case ast.BinOp(left=left, right=right):
            return _either(_joined(left), _joined(right))
        case _:
            return node


def _either(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.BitOr(), right)


def _lines(output: str) -> Iterator[tuple[str, str, str]]:
    """Read the lines that our templates wrote; imports and blank lines between them mean nothing here."""
    name = ""
    for line in output.splitlines():
        if line.startswith("#> "):
            name = line[3:].strip()
            yield name, "", ""
        elif line.startswith("#: "):
            member, _, hint = line[3:].partition(" ")
            yield name, member, hint.strip()

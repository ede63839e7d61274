"""``specwright sample``: an operation in, request bodies out, valid or wrong in one way, one JSON document a line."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Optional

import typer

from specwright.checks import compile_checks
from specwright.cli.chosen_check import choose_check, find_operation
from specwright.cli.options import AllowRemote
from specwright.cli.targets import single_target
from specwright.loader import TWIN_OVERLAY, load
from specwright.model.errors import ConfigError, Problem, UnsupportedFeatureError
from specwright.model.location import Location
from specwright.model.service import Service
from specwright.passes import PASSES
from specwright.samples.acceptable import AcceptableSampler, acceptable_sampler
from specwright.samples.engine.nodes import NotDrawableError
from specwright.samples.engine.sampling import Sampler
from specwright.samples.engine.solving_task import NoWayFoundError
from specwright.samples.engine.source import RandomSource
from specwright.samples.planning import make_plan

__all__ = ["sample"]

_Spec = Annotated[
    str, typer.Argument(metavar="SPEC", help="A folder under specs/, or the path of an OpenAPI document.")
]
_Operation = Annotated[str, typer.Argument(metavar="OPERATION", help="The operationId whose request bodies are drawn.")]
_Count = Annotated[int, typer.Option("--count", "-n", metavar="N", min=0, help="How many.")]
_Seed = Annotated[str, typer.Option("--seed", metavar="SEED", help="The same seed gives the same samples everywhere.")]
_Having = Annotated[
    Optional[list[str]],  # noqa: UP045  as in options.py
    typer.Option("--set", metavar="MEMBER=VALUE", help="Let a member have a value: JSON, or a text. Can be repeated."),
]
_Break = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option(
        "--break",
        metavar="NAME",
        help="Break one thing and nothing else: a rule's id, an error code, or /place:keyword.",
    ),
]
_List = Annotated[bool, typer.Option("--list-breakable", help="List what --break takes, one a line.")]
_Acceptable = Annotated[
    bool,
    typer.Option("--acceptable", help="Meet the preconditions that speak of the body alone, as the twin has them."),
]
_Caller = Annotated[
    str,
    typer.Option("--caller", metavar="NAME", help="Who calls: key of a row of x-callers' tables, or account=key,…"),
]
_MediaType = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--media-type", metavar="TYPE", help="Which body is meant; the JSON one by default."),
]


def sample(
    spec: _Spec,
    operation: _Operation,
    *,
    count: _Count = 1,
    seed: _Seed = "0",
    having: _Having = None,
    breaking: _Break = None,
    list_breakable: _List = False,
    acceptable: _Acceptable = False,
    caller: _Caller = "",
    media_type: _MediaType = None,
    allow_remote: AllowRemote = False,
) -> None:
    """Draw request bodies of an operation, valid ones or ones that are wrong in one way."""
    if caller and not acceptable:
        raise _wrong("--caller says whose bodies are accepted", "Add --acceptable.")
    make = _acceptable_sampler if acceptable else _sampler
    sampler = make(_Asked(spec, operation, media_type, caller, allow_remote))
    if list_breakable:
        sys.stdout.writelines(f"{name}\n" for name in sampler.breakable)
        return
    wanted = dict(_wanted(text) for text in having or [])
    # Nothing that is drawn holds itself, so that nobody needs to look for circles.
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    for document in _documents(sampler, count, seed, wanted, breaking):
        sys.stdout.write(encode(document) + "\n")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose samples are asked for."""

    spec: str
    operation: str
    media_type: str | None
    caller: str
    allow_remote: bool


def _service(asked: _Asked, *, has_behaviour: bool) -> Service:
    target = single_target(asked.spec)
    beside = target.description.parent / TWIN_OVERLAY
    overlays = [beside] if has_behaviour and not target.url and beside.is_file() else []
    service = load(
        target.source, config=target.config, overlays=overlays, allow_remote=asked.allow_remote, keep_going=True
    )
    for transform in PASSES:
        service = transform(service, target.config)
    return service


def _sampler(asked: _Asked) -> Sampler:
    service = _service(asked, has_behaviour=False)
    found = find_operation(service, asked.operation)
    chosen = choose_check(service, found, media_type=asked.media_type)
    service = replace(service, operations=(found,))
    plan = make_plan(service, compile_checks(service, has_responses=False))
    names: dict[str, Any] = {"__name__": "checks"}
    # Written by ourselves: nothing of a description's text becomes code in it.
    exec(compile(chosen.text, "<checks>", "exec", dont_inherit=True), names)  # noqa: S102
    return Sampler(plan, chosen.check.name, names)


def _acceptable_sampler(asked: _Asked) -> AcceptableSampler:
    service = _service(asked, has_behaviour=True)
    found = find_operation(service, asked.operation)
    chosen = choose_check(service, found, media_type=asked.media_type)
    pairs = [pair.partition("=") for pair in asked.caller.split(",")] if "=" in asked.caller else []
    caller = {name: key for name, _, key in pairs} or asked.caller or None
    sampler = acceptable_sampler(service, asked.operation, caller, media_type=chosen.check.media_type)
    sys.stderr.writelines(f"left out: {each.id} ({each.reason})\n" for each in sampler.left_out)
    return sampler


def _wanted(text: str) -> tuple[str, Any]:
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise _wrong(f"--set {text!r} sets nothing", "Write it like --set member=value.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _documents(
    sampler: Sampler | AcceptableSampler, count: int, seed: str, having: Mapping[str, Any], breaking: str | None
) -> Iterator[Any]:
    source = RandomSource(seed)
    drawn = sampler.many(source, having)
    for _ in range(count):
        try:
            yield next(drawn) if breaking is None else sampler.broken(breaking, source, having)
        except NotDrawableError as error:
            raise _wrong(str(error), _hint(sampler, breaking)) from None
        except NoWayFoundError as error:
            what = f"{error}"
            hint = "Set fewer members, or choose another thing to break: --list-breakable lists them."
            raise UnsupportedFeatureError(Problem(Location("command line"), what, hint)) from None


def _hint(sampler: Sampler | AcceptableSampler, breaking: str | None) -> str:
    if breaking is None:
        return "Write members like a.b or /a/b, and values that the description allows."
    near = difflib.get_close_matches(breaking, sampler.breakable, n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else "--list-breakable lists what can be broken."


def _wrong(what: str, hint: str) -> ConfigError:
    return ConfigError(Problem(Location("command line"), what, hint))

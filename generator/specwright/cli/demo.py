"""``specwright demo``: generate the clients, then show one life through each, against a twin, step by step."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from specwright.cli.console import Console, OutputFormat
from specwright.cli.demo_account import FailedStepError, Played
from specwright.cli.demo_player import imported, play
from specwright.cli.demo_script import SCRIPT_FILE, Script, read_script
from specwright.cli.options import Format, Quiet, Specs
from specwright.cli.pipeline import Generated, generate_client
from specwright.cli.sync import write
from specwright.cli.targets import Target, find_root, find_targets
from specwright.model.errors import ConfigError, Problem
from specwright.model.location import Location
from specwright.model.types import Json

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

__all__ = ["demo"]

_Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class _Made:
    target: Target
    generated: Generated
    folder: Path


def demo(*, specs: Specs = None, format: Format = OutputFormat.TEXT, quiet: Quiet = False) -> None:
    """Generate the clients, then show the steps of each demo.yaml through them, against twins on this machine."""
    console = Console(format, quiet)
    targets = find_targets(specs or [])
    scripts = {target.description: _script(target, is_wanted=bool(specs)) for target in targets}
    if not any(scripts.values()):
        raise ConfigError(
            Problem(
                Location(str(find_root() or "specs")),
                f"no description has a {SCRIPT_FILE}",
                "docs/demo.md tells how to write one.",
            )
        )
    say = _narrator() if format is OutputFormat.TEXT else _say_nothing
    told: list[Json] = []
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="specwright-")))
        say("Generating the clients", "bold")
        made = [_generate(target, scratch, say) for target in targets]
        for one in made:
            script = scripts[one.target.description]
            if script is not None:
                documents = scratch / f"{one.target.config.name}-documents"
                documents.mkdir()
                told.append(_show(script, one, documents, say=say, console=console))
    _say_where_next(made, say)
    console.result("", told)


def _script(target: Target, *, is_wanted: bool) -> Script | None:
    path = target.description.parent / SCRIPT_FILE
    if path.is_file():
        return read_script(path)
    if is_wanted:
        raise ConfigError(
            Problem(Location(str(path)), "there is no such script", "docs/demo.md tells how to write one.")
        )
    return None


def _generate(target: Target, scratch: Path, say: _Say) -> _Made:
    generated = generate_client(target.description, config=target.config)
    folder = target.out or scratch / target.config.name
    drift = write(generated.files, folder)
    changes = len(drift.changed) + len(drift.missing) + len(drift.orphaned)
    place = _relative(folder) if target.out is not None else "a temporary folder"
    say(
        f"  {target.config.name}: {len(generated.service.operations)} operations, "
        f"{len(generated.files)} files in {place}, {changes} changed"
    )
    return _Made(target, generated, folder)


def _show(script: Script, made: _Made, documents: Path, *, say: _Say, console: Console) -> Json:
    from specwright.twin import create_twin, serve
    from specwright.twin.creation import load_with_behaviour

    config, service = made.generated.config, made.generated.service
    say("")
    say(script.title or service.title, "bold")
    if script.about:
        say(script.about)
    # With a seed, everybody sees the same demonstration.
    twin = create_twin(load_with_behaviour(made.target.description.parent), seed=1)
    with serve(twin) as url, imported(config.package, made.folder) as module:
        say(f"A twin of {service.title} answers at {url}, and remembers.")
        say(f"The client is {config.package}.{config.client_class}.")
        steps: list[Json] = []
        try:
            for number, played in enumerate(play(script, made.generated, module, url, documents), 1):
                _tell(number, played, say)
                steps.append(_data(played))
        except FailedStepError as error:
            console.say(str(error), style="red")
            raise typer.Exit(1) from error
    return {"name": config.name, "title": script.title, "steps": steps}


def _tell(number: int, played: Played, say: _Say) -> None:
    say("")
    say(f"{number}. {played.title}", "bold")
    say(f"   call  {played.call}", "cyan")
    say(f"   sent  {played.sent}")
    say(f"   came  {played.came}")
    say(f"   gave  {played.outcome}", "green" if not played.outcome.startswith("raised") else "yellow")
    for violation in played.violations:
        say(f"         {violation}")
    for path, value in played.shown:
        say(f"         {path} = {value}")
    if played.note:
        say(f"   {played.note}", "dim")


def _data(played: Played) -> Json:
    shown: dict[str, Json] = dict(played.shown)
    return {
        "title": played.title,
        "call": played.call,
        "sent": played.sent,
        "came": played.came,
        "outcome": played.outcome,
        "violations": list(played.violations),
        "shown": shown,
    }


def _say_where_next(made: list[_Made], say: _Say) -> None:
    say("")
    say("Where to look next", "bold")
    for one in made:
        if one.target.out is not None:
            say(f"  {_relative(one.folder)}/README.md: quick start of {one.target.config.distribution}")
        say(f"  {_relative(one.target.description)}: what client and twin were made from")
        say(f"  specwright twin {one.target.config.name}: the twin, for your own calls")


def _relative(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _narrator() -> _Say:
    from rich.console import Console as RichConsole

    # Colours where a person watches, plain lines everywhere else; long lines are left to the terminal.
    rich: RichConsole = RichConsole(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def say(text: str, style: str | None = None) -> None:
        rich.print(_printable(text), style=style)

    return say


def _say_nothing(_text: str, _style: str | None = None) -> None:
    """Stay silent: the result is one JSON document."""


def _printable(text: str) -> str:
    # A description's texts and a server's answers may not steer the terminal.
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)

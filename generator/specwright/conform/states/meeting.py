"""Makes of each declared precondition the sequence that is refused by it alone, and a near one that is accepted."""

from __future__ import annotations

from collections.abc import Iterator

from specwright.conform.results import Aim, Case, Kind, Side
from specwright.conform.states.explored import Finding, Target
from specwright.conform.states.stage import Hopeless, Stage
from specwright.conform.states.steps import Call, Script, Step
from specwright.conform.states.targets import precondition_of

__all__ = ["preconditions"]


def preconditions(stage: Stage) -> Iterator[Script | Hopeless]:
    """Meet each precondition from both sides."""
    for target in stage.explorer.reads:
        finding = stage.explorer.findings.get(target)
        outside, inside = _case(stage, target, Side.OUTSIDE), _case(stage, target, Side.INSIDE)
        if finding is None:
            reason = f"no sequence of {stage.model.calls} tried calls to the model is refused by {target.id}"
            yield Hopeless(outside, reason)
            yield Hopeless(inside, reason)
            continue
        after = _after(stage, finding)
        yield Script(case=outside, steps=(*finding.state.steps, finding.call, *after))
        steps = _inside(stage, finding)
        if steps is None:
            yield Hopeless(inside, f"the model accepts nothing like the call that {target.id} refuses")
        else:
            yield Script(case=inside, steps=steps)


def _after(stage: Stage, finding: Finding) -> tuple[Call, ...]:
    """Read what a refused change should have left alone, with the eyes of whoever asked for it too."""
    if finding.call.operation.method.upper() == "GET":
        return ()
    caller = finding.call.caller
    resources = {resource for resource, _ in finding.state.own} | stage.created(finding.call.operation)
    callers = (caller,) if caller is stage.usual else (stage.usual, caller)
    return tuple(read for eyes in callers for read in (*stage.lists(eyes, resources), *stage.gets(finding.state, eyes)))


def _inside(stage: Stage, finding: Finding) -> tuple[Step, ...] | None:
    """Find a sequence that differs little from a refused one and is accepted, or is refused by something later."""
    for steps, call in _near(stage, finding):
        if not stage.play(steps):
            continue
        said = stage.send(call)
        if said is not None and said.is_accepted:
            return (*steps, call)
    return None


def _near(stage: Stage, finding: Finding) -> Iterator[tuple[tuple[Step, ...], Call]]:
    state, call = finding.state, finding.call
    name = call.operation.name.wire
    for known in stage.explorer.nearest(state, name):
        yield state.steps, known
    if state.steps:
        yield state.steps[:-1], call
    for other in stage.states:
        if other.depth <= max(state.depth, 1):
            for known in stage.explorer.nearest(other, name)[:3]:
                yield other.steps, known


def _case(stage: Stage, target: Target, side: Side) -> Case:
    code = precondition_of(stage.service, target)
    aim = Aim(operation=target.operation, kind=Kind.PRECONDITION, name=target.id, code=code)
    told = "is refused by" if side is Side.OUTSIDE else "passes"
    return Case(
        id=f"states/{target.operation}/precondition/{target.id}/{side.value}",
        phase="states",
        aim=aim,
        side=side,
        story=f"a call of {target.operation} {told} {target.id} alone",
    )

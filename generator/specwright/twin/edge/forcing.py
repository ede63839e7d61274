"""Turns ``Prefer`` headers, and faults that name a status, into documented answers; no state is touched."""

from __future__ import annotations

from specwright.twin.answers import Answer, Example, Representation
from specwright.twin.edge.encoding import header
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.plans import Plan
from specwright.twin.edge.replying import Replier
from specwright.twin.negotiation import choose
from specwright.twin.preferences import Preferences
from specwright.twin.preferring import preferred_answer, unmet
from specwright.twin.refusals import RefusalError

__all__ = ["forced"]


def forced(plan: Plan, exchange: Exchange, preferences: Preferences, replier: Replier) -> Reply:
    """Answer with what is preferred.

    Raises:
        RefusalError: the description has no such answer.
    """
    answer = _answer(plan, preferences)
    # A service that documents no 406 answers as it always does, here as anywhere.
    may_refuse = not answer.is_error and plan.documented(406) is not None
    made = _chosen(answer, exchange.header(b"accept") or "", may_refuse=may_refuse)
    example = None if made is None else _example(made, preferences.example)
    if made is not None and example is None:
        raise unmet(f"no example {preferences.example!r} for status {answer.status} as {made.media_type}")
    reply = replier.example(plan, answer, made, example)
    reply.headers.append(header("preference-applied", str(preferences)))
    reply.forced = str(preferences)
    reply.code = preferences.error
    return reply


def _answer(plan: Plan, preferences: Preferences) -> Answer:
    if not preferences.is_dynamic:
        return preferred_answer(plan.answers, preferences)
    wanted = Preferences(code=preferences.code, error=preferences.error)
    answer = preferred_answer(plan.answers, wanted) if wanted else plan.answers.success
    if answer is None:
        raise unmet("the operation documents no success")
    if preferences.error:
        return answer
    made = plan.answers.synthesised(answer.status)
    return Answer(answer.status, answer.error_codes, answer.headers, made or answer.representations)


def _chosen(answer: Answer, accept: str, *, may_refuse: bool) -> Representation | None:
    offered = [(made.media_type, made) for made in answer.representations]
    made = choose(accept, offered)
    if made is None and offered:
        if may_refuse:
            known = ", ".join(media_type for media_type, _ in offered)
            raise RefusalError(406, f"nothing documented is acceptable: {known}")
        # Who accepts no form of an error is better told it than left with 406.
        return offered[0][1]
    return made


def _example(made: Representation, name: str) -> Example | None:
    if not name:
        return made.examples[0]
    return next((example for example in made.examples if example.name == name), None)

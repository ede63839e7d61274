"""Turns what a caller prefers into the documented answer that it names."""

from __future__ import annotations

from specwright.twin.answers import Answer, OperationAnswers
from specwright.twin.preferences import Preferences
from specwright.twin.refusals import RefusalError

__all__ = ["preferred_answer", "unmet"]


def preferred_answer(answers: OperationAnswers, preferences: Preferences) -> Answer:
    """Find the documented answer that a request prefers.

    Raises:
        RefusalError: the description has no such answer.
    """
    if preferences.error:
        found = answers.of_error(preferences.error)
        if found is None:
            raise unmet(f"no error of this operation has the code {preferences.error!r}")
        return found
    if preferences.code:
        is_status = preferences.code.isdecimal() and len(preferences.code) == 3 and int(preferences.code) >= 200
        found = answers.of_status(int(preferences.code)) if is_status else None
        if found is None:
            known = ", ".join(status for status, _ in answers.all)
            raise unmet(f"the status {preferences.code!r} is not documented for this operation; these are: {known}")
        return found
    for answer in (_success_of(answers), *(answer for _, answer in answers.all)):
        if any(body.name == preferences.example for made in answer.representations for body in made.examples):
            return answer
    raise unmet(f"no answer of this operation has an example {preferences.example!r}")


def unmet(reason: str) -> RefusalError:
    """Say that the description has no such answer."""
    return RefusalError(400, f"Prefer cannot be met: {reason}", is_described=False)


def _success_of(answers: OperationAnswers) -> Answer:
    """Give the documented success."""
    # An operation of which only errors are documented succeeds without a word.
    return answers.success or Answer(200, (), (), ())

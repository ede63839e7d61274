"""Holds compiled conditions to Google's CEL: whatever is drawn, both agree on true, false and error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.campaign import DOCUMENTS_PER_EXPRESSION, Tally, compare
from rules.oracle import Oracle

ORACLE = Oracle()


@given(seed=st.integers(0, 2**63))
def test_drawn_conditions_agree_with_google(seed: int) -> None:
    """A sound condition over valid documents has one outcome, as an expression and as the statements of a rule."""
    tally = Tally()

    compare(seed, ORACLE, tally)

    assert tally.evaluations == DOCUMENTS_PER_EXPRESSION
    assert tally.disagreements == []

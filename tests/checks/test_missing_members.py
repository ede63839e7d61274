"""The name of a missing member can be read back from what is said of it."""

from hypothesis import given
from hypothesis import strategies as st

from specwright.checks.messages import missing_member, missing_message, type_message


@given(name=st.text(), asked_by=st.text())
def test_the_name_comes_back(name: str, asked_by: str) -> None:
    """Quotes, backslashes and line ends in names change nothing; other messages name no member."""
    assert missing_member(missing_message(name)) == name
    assert missing_member(missing_message(name, asked_by=asked_by)) == name
    assert missing_member(type_message(["string"])) is None

"""Holds what preconditions demand, in which order, and what a refusal leaves behind."""

from collections.abc import Callable
from typing import Any, Final

import pytest

NOVEL: Final[dict[str, Any]] = {"kind": "Novel", "title": "A", "copies": [{}]}


def test_the_first_that_fails_answers(desk_of: Callable[[str], Any]) -> None:
    """Preconditions are asked in the order written, and each names its code, status and words."""
    refused = desk_of("token-r3").is_refused("createLoan", {"kind": "Nothing", "title": "A", "copies": []})
    assert (refused.status, refused.code, refused.id) == (400, "NO_USER", "known-reader")
    assert refused.message == "R3 is nobody."


def test_a_rule_counts_only_where_its_when_holds(desk: Any) -> None:
    """`when` restricts a rule."""
    assert desk.is_refused("createLoan", {"kind": "Nothing", "title": "A", "copies": []}).code == "NO_KIND"
    assert desk.does("createLoan", {"kind": "Nothing", "title": "Anything", "copies": []}).body["legs"] == []


def test_a_rule_may_rely_on_its_when_and_on_what_held_before(desk: Any) -> None:
    """What `when` and earlier rules prove needs no guard of its own, and the rule still counts."""
    assert desk.is_refused("createLoan", {**NOVEL, "note": "secret"}).id == "no-secret"
    assert desk.does("createLoan", {**NOVEL, "note": "public"}).status == 201


def test_the_status_is_the_one_that_documents_the_code(desk: Any) -> None:
    """TAKEN is documented with 409, and so it comes."""
    desk.does("createLoan", NOVEL)
    refused = desk.is_refused("createLoan", NOVEL)
    assert (refused.status, refused.code, refused.message) == (409, "TAKEN", "You have it.")


def test_absent_looks_only_where_its_condition_holds(desk: Any) -> None:
    """A loan that came back is in nobody's way."""
    desk.does("createLoan", NOVEL)
    for move in ("send", "comeBack"):
        desk.engine.control.move("loan", "L-N-0001", move)
    assert desk.does("createLoan", NOVEL).status == 201


def test_absent_asks_for_any_item_of_a_list(desk: Any, desk_of: Callable[[str], Any]) -> None:
    """Each item of a member is met by each of the values asked for, among other callers' documents too."""
    desk.does("createLoan", {**NOVEL, "marksOf": ["m1", "m2"]})
    other = desk_of("token-r2")
    assert other.is_refused("createLoan", {**NOVEL, "marksOf": ["m3", "m2"]}).code == "NO_COPY"
    assert other.does("createLoan", {**NOVEL, "marksOf": ["m3"]}).status == 201
    assert other.does("createLoan", {**NOVEL, "title": "B", "marksOf": []}).status == 201


def test_absent_is_about_what_other_callers_own_only_where_it_says_so(desk: Any, desk_of: Callable[[str], Any]) -> None:
    """Without `among: all`, what a caller cannot see is in nobody's way."""
    desk.does("createLoan", NOVEL)
    assert desk_of("token-r2").does("createLoan", NOVEL).status == 201


def test_children_are_known_by_their_ids(desk: Any) -> None:
    """The id of a child, at whatever place it stands, is told apart from an unknown one."""
    body: dict[str, Any] = {**NOVEL, "copies": [{"legs": [{"shelf": "Z"}]}]}
    made = desk.does("createLoan", body).body
    inner = made["copies"][0]["legs"][0]["id"]
    for id_ in (made["legs"][0]["id"], inner, str(made["copies"][0]["copyId"])):
        refused = desk.is_refused("getLoan", id=id_)
        assert (refused.status, refused.code) == (400, "NO_LOAN")
    assert desk.is_refused("getLoan", id="G999").status == 404


def test_find_takes_the_first_id_that_leads_somewhere(desk: Any) -> None:
    """Of several expressions behind `by`, one that finds nothing is passed over."""
    desk.does("createLoan", NOVEL)
    assert desk.does("getLoan", id="L-N-0001", sent={"id": "encoded"}).body["id"] == "L-N-0001"
    assert desk.is_refused("getLoan", id="?", sent={"id": "encoded"}).message == "There is no loan encoded."


def test_others_documents_do_not_exist(desk: Any, desk_of: Callable[[str], Any]) -> None:
    """What is not visible is answered like what was never stored, children included."""
    made = desk.does("createLoan", NOVEL).body
    other = desk_of("token-r2")
    assert other.is_refused("getLoan", id=made["id"]).status == 404
    assert other.is_refused("getLoan", id=made["legs"][0]["id"]).status == 404
    assert other.is_refused("endLoan", id=made["id"]).status == 404


@pytest.mark.parametrize("tag", ['"1"', "1", "*", '"7", "1"', ' "1" '])
def test_a_tag_that_names_the_version_passes(desk: Any, tag: str) -> None:
    """If-Match may be a list, a star, and lack its quotes."""
    desk.does("createLoan", NOVEL)
    assert desk.does("changeLoan", NOVEL, id="L-N-0001", tag=tag).status == 200


@pytest.mark.parametrize("tag", ['"2"', "11", 'W/"1"', '""', "", '"1'])
def test_a_tag_that_names_another_version_is_stale(desk: Any, tag: str) -> None:
    """All other tags are refused with the code of the precondition, weak ones too."""
    desk.does("createLoan", NOVEL)
    refused = desk.is_refused("changeLoan", NOVEL, id="L-N-0001", tag=tag)
    assert (refused.status, refused.code) == (412, "STALE")


def test_the_old_value_is_known_to_transition_rules(desk: Any) -> None:
    """`transitions` judges the body's rules about `oldSelf` by what is stored, with their own code."""
    desk.does("createLoan", NOVEL)
    refused = desk.is_refused("changeLoan", {**NOVEL, "kind": "Atlas"}, id="L-N-0001", tag="*")
    assert (refused.code, refused.id) == ("FIXED_KIND", "fixed-kind")
    assert [violation.path for violation in refused.violations] == ["/kind"]


def test_a_refusal_leaves_nothing_behind(desk: Any) -> None:
    """Counters, documents and the clock are as if the call had never come."""
    before = desk.does("listLoans").body, desk.engine.clock_state()
    desk.is_refused("createLoan", {"kind": "Nothing", "title": "A", "copies": []})
    assert (desk.does("listLoans").body, desk.engine.clock_state()) == before
    assert desk.does("createLoan", NOVEL).body["id"] == "L-N-0001"


def test_error_bodies_are_made_of_their_templates(desk: Any) -> None:
    """The template of the status counts before the one for all others, and a missing code is left out."""
    from specwright.twin.calls import Refusal, Violation

    engine = desk.engine
    violations = (Violation(path="/a", id="type", message="No."), Violation(path="/b", id="type", message="No."))
    said = engine.refusal_body(Refusal(status=400, message="Wrong.", code="TITLE", violations=violations))
    assert said == {"at": "2026-01-01T00:00:00Z", "code": "TITLE", "message": "Wrong.", "fields": ["/a", "/b"]}
    assert "code" not in engine.refusal_body(Refusal(status=404, message="None."))
    assert engine.refusal_body(Refusal(status=401, message="Who?")) == {"message": "Who?"}


def test_a_when_that_cannot_be_told_asks_for_the_rule(desk: Any) -> None:
    """An error in `when` counts as in rules: the rule has to hold then."""
    assert desk.is_refused("createLoan", {**NOVEL, "note": "marked", "marksOf": ["a", "m9"]}).id == "no-marks"
    assert desk.is_refused("createLoan", {**NOVEL, "note": "marked", "marksOf": ["a"]}).id == "no-marks"
    assert desk.does("createLoan", {**NOVEL, "note": "marked", "marksOf": ["a", "b"]}).status == 201

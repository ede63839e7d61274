"""Holds what callers, tokens, moves, the clock and kept states do."""

from collections.abc import Callable
from typing import Any, Final

import pytest

from specwright.twin.calls import Refusal, Upload
from specwright.twin.capacity import Capacity
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import Record

NOVEL: Final[dict[str, Any]] = {"kind": "Novel", "title": "A", "copies": [{}, {}]}
FORM = {"client_id": "reader-one", "client_secret": "s1"}
SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("credentials", "example"),
    [
        ({}, "missing"),
        ({"card": " ", "desk": "desk-1"}, "missing"),
        ({"card": "token-r9", "desk": "desk-1"}, "unknown"),
        ({"card": "Card token-r9", "desk": "desk-1"}, "unknown"),
        ({"card": "token-r1"}, ""),
        ({"card": "token-r1", "desk": "desk-9"}, ""),
    ],
)
def test_a_credential_that_leads_nowhere_is_refused(desk: Any, credentials: dict[str, str], example: str) -> None:
    """Every scheme of an alternative has to be met, and the refusal names the example to answer with."""
    refused = desk.engine.authenticate(desk.operation("getLoan"), credentials)
    assert isinstance(refused, Refusal)
    assert (refused.status, refused.example) == (401, example)


@pytest.mark.parametrize("token", ["token-r1", "Card token-r1", "card token-r1"])
def test_a_credential_leads_to_its_rows(desk: Any, token: str) -> None:
    """The caller is made of the rows of all schemes; a tolerated prefix is cut off."""
    caller = desk.engine.authenticate(desk.operation("getLoan"), {"card": token, "desk": "desk-1"})
    assert (caller["reader"]["number"], caller["desk"]["name"]) == ("R1", "First desk")


def test_an_issued_token_ends_on_the_twins_clock(desk: Any) -> None:
    """A token holds until its lifetime is over, to the second, and is then told apart from an unknown one."""
    token = desk.engine.issue("card", FORM).body["access_token"]
    credentials = {"card": token, "desk": "desk-1"}
    operation = desk.operation("getLoan")
    desk.engine.set_clock(advance=59.999)
    assert desk.engine.authenticate(operation, credentials)["reader"]["number"] == "R1"
    desk.engine.set_clock(advance=0.001)
    assert desk.engine.authenticate(operation, credentials).example == "expired"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        (FORM, 200),
        ({**FORM, "grant_type": "client_credentials"}, 200),
        ({**FORM, "grant_type": "password"}, 400),
        ({**FORM, "client_secret": "s2"}, 400),
        ({"client_id": "reader-one"}, 400),
        ({}, 400),
    ],
)
def test_a_token_is_issued_for_the_right_form_only(engine: Engine, form: dict[str, str], status: int) -> None:
    """All fields of `match` have to fit one row; fields of `allow` may be left out, not be wrong."""
    answer = engine.issue("card", form)
    assert answer.status == status
    assert (answer.body == {"error": "invalid_client"}) is (status == 400)


def test_samples_are_credentials_that_hold(desk: Any) -> None:
    """What is shown to people lets them in."""
    samples = desk.engine.sample_credentials()
    assert samples == {"card": "token-r1", "desk": "desk-1"}
    assert not isinstance(desk.engine.authenticate(desk.operation("getLoan"), samples), Refusal)


def test_no_token_is_kept_in_plain(engine: Engine) -> None:
    """The store knows a token by its digest alone."""
    token = str(engine.issue("card", FORM).body["access_token"])  # type: ignore[index,call-overload]
    kept = engine.store.transact(lambda transaction: list(transaction.scan("$token")))
    assert token not in repr(kept)


def test_moves_are_possible_from_their_statuses(desk: Any) -> None:
    """`from` decides what can be done now, and a move from elsewhere changes nothing."""
    desk.does("createLoan", NOVEL)
    control = desk.engine.control
    possible = {move.name: move.is_possible for move in control.moves("loan", "L-N-0001")}
    assert possible == {"send": True, "comeBack": False, "mark": True}
    refused = control.move("loan", "L-N-0001", "comeBack")
    assert isinstance(refused, Refusal)
    assert refused.message == "comeBack is possible from Sent only."
    sent = control.move("loan", "L-N-0001", "send")
    assert isinstance(sent, Record)
    assert (sent.document["status"], sent.version) == ("Sent", 2)
    back = control.move("loan", "L-N-0001", "comeBack")
    assert isinstance(back, Record)
    assert (back.document["status"], back.document["note"]) == ("Back", "back")


def test_a_move_sets_places_in_lists(desk: Any) -> None:
    """A place may mean the items with a condition, all items, or a new one; the rest is as it was."""
    desk.does("createLoan", NOVEL)
    record = desk.engine.control.move("loan", "L-N-0001", "mark", {"copy": 101, "words": "torn"})
    assert record.document["copies"] == [{"copyId": 100, "seen": True}, {"copyId": 101, "seen": True, "note": "torn"}]
    assert record.document["marks"] == [{"copy": 101, "at": "2026-01-01T00:00:02Z"}]


@pytest.mark.parametrize("arguments", [{}, {"copy": "101"}, {"copy": 101, "words": ""}, [], 3])
def test_arguments_of_a_move_are_judged_by_their_schema(desk: Any, arguments: Any) -> None:
    """What the schema of `with` does not allow is refused, with the place."""
    desk.does("createLoan", NOVEL)
    refused = desk.engine.control.move("loan", "L-N-0001", "mark", arguments)
    assert isinstance(refused, Refusal)
    assert refused.status == 400
    assert refused.violations


def test_a_move_has_preconditions(desk: Any) -> None:
    """A precondition of a move refuses it in the move's own words."""
    desk.does("createLoan", NOVEL)
    refused = desk.engine.control.move("loan", "L-N-0001", "mark", {"copy": 7})
    assert (refused.status, refused.message) == (409, "There is no copy 7.")


@pytest.mark.parametrize(
    ("resource", "id_", "move"), [("x", "L", "send"), ("loan", "L", "send"), ("loan", "L-N-0007", "x")]
)
def test_what_does_not_exist_cannot_move(engine: Engine, resource: str, id_: str, move: str) -> None:
    """An unknown resource, document or move is told as such."""
    with pytest.raises(KeyError):
        engine.control.move(resource, id_, move)


def test_a_kept_state_comes_back_whole(desk: Any) -> None:
    """Documents, counters, tokens and the clock return; what was kept is not changed by what follows."""
    desk.does("createLoan", NOVEL)
    engine = desk.engine
    engine.snapshot("one")
    before = desk.does("listLoans").body, engine.clock_state()
    for _ in range(2):
        desk.does("createLoan", {**NOVEL, "title": "B"})
        desk.does("changeLoan", {**NOVEL, "title": "C"}, id="L-N-0001", tag="*")
        engine.restore("one")
        assert (desk.does("listLoans").body, engine.clock_state()) == before
    assert engine.snapshots() == ["one"]
    assert desk.does("createLoan", {**NOVEL, "title": "B"}).body["id"] == "L-N-0002"


def test_reset_leaves_the_fixtures(desk: Any) -> None:
    """After a reset there is what was there before the first call, and the same calls give the same."""
    first = desk.does("createLoan", NOVEL)
    desk.does("removeLoan", id="L-N-0007")
    desk.engine.reset()
    assert [item["id"] for item in desk.does("listLoans").body["items"]] == ["L-N-0007"]
    assert desk.does("createLoan", NOVEL) == first


def test_a_seeded_clock_moves_with_changes_only(desk: Any) -> None:
    """Reading does not move time; each change moves it by a second; it can be set and stopped."""
    engine = desk.engine
    desk.does("listLoans")
    assert engine.clock_state() == {"now": "2026-01-01T00:00:00Z", "millis": 1767225600000, "mode": "stepping"}
    desk.does("createLoan", NOVEL)
    assert engine.clock_state()["now"] == "2026-01-01T00:00:01Z"
    assert engine.set_clock(now=1_800_000_000 * SECOND)["now"] == "2027-01-15T08:00:00Z"
    assert engine.set_clock(frozen=True)["mode"] == "frozen"
    desk.does("createLoan", {**NOVEL, "title": "B"})
    assert engine.clock_state()["now"] == "2027-01-15T08:00:00Z"
    assert engine.set_clock(advance=0.5)["now"] == "2027-01-15T08:00:00.500Z"


def test_what_was_covered_is_counted(desk: Any) -> None:
    """Each answer counts by operation, status, code and precondition."""
    desk.does("createLoan", NOVEL)
    desk.is_refused("createLoan", NOVEL)
    desk.is_refused("createLoan", NOVEL)
    assert desk.engine.covered == {("createLoan", 201, "", ""): 1, ("createLoan", 409, "TAKEN", "single"): 2}


def test_any_document_can_be_put(desk: Any, desk_of: Callable[[str], Any]) -> None:
    """The administrator may bring about any state in one call, and what is put is found like all else."""
    document = {**desk.does("createLoan", NOVEL).body, "id": "L-N-0500", "branch": "South", "reader": "R2"}
    desk.engine.control.put_document("loan", "L-N-0500", document)
    other = desk_of("token-r2")
    assert other.does("getLoan", id="L-N-0500").body["id"] == "L-N-0500"
    assert other.is_refused("createLoan", NOVEL).code == "TAKEN"
    desk.engine.control.remove_document("loan", "L-N-0500")
    assert other.is_refused("getLoan", id="L-N-0500").status == 404


def test_a_full_twin_takes_no_more_documents(library: Any, desk: Any) -> None:
    """Beyond its capacity nothing is stored, and the answer has a status that the operation documents if it can."""
    small = type(desk)(Engine(library, MemoryStore(), seed=1, capacity=Capacity(documents=2)), desk.caller)
    small.engine.start()
    small.does("createLoan", NOVEL)
    refused = small.is_refused("createLoan", {**NOVEL, "title": "B"})
    assert (refused.status, refused.id) == (507, "full")
    small.does("removeLoan", id="L-N-0007")
    assert small.does("createLoan", {**NOVEL, "title": "B"}).status == 201


def test_a_full_twin_takes_no_more_files(library: Any, desk: Any) -> None:
    """Bytes of files are counted once for each content, and what has no room leaves no document behind."""
    small = type(desk)(Engine(library, MemoryStore(), seed=1, capacity=Capacity(file_bytes=5)), desk.caller)
    small.engine.start()

    def upload(title: str, content: bytes) -> Any:
        file = Upload(part="scans", name="a", media_type="image/png", content=content)
        return small.ask("uploadLoan", {"loan": {**NOVEL, "title": title}}, files=(file, file))

    assert upload("A", b"1234").status == 201
    assert upload("B", b"1234").status == 201
    assert upload("C", b"56").status == 507
    assert small.does("listLoans").body["total"] == 3
    assert upload("C", b"5").status == 201


def test_tokens_that_ended_make_room(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of tokens that are kept is bounded: those that ended go first, then the oldest."""
    monkeypatch.setattr("specwright.twin.callers._MOST_TOKENS", 3)

    def count() -> int:
        return engine.store.transact(lambda transaction: transaction.count("$token"))

    for _ in range(5):
        engine.issue("card", FORM)
    assert count() == 3
    engine.set_clock(advance=60)
    engine.issue("card", FORM)
    assert count() == 1

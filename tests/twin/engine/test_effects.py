"""Holds what effects do: create, change, move, remove, list, answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from specwright.loader import load
from specwright.model.types import Json
from specwright.twin.calls import Answer, Call, Refusal, Success, Upload
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore
from specwright.twin.store import Store

LIBRARY: Final = (Path(__file__).parents[1] / "library" / "openapi.yaml").read_text("utf-8")
NOVEL: Final[dict[str, Any]] = {"kind": "Novel", "title": "A", "copies": [{"note": "x"}, {}]}


def test_a_created_document_has_what_the_template_says(desk: Any) -> None:
    """`create` stores the template's value, and `answer` shows it in the shape of a projection."""
    answer = desk.does("createLoan", {**NOVEL, "note": "n"})
    assert answer.status == 201
    assert answer.body == {
        "id": "L-N-0001",
        "kind": "Novel",
        "title": "A",
        "note": "n",
        "reader": "R1",
        "branch": "North",
        "status": "Open",
        "createdAt": "2026-01-01T00:00:01Z",
        "copies": [{"note": "x", "copyId": 100}, {"copyId": 101}],
        "legs": [{"shelf": "A", "place": 1, "id": "G001"}, {"shelf": "B", "place": 2, "id": "G002"}],
        "history": [{"status": "Open", "at": "2026-01-01T00:00:01Z"}],
        "days": 14,
        "first": "x",
        "places": {"A": 1, "B": 2},
    }
    assert dict(answer.headers) == {"Location": "/loans/L-N-0001", "ETag": '"1"'}


def test_each_text_around_a_number_counts_for_itself(desk: Any) -> None:
    """Ids of different flows have counters of their own, and pass over ids that fixtures took."""
    ids = [desk.does("createLoan", {**NOVEL, "title": f"T{number}"}).body["id"] for number in range(8)]
    assert ids == [f"L-N-000{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9)]
    assert desk.does("createLoan", {"kind": "Atlas", "title": "M", "copies": []}).body["id"] == "L-A-0001"


def test_a_condition_leaves_items_of_each_out(desk: Any) -> None:
    """`$if` beside `$each` decides item by item."""
    assert [leg["shelf"] for leg in desk.does("createLoan", NOVEL).body["legs"]] == ["A"]


def test_a_caller_cannot_set_what_only_the_twin_writes(desk: Any) -> None:
    """Id, status and history never come from a body that is spread, neither on create nor on change."""
    forged = {**NOVEL, "id": "L-N-9999", "status": "Gone", "history": ["forged"]}
    made = desk.does("createLoan", forged).body
    assert (made["id"], made["status"], len(made["history"])) == ("L-N-0001", "Open", 1)
    desk.does("changeLoan", forged, id="L-N-0001", tag="*")
    kept = desk.does("getLoan", id="L-N-0001").body
    assert (kept["id"], kept["status"], len(kept["history"])) == ("L-N-0001", "Open", 1)


def test_a_change_keeps_ids_of_children_and_gives_new_ones(desk: Any) -> None:
    """An item that names its id keeps it; one without gets the next."""
    desk.does("createLoan", NOVEL)
    desk.does("changeLoan", {**NOVEL, "copies": [{"copyId": 101}, {"note": "new"}]}, id="L-N-0001", tag='"1"')
    assert desk.does("getLoan", id="L-N-0001").body["copies"] == [{"copyId": 101}, {"note": "new", "copyId": 102}]


def test_a_member_that_gives_nothing_is_left_out_even_if_spread(desk: Any) -> None:
    """`${?…}` without a value removes the member that a spread brought."""
    desk.does("createLoan", {**NOVEL, "note": "n"})
    desk.does("changeLoan", NOVEL, id="L-N-0001", tag="*")
    assert "note" not in desk.does("getLoan", id="L-N-0001").body


def test_versions_grow_with_each_change(desk: Any) -> None:
    """Each change has an entity tag of its own, which reads show too."""
    desk.does("createLoan", NOVEL)
    tags = [dict(desk.does("changeLoan", NOVEL, id="L-N-0001", tag="*").headers)["ETag"] for _ in range(2)]
    assert tags == ['"2"', '"3"']
    assert dict(desk.does("getLoan", id="L-N-0001").headers)["ETag"] == '"3"'


def test_a_move_changes_the_status_and_its_history(desk: Any) -> None:
    """`move` gives a document another status, and the history tells when."""
    desk.does("createLoan", NOVEL)
    assert desk.does("endLoan", id="L-N-0001").status == 204
    body = desk.does("getLoan", id="L-N-0001").body
    assert body["status"] == "Gone"
    assert body["history"] == [
        {"status": "Open", "at": "2026-01-01T00:00:01Z"},
        {"status": "Gone", "at": "2026-01-01T00:00:02Z"},
    ]


def test_a_removed_document_is_gone(desk: Any) -> None:
    """`remove` deletes a document with its children."""
    desk.does("createLoan", NOVEL)
    desk.does("removeLoan", id="L-N-0001")
    assert desk.is_refused("getLoan", id="L-N-0001").status == 404
    assert desk.is_refused("getLoan", id="100").status == 404


def test_what_a_caller_cannot_see_is_not_replaced(tmp_path: Path) -> None:
    """`existing: replace` stores over the caller's own document, and refuses where the id is somebody else's."""
    path = tmp_path / "openapi.yaml"
    text = LIBRARY.replace(
        '- create: loan\n          to:\n            ...: "${body}"\n',
        "- create: loan\n          existing: replace\n          to:\n"
        '            ...: "${body}"\n            id: "${body.title}"\n',
    )
    assert text != LIBRARY
    path.write_text(text, "utf-8")
    engine = Engine(load(path), MemoryStore(), seed=1)
    engine.start()
    operation = next(each for each in engine.service.operations if each.name.wire == "createLoan")

    def create(token: str, kind: str) -> Answer:
        caller = engine.authenticate(operation, {"card": token, "desk": "desk-1"})
        assert not isinstance(caller, Refusal)
        body: Json = {"kind": kind, "title": "L-N-0007", "copies": []}
        return engine.handle(Call(operation=operation, caller=caller, parameters={}, body=body, has_body=True))

    refused = create("token-r2", "Atlas")
    assert isinstance(refused, Refusal)
    assert refused.id == "taken-id"
    replaced = create("token-r1", "Atlas")
    assert isinstance(replaced, Success)
    record = engine.control.document("loan", "L-N-0007")
    assert record is not None
    assert (record.document["kind"], record.document["branch"]) == ("Atlas", "North")


def test_files_are_described_and_kept(desk: Any) -> None:
    """What was uploaded is listed in the document, its bytes are kept once, and its name is only a text."""
    files = tuple(
        Upload(part="scans", name="../../etc/passwd", media_type="image/png", content=content)
        for content in (b"one", b"one", b"two")
    )
    answer = desk.does("uploadLoan", {"loan": NOVEL}, files=files)
    scans = answer.body["scans"]
    assert [scan["size"] for scan in scans] == [3, 3, 3]
    assert scans[0]["name"] == "../../etc/passwd"
    assert scans[0]["digest"] == scans[1]["digest"] != scans[2]["digest"]
    store: Store = desk.engine.store
    kept = store.transact(lambda transaction: transaction.get_blob(scans[2]["digest"]))
    assert kept == b"two"


@pytest.fixture
def filled(desk: Any) -> Any:
    """Give a desk with five loans beside the one of the fixtures."""
    for title in ("A", "B", "C", "D", "E"):
        desk.does("createLoan", {**NOVEL, "title": title})
    return desk


def titles(answer: Any) -> list[str]:
    """List what was found."""
    return [item["title"] for item in answer.body["items"]]


def test_a_list_without_filters_shows_all_that_are_visible(filled: Any, desk_of: Callable[[str], Any]) -> None:
    """Every caller sees the documents of their own branch only."""
    assert titles(filled.does("listLoans")) == ["A", "B", "C", "D", "E", "Kept"]
    assert titles(desk_of("token-r2").does("listLoans")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"title": "C"}, ["C"]),
        ({"title": "c"}, []),
        ({"from": "2026-01-01T00:00:04Z"}, ["D", "E"]),
        ({"from": "2026-01-01T01:00:04+01:00", "title": "E"}, ["E"]),
        ({"copy": 103}, ["B"]),
        ({"offset": 1, "limit": 2}, ["B", "C"]),
        ({"offset": 1, "limit": 2, "desc": True}, ["E", "D"]),
        ({"offset": 50}, []),
    ],
)
def test_a_list_obeys_its_query(filled: Any, query: dict[str, Any], found: list[str]) -> None:
    """Filters count where their parameter was sent; sorting and paging come after them."""
    assert titles(filled.does("listLoans", query=query)) == found


def test_a_page_tells_its_place(filled: Any) -> None:
    """`page` counts all that was found, and what of it is shown."""
    body = filled.does("listLoans", query={"offset": 4, "limit": 5}).body
    assert (body["total"], body["returned"], body["first"]) == (6, 2, 4)


def test_a_projection_can_be_chosen_by_the_query(filled: Any) -> None:
    """`$if` chooses between two shapes of the same documents."""
    short = filled.does("listLoans", query={"short": True, "limit": 1}).body["items"]
    assert short == [{"id": "L-N-0001", "title": "A", "status": "Open", "label": "Loan L-N-0001 of R1", "note": "none"}]


def test_two_engines_with_one_seed_say_the_same(desk: Any, library: Any) -> None:
    """Ids, children, times and tokens follow from the seed and the calls."""
    from specwright.twin.engine import Engine
    from specwright.twin.memory_store import MemoryStore

    other = type(desk)(Engine(library, MemoryStore(), seed=1), desk.caller)
    other.engine.start()
    form = {"client_id": "reader-one", "client_secret": "s1"}
    for each in (desk, other):
        each.does("createLoan", NOVEL)
        each.token = each.engine.issue("card", form).body
    assert desk.does("listLoans") == other.does("listLoans")
    assert desk.token == other.token


def test_an_index_that_nobody_asks_for_hides_no_other(tmp_path: Path) -> None:
    """Inside a second `$each`, the index of the first is what it was, whatever its name."""
    path = tmp_path / "openapi.yaml"
    inner = '{$each: stored.copies, $as: copy, $do: "${index}"}'
    text = LIBRARY.replace(
        'headers: {Location: "/loans/${stored.id}"}, body: {$project: full, $of: stored}}',
        f"body: {{$each: stored.legs, $as: leg, $index: index, $do: {inner}}}}}",
    )
    assert text != LIBRARY
    path.write_text(text, "utf-8")
    engine = Engine(load(path), MemoryStore(), seed=1)
    engine.start()
    operation = next(each for each in engine.service.operations if each.name.wire == "createLoan")
    caller = engine.authenticate(operation, {"card": "token-r1", "desk": "desk-1"})
    assert not isinstance(caller, Refusal)
    answer = engine.handle(
        Call(
            operation=operation,
            caller=caller,
            body={**NOVEL, "note": "n"},
            has_body=True,
            media_type="application/json",
        )
    )

    assert isinstance(answer, Success)
    assert answer.body == [[0, 0], [1, 1]]

"""Holds that a wrong declaration is told with its place, what is wrong, and what would be right."""

from pathlib import Path
from typing import Final

import pytest

from specwright.loader import load
from specwright.model.errors import DescriptionError
from specwright.twin.engine import Engine
from specwright.twin.memory_store import MemoryStore

LIBRARY: Final = (Path(__file__).parents[1] / "library" / "openapi.yaml").read_text("utf-8")

# What is replaced in the library, by what, and what is told about it.
WRONG: Final = {
    "an unknown key of a resource": ("    visible: item", "    visibel: item", "'visibel' is not known here"),
    "no schema": ('    schema: {$ref: "#/components/schemas/StoredLoan"}\n', "", "'schema' is missing"),
    "an id that the schema lacks": (
        'id: {member: id, text: "L-',
        'id: {member: number, text: "L-',
        "no member 'number'",
    ),
    "a status that the schema lacks": ("initial: Open", "initial: Opened", "'Opened' is no status of 'loan'"),
    "a move to no status": ("to: Back,", "to: Behind,", "'Behind' is no status of 'loan'"),
    "an effect to no status": ("to: Gone", "to: Away", "'Away' is no status of 'loan'"),
    "a history that is no list": ("history: {member: history", "history: {member: title", "'title' is no list"),
    "children nowhere": ('at: "copies[]"', 'at: "books[]"', "no member 'books'"),
    "children that are no list": ('at: "copies[]"', 'at: "title[]"', "'title' is no list"),
    "children without brackets": ('at: "copies[]"', 'at: "copies"', "leads to no items of a list"),
    "children without ids": (
        "id: {member: copyId, type: integer, start: 100}",
        "id: {member: copyId}",
        "ids of children",
    ),
    "an expression of an unknown name": (
        "item.branch == caller",
        "item.branch == called",
        "nothing is called 'called'",
    ),
    "an expression without a guard": (
        "${caller.reader.number} is nobody",
        "${caller.reader.user} is nobody",
        "is optional",
    ),
    "an expression with no end": ('label: "Loan ${item.id} of', 'label: "Loan ${item.id of', "has no end"),
    "a list inside a text": ('of ${item.reader}"', 'of ${item.copies}"', "cannot stand inside a text"),
    "a key that is no text": ("$key: leg.shelf", "$key: leg.place", "a key must be a text"),
    "an operator nobody knows": ("{$project: full, $of: stored}", "{$shape: full}", "'$shape' is no operator"),
    "a projection of nothing": ("{$project: full, $of: stored}", "{$project: full}", "$project needs a document"),
    "an unknown projection": ("{$project: full, $of: stored}", "{$project: long, $of: stored}", "no projection 'long'"),
    "a projection of no document": (
        "{$project: full, $of: stored}",
        "{$project: full, $of: body}",
        "no projection 'full'",
    ),
    "a place that does not exist": ('"copies[*].seen": true', '"copies[*].sight": true', "no member 'sight'"),
    "a place behind a new item": ('"marks[]": {', '"marks[].copy": {', "a place ends there"),
    "a place that is no list": ('"copies[*].seen": true', '"title[*]": true', "'title' is no list"),
    "a place that cannot be read": ('"copies[*].seen": true', '"copies[c c].seen": true', "no place in a document"),
    "a step without a word": ("{remove: stored}", "{delete: stored}", "a step needs one of these words"),
    "a step with two words": ("{remove: stored}", "{remove: stored, let: {}}", "one word, not 2"),
    "a document that nobody found": ("{remove: stored}", "{remove: other}", "'other' is no document"),
    "a tag of nothing": ("{id: current, match: stored", "{id: current, match: loan", "'loan' is no document"),
    "an id twice": ("id: current, match", "id: known, match", "the id 'known' is taken"),
    "an id missing": ("{id: current, match", "{match", "an id is missing"),
    "an unknown resource": ("- create: loan\n          to:\n", "- create: lend\n          to:\n", "no resource 'lend'"),
    "an unknown child": ("absent: [copy, leg]", "absent: [copy, arm]", "no resource or child 'arm'"),
    "absence of nothing in particular": ("absent: [copy, leg], by: sent.id", "absent: [copy, leg]", "needs `by`"),
    "a code without a response": ("code: STALE", "code: STALER", "documents the code 'STALER'"),
    "a status without a response": (
        "{id: current, match: stored, code: STALE}",
        "{id: current, match: stored, status: 428}",
        "no response 428",
    ),
    "an answer without a response": ("answer: {status: 201, etag", "answer: {status: 202, etag", "no response 202"),
    "a rule that always holds": ("rule: \"stored.status == 'Open'\"", "rule: has(stored.status)", "always true"),
    "a filter of no parameter": (
        "            title: item.title == query",
        "            name: item.title == query",
        "no query parameter 'name'",
    ),
    "a member that the schema lacks": (
        '            reader: "${caller.reader.number}"\n',
        "            readr: x\n",
        "no member 'readr'",
    ),
    "a table without its key": ("{key: desk-1, name: First desk}", "{name: First desk}", "a text under 'key'"),
    "a key twice": ("{kind: Atlas, shelves", "{kind: Novel, shelves", "the key of an earlier row"),
    "a document without an id twice": (
        "[{id: L-N-0007",
        "[{id: L-N-0007, kind: Novel, title: x, branch: x, copies: []}, {id: L-N-0007",
        "cannot be stored",
    ),
    "callers from no table": ("table: desks", "table: counters", "no fixture table 'counters'"),
    "callers of no scheme": ("  desk: {as: desk", "  counter: {as: desk", "no security scheme 'counter'"),
    "a column that no row has": ("column: key}", "column: code}", "no row of 'desks' has 'code'"),
    "a flow that matches no column": (
        "client_secret: secret}",
        "client_secret: password}",
        "no row of 'readers' has 'password'",
    ),
    "a status that is none": ('  "401": {message', '  "40": {message', "'40' is no status"),
    "an alias that is no text": ("aliases: {titel: title}", "aliases: {titel: 3}", "a map of texts"),
    "parts of an unknown kind": ("{parts: loose}", "{parts: free}", "only `loose` is known"),
    "a word for existing": (
        "- create: loan\n          to:\n",
        "- create: loan\n          existing: keep\n          to:\n",
        "'keep' is not known here",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_declaration_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    """The message says what is wrong, and file and line are those of the declaration."""
    old, new, told = WRONG[name]
    assert old in LIBRARY
    path = tmp_path / "openapi.yaml"
    text = LIBRARY.replace(old, new, 1)
    path.write_text(text, "utf-8")
    with pytest.raises(DescriptionError) as caught:
        Engine(load(path), MemoryStore(), seed=1).start()
    problems = [problem for problem in caught.value.problems if told in problem.what]
    assert problems, str(caught.value)
    assert problems[0].where.file.endswith("openapi.yaml")
    line = text[: text.index(new) if new else LIBRARY.index(old)].count("\n") + 1
    assert 0 < problems[0].where.line <= line + 2
    assert problems[0].where.column > 0


def test_mistakes_of_several_operations_are_told_together(tmp_path: Path) -> None:
    """An author sees what is wrong with each operation in one go."""
    path = tmp_path / "openapi.yaml"
    path.write_text(LIBRARY.replace("to: Gone", "to: Away").replace("{remove: stored}", "{remove: other}"), "utf-8")
    with pytest.raises(DescriptionError) as caught:
        Engine(load(path), MemoryStore())
    assert len(caught.value.problems) == 2


def test_the_library_itself_is_sound(tmp_path: Path) -> None:
    """What the cases above break is right as it stands."""
    path = tmp_path / "openapi.yaml"
    path.write_text(LIBRARY, "utf-8")
    service = load(path)
    Engine(service, MemoryStore(), seed=1).start()
    assert service.warnings == ()

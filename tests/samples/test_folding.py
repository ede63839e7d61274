"""Holds what is left of an expression when some of its names are known."""

from __future__ import annotations

from typing import Final

import pytest

from specwright.model.types import Json
from specwright.rules import Snippet
from specwright.rules.nodes import Name
from specwright.rules.parser import parse
from specwright.rules.render import render
from specwright.samples.folding import Names, fold
from specwright.samples.known import Known, UntoldError, expression, plain

CALLER: Final[Json] = {"shop": {"name": "Ada", "open": True, "rank": 3, "note": None, "tags": ["a", "b"]}}
FIXTURES: Final[Json] = {
    "people": {
        "ann": {"known": True, "home": "Lyon", "age": 30},
        "bob": {"known": False, "home": "Metz"},
        "cid": {"known": True, "home": "Caen", "age": 40},
    },
    "none": {},
}


def left(text: str, **let: str) -> str:
    """Write what is left of an expression."""
    names = Names(
        {"body": Name(start=0, end=0, name="self"), "caller": Known(CALLER), "fixtures": Known(FIXTURES)},
    )
    for name, definition in let.items():
        names = names.having(name, parse(Snippet(definition)))
    return render(plain(expression(fold(parse(Snippet(text)), names))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caller.shop.name == 'Ada'", "true"),
        ("caller.shop.name != 'Ada'", "false"),
        ("'Ada' == caller.shop.name", "true"),
        ("has(caller.shop.note)", "false"),
        ("has(caller.shop.open) && caller.shop.open", "true"),
        ("!caller.shop.open", "false"),
        ("-caller.shop.rank", "-3"),
        ("caller.shop.rank < body.n", "3 < self.n"),
        ("size(caller.shop.tags) + size(caller.shop.name)", "2 + 3"),
        ("size(fixtures.people)", "3"),
        ("caller.shop.tags[1]", "'b'"),
        ("caller.shop['name']", "'Ada'"),
        ("body.x in caller.shop.tags", "self.x in ['a', 'b']"),
        ("'a' in caller.shop.tags && 'z' in caller.shop.tags", "false"),
        ("has(caller.shop.note) ? body.x : body.y", "self.y"),
        ("{'a': caller.shop.rank}['a'] == 3", "true"),
        ("[caller.shop.rank, 4].exists(n, n == body.n)", "self.n == 3 || self.n == 4"),
        ("[body.n, 4].exists(n, n == 4)", "[self.n, 4].exists(n, n == 4)"),
        ("{body.x: 1}[body.x] == 1", "{self.x: 1}[self.x] == 1"),
        ("body.items.all(i, i.x.startsWith(caller.shop.name))", "self.items.all(i, i.x.startsWith('Ada'))"),
        ("body.items.map(i, i.n > 0, i.n + caller.shop.rank)", "self.items.map(i, i.n > 0, i.n + 3)"),
    ],
)  # fmt: skip
def test_what_is_known_is_worked_out(text: str, expected: str) -> None:
    """Values of the caller stand where its names stood; what they decide is gone."""
    assert left(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("body.x in fixtures.people", "self.x in ['ann', 'bob', 'cid']"),
        ("body.x in fixtures.none", "false"),
        ("fixtures.people[body.x].known", "self.x in ['ann', 'cid']"),
        ("!fixtures.people[body.x].known", "self.x in ['bob']"),
        ("body.x in fixtures.people && fixtures.people[body.x].known", "self.x in ['ann', 'cid']"),
        ("body.x in ['ann', 'bob'] && fixtures.people[body.x].known", "self.x in ['ann']"),
        ("body.x in ['ann', 'dan'] && fixtures.people[body.x].known", "self.x in ['ann', 'dan'] && self.x in ['ann', 'cid']"),
        ("body.x in ['ann'] || body.x in ['dan']", "self.x in ['ann', 'dan']"),
        ("body.x in ['ann'] && body.x in ['dan']", "false"),
        ("fixtures.people[body.x].home == body.home", "{'ann': 'Lyon', 'bob': 'Metz', 'cid': 'Caen'}[self.x] == self.home"),
        ("fixtures.people[body.x].age > 18", "{'ann': 30, 'cid': 40}[self.x] > 18"),
        ("has(fixtures.people[body.x].age)", "self.x in ['ann', 'cid']"),
        ("fixtures.people['bob'].home == body.home", "self.home == 'Metz'"),
        ("fixtures.people.bob.known || body.b", "self.b"),
        ("fixtures.people.exists(p, fixtures.people[p].home == body.home)", "self.home == 'Lyon' || self.home == 'Metz' || self.home == 'Caen'"),
        ("fixtures.none.all(p, body.b)", "true"),
        ("fixtures.none.exists(p, body.b)", "false"),
        ("fixtures.none.exists_one(p, body.b)", "false"),
        ("size(fixtures.none.filter(p, body.b)) == 0", "true"),
        ("fixtures.people.filter(p, body.b == fixtures.people[p].known) == []", "['ann', 'bob', 'cid'].filter(p, self.b == {'ann': true, 'bob': false, 'cid': true}[p]) == []"),
        ("(fixtures.people[body.x].known) == body.b", "{'ann': true, 'bob': false, 'cid': true}[self.x] == self.b"),
        ("body.b ? fixtures.people[body.x].known : body.c", "self.b ? self.x in ['ann', 'cid'] : self.c"),
        ("body.items.exists(i, fixtures.people[i.x].known)", "self.items.exists(i, i.x in ['ann', 'cid'])"),
    ],
)  # fmt: skip
def test_tables_become_lists_and_maps(text: str, expected: str) -> None:
    """A document's key is looked up among those of the rows that say what is asked."""
    assert left(text) == expected


@pytest.mark.parametrize(
    ("text", "let", "expected"),
    [
        ("who in fixtures.people", {"who": "has(body.x) ? body.x : 'ann'"}, "!has(self.x) || self.x in ['ann', 'bob', 'cid']"),
        ("who in fixtures.people", {"who": "has(body.x) ? body.x : 'dan'"}, "has(self.x) && self.x in ['ann', 'bob', 'cid']"),
        ("who in fixtures.people", {"who": "has(body.x) ? 'ann' : body.y"}, "has(self.x) || self.y in ['ann', 'bob', 'cid']"),
        ("who in fixtures.people", {"who": "has(body.x) ? 'ann' : 'dan'"}, "has(self.x)"),
        ("who in fixtures.people", {"who": "has(body.x) ? 'dan' : 'ann'"}, "!has(self.x)"),
        ("who in fixtures.people", {"who": "has(body.x) ? 'bob' : 'ann'"}, "true"),
        ("!(who in fixtures.people)", {"who": "has(body.x) ? body.x : 'ann'"}, "has(self.x) && !(self.x in ['ann', 'bob', 'cid'])"),
        ("who == 'ann'", {"who": "has(body.x) ? body.x : body.y"}, "has(self.x) ? self.x == 'ann' : self.y == 'ann'"),
        ("who in fixtures.people && fixtures.people[who].known", {"who": "has(body.x) ? body.x : 'ann'"}, "!has(self.x) || self.x in ['ann', 'cid']"),
        ("who in fixtures.people", {"who": "1 / body.n == 1 ? body.x : 'ann'"}, "1 / self.n == 1 ? self.x in ['ann', 'bob', 'cid'] : true"),
        ("body.items.all(i, xs.exists(x, x == i.x))", {"xs": "body.items.map(i, i.y)"}, "self.items.all(i, self.items.map(i2, i2.y).exists(x, x == i.x))"),
        ("b", {"a": "caller.shop.rank", "b": "a + a"}, "3 + 3"),
    ],
)  # fmt: skip
def test_names_stand_for_what_they_were_given(text: str, let: dict[str, str], expected: str) -> None:
    """An alternative is decided as far as it is known, and loops keep variables of their own."""
    assert left(text, **let) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("query.limit > 3", "it asks for `query`"),
        ("body.b && stored.open", "it asks for `stored`"),
        ("caller.shop.note == 'x'", "there is no `note`"),
        ("caller.shop.name.first == 'x'", "there is no `first`"),
        ("caller.shop.tags[2] == 'x'", "there is no item 2"),
        ("fixtures.people['dan'].known", "there is no 'dan'"),
        ("fixtures.people[body.x] == body.y", "it takes a whole row"),
        ("fixtures.none[body.x].known", "it takes a whole row"),
    ],
)
def test_what_nobody_can_tell_is_said(text: str, told: str) -> None:
    """An expression that needs more than there is has no value, and the reason is named."""
    with pytest.raises(UntoldError, match=told.replace("[", r"\[")):
        left(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stored.open && !caller.shop.open", "false"),
        ("caller.shop.open || stored.open", "true"),
        ("caller.shop.open ? body.b : stored.open", "self.b"),
        ("[1].exists(n, stored.open || caller.shop.open)", "true"),
    ],
)
def test_what_is_decided_anyway_needs_no_more(text: str, expected: str) -> None:
    """One side that decides makes up for another one that nobody can tell."""
    assert left(text) == expected

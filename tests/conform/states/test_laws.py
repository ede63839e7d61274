"""Holds that each law of the phase shows the fault that it is about, and no fault where there is none."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from conform.states.faulty import TextFault, WireFault, answering, kit, played, text_twin
from specwright.conform.exchanges import Exchange, Request, Response, Send
from specwright.conform.results import Verdict
from specwright.model.service import Service

TEXT_FAULTS: Final = {
    "a precondition is not asked": TextFault(
        "tool-known", "rule: body.tool in fixtures.tools", "rule: body.tool != 'nothing'"
    ),
    "another code is told": TextFault(
        "not-lent",
        "rule: stored.status != 'lent', code: LOAN_CLOSED",
        "rule: stored.status != 'lent', code: TOOL_TAKEN",
    ),
    "a rule about changes is gone": TextFault(
        "tool-unchanged", "rule: self.tool == oldSelf.tool", "rule: self.tool == oldSelf.tool || self.days > 0"
    ),
    "only one's own documents count": TextFault("precondition tool-free", "among: all, ", ""),
    "what came back counts still": TextFault("precondition tool-free", "where: other.status != 'back', ", ""),
    "what is empty is lost": TextFault(
        "stored-equals-sent",
        '{...: "${body}", shop: "${caller',
        '{...: "${body}", note: {$if: has(body.note) && size(body.note) > 0, $then: "${body.note}"}, shop: "${caller',
    ),
    "a computed member is computed otherwise": TextFault(
        "stored-equals-sent",
        'fee: "${fixtures.tools[body.tool].fee * body.days}"}\n        - {answer: {status: 201',
        'fee: "${fixtures.tools[body.tool].fee + body.days}"}\n        - {answer: {status: 201',
    ),
    "a change forgets a member": TextFault(
        "stored-equals-sent", 'madeAt: "${stored.madeAt}"', 'note: "as before", madeAt: "${stored.madeAt}"'
    ),
    "the tag is always the same": TextFault("tag-follows-changes", "version: '\"{version}\"'", "version: '\"one\"'"),
    "a later precondition is asked first": TextFault(
        "precondition-order",
        """        - {id: current, match: stored, message: Changed since.}
        - {id: open, rule: stored.status == 'open', code: LOAN_CLOSED, message: Too late.}
""",
        """        - {id: open, rule: stored.status == 'open', code: LOAN_CLOSED, message: Too late.}
        - {id: current, match: stored, message: Changed since.}
""",
    ),
    "old tags do": TextFault("conditional-change", "- {id: current, match: stored, message: Changed since.}", ""),
    "others see it": TextFault(
        "other-caller", "visible: item.shop == caller.member.shop", 'visible: "item.shop != caller.member.name"'
    ),
    "a filter is not looked at": TextFault(
        "filter", "status: item.status == query.status", "status: item.status == query.status || item.days > 0"
    ),
    "a bound is left out": TextFault(
        "filter", "timestamp(item.madeAt) >= timestamp(query.since)", "timestamp(item.madeAt) > timestamp(query.since)"
    ),
    "the order is never turned": TextFault("pages", "descending: query.desc", "descending: query.desc && false"),
    "a page has one more": TextFault("pages", "limit: query.limit", "limit: query.limit + 1"),
    "pages overlap": TextFault(
        "pages", "offset: query.offset", "offset: 'query.offset > 1 ? query.offset - 1 : query.offset'"
    ),
    "what is gone is there": TextFault(
        "deletion", "x-effects: [{remove: stored}]", "x-effects: [{change: stored, set: {note: gone}}]"
    ),
    "a move leads elsewhere": TextFault("moves", "from: [lent], to: back", "from: [lent], to: open"),
    "a move is made from anywhere": TextFault("moves", "from: [open], to: lent", "from: [], to: lent"),
    "a status is not looked at": TextFault(
        "operations-by-state", "rule: stored.status == 'open'", "rule: stored.status != 'lent'"
    ),
    "tokens are for all": TextFault("token", "match: {user: name, password: secret}", "match: {user: name}"),
    "tokens last longer": TextFault("token", "lifetime: 600", "lifetime: 6000"),
    "totals are of the page": TextFault(
        "pages",
        '{total: "${page.total}", items: {$project: full, $each: page.items}}',
        '{total: "${page.returned}", items: {$project: full, $each: page.items}}',
    ),
}


def _remembering(send: Send) -> Send:
    """Change a document although the change was refused."""

    def sending(request: Request, /) -> Exchange:
        exchange = send(request)
        answer = exchange.response
        if request.method == "PUT" and answer is not None and answer.status == 415:
            id_ = request.target.rpartition("/")[2]
            headers = (("Content-Type", "application/json"),)
            move = Request(
                operation="",
                method="POST",
                target=f"/__twin/resources/loan/{id_}/moves/lend",
                headers=headers,
                body=b"{}",
            )
            send(move)
        return exchange

    return sending


def _ever_new(send: Send) -> Send:
    """Give another tag with each read."""
    numbers = itertools.count(1)

    def change(request: Request, answer: Response) -> Response:
        tag = f'"{next(numbers)}"'
        headers = tuple((name, tag if name == "etag" else value) for name, value in answer.headers)
        return replace(answer, headers=headers) if request.method == "GET" else answer

    return answering(change)(send)


def _one_id(request: Request, answer: Response) -> Response:
    """Call every document by one name."""
    del request
    return replace(answer, body=answer.body.replace(b'"L0002"', b'"L0001"').replace(b'"L0003"', b'"L0001"'))


def _twice_in_history(request: Request, answer: Response) -> Response:
    """Tell the first entry of each history twice."""
    if request.method != "GET" or b'"history":[' not in answer.body:
        return answer
    head, _, rest = answer.body.partition(b'"history":[')
    entry = rest[: rest.index(b"}") + 1]
    return replace(answer, body=head + b'"history":[' + entry + b"," + rest)


WIRE_FAULTS: Final = {
    "a refused change is kept": WireFault("refused-change", _remembering),
    "tags change by themselves": WireFault("tag-follows-changes", _ever_new),
    "ids come again": WireFault("list-equals-reads", answering(_one_id)),
    "history has more than happened": WireFault("lives", answering(_twice_in_history)),
}


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    """The sound twin passes, only what cannot be is out of reach, and each law has a case."""
    results = list(played(kit().service))

    # No loan has an unknown tool, so none is in the way of one.
    out = "states/createLoan/precondition-order/tool-known, tool-free"
    odd = {result.case.id: result for result in results if result.verdict is not Verdict.PASS}
    assert {name: (result.verdict, result.failures) for name, result in odd.items()} == {out: (Verdict.UNREACHABLE, ())}
    assert "of 9 calls that tool-known refuses" in odd[out].reason
    laws = {fault.law for fault in TEXT_FAULTS.values()} | {fault.law for fault in WIRE_FAULTS.values()}
    assert laws <= {result.case.aim.name for result in results}
    assert len({result.case.id for result in results}) == len(results)


@pytest.mark.parametrize("name", TEXT_FAULTS)
def test_a_law_shows_its_fault(name: str, tmp_path: Path) -> None:
    """A twin that behaves as a changed description says fails a case of the law that the change breaks."""
    fault = TEXT_FAULTS[name]

    assert _found(fault.law, text_twin(fault, tmp_path), None)


@pytest.mark.parametrize("name", WIRE_FAULTS)
def test_a_law_shows_what_no_description_can_say(name: str) -> None:
    """A service that forgets what it promised on the wire fails a case of the law that it breaks."""
    fault = WIRE_FAULTS[name]

    assert _found(fault.law, kit().service, fault.wrap)


def _found(law: str, service: Service, wrap: Callable[[Send], Send] | None) -> bool:
    results = played(service, wrap)
    return any(result.verdict is Verdict.FAIL and result.case.aim.name == law for result in results)

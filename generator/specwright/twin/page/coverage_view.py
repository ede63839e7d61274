"""Turns what was provoked so far into a table for each operation: statuses, codes and rules, forced answers apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from specwright.model.service import Operation
from specwright.twin.engine import Engine
from specwright.twin.page.heard import tone_of
from specwright.twin.page.rule_list import RuleList
from specwright.twin.page.shelves import statuses_of
from specwright.twin.preferences import parse_preferences

__all__ = ["Coverage", "Mark", "OperationCoverage", "Share", "coverage_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing that may be provoked, how often it was, and how often it was only asked for by name."""

    name: str
    note: str = ""
    tone: str = ""
    count: int = 0
    forced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of how many, and how many more were only forced."""

    label: str
    done: int
    forced: int
    total: int

    @property
    def percent(self) -> int:
        """Give the share in whole percents; all is told of all only."""
        return self.done * 100 // self.total if self.total else 100

    @property
    def forced_percent(self) -> int:
        """Give the share of those that were only forced."""
        return self.forced * 100 // self.total if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationCoverage:
    """One operation; ``others`` are outcomes that no list of the description has.

    ``strange`` are codes that were asked for by name, and that only other operations document, or none.
    """

    name: str
    method: str
    path: str
    summary: str
    calls: int
    statuses: tuple[Mark, ...]
    codes: tuple[Mark, ...]
    rules: tuple[Mark, ...]
    strange: tuple[Mark, ...]
    others: tuple[Mark, ...]

    @property
    def shares(self) -> tuple[Share, ...]:
        """Count each kind of mark that there is."""
        kinds = (("statuses", self.statuses), ("codes", self.codes), ("rules", self.rules))
        return tuple(_share(label, marks) for label, marks in kinds if marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The whole service; ``stages`` are the statuses that documents have or had, by resource."""

    shares: tuple[Share, ...]
    operations: tuple[OperationCoverage, ...]
    stages: Mapping[str, tuple[Mark, ...]]


def coverage_of(engine: Engine, rules: RuleList, forced: Mapping[tuple[str, str], int]) -> Coverage:
    """Tell what was provoked, and what was not."""
    covered = dict(engine.covered)
    asked = _forced(forced)
    operations = tuple(
        _operation(engine, operation, rules.of(operation), covered, asked) for operation in engine.service.operations
    )
    stages = {name: marks for name in engine.behaviour.resources if (marks := _stages(engine, name))}
    named = [Mark(name=code.name.wire) for code in engine.service.error_codes]
    codes = _distinct([*named, *(mark for operation in operations for mark in (*operation.codes, *operation.strange))])
    shares = [
        _share("operations", [Mark(name=each.name, count=each.calls) for each in operations]),
        _share("statuses", [mark for each in operations for mark in each.statuses]),
        *([_share("codes", codes)] if codes else []),
        _share("rules", [mark for each in operations for mark in each.rules]),
    ]
    return Coverage(shares=tuple(each for each in shares if each.total), operations=operations, stages=stages)


def _operation(
    engine: Engine,
    operation: Operation,
    rules: Mapping[str, str],
    covered: Mapping[tuple[str, int, str, str], int],
    asked: Mapping[tuple[str, str], int],
) -> OperationCoverage:
    name = operation.name.wire
    own = {key[1:]: count for key, count in covered.items() if key[0] == name}
    by_status, by_code, by_rule = Counter[str](), Counter[str](), Counter[str]()
    for (status, code, rule), count in own.items():
        by_status[_documented(operation, status)] += count
        by_code[code] += count
        by_rule[rule] += count
    statuses = tuple(
        Mark(
            name=response.status,
            note=response.docs.description[:200],
            tone=tone_of(int(response.status)) if response.status.isdecimal() else "plain",
            count=by_status[response.status],
            forced=asked.get((name, response.status), 0),
        )
        for response in operation.responses
    )
    documented = dict.fromkeys(code for response in operation.responses for code in response.error_codes)
    described = {code.name.wire: code.description for code in engine.service.error_codes}
    known = {mark.name for mark in statuses}
    return OperationCoverage(
        name=name,
        method=operation.method.upper(),
        path=operation.path,
        summary=operation.summary,
        calls=sum(own.values()),
        statuses=statuses,
        codes=tuple(
            Mark(name=code, note=described.get(code, ""), count=by_code[code], forced=asked.get((name, code), 0))
            for code in documented
        ),
        rules=tuple(Mark(name=rule, note=note, count=by_rule[rule]) for rule, note in rules.items()),
        strange=tuple(
            Mark(name=code.name.wire, note=code.description, forced=asked[name, code.name.wire])
            for code in engine.service.error_codes
            if code.name.wire not in documented and (name, code.name.wire) in asked
        ),
        others=(
            *(Mark(name=status, count=count) for status, count in sorted(by_status.items()) if status not in known),
            *(Mark(name=id_, count=count) for id_, count in sorted(by_rule.items()) if id_ and id_ not in rules),
        ),
    )


def _documented(operation: Operation, status: int) -> str:
    """Name the response that documents a status."""
    known = {response.status for response in operation.responses}
    spelled = (str(status), f"{status // 100}XX", "default")
    return next((each for each in spelled if each in known), str(status))


def _forced(forced: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Count forced answers by operation and what was named: a code or a status."""
    found = Counter[tuple[str, str]]()
    for (operation, text), count in dict(forced).items():
        preferences = parse_preferences([text])
        for named in {preferences.code, preferences.error} - {""}:
            found[operation, named] += count
    return dict(found)


def _stages(engine: Engine, resource: str) -> tuple[Mark, ...]:
    names = statuses_of(engine, resource)
    rule = engine.behaviour.resources[resource].status
    if not names or rule is None:
        return ()
    seen = Counter[str]()
    for record in engine.store.transact(lambda transaction: list(transaction.scan(resource)), is_read=True):
        history = record.document.get(rule.history)
        texts = {str(record.document.get(rule.member))}
        for entry in history if isinstance(history, list) else []:
            if isinstance(entry, dict):
                texts |= {value for value in entry.values() if isinstance(value, str)}
        seen.update(texts)
    return tuple(Mark(name=name, tone=hue, count=seen[name]) for name, hue in names.items())


def _share(label: str, marks: list[Mark] | tuple[Mark, ...]) -> Share:
    done = sum(mark.count > 0 for mark in marks)
    forced = sum(not mark.count and mark.forced > 0 for mark in marks)
    return Share(label=label, done=done, forced=forced, total=len(marks))


def _distinct(marks: list[Mark]) -> list[Mark]:
    """Count a code once, however many operations document it."""
    found: dict[str, Mark] = {}
    for mark in marks:
        known = found.get(mark.name, Mark(name=mark.name))
        found[mark.name] = Mark(name=mark.name, count=known.count + mark.count, forced=known.forced + mark.forced)
    return list(found.values())

"""Prepares requests that are wrong before their values are looked at: method, credentials, media type, bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from specwright.conform.answers import content_of_requests
from specwright.conform.drafts import Draft, write
from specwright.conform.expectations import Refusal
from specwright.conform.prepared import Change, Prepared
from specwright.conform.results import Aim, Kind, Side
from specwright.conform.subjects import Subject
from specwright.conform.supplies import UndrawableError
from specwright.model.service import HttpScheme, MediaType, MediaTypeKind, Oauth2Scheme, OtherScheme

__all__ = ["Defect", "credential_defects", "media_type_defects", "method_defects", "unreadable_defects", "wrong_aims"]

_METHODS: Final = ("PATCH", "DELETE", "PUT", "POST", "GET")
_UNKNOWN: Final = "wrong-credential"
_DEEP: Final = 150
# What Python reads as JSON although it is none, or what has no meaning.
_ODD: Final = frozenset({"nan", "twice", "deep", "half", "huge"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """One way to make a request wrong: ``stage`` is the stage that refuses it, in the order of the stages."""

    name: str
    stage: int
    story: str
    change: Change
    refusal: Refusal


def wrong_aims(subject: Subject) -> Iterator[Iterator[Prepared]]:
    """Give the cases of each kind of mistake."""
    for kind, defects in (
        ("method", method_defects(subject)),
        ("credentials", credential_defects(subject)),
        ("media-type", media_type_defects(subject)),
        ("unreadable", unreadable_defects(subject)),
        ("undecodable", undecodable_defects(subject)),
    ):
        yield _cases(subject, kind, defects)


def _cases(subject: Subject, kind: str, defects: Iterator[Defect]) -> Iterator[Prepared]:
    try:
        for defect in defects:
            status = defect.refusal.status or "4XX"
            aim = Aim(operation=subject.name, kind=Kind.STATUS, name=status, place="request", code=defect.refusal.code)
            yield subject.wrong(f"{kind}/{defect.name}", aim, defect.change, defect.refusal, defect.story)
    except UndrawableError as error:
        aim = Aim(operation=subject.name, kind=Kind.STATUS, name="4XX", place="request")
        yield subject.never(f"request/{kind}", aim, Side.OUTSIDE, f"there is no acceptable call: {error}")


def method_defects(subject: Subject) -> Iterator[Defect]:
    """Send a method that the path does not have; of the operations of one path, the first one asks."""
    path = subject.operation.path
    here = [each for each in subject.kit.service.operations if each.path == path]
    known = {each.method.upper() for each in here}
    if here[0] is not subject.operation:
        return
    status = subject.documented_status(405)
    allow = (("Allow", ", ".join(sorted(known))),) if status else ()
    # A path that is written out may be that of a placeholder as well, with methods of its own.
    wider = {each.method.upper() for each in subject.kit.service.operations if _covers(each.path, path)}
    allow = allow if wider <= known else ()
    known |= wider
    for method in [method for method in _METHODS if method not in known][:2]:

        def change(draft: Draft, method: str = method) -> Draft:
            return replace(draft, method=method)

        refusal = Refusal(status=status, is_any_code=True, headers=allow)
        yield Defect(name=method, stage=0, story=f"the method {method}", change=change, refusal=refusal)


def _covers(template: str, path: str) -> bool:
    """Say whether all paths of one template are paths of another."""
    pairs = list(zip(template.split("/"), path.split("/"), strict=False))
    return template.count("/") == path.count("/") and all(one == other or "{" in one for one, other in pairs)


def credential_defects(subject: Subject) -> Iterator[Defect]:
    """Leave each credential out, and send one that nobody has."""
    operation = subject.operation
    if not operation.security or any(not alternative for alternative in operation.security):
        return
    is_only = len(operation.security) == 1
    for key in operation.security[0]:
        scheme = subject.kit.service.security_schemes.get(key)
        if scheme is None or isinstance(scheme, OtherScheme):
            continue
        keys = frozenset({key}) if is_only else frozenset(subject.kit.service.security_schemes)
        yield _credentials(subject, key, "missing", f"no credential for {key}", _leaving_out(keys))
        is_known = key in subject.kit.service.behaviour.callers
        if is_known or not subject.is_twin:
            # Where nobody says who may call, a twin lets everybody in.
            yield _credentials(subject, key, "unknown", f"an unknown credential for {key}", _holding(key, _UNKNOWN))
        if is_known and isinstance(scheme, HttpScheme | Oauth2Scheme):
            bare = _with_header(_leaving_out(keys), "Authorization", _UNKNOWN)
            yield _credentials(subject, key, "missing", f"a credential for {key} without its scheme", bare, name="bare")


def _credentials(subject: Subject, key: str, what: str, story: str, change: Change, *, name: str = "") -> Defect:
    status = subject.documented_status(401)
    label = f"{key}/{name or what}"
    return Defect(name=label, stage=1, story=story, change=change, refusal=unauthorised(subject, status, key, what))


def unauthorised(subject: Subject, status: str, key: str, what: str) -> Refusal:
    """Say how credentials are refused; a twin's behaviour names the documented example."""
    table = subject.kit.service.behaviour.callers.get(key) if subject.is_twin else None
    named = table.refusals.get(what, "") if table is not None else ""
    response = next((each for each in subject.operation.responses if each.status == status), None)
    for content in response.media_types if response is not None else ():
        if named in content.examples:
            return Refusal(status=status, is_any_code=True, body=content.examples[named], has_body=True)
    return Refusal(status=status, is_any_code=True)


def _leaving_out(keys: frozenset[str]) -> Change:
    return lambda draft: replace(
        draft, credentials={key: text for key, text in draft.credentials.items() if key not in keys}
    )


def _holding(key: str, text: str) -> Change:
    return lambda draft: replace(draft, credentials={**draft.credentials, key: text})


def _with_header(change: Change, name: str, text: str) -> Change:
    return lambda draft: replace(change(draft), headers=(*draft.headers, (name, text)))


def media_type_defects(subject: Subject) -> Iterator[Defect]:
    """Say that the body is of another media type, of none, or in an encoding."""
    content = content_of_requests(subject.operation)
    if content is None or any("*/*" in each.media_type for each in _contents(subject)):
        return
    status = subject.documented_status(415)
    refusal = Refusal(status=status, is_any_code=not status, code="")
    wrong = {"other": "application/x-unknown", "text": "text/plain", "none": None}
    if content.kind is MediaTypeKind.JSON:
        wrong |= {"charset": "application/json; charset=utf-16", "near": "application/jsonx"}
    if subject.is_twin:
        encoded = _with_header(lambda draft: draft, "Content-Encoding", "gzip")
        yield Defect(name="encoded", stage=2, story="a body in an encoding", change=encoded, refusal=refusal)
    for name, said in wrong.items():
        if said is not None and any(each.media_type.partition(";")[0] == said for each in _contents(subject)):
            continue

        def change(draft: Draft, said: str | None = said) -> Draft:
            return replace(draft, content_type=said)

        story = f"a body of the media type {said}" if said else "a body of no media type"
        yield Defect(name=name, stage=2, story=story, change=change, refusal=refusal)


def _contents(subject: Subject) -> tuple[MediaType, ...]:
    return subject.operation.body.media_types if subject.operation.body is not None else ()


def unreadable_defects(subject: Subject) -> Iterator[Defect]:
    """Send bodies that are not what their media type says, or none where one is required."""
    content = content_of_requests(subject.operation)
    body = subject.operation.body
    if content is None or body is None:
        return
    whole = write(subject.plans.plan(subject.operation).last, subject.kit.service.security_schemes).body
    refusal = subject.refusal("")
    refusal = replace(refusal, places=frozenset())
    if body.is_required:
        yield _unreadable("missing", "no body", b"", refusal)
    for name, (story, raw) in _broken(content, whole, is_twin=subject.is_twin).items():
        yield _unreadable(name, story, raw, refusal)


def undecodable_defects(subject: Subject) -> Iterator[Defect]:
    """Put bytes into the path and the query that are no UTF-8; only a twin is known to refuse them."""
    if not subject.is_twin:
        return
    refusal = replace(subject.refusal(""), places=frozenset())
    for parameter in subject.operation.parameters:
        place, name = parameter.location.value, parameter.name.wire
        if place not in {"path", "query"}:
            continue

        def change(draft: Draft, place: str = place, name: str = name) -> Draft:
            given = {other: value for other, value in draft.parameters.get(place, {}).items() if other != name}
            kept = draft.parameters.get(place, {}) if place == "path" else given
            return replace(draft, parameters={**draft.parameters, place: kept}, spoilt=((place, name),))

        story = f"bytes that are no UTF-8 in {place} {name}"
        yield Defect(name=f"{place}/{name}", stage=4, story=story, change=change, refusal=refusal)


def _unreadable(name: str, story: str, raw: bytes, refusal: Refusal) -> Defect:
    change: Change = lambda draft: replace(draft, raw=raw)  # noqa: E731
    return Defect(name=name, stage=3, story=story, change=change, refusal=refusal)


def _broken(content: MediaType, whole: bytes, *, is_twin: bool) -> dict[str, tuple[str, bytes]]:
    """List bytes that nobody can read; of those that readers disagree about, only a twin is known to refuse them."""
    if content.kind is MediaTypeKind.MULTIPART:
        opening = whole.index(b"{") if b"{" in whole else len(whole) // 2
        return {
            "cut": ("a form that is cut off", whole[: len(whole) // 2]),
            "no-end": ("a form without its end", whole[: whole.rstrip().rindex(b"\r\n")]),
            "no-json": ("a part that is no JSON", whole[:opening] + b"{" + whole[opening:]),
        }
    if content.kind is not MediaTypeKind.JSON:
        return {}
    found = {
        "cut": ("JSON that is cut off", whole[:-1]),
        "more": ("JSON with something behind it", whole + b" 1"),
        "no-json": ("a body that is no JSON", b"<order/>"),
        "comma": ("JSON with a comma too many", whole[:-1] + b"," + whole[-1:]),
        "no-utf-8": ("JSON that is no UTF-8", b'["\xff"]'),
        "quotes": ("JSON with single quotes", b"{'a': 1}"),
    }
    if is_twin:
        found |= {
            "nan": ("JSON with NaN", b'{"a": NaN}'),
            "twice": ("JSON with a repeated member", b'{"a": 1, "a": 1}'),
            "deep": ("JSON that is nested very deeply", b"[" * _DEEP + b"]" * _DEEP),
            "half": ("JSON with half a surrogate pair", b'{"a": "\\ud800"}'),
            "huge": ("JSON with a number that is too large", b'{"a": 1e999}'),
        }
    # Of a text or a number, what is cut or added may be another one.
    return {name: each for name, each in found.items() if name in _ODD or not _is_json(each[1])}


def _is_json(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except ValueError:
        return False
    return True

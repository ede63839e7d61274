"""Turns what the engine says, and why a request is refused, into replies as the description documents them."""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final

from specwright.model.service import MediaTypeKind
from specwright.model.types import Json
from specwright.twin.answers import TELLING, WITHOUT_BODY, Answer, Example, Representation
from specwright.twin.calls import Refusal, Success
from specwright.twin.edge.encoding import header, json_bytes, written
from specwright.twin.edge.exchange import Exchange, Reply
from specwright.twin.edge.plans import Documented, Offer, Plan
from specwright.twin.engine import Engine
from specwright.twin.mending import Mender
from specwright.twin.pointers import at_pointer, with_pointer

__all__ = ["REASON_HEADER", "SELF_CHECK_HEADER", "Replier"]

REASON_HEADER: Final = "Specwright-Reason"
SELF_CHECK_HEADER: Final = "Specwright-Self-Check"
_PROBLEM: Final = b"application/problem+json"
_JSON: Final = b"application/json"
_MOST_JUDGED: Final = 512
_LARGEST_JUDGED: Final = 64 * 1024


class Replier:
    """Writes the replies of one service; in strict mode it checks what it wrote and tells in a header."""

    def __init__(self, engine: Engine, *, is_strict: bool) -> None:
        self._engine = engine
        self._is_strict = is_strict
        self._pointer = engine.service.error_code_pointer
        self._judged: OrderedDict[tuple[int, bytes], tuple[str, ...]] = OrderedDict()
        self._mender = Mender(engine.service.schemas)
        self._mended_ones: OrderedDict[tuple[int, bytes], Json] = OrderedDict()

    def succeeded(self, plan: Plan, exchange: Exchange, success: Success) -> Reply:
        """Write a success."""
        documented = plan.documented(success.status)
        reply = Reply(success.status, operation=plan.id)
        offer = documented.choose(exchange.header(b"accept")) if documented is not None and documented.offers else None
        if offer is None and documented is not None and documented.offers:
            offer = documented.offers[0]
        value, is_there = success.body, success.has_body
        if (not is_there or success.example) and offer is not None:
            example = _example(plan, success.status, offer, success.example)
            value, is_there = (example.value, True) if example is not None else (value, is_there)
        self._fill(reply, value if is_there else None, offer, is_there=is_there)
        if self._is_strict and plan.is_inferred and is_there and not success.example:
            value = self._mended(plan, documented, offer, reply, value)
        for name, text in success.headers:
            reply.headers.append(header(name, text))
        if documented is not None and documented.required_headers:
            self._add_required(reply, plan, documented)
        if self._is_strict:
            reply.deviations = self._deviations(plan, documented, offer, reply, value, is_there=is_there)
            if reply.deviations:
                reply.headers.append(header(SELF_CHECK_HEADER, "; ".join(reply.deviations)))
        return reply

    def refused(self, plan: Plan | None, refusal: Refusal) -> Reply:
        """Write a refusal: its named example, the body that is declared for it, a documented one, or a problem."""
        documented = plan.documented(refusal.status) if plan is not None else None
        reply = Reply(refusal.status, code=refusal.code, reason=refusal.message, violations=refusal.violations)
        if plan is not None:
            reply.operation = plan.id
        self._fill_refusal(reply, plan, documented, refusal)
        for name, text in refusal.headers:
            reply.headers.append(header(name, text))
        if plan is not None and documented is not None and documented.required_headers:
            self._add_required(reply, plan, documented)
        reply.headers.append(header(REASON_HEADER, refusal.message))
        return reply

    def problem(self, refusal: Refusal) -> Reply:
        """Write a refusal that is about the twin and not about the API."""
        reply = Reply(refusal.status, reason=refusal.message)
        _fill_problem(reply, refusal)
        reply.headers += [header(name, text) for name, text in refusal.headers]
        reply.headers.append(header(REASON_HEADER, refusal.message))
        return reply

    def example(self, plan: Plan, answer: Answer, made: Representation | None, example: Example | None) -> Reply:
        """Write a documented example as it stands."""
        reply = Reply(answer.status, operation=plan.id)
        if made is not None and example is not None and answer.status not in WITHOUT_BODY:
            reply.body = made.encode(example)
            reply.headers.append(header("content-type", made.media_type))
        if answer.status not in {204, 304}:
            reply.headers.append((b"content-length", b"%d" % len(reply.body)))
        reply.headers += [header(name, text) for name, text in answer.headers]
        return reply

    def _mended(
        self, plan: Plan, documented: Documented | None, offer: Offer | None, reply: Reply, value: Json
    ) -> Json:
        """Complete what nobody declared, a documented example or what is stored, to what its schema asks for."""
        if offer is None or offer.check is None or offer.media_type.kind is not MediaTypeKind.JSON:
            return value
        if not self._deviations(plan, documented, offer, reply, value, is_there=True):
            return value
        key = (id(offer), reply.body)
        if key not in self._mended_ones:
            if len(self._mended_ones) >= _MOST_JUDGED:
                self._mended_ones.popitem(last=False)
            self._mended_ones[key] = self._mender.mended(value, offer.media_type.definition, offer.check)
        value = self._mended_ones[key]
        reply.headers.clear()
        self._fill(reply, value, offer, is_there=True)
        return value

    def _fill(self, reply: Reply, value: Json, offer: Offer | None, *, is_there: bool) -> None:
        if is_there and reply.status not in WITHOUT_BODY:
            kind = MediaTypeKind.JSON if offer is None else offer.media_type.kind
            reply.body = json_bytes(value) if kind is MediaTypeKind.JSON else written(kind, value)
            reply.headers.append((b"content-type", _JSON if offer is None else offer.header))
        if reply.status not in {204, 304}:
            reply.headers.append((b"content-length", b"%d" % len(reply.body)))

    def _fill_refusal(self, reply: Reply, plan: Plan | None, documented: Documented | None, refusal: Refusal) -> None:
        offer = None if documented is None else documented.json
        if plan is not None and offer is not None and refusal.example:
            example = _example(plan, refusal.status, offer, refusal.example)
            if example is not None and example.name == refusal.example:
                self._fill(reply, example.value, offer, is_there=True)
                return
        if documented is not None and not documented.offers:
            self._fill(reply, None, None, is_there=False)
            return
        declared = self._engine.refusal_body(refusal)
        if declared is not None:
            self._fill(reply, declared, offer, is_there=True)
        elif plan is not None and offer is not None:
            self._fill(reply, self._documented_body(plan, offer, refusal), offer, is_there=True)
        elif plan is not None and documented is not None and documented.offers:
            # A page or a file as it is documented: what a caller sent has no place in it.
            shown = documented.text or documented.offers[0]
            example = _example(plan, refusal.status, shown, "")
            self._fill(reply, "" if example is None else example.value, shown, is_there=True)
        else:
            _fill_problem(reply, refusal)

    def _documented_body(self, plan: Plan, offer: Offer, refusal: Refusal) -> Json:
        """Give a documented example that bears the code, or none, told in this refusal's words where it stays valid."""
        examples = _examples(plan, refusal.status, offer)
        bearing = [example for example in examples if self._code_of(example.value) == (refusal.code or None)]
        plain = (bearing or list(examples))[0].value
        value = copy.deepcopy(plain)
        if refusal.code and not bearing and self._pointer:
            value = with_pointer(value, self._pointer, refusal.code)
        if isinstance(value, dict):
            for name in TELLING:
                if isinstance(value.get(name), str):
                    value[name] = refusal.message
        if offer.check is None or not offer.check(value):
            return value
        return self._mender.mended(plain, offer.media_type.definition, offer.check) if plan.is_inferred else plain

    def _code_of(self, value: Json) -> Json:
        return at_pointer(value, self._pointer) if self._pointer else None

    def _add_required(self, reply: Reply, plan: Plan, documented: Documented) -> None:
        """Send the headers that must be there and that nobody gave, as they are documented."""
        wanted = documented.required_headers - {name for name, _ in reply.headers}
        answer = plan.answers.of_status(reply.status) if wanted else None
        if answer is not None:
            spelled = (header(name, text) for name, text in answer.headers)
            reply.headers += [pair for pair in spelled if pair[0] in wanted]

    def _deviations(
        self,
        plan: Plan,
        documented: Documented | None,
        offer: Offer | None,
        reply: Reply,
        value: Json,
        *,
        is_there: bool,
    ) -> tuple[str, ...]:
        if documented is None:
            return (f"the status {reply.status} is not documented for {plan.id}",)
        if not is_there or offer is None or offer.check is None:
            return ()
        # The same bytes are as right as they were; most reads repeat earlier ones.
        key = (id(offer), reply.body)
        known = self._judged.get(key)
        if known is None:
            is_stream = offer.media_type.kind in {MediaTypeKind.JSON_LINES, MediaTypeKind.EVENT_STREAM}
            values: Iterable[Any] = value if is_stream and isinstance(value, list) else (value,)
            known = tuple(f"{v.path or '/'}: {v.message}" for item in values for v in offer.check(item))[:10]
            if len(reply.body) <= _LARGEST_JUDGED:
                self._judged[key] = known
                if len(self._judged) > _MOST_JUDGED:
                    self._judged.popitem(last=False)
        return known


def _fill_problem(reply: Reply, refusal: Refusal) -> None:
    problem: Json = {"type": "about:blank", "status": refusal.status, "detail": refusal.message}
    reply.body = json_bytes(problem)
    reply.headers += [(b"content-type", _PROBLEM), (b"content-length", b"%d" % len(reply.body))]


def _examples(plan: Plan, status: int, offer: Offer) -> tuple[Example, ...]:
    answer = plan.answers.of_status(status)
    made = () if answer is None else answer.representations
    name = offer.header.decode("latin-1")
    return next((one.examples for one in made if one.media_type == name), ())


def _example(plan: Plan, status: int, offer: Offer, name: str) -> Example | None:
    examples = _examples(plan, status, offer)
    return next((example for example in examples if example.name == name), examples[0] if examples else None)

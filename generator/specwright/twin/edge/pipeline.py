"""Turns a request that has been read into a reply, stage by stage: the first stage that fails answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote

from specwright.model.location import escape_pointer_token
from specwright.model.service import MediaTypeKind
from specwright.twin.calls import Call, Refusal, Success, Violation
from specwright.twin.edge.bodies import Content
from specwright.twin.edge.encoding import header, json_bytes
from specwright.twin.edge.exchange import Exchange, Reply, Trouble
from specwright.twin.edge.forcing import forced
from specwright.twin.edge.form_reading import FormError, read_urlencoded
from specwright.twin.edge.options import Options
from specwright.twin.edge.plans import Plan, Plans
from specwright.twin.edge.replying import Replier
from specwright.twin.edge.settings import Settings
from specwright.twin.engine import Engine
from specwright.twin.judges import CheckViolation
from specwright.twin.negotiation import essence
from specwright.twin.preferences import Preferences, parse_preferences
from specwright.twin.refusals import RefusalError
from specwright.twin.routing import Found, MethodMissing, Router
from specwright.twin.stores import StoreError

__all__ = ["Pipeline"]

# What only says that a member has no place; a lenient twin lets such members through.
_ABOUT_STRANGERS: Final = frozenset({"additionalProperties", "unevaluatedProperties"})
_ABOUT_ABSENCE: Final = frozenset({"required", "dependentRequired"})
_MOST_FOUND: Final = 2_000
_LONGEST_FOUND: Final = 500
_UNREADABLE: Final = 400
_CONDITIONS: Final = (b"if-match", b"if-none-match")
_TOLD: Final = {
    Trouble.TOO_LARGE: "the body has more than the {limit} bytes that are taken",
    Trouble.CUT_OFF: "the body is not complete",
    Trouble.TOO_SLOW: "the body did not arrive in time",
}


class Pipeline:
    """All stages between reading and sending; it never waits, so it may run in any thread."""

    def __init__(self, engine: Engine, options: Options, settings: Settings) -> None:
        self._engine = engine
        self._options = options
        self._settings = settings
        self.router = Router(engine.service.operations, engine.service.servers)
        self.plans = Plans(engine, max_depth=options.max_depth)
        self.replier = Replier(engine, is_strict=options.is_strict)
        self._found: dict[tuple[str, str], Found | MethodMissing | None] = {}
        self.forced: Counter[tuple[str, str]] = Counter()
        self._token_paths = dict(engine.token_paths)

    def find(self, exchange: Exchange) -> None:
        """Find the operation of a request."""
        exchange.is_head = exchange.method == "HEAD"
        key = (exchange.method, exchange.raw_path)
        if key in self._found:
            exchange.found = self._found[key]
            return
        found = self.router.find(exchange.method, exchange.raw_path)
        if exchange.is_head and not isinstance(found, Found):
            reading = self.router.find("GET", exchange.raw_path)
            found = reading if isinstance(reading, Found) else found
        # Most calls go where earlier ones went; who asks for ever new paths makes this forget, and nothing grows.
        if len(self._found) >= _MOST_FOUND:
            self._found.clear()
        if len(exchange.raw_path) <= _LONGEST_FOUND:
            self._found[key] = found
        exchange.found = found

    def respond(self, exchange: Exchange, preferences: Preferences | None = None) -> Reply:
        """Answer a request; ``preferences`` are a fault's, which come before the caller's own."""
        scheme = self._token_paths.get(exchange.raw_path) if exchange.method == "POST" else None
        if scheme is not None:
            return self._issue(exchange, scheme)
        found = exchange.found
        # A path without the method still documents what 405 looks like, at the operations that it has.
        operation = None if found is None else found.operation if isinstance(found, Found) else found.route.first
        plan = None if operation is None else self.plans.of(operation)
        try:
            return self._answered(plan, exchange, preferences)
        except RefusalError as error:
            status = error.status
            if plan is not None and status == _UNREADABLE and error.is_described:
                # What cannot be read is refused as wrong values are, with what is documented for these.
                status = plan.status_of("")
            refusal = Refusal(status=status, message=error.reason, headers=error.headers)
            if not error.is_described:
                return self.replier.problem(refusal)
            return self._refused(plan if isinstance(found, Found) else None, refusal, documented_by=plan)
        except _RefusedError as error:
            return self._refused(plan, error.refusal)

    def failed(self, exchange: Exchange, error: Exception) -> Reply:
        """Answer what a bug, or a store that is gone, left without an answer."""
        found = exchange.found
        plan = self.plans.of(found.operation) if isinstance(found, Found) else None
        refusal = (
            Refusal(status=503, message="the twin's store does not answer", headers=(("Retry-After", "1"),))
            if isinstance(error, StoreError)
            else Refusal(status=500, message=f"the twin failed: {type(error).__name__}")
        )
        try:
            return self.replier.refused(plan, refusal)
        except Exception:  # noqa: BLE001  what failed once may fail again
            return self.replier.problem(refusal)

    def _answered(self, plan: Plan | None, exchange: Exchange, preferences: Preferences | None) -> Reply:
        found = exchange.found
        if found is None or plan is None:
            raise RefusalError(404, f"no operation has the path {_shown(exchange.raw_path)}")
        if isinstance(found, MethodMissing):
            allow = found.route.allow
            raise RefusalError(405, f"this path takes {allow}", headers=(("Allow", allow),))
        if exchange.trouble is not None:
            raise self._troubled(exchange.trouble, plan)
        if preferences is not None:
            return self._forced(plan, exchange, preferences)
        self._settings.admit(exchange, exchange.started_ns)
        if b"prefer" in exchange.fields:
            preferences = parse_preferences(exchange.lines(b"prefer"))
            if preferences:
                return self._forced(plan, exchange, preferences)
        caller = self._caller(plan, exchange)
        call = self.judge(plan, exchange, found.values, caller)
        if isinstance(call, Refusal):
            return self._refused(plan, call)
        self._check_acceptable(plan, exchange)
        answer = self._engine.handle(call)
        if isinstance(answer, Success):
            reply = self.replier.succeeded(plan, exchange, answer)
        else:
            reply = self.replier.refused(plan, answer)
        reply.about = call.about
        return reply

    def _forced(self, plan: Plan, exchange: Exchange, preferences: Preferences) -> Reply:
        reply = forced(plan, exchange, preferences, self.replier)
        self.forced[plan.id, reply.forced] += 1
        return reply

    def judge(
        self, plan: Plan, exchange: Exchange, segments: Mapping[str, str], caller: Mapping[str, Any]
    ) -> Call | Refusal:
        """Read and check a request: its media type, its body as bytes, its parameters, its body as a value.

        Raises:
            RefusalError: it cannot be read.
        """
        media_type = plan.body.choose(exchange)
        limits = self._settings.limits
        content = plan.body.read(media_type, exchange, max_parts=limits.max_parts, max_depth=self._options.max_depth)
        values, sent, violations = plan.read_parameters(exchange, segments)
        refusal = self._refusal(plan, violations) or self._check_body(plan, content)
        if refusal is not None:
            return refusal
        return Call(
            operation=plan.operation,
            caller=caller,
            parameters=values,
            sent=sent,
            body=content.value,
            has_body=content.is_there,
            media_type=content.media_type,
            files=content.files,
            headers={name.decode(): exchange.header(name) or "" for name in _CONDITIONS if name in exchange.fields},
        )

    def _check_body(self, plan: Plan, content: Content) -> Refusal | None:
        if not content.is_there:
            return None
        check = plan.body_check(content.media_type)
        if check is None:
            return None
        if content.kind is MediaTypeKind.JSON_LINES:
            items: Iterable[Any] = content.judged
            return next((found for item in items if (found := self._refusal(plan, check(item)))), None)
        return self._refusal(plan, check(content.judged))

    def _refusal(self, plan: Plan, found: Iterable[Any]) -> Refusal | None:
        if not found:
            return None
        told = tuple(
            Violation(path=one.path, id=one.id, message=one.message, code=one.code, member=_member(one))
            for one in found
            if self._options.is_strict or one.id not in _ABOUT_STRANGERS
        )
        if not told:
            return None
        first = told[0]
        message = f"{first.path}: {first.message}" if first.path else first.message
        return Refusal(
            status=plan.status_of(first.code), message=message, code=first.code, id=first.id, violations=told
        )

    def _refused(self, plan: Plan | None, refusal: Refusal, *, documented_by: Plan | None = None) -> Reply:
        if plan is not None:
            self._engine.covered[plan.id, refusal.status, refusal.code, refusal.id] += 1
        return self.replier.refused(plan or documented_by, refusal)

    def _caller(self, plan: Plan, exchange: Exchange) -> Mapping[str, Any]:
        if not plan.operation.security:
            return {}
        caller = self._engine.authenticate(plan.operation, plan.credentials.read(exchange))
        if isinstance(caller, Refusal):
            challenges = tuple(("WWW-Authenticate", said) for said in plan.credentials.challenges)
            headers = caller.headers or (challenges if caller.status == 401 else ())
            raise _RefusedError(
                Refusal(
                    status=caller.status,
                    message=caller.message,
                    code=caller.code,
                    id=caller.id,
                    violations=caller.violations,
                    example=caller.example,
                    headers=headers,
                )
            )
        return caller

    def _check_acceptable(self, plan: Plan, exchange: Exchange) -> None:
        # Before anything is changed: who cannot read the answer should not have to ask what happened. A service that
        # documents no 406 answers as it always does (RFC 9110, section 12.5.1).
        accept = exchange.header(b"accept")
        if accept is None or plan.success is None or plan.documented(406) is None:
            return
        if plan.success.choose(accept) is None:
            known = ", ".join(offer.media_type.media_type for offer in plan.success.offers)
            raise RefusalError(406, f"nothing documented is acceptable: {known}")

    def _troubled(self, trouble: Trouble, plan: Plan) -> RefusalError:
        message = _TOLD[trouble].format(limit=self._settings.limits.max_body)
        status = trouble.value if trouble is not Trouble.TOO_SLOW else plan.nearest(408, 400)
        # What is left of the body would be read as the next request.
        return RefusalError(status, message, headers=(("Connection", "close"),))

    def _issue(self, exchange: Exchange, scheme: str) -> Reply:
        form = _token_form(exchange)
        success = self._engine.issue(scheme, form)
        reply = Reply(success.status, operation=f"token:{scheme}", is_secret=True)
        reply.body = json_bytes(success.body) if success.has_body or success.body is not None else b""
        reply.headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(reply.body)),
            (b"cache-control", b"no-store"),
            *(header(name, text) for name, text in success.headers),
        ]
        return reply


def _member(violation: CheckViolation) -> str:
    if violation.layer != "schema" or violation.id not in _ABOUT_ABSENCE:
        return violation.path
    # Who has found a violation has imported this already.
    from specwright.checks.messages import missing_member  # noqa: PLC0415

    name = missing_member(violation.message)
    return violation.path if name is None else f"{violation.path}/{escape_pointer_token(name)}"


class _RefusedError(Exception):
    """A refusal of the engine on its way to the answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal


def _token_form(exchange: Exchange) -> dict[str, str]:
    """Read the fields of a token request; the flow's own refusal tells of a form without fields."""
    media_type = essence(exchange.header(b"content-type") or "")
    if exchange.trouble is not None or media_type != "application/x-www-form-urlencoded":
        return {}
    try:
        fields = read_urlencoded(exchange.body, max_parts=100)
        return {field.name: field.content.decode("utf-8") for field in fields}
    except (FormError, UnicodeDecodeError):
        return {}


def _shown(raw_path: str) -> str:
    return unquote(raw_path, errors="replace")[:200]

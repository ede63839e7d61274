"""Writes what a schema asks of objects."""

from __future__ import annotations

from specwright.checks.judging import Condition, Judging, block, over_members
from specwright.checks.literals import literal, set_literal
from specwright.checks.messages import missing_message
from specwright.checks.scalars import count_lines, pattern_search
from specwright.checks.spots import Spot
from specwright.model.location import escape_pointer_token

__all__ = ["NAME_POINTER", "object_lines", "others"]

NAME_POINTER = 'f"{at}/{escaped(name)}"'


def object_lines(judging: Judging) -> list[str]:
    """Write the keywords that speak of objects."""
    return [
        *count_lines(judging, "minProperties", "maxProperties"),
        *_required_lines(judging),
        *_closed_lines(judging),
        *_property_lines(judging),
        *_loop_lines(judging),
        *_dependent_lines(judging),
    ]


def _required(judging: Judging) -> list[str]:
    optional = judging.shop.navigator.optional_names(judging.spot)
    return [name for name in judging.keywords.names("required") if name not in optional]


def _required_lines(judging: Judging) -> list[str]:
    # A verdict meets the absence of a property when it takes its value.
    taken = judging.keywords.map("properties") if judging.is_verdict else {}
    return [line for name in _required(judging) if name not in taken for line in _presence_lines(judging, name)]


def _presence_lines(judging: Judging, name: str) -> list[str]:
    text = f"{literal(name)} not in {judging.value}"
    return judging.refuse(Condition("required", text, missing_message(name)))


def _property(judging: Judging, name: str) -> Spot:
    return judging.shop.navigator.settle(judging.shop.navigator.child(judging.spot, "properties", name))


def _property_lines(judging: Judging) -> list[str]:
    required = set(_required(judging))
    lines: list[str] = []
    for name in judging.keywords.map("properties"):
        child = _property(judging, name)
        at = f"{judging.at} + {literal('/' + escape_pointer_token(name))}"
        body = judging.apply("properties", child, value="member", at=at)
        if not body:
            lines += _presence_lines(judging, name) if judging.is_verdict and name in required else []
        elif judging.is_verdict:
            lines += _verdict_lines(judging, name, child, body, is_required=name in required)
        else:
            lines += block(
                f"if {literal(name)} in {judging.value}:", [f"member = {judging.value}[{literal(name)}]", *body]
            )
    return lines


def _verdict_lines(judging: Judging, name: str, child: Spot, body: list[str], *, is_required: bool) -> list[str]:
    """Take a member's value and judge it; where null and absence come to the same, one look is enough."""
    accepts_null = judging.shop.accepts_null(child)
    get = f"member = {judging.value}.get({literal(name)}"
    if is_required and accepts_null is False:
        return [f"{get})", *body]
    if is_required:
        return [f"{get}, ABSENT)", *block("if member is ABSENT:", judging.fail("required", "")), *body]
    if accepts_null:
        is_guarded = body[0] == "if member is not None:" and all(line.startswith("    ") for line in body[1:])
        return [f"{get})", *(body if is_guarded else block("if member is not None:", body))]
    return [f"{get}, ABSENT)", *block("if member is not ABSENT:", body)]


def _closed_lines(judging: Judging) -> list[str]:
    """Refuse members without a name of the schema, where nothing but names tells them."""
    keywords = judging.keywords
    if keywords.schema.get("additionalProperties") is not False or keywords.map("patternProperties"):
        return []
    names = judging.shop.functions.constant("NAMES", set_literal(list(keywords.map("properties"))))
    if judging.is_verdict:
        return judging.refuse(Condition("additionalProperties", f"not {judging.value}.keys() <= {names}", ""))
    return block(
        f"for name in {judging.value}.keys() - {names}:",
        judging.fail("additionalProperties", "A member of this name is not allowed.", at=NAME_POINTER),
    )


def others(judging: Judging) -> str:
    """Write the condition that a name is neither a property's nor matches a pattern."""
    keywords = judging.keywords
    texts: list[str] = []
    if keywords.map("properties"):
        names = judging.shop.functions.constant("NAMES", set_literal(list(keywords.map("properties"))))
        texts.append(f"name not in {names}")
    searches = (
        pattern_search(judging, keywords, "patternProperties", pattern) for pattern in keywords.map("patternProperties")
    )
    return " and ".join([*texts, *(f"{search}(name) is None" for search in searches)])


def _loop_lines(judging: Judging) -> list[str]:
    """Write what goes over all members."""
    keywords, navigator = judging.keywords, judging.shop.navigator
    inner: list[str] = []
    for pattern in keywords.map("patternProperties"):
        child = navigator.child(judging.spot, "patternProperties", pattern)
        body = judging.apply("patternProperties", child, value="member", at=NAME_POINTER)
        search = pattern_search(judging, keywords, "patternProperties", pattern)
        inner += block(f"if {search}(name) is not None:", body)
    if "additionalProperties" in keywords and (
        keywords.schema["additionalProperties"] is not False or keywords.map("patternProperties")
    ):
        child = navigator.child(judging.spot, "additionalProperties")
        body = judging.apply("additionalProperties", child, value="member", at=NAME_POINTER)
        condition = others(judging)
        inner += block(f"if {condition}:", body) if condition else body
    if "propertyNames" in keywords:
        verdict = judging.shop.expression(navigator.child(judging.spot, "propertyNames"), "name")
        if verdict != "True":
            fail = judging.fail("propertyNames", "A member must not have this name.", at=NAME_POINTER)
            inner += block(f"if not {verdict}:", fail)
    return over_members(judging.value, inner)


def _dependent_lines(judging: Judging) -> list[str]:
    keywords, value = judging.keywords, judging.value
    lines: list[str] = []
    for name in keywords.map("dependentRequired"):
        listed = keywords.map("dependentRequired")[name]
        names = [str(other) for other in listed] if isinstance(listed, list) else []
        inner = [
            line
            for other in dict.fromkeys(names)
            for line in block(
                f"if {literal(other)} not in {value}:",
                judging.fail("dependentRequired", missing_message(other, asked_by=name)),
            )
        ]
        lines += block(f"if {literal(name)} in {value}:", inner)
    for name in keywords.map("dependentSchemas"):
        child = judging.shop.navigator.child(judging.spot, "dependentSchemas", name)
        lines += block(f"if {literal(name)} in {value}:", judging.apply("dependentSchemas", child))
    return lines

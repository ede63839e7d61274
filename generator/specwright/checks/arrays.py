"""Writes what a schema asks of arrays."""

from __future__ import annotations

from specwright.checks.judging import Condition, Judging, block
from specwright.checks.messages import count_message
from specwright.checks.scalars import count_lines

__all__ = ["array_lines"]


def array_lines(judging: Judging) -> list[str]:
    """Write the keywords that speak of arrays."""
    lines = count_lines(judging, "minItems", "maxItems")
    if judging.keywords.flag("uniqueItems"):
        text = f"not are_unique({judging.value})"
        lines += judging.refuse(Condition("uniqueItems", text, "No two items may be equal."))
    return [*lines, *_prefix_lines(judging), *_item_lines(judging), *_contains_lines(judging)]


def _prefix_lines(judging: Judging) -> list[str]:
    lines: list[str] = []
    for index in range(len(judging.keywords.list("prefixItems"))):
        child = judging.shop.navigator.child(judging.spot, "prefixItems", index)
        body = judging.apply("prefixItems", child, value="item", at=f"{judging.at} + '/{index}'")
        lines += block(
            f"if len({judging.value}) > {index}:", [f"item = {judging.value}[{index}]", *body] if body else []
        )
    return lines


def _item_lines(judging: Judging) -> list[str]:
    if "items" not in judging.keywords:
        return []
    value, first = judging.value, len(judging.keywords.list("prefixItems"))
    child = judging.shop.navigator.child(judging.spot, "items")
    body = judging.apply("items", child, value="item", at=item_pointer(judging.at))
    items = f"{value}[{first}:]" if first else value
    if judging.is_verdict:
        return block(f"for item in {items}:", body)
    return block(f"for index, item in enumerate({items}{f', {first}' if first else ''}):", body)


def item_pointer(at: str) -> str:
    """Write the pointer of the item that a loop has reached."""
    return f'f"{{{at}}}/{{index}}"'


def _contains_lines(judging: Judging) -> list[str]:
    keywords = judging.keywords
    if "contains" not in keywords:
        return []
    least, most = keywords.count("minContains"), keywords.count("maxContains")
    minimum = 1 if least is None else least
    child = judging.shop.navigator.child(judging.spot, "contains")
    verdict = judging.shop.expression(child, "item")
    found = f"sum(1 for item in {judging.value} if {verdict})"
    lines: list[str] = []
    if minimum:
        # Where one is enough, nobody needs to know how many there are.
        are_few = f"not any({verdict} for item in {judging.value})" if minimum == 1 else f"{found} < {minimum}"
        keyword = "contains" if least is None else "minContains"
        lines += judging.refuse(Condition(keyword, are_few, count_message("minContains", minimum)))
    if most is not None:
        lines += judging.refuse(Condition("maxContains", f"{found} > {most}", count_message("maxContains", most)))
    return lines

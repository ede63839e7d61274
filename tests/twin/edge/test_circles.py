"""What a call leaves behind is freed at once: a server that looks for circles makes its callers wait."""

import gc
from collections.abc import Callable
from typing import Any

import pytest

from asgi import Got

Ask = Callable[..., Got]
CALLS: dict[str, tuple[Any, ...]] = {
    "a creation": ("POST", "/papers", {"title": "Courant"}, ()),
    "a change": ("PUT", "/papers/P001", {"title": "Other"}, (("if-match", "*"),)),
    "a stale change": ("PUT", "/papers/P001", {"title": "Other"}, (("if-match", '"9"'),)),
    "a read": ("GET", "/papers/P001", None, ()),
    "a list": ("GET", "/papers", None, ()),
    "what is not there": ("GET", "/papers/P999", None, ()),
    "a wrong body": ("POST", "/papers", {"title": 1}, ()),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_leaves_no_circle(name: str, ask: Ask) -> None:
    """Of ten calls of a kind, the cycle collector finds no object of ours; the first one compiles what it needs."""
    method, target, content, headers = CALLS[name]
    ask("POST", "/papers", content={"title": "Courant"})

    def found(times: int) -> int:
        gc.collect()
        gc.disable()
        gc.set_debug(gc.DEBUG_SAVEALL)
        try:
            for _ in range(times):
                ask(method, target, content=content, headers=headers)
            gc.collect()
            return sum(type(each).__module__.startswith("specwright") for each in gc.garbage)
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()

    found(1)
    assert found(10) == 0

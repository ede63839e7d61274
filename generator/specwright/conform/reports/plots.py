"""Turns figures into plots, as SVG that stands inside a page; all text in them is ours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from markupsafe import Markup

from specwright.conform.reports.statistics import CLASSES

__all__ = ["duration", "latency_plot", "requests_plot"]

_WIDTH: Final = 560
_HEIGHT: Final = 190
_LEFT: Final = 44
_TOP: Final = 26
_BOTTOM: Final = 28
_TICKS: Final = 4


def requests_plot(statistics: dict[str, Any]) -> Markup:
    """Draw how many requests each slice of time had, stacked by class of status."""
    slices: list[dict[str, int]] = statistics["slices"]["counts"]
    width: float = statistics["slices"]["seconds"]
    last = max((index for index, each in enumerate(slices) if any(each.values())), default=0)
    shown = slices[: last + 1]
    most = max((sum(each.values()) for each in shown), default=0) or 1
    pieces = [*_grid(_nice(most)), *_legend([name for name in CLASSES if any(each[name] for each in shown)])]
    step = (_WIDTH - _LEFT) / len(shown)
    for index, counts in enumerate(shown):
        height = 0.0
        told = ", ".join(f"{count} {_spelled(name)}" for name, count in counts.items() if count)
        bars: list[str] = []
        for name in CLASSES:
            if counts[name]:
                tall = _scaled(counts[name], _nice(most))
                y = _HEIGHT - _BOTTOM - height - tall
                bars.append(_rect(f"f{name}", _LEFT + index * step, y, max(step - 1, 0.6), tall))
                height += tall
        if bars:
            title = f"{duration(index * width)} to {duration((index + 1) * width)}: {told}"
            pieces.append(f"<g><title>{title}</title>{''.join(bars)}</g>")
    total = width * len(shown)
    pieces += [_label(_LEFT + share * (_WIDTH - _LEFT), duration(share * total), share) for share in (0, 0.5, 1)]
    return _svg("Requests over time", pieces)


def latency_plot(statistics: dict[str, Any]) -> Markup:
    """Draw how many answers took how long, in steps that double, and the median, 90 % and 99 %."""
    latency = statistics["latency"]
    steps: list[dict[str, Any]] = latency.get("histogram", [])
    filled = [index for index, each in enumerate(steps) if each["count"]]
    if not filled:
        return _svg("Latency", [_text(_WIDTH / 2, _HEIGHT / 2, "no answers", "middle")])
    first, last = max(filled[0] - 1, 0), min(filled[-1] + 1, len(steps) - 1)
    shown = steps[first : last + 1]
    most = _nice(max(each["count"] for each in shown))
    pieces = _grid(most)
    wide = (_WIDTH - _LEFT) / len(shown)
    for index, each in enumerate(shown):
        tall = _scaled(each["count"], most)
        title = f"<title>{each['count']} up to {duration(each['upTo'])}</title>"
        bar = _rect("bar", _LEFT + index * wide, _HEIGHT - _BOTTOM - tall, wide - 2, tall)
        pieces.append(f"<g>{title}{bar}</g>")
        if index % math.ceil(len(shown) / 6) == 0:
            x = _LEFT + (index + 1) * wide
            pieces.append(_label(x, duration(each["upTo"]), 1 if x > _WIDTH - 30 else 0.5))
    lowest = shown[0]["upTo"] / 2
    for row, (name, key) in enumerate((("50 %", "p50"), ("90 %", "p90"), ("99 %", "p99"))):
        place = math.log2(max(latency[key], lowest) / lowest) * wide
        x = min(_LEFT + place, _WIDTH - 1.0)
        pieces.append(f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 14}" y2="{_HEIGHT - _BOTTOM}"/>')
        near, anchor = (x - 4, "end") if x > _WIDTH - 90 else (x + 4, "start")
        pieces.append(_text(near, _TOP - 8 + 13 * row, f"{name} {duration(latency[key])}", anchor))
    return _svg("Latency", pieces)


def duration(seconds: float) -> str:
    """Spell a time with three digits at most."""
    if seconds <= 0:
        return "0 s"
    if seconds < 0.001:
        return f"{seconds * 1_000_000:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1_000:.3g} ms"
    if seconds < 100:
        return f"{seconds:.3g} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


def _svg(title: str, pieces: Sequence[str]) -> Markup:
    content = "".join(pieces)
    return Markup(  # noqa: S704  numbers and words of this module, nothing from outside
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">{content}</svg>'
    )


def _grid(most: int) -> list[str]:
    lines: list[str] = []
    for tick in range(_TICKS + 1):
        value = most * tick / _TICKS
        y = _HEIGHT - _BOTTOM - _scaled(value, most)
        lines.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(_text(_LEFT - 6, y + 4, f"{value:,.0f}", "end"))
    return lines


def _legend(names: Sequence[str]) -> Iterator[str]:
    for index, name in enumerate(names):
        x = _LEFT + index * 78
        yield _rect(f"f{name}", x, 4, 9, 9)
        yield _text(x + 13, 12, _spelled(name), "start")


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _label(x: float, text: str, share: float) -> str:
    anchor = "start" if share == 0 else "end" if share == 1 else "middle"
    return _text(min(x, _WIDTH), _HEIGHT - 9, text, anchor)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def _scaled(value: float, most: float) -> float:
    return value / most * (_HEIGHT - _TOP - _BOTTOM)


def _nice(most: int) -> int:
    """Round up to what can be cut in four without remainders that nobody reads."""
    step = 10 ** max(len(str(most)) - 1, 0)
    return next((size for factor in (1, 2, 4, 6, 8, 10) if (size := factor * step) >= most and size >= _TICKS), 4)


def _spelled(name: str) -> str:
    return "no answer" if name == "none" else name

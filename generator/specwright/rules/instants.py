"""The functions of compiled rules that know time: instants and spans are whole nanoseconds.

Like the prelude's, they are copied into each module that needs them, and need the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

__all__ = [
    "DATE_TIME",
    "day_of",
    "days_of_date",
    "duration_of_text",
    "hour_of",
    "hours_in",
    "minute_of",
    "minutes_in",
    "month_of",
    "second_of",
    "seconds_in",
    "seconds_of",
    "sum_of_spans",
    "timestamp_of_seconds",
    "timestamp_of_text",
    "weekday_of",
    "within_span",
    "within_time",
    "year_of",
]

FIRST_INSTANT: Final = -62_135_596_800 * 10**9
LAST_INSTANT: Final = 253_402_300_800 * 10**9 - 1
# About 292 years: spans are int64.
LONGEST_SPAN: Final = 2**63 - 1
EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - all arithmetic here is in UTC
EPOCH_OF_UTC: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
DATE_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
# What nearly all date-times look like. The standard library reads such a text as we do, and several times faster.
USUAL_DATE_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
SPAN: Final = re.compile(r"([+-]?)(0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:h|ms|m|s|us|ns))+)")
SPAN_PART: Final = re.compile(r"([0-9]*)\.?([0-9]*)(h|ms|m|s|us|ns)")
SPAN_UNITS: Final[Mapping[str, int]] = {
    "h": 3600 * 10**9,
    "m": 60 * 10**9,
    "s": 10**9,
    "ms": 10**6,
    "us": 10**3,
    "ns": 1,
}


def days_of_date(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a date."""
    return date(year, month, day).toordinal() - EPOCH_DAY


@lru_cache(maxsize=4096)
def timestamp_of_text(text: str) -> int:
    """Read a date-time of RFC 3339: nanoseconds since 1970, with at most nine digits of a second."""
    if USUAL_DATE_TIME.fullmatch(text) is not None:
        since = datetime.fromisoformat(text) - EPOCH_OF_UTC
        return within_time((since.days * 86400 + since.seconds) * 10**9)
    found = DATE_TIME.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no date-time of RFC 3339, such as 2026-01-31T08:00:00Z")
    year, month, day, hour, minute, second, fraction, sign, hours, minutes = found.groups()
    offset = 0
    if sign is not None:
        if hours > "23" or minutes > "59":
            raise ValueError(f"{text!r} has an offset beyond 23:59")
        offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    if hour > "23" or minute > "59" or second > "60":
        raise ValueError(f"{text!r} has a time that no clock shows")
    seconds = days_of_date(int(year), int(month), int(day)) * 86400 + (int(hour) * 60 + int(minute) - offset) * 60
    if second == "60":
        # A leap second ends a day of UTC; it compares as the second after it.
        if seconds % 86400 != 86340:
            raise ValueError(f"{text!r} has a leap second where none can be")
        fraction = None
    nanoseconds = (seconds + int(second)) * 10**9
    if fraction is not None:
        nanoseconds += int(fraction.ljust(9, "0"))
    return within_time(nanoseconds)


def timestamp_of_seconds(seconds: int) -> int:
    """Read seconds since 1970."""
    return within_time(seconds * 10**9)


def duration_of_text(text: str) -> int:
    """Read a span such as 1h30m: nanoseconds."""
    found = SPAN.fullmatch(text)
    if found is None or len(text) > 100:
        raise ValueError(f"{text!r} is no duration, such as 1h30m or 1.5s")
    total = 0
    for whole, fraction, unit in SPAN_PART.findall(found[2]):
        size = SPAN_UNITS[unit]
        part, rest = divmod(int(fraction or "0") * size, 10 ** len(fraction))
        if rest:
            raise ValueError(f"{text!r} is finer than nanoseconds")
        total += int(whole or "0") * size + part
    return within_span(-total if found[1] == "-" else total)


def within_time(nanoseconds: int) -> int:
    """Give an instant back, unless it lies outside the years 1 to 9999."""
    if FIRST_INSTANT <= nanoseconds <= LAST_INSTANT:
        return nanoseconds
    raise OverflowError("an instant lies outside the years 1 to 9999")


def within_span(nanoseconds: int) -> int:
    """Give a span back, unless its nanoseconds overflow."""
    if -LONGEST_SPAN - 1 <= nanoseconds <= LONGEST_SPAN:
        return nanoseconds
    raise OverflowError("a span is longer than 292 years")


def seconds_of(instant: int) -> int:
    """Give the seconds since 1970, rounded down."""
    return instant // 10**9


def moment_of(instant: int) -> datetime:
    """Find an instant in the calendar of UTC."""
    return EPOCH + timedelta(microseconds=instant // 1000)


def year_of(instant: int) -> int:
    """Give the year."""
    return moment_of(instant).year


def month_of(instant: int) -> int:
    """Give the month; January is 0."""
    return moment_of(instant).month - 1


def day_of(instant: int) -> int:
    """Give the day of the month; the first is 1."""
    return moment_of(instant).day


def weekday_of(instant: int) -> int:
    """Give the day of the week; Sunday is 0."""
    return moment_of(instant).isoweekday() % 7


def hour_of(instant: int) -> int:
    """Give the hour."""
    return moment_of(instant).hour


def minute_of(instant: int) -> int:
    """Give the minute."""
    return moment_of(instant).minute


def second_of(instant: int) -> int:
    """Give the second."""
    return moment_of(instant).second


def whole_units(span: int, unit: int) -> int:
    """Count the whole units of a span, rounding towards zero."""
    return span // unit if span >= 0 else -(-span // unit)


def hours_in(span: int) -> int:
    """Count the whole hours of a span."""
    return whole_units(span, 3600 * 10**9)


def minutes_in(span: int) -> int:
    """Count the whole minutes of a span."""
    return whole_units(span, 60 * 10**9)


def seconds_in(span: int) -> int:
    """Count the whole seconds of a span."""
    return whole_units(span, 10**9)


def sum_of_spans(items: Iterable[int]) -> int:
    """Add spans up."""
    total = 0
    for item in items:
        total = within_span(total + item)
    return total

"""The functions of the profile: what each takes, gives and can fail on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from specwright.rules.types import (
    BOOL,
    DOUBLE,
    DURATION,
    INT,
    STRING,
    TIMESTAMP,
    BoolType,
    DoubleType,
    DurationType,
    IntType,
    Kind,
    StringType,
    TimestampType,
    Type,
)

__all__ = ["FUNCTIONS", "LIST_FUNCTIONS", "OUTSIDE", "PREDICATES", "Overload"]


@dataclass(frozen=True, slots=True)
class Overload:
    """One signature; a method's target is its first parameter. ``text`` is Python with {0}, {1} for the arguments.

    ``prelude`` names what the text calls; ``can_fail`` where evaluating it may end in an error.
    """

    is_method: bool
    parameters: tuple[Kind, ...]
    result: Type
    text: str
    prelude: str = ""
    can_fail: bool = False


def _method(result: Type, text: str, *parameters: Kind) -> Overload:
    return Overload(is_method=True, parameters=parameters, result=result, text=text)


def _conversion(parameter: Kind, result: Type, function: str, *, can_fail: bool = True) -> Overload:
    text = f"{function}({{0}})" if function else "{0}"
    return Overload(
        is_method=False, parameters=(parameter,), result=result, text=text, prelude=function, can_fail=can_fail
    )


def _part(parameter: Kind, function: str, lower: int, upper: int) -> Overload:
    result = IntType(lower, upper)
    return Overload(is_method=True, parameters=(parameter,), result=result, text=f"{function}({{0}})", prelude=function)


def _predicate(function: str) -> tuple[Overload, ...]:
    return (_conversion(StringType, BOOL, function, can_fail=False),)


# Name in CEL: name in Python, format in JSON Schema.
PREDICATES: Final = {
    "isIso6346": ("is_iso6346", "iso6346"),
    "isCountry2": ("is_country_2", "iso3166-1-alpha-2"),
    "isCountry3": ("is_country_3", "iso3166-1-alpha-3"),
    "isCurrency": ("is_currency", "iso4217"),
    "isIncoterm": ("is_incoterm", "incoterms-2020"),
    "isUnNumber": ("is_un_number", "un-number"),
    "isImdgClass": ("is_imdg_class", "imdg-class"),
    "isDateTime": ("is_date_time", "date-time"),
    "isDate": ("is_date", "date"),
    "isTime": ("is_time", "time"),
    "isBase64": ("is_base64", "base64"),
    "isBase64Url": ("is_base64url", "base64url"),
}

_HOURS_OF_SPAN: Final = 2_562_048

FUNCTIONS: Final[dict[str, tuple[Overload, ...]]] = {
    "startsWith": (_method(BOOL, "{0}.startswith({1})", StringType, StringType),),
    "endsWith": (_method(BOOL, "{0}.endswith({1})", StringType, StringType),),
    "contains": (_method(BOOL, "{1} in {0}", StringType, StringType),),
    "matches": (
        _method(BOOL, "", StringType, StringType),
        Overload(is_method=False, parameters=(StringType, StringType), result=BOOL, text=""),
    ),
    "string": (
        _conversion(StringType, STRING, "", can_fail=False),
        _conversion(IntType, STRING, "str", can_fail=False),
        Overload(is_method=False, parameters=(BoolType,), result=STRING, text='"true" if {0} else "false"'),
    ),
    "int": (
        _conversion(IntType, INT, "", can_fail=False),
        _conversion(DoubleType, INT, "int_of_double"),
        _conversion(StringType, INT, "int_of_text"),
        _conversion(TimestampType, IntType(-62_135_596_800, 253_402_300_799), "seconds_of", can_fail=False),
    ),
    "double": (
        _conversion(DoubleType, DOUBLE, "", can_fail=False),
        _conversion(IntType, DOUBLE, "float", can_fail=False),
        _conversion(StringType, DOUBLE, "double_of_text"),
    ),
    "timestamp": (
        _conversion(TimestampType, TIMESTAMP, "", can_fail=False),
        _conversion(StringType, TIMESTAMP, "timestamp_of_text"),
        _conversion(IntType, TIMESTAMP, "timestamp_of_seconds"),
    ),
    "duration": (
        _conversion(DurationType, DURATION, "", can_fail=False),
        _conversion(StringType, DURATION, "duration_of_text"),
    ),
    "getFullYear": (_part(TimestampType, "year_of", 1, 9999),),
    "getMonth": (_part(TimestampType, "month_of", 0, 11),),
    "getDate": (_part(TimestampType, "day_of", 1, 31),),
    "getDayOfWeek": (_part(TimestampType, "weekday_of", 0, 6),),
    "getHours": (
        _part(TimestampType, "hour_of", 0, 23),
        _part(DurationType, "hours_in", -_HOURS_OF_SPAN, _HOURS_OF_SPAN),
    ),
    "getMinutes": (
        _part(TimestampType, "minute_of", 0, 59),
        _part(DurationType, "minutes_in", -_HOURS_OF_SPAN * 60, _HOURS_OF_SPAN * 60),
    ),
    "getSeconds": (
        _part(TimestampType, "second_of", 0, 59),
        _part(DurationType, "seconds_in", -_HOURS_OF_SPAN * 3600, _HOURS_OF_SPAN * 3600),
    ),
    **{name: _predicate(function) for name, (function, _) in PREDICATES.items()},
}

# Their types depend on the items, so the checker knows them by name.
LIST_FUNCTIONS: Final = frozenset({"isSorted", "sum", "min", "max", "indexOf"})

OUTSIDE: Final = {
    "type": "The schema says which type a value has.",
    "dyn": "Types come from the schema; say there what the value is.",
    "uint": "JSON has no unsigned numbers; write int().",
    "bytes": "JSON has no bytes; compare texts.",
    "bool": "Compare the text: x == 'true'",
    "getDayOfMonth": "Write getDate() - 1.",
    "getDayOfYear": "Compare timestamps.",
    "getMilliseconds": "Compare timestamps.",
    "existsOne": "Write exists_one().",
    "transformList": "Write map().",
    "transformMap": "Write map() or let.",
    "bind": "Write the value under let.",
    "substring": "Write matches() with a pattern.",
    "split": "Write matches() with a pattern.",
    "lowerAscii": "Write matches() with a pattern.",
    "upperAscii": "Write matches() with a pattern.",
}

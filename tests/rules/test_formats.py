"""Holds the domain formats against independent sources: other packages, published examples, and the RFC's own words."""

from __future__ import annotations

import base64
import datetime as dt
import random
from typing import Any, Final

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso6346

from specwright.rules.code_lists import COUNTRIES_2, COUNTRIES_3, CURRENCIES, INCOTERMS_2020
from specwright.rules.formats import FORMATS
from specwright.rules.functions import PREDICATES
from specwright.rules.instants import timestamp_of_text

CONTAINERS: Final = (
    *("CSQU3054383", "TOLU4734787", "MSKU6011672", "MEDU8707688", "CGMU1234562", "MSCU1581760", "HLXU6825546"),
    *("TCLU0506316", "TGHU0759545", "OOLU5619130", "ZIMU0987022", "TEMU6110973"),
)


@pytest.mark.parametrize(
    ("format_", "valid", "invalid"),
    [
        (
            "iso6346",
            CONTAINERS,
            (
                "CSQU3054384",
                "csqu3054383",
                "CSQR3054383",
                "CSQ3054383",
                "CSQU305438",
                "CSQU 305438 3",
                "",
                "CGMU1234567",
                "ÇSQU3054383",
                "CSQU305438٣",
            ),
        ),
        ("iso3166-1-alpha-2", ("FR", "GB", "DE"), ("UK", "EU", "fr", "FRA", "XK", "")),
        ("iso3166-1-alpha-3", ("FRA", "LUX", "SSD"), ("FR", "fra", "ROM", "XKX", "EUR", "")),
        ("iso4217", ("EUR", "USD", "XCG", "XXX"), ("eur", "DEM", "HRK", "BGN", "ANG", "€", "")),
        ("incoterms-2020", ("EXW", "DPU", "CIF"), ("DAT", "DDU", "cif", "")),
        ("un-number", ("1203", "0004"), ("UN1203", "120", "12034", "١٢٠٣", "")),
        (
            "imdg-class",
            ("1", "1.4", "1.4S", "2.1", "3", "4.3", "5.2", "6.1", "7", "8", "9"),
            ("0", "1.7", "1.4I", "1.4s", "2.4", "3.1", "6.3", "10", "S", ""),
        ),
        (
            "date",
            ("2024-02-29", "0001-01-01"),
            ("2023-02-29", "2024-2-9", "20240229", "2024-02-29T", "٢٠٢٤-02-29", "2024-00-01", ""),
        ),
        (
            "time",
            ("08:30:06Z", "23:59:60Z", "22:59:60-01:00", "08:30:06.283185Z", "08:30:06+00:20"),
            ("8:30:06Z", "24:00:00Z", "08:60:00Z", "22:59:60Z", "08:30:06", "08:30:06+24:00", "12:00:00 Z", ""),
        ),
        (
            "date-time",
            (
                "1963-06-19T08:30:06.283185Z",
                "1963-06-19T08:30:06Z",
                "1937-01-01T12:00:27.87+00:20",
                "1990-12-31T15:59:50.123-08:00",
                "1998-12-31T23:59:60Z",
                "1998-12-31T15:59:60.123-08:00",
                "1963-06-19t08:30:06.283185z",
            ),
            (
                "1998-12-31T23:59:61Z",
                "1998-12-31T23:58:60Z",
                "1998-12-31T22:59:60Z",
                "1990-02-31T15:59:59.123-08:00",
                "1990-12-31T15:59:59-24:00",
                "1963-06-19T08:30:06.28123+01:00Z",
                "06/19/1963 08:30:06 PST",
                "2013-350T01:01:01",
                "1963-6-19T08:30:06.283185Z",
                "1963-06-1T00:00:00Z",
                "1963-06-1৪T00:00:00Z",
                "1963-06-11 00:00:00Z",
                "1963-06-11T00:00:00",
                "1963-06-11T00:00Z",
                "1963-06-11T24:00:00Z",
                "1963-06-11T00:00:00.Z",
                "1963-06-11T00:00:00,5Z",
                "1963-06-11T00:00:00.1234567891Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                " 1963-06-11T00:00:00Z",
                "",
            ),
        ),
        (
            "base64",
            ("", "aGk=", "aGVsbG8=", "YQ==", "+/+/"),
            ("aGk", "aGl=", "YR==", "a===", "-_-_", "aGk=\n", "aG k="),
        ),
        ("base64url", ("", "aGk", "aGk=", "YQ", "YQ==", "-_-_"), ("a", "aGl", "YR", "+/+/", "YQ=", "aGk==")),
        ("byte", ("aGk=",), ("aGk",)),
    ],
)
def test_a_format_tells_right_texts_from_wrong_ones(
    format_: str, valid: tuple[str, ...], invalid: tuple[str, ...]
) -> None:
    """Each example is judged as its standard says."""
    judge = FORMATS[format_]

    assert [text for text in valid if not judge(text)] == []
    assert [text for text in invalid if judge(text)] == []


def test_container_numbers_agree_with_an_independent_check() -> None:
    """Over random numbers of the plain form, another implementation finds the same ones right."""
    rng = random.Random(6346)
    numbers = [
        "".join(rng.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=3))
        + rng.choice("UJZ")
        + "".join(rng.choices("0123456789", k=7))
        for _ in range(20_000)
    ]

    assert [number for number in numbers if FORMATS["iso6346"](number) is not iso6346.is_valid(number)] == []
    assert sum(map(FORMATS["iso6346"], numbers)) > 1000


def test_code_lists_agree_with_an_independent_one() -> None:
    """The frozen lists are those of the standards, no code more or less."""
    assert {country.alpha_2 for country in pycountry.countries} == COUNTRIES_2
    assert {country.alpha_3 for country in pycountry.countries} == COUNTRIES_3
    currencies: Any = pycountry.currencies
    assert {currency.alpha_3 for currency in currencies} == CURRENCIES
    assert len(INCOTERMS_2020) == 11


@given(
    moment=st.datetimes(min_value=dt.datetime(1, 1, 2), max_value=dt.datetime(9999, 12, 30)),  # noqa: DTZ001 - the zone is drawn
    offset=st.integers(-1439, 1439),
)
def test_instants_agree_with_the_standard_library(moment: dt.datetime, offset: int) -> None:
    """A date-time that Python writes is read as the same instant, to the microsecond."""
    aware = moment.replace(tzinfo=dt.timezone(dt.timedelta(minutes=offset)))
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    assert timestamp_of_text(aware.isoformat()) == (aware - epoch) // dt.timedelta(microseconds=1) * 1000


@given(content=st.binary(max_size=40))
def test_what_is_encoded_is_base64(content: bytes) -> None:
    """Both alphabets, with and without padding where the standard allows it."""
    plain, safe = base64.b64encode(content).decode(), base64.urlsafe_b64encode(content).decode()

    assert (FORMATS["base64"](plain), FORMATS["base64url"](safe), FORMATS["base64url"](safe.rstrip("="))) == (True,) * 3


def test_every_predicate_of_the_language_is_a_format() -> None:
    """What rules call and what schemas name are the same functions."""
    assert {format_: FORMATS[format_].__name__ for _, format_ in PREDICATES.values()} == {
        format_: function for function, format_ in PREDICATES.values()
    }


@given(
    st.tuples(*(st.integers(0, limit) for limit in (9999, 13, 32, 25, 61, 61))),
    st.one_of(
        st.just("Z"), st.builds("{}{:02}:{:02}".format, st.sampled_from("+-"), st.integers(0, 25), st.integers(0, 61))
    ),
)
def test_usual_date_times_are_read_as_all_others_are(parts: tuple[int, ...], offset: str) -> None:
    """A text without fraction, which the standard library reads, means what it means with an empty fraction."""
    text = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*parts)

    def read(whole: str) -> int | None:
        try:
            return timestamp_of_text(whole)
        except (ValueError, OverflowError):
            return None

    assert read(text + offset) == read(f"{text}.0{offset}")

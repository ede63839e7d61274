# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Checks of bodies, parameters and responses: all violations, sorted by place and keyword."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

__all__ = [
    "ASSUMED",
    "BODIES",
    "Check",
    "PARAMETERS",
    "RESPONSES",
    "TRANSITIONS",
    "Violation",
    "check_create_order_body",
    "check_create_order_body_transitions",
    "check_delete_order_parameters",
    "check_get_order_parameters",
    "check_update_order_body",
    "check_update_order_body_transitions",
    "check_update_order_parameters",
]


def listed(codes: str) -> frozenset[str]:
    """Split codes that are written as words."""
    return frozenset(codes.split())


# ISO 3166-1, officially assigned alpha-2 codes: 249 on 2026-11-01.
COUNTRIES_2: Final = listed(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
)


# ISO 3166-1, officially assigned alpha-3 codes: 249 on 2026-11-01.
COUNTRIES_3: Final = listed(
    """
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH
    BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB
    CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO
    GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN
    IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA
    MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER
    NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU
    RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA
    TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT
    WLF WSM YEM ZAF ZMB ZWE
    """
)


# ISO 4217, list one (active codes of currencies, funds and metals), after the changes that took effect by 2026-11-01.
CURRENCIES: Final = listed(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAD XAF XAG XAU XBA XBB XBC
    XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX YER ZAR ZMW ZWG
    """
)


def is_country_2(text: str) -> bool:
    """Say whether a text is an officially assigned alpha-2 code of ISO 3166-1."""
    return text in COUNTRIES_2


def is_country_3(text: str) -> bool:
    """Say whether a text is an officially assigned alpha-3 code of ISO 3166-1."""
    return text in COUNTRIES_3


def is_currency(text: str) -> bool:
    """Say whether a text is an active alphabetic code of ISO 4217."""
    return text in CURRENCIES


class Violation(NamedTuple):
    """One way in which a value is wrong.

    ``layer`` is ``schema`` or ``rule``, ``id`` the keyword or the rule, ``path`` the JSON pointer of the place in the
    value. ``code`` is the documented error code, empty where there is none.
    """

    layer: str
    code: str
    id: str
    path: str
    message: str


class Rule(NamedTuple):
    """A rule of one body: what it says, where its values stand, and the two functions that judge one of them.

    ``after`` names the rules that must hold before this one is judged. An assumed rule is one that is not documented.
    """

    id: str
    code: str
    message: str
    after: tuple[str, ...]
    place: int
    holds: Callable[..., bool]
    locate: Callable[..., str]
    is_transition: bool
    is_assumed: bool


# `Any`, so that a type checker does not take the members of a value for unknown ones after it was told apart.
OBJECT: Final[Any] = dict


ARRAY: Final[Any] = list


ABSENT: Final[Any] = object()


TOO_DEEP: Final[tuple[Violation, ...]] = (
    Violation("schema", "", "depth", "", "The value is nested too deeply to be judged."),
)


def is_integer(value: Any) -> bool:
    """Say whether a value is a number without a fraction, however it is spelled."""
    if isinstance(value, int):
        return not isinstance(value, bool)
    return isinstance(value, float) and value.is_integer()


def is_number(value: Any) -> bool:
    """Say whether a value is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def sorted_violations(found: Iterable[Violation]) -> tuple[Violation, ...]:
    """Order violations by place and keyword, each once."""
    return tuple(sorted(set(found), key=lambda each: (each.path, each.id, each.code, each.message)))


def violations_of(find: Callable[[Any, str, list[Violation]], None], value: Any) -> tuple[Violation, ...]:
    """Collect the violations of a value as a whole."""
    found: list[Violation] = []
    find(value, "", found)
    return sorted_violations(found)


def broken_rules(rules: Iterable[Rule], values: Sequence[tuple[int, str, Any, Any]]) -> tuple[Violation, ...]:
    """Judge rules in their order; ``values`` are place, pointer, value and old value (None where there is none)."""
    found: list[Violation] = []
    failed: set[str] = set()
    for rule in rules:
        if not failed.isdisjoint(rule.after):
            # What was not judged holds for nobody who waits for it.
            failed.add(rule.id)
            continue
        for place, path, value, old in values:
            if place != rule.place or (rule.is_transition and old is None):
                continue
            values_of_rule = (value, old) if rule.is_transition else (value,)
            try:
                if not rule.holds(*values_of_rule):
                    failed.add(rule.id)
                    where = path + rule.locate(*values_of_rule)
                    found.append(Violation("rule", rule.code, rule.id, where, rule.message))
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):
                # A value before may be of another shape than the schema has, and then says nothing to this rule.
                if not rule.is_transition:
                    raise
    return sorted_violations(found) if found else ()


def project(value: Any, shapes: Sequence[tuple[Mapping[str, int] | None, int, int]], shape: int) -> Any:
    """Keep of a stored value what the schema of the request has a name for.

    A shape is the shapes of named members (None keeps all members), of other members and of items. The shape -1 keeps a
    value whole; as that of other members it leaves them out.
    """
    if shape < 0:
        return value
    members, rest, items = shapes[shape]
    if isinstance(value, ARRAY):
        return [project(item, shapes, items) for item in value]
    if not isinstance(value, OBJECT) or members is None:
        return value
    if rest < 0:
        return {name: project(value[name], shapes, inner) for name, inner in members.items() if name in value}
    return {name: project(item, shapes, members.get(name, rest)) for name, item in value.items()}


_SHAPES_1: Final = (
    (
        {
            "order_id": 1,
            "invoice_id": 2,
            "url": 3,
            "order_date_hour": 4,
            "customer_firstname": 5,
            "customer_lastname": 6,
            "customer_address": 7,
            "customer_zipcode": 8,
            "customer_city": 9,
            "customer_country": 10,
            "customer_email": 11,
            "buyer_firstname": 12,
            "buyer_lastname": 13,
            "buyer_address": 14,
            "buyer_zipcode": 15,
            "buyer_city": 16,
            "buyer_country": 17,
            "agent_firstname": 18,
            "agent_lastname": 19,
            "agent_address": 20,
            "agent_zipcode": 21,
            "agent_city": 22,
            "agent_country": 23,
            "order_payment_type": 24,
            "order_payment_date": 25,
            "exporting_carrier": 26,
            "departure_country": 27,
            "arrival_country": 28,
            "products": 29,
            "shipping_carrier": 30,
            "category_of_item": 31,
            "payment_type": 32,
            "amount_products": 33,
            "amount_shipping": 34,
            "amount_duty": 35,
            "amount_vat": 36,
            "amount_specialtaxes": 37,
            "incoterm": 38,
            "currency": 39,
            "order_statut": 40,
            "order_update_statut": 41,
            "duty_calculation_timestamp": 42,
        },
        -1,
        -1,
    ),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, 43),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    ({"sku": 44, "quantity": 45, "unit_price": 46, "unit_price_currency": 47, "seller_id": 48}, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
    (None, -1, -1),
)
_SHAPES_2: Final = (
    ({"order_id": 1}, -1, -1),
    (None, -1, -1),
)


Check = Callable[..., "tuple[Violation, ...]"]


def _rule_products_not_empty(doc: Any) -> bool:
    if not len(doc["products"]) > 0:
        return False
    return True


def _rule_products_not_empty_at(doc: Any) -> str:
    if not len(doc["products"]) > 0:
        return "/products"
    return "/products"


def _rule_order_id_given(doc: Any) -> bool:
    if doc == "":
        return False
    return True


def _rule_order_id_given_at(doc: Any) -> str:
    if doc == "":
        return ""
    return ""


def _rule_order_id_unchanged(doc: Any, old: Any) -> bool:
    if doc["order_id"] != old["order_id"]:
        return False
    return True


def _rule_order_id_unchanged_at(doc: Any, old: Any) -> str:
    if doc["order_id"] != old["order_id"]:
        return "/order_id"
    return "/order_id"


def _rule_moment_in_milliseconds(doc: Any) -> bool:
    if not doc >= 1000000000000:
        return False
    if not doc <= 9999999999999:
        return False
    return True


def _rule_moment_in_milliseconds_at(doc: Any) -> str:
    if not doc >= 1000000000000:
        return ""
    if not doc <= 9999999999999:
        return ""
    return ""


def _rule_country_known(doc: Any) -> bool:
    if not (is_country_3(doc) or is_country_2(doc)):
        return False
    return True


def _rule_country_known_at(doc: Any) -> str:
    if not (is_country_3(doc) or is_country_2(doc)):
        return ""
    return ""


def _rule_quantity_above_zero(doc: Any) -> bool:
    if not doc["quantity"] > 0:
        return False
    return True


def _rule_quantity_above_zero_at(doc: Any) -> str:
    if not doc["quantity"] > 0:
        return "/quantity"
    return "/quantity"


def _rule_amount_not_negative(doc: Any) -> bool:
    if not doc >= 0:
        return False
    return True


def _rule_amount_not_negative_at(doc: Any) -> str:
    if not doc >= 0:
        return ""
    return ""


def _rule_currency_known(doc: Any) -> bool:
    if not is_currency(doc):
        return False
    return True


def _rule_currency_known_at(doc: Any) -> str:
    if not is_currency(doc):
        return ""
    return ""


def _holds_create_order_body(value: Any) -> bool:
    if value is None:
        return True
    if not _holds_Order(value):
        return False
    return True


def _places_create_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _places_Order(value, old, at, found)


def _changes_create_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _changes_Order(value, old, at, found)


def _is_create_order_body(value: Any) -> bool:
    if not _is_Order(value):
        return False
    return True


def _find_create_order_body(value: Any, at: str, found: list[Violation]) -> None:
    _find_Order(value, at, found)


def _holds_get_order_parameters(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("path")
        if member is not None and not _holds_get_order_parameters_path(member):
            return False
    return True


def _places_get_order_parameters(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_get_order_parameters_path(value.get("path"), before.get("path"), at + "/path", found)


def _is_get_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_get_order_parameters_path(member):
        return False
    return True


def _find_get_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_get_order_parameters_path(member, at + "/path", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_update_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_update_order_parameters_path(member):
        return False
    return True


def _find_update_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_update_order_parameters_path(member, at + "/path", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_update_order_body(value: Any) -> bool:
    if value is None:
        return True
    if not _holds_Order(value):
        return False
    return True


def _places_update_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _places_Order(value, old, at, found)


def _changes_update_order_body(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    _changes_Order(value, old, at, found)


def _is_update_order_body(value: Any) -> bool:
    if not _is_Order(value):
        return False
    return True


def _find_update_order_body(value: Any, at: str, found: list[Violation]) -> None:
    _find_Order(value, at, found)


def _holds_delete_order_parameters(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("path")
        if member is not None and not _holds_delete_order_parameters_path(member):
            return False
    return True


def _places_delete_order_parameters(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_delete_order_parameters_path(value.get("path"), before.get("path"), at + "/path", found)


def _is_delete_order_parameters(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("path")
    if not _is_delete_order_parameters_path(member):
        return False
    return True


def _find_delete_order_parameters(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "path" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'path' is missing."))
        if "path" in value:
            member = value["path"]
            _find_delete_order_parameters_path(member, at + "/path", found)
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_Order(value: Any) -> bool:
    if value is None:
        return True
    if not _rule_products_not_empty(value):
        return False
    if isinstance(value, OBJECT):
        member = value.get("order_id")
        if member is not None and not _rule_order_id_given(member):
            return False
        member = value.get("order_date_hour")
        if member is not None and not _rule_moment_in_milliseconds(member):
            return False
        member = value.get("customer_country")
        if member is not None and not _rule_country_known(member):
            return False
        member = value.get("buyer_country")
        if member is not None and not _rule_country_known(member):
            return False
        member = value.get("agent_country")
        if member is not None and not _rule_country_known(member):
            return False
        member = value.get("order_payment_date")
        if member is not None and not _rule_moment_in_milliseconds(member):
            return False
        member = value.get("departure_country")
        if member is not None and not _rule_country_known(member):
            return False
        member = value.get("arrival_country")
        if member is not None and not _rule_country_known(member):
            return False
        member = value.get("products")
        if member is not None and not _holds_Order_products(member):
            return False
        member = value.get("amount_products")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("amount_shipping")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("amount_duty")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("amount_vat")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("amount_specialtaxes")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("currency")
        if member is not None and not _rule_currency_known(member):
            return False
        member = value.get("order_update_statut")
        if member is not None and not _rule_moment_in_milliseconds(member):
            return False
        member = value.get("duty_calculation_timestamp")
        if member is not None and not _rule_moment_in_milliseconds(member):
            return False
    return True


def _places_Order(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((0, at, value, old))
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_OrderId(value.get("order_id"), before.get("order_id"), at + "/order_id", found)
        _places_EpochMilliseconds(
            value.get("order_date_hour"), before.get("order_date_hour"), at + "/order_date_hour", found
        )
        _places_CountryCode(
            value.get("customer_country"), before.get("customer_country"), at + "/customer_country", found
        )
        _places_CountryCode(value.get("buyer_country"), before.get("buyer_country"), at + "/buyer_country", found)
        _places_CountryCode(value.get("agent_country"), before.get("agent_country"), at + "/agent_country", found)
        _places_EpochMilliseconds(
            value.get("order_payment_date"), before.get("order_payment_date"), at + "/order_payment_date", found
        )
        _places_CountryCode(
            value.get("departure_country"), before.get("departure_country"), at + "/departure_country", found
        )
        _places_CountryCode(value.get("arrival_country"), before.get("arrival_country"), at + "/arrival_country", found)
        _places_Order_products(value.get("products"), before.get("products"), at + "/products", found)
        _places_Amount(value.get("amount_products"), before.get("amount_products"), at + "/amount_products", found)
        _places_Amount(value.get("amount_shipping"), before.get("amount_shipping"), at + "/amount_shipping", found)
        _places_Amount(value.get("amount_duty"), before.get("amount_duty"), at + "/amount_duty", found)
        _places_Amount(value.get("amount_vat"), before.get("amount_vat"), at + "/amount_vat", found)
        _places_Amount(
            value.get("amount_specialtaxes"), before.get("amount_specialtaxes"), at + "/amount_specialtaxes", found
        )
        _places_CurrencyCode(value.get("currency"), before.get("currency"), at + "/currency", found)
        _places_EpochMilliseconds(
            value.get("order_update_statut"), before.get("order_update_statut"), at + "/order_update_statut", found
        )
        _places_EpochMilliseconds(
            value.get("duty_calculation_timestamp"),
            before.get("duty_calculation_timestamp"),
            at + "/duty_calculation_timestamp",
            found,
        )


def _changes_Order(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((0, at, value, old))


def _is_Order(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("order_id")
    if not isinstance(member, str):
        return False
    member = value.get("invoice_id")
    if not isinstance(member, str):
        return False
    member = value.get("url")
    if not isinstance(member, str):
        return False
    member = value.get("order_date_hour")
    if member.__class__ is not int and not is_integer(member):
        return False
    member = value.get("customer_firstname")
    if not isinstance(member, str):
        return False
    member = value.get("customer_lastname")
    if not isinstance(member, str):
        return False
    member = value.get("customer_address")
    if not isinstance(member, str):
        return False
    member = value.get("customer_zipcode")
    if not isinstance(member, str):
        return False
    member = value.get("customer_city")
    if not isinstance(member, str):
        return False
    member = value.get("customer_country")
    if not isinstance(member, str):
        return False
    member = value.get("customer_email", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    member = value.get("buyer_firstname")
    if not isinstance(member, str):
        return False
    member = value.get("buyer_lastname")
    if not isinstance(member, str):
        return False
    member = value.get("buyer_address")
    if not isinstance(member, str):
        return False
    member = value.get("buyer_zipcode")
    if not isinstance(member, str):
        return False
    member = value.get("buyer_city")
    if not isinstance(member, str):
        return False
    member = value.get("buyer_country")
    if not isinstance(member, str):
        return False
    member = value.get("agent_firstname")
    if not isinstance(member, str):
        return False
    member = value.get("agent_lastname")
    if not isinstance(member, str):
        return False
    member = value.get("agent_address")
    if not isinstance(member, str):
        return False
    member = value.get("agent_zipcode")
    if not isinstance(member, str):
        return False
    member = value.get("agent_city")
    if not isinstance(member, str):
        return False
    member = value.get("agent_country")
    if not isinstance(member, str):
        return False
    member = value.get("order_payment_type")
    if not isinstance(member, str):
        return False
    member = value.get("order_payment_date")
    if member.__class__ is not int and not is_integer(member):
        return False
    member = value.get("exporting_carrier")
    if not isinstance(member, str):
        return False
    member = value.get("departure_country")
    if not isinstance(member, str):
        return False
    member = value.get("arrival_country")
    if not isinstance(member, str):
        return False
    member = value.get("products")
    if not _is_Order_products(member):
        return False
    member = value.get("shipping_carrier")
    if not isinstance(member, str):
        return False
    member = value.get("category_of_item")
    if not isinstance(member, str):
        return False
    member = value.get("payment_type")
    if not isinstance(member, str):
        return False
    member = value.get("amount_products")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("amount_shipping")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("amount_duty")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("amount_vat")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("amount_specialtaxes")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("incoterm")
    if not isinstance(member, str):
        return False
    member = value.get("currency")
    if not isinstance(member, str):
        return False
    member = value.get("order_statut")
    if not isinstance(member, str):
        return False
    member = value.get("order_update_statut", ABSENT)
    if member is not ABSENT:
        if member.__class__ is not int and not is_integer(member):
            return False
    member = value.get("duty_calculation_timestamp", ABSENT)
    if member is not ABSENT:
        if member.__class__ is not int and not is_integer(member):
            return False
    return True


def _find_Order(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "order_id" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_id' is missing."))
        if "invoice_id" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'invoice_id' is missing."))
        if "url" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'url' is missing."))
        if "order_date_hour" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_date_hour' is missing."))
        if "customer_firstname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_firstname' is missing."))
        if "customer_lastname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_lastname' is missing."))
        if "customer_address" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_address' is missing."))
        if "customer_zipcode" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_zipcode' is missing."))
        if "customer_city" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_city' is missing."))
        if "customer_country" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'customer_country' is missing."))
        if "buyer_firstname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_firstname' is missing."))
        if "buyer_lastname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_lastname' is missing."))
        if "buyer_address" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_address' is missing."))
        if "buyer_zipcode" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_zipcode' is missing."))
        if "buyer_city" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_city' is missing."))
        if "buyer_country" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'buyer_country' is missing."))
        if "agent_firstname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_firstname' is missing."))
        if "agent_lastname" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_lastname' is missing."))
        if "agent_address" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_address' is missing."))
        if "agent_zipcode" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_zipcode' is missing."))
        if "agent_city" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_city' is missing."))
        if "agent_country" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'agent_country' is missing."))
        if "order_payment_type" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_payment_type' is missing."))
        if "order_payment_date" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_payment_date' is missing."))
        if "exporting_carrier" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'exporting_carrier' is missing."))
        if "departure_country" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'departure_country' is missing."))
        if "arrival_country" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'arrival_country' is missing."))
        if "products" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'products' is missing."))
        if "shipping_carrier" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'shipping_carrier' is missing."))
        if "category_of_item" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'category_of_item' is missing."))
        if "payment_type" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'payment_type' is missing."))
        if "amount_products" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'amount_products' is missing."))
        if "amount_shipping" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'amount_shipping' is missing."))
        if "amount_duty" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'amount_duty' is missing."))
        if "amount_vat" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'amount_vat' is missing."))
        if "amount_specialtaxes" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'amount_specialtaxes' is missing."))
        if "incoterm" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'incoterm' is missing."))
        if "currency" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'currency' is missing."))
        if "order_statut" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_statut' is missing."))
        if "order_id" in value:
            member = value["order_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_id", "Must be a string."))
        if "invoice_id" in value:
            member = value["invoice_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/invoice_id", "Must be a string."))
        if "url" in value:
            member = value["url"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/url", "Must be a string."))
        if "order_date_hour" in value:
            member = value["order_date_hour"]
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/order_date_hour", "Must be an integer."))
        if "customer_firstname" in value:
            member = value["customer_firstname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_firstname", "Must be a string."))
        if "customer_lastname" in value:
            member = value["customer_lastname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_lastname", "Must be a string."))
        if "customer_address" in value:
            member = value["customer_address"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_address", "Must be a string."))
        if "customer_zipcode" in value:
            member = value["customer_zipcode"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_zipcode", "Must be a string."))
        if "customer_city" in value:
            member = value["customer_city"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_city", "Must be a string."))
        if "customer_country" in value:
            member = value["customer_country"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_country", "Must be a string."))
        if "customer_email" in value:
            member = value["customer_email"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/customer_email", "Must be a string."))
        if "buyer_firstname" in value:
            member = value["buyer_firstname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_firstname", "Must be a string."))
        if "buyer_lastname" in value:
            member = value["buyer_lastname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_lastname", "Must be a string."))
        if "buyer_address" in value:
            member = value["buyer_address"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_address", "Must be a string."))
        if "buyer_zipcode" in value:
            member = value["buyer_zipcode"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_zipcode", "Must be a string."))
        if "buyer_city" in value:
            member = value["buyer_city"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_city", "Must be a string."))
        if "buyer_country" in value:
            member = value["buyer_country"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/buyer_country", "Must be a string."))
        if "agent_firstname" in value:
            member = value["agent_firstname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_firstname", "Must be a string."))
        if "agent_lastname" in value:
            member = value["agent_lastname"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_lastname", "Must be a string."))
        if "agent_address" in value:
            member = value["agent_address"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_address", "Must be a string."))
        if "agent_zipcode" in value:
            member = value["agent_zipcode"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_zipcode", "Must be a string."))
        if "agent_city" in value:
            member = value["agent_city"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_city", "Must be a string."))
        if "agent_country" in value:
            member = value["agent_country"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/agent_country", "Must be a string."))
        if "order_payment_type" in value:
            member = value["order_payment_type"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_payment_type", "Must be a string."))
        if "order_payment_date" in value:
            member = value["order_payment_date"]
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/order_payment_date", "Must be an integer."))
        if "exporting_carrier" in value:
            member = value["exporting_carrier"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/exporting_carrier", "Must be a string."))
        if "departure_country" in value:
            member = value["departure_country"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/departure_country", "Must be a string."))
        if "arrival_country" in value:
            member = value["arrival_country"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/arrival_country", "Must be a string."))
        if "products" in value:
            member = value["products"]
            _find_Order_products(member, at + "/products", found)
        if "shipping_carrier" in value:
            member = value["shipping_carrier"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/shipping_carrier", "Must be a string."))
        if "category_of_item" in value:
            member = value["category_of_item"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/category_of_item", "Must be a string."))
        if "payment_type" in value:
            member = value["payment_type"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/payment_type", "Must be a string."))
        if "amount_products" in value:
            member = value["amount_products"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/amount_products", "Must be a number."))
        if "amount_shipping" in value:
            member = value["amount_shipping"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/amount_shipping", "Must be a number."))
        if "amount_duty" in value:
            member = value["amount_duty"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/amount_duty", "Must be a number."))
        if "amount_vat" in value:
            member = value["amount_vat"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/amount_vat", "Must be a number."))
        if "amount_specialtaxes" in value:
            member = value["amount_specialtaxes"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/amount_specialtaxes", "Must be a number."))
        if "incoterm" in value:
            member = value["incoterm"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/incoterm", "Must be a string."))
        if "currency" in value:
            member = value["currency"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/currency", "Must be a string."))
        if "order_statut" in value:
            member = value["order_statut"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_statut", "Must be a string."))
        if "order_update_statut" in value:
            member = value["order_update_statut"]
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/order_update_statut", "Must be an integer."))
        if "duty_calculation_timestamp" in value:
            member = value["duty_calculation_timestamp"]
            if member.__class__ is not int and not is_integer(member):
                found.append(Violation("schema", "", "type", at + "/duty_calculation_timestamp", "Must be an integer."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_get_order_parameters_path(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("order_id")
        if member is not None and not _rule_order_id_given(member):
            return False
    return True


def _places_get_order_parameters_path(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_OrderId(value.get("order_id"), before.get("order_id"), at + "/order_id", found)


def _is_get_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("order_id")
    if not isinstance(member, str):
        return False
    return True


def _find_get_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "order_id" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_id' is missing."))
        if "order_id" in value:
            member = value["order_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_id", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _is_update_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("order_id")
    if not isinstance(member, str):
        return False
    return True


def _find_update_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "order_id" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_id' is missing."))
        if "order_id" in value:
            member = value["order_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_id", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_delete_order_parameters_path(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, OBJECT):
        member = value.get("order_id")
        if member is not None and not _rule_order_id_given(member):
            return False
    return True


def _places_delete_order_parameters_path(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_OrderId(value.get("order_id"), before.get("order_id"), at + "/order_id", found)


def _is_delete_order_parameters_path(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("order_id")
    if not isinstance(member, str):
        return False
    return True


def _find_delete_order_parameters_path(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "order_id" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'order_id' is missing."))
        if "order_id" in value:
            member = value["order_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/order_id", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


def _holds_Order_products(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, ARRAY):
        for item in value[0:]:
            if not _holds_OrderProduct(item):
                return False
    return True


def _places_OrderId(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((1, at, value, old))


def _places_EpochMilliseconds(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((2, at, value, old))


def _places_CountryCode(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((3, at, value, old))


def _places_Order_products(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    if isinstance(value, ARRAY):
        for index, item in enumerate(value[0:], 0):
            _places_OrderProduct(item, None, f"{at}/{index}", found)


def _places_Amount(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((5, at, value, old))


def _places_CurrencyCode(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((6, at, value, old))


def _is_Order_products(value: Any) -> bool:
    if not isinstance(value, ARRAY):
        return False
    for item in value:
        if not _is_OrderProduct(item):
            return False
    return True


def _find_Order_products(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, ARRAY):
        for index, item in enumerate(value):
            _find_OrderProduct(item, f"{at}/{index}", found)
    if not isinstance(value, ARRAY):
        found.append(Violation("schema", "", "type", at, "Must be an array."))


def _holds_OrderProduct(value: Any) -> bool:
    if value is None:
        return True
    if not _rule_quantity_above_zero(value):
        return False
    if isinstance(value, OBJECT):
        member = value.get("unit_price")
        if member is not None and not _rule_amount_not_negative(member):
            return False
        member = value.get("unit_price_currency")
        if member is not None and not _rule_currency_known(member):
            return False
    return True


def _places_OrderProduct(value: Any, old: Any, at: str, found: list[tuple[int, str, Any, Any]]) -> None:
    if value is None:
        return
    found.append((4, at, value, old))
    if isinstance(value, OBJECT):
        before: Any = old if isinstance(old, OBJECT) else {}
        _places_Amount(value.get("unit_price"), before.get("unit_price"), at + "/unit_price", found)
        _places_CurrencyCode(
            value.get("unit_price_currency"), before.get("unit_price_currency"), at + "/unit_price_currency", found
        )


def _is_OrderProduct(value: Any) -> bool:
    if not isinstance(value, OBJECT):
        return False
    member = value.get("sku")
    if not isinstance(member, str):
        return False
    member = value.get("quantity")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("unit_price")
    if member.__class__ is not float and not is_number(member):
        return False
    member = value.get("unit_price_currency")
    if not isinstance(member, str):
        return False
    member = value.get("seller_id", ABSENT)
    if member is not ABSENT:
        if not isinstance(member, str):
            return False
    return True


def _find_OrderProduct(value: Any, at: str, found: list[Violation]) -> None:
    if isinstance(value, OBJECT):
        if "sku" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'sku' is missing."))
        if "quantity" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'quantity' is missing."))
        if "unit_price" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'unit_price' is missing."))
        if "unit_price_currency" not in value:
            found.append(Violation("schema", "", "required", at, "The member 'unit_price_currency' is missing."))
        if "sku" in value:
            member = value["sku"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/sku", "Must be a string."))
        if "quantity" in value:
            member = value["quantity"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/quantity", "Must be a number."))
        if "unit_price" in value:
            member = value["unit_price"]
            if member.__class__ is not float and not is_number(member):
                found.append(Violation("schema", "", "type", at + "/unit_price", "Must be a number."))
        if "unit_price_currency" in value:
            member = value["unit_price_currency"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/unit_price_currency", "Must be a string."))
        if "seller_id" in value:
            member = value["seller_id"]
            if not isinstance(member, str):
                found.append(Violation("schema", "", "type", at + "/seller_id", "Must be a string."))
    if not isinstance(value, OBJECT):
        found.append(Violation("schema", "", "type", at, "Must be an object."))


_RULES_1: Final[tuple[Rule, ...]] = (
    Rule(
        "products-not-empty",
        "",
        "An order has at least one line.",
        (),
        0,
        _rule_products_not_empty,
        _rule_products_not_empty_at,
        False,
        True,
    ),
    Rule(
        "order-id-given",
        "",
        "An order has a number; without one it could not be addressed.",
        (),
        1,
        _rule_order_id_given,
        _rule_order_id_given_at,
        False,
        True,
    ),
    Rule(
        "order-id-unchanged",
        "",
        "An update names the order that it changes.",
        ("order-id-given",),
        0,
        _rule_order_id_unchanged,
        _rule_order_id_unchanged_at,
        True,
        True,
    ),
    Rule(
        "moment-in-milliseconds",
        "",
        "A moment has thirteen digits, as milliseconds since 1970 have from 2001 to 2286; seconds have ten.",
        (),
        2,
        _rule_moment_in_milliseconds,
        _rule_moment_in_milliseconds_at,
        False,
        True,
    ),
    Rule(
        "country-known",
        "",
        "A country is one of the three-letter or two-letter codes of ISO 3166-1.",
        (),
        3,
        _rule_country_known,
        _rule_country_known_at,
        False,
        True,
    ),
    Rule(
        "quantity-above-zero",
        "",
        "A line has more than zero units.",
        (),
        4,
        _rule_quantity_above_zero,
        _rule_quantity_above_zero_at,
        False,
        True,
    ),
    Rule(
        "amount-not-negative",
        "",
        "A sum of money is not below zero.",
        (),
        5,
        _rule_amount_not_negative,
        _rule_amount_not_negative_at,
        False,
        True,
    ),
    Rule(
        "currency-known",
        "",
        "A currency is one of the three-letter codes of ISO 4217.",
        (),
        6,
        _rule_currency_known,
        _rule_currency_known_at,
        False,
        True,
    ),
)


_RULES_2: Final[tuple[Rule, ...]] = (
    Rule(
        "order-id-unchanged",
        "",
        "An update names the order that it changes.",
        (),
        0,
        _rule_order_id_unchanged,
        _rule_order_id_unchanged_at,
        True,
        True,
    ),
)


_RULES_3: Final[tuple[Rule, ...]] = (
    Rule(
        "order-id-given",
        "",
        "An order has a number; without one it could not be addressed.",
        (),
        1,
        _rule_order_id_given,
        _rule_order_id_given_at,
        False,
        True,
    ),
)


_RULES_4: Final[tuple[Rule, ...]] = (
    Rule(
        "products-not-empty",
        "",
        "An order has at least one line.",
        (),
        0,
        _rule_products_not_empty,
        _rule_products_not_empty_at,
        False,
        True,
    ),
    Rule(
        "order-id-given",
        "",
        "An order has a number; without one it could not be addressed.",
        (),
        1,
        _rule_order_id_given,
        _rule_order_id_given_at,
        False,
        True,
    ),
    Rule(
        "order-id-unchanged",
        "",
        "An update names the order that it changes.",
        ("order-id-given",),
        0,
        _rule_order_id_unchanged,
        _rule_order_id_unchanged_at,
        True,
        True,
    ),
    Rule(
        "moment-in-milliseconds",
        "",
        "A moment has thirteen digits, as milliseconds since 1970 have from 2001 to 2286; seconds have ten.",
        (),
        2,
        _rule_moment_in_milliseconds,
        _rule_moment_in_milliseconds_at,
        False,
        True,
    ),
    Rule(
        "country-known",
        "",
        "A country is one of the three-letter or two-letter codes of ISO 3166-1.",
        (),
        3,
        _rule_country_known,
        _rule_country_known_at,
        False,
        True,
    ),
    Rule(
        "quantity-above-zero",
        "",
        "A line has more than zero units.",
        (),
        4,
        _rule_quantity_above_zero,
        _rule_quantity_above_zero_at,
        False,
        True,
    ),
    Rule(
        "amount-not-negative",
        "",
        "A sum of money is not below zero.",
        (),
        5,
        _rule_amount_not_negative,
        _rule_amount_not_negative_at,
        False,
        True,
    ),
    Rule(
        "currency-known",
        "",
        "A currency is one of the three-letter codes of ISO 4217.",
        (),
        6,
        _rule_currency_known,
        _rule_currency_known_at,
        False,
        True,
    ),
)


_RULES_5: Final[tuple[Rule, ...]] = (
    Rule(
        "order-id-unchanged",
        "",
        "An update names the order that it changes.",
        (),
        0,
        _rule_order_id_unchanged,
        _rule_order_id_unchanged_at,
        True,
        True,
    ),
)


_RULES_6: Final[tuple[Rule, ...]] = (
    Rule(
        "order-id-given",
        "",
        "An order has a number; without one it could not be addressed.",
        (),
        1,
        _rule_order_id_given,
        _rule_order_id_given_at,
        False,
        True,
    ),
)


def check_create_order_body_transitions(value: Any, old: Any) -> tuple[Violation, ...]:
    try:
        values: list[tuple[int, str, Any, Any]] = []
        _changes_create_order_body(value, project(old, _SHAPES_2, 0), "", values)
        return broken_rules(_RULES_2, values)
    except RecursionError:
        return TOO_DEEP


def check_create_order_body(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_create_order_body(value):
            return violations_of(_find_create_order_body, value)
        if _holds_create_order_body(value):
            return () if old is None else check_create_order_body_transitions(value, old)
        values: list[tuple[int, str, Any, Any]] = []
        _places_create_order_body(value, project(old, _SHAPES_1, 0), "", values)
        return broken_rules(_RULES_1, values)
    except RecursionError:
        return TOO_DEEP


def check_get_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_get_order_parameters(value):
            return violations_of(_find_get_order_parameters, value)
        if _holds_get_order_parameters(value):
            return ()
        values: list[tuple[int, str, Any, Any]] = []
        _places_get_order_parameters(value, None, "", values)
        return broken_rules(_RULES_3, values)
    except RecursionError:
        return TOO_DEEP


def check_update_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if _is_update_order_parameters(value):
            return ()
        return violations_of(_find_update_order_parameters, value)
    except RecursionError:
        return TOO_DEEP


def check_update_order_body_transitions(value: Any, old: Any) -> tuple[Violation, ...]:
    try:
        values: list[tuple[int, str, Any, Any]] = []
        _changes_update_order_body(value, project(old, _SHAPES_2, 0), "", values)
        return broken_rules(_RULES_5, values)
    except RecursionError:
        return TOO_DEEP


def check_update_order_body(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_update_order_body(value):
            return violations_of(_find_update_order_body, value)
        if _holds_update_order_body(value):
            return () if old is None else check_update_order_body_transitions(value, old)
        values: list[tuple[int, str, Any, Any]] = []
        _places_update_order_body(value, project(old, _SHAPES_1, 0), "", values)
        return broken_rules(_RULES_4, values)
    except RecursionError:
        return TOO_DEEP


def check_delete_order_parameters(value: Any, *, old: Any = None) -> tuple[Violation, ...]:
    try:
        if not _is_delete_order_parameters(value):
            return violations_of(_find_delete_order_parameters, value)
        if _holds_delete_order_parameters(value):
            return ()
        values: list[tuple[int, str, Any, Any]] = []
        _places_delete_order_parameters(value, None, "", values)
        return broken_rules(_RULES_6, values)
    except RecursionError:
        return TOO_DEEP


ASSUMED: Final[Mapping[str, frozenset[str]]] = {
    "check_create_order_body": frozenset(
        {
            "products-not-empty",
            "order-id-given",
            "order-id-unchanged",
            "moment-in-milliseconds",
            "country-known",
            "quantity-above-zero",
            "amount-not-negative",
            "currency-known",
        }
    ),
    "check_get_order_parameters": frozenset({"order-id-given"}),
    "check_update_order_body": frozenset(
        {
            "products-not-empty",
            "order-id-given",
            "order-id-unchanged",
            "moment-in-milliseconds",
            "country-known",
            "quantity-above-zero",
            "amount-not-negative",
            "currency-known",
        }
    ),
    "check_delete_order_parameters": frozenset({"order-id-given"}),
}


BODIES: Final[Mapping[str, Mapping[str, Check]]] = {
    "createOrder": {"application/json": check_create_order_body},
    "updateOrder": {"application/json": check_update_order_body},
}


PARAMETERS: Final[Mapping[str, Check]] = {
    "getOrder": check_get_order_parameters,
    "updateOrder": check_update_order_parameters,
    "deleteOrder": check_delete_order_parameters,
}


RESPONSES: Final[Mapping[str, Mapping[str, Mapping[str, Check]]]] = {}


TRANSITIONS: Final[Mapping[str, Mapping[str, Check]]] = {
    "createOrder": {"application/json": check_create_order_body_transitions},
    "updateOrder": {"application/json": check_update_order_body_transitions},
}

# Made by specwright 0.1.0 from 'Transiteo orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Amount",
    "CountryCode",
    "CurrencyCode",
    "EpochMilliseconds",
    "ErrorBody",
    "ErrorCode",
    "ErrorDetail",
    "ErrorParameter",
    "Incoterm",
    "MessageBody",
    "Order",
    "OrderId",
    "OrderProduct",
    "OrderStatut",
    "SellerId",
    "SellerInvoiceUrls",
    "ServerErrorBody",
    "StoredOrder",
    "StoredOrderProduct",
]


OrderId: TypeAlias = "str"
"""The shop's own number for an order. Free text chosen by the caller; it is the key under which the order is
stored.
"""


EpochMilliseconds: TypeAlias = "int"
"""A moment as whole milliseconds (ms) since 1970-01-01T00:00:00Z. Unit: ms."""


Amount: TypeAlias = "float"
"""A sum of money as a decimal number in whole units (euros, not cents). The member that uses it says which
member names the currency.
"""


CurrencyCode: TypeAlias = "str"
"""Three-letter ISO 4217 currency code."""


CountryCode: TypeAlias = "str"
"""ISO 3166-1 country code. Three letters (alpha-3) in everything the vendor shows; sibling services also take
two letters (alpha-2). The code is stored as sent.
"""


SellerId: TypeAlias = "str"
"""Number of a seller of a marketplace, as registered with Transiteo. Text, because leading zeros are part of it."""


Incoterm: TypeAlias = "str"
"""Base on which duty is computed. Known values: `CIF` (goods plus shipping) and `FOB` (goods alone). The set is
not closed.
"""


OrderStatut: TypeAlias = "str"
"""Commercial state of the order. Any text. Known values: `PAID`, `AWAITING`, `CANCELLED`; labels in the shop's
own language occur as well.
"""


class OrderProduct(TypedDict):
    """One line of an order, as the shop sends it."""

    sku: str
    """The shop's article number of the product sold on this line."""
    quantity: float
    """How many units of the product were ordered (pieces)."""
    unit_price: Amount
    """Price of one unit before duty and taxes, in the currency that `unit_price_currency` of this line names."""
    unit_price_currency: CurrencyCode
    """Currency of `unit_price`, as a three-letter ISO 4217 code."""
    seller_id: NotRequired[SellerId]
    """Marketplace seller who sells this line. Left out by a shop that sells on its own account."""


class StoredOrderProduct(TypedDict):
    """One line of a stored order, with its share of the landed cost."""

    sku: NotRequired[str]
    """Article number of the line, as the shop sent it."""
    quantity: NotRequired[float]
    """Units ordered on the line (pieces)."""
    unit_price: NotRequired[Amount]
    """Price of one unit before duty and taxes, in the line's `unit_price_currency`."""
    unit_price_currency: NotRequired[CurrencyCode]
    """Currency of the line's `unit_price`, as a three-letter ISO 4217 code."""
    seller_id: NotRequired[SellerId]
    """Marketplace seller of the line. Equals one of the keys of the order's `sellers_export_invoice_url`."""
    amount_duty: NotRequired[Amount]
    """Customs duty on this line, in the order's `currency`."""
    amount_vat: NotRequired[Amount]
    """Value added tax on this line, in the order's `currency`."""
    amount_specialtaxes: NotRequired[Amount]
    """Excise and other special taxes on this line, in the order's `currency`."""


class Order(TypedDict):
    """An order as the shop sends it. The vendor gives every member with a heading of its own as mandatory, so
    those are required here; the few members without a heading are optional.
    """

    order_id: OrderId
    """The shop's own number for this order, and the key to read, change or delete it later."""
    invoice_id: str
    """The shop's number for the invoice that goes with the order."""
    url: str
    """Web address of the shop where the order was placed."""
    order_date_hour: EpochMilliseconds
    """When the order was placed, in milliseconds (ms) since the Unix epoch."""
    customer_firstname: str
    """First name of the customer, the person who receives the goods."""
    customer_lastname: str
    """Family name of the customer, the person who receives the goods."""
    customer_address: str
    """Street and house number where the goods are delivered."""
    customer_zipcode: str
    """Postal code of the delivery address, letters and blanks allowed."""
    customer_city: str
    """Town of the delivery address."""
    customer_country: CountryCode
    """Country of the delivery address, as an ISO 3166-1 code."""
    customer_email: NotRequired[str]
    """E-mail address of the customer. May be left out."""
    buyer_firstname: str
    """First name of the buyer, the person who bought and is billed."""
    buyer_lastname: str
    """Family name of the buyer, the person who bought and is billed."""
    buyer_address: str
    """Street and house number of the billing address."""
    buyer_zipcode: str
    """Postal code of the billing address, letters and blanks allowed."""
    buyer_city: str
    """Town of the billing address."""
    buyer_country: CountryCode
    """Country of the billing address, as an ISO 3166-1 code."""
    agent_firstname: str
    """First name (or the first part of the company name) of the agent who acts for the seller in this sale."""
    agent_lastname: str
    """Family name (or the rest of the company name) of the agent who acts for the seller."""
    agent_address: str
    """Street and house number of the agent. One heading at the vendor spells this name with a single d; this is
    the name.
    """
    agent_zipcode: str
    """Postal code of the agent, letters and blanks allowed."""
    agent_city: str
    """Town of the agent."""
    agent_country: CountryCode
    """Country of the agent, as an ISO 3166-1 code."""
    order_payment_type: str
    """Provider that handled the payment, such as a payment platform. Compare `payment_type`."""
    order_payment_date: EpochMilliseconds
    """When the order was paid, in milliseconds (ms) since the Unix epoch."""
    exporting_carrier: str
    """Carrier that takes the goods out of the country of departure."""
    departure_country: CountryCode
    """Country the goods leave from, as an ISO 3166-1 code."""
    arrival_country: CountryCode
    """Country the goods are imported into, as an ISO 3166-1 code."""
    products: Sequence[models.OrderProduct | OrderProduct]
    """The lines of the order, one per product and seller."""
    shipping_carrier: str
    """Carrier that delivers the parcel to the customer."""
    category_of_item: str
    """Nature of the goods as it is declared to customs. Any text."""
    payment_type: str
    """Means of payment the buyer used, such as a card. Compare `order_payment_type`."""
    amount_products: Amount
    """Price of all lines together before duty and taxes, in the currency that `currency` names."""
    amount_shipping: Amount
    """Price of shipping before duty and taxes, in the currency that `currency` names."""
    amount_duty: Amount
    """Customs duty on the order, in the currency that `currency` names."""
    amount_vat: Amount
    """Value added tax on the order, in the currency that `currency` names."""
    amount_specialtaxes: Amount
    """Excise and other special taxes on the order, in the currency that `currency` names."""
    incoterm: Incoterm
    """Base on which duty is computed, `CIF` (goods plus shipping) or `FOB` (goods alone). Other text is taken
    too.
    """
    currency: CurrencyCode
    """Currency of all amounts of the order, as a three-letter ISO 4217 code."""
    order_statut: OrderStatut
    """Commercial state of the order. Any text; `PAID`, `AWAITING` and `CANCELLED` are known."""
    order_update_statut: NotRequired[EpochMilliseconds]
    """When `order_statut` last changed, in milliseconds (ms) since the Unix epoch. May be left out. Not
    documented by the vendor.
    """
    duty_calculation_timestamp: NotRequired[EpochMilliseconds]
    """Handle of the duty calculation that the amounts come from: the moment it was made, in milliseconds (ms)
    since the Unix epoch. May be left out.
    """


class StoredOrder(TypedDict):
    """An order as the service keeps it. Nothing is promised to be present: the vendor shows one answer and marks
    no member as mandatory. `duty_calculation_timestamp` is taken in but not given back;
    `landed_cost_timestamp` is a different moment.
    """

    mail: NotRequired[str]
    """E-mail address of the Transiteo account that owns the order, not of the customer."""
    order_id: NotRequired[OrderId]
    """The shop's own number for this order, under which it is read, changed and deleted."""
    invoice_id: NotRequired[str]
    """The shop's number for the invoice of the order."""
    url: NotRequired[str]
    """Web address of the shop where the order was placed."""
    order_date_hour: NotRequired[EpochMilliseconds]
    """When the order was placed, in milliseconds (ms) since the Unix epoch."""
    customer_firstname: NotRequired[str]
    """First name of the person who receives the goods."""
    customer_lastname: NotRequired[str]
    """Family name of the person who receives the goods."""
    customer_address: NotRequired[str]
    """Street and house number of the delivery address."""
    customer_zipcode: NotRequired[str]
    """Postal code of the delivery address."""
    customer_city: NotRequired[str]
    """Town of the delivery address."""
    customer_country: NotRequired[CountryCode]
    """Country of the delivery address, as the ISO 3166-1 code that was sent."""
    customer_email: NotRequired[str]
    """E-mail address of the customer."""
    buyer_firstname: NotRequired[str]
    """First name of the person who bought and is billed."""
    buyer_lastname: NotRequired[str]
    """Family name of the person who bought and is billed."""
    buyer_address: NotRequired[str]
    """Street and house number of the billing address."""
    buyer_zipcode: NotRequired[str]
    """Postal code of the billing address."""
    buyer_city: NotRequired[str]
    """Town of the billing address."""
    buyer_country: NotRequired[CountryCode]
    """Country of the billing address, as the ISO 3166-1 code that was sent."""
    agent_firstname: NotRequired[str]
    """First name, or first part of the company name, of the agent who acts for the seller."""
    agent_lastname: NotRequired[str]
    """Family name, or rest of the company name, of the agent who acts for the seller."""
    agent_address: NotRequired[str]
    """Street and house number of the agent."""
    agent_zipcode: NotRequired[str]
    """Postal code of the agent."""
    agent_city: NotRequired[str]
    """Town of the agent."""
    agent_country: NotRequired[CountryCode]
    """Country of the agent, as the ISO 3166-1 code that was sent."""
    order_payment_type: NotRequired[str]
    """Provider that handled the payment. The means of payment stands in `payment_type`."""
    order_payment_date: NotRequired[EpochMilliseconds]
    """When the order was paid, in milliseconds (ms) since the Unix epoch."""
    exporting_carrier: NotRequired[str]
    """Carrier that takes the goods out of the country of departure."""
    departure_country: NotRequired[CountryCode]
    """Country the goods leave from, as the ISO 3166-1 code that was sent."""
    arrival_country: NotRequired[CountryCode]
    """Country the goods are imported into, as the ISO 3166-1 code that was sent."""
    products: NotRequired[Sequence[models.StoredOrderProduct | StoredOrderProduct]]
    """The lines of the order, each with its share of duty and taxes."""
    shipping_carrier: NotRequired[str]
    """Carrier that delivers the parcel to the customer."""
    category_of_item: NotRequired[str]
    """Nature of the goods as declared to customs."""
    payment_type: NotRequired[str]
    """Means of payment the buyer used. The provider stands in `order_payment_type`."""
    amount_products: NotRequired[Amount]
    """Price of all lines together before duty and taxes, in the order's `currency`."""
    amount_shipping: NotRequired[Amount]
    """Price of shipping before duty and taxes, in the order's `currency`."""
    amount_shipping_duty: NotRequired[Amount]
    """Part of the customs duty that is due to shipping, in the order's `currency`."""
    amount_shipping_vat: NotRequired[Amount]
    """Part of the value added tax that is due to shipping, in the order's `currency`."""
    amount_shipping_specialtaxes: NotRequired[Amount]
    """Part of the special taxes that is due to shipping, in the order's `currency`."""
    amount_duty: NotRequired[Amount]
    """Customs duty on the order, in the order's `currency`."""
    amount_vat: NotRequired[Amount]
    """Value added tax on the order, in the order's `currency`."""
    amount_specialtaxes: NotRequired[Amount]
    """Excise and other special taxes on the order, in the order's `currency`."""
    amount_discount: NotRequired[Amount]
    """Discount on the order, in the order's `currency`."""
    global_products_discount: NotRequired[Any]
    """Discount on all products. Only null has been seen; whether it is otherwise an amount (in the order's
    `currency`), a share or an object is not known. Not documented by the vendor.
    """
    global_shipping_discount: NotRequired[Any]
    """Discount on shipping. Only null has been seen; whether it is otherwise an amount (in the order's
    `currency`), a share or an object is not known. Not documented by the vendor.
    """
    currency: NotRequired[CurrencyCode]
    """Currency of all amounts of the order, as a three-letter ISO 4217 code."""
    order_statut: NotRequired[OrderStatut]
    """Commercial state of the order, in whatever words the shop uses."""
    order_update_statut: NotRequired[EpochMilliseconds]
    """When `order_statut` last changed, in milliseconds (ms) since the Unix epoch."""
    incoterm: NotRequired[Incoterm]
    """Base on which duty was computed, such as `CIF` (goods plus shipping) or `FOB` (goods alone)."""
    incoterm_delivery: NotRequired[str]
    """Who pays duty and taxes on delivery. Known values are `DDP` (the seller) and `DDU` (the receiver); the set
    is not closed.
    """
    customer_documents: NotRequired[Any]
    """Documents about the customer. Only null has been seen; the form of anything else is not known. Not
    documented by the vendor.
    """
    landed_cost_timestamp: NotRequired[EpochMilliseconds]
    """When the service last computed the landed cost, in milliseconds (ms) since the Unix epoch."""
    canceled: NotRequired[Any]
    """Mark of a cancelled order. Only null has been seen; whether it is otherwise a boolean or a moment is not
    known. Not documented by the vendor.
    """
    export_invoice_url: NotRequired[Sequence[str]]
    """Web addresses of the export invoices made for the order, as PDF files."""
    sellers_export_invoice_url: NotRequired[SellerInvoiceUrls]
    """The export invoice of each seller of a marketplace order."""


SellerInvoiceUrls: TypeAlias = "Mapping[str, str]"
"""Web addresses of export invoices by seller. Each key is the `seller_id` of one or more lines of the order."""


ErrorCode: TypeAlias = (
    "models.ErrorCode | Literal['INCORRECT_JSON', 'MAX_REQUESTS_EXCEED', 'TRIAL_LIMIT_EXCEED', 'UNEXPECTED_ERROR']"
)
"""Machine-readable reason of a refusal. Seen at sibling services of the vendor, not promised for orders; other
codes may come. Not documented by the vendor.
"""


class ErrorBody(TypedDict):
    """A refusal with a code and, where a member of the request is at fault, what is wrong with it. Not
    documented by the vendor.
    """

    code: NotRequired[ErrorCode]
    """Machine-readable reason. More codes than the listed ones may come."""
    httpCode: NotRequired[int]
    """The HTTP status again, as a number."""
    name: NotRequired[str]
    """Kind of failure, for people who read logs."""
    message: str
    """What went wrong, as a sentence for people."""
    details: NotRequired[Sequence[models.ErrorDetail | ErrorDetail]]
    """What is wrong, one entry per member of the request that is at fault."""


class ErrorDetail(TypedDict):
    """One member of the request that is at fault, and why. Not documented by the vendor."""

    parameter: NotRequired[models.ErrorParameter | ErrorParameter]
    """The member at fault, by name and value."""
    causes: NotRequired[Sequence[str]]
    """The reasons, one sentence each."""


class ErrorParameter(TypedDict):
    """Name and value of a member of the request. Not documented by the vendor."""

    name: NotRequired[str]
    """Name of the member as the request spells it."""
    value: NotRequired[Any]
    """The value received, of any JSON type; null where the member was missing."""


class MessageBody(TypedDict):
    """A refusal that says why in one sentence and bears no code. Not documented by the vendor."""

    message: str
    """What went wrong, as a sentence for people."""


class ServerErrorBody(TypedDict):
    """A failure on the service's side. Some services put the sentence into `reason`, the gateway into `message`.
    Not documented by the vendor.
    """

    code: NotRequired[ErrorCode]
    """Machine-readable reason. More codes than the listed ones may come."""
    httpCode: NotRequired[int]
    """The HTTP status again, as a number."""
    reason: NotRequired[str]
    """What failed, as a sentence for people; used in place of `message`."""
    message: NotRequired[str]
    """What failed, as a sentence for people; used in place of `reason`."""

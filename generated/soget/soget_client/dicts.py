# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Typed dictionaries with the names that travel over HTTP, for callers who hold plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from . import models

__all__ = [
    "Actor",
    "Address",
    "Company",
    "Contact",
    "Container",
    "ContainerIndicator",
    "CreatedOrder",
    "CustomerOrder",
    "CustomerOrderPage",
    "CustomerOrderProjection",
    "CustomsFlag",
    "ElementaryOrder",
    "Error",
    "ErrorCode",
    "Event",
    "EventLocation",
    "EventType",
    "GatewayError",
    "Goods",
    "HazardousClass",
    "Order",
    "OrderForm",
    "OrderHistory",
    "OrderStatus",
    "OrderType",
    "OrderUpdate",
    "OutOfGauge",
    "ReeferSetting",
    "Segment",
    "StoredContainer",
    "StoredGoods",
    "Voyage",
]


class Actor(TypedDict):
    """A party to the order, named by a code of the actor referential, by free text, or by both."""

    code: NotRequired[str | None]
    """Code under which the actor referential knows this party."""
    name: NotRequired[str | None]
    """Trading name of the party."""
    company: NotRequired[models.Company | Company]
    """Agency of the party that handles this order. Leave it out when unknown; null is not allowed."""
    contact: NotRequired[models.Contact | Contact]
    """Person or desk to call about this order. A carrier that the haulier platform does not know must have an
    e-mail here. Leave it out when unknown; null is not allowed.
    """


class Address(TypedDict):
    """A postal address."""

    address: NotRequired[str | None]
    """Street and number, or the equivalent on a port estate."""
    zipCode: NotRequired[str | None]
    """Postal code, in the notation of its country."""
    city: NotRequired[str | None]
    """Town or city."""
    country: NotRequired[str | None]
    """Country, as the two letters that ISO 3166-1 gives it."""


class Company(TypedDict):
    """The agency of an actor, with its postal address."""

    name: NotRequired[str | None]
    """Name of the agency."""
    location: NotRequired[models.Address | Address]
    """Postal address of the agency. Leave it out when unknown; null is not allowed."""


class Contact(TypedDict):
    """A person, department or desk that can be reached."""

    name: NotRequired[str | None]
    """Who answers, a person or a service."""
    email: NotRequired[str | None]
    """E-mail address; its form is not checked by the documented schema."""
    phone: NotRequired[str | None]
    """Telephone number, in any notation."""


class Container(TypedDict):
    """One container to carry, as sent on creation. Which members are mandatory depends on the flow
    (`customsFlag`).
    """

    reference: NotRequired[str | None]
    """Container number as ISO 6346:1995 writes it: three owner letters, U, J or Z, six digits and the check
    digit. Mandatory on Import and Transfer, optional on Export.
    """
    type: NotRequired[str | None]
    """ISO size-type code of the container, such as 22G1, from the referential. Mandatory on Export."""
    grossWeight: NotRequired[float | None]
    """Weight of the loaded container, in kg. Unit: kg."""
    tare: NotRequired[float | None]
    """Weight of the container when empty, in kg. Unit: kg."""
    sealNumbers: NotRequired[Sequence[str] | None]
    """Numbers of the seals on the container."""
    indicator: NotRequired[models.ContainerIndicator | ContainerIndicator]
    """What kind of special care the container needs. Leave it out when none; null is not allowed."""
    customsInformation: NotRequired[str | None]
    """Free text on the customs position of the container."""
    comment: NotRequired[str | None]
    """Free remark on this container."""
    reefer: NotRequired[models.ReeferSetting | ReeferSetting]
    """Cooling data of a refrigerated container. Leave it out when dry; null is not allowed."""
    oog: NotRequired[models.OutOfGauge | OutOfGauge]
    """How far the load sticks out, in m. Leave it out when in gauge; null is not allowed."""
    goods: NotRequired[Sequence[models.Goods | Goods] | None]
    """Goods loaded in the container."""
    billOfLading: NotRequired[str | None]
    """Number of the bill of lading. Meant for Import and Transfer."""
    bookingNumber: NotRequired[str | None]
    """Number of the booking at the shipping line. Mandatory on Export, meant for Export and Transfer."""
    events: Sequence[models.Event | Event] | None
    """Planned steps, each of the flow once; their order in the list is free. Import takes LadingImport,
    DeliveryImport, EmptyReleaseImport, EmptyReturnImport; Export takes EmptyReleaseExport, PositioningExport,
    LadingExport, DeliveryExport; Transfer takes LadingTransfer, DeliveryTransfer. The key must be there; the
    schema tolerates null, the service does not.
    """


class ContainerIndicator(TypedDict):
    """Flags that announce special care. They are independent of the data objects beside them."""

    isReefer: NotRequired[bool | None]
    """Whether the container is refrigerated. Counts as false when left out."""
    isHazardous: NotRequired[bool | None]
    """Whether dangerous goods are inside. Counts as false when left out."""
    isOog: NotRequired[bool | None]
    """Whether the load exceeds the container's gauge. Counts as false when left out."""


class CreatedOrder(TypedDict):
    """Identifiers of a new order and of everything the service derived from it. No member is promised: the
    vendor marks none as required.
    """

    elementaryOrders: NotRequired[Sequence[models.ElementaryOrder | ElementaryOrder] | None]
    """One entry a container when the order has several; empty or null when it has one."""
    segments: NotRequired[Sequence[models.Segment | Segment] | None]
    id: NotRequired[str | None]
    transportOrderNumber: NotRequired[str | None]
    type: NotRequired[OrderType]
    """Kind of the order; Master for what this service creates."""


class CustomerOrder(TypedDict):
    """A stored order as the service returns it. Only the first three members are known to be always there. It
    shows one container even for an order with several.
    """

    customerOrderId: str
    """Identifier of the order, CDE and ten digits for a whole order."""
    type: OrderType
    """Kind of the order."""
    status: OrderStatus
    """Where the order stands. A completed event freezes its own step; once every event is completed the whole
    order is frozen.
    """
    histories: NotRequired[Sequence[models.OrderHistory | OrderHistory]]
    """What happened to the order, oldest first (assumed order)."""
    container: NotRequired[models.StoredContainer | StoredContainer]
    """The container of the order; the first one where there are several (assumed). Not documented by the vendor."""
    contractor: NotRequired[models.Actor | Actor]
    """Party that gave the order. Its members are assumed to be those sent on creation. Not documented by the
    vendor.
    """
    carrier: NotRequired[models.Actor | Actor]
    """Haulier of the order. Its members are assumed to be those sent on creation. Not documented by the vendor."""
    transportOrderNumber: NotRequired[str]
    date: NotRequired[datetime | str | None]
    sender: NotRequired[str | None]
    clientReference: NotRequired[str | None]
    customsFlag: NotRequired[CustomsFlag]
    """Flow of the order."""
    priceInformation: NotRequired[str | None]
    instructionsInformation: NotRequired[str | None]
    contractTermsInformation: NotRequired[str | None]
    comment: NotRequired[str | None]
    voyage: NotRequired[models.Voyage | Voyage]
    """Sea leg that the haulage connects to. Its members are assumed to be those sent on creation. Not documented
    by the vendor.
    """


class CustomerOrderPage(TypedDict):
    """One page of a search, with its place in the whole result."""

    total: NotRequired[int]
    """How many orders match altogether."""
    returned: NotRequired[int]
    """How many of them are in this page."""
    first: NotRequired[int]
    """Position of this page's first order in the whole result, counted from 0 (assumed to echo `offset`)."""
    items: NotRequired[
        Sequence[models.CustomerOrder | CustomerOrder | models.CustomerOrderProjection | CustomerOrderProjection] | None
    ]
    """Orders of this page; short entries where `isProjection` is true, complete ones where it is false. Every
    complete entry also satisfies the short shape.
    """


class CustomerOrderProjection(TypedDict):
    """The short form of an order in a search. The vendor's list of members is known only up to the sixth, so
    more may come.
    """

    customerOrderId: str
    """Identifier of the order, CDE and ten digits for a whole order."""
    date: NotRequired[datetime | str | None]
    """When the order was given, an RFC 3339 date-time with its UTC offset. The member's name is inferred. Not
    documented by the vendor.
    """
    type: NotRequired[OrderType]
    """Kind of the order. The member's name is inferred. Not documented by the vendor."""
    reference: NotRequired[str | None]
    """Reference that the order bears. Its length is documented; its name is a guess, it may be
    `clientReference`. Not documented by the vendor.
    """
    transportOrderNumber: NotRequired[str | None]
    """The caller's own number for this transport. The member's name is inferred. Not documented by the vendor."""
    status: NotRequired[OrderStatus]
    """Where the order stands. The member's name is inferred. Not documented by the vendor."""


CustomsFlag: TypeAlias = "models.CustomsFlag | Literal['Import', 'Export', 'Transfer']"
"""The three flows an order can follow."""


class ElementaryOrder(TypedDict):
    """The share of an order that concerns one container."""

    segments: NotRequired[Sequence[models.Segment | Segment] | None]
    """Haulage legs that the carrier runs."""
    id: NotRequired[str | None]
    transportOrderNumber: NotRequired[str | None]
    type: NotRequired[OrderType]
    """Kind of the order; Elementary here."""


class Error(TypedDict):
    """A refusal by the service. No member is promised: a refusal that none of the documented codes covers (a
    malformed body, a missing part, a wrong length) comes without a code.
    """

    timestamp: NotRequired[datetime | str]
    """When the request was refused, an RFC 3339 date-time with its UTC offset."""
    code: NotRequired[ErrorCode]
    """Why it was refused, to be read by programs."""
    message: NotRequired[str | None]
    """Why it was refused, to be read by people, mostly in French. Not a contract."""


ErrorCode: TypeAlias = "models.ErrorCode | Literal['ACTOR_NOT_FOUND', 'ALREADY_JOINED_GROUP', 'CANNOT_CANCEL_NOT_MASTER_ORDER', 'CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER', 'CANNOT_CHANGE_NUMBER_OF_CONTAINERS', 'CANNOT_UPDATE_VALID_ORDER_TO_DRAFT', 'CARRIER_EMAIL_REQUIRED', 'CONFLICT', 'CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV', 'CUSTOMER_ORDER_NOT_FOUND', 'CUSTOMS_FLAG_NOT_BE_MODIFIED', 'EVENT_LOCATION_FIELDS_REQUIRED', 'EVENT_START_DATE_REQUIRED', 'EXISTS_ORDER_WITH_HANDLING_UNIT_SPI', 'HANDLING_UNIT_REFERENCE_INVALID', 'LIMIT_NONPOSITIVE', 'NOT_SUPPORTED_ORDER_TYPE', 'OFFSET_NEGATIVE', 'ORDER_ALREADY_CANCELED', 'ORDER_DUPLICATED', 'ORGANIZATION_ACTOR_CODE_INVALID', 'ORGANIZATION_NOT_FOUND', 'R0005', 'R0006', 'R0007', 'R0008', 'R0009', 'SEARCH_DATE_ERROR', 'UNKNOWN_LOCATION', 'USER_ID_INVALID', 'WRONG_EVENT_DATE_ORDER', 'WRONG_FORMAT']"
"""The thirty-two documented reasons. Two of them, ALREADY_JOINED_GROUP and CANNOT_UPDATE_VALID_ORDER_TO_DRAFT,
belong to functions that this description does not have.
"""


class Event(TypedDict):
    """One step of a container's journey, planned or done."""

    type: EventType
    """Which step this is. An order being placed or changed carries only the planning steps of its flow."""
    startDate: NotRequired[datetime | str | None]
    """When the step begins, an RFC 3339 date-time with its UTC offset. Mandatory on DeliveryImport,
    PositioningExport and DeliveryTransfer.
    """
    endDate: NotRequired[datetime | str | None]
    """When the step is over, an RFC 3339 date-time with its UTC offset."""
    creationDate: NotRequired[datetime | str | None]
    """When the step was recorded or, once it has been carried out, when it was completed; an RFC 3339 date-time
    with its UTC offset.
    """
    location: models.EventLocation | EventLocation
    """Where the step takes place. The object must be there even when little is known."""


class EventLocation(TypedDict):
    """Place of a step: a code of the location referential, or name and postal address. Too little of both is
    refused, though the vendor does not name the minimum.
    """

    code: NotRequired[str | None]
    """Code under which the location referential knows the place."""
    name: NotRequired[str | None]
    """Name of the place."""
    location: NotRequired[models.Address | Address]
    """Postal address of the place. Leave it out when unknown; null is not allowed."""
    contact: NotRequired[models.Contact | Contact]
    """Whom to call at the place. Leave it out when unknown; null is not allowed."""
    reference: NotRequired[str | None]
    """Reference that the driver gives at the place, such as an appointment or release number."""


EventType: TypeAlias = "models.EventType | Literal['Announced', 'CarrierIdentification', 'LadingImport', 'DeliveryImport', 'EmptyReleaseImport', 'EmptyReturnImport', 'EmptyReleaseExport', 'PositioningExport', 'LadingExport', 'DeliveryExport', 'Association', 'TokenCodeTrucker', 'CancelCarrierIdentification', 'UpdateAssociation', 'AnnouncementCancelled', 'LadingTransfer', 'DeliveryTransfer']"
"""The seventeen kinds of step. Ten are planned with the order (four on Import, four on Export, two on Transfer);
the other seven come from the link with the port community system and appear in answers only.
"""


class GatewayError(TypedDict):
    """A refusal by the gateway before the service sees the request. Its form is that of the gateway product. Not
    documented by the vendor.
    """

    statusCode: int
    """The HTTP status, repeated in the body. Not documented by the vendor."""
    message: str
    """Why the gateway refused, in English. Not documented by the vendor."""


class Goods(TypedDict):
    """One kind of goods inside a container, as sent on creation."""

    description: NotRequired[str | None]
    """What the goods are, in words."""
    type: NotRequired[str | None]
    """Kind of packaging, as a code of the UN packaging list kept in the referential."""
    quantity: NotRequired[int | None]
    """How many packages."""
    weight: NotRequired[float | None]
    """Weight of these goods, in kg. Unit: kg."""
    volume: NotRequired[float | None]
    """Space that these goods take (the vendor names no unit; m³ is assumed)."""
    hazardousClasses: NotRequired[Sequence[models.HazardousClass | HazardousClass] | None]
    """Danger classes of these goods."""


class HazardousClass(TypedDict):
    """One classification of dangerous goods."""

    imdgCode: NotRequired[str | None]
    """Class or division in the maritime dangerous goods code, such as 3 or 5.1."""
    undgCode: NotRequired[str | None]
    """United Nations number of the substance, four digits."""
    packagingGroup: NotRequired[str | None]
    """Packing group, I (great danger) to III (minor danger)."""


class Order(TypedDict):
    """A haulage order to be placed for one or more containers of one flow."""

    contractor: NotRequired[models.Actor | Actor]
    """Party that gives the order; the caller's own organisation where it is left out (assumed). Fixed once the
    order exists. Null is not allowed.
    """
    carrier: models.Actor | Actor
    """Haulier who is to carry the containers. Fixed once the order exists."""
    transportOrderNumber: str
    """The caller's own number for this transport. Fixed once the order exists."""
    containers: Sequence[models.Container | Container]
    """Containers to carry, at least one. Their number is fixed once the order exists."""
    date: NotRequired[datetime | str | None]
    """When the order was given, an RFC 3339 date-time with its UTC offset."""
    sender: NotRequired[str | None]
    """Person who wrote the order."""
    clientReference: NotRequired[str | None]
    """Reference of the importer or exporter behind the order."""
    customsFlag: CustomsFlag
    """Flow of the order. It decides which events, numbers and dates are expected, and never changes."""
    priceInformation: NotRequired[str | None]
    """Free remark on the price."""
    instructionsInformation: NotRequired[str | None]
    """What the driver should know."""
    contractTermsInformation: NotRequired[str | None]
    """Free remark on the terms of contract."""
    comment: NotRequired[str | None]
    """Free remark on the order as a whole."""
    voyage: NotRequired[models.Voyage | Voyage]
    """Sea leg that the haulage connects to. Leave it out when unknown; null is not allowed."""


class OrderForm(TypedDict):
    """The parts of the multipart body that places an order."""

    Order: models.Order | Order
    """The order itself, sent as a JSON part."""
    Files: NotRequired[Sequence[str]]
    """Documents that go with the order, one part each, any number of them."""


class OrderHistory(TypedDict):
    """One change of status. The vendor's members are not known; these two are a placeholder. Not documented by
    the vendor.
    """

    status: NotRequired[OrderStatus]
    """Status that the order took. Not documented by the vendor."""
    date: NotRequired[datetime | str]
    """When it took it, an RFC 3339 date-time with its UTC offset. Not documented by the vendor."""


OrderStatus: TypeAlias = "models.OrderStatus | Literal['Draft', 'Valid', 'Cancelled', 'Submitted', 'Rejected', 'InProcess', 'Accepted', 'Refused']"
"""The eight states of an order."""


OrderType: TypeAlias = "models.OrderType | Literal['Master', 'Elementary', 'SegmentTerminalEntrepot', 'SegmentEntrepotDepot', 'SegmentDepotEntrepot', 'SegmentEntrepotTerminal', 'SegmentTransfer']"
"""The seven kinds of order. Only Master orders can be acted upon through this service."""


class OrderUpdate(TypedDict):
    """The new state of an existing order. It replaces what is stored (assumed: a member that is left out is
    emptied). Parties and transport order number cannot be changed and have no place here.
    """

    containers: Sequence[models.StoredContainer | StoredContainer]
    """All containers of the order, as many as were placed."""
    date: NotRequired[datetime | str | None]
    sender: NotRequired[str | None]
    clientReference: NotRequired[str | None]
    customsFlag: CustomsFlag
    """Flow of the order. It must be the one the order was placed with."""
    priceInformation: NotRequired[str | None]
    instructionsInformation: NotRequired[str | None]
    contractTermsInformation: NotRequired[str | None]
    comment: NotRequired[str | None]
    voyage: NotRequired[models.Voyage | Voyage]
    """Sea leg that the haulage connects to. Leave it out when unknown; null is not allowed."""


class OutOfGauge(TypedDict):
    """By how much the load exceeds the container, per direction."""

    length: NotRequired[float | None]
    """Excess along the container, in m. Unit: m."""
    width: NotRequired[float | None]
    """Excess across the container, in m. Unit: m."""
    height: NotRequired[float | None]
    """Excess above the container, in m. Unit: m."""


class ReeferSetting(TypedDict):
    """Cooling data of a refrigerated container."""

    setPoint: NotRequired[float | None]
    """Temperature that the party giving the order wants kept, in °C (the vendor names no unit; Celsius is
    assumed). Unit: °C.
    """


class Segment(TypedDict):
    """One haulage leg that the carrier runs."""

    id: NotRequired[str | None]
    """Identifier, three letters and ten digits. CDE stands for a whole order, ELM for the share of one
    container, SEG for one haulage leg.
    """
    transportOrderNumber: NotRequired[str | None]
    """The caller's own number for the transport, possibly with a suffix for its share."""
    type: NotRequired[OrderType]
    """Kind of the leg; one of the Segment values."""


class StoredContainer(TypedDict):
    """One container of an order that already exists, as an update sends it. It differs from the creation shape
    only in its goods, which can bear their id.
    """

    goods: NotRequired[Sequence[models.StoredGoods | StoredGoods] | None]
    """Goods loaded in the container, those already stored with their id, new ones without."""
    reference: NotRequired[str | None]
    type: NotRequired[str | None]
    grossWeight: NotRequired[float | None]
    tare: NotRequired[float | None]
    sealNumbers: NotRequired[Sequence[str] | None]
    indicator: NotRequired[models.ContainerIndicator | ContainerIndicator]
    """What kind of special care the container needs. Leave it out when none; null is not allowed."""
    customsInformation: NotRequired[str | None]
    comment: NotRequired[str | None]
    reefer: NotRequired[models.ReeferSetting | ReeferSetting]
    """Cooling data of a refrigerated container. Leave it out when dry; null is not allowed."""
    oog: NotRequired[models.OutOfGauge | OutOfGauge]
    """How far the load sticks out, in m. Leave it out when in gauge; null is not allowed."""
    billOfLading: NotRequired[str | None]
    bookingNumber: NotRequired[str | None]
    events: Sequence[models.Event | Event] | None


class StoredGoods(TypedDict):
    """One kind of goods of an order that already exists."""

    goodsId: NotRequired[int]
    """Id under which the service stores this line. Leave it out to add a line; null is not allowed."""
    description: NotRequired[str | None]
    type: NotRequired[str | None]
    quantity: NotRequired[int | None]
    weight: NotRequired[float | None]
    volume: NotRequired[float | None]
    hazardousClasses: NotRequired[Sequence[models.HazardousClass | HazardousClass] | None]


class Voyage(TypedDict):
    """The ship's call that the haulage connects to. Which dates make sense depends on the flow."""

    meansName: NotRequired[str | None]
    """Name of the ship, or of another means of transport."""
    freightAgent: NotRequired[str | None]
    """Name of the freight agent."""
    shippingCompany: NotRequired[str | None]
    """Name of the shipping line."""
    eta: NotRequired[datetime | str | None]
    """When the ship is expected, an RFC 3339 date-time with its UTC offset. Meant for Import and Transfer."""
    etd: NotRequired[datetime | str | None]
    """When the ship should leave, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closingCustoms: NotRequired[datetime | str | None]
    """Last moment for customs papers, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closingDangerous: NotRequired[datetime | str | None]
    """Last moment to hand in dangerous goods, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closingDelivery: NotRequired[datetime | str | None]
    """Last moment to hand in the container, an RFC 3339 date-time with its UTC offset. Meant for Export."""

# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""Typed objects, enumerations and aliases of the API."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ._runtime._models import UNSET, DateTime, Maybe, Model, OpenStrEnum

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


class Address(Model):
    """A postal address.

    Source: vendor:create
    """

    address: Maybe[str | None] = UNSET
    """Street and number, or the equivalent on a port estate."""
    zip_code: Annotated[Maybe[str | None], Field(alias="zipCode")] = UNSET
    """Postal code, in the notation of its country."""
    city: Maybe[str | None] = UNSET
    """Town or city."""
    country: Maybe[str | None] = UNSET
    """Country, as the two letters that ISO 3166-1 gives it."""


class Company(Model):
    """The agency of an actor, with its postal address.

    Source: vendor:create
    """

    name: Maybe[str | None] = UNSET
    """Name of the agency."""
    location: Maybe[Address] = UNSET
    """Postal address of the agency. Leave it out when unknown; null is not allowed."""


class Contact(Model):
    """A person, department or desk that can be reached.

    Source: vendor:create
    """

    name: Maybe[str | None] = UNSET
    """Who answers, a person or a service."""
    email: Maybe[str | None] = UNSET
    """E-mail address; its form is not checked by the documented schema."""
    phone: Maybe[str | None] = UNSET
    """Telephone number, in any notation."""


class Actor(Model):
    """A party to the order, named by a code of the actor referential, by free text, or by both.

    Source: vendor:create
    """

    code: Maybe[str | None] = UNSET
    """Code under which the actor referential knows this party."""
    name: Maybe[str | None] = UNSET
    """Trading name of the party."""
    company: Maybe[Company] = UNSET
    """Agency of the party that handles this order. Leave it out when unknown; null is not allowed."""
    contact: Maybe[Contact] = UNSET
    """Person or desk to call about this order. A carrier that the haulier platform does not know must have an
    e-mail here. Leave it out when unknown; null is not allowed.
    """


class ContainerIndicator(Model):
    """Flags that announce special care. They are independent of the data objects beside them.

    Source: vendor:create
    """

    is_reefer: Annotated[Maybe[bool | None], Field(alias="isReefer")] = UNSET
    """Whether the container is refrigerated. Counts as false when left out. Documented default: `False`."""
    is_hazardous: Annotated[Maybe[bool | None], Field(alias="isHazardous")] = UNSET
    """Whether dangerous goods are inside. Counts as false when left out. Documented default: `False`."""
    is_oog: Annotated[Maybe[bool | None], Field(alias="isOog")] = UNSET
    """Whether the load exceeds the container's gauge. Counts as false when left out. Documented default:
    `False`.
    """


class ReeferSetting(Model):
    """Cooling data of a refrigerated container.

    Source: vendor:create
    """

    set_point: Annotated[Maybe[float | None], Field(alias="setPoint")] = UNSET
    """Temperature that the party giving the order wants kept, in °C (the vendor names no unit; Celsius is
    assumed). Unit: °C.
    """


class OutOfGauge(Model):
    """By how much the load exceeds the container, per direction.

    Source: vendor:create
    """

    length: Maybe[float | None] = UNSET
    """Excess along the container, in m. Unit: m."""
    width: Maybe[float | None] = UNSET
    """Excess across the container, in m. Unit: m."""
    height: Maybe[float | None] = UNSET
    """Excess above the container, in m. Unit: m."""


class HazardousClass(Model):
    """One classification of dangerous goods.

    Source: vendor:create
    """

    imdg_code: Annotated[Maybe[str | None], Field(alias="imdgCode")] = UNSET
    """Class or division in the maritime dangerous goods code, such as 3 or 5.1."""
    undg_code: Annotated[Maybe[str | None], Field(alias="undgCode")] = UNSET
    """United Nations number of the substance, four digits."""
    packaging_group: Annotated[Maybe[str | None], Field(alias="packagingGroup")] = UNSET
    """Packing group, I (great danger) to III (minor danger)."""


class Goods(Model):
    """One kind of goods inside a container, as sent on creation.

    Source: vendor:create
    """

    description: Maybe[str | None] = UNSET
    """What the goods are, in words."""
    type: Maybe[str | None] = UNSET
    """Kind of packaging, as a code of the UN packaging list kept in the referential."""
    quantity: Maybe[int | None] = UNSET
    """How many packages."""
    weight: Maybe[float | None] = UNSET
    """Weight of these goods, in kg. Unit: kg."""
    volume: Maybe[float | None] = UNSET
    """Space that these goods take (the vendor names no unit; m³ is assumed)."""
    hazardous_classes: Annotated[Maybe[list[HazardousClass] | None], Field(alias="hazardousClasses")] = UNSET
    """Danger classes of these goods."""


class EventType(OpenStrEnum):
    """The seventeen kinds of step. Ten are planned with the order (four on Import, four on Export, two on
    Transfer); the other seven come from the link with the port community system and appear in answers only.

    Source: vendor:create
    """

    ANNOUNCED = "Announced"
    """Port community system. The unit has been announced there."""
    CARRIER_IDENTIFICATION = "CarrierIdentification"
    """Port community system. The haulier who will come has been named."""
    LADING_IMPORT = "LadingImport"
    """Import, step 1. The full container is picked up at the terminal."""
    DELIVERY_IMPORT = "DeliveryImport"
    """Import, step 2. The full container reaches the importer's warehouse."""
    EMPTY_RELEASE_IMPORT = "EmptyReleaseImport"
    """Import, step 3. The emptied container is collected from the warehouse."""
    EMPTY_RETURN_IMPORT = "EmptyReturnImport"
    """Import, step 4. The empty container is back at the depot."""
    EMPTY_RELEASE_EXPORT = "EmptyReleaseExport"
    """Export, step 1. The depot hands out an empty container."""
    POSITIONING_EXPORT = "PositioningExport"
    """Export, step 2. The empty container stands at the warehouse, ready for loading."""
    LADING_EXPORT = "LadingExport"
    """Export, step 3. The loaded container is collected from the warehouse."""
    DELIVERY_EXPORT = "DeliveryExport"
    """Export, step 4. The loaded container reaches the terminal."""
    ASSOCIATION = "Association"
    """Port community system. The container has been tied to a booking."""
    TOKEN_CODE_TRUCKER = "TokenCodeTrucker"
    """Port community system. A pass code for the truck driver was issued."""
    CANCEL_CARRIER_IDENTIFICATION = "CancelCarrierIdentification"
    """Port community system. The naming of the haulier was withdrawn."""
    UPDATE_ASSOCIATION = "UpdateAssociation"
    """Port community system. The tie between container and booking was changed."""
    ANNOUNCEMENT_CANCELLED = "AnnouncementCancelled"
    """Port community system. The announcement of the unit was withdrawn."""
    LADING_TRANSFER = "LadingTransfer"
    """Transfer, step 1. The full container is picked up."""
    DELIVERY_TRANSFER = "DeliveryTransfer"
    """Transfer, step 2. The full container reaches its destination."""


class EventLocation(Model):
    """Place of a step: a code of the location referential, or name and postal address. Too little of both is
    refused, though the vendor does not name the minimum.

    Source: vendor:create
    """

    code: Maybe[str | None] = UNSET
    """Code under which the location referential knows the place."""
    name: Maybe[str | None] = UNSET
    """Name of the place."""
    location: Maybe[Address] = UNSET
    """Postal address of the place. Leave it out when unknown; null is not allowed."""
    contact: Maybe[Contact] = UNSET
    """Whom to call at the place. Leave it out when unknown; null is not allowed."""
    reference: Maybe[str | None] = UNSET
    """Reference that the driver gives at the place, such as an appointment or release number."""


class Event(Model):
    """One step of a container's journey, planned or done.

    Source: vendor:create
    """

    type: EventType
    """Which step this is. An order being placed or changed carries only the planning steps of its flow."""
    start_date: Annotated[Maybe[DateTime | None], Field(alias="startDate")] = UNSET
    """When the step begins, an RFC 3339 date-time with its UTC offset. Mandatory on DeliveryImport,
    PositioningExport and DeliveryTransfer.
    """
    end_date: Annotated[Maybe[DateTime | None], Field(alias="endDate")] = UNSET
    """When the step is over, an RFC 3339 date-time with its UTC offset."""
    creation_date: Annotated[Maybe[DateTime | None], Field(alias="creationDate")] = UNSET
    """When the step was recorded or, once it has been carried out, when it was completed; an RFC 3339 date-time
    with its UTC offset.
    """
    location: EventLocation
    """Where the step takes place. The object must be there even when little is known."""


class Container(Model):
    """One container to carry, as sent on creation. Which members are mandatory depends on the flow
    (`customsFlag`).

    Source: vendor:create
    """

    reference: Maybe[str | None] = UNSET
    """Container number as ISO 6346:1995 writes it: three owner letters, U, J or Z, six digits and the check
    digit. Mandatory on Import and Transfer, optional on Export.
    """
    type: Maybe[str | None] = UNSET
    """ISO size-type code of the container, such as 22G1, from the referential. Mandatory on Export."""
    gross_weight: Annotated[Maybe[float | None], Field(alias="grossWeight")] = UNSET
    """Weight of the loaded container, in kg. Unit: kg."""
    tare: Maybe[float | None] = UNSET
    """Weight of the container when empty, in kg. Unit: kg."""
    seal_numbers: Annotated[Maybe[list[str] | None], Field(alias="sealNumbers")] = UNSET
    """Numbers of the seals on the container."""
    indicator: Maybe[ContainerIndicator] = UNSET
    """What kind of special care the container needs. Leave it out when none; null is not allowed."""
    customs_information: Annotated[Maybe[str | None], Field(alias="customsInformation")] = UNSET
    """Free text on the customs position of the container."""
    comment: Maybe[str | None] = UNSET
    """Free remark on this container."""
    reefer: Maybe[ReeferSetting] = UNSET
    """Cooling data of a refrigerated container. Leave it out when dry; null is not allowed."""
    oog: Maybe[OutOfGauge] = UNSET
    """How far the load sticks out, in m. Leave it out when in gauge; null is not allowed."""
    goods: Maybe[list[Goods] | None] = UNSET
    """Goods loaded in the container."""
    bill_of_lading: Annotated[Maybe[str | None], Field(alias="billOfLading")] = UNSET
    """Number of the bill of lading. Meant for Import and Transfer."""
    booking_number: Annotated[Maybe[str | None], Field(alias="bookingNumber")] = UNSET
    """Number of the booking at the shipping line. Mandatory on Export, meant for Export and Transfer."""
    events: list[Event] | None
    """Planned steps, each of the flow once; their order in the list is free. Import takes LadingImport,
    DeliveryImport, EmptyReleaseImport, EmptyReturnImport; Export takes EmptyReleaseExport, PositioningExport,
    LadingExport, DeliveryExport; Transfer takes LadingTransfer, DeliveryTransfer. The key must be there; the
    schema tolerates null, the service does not.
    """


class OrderType(OpenStrEnum):
    """The seven kinds of order. Only Master orders can be acted upon through this service.

    Source: vendor:create
    """

    MASTER = "Master"
    """The order as a whole."""
    ELEMENTARY = "Elementary"
    """The share of an order that concerns one container."""
    SEGMENT_TERMINAL_ENTREPOT = "SegmentTerminalEntrepot"
    """Import leg with the full container, port terminal to warehouse."""
    SEGMENT_ENTREPOT_DEPOT = "SegmentEntrepotDepot"
    """Import leg with the empty container, warehouse to depot."""
    SEGMENT_DEPOT_ENTREPOT = "SegmentDepotEntrepot"
    """Export leg with the empty container, depot to warehouse."""
    SEGMENT_ENTREPOT_TERMINAL = "SegmentEntrepotTerminal"
    """Export leg with the full container, warehouse to port terminal."""
    SEGMENT_TRANSFER = "SegmentTransfer"
    """The only leg of a Transfer. A loaded export box goes to its terminal, an unloaded import box goes to be
    stripped or inspected, or a box changes terminals.
    """


class Segment(Model):
    """One haulage leg that the carrier runs.

    Source: vendor:create
    """

    id: Maybe[str | None] = UNSET
    """Identifier, three letters and ten digits. CDE stands for a whole order, ELM for the share of one
    container, SEG for one haulage leg.
    """
    transport_order_number: Annotated[Maybe[str | None], Field(alias="transportOrderNumber")] = UNSET
    """The caller's own number for the transport, possibly with a suffix for its share."""
    type: Maybe[OrderType] = UNSET
    """Kind of the leg; one of the Segment values."""


class ElementaryOrder(Model):
    """The share of an order that concerns one container.

    Source: vendor:create
    """

    segments: Maybe[list[Segment] | None] = UNSET
    """Haulage legs that the carrier runs."""
    id: Maybe[str | None] = UNSET
    transport_order_number: Annotated[Maybe[str | None], Field(alias="transportOrderNumber")] = UNSET
    type: Maybe[OrderType] = UNSET
    """Kind of the order; Elementary here."""


class CreatedOrder(Model):
    """Identifiers of a new order and of everything the service derived from it. No member is promised: the
    vendor marks none as required.

    Source: vendor:create
    """

    elementary_orders: Annotated[Maybe[list[ElementaryOrder] | None], Field(alias="elementaryOrders")] = UNSET
    """One entry a container when the order has several; empty or null when it has one."""
    segments: Maybe[list[Segment] | None] = UNSET
    id: Maybe[str | None] = UNSET
    transport_order_number: Annotated[Maybe[str | None], Field(alias="transportOrderNumber")] = UNSET
    type: Maybe[OrderType] = UNSET
    """Kind of the order; Master for what this service creates."""


class OrderStatus(OpenStrEnum):
    """The eight states of an order.

    Source: vendor:list
    """

    DRAFT = "Draft"
    """Stored, not yet validated."""
    VALID = "Valid"
    """Validated, not yet handed to the haulier platform."""
    CANCELLED = "Cancelled"
    """Called off; still readable, no longer changeable."""
    SUBMITTED = "Submitted"
    """Taken in by the haulier platform, untouched by the carrier so far."""
    REJECTED = "Rejected"
    """The haulier platform could not take it in."""
    IN_PROCESS = "InProcess"
    """Arrived at the haulier platform and being worked on there."""
    ACCEPTED = "Accepted"
    """The carrier takes the job."""
    REFUSED = "Refused"
    """The carrier declines the job."""


class OrderHistory(Model):
    """One change of status. The vendor's members are not known; these two are a placeholder.

    Not documented by the vendor.

    Source: vendor:get (assumed)
    """

    status: Maybe[OrderStatus] = UNSET
    """Status that the order took. Not documented by the vendor."""
    date: Maybe[DateTime] = UNSET
    """When it took it, an RFC 3339 date-time with its UTC offset. Not documented by the vendor."""


class StoredGoods(Model):
    """One kind of goods of an order that already exists.

    Source: vendor:update
    """

    goods_id: Annotated[Maybe[int], Field(alias="goodsId")] = UNSET
    """Id under which the service stores this line. Leave it out to add a line; null is not allowed."""
    description: Maybe[str | None] = UNSET
    type: Maybe[str | None] = UNSET
    quantity: Maybe[int | None] = UNSET
    weight: Maybe[float | None] = UNSET
    volume: Maybe[float | None] = UNSET
    hazardous_classes: Annotated[Maybe[list[HazardousClass] | None], Field(alias="hazardousClasses")] = UNSET


class StoredContainer(Model):
    """One container of an order that already exists, as an update sends it. It differs from the creation shape
    only in its goods, which can bear their id.

    Source: vendor:update
    """

    goods: Maybe[list[StoredGoods] | None] = UNSET
    """Goods loaded in the container, those already stored with their id, new ones without."""
    reference: Maybe[str | None] = UNSET
    type: Maybe[str | None] = UNSET
    gross_weight: Annotated[Maybe[float | None], Field(alias="grossWeight")] = UNSET
    tare: Maybe[float | None] = UNSET
    seal_numbers: Annotated[Maybe[list[str] | None], Field(alias="sealNumbers")] = UNSET
    indicator: Maybe[ContainerIndicator] = UNSET
    """What kind of special care the container needs. Leave it out when none; null is not allowed."""
    customs_information: Annotated[Maybe[str | None], Field(alias="customsInformation")] = UNSET
    comment: Maybe[str | None] = UNSET
    reefer: Maybe[ReeferSetting] = UNSET
    """Cooling data of a refrigerated container. Leave it out when dry; null is not allowed."""
    oog: Maybe[OutOfGauge] = UNSET
    """How far the load sticks out, in m. Leave it out when in gauge; null is not allowed."""
    bill_of_lading: Annotated[Maybe[str | None], Field(alias="billOfLading")] = UNSET
    booking_number: Annotated[Maybe[str | None], Field(alias="bookingNumber")] = UNSET
    events: list[Event] | None


class CustomsFlag(OpenStrEnum):
    """The three flows an order can follow.

    Source: vendor:create
    """

    IMPORT = "Import"
    """Full container from the port to a warehouse, then the empty one to a depot."""
    EXPORT = "Export"
    """Empty container from a depot to a warehouse, then the full one to the port."""
    TRANSFER = "Transfer"
    """Full container from one place to another, without an empty leg."""


class Voyage(Model):
    """The ship's call that the haulage connects to. Which dates make sense depends on the flow.

    Source: vendor:create
    """

    means_name: Annotated[Maybe[str | None], Field(alias="meansName")] = UNSET
    """Name of the ship, or of another means of transport."""
    freight_agent: Annotated[Maybe[str | None], Field(alias="freightAgent")] = UNSET
    """Name of the freight agent."""
    shipping_company: Annotated[Maybe[str | None], Field(alias="shippingCompany")] = UNSET
    """Name of the shipping line."""
    eta: Maybe[DateTime | None] = UNSET
    """When the ship is expected, an RFC 3339 date-time with its UTC offset. Meant for Import and Transfer."""
    etd: Maybe[DateTime | None] = UNSET
    """When the ship should leave, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closing_customs: Annotated[Maybe[DateTime | None], Field(alias="closingCustoms")] = UNSET
    """Last moment for customs papers, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closing_dangerous: Annotated[Maybe[DateTime | None], Field(alias="closingDangerous")] = UNSET
    """Last moment to hand in dangerous goods, an RFC 3339 date-time with its UTC offset. Meant for Export."""
    closing_delivery: Annotated[Maybe[DateTime | None], Field(alias="closingDelivery")] = UNSET
    """Last moment to hand in the container, an RFC 3339 date-time with its UTC offset. Meant for Export."""


class CustomerOrder(Model):
    """A stored order as the service returns it. Only the first three members are known to be always there. It
    shows one container even for an order with several.

    Source: vendor:get
    """

    customer_order_id: Annotated[str, Field(alias="customerOrderId")]
    """Identifier of the order, CDE and ten digits for a whole order."""
    type: OrderType
    """Kind of the order."""
    status: OrderStatus
    """Where the order stands. A completed event freezes its own step; once every event is completed the whole
    order is frozen.
    """
    histories: Maybe[list[OrderHistory]] = UNSET
    """What happened to the order, oldest first (assumed order)."""
    container: Maybe[StoredContainer] = UNSET
    """The container of the order; the first one where there are several (assumed). Not documented by the vendor."""
    contractor: Maybe[Actor] = UNSET
    """Party that gave the order. Its members are assumed to be those sent on creation. Not documented by the
    vendor.
    """
    carrier: Maybe[Actor] = UNSET
    """Haulier of the order. Its members are assumed to be those sent on creation. Not documented by the vendor."""
    transport_order_number: Annotated[Maybe[str], Field(alias="transportOrderNumber")] = UNSET
    date: Maybe[DateTime | None] = UNSET
    sender: Maybe[str | None] = UNSET
    client_reference: Annotated[Maybe[str | None], Field(alias="clientReference")] = UNSET
    customs_flag: Annotated[Maybe[CustomsFlag], Field(alias="customsFlag")] = UNSET
    """Flow of the order."""
    price_information: Annotated[Maybe[str | None], Field(alias="priceInformation")] = UNSET
    instructions_information: Annotated[Maybe[str | None], Field(alias="instructionsInformation")] = UNSET
    contract_terms_information: Annotated[Maybe[str | None], Field(alias="contractTermsInformation")] = UNSET
    comment: Maybe[str | None] = UNSET
    voyage: Maybe[Voyage] = UNSET
    """Sea leg that the haulage connects to. Its members are assumed to be those sent on creation. Not documented
    by the vendor.
    """


class CustomerOrderProjection(Model):
    """The short form of an order in a search. The vendor's list of members is known only up to the sixth, so
    more may come.

    Source: vendor:list
    """

    customer_order_id: Annotated[str, Field(alias="customerOrderId")]
    """Identifier of the order, CDE and ten digits for a whole order."""
    date: Maybe[DateTime | None] = UNSET
    """When the order was given, an RFC 3339 date-time with its UTC offset. The member's name is inferred. Not
    documented by the vendor.
    """
    type: Maybe[OrderType] = UNSET
    """Kind of the order. The member's name is inferred. Not documented by the vendor."""
    reference: Maybe[str | None] = UNSET
    """Reference that the order bears. Its length is documented; its name is a guess, it may be
    `clientReference`. Not documented by the vendor.
    """
    transport_order_number: Annotated[Maybe[str | None], Field(alias="transportOrderNumber")] = UNSET
    """The caller's own number for this transport. The member's name is inferred. Not documented by the vendor."""
    status: Maybe[OrderStatus] = UNSET
    """Where the order stands. The member's name is inferred. Not documented by the vendor."""


class CustomerOrderPage(Model):
    """One page of a search, with its place in the whole result.

    Source: vendor:list
    """

    total: Maybe[int] = UNSET
    """How many orders match altogether."""
    returned: Maybe[int] = UNSET
    """How many of them are in this page."""
    first: Maybe[int] = UNSET
    """Position of this page's first order in the whole result, counted from 0 (assumed to echo `offset`)."""
    items: Maybe[list[CustomerOrder | CustomerOrderProjection] | None] = UNSET
    """Orders of this page; short entries where `isProjection` is true, complete ones where it is false. Every
    complete entry also satisfies the short shape.
    """


class ErrorCode(OpenStrEnum):
    """The thirty-two documented reasons. Two of them, ALREADY_JOINED_GROUP and
    CANNOT_UPDATE_VALID_ORDER_TO_DRAFT, belong to functions that this description does not have.

    Source: vendor:create
    """

    ACTOR_NOT_FOUND = "ACTOR_NOT_FOUND"
    """The contractor's or the carrier's code is not in the actor referential."""
    ALREADY_JOINED_GROUP = "ALREADY_JOINED_GROUP"
    """The caller is a member of that group already. No operation described here raises it."""
    CANNOT_CANCEL_NOT_MASTER_ORDER = "CANNOT_CANCEL_NOT_MASTER_ORDER"
    """The id names one container's share or one leg; only a whole order can be called off."""
    CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER = "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER"
    """A container of the order is already tied to a booking."""
    CANNOT_CHANGE_NUMBER_OF_CONTAINERS = "CANNOT_CHANGE_NUMBER_OF_CONTAINERS"
    """The update has more or fewer containers than the order."""
    CANNOT_UPDATE_VALID_ORDER_TO_DRAFT = "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT"
    """A validated order is no draft any more. No operation described here raises it."""
    CARRIER_EMAIL_REQUIRED = "CARRIER_EMAIL_REQUIRED"
    """The haulier platform does not know the carrier, so the carrier's contact needs an e-mail."""
    CONFLICT = "CONFLICT"
    """Somebody else changed the order since it was read. Read it again, then repeat the change."""
    CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV = "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV"
    """The haulier platform does not know the contractor, who may place no order."""
    CUSTOMER_ORDER_NOT_FOUND = "CUSTOMER_ORDER_NOT_FOUND"
    """No order has this id, or none that the caller may see."""
    CUSTOMS_FLAG_NOT_BE_MODIFIED = "CUSTOMS_FLAG_NOT_BE_MODIFIED"
    """The update names another flow than the order has."""
    EVENT_LOCATION_FIELDS_REQUIRED = "EVENT_LOCATION_FIELDS_REQUIRED"
    """The place of an event says too little."""
    EVENT_START_DATE_REQUIRED = "EVENT_START_DATE_REQUIRED"
    """The event that needs a start date on this flow has none."""
    EXISTS_ORDER_WITH_HANDLING_UNIT_SPI = "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"
    """Another order covers the same unit of the port community system."""
    HANDLING_UNIT_REFERENCE_INVALID = "HANDLING_UNIT_REFERENCE_INVALID"
    """A container number is missing where the flow needs it, or breaks ISO 6346."""
    LIMIT_NONPOSITIVE = "LIMIT_NONPOSITIVE"
    """The page size is zero or less."""
    NOT_SUPPORTED_ORDER_TYPE = "NOT_SUPPORTED_ORDER_TYPE"
    """The id names a kind of order that this operation does not take."""
    OFFSET_NEGATIVE = "OFFSET_NEGATIVE"
    """The index of the first result is below zero."""
    ORDER_ALREADY_CANCELED = "ORDER_ALREADY_CANCELED"
    """The order was called off before."""
    ORDER_DUPLICATED = "ORDER_DUPLICATED"
    """An equal order exists. Which members are compared is not documented."""
    ORGANIZATION_ACTOR_CODE_INVALID = "ORGANIZATION_ACTOR_CODE_INVALID"
    """SOGET has yet to approve the caller's organisation."""
    ORGANIZATION_NOT_FOUND = "ORGANIZATION_NOT_FOUND"
    """The caller belongs to no organisation."""
    R0005 = "R0005"
    """Containers and events are locked and cannot be changed."""
    R0006 = "R0006"
    """The order's status allows no change."""
    R0007 = "R0007"
    """Container numbers are locked and cannot be changed."""
    R0008 = "R0008"
    """The order is Submitted or InProcess and cannot be called off."""
    R0009 = "R0009"
    """A leg of the order has been delivered, so it cannot be called off."""
    SEARCH_DATE_ERROR = "SEARCH_DATE_ERROR"
    """The dates of the search make no range, or are no dates."""
    UNKNOWN_LOCATION = "UNKNOWN_LOCATION"
    """The code of an event's place is not in the location referential."""
    USER_ID_INVALID = "USER_ID_INVALID"
    """The credentials lead to no user."""
    WRONG_EVENT_DATE_ORDER = "WRONG_EVENT_DATE_ORDER"
    """The events of a container do not follow each other in time as the flow demands."""
    WRONG_FORMAT = "WRONG_FORMAT"
    """The order id is not three letters and ten digits."""


class Error(Model):
    """A refusal by the service. No member is promised: a refusal that none of the documented codes covers (a
    malformed body, a missing part, a wrong length) comes without a code.

    Source: vendor:create
    """

    timestamp: Maybe[DateTime] = UNSET
    """When the request was refused, an RFC 3339 date-time with its UTC offset."""
    code: Maybe[ErrorCode] = UNSET
    """Why it was refused, to be read by programs."""
    message: Maybe[str | None] = UNSET
    """Why it was refused, to be read by people, mostly in French. Not a contract."""


class GatewayError(Model):
    """A refusal by the gateway before the service sees the request. Its form is that of the gateway product.

    Not documented by the vendor.

    Source: vendor:orders (assumed)
    """

    status_code: Annotated[int, Field(alias="statusCode")]
    """The HTTP status, repeated in the body. Not documented by the vendor."""
    message: str
    """Why the gateway refused, in English. Not documented by the vendor."""


class Order(Model):
    """A haulage order to be placed for one or more containers of one flow.

    Source: vendor:create
    """

    contractor: Maybe[Actor] = UNSET
    """Party that gives the order; the caller's own organisation where it is left out (assumed). Fixed once the
    order exists. Null is not allowed.
    """
    carrier: Actor
    """Haulier who is to carry the containers. Fixed once the order exists."""
    transport_order_number: Annotated[str, Field(alias="transportOrderNumber")]
    """The caller's own number for this transport. Fixed once the order exists."""
    containers: list[Container]
    """Containers to carry, at least one. Their number is fixed once the order exists."""
    date: Maybe[DateTime | None] = UNSET
    """When the order was given, an RFC 3339 date-time with its UTC offset."""
    sender: Maybe[str | None] = UNSET
    """Person who wrote the order."""
    client_reference: Annotated[Maybe[str | None], Field(alias="clientReference")] = UNSET
    """Reference of the importer or exporter behind the order."""
    customs_flag: Annotated[CustomsFlag, Field(alias="customsFlag")]
    """Flow of the order. It decides which events, numbers and dates are expected, and never changes."""
    price_information: Annotated[Maybe[str | None], Field(alias="priceInformation")] = UNSET
    """Free remark on the price."""
    instructions_information: Annotated[Maybe[str | None], Field(alias="instructionsInformation")] = UNSET
    """What the driver should know."""
    contract_terms_information: Annotated[Maybe[str | None], Field(alias="contractTermsInformation")] = UNSET
    """Free remark on the terms of contract."""
    comment: Maybe[str | None] = UNSET
    """Free remark on the order as a whole."""
    voyage: Maybe[Voyage] = UNSET
    """Sea leg that the haulage connects to. Leave it out when unknown; null is not allowed."""


class OrderForm(Model):
    """The parts of the multipart body that places an order.

    Source: vendor:create
    """

    order: Annotated[Order, Field(alias="Order")]
    """The order itself, sent as a JSON part."""
    files: Annotated[Maybe[list[str]], Field(alias="Files")] = UNSET
    """Documents that go with the order, one part each, any number of them."""


class OrderUpdate(Model):
    """The new state of an existing order. It replaces what is stored (assumed: a member that is left out is
    emptied). Parties and transport order number cannot be changed and have no place here.

    Source: vendor:update
    """

    containers: list[StoredContainer]
    """All containers of the order, as many as were placed."""
    date: Maybe[DateTime | None] = UNSET
    sender: Maybe[str | None] = UNSET
    client_reference: Annotated[Maybe[str | None], Field(alias="clientReference")] = UNSET
    customs_flag: Annotated[CustomsFlag, Field(alias="customsFlag")]
    """Flow of the order. It must be the one the order was placed with."""
    price_information: Annotated[Maybe[str | None], Field(alias="priceInformation")] = UNSET
    instructions_information: Annotated[Maybe[str | None], Field(alias="instructionsInformation")] = UNSET
    contract_terms_information: Annotated[Maybe[str | None], Field(alias="contractTermsInformation")] = UNSET
    comment: Maybe[str | None] = UNSET
    voyage: Maybe[Voyage] = UNSET
    """Sea leg that the haulage connects to. Leave it out when unknown; null is not allowed."""

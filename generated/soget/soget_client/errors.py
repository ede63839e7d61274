# Made by specwright 0.1.0 from 'SOGET customer orders' '1.0.0'. Change the description and generate again: edits here are lost.

"""All that a call can raise: the tree below ``ApiError``, with one class for each documented error code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, Final

from soget_client._runtime._deviations import Deviation
from soget_client._runtime._errors import (
    ApiError,
    ApiTimeout,
    BadRequest,
    ClientClosed,
    ClientError,
    Conflict,
    ConnectError,
    DeadlineExceeded,
    DocumentedError,
    Gone,
    InvalidArgument,
    MethodNotAllowed,
    MissingCredentials,
    NotAcceptable,
    NotFound,
    PayloadTooLarge,
    PermissionDenied,
    PreconditionFailed,
    PreconditionRequired,
    ResponseDecodeError,
    ResponseValidationError,
    RuleViolation,
    ServerError,
    StatusError,
    StreamError,
    TokenRequestFailed,
    TooManyRequests,
    TransportError,
    Unauthorized,
    UnexpectedStatus,
    UnprocessableContent,
    UnsupportedMediaType,
)
from soget_client._runtime._violations import AssumedRuleWarning, RuleViolationWarning, Violation

__all__ = [
    "ActorNotFound",
    "AlreadyJoinedGroup",
    "ApiError",
    "ApiTimeout",
    "AssumedRuleWarning",
    "BadRequest",
    "CODES",
    "CannotCancelNotMasterOrder",
    "CannotCancelOrderWithAssociatedContainer",
    "CannotChangeNumberOfContainers",
    "CannotUpdateValidOrderToDraft",
    "CarrierEmailRequired",
    "ClientClosed",
    "ClientError",
    "Conflict",
    "ConflictError",
    "ConnectError",
    "ContractorUnauthorizedByGedmouv",
    "CustomerOrderNotFound",
    "CustomsFlagNotBeModified",
    "DeadlineExceeded",
    "Deviation",
    "DocumentedError",
    "EventLocationFieldsRequired",
    "EventStartDateRequired",
    "ExistsOrderWithHandlingUnitSpi",
    "Gone",
    "HandlingUnitReferenceInvalid",
    "InvalidArgument",
    "LimitNonpositive",
    "MethodNotAllowed",
    "MissingCredentials",
    "NotAcceptable",
    "NotFound",
    "NotSupportedOrderType",
    "OffsetNegative",
    "OrderAlreadyCanceled",
    "OrderDuplicated",
    "OrganizationActorCodeInvalid",
    "OrganizationNotFound",
    "PayloadTooLarge",
    "PermissionDenied",
    "PreconditionFailed",
    "PreconditionRequired",
    "R0005",
    "R0006",
    "R0007",
    "R0008",
    "R0009",
    "ResponseDecodeError",
    "ResponseValidationError",
    "RuleViolation",
    "RuleViolationWarning",
    "SearchDateError",
    "ServerError",
    "StatusError",
    "StreamError",
    "TokenRequestFailed",
    "TooManyRequests",
    "TransportError",
    "Unauthorized",
    "UnexpectedStatus",
    "UnknownLocation",
    "UnprocessableContent",
    "UnsupportedMediaType",
    "UserIdInvalid",
    "Violation",
    "WrongEventDateOrder",
    "WrongFormat",
]


class ActorNotFound(DocumentedError):
    """The contractor's or the carrier's code is not in the actor referential.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "ACTOR_NOT_FOUND"


class AlreadyJoinedGroup(DocumentedError):
    """The caller is a member of that group already. No operation described here raises it."""

    CODE: ClassVar[str] = "ALREADY_JOINED_GROUP"


class CannotCancelNotMasterOrder(DocumentedError):
    """The id names one container's share or one leg; only a whole order can be called off.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CANNOT_CANCEL_NOT_MASTER_ORDER"


class CannotCancelOrderWithAssociatedContainer(DocumentedError):
    """A container of the order is already tied to a booking.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER"


class CannotChangeNumberOfContainers(DocumentedError):
    """The update has more or fewer containers than the order.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CANNOT_CHANGE_NUMBER_OF_CONTAINERS"


class CannotUpdateValidOrderToDraft(DocumentedError):
    """A validated order is no draft any more. No operation described here raises it."""

    CODE: ClassVar[str] = "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT"


class CarrierEmailRequired(DocumentedError):
    """The haulier platform does not know the carrier, so the carrier's contact needs an e-mail.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CARRIER_EMAIL_REQUIRED"


class ConflictError(DocumentedError):
    """Somebody else changed the order since it was read. Read it again, then repeat the change.

    Documented with status 412: an answer with it is a `PreconditionFailed` as well.
    """

    CODE: ClassVar[str] = "CONFLICT"


class ContractorUnauthorizedByGedmouv(DocumentedError):
    """The haulier platform does not know the contractor, who may place no order.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV"


class CustomerOrderNotFound(DocumentedError):
    """No order has this id, or none that the caller may see.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CUSTOMER_ORDER_NOT_FOUND"


class CustomsFlagNotBeModified(DocumentedError):
    """The update names another flow than the order has.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "CUSTOMS_FLAG_NOT_BE_MODIFIED"


class EventLocationFieldsRequired(DocumentedError):
    """The place of an event says too little.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "EVENT_LOCATION_FIELDS_REQUIRED"


class EventStartDateRequired(DocumentedError):
    """The event that needs a start date on this flow has none.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "EVENT_START_DATE_REQUIRED"


class ExistsOrderWithHandlingUnitSpi(DocumentedError):
    """Another order covers the same unit of the port community system.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI"


class HandlingUnitReferenceInvalid(DocumentedError):
    """A container number is missing where the flow needs it, or breaks ISO 6346.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "HANDLING_UNIT_REFERENCE_INVALID"


class LimitNonpositive(DocumentedError):
    """The page size is zero or less.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "LIMIT_NONPOSITIVE"


class NotSupportedOrderType(DocumentedError):
    """The id names a kind of order that this operation does not take.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "NOT_SUPPORTED_ORDER_TYPE"


class OffsetNegative(DocumentedError):
    """The index of the first result is below zero.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "OFFSET_NEGATIVE"


class OrderAlreadyCanceled(DocumentedError):
    """The order was called off before.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "ORDER_ALREADY_CANCELED"


class OrderDuplicated(DocumentedError):
    """An equal order exists. Which members are compared is not documented.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "ORDER_DUPLICATED"


class OrganizationActorCodeInvalid(DocumentedError):
    """SOGET has yet to approve the caller's organisation.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "ORGANIZATION_ACTOR_CODE_INVALID"


class OrganizationNotFound(DocumentedError):
    """The caller belongs to no organisation.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "ORGANIZATION_NOT_FOUND"


class R0005(DocumentedError):
    """Containers and events are locked and cannot be changed.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "R0005"


class R0006(DocumentedError):
    """The order's status allows no change.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "R0006"


class R0007(DocumentedError):
    """Container numbers are locked and cannot be changed.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "R0007"


class R0008(DocumentedError):
    """The order is Submitted or InProcess and cannot be called off.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "R0008"


class R0009(DocumentedError):
    """A leg of the order has been delivered, so it cannot be called off.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "R0009"


class SearchDateError(DocumentedError):
    """The dates of the search make no range, or are no dates.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "SEARCH_DATE_ERROR"


class UnknownLocation(DocumentedError):
    """The code of an event's place is not in the location referential.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "UNKNOWN_LOCATION"


class UserIdInvalid(DocumentedError):
    """The credentials lead to no user.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "USER_ID_INVALID"


class WrongEventDateOrder(DocumentedError):
    """The events of a container do not follow each other in time as the flow demands.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "WRONG_EVENT_DATE_ORDER"


class WrongFormat(DocumentedError):
    """The order id is not three letters and ten digits.

    Documented with status 400: an answer with it is a `BadRequest` as well.
    """

    CODE: ClassVar[str] = "WRONG_FORMAT"


CODES: Final[Mapping[str, type[DocumentedError]]] = MappingProxyType(
    {
        "ACTOR_NOT_FOUND": ActorNotFound,
        "ALREADY_JOINED_GROUP": AlreadyJoinedGroup,
        "CANNOT_CANCEL_NOT_MASTER_ORDER": CannotCancelNotMasterOrder,
        "CANNOT_CANCEL_ORDER_WITH_ASSOCIATED_CONTAINER": CannotCancelOrderWithAssociatedContainer,
        "CANNOT_CHANGE_NUMBER_OF_CONTAINERS": CannotChangeNumberOfContainers,
        "CANNOT_UPDATE_VALID_ORDER_TO_DRAFT": CannotUpdateValidOrderToDraft,
        "CARRIER_EMAIL_REQUIRED": CarrierEmailRequired,
        "CONFLICT": ConflictError,
        "CONTRACTOR_UNAUTHORIZED_BY_GEDMOUV": ContractorUnauthorizedByGedmouv,
        "CUSTOMER_ORDER_NOT_FOUND": CustomerOrderNotFound,
        "CUSTOMS_FLAG_NOT_BE_MODIFIED": CustomsFlagNotBeModified,
        "EVENT_LOCATION_FIELDS_REQUIRED": EventLocationFieldsRequired,
        "EVENT_START_DATE_REQUIRED": EventStartDateRequired,
        "EXISTS_ORDER_WITH_HANDLING_UNIT_SPI": ExistsOrderWithHandlingUnitSpi,
        "HANDLING_UNIT_REFERENCE_INVALID": HandlingUnitReferenceInvalid,
        "LIMIT_NONPOSITIVE": LimitNonpositive,
        "NOT_SUPPORTED_ORDER_TYPE": NotSupportedOrderType,
        "OFFSET_NEGATIVE": OffsetNegative,
        "ORDER_ALREADY_CANCELED": OrderAlreadyCanceled,
        "ORDER_DUPLICATED": OrderDuplicated,
        "ORGANIZATION_ACTOR_CODE_INVALID": OrganizationActorCodeInvalid,
        "ORGANIZATION_NOT_FOUND": OrganizationNotFound,
        "R0005": R0005,
        "R0006": R0006,
        "R0007": R0007,
        "R0008": R0008,
        "R0009": R0009,
        "SEARCH_DATE_ERROR": SearchDateError,
        "UNKNOWN_LOCATION": UnknownLocation,
        "USER_ID_INVALID": UserIdInvalid,
        "WRONG_EVENT_DATE_ORDER": WrongEventDateOrder,
        "WRONG_FORMAT": WrongFormat,
    }
)
"""The class that each documented code raises."""

"""The names that generated code already uses, so that no description can take them."""

from __future__ import annotations

__all__ = ["ARGUMENTS", "CLASSES", "CLIENT", "DEVICES", "ERRORS", "FIELDS", "METHODS"]

# What models.py and dicts.py import, and what datamodel-code-generator imports beside it and keeps from classes.
CLASSES = frozenset(
    {
        "Annotated",
        "Any",
        "Base64",
        "BaseModel",
        "ConfigDict",
        "Decimal",
        "Field",
        "FileInput",
        "Literal",
        "Mapping",
        "Maybe",
        "Model",
        "Never",
        "NotRequired",
        "OpenIntEnum",
        "OpenStrEnum",
        "Sequence",
        "StrEnum",
        "TYPE_CHECKING",
        "TaggedUnion",
        "TypeAlias",
        "TypeAliasType",
        "TypedDict",
        "UNSET",
        "UUID",
        "Union",
        "UnknownVariant",
        "Unset",
    }
)

# Attributes of the runtime's Model and of pydantic's; builtins that a field would hide from annotations after it.
FIELDS = frozenset(
    {
        "bool",
        "bytes",
        "construct",
        "copy",
        "dict",
        "float",
        "from_orm",
        "int",
        "json",
        "list",
        "model_computed_fields",
        "model_config",
        "model_construct",
        "model_copy",
        "model_dump",
        "model_dump_json",
        "model_extra",
        "model_fields",
        "model_fields_set",
        "model_json_schema",
        "model_parametrized_name",
        "model_post_init",
        "model_rebuild",
        "model_validate",
        "model_validate_json",
        "model_validate_strings",
        "parse_file",
        "parse_obj",
        "parse_raw",
        "schema",
        "schema_json",
        "str",
        "to_dict",
        "to_json",
        "update_forward_refs",
        "validate",
    }
)

# Keywords of every call, and names that a method's body uses.
ARGUMENTS = frozenset(
    {
        "base_url",
        "body",
        "check_requests",
        "cls",
        "content_type",
        "deadline",
        "extra_body",
        "extra_headers",
        "extra_query",
        "idempotency_key",
        "max_retries",
        "old",
        "options",
        "security",
        "self",
        "strict",
        "timeout",
    }
)

# What a resource has beside its operations.
METHODS = frozenset({"build_request", "with_raw_response", "with_streaming_response"})

# What a client has beside its resources, and builtins that its constructor's annotations name.
CLIENT = frozenset(
    {
        "aclose",
        "bool",
        "build",
        "close",
        "delete",
        "float",
        "get",
        "int",
        "pages",
        "patch",
        "post",
        "put",
        "request",
        "send",
        "send_raw",
        "send_streamed",
        "sender",
        "str",
        "with_options",
    }
)

# What Windows takes for devices, whatever follows the dot: no module can be called so.
DEVICES = frozenset(
    {"aux", "con", "nul", "prn"} | {f"{name}{number}" for name in ("com", "lpt") for number in range(10)}
)

# The tree of the runtime, which errors.py exports beside the classes of documented codes.
ERRORS = frozenset(
    {
        "ApiError",
        "ApiTimeout",
        "AssumedRuleWarning",
        "BadRequest",
        "ClientClosed",
        "ClientError",
        "Conflict",
        "ConnectError",
        "DeadlineExceeded",
        "Deviation",
        "DocumentedError",
        "Gone",
        "InvalidArgument",
        "MethodNotAllowed",
        "MissingCredentials",
        "NotAcceptable",
        "NotFound",
        "PayloadTooLarge",
        "PermissionDenied",
        "PreconditionFailed",
        "PreconditionRequired",
        "ResponseDecodeError",
        "ResponseValidationError",
        "RuleViolation",
        "RuleViolationWarning",
        "ServerError",
        "StatusError",
        "StreamError",
        "TokenRequestFailed",
        "TooManyRequests",
        "TransportError",
        "Unauthorized",
        "UnexpectedStatus",
        "UnprocessableContent",
        "UnsupportedMediaType",
        "Violation",
    }
)

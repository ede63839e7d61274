"""Turns the body of a posted form into its fields, if it comes from a page of this twin."""

from __future__ import annotations

import hmac

from specwright.twin.edge.exchange import Exchange
from specwright.twin.edge.form_reading import FormError, read_urlencoded
from specwright.twin.negotiation import essence

__all__ = ["FormRefusedError", "fields_of_form"]

_MOST_FIELDS = 200


class FormRefusedError(Exception):
    """A form that nothing is done for."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def fields_of_form(exchange: Exchange, *, token: str) -> dict[str, str]:
    """Read a form; of a field that stands twice the last counts.

    Raises:
        FormRefusedError: it is no form, or bears another token than this twin's pages.
    """
    if essence(exchange.header(b"content-type") or "") != "application/x-www-form-urlencoded":
        raise FormRefusedError(415, "This page takes forms only; programs use the admin API.")
    try:
        fields = read_urlencoded(exchange.body, max_parts=_MOST_FIELDS)
        found = {field.name: field.content.decode("utf-8") for field in fields}
    except (FormError, UnicodeDecodeError):
        raise FormRefusedError(400, "The form cannot be read.") from None
    # Browsers say which origin a form comes from, and the guard has looked. The token holds where one does not.
    if not hmac.compare_digest(found.pop("token", "").encode(), token.encode()):
        raise FormRefusedError(403, "The form is older than this twin. Go back, load the page again and repeat it.")
    return found

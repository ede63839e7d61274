"""The page at ``/__twin/``: what a twin holds, has heard and was never asked, as HTML that needs no script."""

from specwright.twin.page.page import Page

__all__ = ["Page"]

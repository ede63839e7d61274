"""Reads a page as a browser's parser would see it: elements, attributes, addresses and texts."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

__all__ = ["ATTRIBUTES", "ELEMENTS", "PageRead", "read_page"]

ELEMENTS: Final = frozenset(
    {
        "html",
        "head",
        "meta",
        "title",
        "link",
        "body",
        "a",
        "header",
        "div",
        "img",
        "span",
        "strong",
        "small",
        "nav",
        "p",
        "time",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "form",
        "input",
        "label",
        "button",
        "details",
        "summary",
        "svg",
        "rect",
        "b",
        "bdi",
        "footer",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "code",
        "select",
        "option",
        "textarea",
        "dl",
        "dt",
        "dd",
    }
)
ATTRIBUTES: Final = frozenset(
    {
        "lang",
        "charset",
        "name",
        "content",
        "rel",
        "href",
        "class",
        "src",
        "alt",
        "width",
        "height",
        "aria-label",
        "aria-current",
        "datetime",
        "title",
        "id",
        "aria-labelledby",
        "viewbox",
        "preserveaspectratio",
        "role",
        "x",
        "y",
        "aria-hidden",
        "method",
        "action",
        "type",
        "value",
        "required",
        "step",
        "maxlength",
        "pattern",
        "autocomplete",
        "formaction",
        "for",
        "tabindex",
        "scope",
        "checked",
        "selected",
        "open",
        "rows",
        "spellcheck",
        "placeholder",
        "min",
        "max",
    }
)
_ADDRESSES: Final = frozenset({"href", "src", "action", "formaction"})


@dataclass
class PageRead:
    """What a page is made of; ``skeleton`` has elements with the names of their attributes, and no text."""

    skeleton: list[str] = field(default_factory=list[str])
    elements: set[str] = field(default_factory=set[str])
    attributes: set[str] = field(default_factory=set[str])
    addresses: set[str] = field(default_factory=set[str])
    links: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])
    forms: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    @property
    def text(self) -> str:
        """Give everything that is read."""
        return "".join(self.texts)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = PageRead()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        page, given = self.page, dict(attrs)
        page.skeleton.append(f"{tag} {' '.join(sorted(given))}")
        page.elements.add(tag)
        page.attributes |= given.keys()
        page.addresses |= {given[name] or "" for name in _ADDRESSES & given.keys()}
        if tag == "a":
            page.links.append(given.get("href") or "")
        if tag == "form":
            page.forms.append({"action": given.get("action") or "", "method": given.get("method") or ""})
        if page.forms and given.get("name"):
            page.forms[-1][str(given["name"])] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self.page.skeleton.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.page.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.page.skeleton.append("comment")


def read_page(content: bytes) -> PageRead:
    """Read a page."""
    parser = _Parser()
    parser.feed(content.decode("utf-8"))
    parser.close()
    return parser.page

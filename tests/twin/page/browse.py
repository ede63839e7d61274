"""Opens every page of twins full of hostile texts in Chromium, and presses its buttons: nox -s browser."""

import argparse
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx2

from specwright.twin import serve
from specwright.twin.edge import Twin
from twin.page.browser import MISSING, Browser, find_chromium, running_browser
from twin.page.hostile import APIS, PAYLOADS, Api, pages_of
from twin.recipes.book import Call, recipes

SIZES: Final = {"desktop": (1280, 900), "phone": (390, 844)}
# What a document would have if one of its texts had become more than a text.
TRACES: Final = """(() => {
  const found = [];
  if (typeof probe !== "undefined" || document.title.includes("probed")) found.push("probe");
  for (const each of document.querySelectorAll("*")) {
    if (["SCRIPT", "IFRAME", "OBJECT", "EMBED", "BASE", "STYLE"].includes(each.tagName)) found.push(each.tagName);
    for (const one of each.attributes) {
      if (/^on|^style$|^srcdoc$/.test(one.name)) found.push(one.name);
      if (/^(href|src|action|formaction)$/.test(one.name) && new URL(one.value, location.href).origin !== location.origin)
        found.push(one.value);
    }
  }
  return found;
})()"""
# WCAG's contrast of every text with what is behind it; large and bold ones may have less.
CONTRAST: Final = """(() => {
  const parse = (text) => {
    const made = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    made.fillStyle = text; made.fillRect(0, 0, 1, 1);
    return [...made.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (each) => {
    for (let at = each; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (parse(color)[3] > 250) return parse(color);
    }
    return [255, 255, 255, 255];
  };
  const poor = new Set();
  for (const each of document.querySelectorAll("body *")) {
    const own = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !each.checkVisibility()) continue;
    const style = getComputedStyle(each);
    const [a, b] = [light(parse(style.color)), light(behind(each))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.add(`${each.tagName}.${each.className.baseVal ?? each.className} ${ratio.toFixed(2)}`);
  }
  return [...poor];
})()"""


class Failure(Exception):  # noqa: N818 - what is wrong with a page, told to whoever runs this
    """A page is not as it should be."""


@contextmanager
def trap() -> Generator[tuple[str, list[str]]]:
    """Serve a page that does run a script, and note who comes for it."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            body = b"<!doctype html><title>trap</title><img src=x onerror=\"document.title='probed'\"><script>var probe</script>"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", visits
    finally:
        server.shutdown()
        server.server_close()


def expect(condition: object, what: str) -> None:
    """Say what is wrong where something is."""
    if not condition:
        raise Failure(what)


def look_at_hostile_texts(browser: Browser, api: Api, outside: str, visits: list[str]) -> int:
    """Open every page of a twin in which every text is hostile; none of them may come to life."""
    twin = api.twin()
    for number, payload in enumerate(PAYLOADS):
        text = payload.replace("https://evil.example", outside).replace("//evil.example", outside)
        body = api.hostile(twin, text)
        place = (body["Order"], "transportOrderNumber") if api.name == "soget" else (body, "order_id")
        place[0][place[1]] = f"{number} {text}"[:40]
        expect(api.post(twin, body, file_name=text).status == 200, f"{api.name}: order {number} was not taken")
        document: Any = {"id": text, "status": text, "histories": [{"status": text, "date": "2026-01-01T00:00:00Z"}], text: text}  # fmt: skip
        twin.engine.control.put_document("order", text, document)
    unbroken = "W" * 2_000
    twin.engine.control.put_document("order", unbroken, {"id": unbroken, "status": unbroken, unbroken: unbroken})
    visits.clear()
    browser.size(*SIZES["phone"])
    pages = [address for address, _ in pages_of(twin)]
    with serve(twin) as url:
        for address in pages:
            browser.open(url + address)
            browser.ask("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            # Whatever would react to being looked at gets its chance.
            browser.ask("document.querySelectorAll('*').forEach((each) => { each.focus?.(); each.dispatchEvent(new Event('mouseover')); })")  # fmt: skip
            traces = browser.ask(TRACES)
            expect(not traces, f"{api.name} {address}: {traces}")
            wide = browser.ask("document.documentElement.scrollWidth")
            expect(wide <= SIZES["phone"][0], f"{api.name} {address[:200]}: {wide} wide on a phone")
    expect(not visits, f"{api.name}: the page went elsewhere: {visits}")
    expect(not browser.told, f"{api.name}: the browser complains: {browser.told[:3]}")
    return len(pages)


def press_buttons(browser: Browser, twin: Twin, url: str) -> None:
    """Use the page as a person does: a move with arguments, a snapshot, the clock, a reset."""
    life = f"{url}/__twin/page/document?of=order&id=CDE9000000001"
    browser.open(life)
    browser.click("form.move button")
    expect(browser.ask("document.querySelector('.note.good').textContent") == "Done.", "the move was not made")
    browser.ask("document.getElementById('completeEvent-1').value = '0'")
    browser.ask("document.getElementById('completeEvent-2').value = 'LadingTransfer'")
    browser.click("form.move:has(#completeEvent-1) button")
    document: Any = twin.engine.control.documents("order")[0].document
    expect([each["event"] for each in document["completed"]] == ["LadingTransfer"], "the event was not completed")
    browser.ask("document.getElementById('completeEvent-1').value = '9'")
    browser.click("form.move:has(#completeEvent-1) button")
    expect("no such container" in browser.ask("document.querySelector('[role=alert]').textContent"), "not refused")
    browser.open(f"{url}/__twin/")
    browser.click("form[action$=snapshot] button")
    browser.click("button[value='86400']")
    expect("2026-01-02" in browser.ask("document.querySelector('.clock').textContent"), "the clock did not move")
    browser.ask("document.querySelector('.confirm').open = true")
    browser.click("form[action$=reset] button")
    expect(twin.engine.control.documents("order")[0].document["status"] == "Draft", "the twin was not reset")
    browser.click("button[formaction$=restore]")
    expect(twin.engine.control.documents("order")[0].document["status"] == "Valid", "the state did not come back")
    browser.click("nav a[href$=journal]")
    expect("Journal" in browser.ask("document.title"), "the journal does not open")


def press_from_elsewhere(browser: Browser, twin: Twin, url: str, outside: str) -> None:
    """Send the twin's own forms from a page of another origin, token and all; none may count."""
    before = twin.engine.control.documents("order")
    for host in ("127.0.0.1", "localhost"):
        browser.open(outside)
        fields = {"of": "order", "id": "CDE9000000001", "move": "submit", "token": twin.options.form_token}
        action = url.replace("127.0.0.1", host) + "/__twin/page/move"
        browser.ask(f"""(() => {{
          const form = document.createElement("form"); form.method = "post"; form.action = "{action}";
          form.innerHTML = `{"".join(f'<input name={name} value="{value}">' for name, value in fields.items())}<button id=go>`;
          document.body.append(form);
        }})()""")
        browser.click("#go")
        expect("other origins" in browser.ask("document.body.textContent"), "a foreign form was not refused")
    expect(twin.engine.control.documents("order") == before, "a foreign form has changed something")


def take_pictures(browser: Browser, url: str, folder: Path) -> None:
    """Take a picture of each view, large and small, light and dark, and measure what reading it takes."""
    views = {"overview": "", "documents": "page/documents", "life": "page/document?of=order&id=CDE0000000001",
             "journal": "page/journal", "call": "page/call?number=4", "coverage": "page/coverage"}  # fmt: skip
    for name, path in views.items():
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                browser.size(width, height, is_dark=scheme == "dark")
                browser.open(f"{url}/__twin/{path}")
                wide = browser.ask("document.documentElement.scrollWidth")
                expect(wide <= width, f"{name} is {wide} wide on a {size} of {width}")
                poor = browser.ask(CONTRAST)
                expect(not poor, f"{name}, {scheme}: hard to read: {poor}")
                browser.screenshot(folder / f"{name}-{size}-{scheme}.png")


def main() -> int:
    """Run everything and tell how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pictures", type=Path, help="folder for pictures of each view; otherwise they are thrown away"
    )
    pictures: Path | None = parser.parse_args().pictures
    if find_chromium() is None:
        sys.stderr.write(f"{MISSING}\n")
        return 2
    try:
        browse(pictures)
    except Failure as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    return 0


def browse(pictures: Path | None) -> None:
    """Do it all, one after the other."""
    with running_browser() as browser, trap() as (outside, visits), tempfile.TemporaryDirectory() as thrown_away:
        browser.open(outside)
        # A probe that finds nothing proves nothing, unless it finds something where something is.
        expect(len(browser.ask(TRACES)) >= 3, "the probe does not see what runs")
        browser.told.clear()
        for api in APIS.values():
            pages = look_at_hostile_texts(browser, api, outside, visits)
            sys.stdout.write(f"{api.name}: {pages} pages of hostile texts, none came to life\n")
        twin = APIS["soget"].twin()
        with serve(twin) as url:
            press_buttons(browser, twin, url)
            press_from_elsewhere(browser, twin, url, outside)
            twin.engine.reset()
            with httpx2.Client(base_url=url, trust_env=False) as client:
                a_few_calls(client)
            folder = pictures or Path(thrown_away)
            folder.mkdir(parents=True, exist_ok=True)
            take_pictures(browser, url, folder)
    sys.stdout.write(
        "buttons work, foreign ones do not; every view can be read, light and dark, on a desk and a phone\n"
    )


def a_few_calls(client: httpx2.Client) -> None:
    """Make calls of every kind, and the carrier's moves."""
    order = "/__twin/resources/order/CDE0000000001/moves/"
    update = {"body": "transfer"}
    for call in (
        Call("POST", "/customer-orders", {"order": "transfer"}),
        Call("POST", "/customer-orders", {"order": "importTwoContainers"}),
        Call("POST", "/customer-orders", {"order": "export"}),
        Call("POST", "/customer-orders", {"order": "transfer"}),
        Call("PUT", "/customer-orders/CDE0000000001", update),
        Call("PUT", "/customer-orders/CDE0000000001", {**update, "headers": {"If-Match": '"9"'}}),
        Call("POST", f"{order}submit", {}),
        Call("POST", f"{order}process", {}),
        Call("POST", f"{order}completeEvent", {"json": {"container": 0, "event": "LadingTransfer"}}),
        Call("PUT", "/customer-orders/CDE0000000001", update),
        Call("GET", "/customer-orders?limit=0", {}),
        *recipes()["ALREADY_JOINED_GROUP"],
        *recipes()["UNKNOWN_LOCATION"],
        Call("DELETE", "/customer-orders/CDE0000000003", {}),
        Call("POST", f"{order}accept", {}),
        Call("GET", f"/customer-orders/{quote('CDE0000000001')}", {}),
    ):
        call.send(client)


if __name__ == "__main__":
    sys.exit(main())

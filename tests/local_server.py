"""An HTTP server on this machine, for tests that need real sockets."""

import gzip
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from wire import THING_JSON


class LocalServer:
    """An HTTP server on this machine that answers every path with one thing, and counts its connections."""

    def __init__(self) -> None:
        self.received: list[tuple[str, str, dict[str, str], bytes]] = []
        self.connections = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                outer.connections += 1

            def answer(self) -> None:
                outer.received.append((self.command, self.path, dict(self.headers.items()), self.read_body()))
                if self.path.endswith("/slow"):
                    time.sleep(30)
                content = gzip.compress(THING_JSON) if self.path.endswith("/gzip") else THING_JSON
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                if self.path.endswith("/gzip"):
                    self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names that the base class looks for

            def read_body(self) -> bytes:
                if self.headers.get("Transfer-Encoding") != "chunked":
                    return self.rfile.read(int(self.headers.get("Content-Length", "0")))
                content = b""
                while size := int(self.rfile.readline(), 16):
                    content += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return content

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

"""Runs in a container: a small site over TLS whose answer and certificate are files, which a test can change."""

import http.server
import json
import pathlib
import ssl
import time

FOLDER = pathlib.Path("/site")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = json.loads((FOLDER / "page.json").read_text())
        time.sleep(page["delay"])
        self.send_response(page["status"])
        self.end_headers()
        self.wfile.write(json.dumps({"status": "told", "components": page["components"]}).encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads them."""


class Server(http.server.ThreadingHTTPServer):
    def get_request(self):
        """With the certificate as it is now."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(FOLDER / "certificate.pem")
        line, address = super().get_request()
        return context.wrap_socket(line, server_side=True, do_handshake_on_connect=False), address


Server(("0.0.0.0", 8443), Handler).serve_forever()

"""Attacks on the reader of strangers' pages: through redirects, by size, time and tricks of the protocol."""

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time

import pytest

from profiles.shared import open_web
from profiles.shared.http import Deadline, Malformed, OutsideError, TooSlow, Unreachable
from profiles.shared.open_web import Refused

HELLO = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


class Server:
    """Answers each connection by what `play` does with it; remembers what was asked."""

    def __init__(self, play, *, is_plain=True):
        self.play, self.asked, self.is_plain = play, [], is_plain
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                connected, _ = self.listening.accept()
            except OSError:
                return
            with connected, contextlib.suppress(OSError):
                if self.is_plain:
                    self.asked.append(connected.recv(65536))
                self.play(connected)

    def close(self):
        self.listening.close()


@pytest.fixture
def serve(monkeypatch):
    """A server of the open web: its port stands for 80, its address for a public one; ours stay refused."""
    servers = []

    def start(play, name="open.example", *, is_plain=True):
        server = Server(play if callable(play) else lambda connected: connected.sendall(play), is_plain=is_plain)
        servers.append(server)
        monkeypatch.setattr(open_web, "PORTS", {"http": server.port, "https": 443})
        names = {name: ["127.0.0.1"]}
        monkeypatch.setattr(open_web, "_resolved", lambda host, port: _addresses(names, host, port))
        monkeypatch.setattr(open_web, "is_open", lambda address: str(address) == "127.0.0.1" or _is_open(address))
        return server

    yield start
    for server in servers:
        server.close()


_is_open, _resolve = open_web.is_open, open_web._resolved


def _addresses(names, host, port):
    return [ipaddress.ip_address(one) for one in names[host]] if host in names else _resolve(host, port)


def read(url, seconds=5.0):
    return open_web.read(url, deadline=Deadline(seconds))


def test_a_page_is_read(serve):
    server = serve(HELLO)
    page = read("http://open.example/path?q=1")
    assert (page.status, page.media_type, page.body) == (200, "text/html", b"hello")
    assert server.asked[0].startswith(b"GET /path?q=1 HTTP/1.1\r\nHost: open.example\r\n")
    assert b"cookie" not in server.asked[0].lower()


def _moved(location):
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(
    "location",
    [
        *(f"http://{host}/latest/meta-data/" for host in ("169.254.169.254", "10.0.0.1", "[::1]", "2852039166")),
        *("ftp://open.example/", "file:///etc/passwd", "http://open.example:1/", "http://user@open.example/"),
    ],
)
def test_a_redirect_into_our_network_is_refused(serve, location):
    server = serve(_moved(location))
    with pytest.raises(Refused):
        read("http://open.example/")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "location", ["http://[", "http://[::1", "//[", "http://\u2100.example/", "https://open.example:x/"]
)
def test_a_redirect_to_nowhere_is_an_outside_error(serve, location):
    """What the library says about it would end the task instead."""
    serve(_moved(location))
    with pytest.raises(OutsideError):
        read("http://open.example/")


def test_redirects_are_followed_a_few_times(serve):
    server = serve(_moved("/again"))
    with pytest.raises(Unreachable):
        read("http://open.example/")
    assert len(server.asked) == open_web.REDIRECTS + 1


def test_a_huge_body_is_read_no_further_than_the_limit(serve, monkeypatch):
    monkeypatch.setattr(open_web, "MOST_BYTES", 100_000)

    def endless(connected):
        connected.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connected.sendall(b"x" * 65536)

    serve(endless)
    assert len(read("http://open.example/").body) == 100_000


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate, gzip", "br"])
def test_what_comes_packed_is_not_unpacked(serve, encoding):
    bomb = gzip.compress(b"x" * 10_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {len(bomb)}\r\n\r\n"
    serve(head.encode() + bomb)
    with pytest.raises(Malformed):
        read("http://open.example/")


def _drip(before):
    def play(connected):
        connected.sendall(before)
        for _ in range(200):
            connected.sendall(b"x")
            time.sleep(0.05)

    return play


@pytest.mark.parametrize(
    "before",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"],
    ids=["status", "header", "body", "counted body"],
)
def test_a_byte_now_and_then_holds_nobody_beyond_the_deadline(serve, before):
    serve(_drip(before))
    began = time.monotonic()
    with pytest.raises(TooSlow):
        read("http://open.example/", seconds=0.6)
    assert time.monotonic() - began < 2


def test_silence_holds_nobody_beyond_the_deadline(serve):
    serve(lambda connected: time.sleep(2))
    began = time.monotonic()
    with pytest.raises(TooSlow):
        read("http://open.example/", seconds=0.5)
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "endless",
    [
        b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 50,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 70_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
    ],
    ids=["continue", "trailers", "negative chunk", "long chunk size", "negative length", "long length"],
)
def test_no_trick_of_the_protocol_holds_anybody_or_grows(serve, endless):
    def play(connected):
        for _ in range(2000):
            connected.sendall(endless)
            time.sleep(0.001)

    serve(play)
    began = time.monotonic()
    with contextlib.suppress(OutsideError):
        assert len(read("http://open.example/", seconds=1.0).body) <= open_web.MOST_BYTES
    assert time.monotonic() - began < 6


@pytest.mark.parametrize("said", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"])
def test_an_answer_that_is_none_is_an_outside_error(serve, said):
    serve(said)
    with pytest.raises(OutsideError):
        read("http://open.example/", seconds=3)


def test_over_tls_the_name_is_asked_for_and_proven(serve, monkeypatch, tmp_path):
    """The connection goes to the address, while SNI, certificate and Host are the name's."""
    from tests.authority import Authority

    authority = Authority(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    vouched = authority.vouch_for("open.example")
    context.load_cert_chain(vouched.certificate, vouched.key)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)

    def play(connected):
        with context.wrap_socket(connected, server_side=True) as secure:
            secure.recv(65536)
            secure.sendall(HELLO)

    server = serve(play, is_plain=False)
    monkeypatch.setattr(open_web, "PORTS", {"https": server.port})
    with pytest.raises(Unreachable):  # an authority that nobody knows
        read("https://open.example/")
    monkeypatch.setattr(open_web.certifi, "where", lambda: str(authority.file))
    assert read("https://open.example/").body == b"hello"
    assert names[-1] == "open.example"
    monkeypatch.setattr(open_web, "_resolved", lambda *_: [ipaddress.ip_address("127.0.0.1")])
    with pytest.raises(Unreachable):  # a certificate for another name
        read("https://other.example/")

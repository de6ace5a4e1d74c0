"""Attacks on the reader of strangers' pages: into our own network, through redirects and names, by size and time."""

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor

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


OURS = [
    *("127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.251"),
    *("239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "fec0::1"),
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1"),
    *("64:ff9b:1::1", "2002:7f00:1::", "2001:0:53aa:64c::", "2001:db8::1", "fe80::1%lo"),
    *("::ffff:0:127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1:7f00:0:100::", "fd00:ec2::254", "168.63.129.16"),
    *("192.88.99.1", "3fff::1", "5f00::1", "4000::1", "100::1", "2001:10::1", "2001:2::1", "2a00::1%eth0"),
    *("100.100.100.200", "192.0.0.192", "198.51.100.1", "ff0e::1", "::7f00:1"),
]


@pytest.mark.parametrize("address", OURS)
def test_no_address_of_ours_is_open(address):
    assert not open_web.is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2a00:1450:4001:800::200e", "2606:4700::1111"])
def test_addresses_of_the_web_are_open(address):
    assert open_web.is_open(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.1", "0x7f.1", "0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]", "169.254.169.254", "0xa9fea9fe", "10.0.0.1"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_way_of_writing_one_of_ours_is_asked(monkeypatch, host, scheme):
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises((Refused, Unreachable)):
        read(f"{scheme}://{host}/")


@pytest.mark.parametrize(
    "url",
    [
        *(
            "ftp://open.example/",
            "file:///etc/passwd",
            "gopher://open.example/",
            "javascript:alert(1)",
            "//open.example/",
        ),
        *(
            "http://open.example:22/",
            "https://open.example:80/",
            "http://open.example:6379/",
            "http://user@open.example/",
        ),
        *("http:///path", "http://open.example:99999/", "http://[", "http://ex\u00e4mple/", "http://open.example/a b"),
        *("http://open.example/\r\nX: y", "", "http://open.example\t/"),
    ],
)
def test_only_plain_addresses_of_the_web_are_asked(monkeypatch, url):
    monkeypatch.setattr(open_web, "_resolved", lambda *_: pytest.fail("it was looked up"))
    with pytest.raises(OutsideError):
        read(url)


def test_a_page_is_read(serve):
    server = serve(HELLO)
    page = read("http://open.example/path?q=1")
    assert (page.status, page.media_type, page.body) == (200, "text/html", b"hello")
    assert server.asked[0].startswith(b"GET /path?q=1 HTTP/1.1\r\nHost: open.example\r\n")
    assert b"cookie" not in server.asked[0].lower()


def test_a_name_with_one_address_of_ours_is_refused(monkeypatch):
    both = [ipaddress.ip_address(address) for address in ("8.8.8.8", "127.0.0.1")]
    monkeypatch.setattr(open_web, "_resolved", lambda *_: both)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("it was asked"))
    with pytest.raises(Refused):
        read("http://open.example/")


def test_a_name_that_changes_its_address_is_asked_at_the_one_that_was_looked_at(monkeypatch):
    """DNS rebinding: the second look says something else, and there is none."""
    looks, connections = [], []

    def rebinding(host, port):
        looks.append(host)
        return [ipaddress.ip_address("8.8.8.8" if len(looks) == 1 else "127.0.0.1")]

    def connect(address, **_):
        connections.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(open_web, "_resolved", rebinding)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable):
        read("http://open.example/")
    assert (looks, connections) == (["open.example"], [("8.8.8.8", 80)])


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


def test_a_slow_name_server_holds_nobody_beyond_the_deadline(monkeypatch):
    monkeypatch.setattr(open_web, "_resolved", lambda *_: time.sleep(2))
    began = time.monotonic()
    with pytest.raises(TooSlow):
        read("http://open.example/", seconds=0.3)
    assert time.monotonic() - began < 1.5


def test_names_that_nobody_waits_for_any_more_are_not_looked_up(monkeypatch):
    """Those behind a slow name server of somebody's choice would hold the names of all others."""
    release, asked = threading.Event(), []

    def resolve(host, port):
        asked.append(host)
        release.wait(10)
        return []

    monkeypatch.setattr(open_web, "_names", ThreadPoolExecutor(max_workers=1))
    monkeypatch.setattr(open_web, "_resolved", resolve)
    for number in range(3):
        with pytest.raises(TooSlow):
            read(f"http://slow-{number}.example/", seconds=0.2)
    release.set()
    open_web._names.shutdown()
    assert asked == ["slow-0.example"]


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

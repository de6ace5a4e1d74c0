"""Requests as they should not be: what the edge refuses, and what it keeps from the application."""

import pytest

from tests.stack.stack import Stack
from tests.stack.visitors import LOGIN, PEOPLE, SITE, Visitor, asked, exchange

pytestmark = pytest.mark.stack

ELSEWHERE = "elsewhere.example"
FORGED = {
    "a host": (f"X-Forwarded-Host: {ELSEWHERE}",),
    "a scheme": ("X-Forwarded-Proto: http", "X-Forwarded-Ssl: off"),
    "a port": ("X-Forwarded-Port: 8443",),
    "a server": (f"X-Forwarded-Server: {ELSEWHERE}",),
    "all at once": (f"Forwarded: for=192.0.2.7;host={ELSEWHERE};proto=http", f"Via: 1.1 {ELSEWHERE}"),
    "a path": ("X-Original-Url: /admin/", "X-Rewrite-Url: /admin/", "X-Forwarded-Prefix: /elsewhere"),
    "a name with other signs": (f"X_Forwarded_Host: {ELSEWHERE}", "X_Forwarded_Proto: http"),
    "a folder": ("Script_Name: /elsewhere", "Path_Info: /admin/"),
    "a person": ("Remote-User: ada", "X-Remote-User: ada", "X-Forwarded-User: ada", "Ssl-Client-Cert: ada"),
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("path", ["/", "/people/", "/.well-known/security.txt", "/api/schema/"])
def test_forged_headers_change_nothing(stack: Stack, path: str, headers: tuple[str, ...]) -> None:
    honest, forged = (exchange(stack.checkout.roots, asked(path, *more)) for more in ((), headers))
    assert honest[0] == 200
    assert (forged[0], forged[2]) == (honest[0], honest[2])
    assert ELSEWHERE not in str(forged[1])


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED)
def test_forged_headers_do_not_move_a_redirect(stack: Stack, headers: tuple[str, ...]) -> None:
    for path in ("/people", "/me/", "/oidc/authenticate/"):
        status, answered, _ = exchange(stack.checkout.roots, asked(path, *headers))
        assert status in (301, 302)
        assert answered["location"].startswith(("/", f"{SITE}/", f"https://{LOGIN}/"))
        assert ELSEWHERE not in answered["location"]
        assert "http%3A%2F%2F" not in answered["location"]


@pytest.mark.parametrize("host", [ELSEWHERE, f"{PEOPLE}.{ELSEWHERE}", "127.0.0.1", "web-blue", ""])
def test_another_host_is_not_served(stack: Stack, host: str) -> None:
    status, headers, body = exchange(stack.checkout.roots, asked("/", host=host))
    assert status in (400, 404, 421)
    assert ELSEWHERE.encode() not in body
    assert ELSEWHERE not in str(headers)


def test_a_port_in_the_host_changes_nothing(stack: Stack) -> None:
    honest, forged = (exchange(stack.checkout.roots, asked("/", host=host)) for host in (PEOPLE, f"{PEOPLE}:8000"))
    assert (forged[0], forged[2]) == (honest[0], honest[2])


def test_two_hosts_are_refused(stack: Stack) -> None:
    assert exchange(stack.checkout.roots, asked("/", f"Host: {ELSEWHERE}"))[0] == 400


def test_a_forged_address_does_not_escape_a_limit(stack: Stack, visitor: Visitor) -> None:
    """The limit of searches is reached, whoever the asker says to be; then another page still comes."""
    answers = []
    for number in range(130):
        forged = {"X-Forwarded-For": f"192.0.2.{number}", "X-Real-Ip": f"192.0.2.{number}"}
        forged["Forwarded"] = f"for=192.0.2.{number}"
        answers.append(visitor.get("/people/?q=forged", headers=forged).status_code)
        if answers[-1] == 429:
            break
    stack.inside("redis", "redis-cli", "FLUSHALL")
    assert set(answers[:100]) == {200}
    assert answers[-1] == 429
    assert visitor.get("/people/?q=forged").status_code == 200


TRAVERSALS = [
    "/static/../../etc/passwd",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%2f..%2fetc%2fpasswd",
    "/static/%252e%252e%252fetc/passwd",
    "/media/..%5c..%5cetc%5cpasswd",
    "/people/ada%00.html",
    "/people/ada%2f..%2f..%2fadmin/",
    "/people/;/../admin/",
    "//etc/passwd",
    "/people/%3f/../../me/",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_an_encoded_way_out_leads_nowhere(stack: Stack, path: str) -> None:
    status, headers, body = exchange(stack.checkout.roots, asked(path))
    assert status in (301, 302, 307, 308, 400, 404)
    assert b"root:" not in body
    assert ELSEWHERE not in headers.get("location", "")
    assert not headers.get("location", "").startswith("//")


def test_a_name_in_another_script_is_no_way_out(stack: Stack) -> None:
    assert exchange(stack.checkout.roots, asked("/people/?q=%D8%B9%D8%B1%D8%A8%20%2F%3F%23%5C%25"))[0] == 200


def test_a_body_above_the_limit_is_refused_before_it_is_sent(stack: Stack) -> None:
    head = f"POST /display/ HTTP/1.1\r\nHost: {PEOPLE}\r\nConnection: close\r\nContent-Length: 34000001\r\n\r\n"
    status, headers, _ = exchange(stack.checkout.roots, head.encode() + b"x" * 1000)
    assert status == 413
    assert "x-request-id" not in headers  # the edge has refused it


def test_a_body_below_the_limit_reaches_the_application(visitor: Visitor) -> None:
    answer = visitor.post("/display/", data=b"x" * 33_000_000, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 403  # without the form's token
    assert "X-Request-Id" in answer.headers


def test_a_body_that_does_not_say_its_length_is_measured_too(visitor: Visitor) -> None:
    pieces = iter([b"x" * 1_000_000] * 34 + [b"x"])  # nothing is left to send when the connection is closed
    assert visitor.post("/display/", data=pieces, headers={"Content-Type": "text/plain"}).status_code == 413


def test_nobody_says_what_is_in_use_here(visitor: Visitor) -> None:
    for path in ("/", "/missing/", "/static/missing.css", "/healthz/ready"):
        headers = visitor.get(path).headers
        assert {"Server", "X-Powered-By", "Via"}.isdisjoint(headers), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Security-Policy" in headers


def test_the_proxys_own_pages_are_closed(visitor: Visitor) -> None:
    for path in ("/dashboard/", "/api/rawdata", "/api/overview", "/ping", "/metrics", "/debug/pprof/"):
        assert visitor.get(path).status_code == 404, path

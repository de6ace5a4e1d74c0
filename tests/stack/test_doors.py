"""Doors that one variable and `make up` open: a further name, a certificate of one's own, TLS that ends before us."""

import ssl
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from cryptography import x509

from tests.stack import engine, own_certificate, visitors
from tests.stack.stack import Stack
from tests.stack.visitors import PEOPLE, SITE
from tests.stack.waits import wait_until

pytestmark = pytest.mark.stack
FURTHER = "www.people.colophon.test"
ASK = """
import http.client, sys
line = http.client.HTTPConnection("traefik", 80, timeout=10)
line.request("GET", sys.argv[1], headers={"Host": sys.argv[2], "X-Forwarded-Proto": sys.argv[3]})
answer = line.getresponse()
print(answer.status, answer.getheader("Location"))
"""
Change = Callable[..., None]


@pytest.fixture(scope="module")
def change(stack: Stack) -> Iterator[Change]:
    """Write variables over those of the site and start what they change; all is as before at the end."""
    before = stack.checkout.variables.read_text()

    def changed(**variables: str) -> None:
        lines = [f"{name}={value}" for name, value in variables.items()]
        stack.checkout.variables.write_text("\n".join([before, *lines, ""]))
        stack.make("up")
        wait_until(partial(stack.is_healthy, "traefik"), goal=20, what="the door is open")

    yield changed
    changed()
    wait_until(stack.serves, goal=20, what="the usual door serves again")


def asked_from(stack: Stack, service: str, path: str = "/people/", host: str = PEOPLE, scheme: str = "https") -> str:
    """Status and target of what Traefik answers, in clear, to somebody in that container."""
    return stack.inside(service, "python", "-c", ASK, path, host, scheme).strip()


def test_a_further_name_gets_a_certificate_and_leads_to_the_site(stack: Stack, change: Change) -> None:
    known = f"sed 's/{PEOPLE}/{FURTHER}/' /etc/hosts > /tmp/hosts && cat /tmp/hosts >> /etc/hosts"
    engine.docker("exec", "--user=0", stack.container("pebble"), "sh", "-c", known)
    change(DJANGO_ALLOWED_HOSTS=FURTHER)
    with stack.visitor() as visitor:
        what = "a further name is served with a certificate"
        answer = wait_until(lambda: visitor.get(f"https://{FURTHER}/people/?q=a"), goal=60, what=what)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{SITE}/people/?q=a")
    assert stack.serves()


def test_a_certificate_of_ones_own_is_shown(stack: Stack, change: Change) -> None:
    own = own_certificate.write(stack.checkout.secrets_folder / "certs", PEOPLE)
    change(TLS_MODE="files")
    shown = visitors.certificate()
    assert shown == x509.load_pem_x509_certificate(own.read_bytes())
    with visitors.Visitor(own) as visitor:
        assert visitor.get("/people/").status_code == 200
        assert visitor.get(f"http://{PEOPLE}/people/").headers["Location"] == f"{SITE}/people/"


def test_behind_a_balancer_only_its_word_makes_a_request_encrypted(stack: Stack, change: Change) -> None:
    """The bucket's container is the balancer; the provider's, beside it, says the same and is not believed."""
    networks = engine.inspect(stack.container("moto"))["NetworkSettings"]["Networks"]
    change(TLS_MODE="upstream", TRUSTED_UPSTREAMS=networks[stack.network("outside")]["IPAddress"])
    assert asked_from(stack, "moto") == "200 None"
    assert asked_from(stack, "oidc") == f"301 {SITE}/people/"
    assert asked_from(stack, "moto", scheme="http") == f"301 {SITE}/people/"
    assert asked_from(stack, "moto", host="another.colophon.test") == "404 None"
    assert asked_from(stack, "oidc", path="/healthz/ready", host="10.0.0.1", scheme="http") == "200 None"
    with pytest.raises((ssl.SSLError, ConnectionError)):
        visitors.certificate()

"""After everything that happened: no secret is in the image, its history, a description, or a log."""

import gzip
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack import engine
from tests.stack.stack import IMAGE, SHIPPED, Stack

pytestmark = pytest.mark.stack


def canaries(stack: Stack) -> dict[str, bytes]:
    found = {name: value.encode() for name, value in stack.checkout.secrets().items()}
    assert {"DJANGO_SECRET_KEY", "POSTGRES_PASSWORD", "OIDC_RP_CLIENT_SECRET"} <= set(found)
    assert min(len(value) for value in found.values()) >= 20
    return found


def layers(saved: Path) -> Iterator[bytes]:
    """Everything in a saved image, layers unpacked."""
    with tarfile.open(saved) as image:
        for member in image:
            content = image.extractfile(member)
            if content:
                whole = content.read()
                yield gzip.decompress(whole) if whole.startswith(b"\x1f\x8b") else whole


def test_no_secret_is_in_a_layer_of_the_image(stack: Stack, tmp_path: Path) -> None:
    saved = tmp_path / "image.tar"
    engine.docker("save", "--output", str(saved), IMAGE)
    secrets, marker, found = canaries(stack), b"profiles/people/models", set()
    is_unpacked = False
    for layer in layers(saved):
        is_unpacked |= marker in layer
        found |= {name for name, value in secrets.items() if value in layer}
    assert is_unpacked  # the twin: what is there is found
    assert found == set()


def test_no_secret_is_in_the_history_or_the_description_of_the_image(stack: Stack) -> None:
    said = engine.docker("history", "--no-trunc", "--format", "{{json .}}", IMAGE) + json.dumps(engine.inspect(IMAGE))
    assert "gunicorn" in said
    assert [name for name, value in canaries(stack).items() if value.decode() in said] == []


@pytest.mark.parametrize("service", [*SHIPPED, "migrate"])
def test_no_secret_and_nobodys_name_is_in_a_log(stack: Stack, service: str) -> None:
    said = stack.logs(service)
    assert said
    assert [name for name, value in canaries(stack).items() if value.decode() in said] == []
    people = ("Hedda", "Paula", "hopper", "painted")
    assert [name for name in people if name in said] == []


def test_the_applications_log_is_one_fact_per_line(stack: Stack) -> None:
    lines = [line for line in stack.logs("web-blue").splitlines() if line]
    assert len(lines) > 100
    assert [line for line in lines if not isinstance(json.loads(line), dict)] == []


def test_the_edges_log_names_nobody_and_nothing_that_was_asked_for(stack: Stack) -> None:
    """Beside it Traefik's last words may stand, when one is stopped while somebody still talks to it."""
    said = (json.loads(line) for line in stack.logs("traefik").splitlines() if line.startswith("{"))
    requests = [fact for fact in said if "DownstreamStatus" in fact]
    assert len(requests) > 100
    named = {"ClientAddr", "ClientHost", "ClientUsername", "RequestAddr", "RequestHost", "RequestPath", "RequestLine"}
    assert [fact for fact in requests if named & set(fact)] == []

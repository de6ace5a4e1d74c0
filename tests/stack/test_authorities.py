"""A database and a Redis elsewhere, with certificates of a private authority: believed by CA_CERTIFICATES alone."""

import json
import secrets
from collections.abc import Iterator

import pytest

from tests.authority import Authority
from tests.stack import apart
from tests.stack.apart import Apart

pytestmark = pytest.mark.stack
ASK = """
import json
import psycopg
from django.core.cache import cache
from django.db import connection
cache.set("asked", "over TLS")
said = {"cache": cache.get("asked"), "database": None}
options = {**connection.get_connection_params(), "cursor_factory": psycopg.Cursor}
try:
    with psycopg.connect(**options) as server:
        said["database"] = bool(server.pgconn.ssl_in_use)
except psycopg.Error as problem:
    said["why"] = str(problem)
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Apart]:
    password = secrets.token_hex(16)
    given = {"ELSEWHERE_PASSWORD": password, "EDGE_SUBNET": "172.30.91.0/24"}
    with apart.project("authorities", "tests/stack/authority.yml", **given) as parts:
        authority = Authority(parts.checkout.folder / ".stack/elsewhere")
        for host in ("database", "cache"):
            authority.vouch_for(host)
        write(parts, DATABASE_URL=f"postgres://colophon:{password}@database/colophon?sslmode=verify-full")
        write(parts, REDIS_URL="rediss://cache:6379/0", CA_CERTIFICATES=authority.file.read_text())
        parts.make("image", TAG=parts.given["IMAGE_TAG"])
        parts.compose("up", "--detach", "--wait", "database", "cache")
        yield parts


def write(parts: Apart, **secret: str) -> None:
    for name, value in secret.items():
        file = parts.checkout.secrets_folder / name
        file.chmod(0o644)
        file.write_text(value)


def asked(parts: Apart) -> dict:
    """What the application says that it reached, in a container of its own."""
    done = parts.tried(
        "run", "--rm", "--no-deps", "-T", "migrate", "python", "manage.py", "shell", "-v", "0", "-c", ASK
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def changed(elsewhere: Apart):
    """Writes secrets, and puts back what was there."""
    before = {name: (elsewhere.checkout.secrets_folder / name).read_text() for name in
              ("CA_CERTIFICATES", "DATABASE_URL", "REDIS_URL")}  # fmt: skip
    yield lambda **secret: write(elsewhere, **secret)
    write(elsewhere, **before)


def test_both_are_believed_by_their_authority(elsewhere: Apart) -> None:
    elsewhere.compose("run", "--rm", "--no-deps", "-T", "migrate")
    assert asked(elsewhere) == {"cache": "over TLS", "database": True}


def test_neither_is_believed_by_another_authority(elsewhere: Apart, changed, tmp_path) -> None:
    changed(CA_CERTIFICATES=Authority(tmp_path / "another").file.read_text())
    said = asked(elsewhere)
    assert (said["cache"], said["database"]) == (None, None)
    assert "certificate verify failed" in said["why"]


def test_neither_is_believed_while_no_authority_is_named(elsewhere: Apart, changed) -> None:
    changed(CA_CERTIFICATES="")
    said = asked(elsewhere)
    assert (said["cache"], said["database"]) == (None, None)


def test_neither_is_believed_under_another_name(elsewhere: Apart, changed) -> None:
    folder = elsewhere.checkout.secrets_folder
    addresses = {name: (folder / name).read_text() for name in ("DATABASE_URL", "REDIS_URL")}
    changed(
        **{
            name: address.replace("@", "@another-").replace("//cache", "//another-cache")
            for name, address in addresses.items()
        }
    )
    said = asked(elsewhere)
    assert (said["cache"], said["database"]) == (None, None)
    assert "does not match host name" in said["why"]

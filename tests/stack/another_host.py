"""A host on which nothing is yet: another checkout, other secrets, empty volumes; and what one of them holds."""

import contextlib
import hashlib
import shutil
from collections.abc import Iterator

import boto3

from tests.stack import checkout, engine, leftovers, stack
from tests.stack.checkout import BUCKET, ENVIRONMENT
from tests.stack.stack import IMAGE, OURS, Stack

PROJECT = "colophon-empty"
OVERLAY = f"{OURS['COMPOSE_OVERLAY']} tests/stack/letters.yml"
GIVEN = {**OURS, "COMPOSE_PROJECT_NAME": PROJECT, "COMPOSE_OVERLAY": OVERLAY, "EDGE_SUBNET": "172.30.93.0/24"}
LETTERS = """
    SELECT pg_encoding_to_char(encoding), datlocprovider, datcollate, datctype, datlocale, daticurules
    FROM pg_database WHERE datname = current_database()
"""
# But for sessions, which no backup holds.
TABLES = """
    SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        AND relname NOT IN ('django_session', 'accounts_signedinsession') ORDER BY relname
"""
HOLDS = """
    SELECT '{name}', count(*), md5(string_agg(said, ',' ORDER BY convert_to(said, 'UTF8')))
    FROM (SELECT (to_jsonb(t) - '{{{uncounted}}}'::text[])::text AS said FROM {name} t) rows
"""
# What every restore makes anew.
UNCOUNTED = {"people_profile": "version,public_version", "api_feed": "era", "api_feedentry": "version"}


@contextlib.contextmanager
def empty() -> Iterator[Stack]:
    """With its database up and migrated, as `make up` leaves it; the ports are another's. Its files lie on its disk."""
    leftovers.clear_project(PROJECT)
    copy = checkout.copied(leftovers.folder())
    checkout.fill_in(copy)
    lines = copy.variables.read_text().splitlines()
    copy.variables.write_text("\n".join(line for line in lines if "DJANGO_AWS_STORAGE_BUCKET_NAME" not in line) + "\n")
    made = Stack(copy, GIVEN)
    try:
        engine.run("compose/bin/runtime", ENVIRONMENT, folder=copy.folder, variables=GIVEN)
        made.compose("up", "--detach", "--wait", "postgres")
        made.make("migrate")
        yield made
    finally:
        leftovers.clear_project(PROJECT)
        shutil.rmtree(copy.folder)


def carry_backups(source: Stack, target: Stack) -> None:
    """As somebody would who has saved that folder from a disk."""
    target.compose("create", "--no-recreate", "restore")
    volumes = [f"--volume={one.project}_backups:/{name}" for one, name in ((source, "from"), (target, "to"))]
    engine.docker(
        "run", "--rm", *volumes, "--user=0", "--entrypoint=sh", IMAGE, "-c", "cp -a /from/. /to/ && chown 10001 /to"
    )


def tables(of: Stack) -> list[str]:
    """Each with its rows and a sum over them, not by the means that a restore has itself."""
    names = of.sql(" ".join(TABLES.split())).split()
    asked = (HOLDS.format(name=name, uncounted=UNCOUNTED.get(name, "")) for name in names)
    return of.sql(" ".join(" UNION ALL ".join(asked).split())).splitlines()


def letters(of: Stack) -> str:
    """How its database stores and sorts them, and whether an umlaut stands beside its vowel."""
    return of.sql(" ".join(LETTERS.split()), "SELECT 'ä' < 'b'")


def objects(of: Stack) -> dict[str, str]:
    """Every object of its bucket, by its name, and the checksum of its content."""
    secrets = of.checkout.secrets()
    keys = {"aws_access_key_id": "DJANGO_AWS_ACCESS_KEY_ID", "aws_secret_access_key": "DJANGO_AWS_SECRET_ACCESS_KEY"}
    given = {name: secrets[secret] for name, secret in keys.items()}
    client = boto3.client("s3", endpoint_url=stack.BUCKETS, region_name="us-east-1", **given)
    contents = {key: client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in stack.stored_keys()}
    return {key: hashlib.sha256(content).hexdigest() for key, content in contents.items()}


def files(of: Stack) -> dict[str, str]:
    """The same of its disk."""
    script = "cd /media && find . -type f -exec sha256sum {} +"
    volume = f"--volume={of.project}_media:/media:ro"
    said = engine.docker("run", "--rm", volume, "--entrypoint=sh", IMAGE, "-c", script)
    return {name.removeprefix("./"): digest for digest, _, name in (line.partition("  ") for line in said.splitlines())}

"""Every secret that the registry knows is a file that some container is given, and no other is."""

import yaml

from config import env
from cron import settings as monitor
from tests.repository import tree

MONITORS = {variable.name for variable in monitor.VARIABLES if variable.is_secret} - {"AWS_SESSION_TOKEN"}  # it ends
FILES = {"CA_CERTIFICATES"}  # no secret, but a file too
SECRETS = {variable.name for variable in env.VARIABLES if variable.is_secret}
COMPOSED = [path for path in tree.files(".yml") if path.startswith("docker-compose.")]


def secrets_of(text: str) -> tuple[set[str], list[set[str]]]:
    """The secrets that a Compose file describes, and those that each of its parts with any is given."""
    described = yaml.safe_load(text)
    shared = [value for name, value in described.items() if name.startswith("x-") and isinstance(value, dict)]
    parts = [part for part in [*shared, *described.get("services", {}).values()] if "secrets" in part]
    return set(described.get("secrets", ())), [set(part["secrets"]) for part in parts]


def test_a_compose_file_with_secrets_passes_on_every_one():
    for path in COMPOSED:
        described, given = secrets_of(tree.read(path))
        assert described in (set(), SECRETS | FILES | MONITORS), path
        assert not described or set().union(*given) == described, path


def test_what_a_compose_file_gives_is_read():
    text = "x-site: {secrets: [A]}\nservices: {b: {secrets: [B]}, c: {}}\nsecrets: {A: {file: a}, B: {file: b}}\n"
    assert secrets_of(text) == ({"A", "B"}, [{"A"}, {"B"}])


def test_secrets_are_known_by_their_names():
    assert {"DJANGO_SECRET_KEY", "DATABASE_URL", "POSTGRES_PASSWORD", "OIDC_RP_CLIENT_SECRET"} <= SECRETS
    suspicious = ("KEY", "SECRET", "PASSWORD", "DSN")
    named = {v.name for v in env.VARIABLES if any(word in v.name.split("_") for word in suspicious)}
    assert named - SECRETS == {"AWS_SECRET_NAME"}

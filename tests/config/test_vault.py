"""Variables from one secret in a vault, read from a stand-in on this machine."""

import json
import socket
import time

import pytest

from tests.bucket_server import KEYS, REGION
from tests.config.test_settings import PRODUCTION, SHOW, python

CANARY = "c4n4ry-of-the-vault-"
NAME = "colophon/live"


@pytest.fixture
def stored(aws):
    vault = aws.client("secretsmanager")

    def store(value: object) -> dict[str, str]:
        """The variables of a site whose secret holds that value."""
        text = value if isinstance(value, str) else json.dumps(value)
        vault.create_secret(Name=NAME, SecretString=text)
        return PRODUCTION | at(aws.url)

    yield store
    vault.delete_secret(SecretId=NAME, ForceDeleteWithoutRecovery=True)


def at(url: str) -> dict[str, str]:
    return {
        "AWS_SECRET_NAME": NAME,
        "AWS_ENDPOINT_URL_SECRETS_MANAGER": url,
        "DJANGO_AWS_S3_REGION_NAME": REGION,
        "DJANGO_AWS_ACCESS_KEY_ID": KEYS[0],
        "DJANGO_AWS_SECRET_ACCESS_KEY": KEYS[1],
    }


def loaded(**variables: str) -> dict:
    shown = python("-c", SHOW, **variables)
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


def refusal(**variables: str) -> str:
    refused = python("manage.py", "check", **variables)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert CANARY not in refused.stdout + refused.stderr
    return refused.stderr


def test_a_variable_that_is_given_in_no_other_way_comes_from_the_vault(stored, tmp_path):
    (tmp_path / "file").write_text("from the file")
    (tmp_path / "empty").touch()
    variables = stored({"DJANGO_SECRET_KEY": CANARY * 4, "SITE_NAME": "Vault", "OIDC_RP_CLIENT_ID": "v", "PORT": 5})
    found = loaded(**variables | {"DJANGO_SECRET_KEY": "", "DJANGO_SECRET_KEY_FILE": str(tmp_path / "empty")})
    assert found["SECRET_KEY"] == CANARY * 4
    assert found["SITE_NAME"] == "Vault"
    assert found["OIDC_RP_CLIENT_ID"] == "site", "the variable wins"
    named = loaded(**variables | {"SITE_NAME_FILE": str(tmp_path / "file")})
    assert named["SITE_NAME"] == "from the file", "the file wins"


@pytest.mark.parametrize(
    "regions",
    [
        {"DJANGO_AWS_S3_REGION_NAME": REGION, "AWS_REGION": "eu-west-1"},
        {"AWS_REGION": REGION, "AWS_DEFAULT_REGION": "eu-west-1"},
        {"AWS_DEFAULT_REGION": REGION},
    ],
)
def test_the_vault_is_in_the_buckets_region_else_in_the_one_of_all_else(stored, regions):
    found = loaded(**stored({"SITE_NAME": "Vault"}) | {"DJANGO_AWS_S3_REGION_NAME": ""} | regions)
    assert found["SITE_NAME"] == "Vault"


def test_a_malformed_value_from_the_vault_is_not_shown(stored):
    assert "SITE_URL is malformed" in refusal(**stored({"SITE_URL": CANARY}) | {"SITE_URL": ""})


@pytest.mark.parametrize("value", [CANARY, f'["{CANARY}"]', {"SITE_NAME": {"nested": CANARY}}, ""])
def test_a_secret_of_another_form_is_refused_without_being_shown(stored, value):
    assert "no JSON object" in refusal(**stored(value or " "))


def test_a_missing_secret_is_one_sentence(aws):
    assert "cannot be read (ResourceNotFoundException)" in refusal(**PRODUCTION, **at(aws.url))


def test_a_vault_that_never_answers_stops_the_start_within_its_limit():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        began = time.monotonic()
        assert "cannot be read" in refusal(**PRODUCTION, **at(f"http://127.0.0.1:{silent.getsockname()[1]}"))
    assert time.monotonic() - began < 45, "without a limit it would be minutes"

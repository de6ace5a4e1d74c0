"""manage.py doctor as an operator runs it: one process, its table, its exit status, and no secret in it."""

import json
import time

import pytest
from django.core.management import call_command

from profiles.operations.doctor import checks
from profiles.operations.doctor.findings import Check, failed, ok, warning
from tests.bucket_server import REGION
from tests.repository.commands import manage

CANARY = "c4n4ry"
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
GOOD = {
    **PRODUCTION,
    "SITE_URL": "https://localhost:9",
    "DJANGO_SECRET_KEY": "mZ4k1vQ8tJ6wB3nR7yD0hF5gL2sX9cPaEuViOoTqWzKjHrMbNd",
    "OIDC_ISSUER": "https://localhost:9",
    "OIDC_RP_CLIENT_ID": "site",
    "OIDC_RP_CLIENT_SECRET": "kT7w-Qz93-pLm2-Vb8x",
    "DATABASE_URL": "postgres://site:hR4mZ8qT2vKx6Wp0@127.0.0.1:9/site",
}


def states_in(done) -> dict[str, str]:
    return {finding["name"]: finding["state"] for finding in json.loads(done.stdout)}


def test_every_variable_that_is_wrong_is_named_at_once_and_no_value_shown():
    wrong = {
        "SITE_URL": f"ftp://{CANARY}",
        "DATABASE_URL": f"mysql://u:{CANARY}@h/n",
        "REDIS_URL": f"http://{CANARY}",
        "GUNICORN_THREADS": CANARY,
        "TRUSTED_PROXIES": CANARY,
        "LOG_LEVEL": CANARY,
        "OIDC_RP_CLIENT_SECRET_FILE": f"/nowhere/{CANARY}",
        "DJANGO_SECRET_KEY": f"changeme-{CANARY}",
        "OIDC_ISSUER": "",
    }
    done = manage("doctor", "--format=json", **{**PRODUCTION, **wrong})
    assert done.returncode == 1
    found = {finding["name"]: finding for finding in json.loads(done.stdout)}
    names = {name.removesuffix("_FILE") for name in wrong} | {"OIDC_RP_CLIENT_ID"}
    assert {name for name, finding in found.items() if finding["state"] == "failed"} == names
    assert all(finding["remedy"] for name, finding in found.items() if name in names)
    assert CANARY not in done.stdout + done.stderr


def test_well_formed_variables_are_followed_by_everything_else():
    done = manage("doctor", "--format=json", **GOOD)
    states = states_in(done)
    assert states["variables"] == "ok"
    assert set(states) == {"variables", "vault", *(check.name for check in checks.CHECKS)}
    assert states["database"] == states["sign-in"] == "failed"
    assert states["connections"] == states["migrations"] == states["certificate"] == states["clock"] == "warning"
    assert done.returncode == 1
    assert done.stderr == ""
    assert not [value for name, value in GOOD.items() if value in done.stdout and "SECRET" in name]
    assert "hR4mZ8qT2vKx6Wp0" not in done.stdout


def test_what_is_known_not_to_run_yet_is_not_known_rather_than_broken():
    states = states_in(manage("doctor", "--format=json", "--not-started=database", **GOOD))
    assert (states["database"], states["sign-in"]) == ("warning", "failed")


def test_a_vault_that_cannot_be_read_is_one_line_soon():
    began = time.monotonic()
    vault = {"AWS_SECRET_NAME": CANARY, "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "DJANGO_AWS_S3_REGION_NAME": "x-1"}
    keys = {"DJANGO_AWS_ACCESS_KEY_ID": "kT7w-Qz93-pLm2-Vb8x", "DJANGO_AWS_SECRET_ACCESS_KEY": "kT7w-Qz93-pLm2-Vb8x"}
    done = manage("doctor", "--format=json", **{**GOOD, **vault, **keys})
    failed_lines = [name for name, state in states_in(done).items() if state == "failed"]
    assert (done.returncode, failed_lines, CANARY in done.stdout) == (1, ["AWS_SECRET_NAME"], False)
    assert time.monotonic() - began < 20


def test_variables_from_a_vault_count(distant):
    values = {name: value for name, value in GOOD.items() if name != "DJANGO_SETTINGS_MODULE"}
    distant.client("secretsmanager").create_secret(Name="site", SecretString=json.dumps(values))
    vault = {"AWS_SECRET_NAME": "site", "AWS_ENDPOINT_URL": distant.url, "DJANGO_AWS_S3_REGION_NAME": REGION}
    keys = {"DJANGO_AWS_ACCESS_KEY_ID": "kT7w-Qz93-pLm2-Vb8x", "DJANGO_AWS_SECRET_ACCESS_KEY": "kT7w-Qz93-pLm2-Vb8x"}
    done = manage("doctor", "--format=json", **{**PRODUCTION, **vault, **keys})
    states = states_in(done)
    assert (states["variables"], states["vault"]) == ("ok", "ok")


def test_a_form_that_is_none_is_refused_before_settings_are_read():
    done = manage("doctor", "--format=lines", **PRODUCTION)
    assert (done.returncode, done.stdout) == (2, "")
    assert "invalid choice: 'lines'" in done.stderr


def test_settings_that_do_not_exist_are_said():
    done = manage("doctor", **{**GOOD, "DJANGO_SETTINGS_MODULE": "config.settings.prod"})
    assert (done.returncode, done.stderr) == (1, "")
    assert "names settings that do not exist" in done.stdout


def test_what_only_the_settings_refuse_is_said():
    done = manage("doctor", **{**GOOD, "OIDC_ISSUER": "http://localhost:9"})
    assert done.returncode == 1
    assert "OIDC_ISSUER is not https." in done.stdout


@pytest.mark.parametrize(
    ("seen", "status"), [(ok("Well."), None), (warning("Damp."), None), (failed("Wet."), 1)], ids=str
)
def test_only_a_failure_ends_with_an_error(seen, status, monkeypatch, capsys):
    monkeypatch.setattr(checks, "CHECKS", (Check("roof", "", "Look up.", lambda: seen),))
    if status:
        with pytest.raises(SystemExit, match="1"):
            call_command("doctor")
    else:
        call_command("doctor")
    assert "roof" in capsys.readouterr().out


def test_other_commands_do_not_wait_for_the_doctor():
    assert manage("check").returncode == 0

"""The monitor's environment: defaults that work, and sentences that name what is wrong and show no value."""

import certifi
import pytest

from cron import metrics, settings
from cron.settings import Malformed, Target

NEEDED = {"MONITOR_ENVIRONMENT": "production", "SITE_URL": "https://people.example.org"}


def read(secrets=settings.SECRETS, **given):
    return settings.read({**NEEDED, **given}, secrets)


def test_two_variables_are_enough():
    found = read()
    assert found.targets == (Target("https://people.example.org"),)
    assert found.ready_url == "https://people.example.org/healthz/ready"
    assert (found.seconds, found.backups, found.cloud.region, found.verify) == (60, "", "", True)
    assert found.metrics == metrics.DEFAULT


def test_targets_are_addresses_with_what_they_should_answer():
    written = "https://a.example/, https://b.example/x/ 404 ,http://c.example 200 Find members,https://d.example Hi all"
    assert read(MONITOR_TARGETS=written).targets == (
        Target("https://a.example"),
        Target("https://b.example/x/", 404),
        Target("http://c.example", 200, "Find members"),
        Target("https://d.example", 200, "Hi all"),
    )
    assert read(MONITOR_TARGETS=written).ready_url == "https://a.example/healthz/ready"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MONITOR_ENVIRONMENT", "Production canary"),
        ("MONITOR_ENVIRONMENT", "canary/x"),
        ("MONITOR_TARGETS", "canary"),
        ("MONITOR_TARGETS", "ftp://canary.example"),
        ("MONITOR_TARGETS", "https://user:canary@a.example"),
        ("MONITOR_TARGETS", "https://canary:port"),
        ("MONITOR_TARGETS", "https://cänary.example"),
        ("MONITOR_TARGETS", "https://canary.example,https://canary.example/"),
        ("SITE_URL", "canary"),
        ("MONITOR_READY_URL", "canary"),
        ("MONITOR_TRUST", "canary"),
        ("MONITOR_TRUST", "/nowhere/canary.pem"),
        ("MONITOR_TRUST", "/dev/null"),
        ("MONITOR_TRUST", __file__),
        ("MONITOR_SECONDS", "canary"),
        ("MONITOR_SECONDS", "0"),
        ("MONITOR_SECONDS", "1e9"),
        ("MONITOR_TIMEOUT", "nan"),
        ("MONITOR_ROUNDS", "0"),
        ("MONITOR_CERTIFICATE_DAYS", "-1"),
        ("MONITOR_DISK_PERCENT", "101"),
        ("MONITOR_BACKUPS", "canary"),
        ("MONITOR_BACKUPS", "s3://"),
        ("MONITOR_METRICS", "canary"),
        ("AWS_REGION", "canary"),
        ("AWS_DEFAULT_REGION", "canary"),
        ("AWS_ENDPOINT_URL", "canary"),
        ("MONITOR_SNS_TOPIC", "canary"),
        ("MONITOR_WEBHOOK_URL", "canary"),
        ("MONITOR_WEBHOOK_URL", "http://chat.example/canary"),
        ("MONITOR_WEBHOOK_URL", "HTTP://127.0.0.1.canary.example"),
    ],
)
def test_what_is_malformed_is_named_and_not_shown(name, value):
    with pytest.raises(Malformed) as problem:
        read(**{name: value})
    assert str(problem.value).startswith(name)
    assert str(problem.value).endswith((".", "org"))
    assert "canary" not in str(problem.value)


@pytest.mark.parametrize(
    "given",
    [
        {"MONITOR_BACKUPS": "/backups"},
        {"MONITOR_BACKUPS": "s3://some-bucket/nightly"},
        {"MONITOR_SNS_TOPIC": "arn:partition:sns:eu-central-1:123456789012:alerts"},
        {"MONITOR_CERTIFICATE_DAYS": "0.02", "MONITOR_SECONDS": "2"},
        {"MONITOR_WEBHOOK_URL": "https://chat.example/hooks/1"},
        {"MONITOR_WEBHOOK_URL": "http://127.0.0.1:8065/hooks/1"},
        {"MONITOR_WEBHOOK_URL": "http://[::1]/hooks/1"},
        {"AWS_REGION": "eu-central-1"},
        {"AWS_REGION": "us-gov-west-1"},
        {"MONITOR_METRICS": "all"},
        {"MONITOR_TRUST": "any"},
        {"MONITOR_TRUST": certifi.where()},
    ],
)
def test_what_is_well_formed_is_taken(given):
    assert read(**given).environment == "production"


def test_without_its_environment_it_does_not_start():
    with pytest.raises(Malformed, match="MONITOR_ENVIRONMENT is not set"):
        read(MONITOR_ENVIRONMENT="")
    with pytest.raises(Malformed, match="neither is SITE_URL"):
        read(SITE_URL="")


def test_the_regions_other_name_is_known():
    assert read(AWS_DEFAULT_REGION="eu-west-1").cloud.region == "eu-west-1"
    assert read(AWS_DEFAULT_REGION="eu-west-1", AWS_REGION="eu-west-2").cloud.region == "eu-west-2"


def test_half_a_key_is_refused():
    with pytest.raises(Malformed, match="belong together"):
        read(AWS_ACCESS_KEY_ID="canary")


def test_secrets_come_from_files_before_all_else(tmp_path):
    (tmp_path / "AWS_ACCESS_KEY_ID").write_text("from-folder\n")
    (tmp_path / "AWS_SECRET_ACCESS_KEY").write_text("its-secret\n")
    (tmp_path / "MONITOR_WEBHOOK_URL").write_text("")
    (tmp_path / "named").write_text("https://named.example/\n")
    found = read(tmp_path, AWS_ACCESS_KEY_ID="from-variable", MONITOR_WEBHOOK_URL_FILE=str(tmp_path / "named"))
    assert (found.cloud.key, found.cloud.secret) == ("from-folder", "its-secret")
    assert found.webhook == "https://named.example/"
    assert read(tmp_path, MONITOR_WEBHOOK_URL="https://written.example").webhook == "https://written.example"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(Malformed, match="MONITOR_WEBHOOK_URL_FILE names a file that cannot be read"):
        read(MONITOR_WEBHOOK_URL_FILE=str(tmp_path / "nowhere"))


def test_secrets_are_not_shown_with_the_settings():
    given = {"MONITOR_WEBHOOK_URL": "https://canary.example", "AWS_ACCESS_KEY_ID": "canary-1"}
    shown = repr(read(**given, AWS_SECRET_ACCESS_KEY="canary-2", AWS_SESSION_TOKEN="canary-3"))
    assert "people.example.org" in shown
    assert "canary" not in shown


def test_every_variable_has_a_meaning_and_no_secret_a_default():
    assert [variable.name for variable in settings.VARIABLES if not variable.meaning] == []
    assert [variable.name for variable in settings.VARIABLES if variable.is_secret and variable.default] == []

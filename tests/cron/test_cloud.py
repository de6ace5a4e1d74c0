"""The clients of the cloud: time limits, and what is said of their faults."""

import time

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from cron import cloud
from cron.cloud import FAULTS, Services
from cron.settings import Cloud
from tests.cron import servers


def test_a_service_that_is_away_is_tried_once_and_not_waited_for():
    keys = {"region": "eu-central-1", "key": "a", "secret": "b"}
    away = Services(Cloud(endpoint=f"http://127.0.0.1:{servers.closed_port()}", **keys)).client("sns")
    started = time.monotonic()
    with pytest.raises(FAULTS):
        away.list_topics()
    assert time.monotonic() - started < 2
    assert away.meta.config.connect_timeout == 2
    assert away.meta.config.read_timeout == 5
    assert away.meta.config.retries["total_max_attempts"] == 1


def test_without_credentials_the_fault_is_named(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")
    services = Services(Cloud(region="eu-central-1", endpoint="http://127.0.0.1:1"))
    with pytest.raises(NoCredentialsError) as fault:
        services.client("sns").list_topics()
    assert cloud.named(fault.value) == "NoCredentialsError"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "come")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "later")
    with pytest.raises(EndpointConnectionError):
        services.client("sns").list_topics()


def test_a_client_is_kept_for_each_region():
    services = Services(Cloud(region="eu-central-1", key="a", secret="b"))
    assert services.client("sns") is services.client("sns")
    assert services.client("sns", "us-east-1").meta.region_name == "us-east-1"


def test_a_fault_is_named_by_its_code():
    answered = {"Error": {"Code": "Throttling", "Message": "canary"}}
    assert cloud.named(ClientError(answered, "PutMetricData")) == "Throttling"

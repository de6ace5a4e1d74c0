"""`make dashboards` as an operator runs it: in the monitor's image, against a stand-in for CloudWatch."""

import json
import os
import subprocess
from collections.abc import Iterator

import pytest

from tests import bucket_server
from tests.bucket_server import KEYS, REGION, BucketServer
from tests.deploy import template
from tests.repository import tree

pytestmark = pytest.mark.stack
TAG = "dashboards"


@pytest.fixture(scope="module")
def cloud() -> Iterator[BucketServer]:
    command = ["docker", "build", "-q", "-f", "compose/monitor/Dockerfile", "-t", f"colophon-monitor:{TAG}", "."]
    subprocess.run(command, cwd=tree.ROOT, check=True, capture_output=True)
    with bucket_server.running() as server:
        yield server
    subprocess.run(["docker", "image", "rm", f"colophon-monitor:{TAG}"], check=True, capture_output=True)


def make(cloud: BucketServer, **variables: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "ENV": "production",
        "IMAGE_TAG": TAG,
        "SITE_URL": "https://people.example.org",
        "AWS_ENDPOINT_URL": cloud.url,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": KEYS[0],
        "AWS_SECRET_ACCESS_KEY": KEYS[1],
        "DASHBOARDS_SECONDS": "0",
        "DOCKER_NETWORK": "host",  # where the stand-in is
    }
    command = ["make", "--silent", "dashboards"]
    return subprocess.run(
        command, cwd=tree.ROOT, env=environment | variables, check=True, capture_output=True, text=True, timeout=120
    ).stdout


def test_an_operator_is_told_what_would_change_then_changes_it_once(cloud):
    assert "would be made" in make(cloud, DRY="1")
    assert cloud.client("cloudwatch").list_dashboards()["DashboardEntries"] == []
    assert "is made" in make(cloud)
    assert "nothing to do" in make(cloud)
    read = cloud.client("cloudwatch").get_dashboard(DashboardName="colophon-production")["DashboardBody"]
    assert json.loads(read)["widgets"] == template.widgets()

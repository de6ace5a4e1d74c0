"""A monitor in its container, a site that can be broken, and a stand-in of CloudWatch, on a network of their own."""

import contextlib
import json
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from cron.cloud import FAULTS
from tests.cron import servers
from tests.repository import tree
from tests.stack import engine
from tests.stack.alone import HARDENED
from tests.stack.waits import wait_until

IMAGE = "colophon-monitor:alone"
CLOUD_IMAGE = "motoserver/moto:5.2.5"
URL = "https://watched:8443"
REGION = "eu-central-1"
NETWORK = "colophon-monitor-alone"
DOOR = 15003
NAMES = ("watched", "cloud", "monitor", "poor")
WELL = {"status": 200, "delay": 0, "components": {"database": "ok", "cache": "ok"}}
LIMITS = {
    "MONITOR_SECONDS": "1",
    "MONITOR_SLOW_MS": "700",
    "MONITOR_TIMEOUT": "3",
    "MONITOR_DISK_PERCENT": "100",
    "MONITOR_MEMORY_PERCENT": "100",
    "MONITOR_LOAD_PER_CPU": "1000",
}


@dataclass(frozen=True)
class Watching:
    """What runs, where its files are, and what people were told."""

    folder: Path
    topic: str
    queue: str

    def serve(self, **changed: Any) -> None:
        whole = {**WELL, **changed}
        put(self.folder / "site/page.json", json.dumps(whole).encode())

    def certify(self, days: float) -> None:
        made = servers.certified(self.folder, days=days, name="watched")
        put(self.folder / "site/certificate.pem", made.read_bytes())

    def back_up(self, hours_ago: float) -> None:
        finished = datetime.now(UTC) - timedelta(hours=hours_ago)
        folder = self.folder / "backups" / "2026-01-01T000000Z"
        folder.mkdir(exist_ok=True)
        put(folder / "manifest.json", json.dumps({"finished_at": finished.isoformat(), "files": []}).encode())

    def told(self) -> list[str]:
        """Every message since the last time."""
        found = client("sqs").receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            client("sqs").delete_message(QueueUrl=self.queue, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"])["Message"] for message in found]


def put(path: Path, content: bytes) -> None:
    """Whole or not at all, for somebody reads it."""
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.chmod(0o644)
    new.replace(path)


def client(service: str, door: int = DOOR) -> Any:
    limits = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3})
    session = boto3.session.Session("a-key", "its-secret", region_name=REGION)
    return session.client(service, endpoint_url=f"http://127.0.0.1:{door}", config=limits)


def figures(
    metric: str, service: str, target: str = "", *, of: str = "alone", door: int = DOOR
) -> dict[datetime, float]:
    """What CloudWatch has of the last minutes, by the second."""
    dimensions = {"Service": service, "Target": target} if target else {"Service": service}
    now = datetime.now(UTC)
    found = client("cloudwatch", door).get_metric_statistics(
        Namespace=f"Colophon/{of}",
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=now - timedelta(minutes=20),
        EndTime=now + timedelta(minutes=1),
        Period=1,
        Statistics=["Average"],
    )
    return {point["Timestamp"]: point["Average"] for point in found["Datapoints"]}


def newest(metric: str, service: str, target: str = "", **where: Any) -> float:
    """Not a number while there is none, so that no comparison holds."""
    found = figures(metric, service, target, **where)
    return found[max(found)] if found else math.nan


def build() -> None:
    command = ("docker", "buildx", "build", "--file", "compose/monitor/Dockerfile", "--tag", IMAGE, "--load", ".")
    engine.run(*command, folder=tree.ROOT)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Watching]:
    """All three, well; gone afterwards."""
    _take_away()
    engine.docker("network", "create", NETWORK)
    try:
        for name in ("site", "backups", "secrets"):
            (folder / name).mkdir()
        for path in (folder, *folder.parents[:3], *folder.iterdir()):
            path.chmod(path.stat().st_mode | 0o055)
        start_cloud()
        queue = client("sqs").create_queue(QueueName="people")["QueueUrl"]
        topic = _topic()
        watching = Watching(folder, topic, queue)
        watching.serve()
        watching.certify(days=30)
        watching.back_up(hours_ago=1)
        _start_site(folder)
        for name, value in {"AWS_ACCESS_KEY_ID": "canary-key", "AWS_SECRET_ACCESS_KEY": "canary-secret"}.items():
            put(folder / "secrets" / name, value.encode())
        start_monitor("monitor", folder, f"--volume={folder}/secrets:/run/secrets:ro", topic=topic)
        yield watching
    finally:
        _take_away()


def start_cloud() -> None:
    options = (f"--name={NETWORK}-cloud", "--network-alias=cloud", f"--network={NETWORK}")
    engine.docker("run", "--detach", *options, f"--publish=127.0.0.1:{DOOR}:5000", CLOUD_IMAGE)
    wait_until(_cloud_answers, goal=20, what="the stand-in of CloudWatch answers")


def _cloud_answers() -> bool:
    try:
        return bool(client("sqs").list_queues())
    except FAULTS:
        return False


def start_monitor(name: str, folder: Path, *options: str, topic: str = "") -> None:
    given = {
        "MONITOR_ENVIRONMENT": "alone",
        "MONITOR_TARGETS": URL,
        "MONITOR_TRUST": "/site/certificate.pem",
        "MONITOR_BACKUPS": "/backups",
        "MONITOR_SNS_TOPIC": topic,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": "http://cloud:5000",
        **LIMITS,
    }
    variables = [f"--env={key}={value}" for key, value in given.items()]
    places = [f"--volume={folder}/site:/site:ro", f"--volume={folder}/backups:/backups:ro"]
    how = (f"--name={container(name)}", f"--network={NETWORK}", "--memory=192m", *HARDENED, *places, *variables)
    engine.docker("run", "--detach", *how, *options, IMAGE)


def container(name: str) -> str:
    return f"{NETWORK}-{name}"


def lines(name: str = "monitor") -> list[dict[str, Any]]:
    return lines_of(container(name))


def lines_of(container: str) -> list[dict[str, Any]]:
    """A log, of which every line is an object."""
    return [json.loads(line) for line in engine.run("docker", "logs", container).stdout.splitlines()]


def _topic() -> str:
    sns, sqs = client("sns"), client("sqs")
    queue = sqs.get_queue_url(QueueName="people")["QueueUrl"]
    address = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    topic = str(sns.create_topic(Name="alerts")["TopicArn"])
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=address)
    return topic


def _start_site(folder: Path) -> None:
    script = tree.ROOT / "tests/stack/watched.py"
    put(folder / "site/watched.py", script.read_bytes())
    options = (f"--name={container('watched')}", "--network-alias=watched", f"--network={NETWORK}")
    user = (f"--user={os.getuid() or 10002}", f"--volume={folder}/site:/site:ro")
    engine.docker("run", "--detach", *options, *user, *HARDENED, IMAGE, "python", "/site/watched.py")


def _take_away() -> None:
    """Also what a run that was killed has left."""
    for name in NAMES:
        engine.run("docker", "rm", "--force", "--volumes", container(name), check=False)
    engine.run("docker", "network", "rm", NETWORK, check=False)

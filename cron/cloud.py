"""Clients of the cloud, with time limits and without tries of their own: the next round is the next try."""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from cron.settings import Cloud

FAULTS = (BotoCoreError, ClientError)
LIMITS = Config(
    connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 1}, user_agent_extra="colophon-monitor"
)


class Services:
    """A client of each service, kept once there are credentials: one without would never look for them again."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._clients: dict[tuple[str, str], Any] = {}
        self._session = boto3.session.Session(
            aws_access_key_id=cloud.key or None,
            aws_secret_access_key=cloud.secret or None,
            aws_session_token=cloud.token or None,
            region_name=cloud.region or None,
        )

    def client(self, name: str, region: str = "") -> Any:
        if (name, region) in self._clients:
            return self._clients[name, region]
        endpoint = self._cloud.endpoint or None
        client = self._session.client(name, region_name=region or None, endpoint_url=endpoint, config=LIMITS)
        if self._session.get_credentials() is not None:
            self._clients[name, region] = client
        return client


def named(fault: Exception) -> str:
    """What went wrong in one word, without what was sent or received."""
    if isinstance(fault, ClientError):
        return str(fault.response.get("Error", {}).get("Code", "ClientError"))
    return type(fault).__name__

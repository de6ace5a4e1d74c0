"""One secret in a vault (Secrets Manager) that holds many variables as a JSON object; read once, at the start."""

import json
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SECONDS = 5


def read(name: str, *, region: str, keys: tuple[str, str]) -> dict[str, str]:
    """The variables in the secret of that name. Raises ImproperlyConfigured with no value in its text."""
    try:
        values = json.loads(_text(name, region, keys))
    except ValueError:
        values = None
    if not isinstance(values, dict) or not all(isinstance(value, str | int) for value in values.values()):
        raise ImproperlyConfigured(
            "AWS_SECRET_NAME names a secret that is no JSON object of names and texts. Store it as one."
        )
    return {str(variable): str(value) for variable, value in values.items()}


def _text(name: str, region: str, keys: tuple[str, str]) -> str:
    try:
        import boto3  # noqa: PLC0415
        from botocore.config import Config  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415
    except ImportError:
        raise ImproperlyConfigured(
            "AWS_SECRET_NAME is set, but what reads it is not installed. Install requirements/production.txt."
        ) from None
    limits = Config(connect_timeout=SECONDS, read_timeout=SECONDS, retries={"total_max_attempts": 1})
    key, secret = keys
    session = boto3.session.Session(
        aws_access_key_id=key or None, aws_secret_access_key=secret or None, region_name=region or None
    )
    try:
        answer: dict[str, Any] = session.client("secretsmanager", config=limits).get_secret_value(SecretId=name)
    except ClientError as problem:
        raise _unreadable(problem.response.get("Error", {}).get("Code", "refused")) from None
    except (BotoCoreError, ValueError) as problem:
        raise _unreadable(type(problem).__name__) from None
    return str(answer.get("SecretString", ""))


def _unreadable(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"AWS_SECRET_NAME names a secret that cannot be read ({why}). Check its name, the region and the role."
    )

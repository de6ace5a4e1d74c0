"""Draws the dashboard and sets the alarms of one site: makes or changes the stack that dashboards.yaml describes.

usage: python dashboards.py ENVIRONMENT [--dry-run]     with SITE_URL, AWS_REGION, and perhaps ALARM_MAIL
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, WaiterError

TEMPLATE = Path(__file__).with_name("dashboards.yaml")
LIMITS = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 4})
PAUSE = {"Delay": int(os.environ.get("DASHBOARDS_SECONDS", "5")), "MaxAttempts": 120}  # between looks at the stack
UNFINISHED = ("ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS")  # a stack that was never made, and cannot be changed


def main(environment: str, *, is_dry: bool) -> str:
    """What was done, or would be, as a sentence."""
    name, template, parameters = f"colophon-{environment}-dashboards", TEMPLATE.read_text(), _parameters(environment)
    cloud = boto3.client("cloudformation", region_name=_region(), config=LIMITS)
    stack = _stack(cloud, name)
    if stack and stack["StackStatus"] in UNFINISHED:
        if not is_dry:
            cloud.delete_stack(StackName=name)
            cloud.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig=PAUSE)
        stack = None
    if stack and _is_same(cloud, stack, template, parameters):
        return f"{name} is as it should be; nothing to do."
    verb = "changed" if stack else "made"
    if is_dry:
        return f"{name} would be {verb}, with {json.dumps(parameters)}."
    _apply(cloud, name, template, parameters, is_new=not stack)
    return f"{name} is {verb}. Alarms go to {_topic(cloud, name)}"


def _parameters(environment: str) -> dict[str, str]:
    target = os.environ.get("SITE_URL", "").rstrip("/")
    if not target:
        sys.exit("SITE_URL is not set. The alarms are about the site at that address.")
    return {"Environment": environment, "Target": target, "Mail": os.environ.get("ALARM_MAIL", "")}


def _region() -> str:
    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    if not region:
        sys.exit("AWS_REGION is not set. Name the region that the metrics are in, like eu-central-1.")
    return region


def _stack(cloud: Any, name: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = cloud.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return found


def _is_same(cloud: Any, stack: dict[str, Any], template: str, parameters: dict[str, str]) -> bool:
    given = {found["ParameterKey"]: found["ParameterValue"] for found in stack.get("Parameters", [])}
    has_failed = "FAILED" in stack["StackStatus"]
    return given == parameters and not has_failed and _template(cloud, stack["StackName"]) == template


def _template(cloud: Any, name: str) -> str:
    return str(cloud.get_template(StackName=name)["TemplateBody"])


def _apply(cloud: Any, name: str, template: str, parameters: dict[str, str], *, is_new: bool) -> None:
    listed = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
    change, end = (
        (cloud.create_stack, "stack_create_complete") if is_new else (cloud.update_stack, "stack_update_complete")
    )
    change(StackName=name, TemplateBody=template, Parameters=listed, Tags=[{"Key": "project", "Value": "colophon"}])
    cloud.get_waiter(end).wait(StackName=name, WaiterConfig=PAUSE)


def _topic(cloud: Any, name: str) -> str:
    stack = _stack(cloud, name) or {}
    return next(str(output["OutputValue"]) for output in stack["Outputs"] if output["OutputKey"] == "Alarms")


if __name__ == "__main__":
    names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if len(names) != 1:
        sys.exit("Say which environment: make dashboards ENV=dev or ENV=production.")
    try:
        print(main(names[0], is_dry="--dry-run" in sys.argv))
    except WaiterError as problem:
        sys.exit(f"The stack did not come to its end ({problem}). Its events in CloudFormation say why.")
    except (BotoCoreError, ClientError) as problem:
        sys.exit(f"CloudFormation refused, or was not reached: {problem}")

"""A role that may put objects below one prefix and nothing else, at a bucket that asks everyone for their rights."""

import json
import urllib.request

import pytest
from botocore.exceptions import ClientError

from profiles.operations.backups import make, places, verify
from profiles.operations.backups.problems import Refused
from profiles.operations.doctor import backups
from profiles.operations.doctor.findings import State
from tests import bucket_server
from tests.bucket_server import NAME, REGION, BucketServer

RIGHT = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{NAME}/nightly/*"}


@pytest.fixture(scope="module")
def role():
    """Keys of that role; who has others, or none, is refused."""
    server = BucketServer()
    server.start()
    try:
        iam = server.client("iam")
        iam.create_user(UserName="writer")
        policy = json.dumps({"Version": "2012-10-17", "Statement": [RIGHT]})
        iam.put_user_policy(UserName="writer", PolicyName="writing", PolicyDocument=policy)
        keys = iam.create_access_key(UserName="writer")["AccessKey"]
        strictly = urllib.request.Request(
            f"{server.url}/moto-api/reset-auth", data=b"0", method="POST", headers={"Content-Type": "text/plain"}
        )
        urllib.request.urlopen(strictly, timeout=10).close()
        yield {
            "region_name": REGION,
            "endpoint_url": server.url,
            "aws_access_key_id": keys["AccessKeyId"],
            "aws_secret_access_key": keys["SecretAccessKey"],
        }
    finally:
        server.stop()


@pytest.fixture
def bucket(role, settings, key):
    settings.BACKUP_BUCKET_OPTIONS = role
    settings.BACKUP_TO, settings.BACKUP_RECIPIENT = f"s3://{NAME}/nightly", str(key.to_public())
    return places.chosen()


def test_it_is_enough_for_a_backup_and_for_nothing_else(ada, bucket, settings):
    made = make.make(bucket, encrypted_for=settings.BACKUP_RECIPIENT)
    for question in (bucket.backups, lambda: verify.backup(bucket, made.name)):
        with pytest.raises(Refused, match="AccessDenied"):
            question()
    with pytest.raises(ClientError, match="AccessDenied"):
        bucket._client.delete_object(Bucket=NAME, Key=f"nightly/{made.name}/manifest.json")


def test_beside_its_prefix_it_writes_nothing(bucket):
    with pytest.raises(Refused, match="AccessDenied"), places.place(f"s3://{NAME}/elsewhere").writing("a/b") as file:
        file.write(b"x")


def test_keys_of_nobody_write_nothing(bucket, settings):
    names = ("aws_access_key_id", "aws_secret_access_key")
    settings.BACKUP_BUCKET_OPTIONS = settings.BACKUP_BUCKET_OPTIONS | dict(zip(names, bucket_server.KEYS, strict=True))
    with pytest.raises(Refused, match="InvalidAccessKeyId"), places.chosen().writing("a/b") as file:
        file.write(b"x")


def test_the_doctor_takes_it_for_what_it_should_be(bucket):
    assert backups.look_at_place().state is State.OK
    assert backups.look_at_newest(24).state is State.SKIPPED

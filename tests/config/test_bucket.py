"""Where uploaded files lie, and whose key opens the backups."""

from tests.config.test_settings import PRODUCTION, settings

BUCKET = {
    "DJANGO_AWS_STORAGE_BUCKET_NAME": "media",
    "DJANGO_AWS_S3_REGION_NAME": "eu-central-1",
    "DJANGO_AWS_S3_ENDPOINT_URL": "https://bucket.example.org/",
}


def test_files_lie_on_disk_unless_a_bucket_is_given():
    assert settings(**PRODUCTION)["STORAGES"]["default"] == {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    chosen = settings(**PRODUCTION, **BUCKET)["STORAGES"]["default"]
    assert chosen["BACKEND"].endswith("BucketStorage")
    assert chosen["OPTIONS"] == {
        "bucket_name": "media",
        "region_name": "eu-central-1",
        "endpoint_url": "https://bucket.example.org",
        "access_key": None,
        "secret_key": None,
    }


def test_backups_go_to_the_same_place_with_a_key_of_their_own():
    keys = {"DJANGO_AWS_ACCESS_KEY_ID": "media's", "BACKUP_AWS_ACCESS_KEY_ID": "backups'"}
    assert settings(**PRODUCTION, **BUCKET, **keys)["BACKUP_BUCKET_OPTIONS"] == {
        "region_name": "eu-central-1",
        "endpoint_url": "https://bucket.example.org",
        "aws_access_key_id": "backups'",
        "aws_secret_access_key": None,
    }

"""The bucket for uploaded files, when one is named, and the one for backups: one place, a key for each."""

from config import env


def media() -> dict[str, object]:
    """Django's STORAGES entry for uploaded files: the bucket, else a folder."""
    name = env.text("DJANGO_AWS_STORAGE_BUCKET_NAME")
    if not name:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "BACKEND": "profiles.shared.bucket.BucketStorage",
        "OPTIONS": {
            **_place(),
            "bucket_name": name,
            "access_key": env.text("DJANGO_AWS_ACCESS_KEY_ID") or None,
            "secret_key": env.text("DJANGO_AWS_SECRET_ACCESS_KEY") or None,
        },
    }


def backups() -> dict[str, object]:
    """What opens a client for the bucket that BACKUP_TO names."""
    return {
        **_place(),
        "aws_access_key_id": env.text("BACKUP_AWS_ACCESS_KEY_ID") or None,
        "aws_secret_access_key": env.text("BACKUP_AWS_SECRET_ACCESS_KEY") or None,
    }


def _place() -> dict[str, object]:
    return {
        "region_name": env.text("DJANGO_AWS_S3_REGION_NAME") or None,
        "endpoint_url": env.optional_web_address("DJANGO_AWS_S3_ENDPOINT_URL") or None,
    }

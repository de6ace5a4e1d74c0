"""Runs inside the image: uses each part of the packages that this site may need, so that none was left out."""

import importlib
import io
import pkgutil

import django

django.setup()

import boto3
import psycopg
import sentry_sdk
from django.conf import settings
from django.core.management import call_command
from django.utils import formats, translation
from PIL import Image

import config
import profiles
from profiles.people import pictures

for package in (config, profiles):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name != "config.gunicorn" and not module.name.startswith("config.settings."):
            importlib.import_module(module.name)

session = boto3.session.Session(region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b")
for service in ("s3", "secretsmanager", "sesv2", "sso", "sso-oidc", "sts"):
    session.client(service)
assert session.client("s3").generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"})

for kind in pictures.FORMATS:
    written = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(written, kind)
    assert Image.open(written, formats=[kind]).resize((4, 4)).tobytes()

words = set()
for code, _ in settings.LANGUAGES:
    with translation.override(code):
        words.add(translation.gettext("Yes"))
        assert formats.get_format("DATE_FORMAT")
assert len(words) == len(settings.LANGUAGES), words  # Django's own catalogue speaks each of them

assert psycopg.pq.__impl__ == "binary"
sentry_sdk.init("https://key@sentry.invalid/1")
for name in ("anymail.backends.sparkpost", "anymail.backends.amazon_ses", "django.core.mail.backends.smtp"):
    importlib.import_module(name)
call_command("check", "--deploy", "--fail-level=WARNING", verbosity=0)
schema = io.StringIO()
call_command("spectacular", "--api-version=v1", "--validate", stdout=schema)
assert "openapi: 3.1" in schema.getvalue()

print("everything works")

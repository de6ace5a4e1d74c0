"""Weak secrets are told from strong ones."""

import ast
import re
import secrets

import pytest

from config import strength
from tests.repository import tree


@pytest.mark.parametrize(
    "value",
    [
        "changeme", "change-me-please-change-me", "django-insecure-abcdefghijklmnopqrstuvwxyz", "only-for-one-machine",
        "practice", "password1234567890", "<your-secret-here-please>", "postgres", "colophon", "example-example",
    ],
)  # fmt: skip
def test_what_examples_use_is_weak(value):
    assert "examples" in strength.weakness(value)


def test_what_is_short_or_monotonous_is_weak():
    assert "shorter than 16" in strength.weakness("kT7wQz93")
    assert "shorter than 50" in strength.weakness("kT7wQz93pLm2Vb8xkT7wQz93", length=50)
    assert "repeats" in strength.weakness("zzzzzzzzzzzzzzzzzzzz")


def test_random_ones_are_strong():
    for _ in range(20_000):  # a refusal by chance would be seen here
        assert strength.weakness(secrets.token_urlsafe(48), length=50) == ""
        assert strength.weakness(secrets.token_hex(16)) == ""


def test_what_the_live_site_refuses_to_start_with_is_weak():
    (refused,) = re.findall(r"EXAMPLES = (\{.*\})", tree.read("config/settings/production.py"))
    assert [word for word in ast.literal_eval(refused) if not strength.weakness(word)] == []


def test_the_script_without_an_image_asks_the_same():
    script = tree.read("compose/doctor/machine")
    assert "grep -Eiqf config/examples.txt" in script
    assert f"\nKEY_LENGTH={strength.KEY_LENGTH} " in script
    assert f"\nSECRET_LENGTH={strength.SECRET_LENGTH}\n" in script

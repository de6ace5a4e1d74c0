"""What a username may look like, and how one is proposed."""

import random
import re
from itertools import islice

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import URLPattern, URLResolver, get_resolver

from profiles.accounts import usernames
from profiles.accounts.models import User


@pytest.mark.parametrize("username", ["ab", "a1", "ada-lovelace", "ada_l", "7of9", "x" * 39])
def test_a_well_formed_name_is_allowed(username):
    usernames.validate(username)


@pytest.mark.parametrize(
    "username", ["", "a", "x" * 40, "-ada", "ada-", "_ada", "a--b", "Ada", "a.b", "a b", "ädа", "ada\n", "a/b", "a%"]
)
def test_a_malformed_name_is_refused(username):
    with pytest.raises(ValidationError) as refused:
        usernames.validate(username)
    assert refused.value.code == "malformed"


@pytest.mark.parametrize("username", ["admin", "postmaster", "people", "me", "oidc"])
def test_a_reserved_name_is_refused(username):
    with pytest.raises(ValidationError):
        usernames.validate(username)


def first_segments(patterns: list[URLPattern | URLResolver], before: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and "/" not in route:
            found |= first_segments(pattern.url_patterns, route)
        else:
            found.add(re.split(r"[/<.]", route.lstrip("^"))[0])
    return found


def test_every_first_segment_of_our_addresses_is_reserved():
    segments = {name for name in first_segments(get_resolver().url_patterns) if re.fullmatch(usernames.PATTERN, name)}
    assert "oidc" in segments
    assert segments - usernames.RESERVED == set()


def test_every_proposal_may_be_taken():
    texts = ["", "x", "@", "Ada.Lovelace@x.example", "admin", "山田", "-" * 50, "Ł" * 80, "a\x00b", "_", "ada_lovelace"]
    for text in texts:
        for username in islice(usernames.proposals(text), 40):
            usernames.validate(username)


def test_every_proposal_for_any_text_is_well_formed():
    chance = random.Random(2026)
    letters = "ab1é山ŁЖ -_-_.@'\x00\u202e"
    texts = ["".join(chance.choices(letters, k=chance.randrange(60))) for _ in range(2000)]
    texts += ["a" * n + separator + "b" * 20 for n in range(45) for separator in (" ", "_", "--", "_-_", "__")]
    for text in texts:
        malformed = [
            name for name in islice(usernames.proposals(text), 50) if not re.fullmatch(usernames.PATTERN, name)
        ]
        assert malformed == [], text


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["", "a", "x-", "-x", "a--b", "a_-b", "ada lovelace", "ada\n", "ada\nx-"])
def test_the_database_stores_no_malformed_name(username):
    with pytest.raises(IntegrityError):
        User.objects.create(username=username)


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["ab", "a1", "ada-lovelace", "ada_l", "7of9", "x" * 39])
def test_the_database_stores_every_well_formed_name(username):
    assert User.objects.create(username=username)


def test_proposals_come_best_first_and_never_end():
    assert list(islice(usernames.proposals("Ada.L", "Countess"), 4)) == ["ada-l", "countess", "ada-l-2", "ada-l-3"]
    assert len(set(islice(usernames.proposals("ada"), 120))) == 120

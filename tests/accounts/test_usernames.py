"""What a username may look like, and how one is proposed."""

import os
import random
import re
import subprocess
import sys
from itertools import islice

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import override_settings
from django.urls import include, path, re_path

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


@pytest.mark.parametrize("username", ["oidc", "me", "api", "media", "healthz", "robots", "well-known", "about"])
def test_every_first_segment_of_our_addresses_is_reserved(username):
    assert username in usernames.reserved()


def nothing(request):
    raise AssertionError


class Inner:
    urlpatterns = [path("deep/", nothing), path("", nothing)]


class Urlconf:
    urlpatterns = [
        path("plain/", nothing),
        path("file.txt", nothing),
        path("part-<int:number>/", nothing),
        path("<slug:anything>/", nothing),
        path("outer/", include(Inner)),
        path("", include(Inner)),
        path("half", include(Inner)),
        re_path(r"^regular/(?P<word>one|two)/$", nothing),
        re_path(r"^dotted\.txt$", nothing),
        re_path(r"^number\d+/$", nothing),
    ]


def test_a_new_address_reserves_its_segment_with_no_further_edit(monkeypatch):
    usernames.validate("plain")
    monkeypatch.setitem(sys.modules, "tests.temporary_urlconf", Urlconf)
    with override_settings(ROOT_URLCONF="tests.temporary_urlconf"):
        segments = {"plain", "file", "outer", "deep", "halfdeep", "half", "regular", "dotted", "number"}
        assert segments <= usernames.reserved()
        assert not {"anything", "two", "oidc"} & usernames.reserved()
        with pytest.raises(ValidationError):
            usernames.validate("plain")
        assert next(usernames.proposals("plain", "Ada")) == "ada"
    usernames.validate("plain")


def test_the_models_load_without_the_addresses():
    code = "import django; django.setup(); import sys; print('config.urls' in sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    found = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


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

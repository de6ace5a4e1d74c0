"""The table of contract.py, asked of the real engine."""

import pytest
from django.db import transaction

from profiles.directory import queries
from profiles.directory.wishes import Wish
from profiles.people import actions
from profiles.people.models import Kind, Profile
from profiles.shared.visibility import STRANGER
from tests import cast
from tests.directory import contract

FIELDS = {"name": Kind.NAMES, "interest": Kind.INTERESTS, "position": Kind.POSITIONS, "orcid": Kind.IDENTIFIERS}
TEXTS = {"headline": Kind.HEADLINE, "about": Kind.ABOUT}


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker):
    """Written once: no case changes anything."""
    with django_db_blocker.unblock(), transaction.atomic():
        for row in contract.people():
            _write(*row)
        yield
        transaction.set_rollback(True)


def _write(username: str, language: str, name: str, others: str) -> None:
    member = cast.join(username, name)
    Profile.objects.filter(user=member.user).update(language=language)
    for told in filter(None, (one.strip() for one in others.split(";"))):
        field, _, value = told.partition(": ")
        title, _, organization = value.partition(" @ ")
        if field in TEXTS:
            member.write(TEXTS[field], value)
        else:
            kind = "orcid" if field == "orcid" else ""
            member.add(FIELDS[field], title=title, organization_name=organization, type=kind)
    actions.publish(member.profile, by=member.user)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "who"), contract.cases(), ids=[ascii(query) for query, _ in contract.cases()])
def test_a_query_finds(everybody, query, who):
    page = queries.found(STRANGER, Wish(query))
    found = [result.card.username for result in page.people]
    assert found[: len(who) or 1] == who, f"of {found}"


def test_the_table_is_as_large_as_it_must_be():
    assert len(contract.cases()) >= 150
    assert len({row[1] for row in contract.people()}) >= 10

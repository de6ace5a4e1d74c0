"""Organisations as the dump has them, and the pages that become stale with them."""

from dataclasses import replace

import pytest

from profiles.people import actions
from profiles.people.actions import Place, Stored
from profiles.people.contents import Content
from profiles.people.models import Kind, Organization
from profiles.people.registry import Record
from profiles.people.signals import profiles_changed
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility

OSLO = Record.read(
    {
        "id": "https://ror.org/01xtthb56",
        "status": "active",
        "names": [
            {"lang": "en", "types": ["ror_display"], "value": "University of Oslo"},
            {"lang": "no", "types": ["label"], "value": "Universitetet i Oslo"},
        ],
        "locations": [{"geonames_details": {"name": "Oslo", "country_code": "NO"}}],
        "relationships": [],
    }
)
LEIDEN = replace(OSLO, ror="027bh9e22", name="Leiden University", names=[], words=["leiden"])


def _works_at_oslo(member, item=Visibility.PUBLIC, part=Visibility.PUBLIC):
    """Gives her a position at Oslo, and answers her versions."""
    organization = Organization.objects.get(ror=OSLO.ror)
    place = Place(new_id(), visibility=item)
    positions = member.part(Kind.POSITIONS)
    actions.add_item(positions, Content(title="Reader", organization_id=organization.pk), place, by=member.user)
    actions.show_part_to(member.part(Kind.POSITIONS), visibility=part, by=member.user)
    return _versions(member)


def _versions(member):
    profile = member.profile
    return profile.version, profile.public_version


@pytest.fixture
def loaded(db):
    actions.store_organizations([OSLO, LEIDEN])


def test_what_is_new_is_added_what_differs_is_changed_what_is_the_same_is_not_written(loaded, queries_of):
    with queries_of(3):  # a savepoint and its end, and the comparison
        assert actions.store_organizations([OSLO, LEIDEN]) == Stored(0, 0, 2)
    there = Organization.objects.get(ror=OSLO.ror)
    assert actions.store_organizations([replace(OSLO, city="Bergen")]) == Stored(0, 1, 0)
    now = Organization.objects.get(ror=OSLO.ror)
    assert (now.pk, now.city) == (there.pk, "Bergen")


def test_of_two_records_with_one_id_the_last_counts(db):
    assert actions.store_organizations([OSLO, replace(OSLO, city="Bergen")]) == Stored(1, 0, 0)
    assert Organization.objects.get().city == "Bergen"


@pytest.mark.parametrize("change", [{"name": "Oslo University"}, {"language": "no"}, {"status": "inactive"}])
def test_what_pages_show_of_an_organisation_makes_them_stale(loaded, ada, ben, change):
    before, others = _works_at_oslo(ada), _versions(ben)
    actions.store_organizations([replace(OSLO, **change)])
    assert _versions(ada) == (before[0] + 1, before[1] + 1)
    assert _versions(ben) == others


def test_what_pages_do_not_show_leaves_them_fresh(loaded, ada):
    before = _works_at_oslo(ada)
    actions.store_organizations([replace(OSLO, words=["oslo"], names=[])])
    assert _versions(ada) == before


@pytest.mark.parametrize("levels", [("members", "public"), ("public", "members"), ("me", "me")])
def test_the_public_version_does_not_tell_of_a_hidden_item(loaded, ada, levels):
    before, since = _works_at_oslo(ada, *map(Visibility, levels)), ada.profile.public_changed_at
    actions.store_organizations([replace(OSLO, name="Oslo University")])
    assert _versions(ada) == (before[0] + 1, before[1])
    assert ada.profile.public_changed_at == since


def test_pages_made_stale_are_announced_to_the_index_at_once(loaded, ada, ben):
    """One after the other would lock the words of one page while those of another are held."""
    for member in (ada, ben):
        _works_at_oslo(member)
    told = []

    def listen(profiles, **_):
        told.append({profile.user.username for profile in profiles})

    profiles_changed.connect(listen)
    actions.store_organizations([replace(OSLO, name="Oslo University")])
    profiles_changed.disconnect(listen)
    assert told == [{"ada", "ben"}]


def test_a_successor_may_come_later_and_go_again(db, ada):
    closed = replace(OSLO, status="inactive", successor_ror=LEIDEN.ror)
    actions.store_organizations([closed])
    assert actions.link_successors() == 0
    before = _works_at_oslo(ada)
    actions.store_organizations([LEIDEN])
    assert actions.link_successors() == 1
    assert Organization.objects.get(ror=OSLO.ror).successor.ror == LEIDEN.ror
    assert _versions(ada) == (before[0] + 1, before[1] + 1)
    assert actions.link_successors() == 0
    actions.store_organizations([replace(closed, successor_ror="")])
    assert actions.link_successors() == 1
    assert Organization.objects.get(ror=OSLO.ror).successor is None


def test_a_renamed_successor_makes_pages_stale_that_name_it(db, ada):
    actions.store_organizations([replace(OSLO, status="inactive", successor_ror=LEIDEN.ror), LEIDEN])
    actions.link_successors()
    before = _works_at_oslo(ada)
    actions.store_organizations([replace(LEIDEN, name="Universiteit Leiden")])
    assert _versions(ada) == (before[0] + 1, before[1] + 1)

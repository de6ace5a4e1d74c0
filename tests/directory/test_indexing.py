"""Entries hold what each kind of reader may see, once where it is the same."""

from profiles.directory import indexing
from profiles.directory.models import Entry
from profiles.people import actions
from profiles.people.models import Item, Kind, Organization, Profile
from profiles.shared.visibility import Visibility


def test_what_members_see_is_stored_only_where_it_is_more(ada, ben):
    ada.publish()
    ben.add(Kind.INTERESTS, visibility=Visibility.MEMBERS, title="Comedies")
    ben.publish()
    of_ada, of_ben = (Entry.objects.get(profile=member.profile) for member in (ada, ben))
    assert (of_ada.member_words, of_ada.member_facets) == ("", [])
    assert "/comedies" in of_ben.member_words
    assert "comedies" not in of_ben.words
    assert (of_ben.facets, of_ben.member_facets) == ([], ["iComedies"])


def test_people_are_found_by_every_name_of_their_organisation(ada):
    names = [{"name": "Nordhavns Universitet", "language": "da", "type": "label"}]
    place = Organization.objects.create(ror="03vek6s52", name="Nordhavn University", names=names, words="")
    ada.add(Kind.POSITIONS, organization_id=place.pk)
    ada.publish()
    assert "/universitet" in Entry.objects.get().words


def test_many_are_indexed_in_as_many_queries_as_one(ada, ben, cleo, django_assert_max_num_queries):
    for member in (ada, ben, cleo):
        member.publish()
    profiles = list(Profile.objects.select_related("user"))
    Entry.objects.all().delete()
    with django_assert_max_num_queries(16):
        indexing.index(profiles)
    assert Entry.objects.count() == 3


def test_a_removed_item_is_found_no_more(ada, stranger):
    item = ada.add(Kind.INTERESTS, title="Canaries")
    ada.publish()
    assert "/people/ada/" in stranger.get("/people/?q=canaries").content.decode()
    actions.remove_item(Item.objects.get(pk=item.pk), by=ada.user)
    assert "/people/ada/" not in stranger.get("/people/?q=canaries").content.decode()

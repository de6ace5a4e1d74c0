"""The whole profile as one frozen value."""

import dataclasses

import pytest
from django.http import Http404
from django.utils import timezone

from profiles.accounts.models import Identity
from profiles.pages import linked_data, queries
from profiles.pages.whole import DESCRIPTION_LENGTH
from profiles.people import actions
from profiles.people.models import LIST_KINDS, SECTION_KINDS, Item, Kind, Part
from profiles.shared.ids import new_id
from profiles.shared.visibility import MEMBER, STRANGER, Visibility
from tests import images


def test_the_description_is_the_headline_or_the_beginning_of_the_text(ada):
    ada.write(Kind.ABOUT, "*Word* " * 100).publish()
    whole = queries.whole_profile(STRANGER, "ada")
    assert whole.description.startswith("Word Word")
    assert whole.description.endswith("Word…")
    assert len(whole.description) <= DESCRIPTION_LENGTH + 1
    ada.write(Kind.HEADLINE, "Analyst")
    assert queries.whole_profile(STRANGER, "ada").description == "Analyst"


def test_a_hidden_text_is_in_no_field_of_the_value(ada):
    ada.write(Kind.HEADLINE, "Canary", Visibility.MEMBERS).write(Kind.ABOUT, "Canary", Visibility.ME).publish()
    whole = queries.whole_profile(STRANGER, "ada")
    assert "Canary" not in str(dataclasses.asdict(whole)) + whole.description + linked_data.profile_page(whole)


def test_a_preview_shows_a_draft_with_another_persons_eyes(ada):
    ada.write(Kind.HEADLINE, "Analyst", Visibility.MEMBERS)
    assert queries.preview(ada.user, STRANGER).headline == ""
    assert queries.preview(ada.user, MEMBER).headline == "Analyst"


def test_what_may_not_be_seen_is_missing(ada):
    for query in (queries.whole_profile, queries.revision):
        with pytest.raises(Http404):
            query(STRANGER, "ada")
    assert queries.present_username(STRANGER, "ada") == ""


def test_every_kind_of_item_stands_in_its_place(ada):
    for kind in LIST_KINDS:
        ada.add(kind, title=f"A {kind}", url="https://a.example/", type="isni" if kind == Kind.IDENTIFIERS else "other")
    whole = queries.whole_profile(ada.viewer, "ada")
    assert [section.kind for section in whole.sections] == [kind for kind in SECTION_KINDS if kind in LIST_KINDS]
    assert [other.name for other in whole.other_names] == ["A names"]
    assert [link.words for link in whole.links] == ["A links"]
    assert [identifier.value for identifier in whole.identifiers] == ["A identifiers"]
    assert [position.title for position in whole.positions] == ["A positions"]
    assert [study.title for study in whole.education] == ["A education"]
    assert [member.title for member in whole.memberships] == ["A memberships"]
    assert [project.title for project in whole.projects] == ["A projects"]
    assert [talk.host for talk in whole.talks] == ["a.example"]
    assert whole.interests == ("A interests",)
    assert whole.role == whole.positions[0]


def test_strangers_read_what_a_preview_shows_for_them(ada):
    """Theirs is composed once and for all, and must not differ from what the access rules say today."""
    for level, scheme in zip([*Visibility, Visibility.PUBLIC], ("orcid", "isni", "viaf", "gnd"), strict=True):
        for kind in LIST_KINDS:
            content = {"type": scheme if kind == Kind.IDENTIFIERS else "other", "started_on": "2019", "text": "*Words*"}
            ada.add(kind, title=f"{kind} {scheme}", url=f"https://{scheme}.example/", visibility=level, **content)
    ada.write(Kind.HEADLINE, "Analyst").write(Kind.ABOUT, "Words", Visibility.MEMBERS)
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    ada.publish()
    seen = queries.whole_profile(STRANGER, "ada")
    assert seen == queries.preview(ada.user, STRANGER)
    assert seen.plate.url
    assert len(seen.links) == 2
    actions.show_part_to(ada.part(Kind.ABOUT), visibility=Visibility.PUBLIC, by=ada.user)
    assert queries.whole_profile(STRANGER, "ada").about == "Words"
    assert queries.whole_profile(STRANGER, "ada") == queries.preview(ada.user, STRANGER)


def test_sections_stand_in_the_owners_order_and_empty_ones_are_left_out(ada):
    ada.write(Kind.ABOUT, "Words").add(Kind.TALKS, title="A talk")
    own = actions.add_section(ada.profile, actions.Place(new_id()), title="Students", text="*Come*", by=ada.user)
    stored = list(Part.objects.filter(profile=ada.profile, kind__in=SECTION_KINDS).order_by("-position"))
    actions.arrange_sections(ada.profile, [part.pk for part in stored], by=ada.user)
    whole = queries.whole_profile(ada.viewer, "ada")
    assert [section.slug for section in whole.sections] == [str(own.pk), "talks", "about"]
    assert [section.heading for section in whole.own_sections] == ["Students"]


@pytest.mark.parametrize(
    ("part", "item", "seen"),
    [
        ("public", "public", "stranger member owner"),
        ("public", "members", "member owner"),
        ("members", "public", "member owner"),
        ("members", "me", "owner"),
        ("me", "public", "owner"),
    ],
)
def test_nobody_sees_more_of_an_item_than_of_its_part(ada, cleo, part, item, seen):
    ada.add(Kind.TALKS, visibility=Visibility(item), title="Canary")
    actions.show_part_to(ada.part(Kind.TALKS), visibility=Visibility(part), by=ada.user)
    ada.publish()
    viewers = {"stranger": STRANGER, "member": cleo.viewer, "owner": ada.viewer}
    found = [name for name, viewer in viewers.items() if queries.whole_profile(viewer, "ada").talks]
    assert found == seen.split()


def test_a_full_page_makes_at_most_four_queries_whoever_looks(ada, cleo, queries_of):
    parts = {kind: ada.part(kind) for kind in LIST_KINDS}
    Item.objects.bulk_create(
        Item(
            part=part,
            kind=kind,
            title=f"{kind} {number}",
            type="isni" if kind == Kind.IDENTIFIERS else "other",
            started_on="2019",
        )
        for kind, part in parts.items()
        for number in range(25)
    )
    ada.publish()
    for viewer in (STRANGER, cleo.viewer, ada.viewer):
        with queries_of(4, exact=False):
            whole = queries.whole_profile(viewer, "ada")
        assert len(whole.talks) + len(whole.positions) + len(whole.links) == 75


def test_an_orcid_id_is_authenticated_when_its_owner_signed_in_with_it(ada, settings, queries_of):
    """That is asked in the fourth query, and only where an ORCID iD stands on the page."""
    settings.ORCID_ISSUER = "https://orcid.example"
    value = "0000-0002-1825-0097"
    ada.add(Kind.IDENTIFIERS, type="orcid", title=value)
    ada.publish()
    assert not queries.whole_profile(STRANGER, "ada").identifiers[0].is_authenticated
    values = {"issuer": settings.ORCID_ISSUER, "sub": value, "last_used_at": timezone.now()}
    Identity.objects.create(user=ada.user, **values)
    with queries_of(4):
        assert queries.whole_profile(STRANGER, "ada").identifiers[0].is_authenticated

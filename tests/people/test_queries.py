"""A page as strangers read it, in its own way, is the page that members read."""

import pytest

from profiles.people import queries
from profiles.people.models import Kind, Profile
from profiles.shared.visibility import MEMBER, Visibility


def shown(profile, items):
    parts = queries.visible_parts(profile)
    return {slug: (part.text, [item.title for item in items.get(part.pk, [])]) for slug, part in parts.items()}


def test_what_is_public_is_read_alike(ada):
    ada.add(Kind.INTERESTS, title="Engines")
    ada.write(Kind.HEADLINE, "Analyst").publish()
    page = queries.with_visible_parts(Profile.objects.filter(user=ada.user), MEMBER).get()
    assert shown(*queries.for_strangers("ada")) == shown(page, queries.visible_items(page, MEMBER))
    assert "Engines" in str(shown(*queries.for_strangers("ada")))


@pytest.mark.parametrize("level", [Visibility.MEMBERS, Visibility.ME])
def test_what_is_not_public_is_not_read(ada, level):
    ada.add(Kind.INTERESTS, visibility=level, title="Canaries")
    ada.write(Kind.HEADLINE, "Canary", level).publish()
    assert "Canar" not in str(shown(*queries.for_strangers("ada")))


def test_a_page_that_is_not_published_is_nobodys(ada):
    with pytest.raises(Profile.DoesNotExist):
        queries.for_strangers("ada")

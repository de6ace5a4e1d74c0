"""A page on which everything can be changed."""

import pytest

from profiles.people import actions
from profiles.people.models import Kind, Part
from tests.people.actions.changing import section, sections_of


@pytest.fixture
def page(ada):
    """A talk between two others, and a section of her own between two others."""
    for year in ("1843", "1845"):
        ada.add(Kind.TALKS, title=year, started_on=year)
    talk = ada.add(Kind.TALKS, title="1844", started_on="1844")
    own = section(ada)
    order = [part.pk for part in sections_of(ada)[:-1]]
    order.insert(2, own.pk)
    actions.arrange_sections(ada.profile, order, by=ada.user)
    ada.write(Kind.PRONOUNS, "she/her")  # that order is done with
    return talk, Part.objects.select_related("profile").get(pk=own.pk)
